import { z } from 'zod'
import type { HeardEvent } from '../../core/mention.ts'
import type { ChannelTools, ListenOptions } from '../channel.ts'
import { advance, type Cursor, compareIds, isAfter, isKept, type Kept } from './cursor.ts'
import { toHeard, unreadable } from './to-mention.ts'
import { WireBrief, WireFrame, WireNotification } from './wire.ts'

export interface Inbox {
  cursor(): Cursor
  /** Keeps what is new in a page of notifications, in whatever order; resolves to whether anything was. */
  takePage(page: unknown[]): Promise<boolean>
  /** Forgets notifications that are not there any more; the status of those in `gone` was deleted. */
  drop(missing: Kept[], gone: Kept[]): Promise<void>
  /** Keeps what a frame of the stream tells, soon. */
  takeFrame(text: string): void
  /** Frames that wait to be kept; the stream should rest while there are many. */
  waiting(): number
  /** Rejects when something could not be kept, after which nothing is kept any more; otherwise never settles. */
  broken: Promise<never>
  /** Resolves when nothing is being kept any more. */
  settled(): Promise<void>
}

/** So many statuses are remembered to tell what is new; the overlap of the polls never brings more. */
const mostSeen = 2_000

/**
 * Joins what the stream and the polls bring. The stream is for speed and never moves the cursor, because what came
 * before its last frame may be missing; the polls are for truth. All is kept in one line, one thing after the other.
 */
export function makeInbox(
  { identity, hear }: Pick<ListenOptions, 'identity' | 'hear'>,
  start: Cursor,
  log: ChannelTools['log'],
): Inbox {
  let cursor = start
  // By status, because one status can notify twice. The value is when it was edited last.
  const seen = new Map(start.recent.map((one) => [one.status, one.edited]))
  const frames: string[] = []
  const { promise: broken, reject } = Promise.withResolvers<never>()
  broken.catch(() => {})
  let isBroken = false
  let line: Promise<unknown> = Promise.resolve()

  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = line.then(() => (isBroken ? broken : work()))
    line = mine.catch((error: unknown) => {
      isBroken = true
      reject(error)
    })
    return mine
  }

  /** What a status tells now: that it is new, that it was edited since, or nothing (null). */
  function readStatus(raw: unknown): HeardEvent | null {
    const brief = WireBrief.safeParse(raw)
    if (!brief.success) return toHeard('mention', raw, identity)
    const { id, edited_at: edited = null } = brief.data
    const before = seen.get(id)
    if (before === edited) return null
    seen.delete(id)
    seen.set(id, edited)
    const [oldest] = seen.keys()
    if (seen.size > mostSeen && oldest !== undefined) seen.delete(oldest)
    return toHeard(before === undefined ? 'mention' : 'edited', raw, identity)
  }

  function readNotification(one: WireNotification): HeardEvent[] {
    // Null: the status was deleted between the notification and this answer.
    if (one.type !== 'mention' || one.status === null) return []
    if (one.status === undefined) return [unreadable(one, 'A mention came without its status.')]
    const event = readStatus(one.status)
    return event ? [event] : []
  }

  function readFrame(text: string): HeardEvent[] {
    const frame = WireFrame.safeParse(parse(text))
    if (!frame.success) {
      log('debug', 'A frame of the stream could not be read.')
      return []
    }
    const { event, payload: given } = frame.data
    // Mastodon sends JSON in a string; a deletion is the bare id, which must stay text: it can be too long for a number.
    const payload = typeof given === 'string' && event !== 'delete' ? parse(given) : given
    if (event === 'delete') {
      const id = z.union([z.string().min(1).max(512), z.number().transform(String)]).safeParse(payload)
      return id.success ? [{ kind: 'deleted', nativeId: id.data }] : []
    }
    if (event === 'status.update') return readUpdate(payload)
    const one = event === 'notification' ? WireNotification.safeParse(payload) : null
    if (one && !one.success) log('warn', 'A notification without an id or a type was passed over.')
    return one?.success ? readNotification(one.data) : []
  }

  /** Updates come for everybody whom the brand follows; ours are those that we heard or that name us. */
  function readUpdate(raw: unknown): HeardEvent[] {
    const brief = WireBrief.safeParse(raw)
    if (!brief.success) return []
    const namesUs = brief.data.mentions?.some((one) => String(one.id) === identity.nativeId) ?? false
    if (!seen.has(brief.data.id) && !namesUs) return []
    if (!seen.has(brief.data.id)) seen.set(brief.data.id, null)
    const event = readStatus(raw)
    return event ? [event] : []
  }

  async function takePage(page: unknown[]): Promise<boolean> {
    const found = page
      .flatMap((raw) => {
        const read = WireNotification.safeParse(raw)
        if (!read.success) log('warn', 'A notification without an id or a type was passed over.')
        return read.success ? [read.data] : []
      })
      // A server that does not know min_id shows history too.
      .filter((one) => isAfter(cursor, one.id))
      .sort((a, b) => compareIds(a.id, b.id))
    return inLine(async () => {
      const isNews = found.some((one) => !isKept(cursor, one.id))
      const events = found.flatMap(readNotification)
      const next = advance(
        cursor,
        found.map((one) => {
          const brief = WireBrief.safeParse(one.status)
          return { id: one.id, status: brief.data?.id ?? '', edited: brief.data?.edited_at ?? null }
        }),
      )
      if (isNews || events.length > 0) await hear({ events, cursor: next })
      cursor = next
      return isNews
    })
  }

  function drop(missing: Kept[], gone: Kept[]): Promise<void> {
    return inLine(async () => {
      const events = gone.map(({ status }): HeardEvent => ({ kind: 'deleted', nativeId: status }))
      const recent = cursor.recent.filter((one) => !missing.some(({ id }) => id === one.id))
      const next = { ...cursor, recent }
      await hear({ events, cursor: next })
      cursor = next
    })
  }

  function takeFrame(text: string): void {
    frames.push(text)
    // All that gather while something else is being kept are kept together.
    if (frames.length > 1) return
    inLine(async () => {
      const events = frames.splice(0).flatMap(readFrame)
      if (events.length > 0) await hear({ events, cursor: null })
    }).catch(() => {})
  }

  return {
    cursor: () => cursor,
    takePage,
    drop,
    takeFrame,
    waiting: () => frames.length,
    broken,
    settled: async () => {
      await line
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
