import { diffArrays, diffWords } from 'diff'

/** A stretch of words that both texts have, or one of them alone. */
export interface WordPart {
  value: string
  added: boolean
  removed: boolean
}

// Without it Korean would be compared letter by letter, which nobody can read.
const intlSegmenter = new Intl.Segmenter('ko', { granularity: 'word' })

/** Word for word what became of a text. What was not removed is the second text to the letter, what was not added the first. */
export function wordParts(before: string, after: string): WordPart[] {
  const parts = diffWords(before, after, { intlSegmenter })
  const said = (without: 'added' | 'removed') =>
    parts.map((part) => (part[without] ? '' : part.value)).join('')
  if (said('removed') === after && said('added') === before) return parts
  // Spaces that are part of a word's segment are taken for spaces and told twice, or told as the other text has them.
  return diffArrays(segments(before), segments(after)).map(({ value, added, removed }) => ({
    ...{ value: value.join(''), added, removed },
  }))
}

function segments(text: string): string[] {
  return [...intlSegmenter.segment(text)].map(({ segment }) => segment)
}
