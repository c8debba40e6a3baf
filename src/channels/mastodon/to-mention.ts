import { z } from 'zod'
import { cleanText, type HeardEvent, Json, Mention, type Summoned } from '../../core/mention.ts'
import type { Identity } from '../channel.ts'
import { htmlToText } from './html.ts'
import { describeMisfit, WireStatus } from './wire.ts'

/** What a later reply needs to know of the status that it answers. */
export const MentionRef = z.object({
  visibility: z.string(),
  acct: z.string(),
  spoiler: z.string().nullable(),
  language: z.string().nullable(),
})
export type MentionRef = z.infer<typeof MentionRef>

/**
 * Reads a status as the network sent it. Null when it is our own. Other bots' are kept and marked, so that ignoring
 * them is decided where it is seen.
 */
export function toHeard(kind: 'mention' | 'edited', raw: unknown, identity: Identity): HeardEvent | null {
  const read = WireStatus.safeParse(raw)
  if (!read.success) return unreadable(raw, `The status cannot be read: ${describeMisfit(read.error)}.`)
  const status = read.data
  if (status.account.id === identity.nativeId) return null
  const mention = Mention.safeParse(toMention(status, identity))
  if (!mention.success) return unreadable(raw, `The status does not fit: ${describeMisfit(mention.error)}.`)
  return { kind, mention: mention.data }
}

/** Something that should have been a status and is kept with the reason why it is not. */
export function unreadable(raw: unknown, why: string): HeardEvent {
  const id = z.object({ id: z.coerce.string().max(512) }).safeParse(raw)
  const kept = Json.safeParse(raw)
  return { kind: 'unreadable', nativeId: id.data?.id ?? '', why, raw: kept.success ? kept.data : null }
}

function toMention(status: WireStatus, identity: Identity): Mention {
  const { account } = status
  const page = account.url
  // Only these two are for everybody; what a server calls by another name is for fewer.
  const isPublic = status.visibility === 'public' || status.visibility === 'unlisted'
  const ref: MentionRef = {
    visibility: status.visibility,
    acct: account.acct,
    spoiler: status.spoiler_text,
    language: status.language,
  }
  return {
    // The status, not the notification: one status can notify twice, and it is the status that is answered.
    nativeId: status.id,
    author: {
      nativeId: account.id,
      handle: account.acct,
      name: cleanText(account.display_name ?? account.acct).slice(0, 512),
      bot: account.bot,
      // Every server numbers people anew; the address of their page is the same wherever they are seen.
      ...(page && /^https?:/.test(page) && page.length <= 512 ? { everywhere: page } : {}),
    },
    text: readText(status, identity),
    visibility: isPublic ? 'public' : 'direct',
    summoned: readSummoned(status, isPublic, identity),
    parent: status.in_reply_to_id,
    thread: null,
    language: status.language?.slice(0, 35) ?? null,
    postedAt: readTime(status.created_at),
    url: [status.url, status.uri].find((url) => url && /^https?:/.test(url) && url.length <= 2048) ?? null,
    ref,
  }
}

function readSummoned(status: WireStatus, isPublic: boolean, identity: Identity): Summoned {
  if (!isPublic) return 'direct'
  return status.in_reply_to_account_id === identity.nativeId ? 'reply' : 'mention'
}

/** The content warning is part of what was said; the brand's own name in front of it is only the address. */
function readText(status: WireStatus, identity: Identity): string {
  const text = htmlToText(status.content, status.mentions)
  const said = stripNames(text, [identity.handle, ...findOurNames(status, text, identity)])
  return cleanText(status.spoiler_text ? `${status.spoiler_text}\n\n${said}`.trim() : said)
}

/** How else a status names us: on snac with our server, and there we are the one who is missing in its `mentions`. */
function findOurNames({ mentions }: WireStatus, text: string, identity: Identity): string[] {
  const ours = mentions.filter((one) => one.id === identity.nativeId)
  if (ours.length > 0) return ours.map((one) => one.acct)
  const others = new Set(mentions.map((one) => one.acct.toLowerCase()))
  return readLeadingNames(text).filter(
    (name) =>
      !others.has(name.toLowerCase()) && name.toLowerCase().startsWith(`${identity.handle.toLowerCase()}@`),
  )
}

const leadingNames = /^(?:@[^\s@]+(?:@\S+)?(?:\s+|$))+/

/** The names of that row, without what stands before and behind them. */
const readLeadingNames = (text: string): string[] =>
  (leadingNames.exec(text)?.[0] ?? '').trim().split(/\s+/).map(bareName)

const bareName = (name: string): string => name.slice(1).replace(/[,:]$/, '')

/** Takes the given handles out of the row of handles that a text begins with, and leaves everybody else in it. */
export function stripNames(text: string, handles: string[]): string {
  const row = leadingNames.exec(text)?.[0]
  if (row === undefined) return text
  const gone = new Set(handles.map((handle) => handle.toLowerCase()))
  const kept = row
    .trim()
    .split(/\s+/)
    .filter((name) => !gone.has(bareName(name).toLowerCase()))
  return [...kept, text.slice(row.length)].join(' ').trim()
}

function readTime(text: string): string {
  const at = new Date(text)
  // An impossible time is left as it is: the schema refuses it and says which field it was.
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
