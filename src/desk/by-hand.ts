import { cleanText } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import { findSendOf, isSending, lastMatter, lockMatters, type Matter, setHolder } from '../store/decisions.ts'
import {
  check,
  type Decider,
  type DeskTools,
  decideIn,
  mayNotSpeak,
  moveAllOf,
  overtaken,
  type Refusal,
  Undo,
} from './decision.ts'
import { note, setAside } from './handover.ts'
import { refusalFor, toOverrule } from './overrule.ts'
import { type Approved, insertByHand, type Overruling, queue, spokenIn } from './review.ts'

export interface ByHand extends Overruling {
  conversationId: string
  /** The count of the person's messages that the colleague has seen. */
  version: string
  text: string
  colleague: Decider
  /** They know that an earlier reply may have arrived. */
  sure?: boolean
}

/**
 * Sends what a colleague wrote themselves, in answer to everything in the conversation that is still open. The
 * conversation is theirs from then on, until somebody gives it back: nobody is answered by two.
 */
export function makeSendByHand(tools: DeskTools): (ask: ByHand) => Promise<Approved | Refusal> {
  return (ask) =>
    decideIn<Approved>(tools.db, ask.conversationId, async (trx, conversation) => {
      const { colleague } = ask
      const { heldBy } = conversation
      if (heldBy && heldBy.id !== colleague.id) return { kind: 'held', by: heldBy }
      if (conversation.version !== ask.version) return overtaken(trx, conversation)
      const silenced = mayNotSpeak(conversation)
      if (silenced) return silenced
      if (await isSending(trx, conversation.id)) return onItsWay
      const seenDraft = await setAside(trx, conversation, colleague, null)
      const matters = await findMatters(trx, conversation.id)
      const last = matters.at(-1)
      if (!last) throw new Undo(nothingToAnswer)
      const unsure = ask.sure ? null : await mayHaveArrived(trx, matters)
      if (unsure) throw new Undo(unsure)
      const text = cleanText(ask.text)
      const { findings } = await check(tools, trx, conversation, matters, text, 'colleague')
      const overrule = ask.overrule == null ? null : cleanText(ask.overrule)
      const refusal = refusalFor(findings, overrule)
      if (refusal) throw new Undo(refusal)
      const overruled = toOverrule(findings).map(({ code }) => code)
      const language = spokenIn(text, 'ko')
      const now = { ...conversation, version: String(BigInt(conversation.version) + 1n) }
      const draftId = await insertByHand(trx, now, {
        text,
        findings,
        by: colleague,
        editedFrom: null,
        language,
      })
      await moveAllOf(
        trx,
        now,
        matters.map(({ id, stage }) => ({
          mentionId: id,
          from: stage,
          to: 'approved',
          who: `colleague:${colleague.id}`,
          why: 'written by hand',
          draftId,
        })),
      )
      const queued = await queue(tools, trx, now, {
        draftId,
        text,
        mentionId: last.id,
        by: colleague,
        language,
      })
      await setHolder(trx, conversation.id, colleague.id)
      const why = overruled.length > 0 ? overrule : null
      await note(trx, conversation, colleague, 'sent-by-hand', why, seenDraft, overruled)
      return { kind: 'approved', draftId, ...queued, text, warnings: findings }
    })
}

const onItsWay: Refusal = {
  kind: 'forbidden',
  ko: '답이 지금 나가는 중이에요. 끝난 다음에 다시 보내 주세요.',
  en: 'A reply is going out at this moment. Wait for how it ends.',
}

const nothingToAnswer: Refusal = {
  kind: 'forbidden',
  ko: '이 대화에는 답을 기다리는 말이 없어요.',
  en: 'Nothing in this conversation is waiting for an answer.',
}

/** What a colleague answers: what is with a person or failed; else the last word, if nobody wanted to answer that. */
export async function findMatters(trx: Db, conversationId: string): Promise<Matter[]> {
  const matters = await lockMatters(trx, conversationId, ['with-person', 'failed'])
  if (matters.length > 0) return matters
  const last = await lastMatter(trx, conversationId)
  return last && (last.stage === 'ignored' || last.stage === 'refused') ? [last] : []
}

/** A send that stopped without the network's word may be there already. */
export async function mayHaveArrived(trx: Db, matters: readonly Matter[]): Promise<Refusal | null> {
  const unknown = matters.find((one) => one.stage === 'failed' && one.failedAt === 'sending' && one.draftId)
  const send = unknown?.draftId ? await findSendOf(trx, unknown.draftId) : null
  return send ? { kind: 'may-have-arrived', text: send.text } : null
}
