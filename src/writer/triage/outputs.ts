/**
 * What the classifier decides, and the classes of each decision. `one`: exactly one holds. `any`: several may hold.
 * `yes`: it holds or not. Training and serving share this table; its order is the order of the weights.
 */
export const decisions = {
  intent: { kind: 'any', classes: ['complaint', 'question', 'chatter'] },
  feeling: { kind: 'one', classes: ['calm', 'pleased', 'disappointed', 'angry', 'vindictive'] },
  urgency: { kind: 'one', classes: ['low', 'normal', 'high', 'now'] },
  level: { kind: 'one', classes: ['polite', 'casual', 'none'] },
  topic: {
    kind: 'one',
    classes: [
      ...[
        'delivery',
        'refund',
        'payment',
        'account',
        'quality',
        'outage',
        'price',
        'staff',
        'store',
        'event',
      ],
      ...['app', 'content', 'howto', 'none'],
    ],
  },
  needsReply: { kind: 'yes', classes: ['yes'] },
  aboutUs: { kind: 'yes', classes: ['yes'] },
  wantsPerson: { kind: 'yes', classes: ['yes'] },
  sarcasm: { kind: 'yes', classes: ['yes'] },
  spam: { kind: 'yes', classes: ['yes'] },
  abuse: { kind: 'yes', classes: ['yes'] },
  risk: {
    kind: 'any',
    classes: [
      ...[
        'legal',
        'press',
        'self-harm',
        'threat',
        'minor',
        'medical',
        'discrimination',
        'personal-data',
        'fraud',
      ],
    ],
  },
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
