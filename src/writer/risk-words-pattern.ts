/**
 * Patterns are written as people write: in Korean a space may be missing, in English an apostrophe may be, and … stands
 * for some words in between. Gaps are bounded and end with the sentence, because customers choose the text.
 */
export function korean(...parts: string[]): RegExp {
  return new RegExp(parts.join('|').replaceAll(' ', '\\s?').replaceAll('…', '[^.!?\\n]{0,12}'), 'gi')
}

export function english(...parts: string[]): RegExp {
  const source = parts.join('|').replaceAll("'", "['’]?").replaceAll('…', '\\b[^.!?\\n]{0,30}\\b')
  return new RegExp(`\\b(?:${source})\\b`, 'gi')
}

/** What names a matter, and what only looks like it: the latter is taken out of the text before the former is sought. */
export interface Wording {
  yes: RegExp
  no?: RegExp
}

export function findWording(text: string, { yes, no }: Wording): string[] {
  const first = text.match(yes)
  if (!first || !no) return first ?? []
  return text.replace(no, ' ').match(yes) ?? []
}
