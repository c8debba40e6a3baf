import { z } from 'zod'

export const Intent = z.enum(['complaint', 'question', 'chatter'])
export type Intent = z.infer<typeof Intent>

export const Feeling = z.enum(['calm', 'pleased', 'disappointed', 'angry', 'vindictive'])
export type Feeling = z.infer<typeof Feeling>

export const Urgency = z.enum(['low', 'normal', 'high', 'now'])
export type Urgency = z.infer<typeof Urgency>

/** Languages that we answer in; a person who writes in another one is answered in English by a colleague's choice. */
export const Language = z.enum(['ko', 'en'])
export type Language = z.infer<typeof Language>

/**
 * The language of a text, told by its letters; links and handles do not count. `other` when another script leads, null
 * when there are no letters to tell by. Latin letters are read as English: the rules judge how sure that is.
 */
export function languageOf(text: string): Language | 'other' | null {
  const words = text.replace(/https?:\/\/\S+|@[\w.-]+(?:@[\w.-]+)?|(?<![\w.-])[\w-]{1,63}\.[\w-]\S*/g, ' ')
  const hangul = words.match(/\p{Script=Hangul}/gu)?.length ?? 0
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0
  const other = (words.match(/\p{L}/gu)?.length ?? 0) - hangul - latin
  if (hangul + latin + other === 0) return null
  if (other > hangul && other > latin) return 'other'
  // A Korean sentence is full of names of brands and models in Latin letters; an English one has hardly any Hangul.
  return hangul * 3 >= latin ? 'ko' : 'en'
}

/** Matters that never leave without a person. */
export const Risk = z.enum([
  'legal',
  'press',
  'self-harm',
  'threat',
  'minor',
  'medical',
  'discrimination',
  'personal-data',
  'fraud',
])
export type Risk = z.infer<typeof Risk>

/** What the person needs, as far as it can be told, with how sure (0–1), who says so and the words that led to it. */
export const Classification = z.object({
  intent: Intent,
  feeling: Feeling,
  urgency: Urgency,
  needsReply: z.boolean(),
  wantsPerson: z.boolean(),
  spam: z.boolean(),
  risks: z.array(Risk),
  language: Language,
  confidence: z.number().min(0).max(1),
  by: z.enum(['rules', 'model', 'colleague']),
  why: z.array(z.string().max(200)).max(20),
})
export type Classification = z.infer<typeof Classification>

const urgencyRank: Record<Urgency, number> = { low: 0, normal: 1, high: 2, now: 3 }
const intentRank: Record<Intent, number> = { complaint: 2, question: 1, chatter: 0 }
const feelingRank: Record<Feeling, number> = { pleased: 0, calm: 1, disappointed: 2, angry: 3, vindictive: 4 }

/**
 * What a burst of messages needs, taken together: the gravest of everything, and a reply if any of them needs one.
 * @throws RangeError when there is nothing to join.
 */
export function joinClassifications(each: readonly Classification[]): Classification {
  const last = each.at(-1)
  if (!last) throw new RangeError('There is no classification to join.')
  const heavy = each.filter((one) => one.needsReply)
  const counted = heavy.length > 0 ? heavy : each
  const gravest = <T extends string>(pick: (one: Classification) => T, rank: Record<T, number>): T =>
    counted.map(pick).reduce((a, b) => (rank[b] > rank[a] ? b : a))
  return {
    intent: gravest((one) => one.intent, intentRank),
    feeling: gravest((one) => one.feeling, feelingRank),
    urgency: gravest((one) => one.urgency, urgencyRank),
    needsReply: heavy.length > 0,
    wantsPerson: each.some((one) => one.wantsPerson),
    spam: each.every((one) => one.spam),
    risks: [...new Set(each.flatMap((one) => one.risks))],
    language: (counted.at(-1) ?? last).language,
    confidence: Math.min(...counted.map((one) => one.confidence)),
    by: counted.some((one) => one.by === 'model') ? 'model' : last.by,
    why: [...new Set(each.flatMap((one) => one.why))].slice(0, 20),
  }
}
