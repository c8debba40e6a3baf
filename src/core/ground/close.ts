import type { Quantity } from './marks.ts'
import { sameQuantity } from './numbers.ts'
import type { Claim, ClaimClause, Clause, Source } from './source.ts'
import { has, type Word } from './words.ts'

// How much words around a clause count beside its own: in the rest of the source's sentence and heading, in the rest of the
// claim; and how much a number that both say counts.
const evenly = { around: 0.5, elsewhere: 0.4, same: 1 }
export const closely = { around: 0.3, elsewhere: 0.15, same: 6 }

/** How well a clause of a source speaks of the same as a clause of the claim. */
export function closeness(
  clause: ClaimClause,
  claim: Claim,
  source: Source,
  there: Clause,
  weigh: (word: Word) => number,
  { around, elsewhere, same } = evenly,
): number {
  const own = new Set(clause.words.map(({ stem }) => stem))
  let sum = 0
  for (const word of claim.words) {
    const share = own.has(word.stem) ? 1 : elsewhere
    sum += share * weigh(word) * nearness(word, source, there, around)
  }
  for (const quantity of clause.quantities) {
    if (there.quantities.some((other) => sameQuantity(quantity, other))) sum += same
    else if (sentenceHas(source, there.sentence, quantity)) sum += 0.6 * same
  }
  return sum
}

/** Whether a sentence has a quantity, or its heading, which is said of all sentences: the "7-day package". */
export function sentenceHas(source: Source, sentence: number, quantity: Quantity): boolean {
  if (source.headed.some((other) => sameQuantity(quantity, other))) return true
  return source.clauses.some(
    (one) => one.sentence === sentence && one.quantities.some((other) => sameQuantity(quantity, other)),
  )
}

function nearness(word: Word, source: Source, there: Clause, around: number): number {
  const sentence = source.sentences[there.sentence]
  return Math.max(
    has(there.ground, word),
    sentence ? around * has(sentence, word) : 0,
    around * has(source.heading, word),
    0.2 * has(source.all, word),
  )
}

/** Where a claim stands best in a source. */
export interface Place {
  at: number
  /** Share of the claim's words, by weight, that stand there, from 0 to 1. */
  share: number
}

/** The sentences of a source, the one that has most of the claim first. */
export function placesOf(
  claim: Pick<Claim, 'words' | 'quantities'>,
  source: Source,
  weigh: (word: Word) => number,
): Place[] {
  const all = claim.words.reduce((sum, word) => sum + weigh(word), 0)
  return source.sentences
    .map((sentence, at) => {
      const before = source.sentences[at - 1]
      let found = 0
      for (const word of claim.words)
        found +=
          weigh(word) *
          Math.max(
            has(sentence, word),
            0.85 * has(source.heading, word),
            before ? 0.5 * has(before, word) : 0,
          )
      const numbers = claim.quantities.filter((one) => sentenceHas(source, at, one)).length
      const counted = claim.quantities.length
      return { at, share: (found + 2 * numbers) / (all + 2 * counted || 1) }
    })
    .sort((a, b) => b.share - a.share)
}
