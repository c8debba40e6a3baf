import { z } from 'zod'
import type { Classification, Language } from '../core/intent.ts'
import type { TextLimits } from '../core/limits.ts'
import type { Json, Visibility } from '../core/mention.ts'
import type { Voice } from '../core/policy.ts'
import type { Spent, Turn } from './writer.ts'

/** What colleagues ask of a text most often. */
export const KnownWish = z.enum(['shorter', 'warmer', 'more-formal', 'in-korean', 'in-english'])
export type KnownWish = z.infer<typeof KnownWish>

/** What a colleague asks of a text: one of the known wishes, or their own words. */
export const Wish = z.union([KnownWish, z.object({ words: z.string().trim().min(1).max(200) })])
export type Wish = z.infer<typeof Wish>

export interface RewriteRequest {
  /** What is to be written anew. */
  text: string
  wish: Wish
  /** The conversation, oldest first, the messages that wait for an answer at its end. */
  turns: readonly Turn[]
  /** The language that the text is in; a wish for another one changes it. */
  language: Language
  visibility: Visibility
  brandId: string
  brandName: string
  voice: Voice
  limits: TextLimits
}

export interface SummaryRequest {
  /** The conversation, oldest first. */
  turns: readonly Turn[]
  /** What was read of its newest message; null when nothing was. */
  classification: Classification | null
  /** The language that the colleague reads. */
  language: Language
  visibility: Visibility
  brandId: string
  brandName: string
}

/** What a model made for a colleague. Nothing of it is sent by itself. */
export interface Assisted {
  text: string
  language: Language
  spent: Spent
  /** The prompt with its parts, each with its hash, and the model. */
  madeFrom: Record<string, Json>
}

/**
 * What a model does for the colleague at the desk. Without a model there is none. A colleague may see what is personal, so it
 * stands in the answers as it stood in the texts; the model never sees it.
 */
export interface Assist {
  /** @throws AssistFailed */
  rewrite(request: RewriteRequest, signal: AbortSignal): Promise<Assisted>
  /** At most 900 characters. @throws AssistFailed */
  summarise(request: SummaryRequest, signal: AbortSignal): Promise<Assisted>
}

/** The model could not be asked, or gave nothing that can be used; the message is one sentence for the colleague. */
export class AssistFailed extends Error {
  override name = 'AssistFailed'
  /** What was spent all the same. */
  readonly spent: Spent
  constructor(message: string, spent: Spent, options?: ErrorOptions) {
    super(message, options)
    this.spent = spent
  }
}
