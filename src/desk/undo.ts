import { findAnswered, findTakenBack, findUndoable, takeBackSend } from '../store/undo.ts'
import { type Decider, type DeskTools, decideIn, moveAllOf, overtaken, type Refusal } from './decision.ts'

/** `text`: what would have gone out, for whoever wants to go on from there. */
export interface Undone {
  kind: 'undone'
  /** The draft that waits again; null where a colleague had written it themselves. */
  draftId: string | null
  text: string
}

/** It is going out, or has. */
export interface TooLate {
  kind: 'too-late'
  state: 'sending' | 'sent' | 'failed'
  text: string
  at: Date
}

export interface UndoSend {
  /**
   * Takes back an approval that has not been tried yet: the draft waits again as it was. Asked twice, it is taken back once and
   * answered the same.
   */
  undo(ask: {
    conversationId: string
    sendId: string
    colleague: Decider
  }): Promise<Undone | TooLate | Refusal>
}

export function makeUndo({ db }: Pick<DeskTools, 'db'>): UndoSend {
  return {
    undo(ask) {
      return decideIn<Undone | TooLate>(db, ask.conversationId, async (trx, conversation) => {
        const { id: conversationId, heldBy, account } = conversation
        const send = await findUndoable(trx, conversationId, ask.sendId)
        if (!send) {
          const before = await findTakenBack(trx, conversationId, ask.sendId)
          return before ? { kind: 'undone', ...before } : { kind: 'not-found' }
        }
        const { state, text, at } = send
        if (state === 'voided') return overtaken(trx, conversation)
        if (state !== 'queued') return { kind: 'too-late', state, text, at }
        if (heldBy && heldBy.id !== ask.colleague.id) return { kind: 'held', by: heldBy }
        const answered = await findAnswered(trx, conversationId, send.draftId)
        const draftId = send.editedFrom ?? (send.byHand ? null : send.draftId)
        await moveAllOf(
          trx,
          conversation,
          answered.map(({ id }) => ({
            mentionId: id,
            from: 'approved',
            to: draftId === null ? 'with-person' : 'waiting',
            who: `colleague:${ask.colleague.id}`,
            why: 'taken back before it went out',
            draftId,
          })),
        )
        await takeBackSend(trx, {
          conversationId,
          accountId: account.id,
          colleagueId: ask.colleague.id,
          send,
        })
        return { kind: 'undone', draftId, text }
      })
    },
  }
}
