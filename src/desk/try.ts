import { Policy } from '../core/policy.ts'
import type { TriedKnowledge } from '../knowledge/tried.ts'
import { listCases } from '../store/cases.ts'
import type { Db } from '../store/db.ts'
import { findPastMessages } from '../store/past-messages.ts'
import { findRawPolicy } from '../store/policy-versions.ts'
import { checkAskTopics } from '../writer/ask-topics.ts'
import { BadPhrases } from '../writer/phrases.ts'
import { BadPrompt } from '../writer/prompt-file.ts'
import { asItIs, each, type TrialMessage, type TrialResult, type TryDraft } from './trial.ts'

/** One message, answered by what is live and by what is tried. */
export interface SideBySide {
  /** One of the two tells where the message is from. */
  conversationId: string | null
  caseId: string | null
  message: string
  /** Null where it was not answered in time. */
  live: TrialResult | null
  tried: TrialResult | null
}

export type TryAnswer =
  | { kind: 'tried'; results: SideBySide[] }
  /** `why` is `name:line: reason`. */
  | { kind: 'refused'; why: string }
  | { kind: 'no-message' }

// Each of them is answered twice, and somebody waits.
const mostMessages = 20
const atOnce = 2
const messageMs = 40_000
const allMs = 180_000

/** Answers messages by what is live and by what is tried, side by side. Kept is what it cost, and nothing else. */
export function makeTry({ db, tryDraft }: { db: Db; tryDraft: TryDraft }) {
  async function messages(brandId: string, conversations: readonly string[], caseIds: readonly string[]) {
    const [past, cases] = await Promise.all([
      conversations.length > 0 ? findPastMessages(db, brandId, conversations) : [],
      caseIds.length > 0 ? listCases(db, brandId, caseIds) : [],
    ])
    const asked = [
      ...past.map((one) => ({
        ...{ conversationId: one.conversationId, caseId: null },
        message: { ...one, channel: one.account.channel, accountId: one.account.id } satisfies TrialMessage,
      })),
      ...cases.map(({ id, message: text, channel, visibility, language }) => ({
        ...{ conversationId: null, caseId: id },
        message: {
          ...{ id: `case-${id}`, texts: [text], channel, visibility, language, accountId: null, bot: false },
          ...{ person: { id: null, name: '', handle: '' }, turns: [], alreadySent: [], answersBefore: 0 },
          conversationId: null,
        } satisfies TrialMessage,
      })),
    ]
    return asked.slice(0, mostMessages)
  }

  /** @param ask.conversations their newest messages; those of other brands are not there. */
  return async function tryOut(ask: {
    brandId: string
    prompts: Readonly<Record<string, string>>
    policy: Policy | null
    knowledge?: TriedKnowledge | null
    conversations: readonly string[]
    caseIds: readonly string[]
  }): Promise<TryAnswer> {
    const { brandId, policy, knowledge = null } = ask
    const asked = await messages(brandId, ask.conversations, ask.caseIds)
    if (asked.length === 0) return { kind: 'no-message' }
    const words = Object.entries(ask.prompts).map(([name, source]) => ({ name, source }))
    const end = AbortSignal.timeout(allMs)
    const answer = async (message: TrialMessage, versions: Parameters<TryDraft>[0]['versions']) => {
      const signal = AbortSignal.any([end, AbortSignal.timeout(messageMs)])
      try {
        return await tryDraft({ brandId, message, versions, mode: 'send' }, signal)
      } catch (error) {
        if (signal.aborted) return null
        throw error
      }
    }
    try {
      const topics = (policy ?? Policy.parse((await findRawPolicy(db, brandId))?.policy ?? {})).topics
      for (const { name, source } of words)
        checkAskTopics(name, { path: `${name}.prompt`, text: source }, topics)
      const results = await each(asked, atOnce, async ({ conversationId, caseId, message }) => {
        const [live, tried] = await Promise.all([
          answer(message, asItIs),
          answer(message, { prompts: words, policy, knowledge }),
        ])
        return { conversationId, caseId, message: message.texts.join('\n'), live, tried }
      })
      return { kind: 'tried', results }
    } catch (error) {
      if (error instanceof BadPrompt || error instanceof BadPhrases)
        return { kind: 'refused', why: error.message }
      throw error
    }
  }
}
