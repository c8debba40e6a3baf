import { z } from 'zod'
import { type Classification, Feeling, Intent, type Judged, Level, Risk, Urgency } from './intent.ts'
import { cleanText } from './mention.ts'

const values = {
  intent: Intent,
  feeling: Feeling,
  urgency: Urgency,
  needsReply: z.boolean(),
  toBrand: z.boolean(),
  wantsPerson: z.boolean(),
  spam: z.boolean(),
  abuse: z.boolean(),
  sarcasm: z.boolean(),
  risks: z.array(Risk).max(Risk.options.length),
  /** A name from the brand's list; null when none fits. */
  topic: z.string().min(1).max(60).overwrite(cleanText).nullable(),
  level: Level.nullable(),
}
const names = Object.keys(values) as (keyof typeof values)[]

/** What a colleague says of a message instead of what was read; what is left out is not said anything about. */
export const Correction = z
  .strictObject(values)
  .partial()
  .refine((given) => names.some((name) => given[name] !== undefined), {
    error: `Give at least one of: ${names.join(', ')}.`,
  })
export type Correction = z.infer<typeof Correction>

/** The reading with a colleague's word in it, which counts for sure; the words that led elsewhere are dropped. */
export function corrected(read: Classification, correction: Correction): Classification {
  const given = names.filter((name) => correction[name] !== undefined)
  const { intent } = correction
  const led = new Set(given.flatMap((name) => read.words[name] ?? []))
  const kept = Object.entries(read.words).filter(([name]) => !given.some((one) => one === name))
  const stillLead = new Set(kept.flatMap(([, words]) => words))
  const sure: Classification['sure'] = { ...read.sure }
  for (const name of given) sure[name satisfies Judged] = 1
  return {
    ...read,
    ...Object.fromEntries(given.map((name) => [name, correction[name]])),
    risks: [...new Set(correction.risks ?? read.risks)],
    riskDetails: correction.risks
      ? Object.fromEntries(correction.risks.map((risk) => [risk, { sure: 1, words: [] }]))
      : read.riskDetails,
    intents: intent
      ? [{ value: intent, confidence: 1 }, ...read.intents.filter(({ value }) => value !== intent)]
      : read.intents,
    confidence: intent ? 1 : read.confidence,
    sure,
    words: Object.fromEntries(kept),
    by: 'colleague',
    differs: [],
    why: read.why.filter((word) => !led.has(word) || stillLead.has(word)),
  }
}

/** What is different after a correction, before and after. */
export function changesOf(
  before: Classification,
  after: Classification,
): { before: Correction; after: Correction } {
  const changed = names.filter((name) => !same(before[name], after[name]))
  const pick = (from: Classification): Correction =>
    Object.fromEntries(changed.map((name) => [name, from[name]]))
  return { before: pick(before), after: pick(after) }
}

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value) => other.includes(value))
  return one === other
}
