import { z } from 'zod'
import { type Classification, surestRisk, worthSaying } from './intent.ts'
import type { PersonalKind } from './privacy/kind.ts'
import { findPersonal } from './privacy.ts'
import { shows } from './tone/words.ts'
import type { Topic } from './topic.ts'

const told = [
  ...['order-number', 'tracking-number', 'digits', 'phone', 'email', 'address', 'birth-date'],
  ...['card', 'bank-account', 'plate', 'passport', 'driver-licence', 'resident-number', 'ip', 'secret'],
] as const satisfies readonly PersonalKind[]

/** One thing that only the person can tell and that a colleague cannot help without, as a prompt names it. */
export const Ask = z.strictObject({
  /** It is asked for where a message is about one of these: topics of the policy by their names, or what those are `like`. */
  topics: z.array(z.string().trim().min(1).max(60)).min(1).max(20),
  ko: z.string().trim().min(1).max(40),
  en: z.string().trim().min(1).max(60),
  /** What it looks like; where they have written that, it is not missing. */
  told: z.array(z.enum(told)).max(told.length).default([]),
})
export type Ask = z.infer<typeof Ask>

/** What somebody is asked for, in both languages. */
export const Asked = z.object({ ko: z.string(), en: z.string() })
export type Asked = z.infer<typeof Asked>

/**
 * What is missing to help them: the first thing asked for on their topic that they have not told. A complaint is about something of
 * theirs; a question only where its words say so ("my order"), because what a parcel costs needs no order number. Where
 * there may be a risk nobody is asked for anything.
 * @param said everything that they wrote in this conversation.
 * @param topics the brand's.
 */
export function findMissing(
  asks: readonly Ask[],
  classification: Pick<Classification, 'intent' | 'topic' | 'risks' | 'riskDetails' | 'sure'>,
  said: readonly string[],
  topics: readonly Topic[],
): Asked | null {
  const { intent, topic } = classification
  if (topic === null || intent === 'chatter') return null
  const grave = classification.risks.filter((risk) => risk !== 'personal-data')
  if (surestRisk(classification, grave) >= worthSaying) return null
  if (intent === 'question' && !said.some((text) => shows(text, 'ownMatter'))) return null
  const has = new Set(said.flatMap((text) => findPersonal(text).map(({ kind }) => kind)))
  const names = [topic, ...(topics.find(({ name }) => name === topic)?.like ?? [])]
  const found = asks.find(
    (one) => names.some((name) => one.topics.includes(name)) && !one.told.some((kind) => has.has(kind)),
  )
  return found ? { ko: found.ko, en: found.en } : null
}

/** Whether the chat of a channel can ask for something by itself, in words of ours. */
export function canAskOn(channel: string): boolean {
  return channel === 'webchat'
}
