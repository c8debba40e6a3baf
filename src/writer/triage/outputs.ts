import { Feeling, Intent, Level, Risk, Urgency } from '../../core/intent.ts'
import { BaseTopic } from '../../core/topic.ts'

/**
 * What the classifier decides, and the classes of each decision. `one`: exactly one holds. `any`: several may hold.
 * `yes`: it holds or not. Training and serving share this table; its order is the order of the weights.
 */
export const decisions = {
  // The main one; `intents` are all that are there.
  intent: { kind: 'one', classes: Intent.options },
  intents: { kind: 'any', classes: Intent.options },
  feeling: { kind: 'one', classes: Feeling.options },
  urgency: { kind: 'one', classes: Urgency.options },
  level: { kind: 'one', classes: [...Level.options, 'none'] },
  topic: { kind: 'one', classes: [...BaseTopic.options, 'none'] },
  needsReply: { kind: 'yes', classes: ['yes'] },
  aboutUs: { kind: 'yes', classes: ['yes'] },
  wantsPerson: { kind: 'yes', classes: ['yes'] },
  sarcasm: { kind: 'yes', classes: ['yes'] },
  spam: { kind: 'yes', classes: ['yes'] },
  abuse: { kind: 'yes', classes: ['yes'] },
  risk: { kind: 'any', classes: Risk.options },
} as const satisfies Record<string, { kind: 'one' | 'any' | 'yes'; classes: readonly string[] }>

export type Decision = keyof typeof decisions

/** One trained direction: a class of a decision. */
export interface Output {
  decision: Decision
  class: string
}

export const outputs: readonly Output[] = Object.entries(decisions).flatMap(([decision, { classes }]) =>
  classes.map((one) => ({ decision: decision as Decision, class: one })),
)
