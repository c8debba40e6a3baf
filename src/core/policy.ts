import { z } from 'zod'
import { Intent } from './intent.ts'
import { BusinessHours } from './opening-hours.ts'
import { PolicyRule } from './policy-rules.ts'
import { Assignment, ServiceTimes } from './queue.ts'
import { VoiceLevel } from './tone.ts'
import { Topic, usualTopics } from './topic.ts'

/** off: we only listen. draft: everything waits for a colleague. send: what the policy allows goes out by itself. */
export const Mode = z.enum(['off', 'draft', 'send'])
export type Mode = z.infer<typeof Mode>

/** How a brand speaks, whatever it says. */
export const Voice = z.object({
  /** How politely it speaks Korean. */
  level: VoiceLevel.default('haeyo'),
  /** Emoji where the tone allows them; without it there are none. */
  emoji: z.boolean().default(true),
  /** Who the brand is when it speaks, in a sentence or two for the model. */
  persona: z.string().max(600).default(''),
  /** Words that never leave in the brand's name. */
  neverSay: z.array(z.string().min(1).max(60)).max(200).default([]),
})
export type Voice = z.infer<typeof Voice>

const Hours = z
  .number()
  .int()
  .min(1)
  .max(24 * 365)

/** When the brand says that a machine writes, and how to reach a person. */
export const Disclosure = z.object({
  on: z.boolean().default(true),
  /** Said again after so many hours of silence in a conversation. */
  againAfterHours: Hours.default(24),
  /** By the name of a channel, where its rules or its law ask for something else. */
  channels: z
    .record(
      z.string().min(1).max(40),
      z.strictObject({ on: z.boolean().optional(), againAfterHours: Hours.optional() }),
    )
    .default({}),
  /** In the brand's own words; null for ours. */
  ko: z.string().min(1).max(120).nullable().default(null),
  en: z.string().min(1).max(120).nullable().default(null),
})
export type Disclosure = z.infer<typeof Disclosure>

/** What admins may set for a brand. Every default is the careful one. */
export const Policy = z.object({
  /** Silence after a message before we answer, in milliseconds, so that a burst gets one answer. */
  quietMs: z.number().int().min(0).max(600_000).default(1_500),
  /** How long a colleague can take back what they approved, in seconds; it goes out after that. */
  undoSeconds: z.number().int().min(0).max(60).default(10),
  /** Intents that an account in mode `send` may answer without a colleague; where there are `rules`, they say it instead. */
  sendIntents: z.array(Intent).default(['chatter']),
  /** What an account in mode `send` does with its replies, sentence by sentence; null: as `sendIntents` and `minConfidence` say. */
  rules: z.array(PolicyRule).max(50).nullable().default(null),
  /** The line of confidence (0–1): below it a configured model is asked what a message needs, and a colleague decides. */
  minConfidence: z.number().min(0).max(1).default(0.7),
  /** What the brand's messages may be about. */
  topics: z
    .array(Topic)
    .max(100)
    .default([...usualTopics]),
  /** How many answers of ours one public conversation may have before a colleague takes over. */
  publicTurns: z.number().int().min(1).max(20).default(1),
  /** Hosts that a reply may link to. */
  linkHosts: z.array(z.string()).default([]),
  /** Names of other companies and their products, which a reply neither names nor judges. */
  competitors: z.array(z.string().min(2).max(60)).max(500).default([]),
  voice: Voice.default(Voice.parse({})),
  disclosure: Disclosure.default(Disclosure.parse({})),
  /** Whether a reply that one person alone reads may repeat what is personal and was written by that same person. */
  showPersonalInDirect: z.boolean().default(true),
  /** What the model may cost this brand in a UTC day, in US dollars; null means no ceiling but the installation's. */
  dailyBudgetUsd: z.number().min(0).nullable().default(null),
  serviceTimes: ServiceTimes.default(ServiceTimes.parse({})),
  businessHours: BusinessHours.default(BusinessHours.parse({})),
  assignment: Assignment.default(Assignment.parse({})),
  /** Days of silence after our answer before a conversation counts as done. */
  silentDays: z.number().int().min(1).max(90).default(7),
})
export type Policy = z.infer<typeof Policy>

/** The policy as it holds on one channel. */
export function policyOn(policy: Policy, channel: string): Policy {
  const { channels } = policy.disclosure
  const own = Object.hasOwn(channels, channel) ? channels[channel] : undefined
  if (!own) return policy
  const { on, againAfterHours } = policy.disclosure
  const disclosure = {
    ...policy.disclosure,
    on: own.on ?? on,
    againAfterHours: own.againAfterHours ?? againAfterHours,
  }
  return { ...policy, disclosure }
}
