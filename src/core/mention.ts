import { z } from 'zod'

/**
 * The house's words, once:
 * - **mention**: one thing a person said to us, in public or directly.
 * - **conversation**: the turns of one person and one account that belong together.
 * - **person**: a customer. **colleague**: somebody on the brand's staff.
 * - **channel**: a network. **account**: one of the brand's accounts on it.
 * - **summoned**: how the author addressed the brand; some networks let us answer only those who did.
 */

export const Json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)]),
)
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** `direct` is anything that not everybody can read, so that a private word never gets a public answer. */
export const Visibility = z.enum(['public', 'direct'])
export type Visibility = z.infer<typeof Visibility>

/** How the author addressed the brand; `none` is a word about us, not to us. */
export const Summoned = z.enum(['mention', 'reply', 'quote', 'comment', 'direct', 'none'])
export type Summoned = z.infer<typeof Summoned>

// Two ids and a few words make the key of a conversation, and PostgreSQL indexes at most 2,704 bytes.
const NativeId = z.string().min(1).max(256)

export const Author = z.object({
  nativeId: NativeId,
  handle: z.string().max(512),
  name: z.string().max(512),
  bot: z.boolean(),
  /** What names them on every server of the network, where `nativeId` is this server's own number for them. */
  everywhere: z.string().min(1).max(512).nullish(),
})
export type Author = z.infer<typeof Author>

/** The longest text that is kept whole, in UTF-16 units; a channel that hears more refuses it with a reason. */
export const longestText = 20_000

/**
 * What a person said, in the house's own shape. `nativeId` is the network's id and decides what is new.
 * `thread` names the network's thread where the network tells it; `parent` is the post that this one answers.
 * `ref` is the channel's note to itself (what it needs to answer later); nobody else reads it.
 */
export const Mention = z.object({
  nativeId: NativeId,
  author: Author,
  text: z.string().max(longestText),
  visibility: Visibility,
  summoned: Summoned,
  parent: NativeId.nullable(),
  thread: NativeId.nullable(),
  language: z.string().max(35).nullable(),
  postedAt: z.iso.datetime({ offset: true }),
  url: z.string().max(2048).nullable(),
  ref: Json,
})
export type Mention = z.infer<typeof Mention>

/** One thing that a channel heard. An edit or a deletion of something we never heard is not an error. */
export const HeardEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mention'), mention: Mention }),
  z.object({ kind: z.literal('edited'), mention: Mention }),
  z.object({ kind: z.literal('deleted'), nativeId: NativeId }),
  // Something arrived that cannot be a mention; it is kept with the reason so that nothing is lost silently.
  z.object({ kind: z.literal('unreadable'), nativeId: z.string().max(512), why: z.string(), raw: Json }),
])
export type HeardEvent = z.infer<typeof HeardEvent>

/**
 * Makes text safe to store and compare: NUL (PostgreSQL refuses it) and lone surrogates (no UTF-8 has them) become
 * U+FFFD, and the rest is brought to NFC so that the same Korean word typed on two systems is the same word.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD').normalize('NFC')
}
