import { languageOf } from './intent.ts'
import { bare, botAgainEn, botAgainKo, personEn, personKo, silenceEn, silenceKo } from './way-out-words.ts'
import { findWording, inSmall, type Wording } from './wording.ts'

/**
 * What somebody wants of our machine from now on: a **person** instead of it, **silence** from it, or that it answers
 * **again** after all.
 */
export type Wish = 'person' | 'silence'
export type SaidWish = Wish | 'bot-again'

// A wish is said early; what follows would only cost time.
const readAtMost = 2_000

/**
 * The wish in a message, or null. It is remembered for long, so only words that say it outright count, and what a long story says
 * in passing does not. Pure, Korean and English; the work grows with the length of the text.
 * @param afterMark that one word is enough, because our mark asked for it or nobody else is in the conversation.
 */
export function wishOf(text: string, { afterMark }: { afterMark: boolean }): SaidWish | null {
  const small = inSmall(text.slice(0, readAtMost).normalize('NFC')).replaceAll('’', "'")
  if (afterMark) {
    const alone = bareWords(small)
    if (bare.person.test(alone)) return 'person'
    if (bare.silence.test(alone)) return 'silence'
    if (bare.again.test(alone)) return 'bot-again'
  }
  const isKorean = languageOf(small) === 'ko'
  const says = (ko: Wording, en: Wording): boolean =>
    (isKorean && findWording(small, ko).length > 0) ||
    (/[a-z]{2}/.test(small) && findWording(small, en).length > 0)
  if (says(personKo, personEn)) return 'person'
  if (says(silenceKo, silenceEn)) return 'silence'
  if (says(botAgainKo, botAgainEn)) return 'bot-again'
  return null
}

/** Without handles, marks and doubled spaces: "@brand STOP!!!" is "stop". */
function bareWords(small: string): string {
  return small
    .replace(/@[\w.-]{1,64}(?:@[\w.-]{1,64})?/g, ' ')
    .replace(/[\p{P}\p{S}\p{Cf}\p{M}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
