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

const RiskDetail = z.object({ sure: Chance, words: z.array(Quote).max(8) })

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
  /** How sure each risk is, and its own words; readings of older versions and of models have none. */
  riskDetails: z.partialRecord(Risk, RiskDetail).default({}),
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

type ReadRisks = Pick<Classification, 'risks' | 'riskDetails' | 'sure'>

/** How sure one of the risks that are there is (0–1); what nobody said how sure they are of counts as certain. */
export function surenessOfRisk({ riskDetails, sure }: ReadRisks, risk: Risk): number {
  return riskDetails[risk]?.sure ?? sure.risks ?? 1
}

/** How sure the surest of some risks is (0–1); of all when they are not named, 0 when there is none. */
export function surestRisk(read: ReadRisks, risks: readonly Risk[] = read.risks): number {
  return Math.max(0, ...risks.map((risk) => surenessOfRisk(read, risk)))
}
