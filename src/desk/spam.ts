import { corrected } from '../core/correction.ts'
import { cleanText } from '../core/mention.ts'
import { open, type Stage } from '../core/stage.ts'
import { saveCorrection } from '../store/corrections.ts'
import type { Db } from '../store/db.ts'
import { type Locked, lockMatters, type Matter, setHolder, setReading, takeBack } from '../store/decisions.ts'
import { bumpConversation } from '../store/hearing.ts'
import type { Move } from '../store/stages.ts'
import { type Decider, type DeskTools, decideIn, moveAllOf, overtaken, type Refusal } from './decision.ts'
import { note } from './handover.ts'
import { spokenIn } from './review.ts'

export interface Spam {
  /** Everything here that is open ends without an answer, and the classifier learns that it was spam. */
  markSpam(ask: {
    conversationId: string
    version: string
    colleague: Decider
    reason: string | null
  }): Promise<{ kind: 'spam' } | Refusal>
}

export function makeSpam({ db }: Pick<DeskTools, 'db'>): Spam {
  return {
    markSpam(ask) {
      return decideIn<{ kind: 'spam' }>(db, ask.conversationId, async (trx, conversation) => {
        const { heldBy } = conversation
        const { colleague } = ask
        if (heldBy && heldBy.id !== colleague.id) return { kind: 'held', by: heldBy }
        if (conversation.version !== ask.version) return overtaken(trx, conversation)
        const why = ask.reason === null ? 'spam' : `spam: ${cleanText(ask.reason)}`
        await takeBack(trx, conversation.id, why)
        const matters = await lockMatters(trx, conversation.id, [...open, 'with-person', 'failed'])
        const draftId = matters.findLast((one) => one.draftId !== null)?.draftId ?? null
        for (const matter of matters) await keep(trx, conversation, matter, colleague)
        await moveAllOf(
          trx,
          conversation,
          matters.map((one) => ({
            mentionId: one.id,
            ...endOf(one.stage),
            who: `colleague:${colleague.id}`,
            why,
          })),
        )
        // What the bot writes at this moment has seen the count before, so it is not saved.
        await bumpConversation(trx, conversation.id)
        await setHolder(trx, conversation.id, null)
        await note(trx, conversation, colleague, 'spam', ask.reason, draftId)
        return { kind: 'spam' }
      })
    },
  }
}

function endOf(from: Stage): Pick<Move, 'from' | 'to' | 'through'> {
  if (from === 'heard' || from === 'classified' || from === 'drafted') return { from, to: 'ignored' }
  if (from === 'approved') return { from, through: { stage: 'waiting', why: null }, to: 'refused' }
  return { from, to: 'refused' }
}

async function keep(trx: Db, conversation: Locked, one: Matter, colleague: Decider): Promise<void> {
  const was = one.classification
  if (was) await setReading(trx, one.id, corrected(was, { spam: true }))
  await saveCorrection(trx, {
    brandId: conversation.account.brandId,
    mentionId: one.id,
    text: one.text,
    language: was?.language ?? spokenIn(one.text, 'ko'),
    labels: { spam: true },
    was,
    colleagueId: colleague.id,
  })
}
