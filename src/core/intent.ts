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
  let hangul = 0
  let latin = 0
  let other = 0
  for (const letter of words) {
    const code = letter.codePointAt(0) as number
    // Most letters are one of these, and looking them up in Unicode's tables is slow.
    if (code < 0x80) latin += (code | 32) >= 97 && (code | 32) <= 122 ? 1 : 0
    else if (code >= 0xac00 && code <= 0xd7a3) hangul += 1
    else if (/\p{Script=Hangul}/u.test(letter)) hangul += 1
    else if (/\p{Script=Latin}/u.test(letter)) latin += 1
    else if (/\p{L}/u.test(letter)) other += 1
  }
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

/**
 * Of suspicions of a risk that are less sure than this nine in ten are wrong: they keep a reply from leaving alone, and are
 * neither a reason to tell where another one is nor a matter to be grave about.
 */
export const worthSaying = 0.1

/** How politely Korean is spoken: 존댓말 or 반말. */
export const Level = z.enum(['polite', 'casual'])
export type Level = z.infer<typeof Level>

/** What is decided about a message; each is as sure as it is, and rests on words of its own. */
export const Judged = z.enum([
  'intent',
  'feeling',
  'urgency',
  'needsReply',
  'toBrand',
  'wantsPerson',
  'risks',
  'language',
  'level',
  'topic',
  'sarcasm',
  'spam',
  'abuse',
])
export type Judged = z.infer<typeof Judged>

/**
 * Who decided: `local` the trained classifier, `example` a colleague's correction of a message nearly the same, `model` the
 * configured model, `colleague` somebody at the desk, `rules` words alone (readings of older versions).
 */
export const Reader = z.enum(['rules', 'local', 'example', 'model', 'colleague'])
export type Reader = z.infer<typeof Reader>

const Chance = z.number().min(0).max(1)
const Quote = z.string().max(60)

/** What the person needs, as far as it can be told: each value with how sure it is (0–1) and the words that led to it. */
export const Classification = z.object({
  /** The main one, and every one that is there with its own confidence, the main one first. */
  intent: Intent,
  intents: z.array(z.object({ value: Intent, confidence: Chance })).default([]),
  feeling: Feeling,
  urgency: Urgency,
  needsReply: z.boolean(),
  /** False when the brand is talked about, or merely there, rather than talked to. */
  toBrand: z.boolean().default(true),
  wantsPerson: z.boolean(),
  spam: z.boolean(),
  /** An attack on people; an angry customer who swears is a customer. */
  abuse: z.boolean().default(false),
  /** Praise that may be meant the other way round. */
  sarcasm: z.boolean().default(false),
  risks: z.array(Risk),
  language: Language,
  /** Null where it cannot be told, and outside Korean. */
  level: Level.nullable().default(null),
  /** A name from the brand's list of topics. */
  topic: z.string().max(60).nullable().default(null),
  /** How sure the main intent is. */
  confidence: Chance,
  sure: z.partialRecord(Judged, Chance).default({}),
  words: z.partialRecord(Judged, z.array(Quote).max(8)).default({}),
  by: Reader,
  /** What asking a model for it cost, in millionths of a US dollar. */
  costMicros: z.number().int().min(0).default(0),
  /** What two readers judged differently and what matters, so that a person decides. */
  differs: z.array(Judged).default([]),
  why: z.array(z.string().max(200)).max(20),
})
export type Classification = z.infer<typeof Classification>

const urgencyRank: Record<Urgency, number> = { low: 0, normal: 1, high: 2, now: 3 }
const intentRank: Record<Intent, number> = { complaint: 2, question: 1, chatter: 0 }
const feelingRank: Record<Feeling, number> = { pleased: 0, calm: 1, disappointed: 2, angry: 3, vindictive: 4 }
// Of a burst the reader is named whose word costs or counts the most.
const readerRank: Record<Reader, number> = { rules: 0, local: 1, example: 2, model: 3, colleague: 4 }

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
  const newest = counted.at(-1) ?? last
  const intent = gravest((one) => one.intent, intentRank)
  return {
    intent,
    intents: joinIntents(counted, intent),
    feeling: gravest((one) => one.feeling, feelingRank),
    urgency: gravest((one) => one.urgency, urgencyRank),
    needsReply: heavy.length > 0,
    toBrand: counted.some((one) => one.toBrand),
    wantsPerson: each.some((one) => one.wantsPerson),
    spam: each.every((one) => one.spam),
    abuse: counted.some((one) => one.abuse),
    sarcasm: counted.some((one) => one.sarcasm),
    risks: [...new Set(each.flatMap((one) => one.risks))],
    language: newest.language,
    level: newest.level ?? counted.find((one) => one.level !== null)?.level ?? null,
    topic: counted.findLast((one) => one.topic !== null)?.topic ?? null,
    confidence: Math.min(...counted.map((one) => one.confidence)),
    sure: joinEach(
      counted,
      (one) => one.sure,
      (a, b) => Math.min(a, b),
    ),
    words: joinEach(
      counted,
      (one) => one.words,
      (a, b) => [...new Set([...a, ...b])].slice(0, 8),
    ),
    by: gravest((one) => one.by, readerRank),
    costMicros: each.reduce((sum, one) => sum + one.costMicros, 0),
    differs: [...new Set(each.flatMap((one) => one.differs))],
    why: [...new Set(each.flatMap((one) => one.why))].slice(0, 20),
  }
}

function joinIntents(each: readonly Classification[], main: Intent): Classification['intents'] {
  const most = new Map<Intent, number>()
  for (const { value, confidence } of each.flatMap((one) => one.intents))
    most.set(value, Math.max(confidence, most.get(value) ?? 0))
  return [...most]
    .map(([value, confidence]) => ({ value, confidence }))
    .sort((a, b) => Number(b.value === main) - Number(a.value === main) || b.confidence - a.confidence)
}

function joinEach<T>(
  each: readonly Classification[],
  pick: (one: Classification) => Partial<Record<Judged, T>>,
  join: (a: T, b: T) => T,
): Partial<Record<Judged, T>> {
  const joined: Partial<Record<Judged, T>> = {}
  for (const one of each) {
    for (const [name, value] of Object.entries(pick(one)) as [Judged, T][]) {
      const known = joined[name]
      joined[name] = known === undefined ? value : join(known, value)
    }
  }
  return joined
}
