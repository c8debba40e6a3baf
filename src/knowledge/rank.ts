import { bm25, type Candidate, type Counts } from '../store/passages.ts'
import type { Question } from './question.ts'

/** Whether a passage holds on a day. */
export type Validity = 'valid' | 'expired' | 'future'

// A passage that does not hold stands behind one that does and says nearly the same: it counts for three quarters.
const otherTimeSays = 0.75
// A customer's own word in a text of the other language is mostly a name.
const ownWordSays = 0.7

// Who speaks of all that is asked stands before who says one word of it often.
const coverSays = 0.35
// What nobody wrote is as often a slip of the finger as it is another matter.
const mostTelling = 6

/** How much a term tells passages apart: its inverse document frequency, never below 0. */
export function rarity(counts: Counts, term: string): number {
  const within = Math.max(0, counts.terms.get(term) ?? 0)
  return Math.log(1 + (Math.max(counts.passages, within) - within + 0.5) / (within + 0.5))
}

/**
 * How well a passage fits a question: BM25 over the question's terms; of other words for the same only the best of each group
 * counts. Where the passage's language is the other one, the customer's words meet it mostly through those groups, and they
 * count the more, the more of what the brand knows is in that language.
 */
export function fitness(passage: Candidate, question: Question, counts: Counts, day: string): number {
  const norm = 1 - bm25.b + (bm25.b * passage.length) / counts.length
  const says = (term: string, weight: number) => {
    const times = passage.terms.get(term)
    if (times === undefined) return 0
    return (weight * rarity(counts, term) * times * (bm25.k1 + 1)) / (times + bm25.k1 * norm)
  }
  let own = 0
  // How much of what the question asks the passage speaks of, whatever it calls it.
  let asked = 0
  let met = 0
  const groupOf = new Map<string, number>()
  for (const { named, others: group } of question.instead) {
    const has = [...group.keys()].some((term) => (group.get(term) ?? 0) >= 0.4 && passage.terms.has(term))
    for (const term of named) groupOf.set(term, Math.max(groupOf.get(term) ?? 0, has ? 1 : 0))
  }
  for (const [term, weight] of question.terms) {
    own += says(term, weight)
    if (weight < 1) continue
    const tells = Math.min(rarity(counts, term), mostTelling)
    asked += tells
    met += tells * (passage.terms.has(term) ? 1 : 0.8 * (groupOf.get(term) ?? 0))
  }
  const covered = asked > 0 ? met / asked : 0
  let others = 0
  for (const { named, others: group } of question.instead) {
    let said = 0
    for (const term of named) said = Math.max(said, says(term, question.terms.get(term) ?? 0))
    let best = 0
    for (const [term, weight] of group) best = Math.max(best, says(term, weight))
    // Who has the customer's own word does not say the same again with another.
    others += Math.max(best / 2, best - said / 2)
  }
  const share = counts.passages > 0 ? counts.byLanguage[passage.language] / counts.passages : 0
  const sum =
    passage.language === question.language ? own + others : own * ownWordSays + others * (0.2 + 2.6 * share)
  return (
    sum * (1 - coverSays + coverSays * covered) * (validityOf(passage, day) === 'valid' ? 1 : otherTimeSays)
  )
}

/** @param day `YYYY-MM-DD`. */
export function validityOf(
  passage: { validFrom: string | null; validUntil: string | null },
  day: string,
): Validity {
  if (passage.validUntil !== null && passage.validUntil < day) return 'expired'
  return passage.validFrom !== null && passage.validFrom > day ? 'future' : 'valid'
}
