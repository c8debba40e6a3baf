import type { Db } from '../store/db.ts'
import { type Company, findCompany, findMarks, type Mark, noteDoing, setLease } from '../store/presence.ts'
import { type Decider, decideIn, type Refusal } from './decision.ts'

export type { Company, Mark }

export interface Presence {
  /**
   * Says what a colleague does in a conversation, every few seconds; who does not say so any more is gone after 15 s. Null when
   * there is no such conversation.
   */
  doing(ask: {
    conversationId: string
    colleague: Decider
    doing: 'looking' | 'typing' | 'gone'
  }): Promise<Company | null>
  company(conversationId: string): Promise<Company | null>
  /**
   * The colleague has the conversation to themselves for ten minutes, and for as long as they are there: nobody else decides in
   * it. The draft stays. @param takeFrom whose it is now, when it is taken over from them.
   */
  take(ask: {
    conversationId: string
    colleague: Decider
    takeFrom?: string | null
  }): Promise<{ kind: 'taken' } | Refusal>
  /** What was taken is everybody's again; where another has it nothing changes. */
  letGo(ask: { conversationId: string; colleague: Decider }): Promise<{ kind: 'let-go' } | Refusal>
  /** How the conversations that pages follow stand now. */
  marks(conversationIds: readonly string[]): Promise<Mark[]>
}

/** Who is looking, who is typing, and whose turn it is. */
export function makePresence({ db }: { db: Db }): Presence {
  return {
    async doing({ conversationId, colleague, doing }) {
      if (!(await noteDoing(db, conversationId, colleague.id, doing))) return null
      return findCompany(db, conversationId)
    },
    company: (conversationId) => findCompany(db, conversationId),
    marks: (ids) => findMarks(db, ids),

    take(ask) {
      return decideIn<{ kind: 'taken' }>(db, ask.conversationId, async (trx, { id, heldBy }) => {
        const isTheirs = heldBy?.id === ask.colleague.id
        if (heldBy && !isTheirs && heldBy.id !== ask.takeFrom) return { kind: 'held', by: heldBy }
        await setLease(trx, id, ask.colleague.id)
        return { kind: 'taken' }
      })
    },

    letGo(ask) {
      return decideIn<{ kind: 'let-go' }>(db, ask.conversationId, async (trx, { id, heldBy }) => {
        if (heldBy && heldBy.id === ask.colleague.id) await setLease(trx, id, null)
        return { kind: 'let-go' }
      })
    },
  }
}
