import { fuse } from '../core/fuse.ts'
import type { Db } from '../store/db.ts'
import {
  type Candidate,
  type Counts,
  countPassages,
  type FoundPassage,
  findCandidates,
  findLive,
} from '../store/passages.ts'
import type { Meaning } from './meaning.ts'
import { type Question, readQuestion } from './question.ts'
import { fitness, rarity, type Validity, validityOf } from './rank.ts'
import type { Terms } from './terms.ts'

export interface Found extends FoundPassage {
  /** Comparable within one answer only. */
  score: number
  validity: Validity
}

// Of the words of a question at most so many places are read to find candidates, the telling words first: 100,000 passages
// share their frequent words, and reading all places of those says little and takes long.
const mostPlaces = 2_500
const mostCandidates = 40
// With vectors more are looked at: where a brand has too many to compare all, what is alike in meaning is sought among these.
const mostWithVectors = 200
// What is further away is near to nothing.
const mostByMeaning = 40
// The cosines of a model lie close together; a tenth less is many places.
const otherTimeMeans = 0.9

/**
 * What the brand's documents say about a question, the best first. Passages that hold no more or not yet are marked and stand
 * behind those that hold and fit nearly as well.
 * @param search.language of the question; told by its letters if not given.
 * @param search.meaning if given, passages are sought by their vectors too, whether or not they share words with the question,
 *   and both rankings are fused. Where it has nothing to say in time, words decide alone.
 */
export async function searchPassages(
  db: Db,
  search: {
    brandId: string
    question: string
    language?: 'ko' | 'en'
    most: number
    at: Date
    meaning?: Meaning | null
  },
): Promise<Found[]> {
  const question = readQuestion(search.question, search.language)
  const asked = [...new Set(allTerms(question).flatMap((terms) => [...terms.keys()]))]
  if (asked.length === 0) return []
  const asking = search.meaning?.ask(search.question)
  const counts = await countPassages(db, search.brandId, asked)
  const says = telling(question, counts)
  const candidates = await findCandidates(db, {
    brandId: search.brandId,
    says,
    // Of what is too frequent to read, only the customer's own words are worth a look into each candidate.
    more: [...question.terms.keys()].filter((term) => counts.terms.has(term) && !says.has(term)),
    averageLength: counts.length,
    most: search.meaning ? mostWithVectors : mostCandidates,
  })
  const day = dayOf(search.at)
  const byWords = candidates
    .map((passage) => ({ item: passage, score: fitness(passage, question, counts, day) }))
    .sort((a, b) => b.score - a.score)
  const vector = await asking
  const ranked =
    search.meaning && vector
      ? await joinMeaning(db, { brandId: search.brandId, byWords, meaning: search.meaning, vector, day })
      : byWords
  return ranked.slice(0, search.most).map(({ item, score }) => {
    const { row: _row, terms: _terms, length: _length, ...passage } = item
    return { ...passage, score, validity: validityOf(passage, day) }
  })
}

function allTerms(question: Question): Terms[] {
  return [question.terms, ...question.instead.map(({ others }) => others)]
}

/** The terms that tell most, as many as may be read. */
function telling(question: Question, counts: Counts): Map<string, number> {
  const weights = new Map<string, number>()
  for (const terms of allTerms(question))
    for (const [term, weight] of terms) weights.set(term, Math.max(weight, weights.get(term) ?? 0))
  const known = [...weights]
    .filter(([term]) => (counts.terms.get(term) ?? 0) > 0)
    .map(([term, weight]): [string, number] => [term, weight * rarity(counts, term)])
    .sort((a, b) => b[1] - a[1])
  const taken = new Map<string, number>()
  let places = 0
  for (const [term, says] of known) {
    const more = counts.terms.get(term) ?? 0
    // The first is taken however many there are: a question of one frequent word still has answers.
    if (taken.size > 0 && places + more > mostPlaces) continue
    taken.set(term, says)
    places += more
  }
  return taken
}

async function joinMeaning(
  db: Db,
  given: {
    brandId: string
    byWords: readonly { item: Candidate }[]
    meaning: Meaning
    vector: readonly number[]
    day: string
  },
): Promise<{ item: Candidate; score: number }[]> {
  const { brandId, day } = given
  const byWords = given.byWords.map(({ item }) => item)
  const known = new Map(byWords.map((item) => [item.row, item]))
  const near = await given.meaning.nearest({
    brandId,
    asked: given.vector,
    among: [...known.keys()],
    most: mostByMeaning,
  })
  const others = near.map(({ row }) => row).filter((row) => !known.has(row))
  for (const item of await findLive(db, brandId, others)) known.set(item.row, item)
  const byMeaning = near
    .flatMap(({ row, cosine }) => {
      const item = known.get(row)
      if (!item) return []
      return [{ item, score: validityOf(item, day) === 'valid' ? cosine : cosine * otherTimeMeans }]
    })
    .sort((a, b) => b.score - a.score)
  return fuse([byWords, byMeaning.map(({ item }) => item)])
}

// A day begins when it begins in Korea, wherever the server stands.
const korea = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul', dateStyle: 'short' })

/** The day on which a passage has to hold, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  return korea.format(at)
}
