/** A place in a text: start and end in UTF-16 units. */
export type Span = [start: number, end: number]

/** What names a matter, and what only looks like it: the latter is taken out of the text before the former is sought. */
export interface Wording {
  yes: RegExp
  no?: RegExp
}

/**
 * Patterns are written as people write: in Korean a space may be missing, and … stands for some letters in between. Gaps are
 * bounded and end with the sentence, so that a text made to be slow is not.
 */
export function korean(...parts: string[]): RegExp {
  return new RegExp(parts.join('|').replaceAll(' ', '\\s?').replaceAll('…', '[^.!?\\n]{0,14}'), 'g')
}

/** For texts in small letters, whole words; an apostrophe may be missing or curled, and … stands for some words in between. */
export function english(...parts: string[]): RegExp {
  const source = parts.join('|').replaceAll("'", "['’]?").replaceAll('…', '\\b[^.!?\\n]{0,30}\\b')
  return new RegExp(`(?<![\\w'’-])(?:${source})(?![\\w'’])`, 'g')
}

/** The places where a matter is named. @param small the text with small Latin letters, as long as the text itself */
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
