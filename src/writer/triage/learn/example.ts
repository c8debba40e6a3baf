import { z } from 'zod'
import { Feeling, Intent, Risk, Urgency } from '../../../core/intent.ts'
import { decisions, type Output } from '../outputs.ts'

/** A message with what a careful colleague would say of it; docs/triage.md explains each label. */
export const Example = z
  .strictObject({
    text: z.string().min(1).max(20_000),
    lang: z.enum(['ko', 'en']),
    /** The main one first. */
    intent: z.array(Intent).min(1).max(3),
    feeling: Feeling.default('calm'),
    urgency: Urgency.optional(),
    reply: z.boolean().optional(),
    toward: z.enum(['brand', 'others']).default('brand'),
    person: z.boolean().default(false),
    risks: z.array(Risk).default([]),
    level: z.enum(['polite', 'casual']).nullable().default(null),
    sarcasm: z.boolean().default(false),
    spam: z.boolean().default(false),
    abuse: z.boolean().default(false),
    topic: z.enum(decisions.topic.classes).exclude(['none']).optional(),
  })
  .transform((one) => ({
    ...one,
    urgency: one.urgency ?? (one.intent[0] === 'chatter' ? ('low' as const) : ('normal' as const)),
    reply: one.reply ?? one.intent[0] !== 'chatter',
  }))
export type Example = z.output<typeof Example>

/** Whether an output holds for an example; null when the example does not say. */
export function holds(example: Example, { decision, class: name }: Output): boolean | null {
  switch (decision) {
    case 'intent':
      return example.intent.includes(name as Intent)
    case 'feeling':
      return example.feeling === name
    case 'urgency':
      return example.urgency === name
    case 'level':
      return example.lang === 'ko' ? (example.level ?? 'none') === name : null
    case 'topic':
      return example.topic === undefined ? (name === 'none' ? null : false) : example.topic === name
    case 'needsReply':
      return example.reply
    case 'aboutUs':
      return example.toward === 'others'
    case 'wantsPerson':
      return example.person
    case 'risk':
      return example.risks.includes(name as Risk)
    default:
      return example[decision]
  }
}
