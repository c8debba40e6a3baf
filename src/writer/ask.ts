import type { z } from 'zod'
import { cleanText } from '../core/mention.ts'
import type { Message, Model } from './model.ts'
import { ModelFailed } from './model-call.ts'
import { hashOf, type Inputs, type Prompt } from './prompt-file.ts'
import type { Spent } from './writer.ts'

/** A model, and what it may cost. */
export interface Asking {
  model: Model
  /**
   * What it may still cost today (UTC) for a brand, in millionths of a US dollar; null for no ceiling. What is under way when
   * the ceiling is reached still runs to its end.
   */
  leftToday: (brandId: string) => number | null | Promise<number | null>
}

/** The model answered twice, and neither answer could be used. */
class UnreadableAnswer extends Error {}

class OverBudget extends Error {}

export type Judged<T> = { good: T } | { wrong: string }

/** What was asked, as it can be asked again: the first two messages from their parts, and what was said between. */
export interface Question {
  inputs: Inputs
  /** The second message, to the letter. */
  data: string
  /** How often the model was asked. */
  turns: number
  /** What followed the first two messages. */
  later: { role: 'user' | 'assistant'; content: string }[]
  /** sha256 of the exact bytes of all messages sent. */
  promptHash: string
}

/** The messages of a question, as they go over the wire. */
export async function messagesOf(
  prompt: Prompt,
  { inputs, data, later }: Pick<Question, 'inputs' | 'data' | 'later'>,
): Promise<Message[]> {
  return [{ role: 'system', content: await prompt.render(inputs) }, { role: 'user', content: data }, ...later]
}

export function hashOfMessages(messages: readonly Message[]): string {
  return hashOf(JSON.stringify(messages.map(({ role, content }) => ({ role, content }))))
}

/**
 * Asks, and once more with what was wrong. What it cost is added to `spent` as it happens, so that no failure hides it.
 * @throws what `reasonOf` knows
 */
export async function ask<T>(
  { model, leftToday }: Asking,
  prompt: Prompt,
  { inputs, data, brandId }: Pick<Question, 'inputs' | 'data'> & { brandId: string },
  spent: Spent,
  signal: AbortSignal,
  judge: (raw: string) => Judged<T>,
): Promise<{ good: T; question: Question }> {
  const later: Question['later'] = []
  const first = await messagesOf(prompt, { inputs, data, later })
  for (let turns = 1; ; turns++) {
    const left = await leftToday(brandId)
    if (left !== null && left <= spent.costMicros)
      throw new OverBudget('The model has used up its budget for today.')
    const messages = [...first, ...later]
    const answer = await model.ask({ messages, temperature: prompt.temperature, signal })
    spent.tokensIn += answer.spent.tokensIn
    spent.tokensOut += answer.spent.tokensOut
    spent.costMicros += answer.spent.costMicros
    const judged = judge(answer.text)
    if ('good' in judged)
      return {
        good: judged.good,
        question: { inputs, data, turns, later, promptHash: hashOfMessages(messages) },
      }
    if (turns === 2) {
      throw new UnreadableAnswer(`The model's answer could not be used, twice: ${judged.wrong}.`)
    }
    // As it can be stored, so that it can be said again to the letter.
    later.push({ role: 'assistant', content: cleanText(answer.text) })
    later.push({
      role: 'user',
      content: `That cannot be used: ${judged.wrong}. Answer again with the JSON object only.`,
    })
  }
}

/** One sentence. Whoever stopped us wants nothing else either, so that is passed on. */
export function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) throw error
  return troubleOf(error)
}

/** One sentence about what a model can do to us; anything else is thrown on. */
export function troubleOf(error: unknown): string {
  if (error instanceof ModelFailed || error instanceof UnreadableAnswer || error instanceof OverBudget) {
    return error.message.slice(0, 200)
  }
  throw error
}

export function nothing(): Spent {
  return { tokensIn: 0, tokensOut: 0, costMicros: 0 }
}

/** Models like to wrap their JSON in a fence or a greeting; what stands between the braces is the answer. */
export function parsed<T>(raw: string, schema: z.ZodType<T>): Judged<T> {
  let json: unknown
  try {
    json = JSON.parse(raw.slice(raw.indexOf('{'), raw.lastIndexOf('}') + 1))
  } catch {
    return { wrong: 'it is no JSON object' }
  }
  const result = schema.safeParse(json)
  if (result.success) return { good: result.data }
  const [issue] = result.error.issues
  return { wrong: `"${issue?.path.join('.') ?? ''}" is not as asked` }
}
