import { fuse } from '../core/fuse.ts'
import type { Db } from '../store/db.ts'
import { type Candidate, type FoundPassage, findCandidates, findLive } from '../store/passages.ts'
import type { Meaning } from './meaning.ts'
import { type Question, readQuestion } from './question.ts'
import { fitness, tellingOf, type Validity, validityOf } from './rank.ts'
import { type TriedKnowledge, withTried } from './tried.ts'

export interface Found extends FoundPassage {
  /** Comparable within one answer only. */
  score: number
  validity: Validity
}

const mostCandidates = 80
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
 * @param search.tried is searched as if it were live.
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
    tried?: TriedKnowledge | null
  },
): Promise<Found[]> {
  const { brandId, tried = null } = search
  const question = readQuestion(search.question, search.language)
  const asked = allTerms(question)
  if (asked.size === 0) return []
  const asking = search.meaning?.ask(search.question)
  const most = search.meaning ? mostWithVectors : mostCandidates
  const found = await findCandidates(db, { brandId, asked, most, inPlace: tried })
  const { candidates, counts } = tried ? await withTried(db, found, tried, { brandId, asked, most }) : found
  const day = dayOf(search.at)
  const among = { tells: tellingOf(candidates, counts), length: counts.length }
  const byWords = candidates
    .map((passage) => ({ item: passage, score: fitness(passage, question, among, day) }))
    .sort((a, b) => b.score - a.score)
  const vector = await asking
  const ranked =
    search.meaning && vector
      ? await joinMeaning(db, { brandId, byWords, meaning: search.meaning, vector, day, tried })
      : byWords
  return ranked.slice(0, search.most).map(({ item, score }) => {
    const { row: _row, terms: _terms, length: _length, ...passage } = item
    return { ...passage, score, validity: validityOf(passage, day) }
  })
}

/** Every term that a passage may be found by, with the most that it says anywhere in the question. */
function allTerms(question: Question): Map<string, { weight: number; own: boolean }> {
  const asked = new Map<string, { weight: number; own: boolean }>()
  for (const [term, weight] of question.terms) asked.set(term, { weight, own: true })
  for (const { others } of question.instead)
    for (const [term, weight] of others) {
      const known = asked.get(term)
      if (known) known.weight = Math.max(known.weight, weight)
      else asked.set(term, { weight, own: false })
    }
  return asked
}

async function joinMeaning(
  db: Db,
  given: {
    brandId: string
    byWords: readonly { item: Candidate }[]
    meaning: Meaning
    vector: readonly number[]
    day: string
    tried: TriedKnowledge | null
  },
): Promise<{ item: Candidate; score: number }[]> {
  const { brandId, day, tried } = given
  const byWords = given.byWords.map(({ item }) => item)
  const known = new Map(byWords.map((item) => [item.row, item]))
  const near = await given.meaning.nearest({
    ...{ brandId, asked: given.vector, among: [...known.keys()], most: mostByMeaning, tried },
  })
  for (const item of tried?.passages ?? []) if (!known.has(item.row)) known.set(item.row, item)
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
