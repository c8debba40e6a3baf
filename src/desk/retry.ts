import { cleanText } from '../core/mention.ts'
import { retryStage } from '../core/stage.ts'
import { findSendOf, lockMatters, saidMore, setHolder } from '../store/decisions.ts'
import { setGuidance } from '../store/guidance.ts'
import { retrySend } from '../store/sends.ts'
import { askAnew } from './anew.ts'
import { findMatters, mayHaveArrived } from './by-hand.ts'
import { type Decider, type DeskTools, decideIn, moveAllOf, overtaken, type Refusal } from './decision.ts'
import { note } from './handover.ts'

export interface Retry {
  /** Goes on where a mention failed. */
  retry(ask: {
    conversationId: string
    mentionId: string
    colleague: Decider
  }): Promise<{ kind: 'retried' } | Refusal>
  /** The bot reads and writes anew; the draft that waits, if one does, is void. */
  anotherTry(ask: {
    conversationId: string
    version: string
    colleague: Decider
    sure?: boolean
    /** What the colleague wants of it, 1 to 300 characters; it needs a model. A colleague approves what comes of it. */
    guidance?: string | null
  }): Promise<{ kind: 'another-try' } | Refusal>
}

/** @param tools.model there is one that can follow a word of guidance. */
export function makeRetry({ db, model = false }: DeskTools & { model?: boolean }): Retry {
  return {
    retry(ask) {
      return decideIn<{ kind: 'retried' }>(db, ask.conversationId, async (trx, conversation) => {
        const failed = await lockMatters(trx, conversation.id, ['failed'])
        const asked = failed.find(({ id }) => id === ask.mentionId)
        if (!asked) return notFailed
        const send = asked.draftId === null ? null : await findSendOf(trx, asked.draftId)
        const to = send && asked.failedAt ? retryStage(asked.failedAt) : 'heard'
        // They share one answer, so they go on together.
        const together = failed.filter(
          (one) => one.id === asked.id || (send && one.draftId === asked.draftId),
        )
        if (!send || to === 'heard') {
          await askAnew(trx, conversation, ask.colleague, together, anotherTry)
        } else {
          const last = together.at(-1) ?? asked
          // What was never tried must still be the answer; what may have arrived has to be looked for in any case.
          if (to === 'approved' && (await saidMore(trx, conversation.id, last.id, send.queuedAt)))
            return overtaken(trx, conversation)
          await moveAllOf(
            trx,
            conversation,
            together.map(({ id }) => ({
              mentionId: id,
              from: 'failed',
              to,
              who: `colleague:${ask.colleague.id}`,
              why: 'retry',
            })),
          )
          await retrySend(trx, send.id, conversation.account.id, to === 'sending')
        }
        await note(trx, conversation, ask.colleague, 'retried', null, null)
        return { kind: 'retried' }
      })
    },

    anotherTry(ask) {
      return decideIn<{ kind: 'another-try' }>(db, ask.conversationId, async (trx, conversation) => {
        const { heldBy } = conversation
        if (heldBy && heldBy.id !== ask.colleague.id) return { kind: 'held', by: heldBy }
        if (conversation.version !== ask.version) return overtaken(trx, conversation)
        const guidance = ask.guidance == null ? null : cleanText(ask.guidance).trim() || null
        if (guidance !== null && !model) return needsModel
        const waiting = await lockMatters(trx, conversation.id, ['waiting'])
        const matters = waiting.length > 0 ? [] : await findMatters(trx, conversation.id)
        if (waiting.length + matters.length === 0) return nothingToTry
        const unsure = ask.sure ? null : await mayHaveArrived(trx, matters)
        if (unsure) return unsure
        await askAnew(trx, conversation, ask.colleague, matters, anotherTry)
        // With a holder the bot would hand it straight back to them.
        if (conversation.holderId) await setHolder(trx, conversation.id, null)
        await setGuidance(trx, conversation.id, guidance)
        await note(trx, conversation, ask.colleague, 'another-try', guidance, waiting.at(-1)?.draftId ?? null)
        return { kind: 'another-try' }
      })
    },
  }
}

const anotherTry = 'a colleague asked for another try'

const needsModel: Refusal = {
  kind: 'forbidden',
  ko: '말을 덧붙여 다시 쓰게 하려면 언어 모델이 연결되어 있어야 해요.',
  en: 'Guidance needs a model, and none is connected; ask for another draft without it.',
}

const notFailed: Refusal = {
  kind: 'forbidden',
  ko: '실패한 상태가 아니에요. 누군가 먼저 처리했을 수 있어요.',
  en: 'It is not failed any more; somebody may have dealt with it.',
}

const nothingToTry: Refusal = {
  kind: 'forbidden',
  ko: '이 대화에는 다시 써 볼 답이 없어요.',
  en: 'There is nothing here to try again.',
}
