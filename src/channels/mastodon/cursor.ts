import { z } from 'zod'

/**
 * From where to read on. `recent` are the notifications after `minId` that are already kept: reading begins before
 * them, because a server can show a notification late, under a smaller id than its newest; and an edit of one of them
 * shows in its `edited`. `status` is empty where a notification is about none.
 */
export const Cursor = z.object({
  minId: z.string().min(1),
  recent: z
    .array(z.object({ id: z.string(), status: z.string(), edited: z.string().nullable() }))
    .default([]),
})
export type Cursor = z.infer<typeof Cursor>
export type Kept = Cursor['recent'][number]

/** Before the first notification of all: numbers, ULIDs and times as text are all greater. */
export const beginning = '0'

// 40 notifications are read again at every poll; a page holds 80, so that one call is still enough.
const overlap = 40

/** Orders ids as their servers do: Mastodon's numbers by value, and those of fixed length by their letters. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** Whether the cursor has yet to pass this notification. */
export function isAfter(cursor: Cursor, id: string): boolean {
  return compareIds(id, cursor.minId) > 0
}

export function isKept(cursor: Cursor, id: string): boolean {
  return cursor.recent.some((one) => one.id === id)
}

/** The cursor after these notifications, in whatever order they came. */
export function advance(cursor: Cursor, found: Kept[]): Cursor {
  const all = new Map([...cursor.recent, ...found].map((one) => [one.id, one]))
  const sorted = [...all.values()].sort((a, b) => compareIds(a.id, b.id))
  const dropped = sorted.slice(0, -overlap).at(-1)
  return { minId: dropped?.id ?? cursor.minId, recent: sorted.slice(-overlap) }
}

/** Kept notifications that should stand on this page, which was read from the cursor on, and do not. */
export function findMissing(cursor: Cursor, page: string[]): Kept[] {
  const latest = findLatest(page)
  return cursor.recent.filter(
    ({ id }) =>
      !page.includes(id) && (latest === null || compareIds(id, latest) < 0 || page.length < overlap),
  )
}

/** The greatest id of a page; null for an empty one. */
export function findLatest(ids: string[]): string | null {
  return ids.reduce<string | null>(
    (best, id) => (best === null || compareIds(id, best) > 0 ? id : best),
    null,
  )
}
