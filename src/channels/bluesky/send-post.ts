import { z } from 'zod'
import { Json } from '../../core/mention.ts'
import { ChannelError, type Receipt, type Reply } from '../channel.ts'
import { BlueskyError } from './errors.ts'
import { type Facet, makeFacets } from './facets.ts'
import type { Client } from './session.ts'
import { tidOfReply } from './tid.ts'
import { toPostUrl } from './to-mention.ts'
import { Found, PostViews, Resolved, StrongRef, Written } from './wire.ts'

const collection = 'app.bsky.feed.post'

const TargetRef = z.object({ uri: StrongRef.shape.uri, cid: StrongRef.shape.cid, root: StrongRef })

const PostRecord = z.object({
  $type: z.literal(collection),
  text: z.string(),
  createdAt: z.string(),
  langs: z.array(z.string()).optional(),
  facets: z.array(z.looseObject({})).optional(),
  reply: z.object({ root: StrongRef, parent: StrongRef }),
})

export const Post = z.object({ kind: z.literal('post'), rkey: z.string(), record: PostRecord })
export type Post = z.infer<typeof Post>

export async function preparePost(client: Client, reply: Reply, signal: AbortSignal): Promise<Post> {
  const target = getTarget(reply)
  const facets = await makeFacets(reply.text, (handle) => findDid(client, handle, signal))
  const langs = toLangs(reply.language)
  return {
    kind: 'post',
    rkey: tidOfReply(reply),
    record: {
      $type: collection,
      text: reply.text,
      createdAt: reply.at.toISOString(),
      ...(langs ? { langs } : {}),
      ...(facets.length > 0 ? { facets: facets.map((facet: Facet) => ({ ...facet })) } : {}),
      reply: { root: target.root, parent: { uri: target.uri, cid: target.cid } },
    },
  }
}

/**
 * Writes the stored record under its stored key. The same bytes under the same key are the same record, so a second
 * try changes nothing; `swapRecord: null` keeps a different record under that key from being replaced
 * (docs/decisions/0003-bluesky-idempotent-send.md).
 */
export async function sendPost(
  client: Client,
  reply: Reply,
  prepared: Post,
  signal: AbortSignal,
): Promise<Receipt> {
  await checkTarget(client, prepared.record.reply.parent.uri, signal)
  const { did } = await client.me()
  const { rkey, record } = prepared
  const body = { repo: did, collection, rkey, record, swapRecord: null }
  try {
    const nsid = 'com.atproto.repo.putRecord'
    return toReceipt(await client.call({ nsid, schema: Written, body, signal }), record.reply.root)
  } catch (error) {
    if (!(error instanceof BlueskyError) || error.code !== 'InvalidSwap') throw error
    const there = await findPost(client, { ...reply, prepared: Json.parse(prepared) }, signal)
    if (there) return there
    throw error
  }
}

/** Asks our own server, which knows its posts before anybody else does. */
export async function findPost(client: Client, reply: Reply, signal: AbortSignal): Promise<Receipt | null> {
  const stored = Post.safeParse(reply.prepared)
  const rkey = stored.success ? stored.data.rkey : tidOfReply(reply)
  const { did } = await client.me()
  try {
    const params = { repo: did, collection, rkey }
    const found = await client.call({ nsid: 'com.atproto.repo.getRecord', schema: Found, params, signal })
    const record = PostRecord.safeParse(found.value)
    const isOurs = record.success && (!stored.success || record.data.text === stored.data.record.text)
    if (isOurs) return toReceipt(found, record.data.reply.root)
    throw new ChannelError('refused', `Another post stands at ${found.uri}; write the reply again.`)
  } catch (error) {
    if (error instanceof ChannelError && error.kind === 'gone') return null
    throw error
  }
}

/**
 * The notifications never tell that a post was deleted, so it is asked right before we answer it. Posts of people who
 * block us, or whom we block, look deleted as well, and are not answered either.
 */
async function checkTarget(client: Client, uri: string, signal: AbortSignal): Promise<void> {
  const nsid = 'app.bsky.feed.getPosts'
  const { posts } = await client.call({ nsid, schema: PostViews, params: { uris: [uri] }, signal })
  const post = posts.find((one) => one.uri === uri)
  if (!post) throw new ChannelError('gone', 'The post that this answers does not exist any more.')
  if (post.viewer?.replyDisabled) {
    throw new ChannelError('refused', 'The author has closed this thread to our replies.')
  }
}

function getTarget(reply: Reply): z.infer<typeof TargetRef> {
  const read = TargetRef.safeParse(reply.to.ref)
  if (read.success) return read.data
  throw new ChannelError('refused', 'A public reply needs a public post; a direct message gets none.')
}

async function findDid(client: Client, handle: string, signal: AbortSignal): Promise<string | null> {
  try {
    const nsid = 'com.atproto.identity.resolveHandle'
    return (await client.call({ nsid, schema: Resolved, params: { handle }, signal })).did
  } catch (error) {
    if (error instanceof ChannelError && (error.kind === 'refused' || error.kind === 'gone')) return null
    throw error
  }
}

function toLangs(language: string | null): string[] | null {
  if (language === null) return null
  try {
    return Intl.getCanonicalLocales(language)
  } catch {
    return null
  }
}

function toReceipt(written: { uri: string; cid: string }, root: StrongRef): Receipt {
  const { uri, cid } = written
  return { nativeId: uri, url: toPostUrl(uri), ref: { uri, cid, root: { ...root } } }
}
