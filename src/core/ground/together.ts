import { closely, closeness, sentenceHas } from './close.ts'
import { isCondition } from './polarity.ts'
import { limitsIn, reachUnlike, standingsOf } from './scope.ts'
import type { Claim, ClaimClause, Source } from './source.ts'
import { type Ground, groundOf, has, type Word, wordsOf } from './words.ts'

// A word of this weight says what the matter is; lighter ones only what is done with it.
const telling = 0.7
// So many say a matter even if one of them is not known.
const manyWords = 3
// Of the best score, what another sentence needs to be as close.
const alike = 0.9

/** What a claim says that no one place of a source says: words that it does not know there, and a longer or shorter reach. */
export interface Apart {
  missing: string[]
  opposite: string[]
}

/**
 * Holds each part of a claim against the one sentence of the source that has most of it, with the sentence before and the
 * heading, since a passage names its subject once. Words from all over a passage make statements that nobody made.
 */
export function apartFrom(claim: Claim, source: Source, weigh: (word: Word) => number): Apart {
  const parts = withConditions(claim.clauses)
  const found = parts.map((part) => apart(part, claim, source, weigh))
  const missing = found.flatMap((one) => one.missing)
  const enough = claim.words.filter(({ weight }) => weight >= telling).length >= manyWords
  // Among several that are known, one may be another word for the same.
  return {
    missing: enough && missing.length === 1 ? [] : missing,
    opposite: found.flatMap((one) => one.opposite),
  }
}

function apart(part: ClaimClause, claim: Claim, source: Source, weigh: (word: Word) => number): Apart {
  const places = nearest(part, source, weigh)
  // Where two sentences speak of the matter alike, it is enough that one of them says it.
  const all = places.map(({ at, missing }) => ({
    missing,
    opposite: opposed(part, at, claim, source, weigh),
  }))
  return all.find(({ opposite }) => opposite.length === 0) ?? all[0] ?? { missing: [], opposite: [] }
}

function opposed(
  part: ClaimClause,
  at: number,
  claim: Claim,
  source: Source,
  weigh: (word: Word) => number,
): string[] {
  const there = source.clauses.filter(({ sentence }) => sentence === at)
  const text = there.map((clause) => clause.text).join(' ')
  const small = part.text.toLowerCase()
  const opposite = [
    ...reachUnlike(small, `${text} ${source.passage.heading.toLowerCase()}`),
    ...part.words
      .filter(({ stem, name }) => !name && !money.test(stem) && denial(stem, small, text))
      .map(({ stem }) => stem),
  ]
  const last = part.words.at(-1)
  const telling = there.filter(({ ground }) => last && has(ground, last) >= 0.9)
  const closest = (telling.length > 0 ? telling : there)
    .map((clause) => ({ clause, score: closeness(part, claim, source, clause, weigh, closely) }))
    .sort((a, b) => b.score - a.score)[0]
  const ground = groundOf(claim.text)
  if (closest && part.quantities.length === 0)
    opposite.push(...limitsIn(closest.clause.text).filter((limit) => !knows(ground, limit)))
  if (closest) opposite.push(...otherSubject(small, closest.clause.text, text))
  return opposite
}

const subject = /(?<![가-힣])([가-힣]{2,8})(?:이|가)(?= )/g

const alsoSubject = /(?<![가-힣])([가-힣]{2,8})(?:이|가|도)(?= )/g

/** "발신이 정지되고" against "수신이 정지돼요": in the clause of the source that says the same, something else is the subject. */
function otherSubject(part: string, clause: string, sentence: string): string[] {
  const those = [...clause.matchAll(subject)].map((match) => match[1] ?? '')
  if (those.length === 0 || those.some((noun) => part.includes(noun.slice(0, 2)))) return []
  return [...part.matchAll(alsoSubject)]
    .map((match) => match[1] ?? '')
    .filter((noun) => !clause.includes(noun) && sentence.includes(noun))
}

// "No fee" is read by what it says of cost.
const money = /료$|요금|비용|월정액|금$|돈|값|charg|fee|cost|pay|paid|bill/

/** The sentences of a source that lack least of a part, the closest first, and what they lack. */
function nearest(
  part: ClaimClause,
  source: Source,
  weigh: (word: Word) => number,
): { at: number; missing: string[] }[] {
  const places = source.sentences.map((sentence, at) => {
    const before = source.sentences[at - 1]
    const missing: string[] = []
    let score = 0
    for (const word of part.words) {
      const here = has(sentence, word)
      const heading = has(source.heading, word)
      if (word.weight >= telling && Math.max(here, heading, before ? has(before, word) : 0) === 0)
        missing.push(word.stem)
      score += weigh(word) * Math.max(here, 0.3 * heading)
    }
    for (const quantity of part.quantities) if (sentenceHas(source, at, quantity)) score += 3
    return { at, missing, score }
  })
  const least = Math.min(...places.map(({ missing }) => missing.length))
  const those = places.filter(({ missing }) => missing.length === least).sort((a, b) => b.score - a.score)
  return those.filter(({ score }) => score >= alike * (those[0]?.score ?? 0))
}

/** Whether a word is denied in one text and said in the other. */
function denial(stem: string, claim: string, source: string): boolean {
  const here = standingsOf(claim, stem)
  const there = standingsOf(source, stem)
  if (here.length === 0 || there.length === 0) return false
  const all = (list: readonly string[], what: string) => list.every((one) => one === what)
  return (all(here, 'denied') && all(there, 'said')) || (all(here, 'said') && all(there, 'denied'))
}

function knows(ground: Ground, limit: string): boolean {
  const words = /[가-힣]/.test(limit) ? [{ stem: limit, weight: 1, name: false }] : wordsOf(limit)
  return words.length === 0 || words.some((word) => has(ground, word) > 0)
}

/** Conditions belong to what they are conditions of: the clause before them, else the one behind. */
function withConditions(clauses: readonly ClaimClause[]): ClaimClause[] {
  const parts: ClaimClause[] = []
  let first: ClaimClause | null = null
  for (const clause of clauses) {
    const before = parts.at(-1)
    if (first) {
      parts.push(joined(first, clause))
      first = null
    } else if (!isCondition(clause.text)) parts.push(clause)
    else if (before) parts[parts.length - 1] = joined(before, clause)
    else first = clause
  }
  return (first ? [...parts, first] : parts).filter(({ words }) => words.length > 0)
}

function joined(a: ClaimClause, b: ClaimClause): ClaimClause {
  return {
    text: `${a.text} ${b.text}`,
    words: [...a.words, ...b.words],
    quantities: [...a.quantities, ...b.quantities],
    polarity: b.polarity,
  }
}
