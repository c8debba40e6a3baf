import { cleanText } from '../core/mention.ts'
import { endWish, silence } from '../store/wishes.ts'
import { type Decider, type DeskTools, decideIn, type Refusal } from './decision.ts'

export interface Wishes {
  /**
   * The person of this conversation is answered by the machine again, on every account of the brand on this network. Messages
   * that wait for a colleague stay with them. Where nothing was asked for, nothing changes.
   */
  endWish(ask: {
    conversationId: string
    colleague: Decider
    reason: string
  }): Promise<{ kind: 'wish-ended' } | Refusal>
  /** No machine writes to the person of this conversation any more, until the wish is ended; colleagues may. */
  silence(ask: {
    conversationId: string
    colleague: Decider
    reason: string
  }): Promise<{ kind: 'silenced' } | Refusal>
}

export function makeWishes({ db }: DeskTools): Wishes {
  return {
    endWish(ask) {
      return decideIn<{ kind: 'wish-ended' }>(db, ask.conversationId, async (trx, conversation) => {
        await endWish(trx, conversation.id, `colleague:${ask.colleague.id}`, cleanText(ask.reason))
        return { kind: 'wish-ended' }
      })
    },

    silence(ask) {
      return decideIn<{ kind: 'silenced' }>(db, ask.conversationId, async (trx, conversation) => {
        await silence(trx, conversation.id, `colleague:${ask.colleague.id}`, cleanText(ask.reason))
        return { kind: 'silenced' }
      })
    },
  }
}
