import { z } from 'zod'
import type { Classification, Language } from '../core/intent.ts'
import { fitsText, type TextLimits } from '../core/limits.ts'
import { cleanText, type Json, type Visibility } from '../core/mention.ts'
import type { Voice } from '../core/policy.ts'
import { speaksHapsyo } from '../core/tone/words.ts'
import { type Asking, ask, type Judged, nothing, parsed, troubleOf } from './ask.ts'
import {
  asData,
  lastOf,
  makePrivate,
  mostLetters,
  type Private,
  placeholderIn,
  voiceInputs,
} from './ask-data.ts'
import { madeFrom } from './llm-writer.ts'
import type { Inputs, Part, PromptSet } from './prompt-file.ts'
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

export interface TranslateRequest {
  /** What is to be understood, oldest first; none is empty. */
  texts: readonly string[]
  /** The language that the colleague reads. */
  language: Language
  brandId: string
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
  /** As many translations as texts, in their order. @throws AssistFailed */
  translate(request: TranslateRequest, signal: AbortSignal): Promise<{ texts: string[]; spent: Spent }>
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

export interface AssistParts extends Asking {
  prompts(brandId: string): Promise<PromptSet>
  /** Keeps the words that an answer is made from, before the answer names them. */
  keep(parts: readonly Part[]): Promise<void>
}

export function makeAssist(parts: AssistParts): Assist {
  return { rewrite: makeRewrite(parts), summarise: makeSummary(parts), translate: makeTranslation(parts) }
}

// A colleague reads the whole of a longer thread themselves.
const turnsSummed = 40
const longestSummary = 900

const Rewritten = z.object({ reply: z.string().trim().min(1) })
const Summary = z.object({
  summary: z.string().trim().min(1),
  open: z.array(z.string().trim().min(1)).max(10).default([]),
})

/** A text written anew as a colleague wishes. */
export function makeRewrite(parts: AssistParts): Assist['rewrite'] {
  return async (request, signal) => {
    const { text, wish, turns, visibility, brandName, voice, limits } = request
    const known = typeof wish === 'string' ? wish : null
    const language = known === 'in-korean' ? 'ko' : known === 'in-english' ? 'en' : request.language
    const level = language === 'en' ? null : known === 'more-formal' ? 'hapsyo' : levelOf(voice, text)
    const inputs = {
      ...voiceInputs({ brandName, voice, language, visibility, level }),
      wish: known ?? 'own-words',
      maxLength: mostLetters(limits),
    }
    const secrets = makePrivate()
    const data = asData({
      text: secrets.hide(text),
      turnsBefore: hidden(lastOf(turns), secrets),
      wish: typeof wish === 'string' ? '' : secrets.hide(wish.words),
    })
    const judge = (raw: string): Judged<string> => {
      const judged = parsed(raw, Rewritten)
      if ('wrong' in judged) return judged
      const reply = shownTo(judged.good.reply, secrets)
      if ('wrong' in reply) return reply
      const { fits, counted, max } = fitsText(reply.good, limits)
      return fits ? reply : { wrong: `the reply is ${counted} long and may be ${max}` }
    }
    return made(language, await asked(parts, 'rewrite', request.brandId, { inputs, data }, signal, judge))
  }
}

/** A conversation in a few lines. */
export function makeSummary(parts: AssistParts): Assist['summarise'] {
  return async (request, signal) => {
    const { turns, classification, language, visibility, brandName } = request
    const inputs = {
      ...{ brandName, language, visibility },
      intent: classification?.intent ?? 'unknown',
      risks: classification?.risks.join(', ') ?? '',
    }
    const secrets = makePrivate()
    const data = asData({ turns: hidden(lastOf(turns, turnsSummed), secrets) })
    const judge = (raw: string): Judged<string> => {
      const judged = parsed(raw, Summary)
      if ('wrong' in judged) return judged
      const { summary, open } = judged.good
      const whole = shownTo([summary, ...open.map((one) => `· ${one}`)].join('\n'), secrets)
      if ('wrong' in whole || whole.good.length <= longestSummary) return whole
      return { wrong: `it is ${whole.good.length} long and may be 700` }
    }
    const answer = await asked(parts, 'handover-summary', request.brandId, { inputs, data }, signal, judge)
    return made(language, answer)
  }
}

const Translated = z.object({ texts: z.array(z.string()) })

/** What was said, in the language that the colleague reads. */
function makeTranslation(parts: AssistParts): Assist['translate'] {
  return async ({ texts, language, brandId }, signal) => {
    const secrets = makePrivate()
    const data = asData({ texts: texts.map((text) => secrets.hide(text)) })
    const judge = (raw: string): Judged<string[]> => {
      const judged = parsed(raw, Translated)
      if ('wrong' in judged) return judged
      const told = judged.good.texts
      // One too few, and from there on every translation would stand under the words of somebody else.
      if (told.length !== texts.length)
        return { wrong: `there are ${told.length} translations of ${texts.length} texts` }
      if (told.some((text) => text.trim() === '')) return { wrong: 'a translation is empty' }
      const shown = told.map((text) => shownTo(text, secrets))
      const wrong = shown.find((one) => 'wrong' in one)
      return wrong ?? { good: shown.flatMap((one) => ('good' in one ? [cleanText(one.good)] : [])) }
    }
    const { good, spent } = await asked(
      parts,
      'translate',
      brandId,
      { inputs: { language }, data },
      signal,
      judge,
    )
    return { texts: good, spent }
  }
}

interface Answered<T> {
  good: T
  spent: Spent
  madeFrom: Record<string, Json>
}

const made = (language: Language, { good, ...rest }: Answered<string>): Assisted => ({
  ...{ text: cleanText(good), language },
  ...rest,
})

async function asked<T>(
  parts: AssistParts,
  task: 'rewrite' | 'handover-summary' | 'translate',
  brandId: string,
  question: { inputs: Inputs; data: string },
  signal: AbortSignal,
  judge: (raw: string) => Judged<T>,
): Promise<Answered<T>> {
  const prompt = (await parts.prompts(brandId))[task]
  await parts.keep(prompt.parts)
  const spent = nothing()
  try {
    const { good } = await ask(parts, prompt, { ...question, brandId }, spent, signal, judge)
    return { good, spent, madeFrom: { ...madeFrom(prompt), model: parts.model.name } }
  } catch (cause) {
    // A colleague who waited in vain is told why, also when it was their time that ran out.
    throw new AssistFailed(troubleOf(cause), spent, { cause })
  }
}

function hidden(
  turns: { from: string; text: string }[],
  { hide }: Private,
): { from: string; text: string }[] {
  return turns.map(({ from, text }) => ({ from, text: hide(text) }))
}

/** With what is personal as it stood; a placeholder that stands for nothing was made up. */
function shownTo(text: string, secrets: Private): Judged<string> {
  const shown = secrets.show(text)
  const left = placeholderIn(shown)
  return left ? { wrong: `${left} stands for nothing in the data` } : { good: shown }
}

/** A colleague's text says how it speaks, where the brand leaves it open. */
function levelOf({ level }: Voice, text: string): 'haeyo' | 'hapsyo' {
  if (level !== 'as-person') return level
  return speaksHapsyo(text) ? 'hapsyo' : 'haeyo'
}
