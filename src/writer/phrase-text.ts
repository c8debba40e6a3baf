import { josa } from 'es-hangul'
import { lastSound } from '../core/tone/josa.ts'

export type SpeechLevel = 'haeyo' | 'hapsyo'

const slotPattern =
  /\{(name|topic|staff|thing|praised|helper|time|event|sorry|ask|asked|quote)(?::([가-힣]{1,2}\/[가-힣]{1,2}))?\}/g
const levels = /\[([^[\]|]{0,20})\|([^[\]|]{0,20})\]/g

/** What may stand in a phrase in the place of words that are known only when somebody has written. */
export type Placeholder =
  | ('name' | 'topic' | 'staff' | 'thing' | 'praised' | 'helper' | 'time' | 'event' | 'sorry')
  | ('ask' | 'asked' | 'quote')
export type Slots = Partial<Record<Placeholder, string | null>>

/** The names of a phrase's placeholders. */
export function placeholders(phrase: string): Placeholder[] {
  return [...phrase.matchAll(slotPattern)].map((match) => match[1] as Placeholder)
}

/** A phrase in one of the two: `있[어요|습니다]` has both. */
export function atLevel(phrase: string, level: SpeechLevel): string {
  return phrase.replace(levels, level === 'haeyo' ? '$1' : '$2')
}

/** What is wrong with the braces and brackets of a phrase, or null. */
export function strayBrace(phrase: string): string | null {
  const left = phrase.replace(slotPattern, '').replace(levels, '')
  return /[{}[\]|]/.test(left) ? `"${phrase}" has a brace or bracket that nobody fills` : null
}

/** Whether a phrase can be said with what is known. */
export function canSay(phrase: string, known: Slots): boolean {
  return placeholders(phrase).every((slot) => known[slot] !== undefined && known[slot] !== null)
}

/** Fills what is known into a phrase, in Korean with the particle that the word asks for; the rest stays. */
export function fill(phrase: string, known: Slots): string {
  return phrase.replace(slotPattern, (whole, slot: Placeholder, particles: string | undefined) => {
    const word = known[slot]
    if (word === undefined || word === null) return whole
    if (!particles) return word
    return word + josa.pick(lastSound(word) || word, particles as Parameters<typeof josa>[1])
  })
}

/** Joins phrases to a sentence: single spaces, none before a mark, a capital letter at its head. */
export function sentenceOf(chosen: readonly string[]): string {
  const joined = chosen
    .filter((phrase) => phrase !== '')
    .join(' ')
    .replace(/ (?=[?!.,])/g, '')
    .replace(/ (?=”)|(?<=”) (?=[이라]라?고)/g, '')
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}
