import type { Written } from '../core/draft.ts'
import type { Passage } from '../core/ground/source.ts'
import type { Classification } from '../core/intent.ts'
import type { TextLimits } from '../core/limits.ts'
import type { Visibility } from '../core/mention.ts'
import type { Ask } from '../core/missing.ts'
import type { Voice } from '../core/policy.ts'
import type { Tone } from '../core/tone.ts'
import type { Topic } from '../core/topic.ts'

/** One earlier turn of the conversation, oldest first. */
export interface Turn {
  from: 'person' | 'brand'
  text: string
  at: Date
}

export interface ReadRequest {
  /** Stable id of the mention; a writer that varies its words takes it as seed. */
  id: string
  text: string
  language: string | null
  visibility: Visibility
  author: { handle: string; name: string; bot: boolean }
  turns: Turn[]
  /** What the same person wrote just before it, in the same burst and not answered yet. */
  beside: string[]
  brandId: string
  brandName: string
  /** The policy's line of confidence, 0–1: a surer reading stands. */
  line: number
  topics: readonly Topic[]
}

export interface DraftRequest {
  /** Stable id of the answer; the same request is answered alike. */
  id: string
  /** The messages to be answered, oldest first; more than one when the person wrote in a burst. */
  texts: string[]
  classification: Classification
  turns: Turn[]
  visibility: Visibility
  person: { name: string; handle: string }
  brandId: string
  brandName: string
  voice: Voice
  /** How to answer, before what. */
  tone: Tone
  /** What the text alone may count: what is put behind it afterwards is taken off already. */
  limits: TextLimits
  /** Texts that this person has had from us before, on any conversation of this account. */
  alreadySent: string[]
  /** Whether a reply that this person alone reads may repeat what is personal of theirs. */
  showPersonal: boolean
  /** What the chat asks them for by itself, beside this reply or before; the reply does not ask for it again. */
  askedBeside?: readonly string[]
  /** What a colleague who has read it wants of this reply: a wish about the words, and no source of facts. */
  guidance?: string | null
  background: Background
}

/** What is known beside the conversation itself; all of it data, none of it orders. */
export interface Background {
  /** What the brand's documents say about what is asked, the best first; a reply cites them by their ids. */
  passages: readonly Passage[]
  /** Replies that colleagues approved for messages like this one, without anything personal; at most 3. */
  examples: readonly { message: string; reply: string }[]
  /** What earlier conversations with this person on this account were about, the newest first. */
  earlier: readonly string[]
}

/** What reading and writing cost. */
export interface Spent {
  tokensIn: number
  tokensOut: number
  costMicros: number
}

/** Reads what people say and writes drafts. Two stand behind it: a model and written phrases. */
export interface Writer {
  readonly name: 'plain' | 'model'
  /** What the brand's prompt for such a reply wants a chat to ask for; a writer without prompts wants nothing. */
  asks?(request: Pick<DraftRequest, 'brandId' | 'classification' | 'tone'>): Promise<readonly Ask[]>
  /** @throws when it cannot tell; an unreadable answer is a failure, never a guess. */
  classify(
    request: ReadRequest,
    signal: AbortSignal,
  ): Promise<{ classification: Classification; spent: Spent }>
  /** @throws CannotWrite when trying again will not help; anything else may be tried again. */
  draft(request: DraftRequest, signal: AbortSignal): Promise<Written>
}

/** No writer will find words for this by trying again; the conversation goes to a colleague. */
export class CannotWrite extends Error {
  override name = 'CannotWrite'
  /** What was spent before it was clear. */
  readonly spent: Spent
  constructor(message: string, options?: ErrorOptions & { spent?: Spent }) {
    super(message, options)
    this.spent = options?.spent ?? { tokensIn: 0, tokensOut: 0, costMicros: 0 }
  }
}
