import { z } from 'zod'
import { ChannelError, type Receipt, type Reply } from '../channel.ts'
import { makeFacets } from './facets.ts'
import type { Client } from './session.ts'
import { toMessageId } from './to-mention.ts'
import { Convo, MessagePage, Sent, Message as WireMessage } from './wire.ts'

const ConvoRef = z.object({ convoId: z.string(), messageId: z.string() })

export const Message = z.object({
  kind: z.literal('message'),
  convoId: z.string(),
  /** Our message is newer than this one; null when it opens the conversation. */
  after: z.string().nullable(),
  message: z.object({ text: z.string(), facets: z.array(z.looseObject({})).optional() }),
})
export type Message = z.infer<typeof Message>

// Clocks differ. A look that reaches too far back could take an older message of the same words for this one, which
// costs a repetition; one that ends too early would send twice.
const clockSlackMs = 5 * 60_000

const mostPages = 20

export async function prepareMessage(
  client: Client,
  proxy: string,
  reply: Reply,
  signal: AbortSignal,
): Promise<Message> {
  const ref = ConvoRef.safeParse(reply.to.ref)
  const convoId = ref.success ? ref.data.convoId : await openConvo(client, proxy, reply, signal)
  // A handle in a direct message calls nobody, so only links get a facet.
  const facets = await makeFacets(reply.text, async () => null)
  return {
    kind: 'message',
    convoId,
    after: ref.success ? ref.data.messageId : null,
    message: {
      text: reply.text,
      ...(facets.length > 0 ? { facets: facets.map((facet) => ({ ...facet })) } : {}),
    },
  }
}

/** The service has no idempotency of its own: whoever tries a second time asks `findMessage` first. */
export async function sendMessage(
  client: Client,
  proxy: string,
  prepared: Message,
  signal: AbortSignal,
): Promise<Receipt> {
  const { convoId, message } = prepared
  const nsid = 'chat.bsky.convo.sendMessage'
  const sent = await client.call({ nsid, schema: Sent, body: { convoId, message }, proxy, signal })
  return toReceipt(convoId, sent.id)
}

/** Looks for our words among the messages that came after the one they answer. */
export async function findMessage(
  client: Client,
  proxy: string,
  reply: Reply,
  prepared: Message,
  signal: AbortSignal,
): Promise<Receipt | null> {
  const { did } = await client.me()
  const { convoId } = prepared
  const text = prepared.message.text.trim()
  const since = reply.at.getTime() - clockSlackMs
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages; pages++) {
    const params = { convoId, limit: '100', cursor }
    const nsid = 'chat.bsky.convo.getMessages'
    const page = await client.call({ nsid, schema: MessagePage, params, proxy, signal })
    for (const item of page.messages) {
      const id = z.object({ id: z.string() }).safeParse(item)
      if (id.success && id.data.id === prepared.after) return null
      const read = WireMessage.safeParse(item)
      if (!read.success) continue
      if (read.data.sender.did === did && read.data.text.trim() === text)
        return toReceipt(convoId, read.data.id)
      if (prepared.after === null && Date.parse(read.data.sentAt) < since) return null
    }
    if (!page.cursor || page.cursor === cursor) return null
    cursor = page.cursor
  }
  throw new ChannelError('network', 'The conversation is too long to tell whether our message arrived.')
}

/** A public word may get a private answer; whether the person takes messages from us is theirs to say. */
async function openConvo(client: Client, proxy: string, reply: Reply, signal: AbortSignal): Promise<string> {
  const nsid = 'chat.bsky.convo.getConvoForMembers'
  const params = { members: [reply.to.author.nativeId] }
  return (await client.call({ nsid, schema: Convo, params, proxy, signal })).convo.id
}

function toReceipt(convoId: string, messageId: string): Receipt {
  return { nativeId: toMessageId(convoId, messageId), url: null, ref: { convoId, messageId } }
}
