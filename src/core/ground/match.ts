import { closely, closeness, sentenceHas } from './close.ts'
import { turnedRound } from './opposites.ts'
import { agree, isCondition, onlyIn, sparedIn } from './polarity.ts'
import type { Claim, ClaimClause, Source } from './source.ts'
import { apartFrom } from './together.ts'
import { has, type Word } from './words.ts'

// Chosen on one half of test/data/grounding, judged on the other (docs/grounding.md).
const lines = { coveredWithNumbers: 0.5, covered: 0.7, near: 0.95, together: 0.7 }

/** What rules find against a claim, and how much of it: a model weighs these, none of them decides. */
export function rulesAgainst(
  claim: Claim,
  source: Source,
  weigh: (word: Word) => number,
): { values: Record<string, number>; said: string[] } {
  const far = scattered(claim, source, weigh) ?? []
  const undone = claim.quantities.length > 0 ? [] : predicateUnlike(claim, source)
  const unknown = uncovered(claim, source, weigh) ?? []
  const alone = [...sparedUnlike(claim, source), ...onlyUnlike(claim, source)]
  const opposed = claim.clauses
    .filter((clause) => opposes(clause, claim, source, weigh))
    .map(({ text }) => text)
  const { missing, opposite } = apartFrom(claim, source, weigh)
  return {
    values: {
      far: far.length > 0 ? 1 : 0,
      undone: undone.length,
      uncovered: unknown.length > 0 ? 1 : 0,
      alone: alone.length > 0 ? 1 : 0,
      opposed: opposed.length > 0 ? 1 : 0,
      missing: Math.min(4, missing.length),
      opposite: opposite.length > 0 ? 1 : 0,
    },
    said: [...alone, ...opposite, ...opposed, ...missing, ...undone, ...unknown, ...far],
  }
}

/** How much of a claim's words a source has. */
export function knownOf(claim: Claim, source: Source, weigh: (word: Word) => number): number {
  return claim.words.reduce(
    (sum, word) => sum + weigh(word) * Math.max(has(source.all, word), 1.5 * has(source.heading, word)),
    0,
  )
}

/** What the claim says is done, where the source speaks of it by no such word. A number would have tied it to the source. */
function predicateUnlike(claim: Claim, source: Source): string[] {
  const last = claim.words.at(-1)
  return last?.verb && has(source.all, last) === 0 ? [last.stem] : []
}

/** Words of the claim that stand in the source far from what the claim is about. */
function scattered(claim: Claim, source: Source, weigh: (word: Word) => number): string[] | null {
  const words = claim.words.filter((word) => has(source.all, word) >= 0.8)
  const all = words.reduce((sum, word) => sum + weigh(word), 0)
  if (all === 0) return null
  let best = 0
  let far: string[] = []
  for (const [at, sentence] of source.sentences.entries()) {
    if (!claim.quantities.every((one) => sentenceHas(source, at, one) || claim.clauses.length > 1)) continue
    const before = source.sentences[at - 1]
    let near = 0
    const missing: string[] = []
    for (const word of words) {
      const share = Math.max(
        has(sentence, word),
        0.9 * has(source.heading, word),
        before ? 0.5 * has(before, word) : 0,
      )
      near += weigh(word) * share
      if (share < 0.5) missing.push(word.stem)
    }
    if (near > best) {
      best = near
      far = missing
    }
  }
  return best / all >= lines.together ? null : far
}

/** Words of the claim that the source does not have, when they are too many to be another way of saying it. */
function uncovered(claim: Claim, source: Source, weigh: (word: Word) => number): string[] | null {
  let all = 0
  let found = 0
  const unknown: string[] = []
  for (const word of claim.words) {
    const weight = weigh(word)
    const there = has(source.all, word)
    all += weight
    found += weight * there
    if (there === 0 && word.weight >= 0.7) unknown.push(word.stem)
  }
  const least = claim.quantities.length > 0 ? lines.coveredWithNumbers : lines.covered
  return all === 0 || found / all >= least ? null : unknown
}

function opposes(clause: ClaimClause, claim: Claim, source: Source, weigh: (word: Word) => number): boolean {
  if (clause.words.length === 0 || isCondition(clause.text)) return false
  const last = clause.words.at(-1)
  // A Korean predicate stands behind its subject: "there is no car park" is about the car park, not about the shop.
  const strongly = (word: Word) =>
    weigh({ ...word, weight: 1 }) ** 2 * (word.stem === last?.stem && /^[가-힣]/.test(word.stem) ? 1.5 : 1)
  const { cost } = clause.polarity
  let candidates = source.clauses.filter(({ text }) => !isCondition(text))
  if (cost) {
    // An amount says that something costs, and never that it is free.
    const amounts = cost === 'paid' ? ['won'] : []
    candidates = preferred(
      candidates,
      ({ polarity, quantities }) =>
        polarity.cost !== null || quantities.some(({ unit }) => amounts.includes(unit)),
    )
  } else if (last?.verb || last?.weight === 0.7) {
    // What is done tells two statements about one thing apart; what is spoken of does not.
    candidates = preferred(candidates, ({ ground }) => has(ground, last) >= 0.9)
  }
  const scored = candidates.map((there) => ({
    there,
    score: closeness(clause, claim, source, there, strongly, closely),
  }))
  const best = Math.max(...scored.map(({ score }) => score))
  if (best <= 0) return false
  return !scored.some(
    ({ there, score }) =>
      score >= best * lines.near &&
      agree(clause.polarity, there.polarity) &&
      // Where both deny or both do not, opposite words still make opposite statements.
      !turnedRound(clause.text, there.text),
  )
}

/** What the claim spares a person and the source asks for, or the other way round. */
function sparedUnlike(claim: Claim, source: Source): string[] {
  const { text } = source.passage
  const here = sparedIn(claim.text)
  const there = sparedIn(text)
  const unlike = here.filter((noun) => isIn(noun, text) && !there.includes(noun) && !deniedNear(noun, text))
  const said = there.filter(
    (noun) =>
      !here.includes(noun) &&
      isIn(noun, claim.text) &&
      times(noun, text) === 1 &&
      !claim.clauses.some(({ polarity }) => polarity.denies || polarity.cost === 'free'),
  )
  return [...unlike, ...said]
}

function isIn(noun: string, text: string): boolean {
  return text.toLowerCase().includes(noun)
}

function times(noun: string, text: string): number {
  return text.toLowerCase().split(noun).length - 1
}

function deniedNear(noun: string, text: string): boolean {
  const small = text.toLowerCase()
  for (let at = small.indexOf(noun); at >= 0; at = small.indexOf(noun, at + 1)) {
    if (/없|않|안 |못|\bno\b|\bnot\b|n't/.test(small.slice(Math.max(0, at - 8), at + noun.length + 16)))
      return true
  }
  return false
}

/** A limit ("법정대리인만", "매장에서만") that the claim makes up, or that it leaves out by naming somebody else. */
function onlyUnlike(claim: Claim, source: Source): string[] {
  const { text } = source.passage
  const there = onlyIn(text)
  return onlyIn(claim.text).filter(
    (noun) =>
      !there.includes(noun) &&
      (source.all.bare.includes(noun) || !/\d/.test(noun)) &&
      !source.all.bare.includes(`${noun}만`),
  )
}

function preferred<T>(list: T[], which: (one: T) => boolean): T[] {
  const those = list.filter(which)
  return those.length > 0 ? those : list
}
