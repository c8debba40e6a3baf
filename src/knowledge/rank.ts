import { bm25, type Candidate, type Counts } from '../store/passages.ts'
import type { Question } from './question.ts'
import { termsOf } from './terms.ts'

/** Whether a passage holds on a day. */
export type Validity = 'valid' | 'expired' | 'future'

// A passage that does not hold stands behind one that does and says nearly the same.
const otherTimeSays = 0.7
// A text of the other language shares few words with a question however well it answers it, and some with every question: how
// much of the question it covers is what tells.
const otherLanguageSays = 2.5
// Who speaks of all that is asked stands before who says one word of it often.
const coverSays = 0.2
// Who names no price where one is asked for may still tell where it stands.
const otherKindSays = 0.9
// What is rarer than this is as often a slip of the finger or a chance as it is the matter.
const mostTelling = 4
// What stands above a passage says what all of it is about, and so, less closely, does the name of its document.
const headingSays = 0.3
const titleSays = 0.3
// In a heading another word for the same is nearly as good as the customer's own.
const otherWordMeets = 0.6
// To find passages length counts as usual; among those found a long one is not that much worse.
const lengthSays = 0.5

// Headings and titles are few and short, but taking them apart for each question again would cost as much as the ranking.
const mostHeads = 5_000
const heads = new Map<string, ReadonlySet<string>>()

function headTerms(text: string): ReadonlySet<string> {
  const known = heads.get(text)
  if (known) return known
  const terms: ReadonlySet<string> = new Set(termsOf(text).keys())
  for (const first of heads.keys()) if (heads.size >= mostHeads) heads.delete(first)
  heads.set(text, terms)
  return terms
}

/** How much of what a question asks a heading or a title names, from 0 to 1. */
function namedAbove(above: string, question: Question, tells: (term: string) => number): number {
  const terms = headTerms(above)
  const otherwise = new Set<string>()
  for (const { named, others } of question.instead)
    for (const term of others.keys())
      if (terms.has(term)) {
        for (const own of named) otherwise.add(own)
        break
      }
  let asked = 0
  let met = 0
  for (const [term, weight] of question.terms) {
    if (weight < 1) continue
    const much = tells(term)
    asked += much
    met += much * (terms.has(term) ? 1 : otherwise.has(term) ? otherWordMeets : 0)
  }
  return asked > 0 ? met / asked : 0
}

/** How much a term tells passages apart: its inverse document frequency, never below 0. */
function rarity(passages: number, within: number): number {
  return Math.log(1 + (Math.max(passages, within) - within + 0.5) / (within + 0.5))
}

/**
 * How much each term tells: by how rare it is among all passages, and by how rare it is among those that were found. Among
 * 100,000 passages every word of a matter is rare, and what tells its passages from each other are the words that only some
 * of them have.
 */
export function tellingOf(found: readonly Candidate[], counts: Counts): (term: string) => number {
  const within = new Map<string, number>()
  for (const { terms } of found)
    for (const term of terms.keys()) within.set(term, (within.get(term) ?? 0) + 1)
  const known = new Map<string, number>()
  return (term) => {
    const before = known.get(term)
    if (before !== undefined) return before
    const everywhere = Math.min(mostTelling, rarity(counts.passages, counts.terms.get(term) ?? 0))
    const here = rarity(found.length, within.get(term) ?? 0)
    const tells = 0.5 * everywhere + 0.75 * here
    known.set(term, tells)
    return tells
  }
}

/**
 * How well a passage fits a question: BM25 over the question's terms; of other words for the same only the best of each group
 * counts; and the more of the question it covers, in its words and in what stands above them, the better.
 * @param among what the terms tell, and how long passages are on average.
 */
export function fitness(
  passage: Candidate,
  question: Question,
  among: { tells(term: string): number; length: number },
  day: string,
): number {
  const norm = 1 - lengthSays + (lengthSays * passage.length) / among.length
  const says = (term: string, weight: number) => {
    const times = passage.terms.get(term)
    if (times === undefined) return 0
    return (weight * among.tells(term) * times * (bm25.k1 + 1)) / (times + bm25.k1 * norm)
  }
  let own = 0
  // How much of what the question asks the passage speaks of, whatever it calls it.
  let asked = 0
  let met = 0
  const grouped = new Set<string>()
  for (const { named, others: group } of question.instead) {
    if (![...group.keys()].some((term) => passage.terms.has(term))) continue
    for (const term of named) grouped.add(term)
  }
  for (const [term, weight] of question.terms) {
    own += says(term, weight)
    if (weight < 1) continue
    const tells = among.tells(term)
    asked += tells
    met += tells * (passage.terms.has(term) ? 1 : grouped.has(term) ? 0.8 : 0)
  }
  const covered = asked > 0 ? met / asked : 1
  let others = 0
  for (const { named, others: group } of question.instead) {
    let said = 0
    for (const term of named) said = Math.max(said, says(term, question.terms.get(term) ?? 0))
    let best = 0
    for (const [term, weight] of group) best = Math.max(best, says(term, weight))
    // Who has the customer's own word does not say the same again with another.
    others += Math.max(best / 2, best - said / 2)
  }
  const isSame = passage.language === question.language
  const coverage = isSame ? 1 - coverSays + coverSays * covered : otherLanguageSays * covered
  const holds = validityOf(passage, day) === 'valid' ? 1 : otherTimeSays
  const missing = question.kinds.filter((kind) => !kind.test(passage.text)).length
  const above =
    1 +
    headingSays * namedAbove(passage.heading, question, among.tells) +
    titleSays * namedAbove(passage.document.title, question, among.tells)
  return (own + others) * coverage * above * holds * otherKindSays ** missing
}

/** @param day `YYYY-MM-DD`. */
export function validityOf(
  passage: { validFrom: string | null; validUntil: string | null },
  day: string,
): Validity {
  if (passage.validUntil !== null && passage.validUntil < day) return 'expired'
  return passage.validFrom !== null && passage.validFrom > day ? 'future' : 'valid'
}
