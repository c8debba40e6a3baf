/**
 * Patterns are written as people write: in Korean a space may be missing, in English an apostrophe may be, and … stands
 * for some words in between. Gaps are bounded and end with the sentence, because customers choose the text.
 */
export function korean(...parts: string[]): RegExp {
  return new RegExp(parts.join('|').replaceAll(' ', '\\s?').replaceAll('…', '[^.!?\\n]{0,12}'), 'g')
}

export function english(...parts: string[]): RegExp {
  const source = parts.join('|').replaceAll("'", "['’]?").replaceAll('…', '\\b[^.!?\\n]{0,30}\\b')
  return new RegExp(`\\b(?:${source})\\b`, 'g')
}

/** What names a matter, and what only looks like it: the latter is taken out of the text before the former is sought. */
export interface Wording {
  yes: RegExp
  no?: RegExp
}

/** A text in small Latin letters, as long as before: patterns that need not heed capitals take half the time. */
export function inSmall(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/**
 * The places where a matter is named, as they are written.
 * @param small the text as `inSmall` gives it
 */
export function findWording(text: string, small: string, { yes, no }: Wording): string[] {
  if (small.search(yes) < 0) return []
  // As many spaces as letters, so that every place stays where it is.
  const left = no ? small.replace(no, (look) => ' '.repeat(look.length)) : small
  return [...left.matchAll(yes)].map(({ index, 0: { length } }) => text.slice(index, index + length).trim())
}
