import type { z } from 'zod'
import type { HeardEvent } from '../../core/mention.ts'
import { ChannelError, type Identity } from '../channel.ts'
import type { Client } from './session.ts'
import { toMessageEvent, toMessageId } from './to-mention.ts'
import { Convo, LogEntry, LogPage } from './wire.ts'

/**
 * The chat service's own mark of how far its log was read; null until the service was reached for the first time, and
 * empty when its log was empty then.
 */
export type MessageCursor = string | null

export interface MessageEar {
  /** What the log of direct messages brought since the cursor, oldest first. @throws ChannelError */
  hear(cursor: MessageCursor, signal: AbortSignal): Promise<{ events: HeardEvent[]; cursor: MessageCursor }>
}

type Conversation = z.infer<typeof Convo>['convo']

// A look takes 50 pages of the log at most and stores them; the next look goes on from there.
const mostPages = 50
const mostConvos = 1_000

export function makeMessageEar(client: Client, identity: Identity, proxy: string): MessageEar {
  const convos = new Map<string, Conversation>()

  /** The log names people by DID only; their handles stand in the conversation. */
  async function getConvo(convoId: string, signal: AbortSignal): Promise<Conversation> {
    const known = convos.get(convoId)
    if (known) return known
    try {
      const nsid = 'chat.bsky.convo.getConvo'
      const { convo } = await client.call({ nsid, schema: Convo, params: { convoId }, proxy, signal })
      if (convos.size >= mostConvos) convos.clear()
      convos.set(convoId, convo)
      return convo
    } catch (error) {
      // We have left it, or it was closed: the message is heard, its author's name stays unknown.
      if (error instanceof ChannelError && (error.kind === 'gone' || error.kind === 'refused')) {
        return { id: convoId, members: [] }
      }
      throw error
    }
  }

  async function toEvent(item: unknown, signal: AbortSignal): Promise<HeardEvent | null> {
    const read = LogEntry.safeParse(item)
    // The log also tells of mutes, reactions and kinds yet to be invented, which are no messages.
    if (!read.success) return null
    const entry = read.data
    if (!entry.message) return null
    if (entry.$type.endsWith('#logDeleteMessage')) {
      return { kind: 'deleted', nativeId: toMessageId(entry.convoId, entry.message.id) }
    }
    if (!entry.$type.endsWith('#logCreateMessage')) return null
    return toMessageEvent(entry, await getConvo(entry.convoId, signal), identity)
  }

  return {
    async hear(cursor, signal) {
      const events: HeardEvent[] = []
      let at = cursor
      for (let pages = 0; pages < mostPages; pages++) {
        const params = { cursor: at || undefined }
        const page = await client.call({
          nsid: 'chat.bsky.convo.getLog',
          schema: LogPage,
          params,
          proxy,
          signal,
        })
        // Without a cursor the service says where its log ends now; what is older is history.
        if (at === null) return { events, cursor: page.cursor ?? '' }
        for (const item of page.logs) {
          const event = await toEvent(item, signal)
          if (event) events.push(event)
        }
        if (page.logs.length === 0 || !page.cursor || page.cursor === at) break
        at = page.cursor
      }
      return { events, cursor: at }
    },
  }
}
