import { z } from 'zod'
import type { HeardEvent } from '../../core/mention.ts'
import type { ChannelTools, Identity } from '../channel.ts'
import type { Client } from './session.ts'
import { toPostEvent } from './to-mention.ts'
import { NotificationPage } from './wire.ts'

/** Where the reading of notifications stands, as the network dates them. */
export interface PostCursor {
  /** Whatever is dated up to here was there before the account was connected, and is never answered. */
  since: string
  /** The date of the newest notification heard. */
  at: string
}

export interface PostEar {
  /** What is new since the last call, oldest first. A `deep` look also finds what appeared further back. @throws ChannelError */
  hear(
    cursor: PostCursor,
    deep: boolean,
    signal: AbortSignal,
  ): Promise<{ events: HeardEvent[]; cursor: PostCursor }>
}

const nsid = 'app.bsky.notification.listNotifications'
const beginning = new Date(0).toISOString()

// The network sorts notifications by the post's own clock when that is behind, and lists some of them late, so new ones
// also appear below old ones. A day covers every wrongly set time zone.
const deepMs = 24 * 3_600_000
const quickMs = 15 * 60_000

// 300 pages of 100: a day of a brand that everybody talks about, likes included (they fill pages, too, on some servers).
const mostPages = 300

// The pages are cut by time alone, so one of two notifications of the same millisecond can fall between two pages. A
// deep look cuts elsewhere than a quick one and finds it.
const quickPage = 100
const deepPage = 83

// What has been told already in this run; the store knows the rest. 20,000 addresses are about 3 MB.
const mostKnown = 20_000

/** Where a new account begins: at the newest notification, so that no old post is answered. @throws ChannelError */
export async function startPosts(client: Client, now: Date, signal: AbortSignal): Promise<PostCursor> {
  const page = await client.call({ nsid, schema: NotificationPage, params: { limit: '1' }, signal })
  const newest = page.notifications[0]
  // A page can be empty although there are more: blocked authors are taken out of it.
  const since = page.cursor && newest === undefined ? now.toISOString() : (dateOf(newest) ?? beginning)
  return { since, at: since }
}

export function makePostEar(client: Client, identity: Identity, tools: ChannelTools): PostEar {
  const known = new Set<string>()

  return {
    async hear(cursor, deep, signal) {
      const reach = moveBack(cursor.at, deep ? deepMs : quickMs)
      const events: HeardEvent[] = []
      // Known only at the end: a page that fails later must not make us forget the pages before it.
      const told = new Set<string>()
      let at = cursor.at
      let next: string | undefined
      for (let pages = 1; ; pages++) {
        const page = await client.call({
          nsid,
          schema: NotificationPage,
          params: {
            limit: String(deep ? deepPage : quickPage),
            reasons: ['mention', 'reply', 'quote'],
            cursor: next,
          },
          signal,
        })
        let isFresh = false
        let oldest = page.cursor
        for (const item of page.notifications) {
          const date = dateOf(item)
          if (date !== null) oldest = date
          if (date !== null && date <= cursor.since) continue
          const key = keyOf(item)
          if (known.has(key) || told.has(key)) continue
          told.add(key)
          isFresh = true
          if (date !== null && date > at) at = date
          const event = toPostEvent(item, identity)
          if (event) events.push(event)
        }
        if (!page.cursor || page.cursor === next) break
        if (isBefore(oldest, reach) || isBefore(oldest, cursor.since)) break
        if (!deep && !isFresh && page.notifications.length > 0) break
        if (pages === mostPages) {
          tools.log(
            'warn',
            'Bluesky has more notifications than Dajeong reads back; the oldest are not heard.',
            {
              pages,
              until: oldest,
            },
          )
          break
        }
        next = page.cursor
      }
      remember(known, told)
      return { events: events.reverse(), cursor: { since: cursor.since, at } }
    },
  }
}

function keyOf(item: unknown): string {
  const read = z.object({ uri: z.string() }).safeParse(item)
  return read.data?.uri ?? JSON.stringify(item)
}

function remember(known: Set<string>, told: Set<string>): void {
  for (const key of told) known.add(key)
  for (const key of known) {
    if (known.size <= mostKnown) return
    known.delete(key)
  }
}

function dateOf(item: unknown): string | null {
  const read = z.object({ indexedAt: z.iso.datetime({ offset: true }) }).safeParse(item)
  return read.success ? new Date(read.data.indexedAt).toISOString() : null
}

function moveBack(iso: string, ms: number): string {
  return new Date(Math.max(Date.parse(iso) - ms, 0)).toISOString()
}

/** The page cursor of an empty page is a date on Bluesky's own servers, and merely unknown elsewhere. */
function isBefore(date: string | undefined, limit: string): boolean {
  const at = Date.parse(date ?? '')
  return !Number.isNaN(at) && at < Date.parse(limit)
}
