import { z } from 'zod'
import { cleanText, type HeardEvent, Json, Mention } from '../../core/mention.ts'
import type { Identity } from '../channel.ts'
import { sliceBytes } from './facets.ts'
import { type Convo, type LogEntry, Message, Notification, type Profile, type StrongRef } from './wire.ts'

/** What we need to answer a post. `root` is the post itself when it opens a thread. */
export interface PostRef {
  uri: string
  cid: string
  root: StrongRef
  parent?: StrongRef
}

const reasons = ['mention', 'reply', 'quote']

/** Null for what does not concern us: our own posts, likes, follows. */
export function toPostEvent(item: unknown, identity: Identity): HeardEvent | null {
  const read = Notification.safeParse(item)
  if (!read.success) {
    const uri = z.object({ uri: z.string() }).safeParse(item)
    return unreadable(uri.data?.uri ?? '', read.error, item)
  }
  const { uri, cid, author, record, indexedAt } = read.data
  if (author.did === identity.nativeId || !reasons.includes(read.data.reason)) return null
  const self = { uri, cid }
  const ref: PostRef = { ...self, root: record.reply?.root ?? self }
  if (record.reply) ref.parent = record.reply.parent
  return finish(item, {
    nativeId: uri,
    author: toAuthor(author),
    text: cleanText(withoutOurName(record, identity)),
    visibility: 'public',
    summoned: toSummoned(read.data, identity),
    parent: record.reply?.parent.uri ?? null,
    thread: record.reply?.root.uri ?? null,
    language: record.langs?.find((tag) => tag.length <= 35) ?? null,
    postedAt: toPostedAt(record.createdAt, indexedAt),
    url: toPostUrl(uri),
    ref: { ...ref },
  })
}

/**
 * The network notifies everybody up to five posts above a reply; who answers somebody else in our thread has not
 * addressed us.
 */
function toSummoned(item: Notification, identity: Identity): Mention['summoned'] {
  if (item.reason === 'quote') return 'quote'
  const parent = item.record.reply?.parent.uri
  if (parent?.startsWith(`at://${identity.nativeId}/`)) return 'reply'
  return item.reason === 'mention' ? 'mention' : 'none'
}

/** Null for our own messages, for those already deleted, and for talk in a group that does not name us. */
export function toMessageEvent(
  entry: LogEntry,
  convo: z.infer<typeof Convo>['convo'],
  identity: Identity,
): HeardEvent | null {
  if (entry.message?.$type.endsWith('#deletedMessageView')) return null
  const read = Message.safeParse(entry.message)
  const nativeId = toMessageId(entry.convoId, entry.message?.id ?? '')
  if (!read.success) return unreadable(nativeId, read.error, entry)
  const message = read.data
  if (message.sender.did === identity.nativeId) return null
  const isGroup = convo.kind?.$type.endsWith('#groupConvo') ?? false
  if (isGroup && !names(message.facets, identity)) return null
  const sentAt = toIso(message.sentAt)
  if (!sentAt) return unreadable(nativeId, 'The time of the message is not a time.', entry)
  const sender = convo.members.find((member) => member.did === message.sender.did)
  return finish(entry, {
    nativeId,
    author: toAuthor(sender ?? { did: message.sender.did, handle: '' }),
    text: cleanText(withoutOurName(message, identity)),
    visibility: 'direct',
    summoned: isGroup ? 'mention' : 'direct',
    parent: null,
    thread: entry.convoId,
    language: null,
    postedAt: sentAt,
    url: null,
    ref: { convoId: entry.convoId, messageId: message.id },
  })
}

/** Message ids are unique only within their conversation. */
export function toMessageId(convoId: string, messageId: string): string {
  return `dm:${convoId}:${messageId}`
}

export function toPostUrl(uri: string): string | null {
  const [did, collection, rkey] = uri.slice('at://'.length).split('/')
  return did && rkey && collection === 'app.bsky.feed.post'
    ? `https://bsky.app/profile/${did}/post/${rkey}`
    : null
}

function finish(raw: unknown, mention: Mention): HeardEvent {
  const read = Mention.safeParse(mention)
  return read.success
    ? { kind: 'mention', mention: read.data }
    : unreadable(mention.nativeId, read.error, raw)
}

function unreadable(nativeId: string, why: z.ZodError | string, raw: unknown): HeardEvent {
  const text = typeof why === 'string' ? why : z.prettifyError(why)
  const kept = Json.safeParse(raw)
  return {
    kind: 'unreadable',
    nativeId: nativeId.slice(0, 512),
    why: text.slice(0, 1000),
    raw: kept.success ? kept.data : null,
  }
}

function toAuthor(profile: Profile): Mention['author'] {
  const handle = profile.handle.slice(0, 512)
  return {
    nativeId: profile.did,
    handle,
    name: cleanText(profile.displayName?.trim() || handle).slice(0, 512),
    bot: profile.labels?.some((label) => label.val === 'bot' && label.neg !== true) ?? false,
  }
}

interface Text {
  text: string
  facets?: z.infer<typeof Message>['facets']
}

/** Who addresses us opens with our name, which says nothing about what they want. */
function withoutOurName({ text, facets }: Text, identity: Identity): string {
  const lead = text.length - text.trimStart().length
  const leadBytes = Buffer.byteLength(text.slice(0, lead))
  const facet = facets?.find((one) => one.index.byteStart === leadBytes && namesUs(one, identity))
  const named = facet ? sliceBytes(text, leadBytes, facet.index.byteEnd) : null
  if (named?.startsWith('@')) return trimName(text.slice(lead + named.length))
  const plain = `@${identity.handle}`.toLowerCase()
  const start = text.slice(lead)
  // "@brand.test" is not the start of "@brand.testing.example".
  const isOurs =
    start.toLowerCase().startsWith(plain) && !/^[a-z0-9-]|^\.[a-z0-9]/i.test(start.slice(plain.length))
  return isOurs ? trimName(start.slice(plain.length)) : text.trim()
}

function trimName(rest: string): string {
  return rest.replace(/^[\s,:]+/u, '').trimEnd()
}

function names(facets: Text['facets'], identity: Identity): boolean {
  return facets?.some((facet) => namesUs(facet, identity)) ?? false
}

function namesUs(facet: NonNullable<Text['facets']>[number], identity: Identity): boolean {
  return facet.features.some(
    (feature) => feature.$type === 'app.bsky.richtext.facet#mention' && feature.did === identity.nativeId,
  )
}

/** A client writes `createdAt` as it likes; what is no time, or lies in the future, gives way to the network's time. */
function toPostedAt(createdAt: unknown, indexedAt: string): string {
  const said = typeof createdAt === 'string' ? toIso(createdAt) : null
  const heard = toIso(indexedAt) ?? indexedAt
  return said !== null && said <= heard ? said : heard
}

function toIso(text: string): string | null {
  const read = z.iso.datetime({ offset: true }).safeParse(text)
  if (!read.success) return null
  const at = new Date(read.data)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
