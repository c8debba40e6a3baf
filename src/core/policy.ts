import { z } from 'zod'
import { Intent } from './intent.ts'
import { Topic, usualTopics } from './topic.ts'

/** off: we only listen. draft: everything waits for a colleague. send: what the policy allows goes out by itself. */
export const Mode = z.enum(['off', 'draft', 'send'])
export type Mode = z.infer<typeof Mode>

/** What admins may set for a brand. Every default is the careful one. */
export const Policy = z.object({
  /** Silence after a message before we answer, in milliseconds, so that a burst gets one answer. */
  quietMs: z.number().int().min(0).max(600_000).default(1_500),
  /** Intents that an account in mode `send` may answer without a colleague. */
  sendIntents: z.array(Intent).default(['chatter']),
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
  /** What the model may cost in a UTC day, in US dollars; null means no ceiling. */
  dailyBudgetUsd: z.number().min(0).nullable().default(null),
})
export type Policy = z.infer<typeof Policy>
