import { z } from 'zod'
import { fitsText } from '../../core/limits.ts'
import { ChannelError, type Receipt, type Reply } from '../channel.ts'
import type { Client } from './client.ts'
import type { Instance } from './instance.ts'
import { MentionRef } from './to-mention.ts'
import { WireStatus } from './wire.ts'

/**
 * Posts the reply under what it answers. Mastodon gives the first post back for a repeated Idempotency-Key for an hour;
 * GoToSocial and snac do not know the key, which is why a doubtful send is looked for before it is repeated.
 * @throws ChannelError
 */
export async function send(
  client: Client,
  { limits, isMastodon }: Pick<Instance, 'limits' | 'isMastodon'>,
  reply: Reply,
  signal: AbortSignal,
): Promise<Receipt> {
  const body = toStatus(reply)
  const whole = body.spoiler_text ? `${body.spoiler_text}${body.status}` : body.status
  const fit = fitsText(whole, limits)
  if (!fit.fits) {
    const text = `The reply counts ${fit.counted} with the handle in front of it; ${client.host} takes ${fit.max}.`
    throw new ChannelError('refused', text)
  }
  try {
    // Mastodon refuses to answer what was deleted. snac makes it a post of its own, which nobody would understand.
    if (!isMastodon) await askTarget(client, reply, signal)
    const posted = await client.post(
      '/api/v1/statuses',
      body,
      { 'idempotency-key': reply.id },
      WireStatus,
      signal,
    )
    return toReceipt(posted)
  } catch (error) {
    throw (await isTargetGone(client, error, reply, signal))
      ? new ChannelError('gone', `What this reply answers is not on ${client.host} any more.`, {
          cause: error,
        })
      : error
  }
}

export function toReceipt(posted: WireStatus): Receipt {
  return { nativeId: posted.id, url: posted.url, ref: { id: posted.id } }
}

export interface NewStatus {
  status: string
  in_reply_to_id: string
  visibility: 'public' | 'unlisted' | 'direct'
  language?: string
  spoiler_text?: string
}

/** @throws ChannelError `refused` when a direct reply names somebody else, who could then read it */
export function toStatus(reply: Reply): NewStatus {
  const known = MentionRef.safeParse(reply.to.ref)
  const acct = known.data?.acct ?? reply.to.author.handle
  const visibility = narrow(reply, known.data?.visibility)
  if (visibility === 'direct') {
    const others = findNames(reply.text).filter((name) => name.toLowerCase() !== acct.toLowerCase())
    if (others.length > 0) {
      const text = `A direct reply that names @${others[0]} would be shown to them; take the name out.`
      throw new ChannelError('refused', text)
    }
  }
  const language = reply.language ?? known.data?.language
  return {
    status: isNamed(reply.text, acct) ? reply.text : `@${acct} ${reply.text}`,
    in_reply_to_id: reply.to.nativeId,
    visibility,
    ...(language ? { language } : {}),
    ...(known.data?.spoiler ? { spoiler_text: known.data.spoiler } : {}),
  }
}

/**
 * The question's own visibility or narrower. A question to its author's followers is answered directly: our followers
 * are other people than theirs.
 */
function narrow(reply: Reply, asked: string | undefined): NewStatus['visibility'] {
  if (reply.visibility === 'direct') return 'direct'
  return asked === 'public' || asked === 'unlisted' ? asked : 'direct'
}

const name =
  /(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*(?::\d+)?)?)/giu

function findNames(text: string): string[] {
  return [...text.matchAll(name)].flatMap((match) => match[1] ?? [])
}

function isNamed(text: string, acct: string): boolean {
  return findNames(text).some((one) => one.toLowerCase() === acct.toLowerCase())
}

/** Some servers say 400 or 422 where Mastodon says 404 of a reply to something deleted. */
async function isTargetGone(
  client: Client,
  error: unknown,
  reply: Reply,
  signal: AbortSignal,
): Promise<boolean> {
  if (!(error instanceof ChannelError)) return false
  if (error.kind !== 'refused') return error.kind === 'gone'
  return askTarget(client, reply, signal).then(
    () => false,
    (reason: unknown) => reason instanceof ChannelError && reason.kind === 'gone',
  )
}

/** @throws ChannelError `gone` when what is answered was deleted */
function askTarget(client: Client, reply: Reply, signal: AbortSignal): Promise<unknown> {
  return client.get(`/api/v1/statuses/${encodeURIComponent(reply.to.nativeId)}`, z.unknown(), signal)
}
