import { z } from 'zod'
import { fitsText, type TextLimits } from '../../core/limits.ts'
import { Json, type Visibility } from '../../core/mention.ts'
import { ChannelError, type Receipt, type Reply } from '../channel.ts'
import { findMessage, Message, prepareMessage, sendMessage } from './send-message.ts'
import { findPost, Post, preparePost, sendPost } from './send-post.ts'
import type { Client } from './session.ts'

/** What is stored before the first try; every try sends exactly this. */
const Prepared = z.discriminatedUnion('kind', [Post, Message])
type Prepared = z.infer<typeof Prepared>

export function limitsOf(visibility: Visibility): TextLimits {
  return visibility === 'direct'
    ? { max: 1_000, unit: 'graphemes', maxBytes: 10_000 }
    : { max: 300, unit: 'graphemes', maxBytes: 3_000 }
}

/** @throws ChannelError with kind `refused` when the text is too long or would leave a private conversation */
export async function prepare(
  client: Client,
  proxy: string,
  reply: Reply,
  signal: AbortSignal,
): Promise<Json> {
  checkLength(reply)
  const prepared =
    reply.visibility === 'direct'
      ? await prepareMessage(client, proxy, reply, signal)
      : await preparePost(client, reply, signal)
  return Json.parse(prepared)
}

/** @throws ChannelError */
export async function send(
  client: Client,
  proxy: string,
  reply: Reply,
  signal: AbortSignal,
): Promise<Receipt> {
  const prepared = await getPrepared(client, proxy, reply, signal)
  return prepared.kind === 'post'
    ? sendPost(client, reply, prepared, signal)
    : sendMessage(client, proxy, prepared, signal)
}

/** @throws ChannelError */
export async function find(
  client: Client,
  proxy: string,
  reply: Reply,
  signal: AbortSignal,
): Promise<Receipt | null> {
  if (reply.visibility !== 'direct') return findPost(client, reply, signal)
  const prepared = await getPrepared(client, proxy, reply, signal)
  return prepared.kind === 'message' ? findMessage(client, proxy, reply, prepared, signal) : null
}

async function getPrepared(
  client: Client,
  proxy: string,
  reply: Reply,
  signal: AbortSignal,
): Promise<Prepared> {
  const read = Prepared.safeParse(reply.prepared ?? (await prepare(client, proxy, reply, signal)))
  if (read.success) return read.data
  throw new ChannelError('refused', 'The stored form of this reply is unreadable; write the reply again.', {
    cause: read.error,
  })
}

function checkLength(reply: Reply): void {
  const fit = fitsText(reply.text, limitsOf(reply.visibility))
  if (!fit.fits) {
    const text = `Bluesky takes ${fit.max} ${fit.unit} here and this text has ${fit.counted}; shorten it.`
    throw new ChannelError('refused', text)
  }
  if (reply.text.trim() === '') throw new ChannelError('refused', 'An empty reply cannot be sent.')
}
