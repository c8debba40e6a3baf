import { z } from 'zod'
import { Feeling, Intent, Level, Risk, Urgency } from '../../../core/intent.ts'
import { BaseTopic } from '../../../core/topic.ts'
import { type Decision, decisions, type Output, outputs } from '../outputs.ts'

const DecisionName = z.enum(Object.keys(decisions) as Decision[])

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
    level: Level.nullable().default(null),
    sarcasm: z.boolean().default(false),
    spam: z.boolean().default(false),
    abuse: z.boolean().default(false),
    topic: BaseTopic.optional(),
    /** Where it was written, for figures a place. */
    place: z.enum(['app', 'post', 'comment', 'direct']).optional(),
    /** What it is labelled for, where somebody did not label it for everything; it teaches nothing else. */
    only: z.array(DecisionName).optional(),
    /** What nobody labelled it for; it teaches all else. */
    not: z.array(DecisionName).optional(),
  })
  .transform((one) => ({
    ...one,
    urgency: one.urgency ?? (one.intent[0] === 'chatter' ? ('low' as const) : ('normal' as const)),
    reply: one.reply ?? one.intent[0] !== 'chatter',
  }))
export type Example = z.output<typeof Example>

/** The class of a decision of which exactly one holds; null when the example does not say. */
export function classOf(example: Example, decision: Decision): string | null {
  const held = outputs.find((output) => output.decision === decision && holds(example, output) === true)
  return held?.class ?? null
}

/** Whether an output holds for an example; null when the example does not say. */
export function holds(example: Example, { decision, class: name }: Output): boolean | null {
  if ((example.only && !example.only.includes(decision)) || example.not?.includes(decision)) {
    // Whatever else somebody who complains feels, it is no pleasure.
    return decision === 'feeling' && name === 'pleased' && example.intent[0] === 'complaint' ? false : null
  }
  switch (decision) {
    case 'intent':
      return example.intent[0] === name
    case 'intents':
      return example.intent.includes(name as Intent)
    case 'feeling':
      return example.feeling === name
    case 'urgency':
      return example.urgency === name
    case 'level':
      return example.lang === 'ko' ? (example.level ?? 'none') === name : null
    case 'topic':
      // Who wrote a label left the topic out where none fits, or where they did not look; only chatter tells which.
      if (example.topic !== undefined) return example.topic === name
      return example.intent[0] === 'chatter' ? name === 'none' : null
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
