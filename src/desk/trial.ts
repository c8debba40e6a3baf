import type { Decision } from '../core/decide.ts'
import type { Finding } from '../core/draft.ts'
import type { Visibility } from '../core/mention.ts'
import type { Asked } from '../core/missing.ts'
import type { Mode, Policy } from '../core/policy.ts'
import type { Strategy } from '../core/tone/rules.ts'
import type { TriedKnowledge } from '../knowledge/tried.ts'
import type { OwnWords } from '../writer/live-set.ts'

/** A message to be answered for practice: one that was really sent to the brand, or a case. */
export interface TrialMessage {
  /** The same id is answered alike by phrases. */
  id: string
  /** Oldest first. */
  texts: readonly string[]
  channel: string
  /** Null: the brand's first account on that channel, if there is one. */
  accountId: string | null
  visibility: Visibility
  language: string | null
  bot: boolean
  person: { id: string | null; name: string; handle: string }
  turns: { from: 'person' | 'brand'; text: string; at: Date }[]
  alreadySent: readonly string[]
  /** Answers of ours that stand in the conversation. */
  answersBefore: number
  /** Null for what never was one. */
  conversationId: string | null
}

/** What is tried in place of what is live; what is not named stays as it is. */
export interface TriedVersions {
  prompts: readonly OwnWords[]
  policy: Policy | null
  knowledge: TriedKnowledge | null
}

/** Nothing in place of anything. */
export const asItIs: TriedVersions = { prompts: [], policy: null, knowledge: null }

export interface TrialResult {
  /** The reply, with the mark of a machine where it is due; null when there is none, and `why` says why. */
  text: string | null
  /** The same without that mark. */
  body: string | null
  why: string | null
  findings: Finding[]
  decision: Pick<Decision, 'kind' | 'ko' | 'en' | 'afterMs'> & { why: string }
  strategy: Strategy | null
  /** What the chat would ask for beside it. */
  asks: Asked | null
  /** Names of the documents that it cites. */
  documents: string[]
  writer: 'plain' | 'model' | null
  model: string | null
  /** Why phrases took over from the model. */
  fellBack: string | null
  tokensIn: number
  tokensOut: number
  costMicros: number
  ms: number
}

/**
 * Answers a message as the service would, and keeps nothing of it but what it cost.
 * @throws BadPrompt when the words that are tried make no prompt; whatever the signal is aborted with.
 */
export type TryDraft = (
  ask: { brandId: string; message: TrialMessage; versions: TriedVersions; mode: Mode },
  signal: AbortSignal,
) => Promise<TrialResult>

/** Does at most `atOnce` of them at a time, and keeps their order. */
export async function each<T, R>(
  ones: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < ones.length; at = next++) done[at] = await work(ones[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, ones.length) }, worker))
  return done
}
