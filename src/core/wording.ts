/** A place in a text: start and end in UTF-16 units. */
export type Span = [start: number, end: number]

/** What names a matter, and what only looks like it: the latter is taken out of the text before the former is sought. */
export interface Wording {
  yes: RegExp
  no?: RegExp
}

/** How patterns are made for one kind of text. */
interface Manner {
  /** How many letters … stands for in Korean. */
  gap: number
  /** What may not stand right beside an English word, before and after it. */
  edges: readonly [string, string]
}

/**
 * Patterns are written as people write: in Korean a space may be missing, in English an apostrophe may be missing or curled,
 * and … stands for some words in between. Gaps are bounded and end with the sentence, so that a text made to be slow is not.
 */
function patternsFor({ gap, edges }: Manner) {
  const between = `[^.!?\\n]{0,${gap}}`
  return {
    korean(...parts: string[]): RegExp {
      return new RegExp(parts.join('|').replaceAll(' ', '\\s?').replaceAll('…', between), 'g')
    },
    /** Whole words; for texts in small letters. */
    english(...parts: string[]): RegExp {
      const source = parts.join('|').replaceAll("'", "['’]?").replaceAll('…', '\\b[^.!?\\n]{0,30}\\b')
      return new RegExp(`${edges[0]}(?:${source})${edges[1]}`, 'g')
    },
  }
}

/** Patterns for what customers write: in haste, so words may touch anything that is no letter. */
export const inMessages = patternsFor({ gap: 12, edges: ['\\b', '\\b'] })

/** Patterns for what we write: in whole sentences, so "we" is not found in "we'll". */
export const inReplies = patternsFor({ gap: 14, edges: ["(?<![\\w'’-])", "(?![\\w'’])"] })

/** A text in small Latin letters, as long as before: patterns that need not heed capitals take half the time. */
export function inSmall(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/** The places where a matter is named. @param small the text as `inSmall` gives it */
export function findWording(small: string, { yes, no }: Wording): Span[] {
  if (small.search(yes) < 0) return []
  // As many spaces as letters, so that every place stays where it is.
  const left = no ? blank(small, no) : small
  return [...left.matchAll(yes)].map(({ index, 0: { length } }) => [index, index + length])
}

/** The text with spaces where the pattern was. */
export function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => ' '.repeat(found.length))
}
