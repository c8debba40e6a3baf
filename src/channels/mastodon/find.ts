import { z } from 'zod'
import { ChannelError, type Identity, type Receipt, type Reply } from '../channel.ts'
import { type Client, standing } from './client.ts'
import { htmlToText } from './html.ts'
import { toReceipt } from './send.ts'
import { stripNames } from './to-mention.ts'
import { WireContext, WirePlace, WireStatus } from './wire.ts'

// Their clock and ours may differ; a reply with the same words to the same post a few minutes earlier is as good.
const clockPlayMs = 600_000
// A brand that posted more than this since the reply was queued is not looked through to the end.
const mostPages = 50

/**
 * Looks for a reply that may have arrived: first under what it answers, then through all of our own posts since it was
 * queued, because servers cut long threads short and a deleted target has no thread. Null only after the latter.
 * @throws ChannelError
 */
export async function find(
  client: Client,
  me: Identity,
  reply: Reply,
  signal: AbortSignal,
): Promise<Receipt | null> {
  const since = reply.at.getTime() - clockPlayMs
  const isIt = (status: WireStatus) =>
    status.account.id === me.nativeId &&
    isUnder(status, reply) &&
    Date.parse(status.created_at) >= since &&
    essence(readText(status, reply)) === essence(reply.text)
  const below = (await askThread(client, reply, signal)).find(isIt)
  const found = below ?? (await searchOwn(client, me, since, isIt, signal))
  return found ? toReceipt(found) : null
}

async function askThread(client: Client, reply: Reply, signal: AbortSignal): Promise<WireStatus[]> {
  const path = `/api/v1/statuses/${encodeURIComponent(reply.to.nativeId)}/context`
  try {
    return readAll((await client.get(path, WireContext, signal)).descendants)
  } catch (error) {
    if (error instanceof ChannelError && error.kind !== 'auth') return []
    throw error
  }
}

async function searchOwn(
  client: Client,
  me: Identity,
  since: number,
  isIt: (status: WireStatus) => boolean,
  signal: AbortSignal,
): Promise<WireStatus | undefined> {
  let below: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const path: string = `/api/v1/accounts/${encodeURIComponent(me.nativeId)}/statuses?limit=40${below === null ? '' : `&max_id=${encodeURIComponent(below)}`}`
    const told = await standing(client.get(path, z.array(z.unknown()), signal))
    const statuses = readAll(told)
    const found = statuses.find(isIt)
    const last = WirePlace.safeParse(told.at(-1)).data?.id
    // Pinned posts and wrong clocks may stand out of order, so that only a whole page of older ones is the end.
    const isPast = statuses.every((status) => Date.parse(status.created_at) < since)
    // The same page again: the server knows no pages, and a short one is all there is.
    const isAll = last === below && told.length < 20
    if (found || last === undefined || isPast || isAll) return found
    below = last
  }
  throw new ChannelError(
    'busy',
    `${client.host} has too many posts of ours to tell whether this reply is among them.`,
  )
}

/** A server detaches replies from a post that was deleted; then only whom it names tells whose it was. */
function isUnder(status: WireStatus, { to }: Reply): boolean {
  if (status.in_reply_to_id !== null) return status.in_reply_to_id === to.nativeId
  return status.mentions.some((one) => one.id === to.author.nativeId || one.acct === to.author.handle)
}

/** Posts that we cannot read are not ours: ours are plain. */
function readAll(raw: unknown[]): WireStatus[] {
  return raw.flatMap((one) => {
    const read = WireStatus.safeParse(one)
    return read.success ? [read.data] : []
  })
}

function readText(status: WireStatus, reply: Reply): string {
  const text = htmlToText(status.content, status.mentions)
  return stripNames(text, [reply.to.author.handle, ...status.mentions.map((one) => one.acct)])
}

/** What stays of a text whatever a server does to spaces, quotes and links: letters, digits, symbols. */
function essence(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  const words = plain.replace(/@[\p{L}\p{N}_.@:-]+/gu, '')
  return words.replace(/[^\p{L}\p{N}\p{S}]/gu, '') || plain.trim()
}
