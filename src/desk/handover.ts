import { cleanText } from '../core/mention.ts'
import { open } from '../core/stage.ts'
import type { Db } from '../store/db.ts'
import { type Locked, lockMatters, noteDecision, setHolder, takeBack } from '../store/decisions.ts'
import { bumpConversation } from '../store/hearing.ts'
import { addJobs } from '../store/jobs.ts'
import { letStand } from './anew.ts'
import { type Decider, type DeskTools, decideIn, moveAllOf, overtaken, type Refusal } from './decision.ts'

export interface Handover {
  /**
   * The colleague has the conversation from now on: the bot keeps quiet, and what it had not sent is taken back.
   * @param takeFrom the colleague who has it now, when it is taken over from them.
   */
  handOver(ask: {
    conversationId: string
    colleague: Decider
    why: string | null
    takeFrom?: string | null
  }): Promise<{ kind: 'handed-over' } | Refusal>
  /** The bot answers again, beginning with what nobody has answered. */
  giveBack(ask: { conversationId: string; colleague: Decider }): Promise<{ kind: 'given-back' } | Refusal>
  /** What waits for a person here gets no answer. */
  dismiss(ask: {
    conversationId: string
    version: string
    colleague: Decider
    reason: string
  }): Promise<{ kind: 'dismissed' } | Refusal>
}

export function makeHandover({ db }: DeskTools): Handover {
  return {
    handOver(ask) {
      return decideIn<{ kind: 'handed-over' }>(db, ask.conversationId, async (trx, conversation) => {
        const { heldBy } = conversation
        const isTheirs = heldBy?.id === ask.colleague.id
        if (heldBy && !isTheirs && heldBy.id !== ask.takeFrom) return { kind: 'held', by: heldBy }
        if (conversation.holderId === ask.colleague.id) {
          await setHolder(trx, conversation.id, ask.colleague.id)
          return { kind: 'handed-over' }
        }
        const why = ask.why === null ? null : cleanText(ask.why)
        const draftId = await setAside(trx, conversation, ask.colleague, why)
        await setHolder(trx, conversation.id, ask.colleague.id)
        await note(trx, conversation, ask.colleague, 'handed-over', why, draftId)
        return { kind: 'handed-over' }
      })
    },

    giveBack(ask) {
      return decideIn<{ kind: 'given-back' }>(db, ask.conversationId, async (trx, conversation) => {
        await setHolder(trx, conversation.id, null)
        const matters = await lockMatters(trx, conversation.id, ['with-person'])
        await moveAllOf(
          trx,
          conversation,
          matters.map(({ id }) => ({
            mentionId: id,
            from: 'with-person',
            to: 'heard',
            who: `colleague:${ask.colleague.id}`,
            why: 'given back',
            draftId: null,
          })),
        )
        await letStand(trx, conversation, ask.colleague)
        // Whatever the bot works on here was begun while a person had it; only what it begins now counts.
        await bumpConversation(trx, conversation.id)
        await addJobs(trx, [{ task: 'answer', conversationId: conversation.id }])
        await note(trx, conversation, ask.colleague, 'given-back', null, null)
        return { kind: 'given-back' }
      })
    },

    dismiss(ask) {
      return decideIn<{ kind: 'dismissed' }>(db, ask.conversationId, async (trx, conversation) => {
        const { heldBy } = conversation
        if (heldBy && heldBy.id !== ask.colleague.id) return { kind: 'held', by: heldBy }
        if (conversation.version !== ask.version) return overtaken(trx, conversation)
        const reason = cleanText(ask.reason)
        const matters = await lockMatters(trx, conversation.id, ['with-person', 'failed'])
        await moveAllOf(
          trx,
          conversation,
          matters.map(({ id, stage }) => ({
            mentionId: id,
            from: stage,
            to: 'refused',
            who: `colleague:${ask.colleague.id}`,
            why: reason,
          })),
        )
        await setHolder(trx, conversation.id, null)
        await note(trx, conversation, ask.colleague, 'dismissed', reason, null)
        return { kind: 'dismissed' }
      })
    },
  }
}

/**
 * Everything here that the bot has not answered yet is a person's matter now.
 * @returns the draft that was waiting, if one was.
 */
export async function setAside(
  trx: Db,
  conversation: Locked,
  colleague: Decider,
  why: string | null,
): Promise<string | null> {
  await takeBack(trx, conversation.id, 'a colleague took over')
  const matters = await lockMatters(trx, conversation.id, open)
  await moveAllOf(
    trx,
    conversation,
    matters.map(({ id, stage }) => ({
      mentionId: id,
      from: stage,
      to: 'with-person',
      who: `colleague:${colleague.id}`,
      why: why ?? 'a colleague took over',
      draftId: null,
    })),
  )
  // An answer that the bot is writing at this moment has seen the count before, so it is not saved.
  await bumpConversation(trx, conversation.id)
  return matters.findLast(({ draftId }) => draftId !== null)?.draftId ?? null
}

export async function note(
  trx: Db,
  conversation: Locked,
  colleague: Decider,
  decision: Parameters<typeof noteDecision>[1]['decision'],
  why: string | null,
  draftId: string | null,
  overruled: readonly string[] = [],
): Promise<void> {
  const of = { conversationId: conversation.id, accountId: conversation.account.id }
  await noteDecision(trx, { ...of, colleagueId: colleague.id, decision, why, draftId, overruled })
}
