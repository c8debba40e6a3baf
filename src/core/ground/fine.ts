import { placesOf, sentenceHas } from './close.ts'
import type { Quantity } from './marks.ts'
import { sameQuantity } from './numbers.ts'
import { agree, isCondition } from './polarity.ts'
import type { Claim, ClaimClause, Clause, Source } from './source.ts'
import { has, type Word } from './words.ts'

/**
 * Numbers of a claim that a source gives to something else: they stand in another sentence, where the one that the claim is
 * about says another of their kind, or in a list beside another thing.
 */
export function misplacedIn(
  claim: Claim,
  source: Source,
  at: number,
  weigh: (word: Word) => number,
): string[] {
  const row = rowOf(claim, source)
  return claim.clauses.flatMap((clause) => {
    // A clause of its own may be about another sentence than the rest of the claim.
    const own = claim.clauses.length > 1 ? (placesOf(clause, source, weigh)[0]?.at ?? at) : at
    return clause.quantities
      .filter(
        (one) =>
          isCounted(one, source) &&
          ((isSwapped(one, claim, source, at) && (own === at || isSwapped(one, claim, source, own))) ||
            isOthers(one, claim, source) ||
            isOfOtherRow(one, claim, source, row)),
      )
      .map(({ shown }) => shown)
  })
}

/** What a source says without a number, as "a bag" or "in full", stands in no place of its own. */
export function isCounted(one: Quantity, source: Source): boolean {
  return source.quantities.some((other) => sameQuantity(one, other))
}

const rowLabel = /^([^,:]{2,40}), [^:]{1,30}: /

/** The row of a table that a claim names by its label; null when it names none, or more than one. */
function rowOf(claim: Claim, source: Source): number | null {
  const text = bare(claim.text)
  const named = source.texts.flatMap((row, at) => {
    const label = bare(rowLabel.exec(row)?.[1] ?? '')
    return label.length >= 2 && text.includes(label) ? [{ at, label }] : []
  })
  const [first, second] = named.sort((a, b) => b.label.length - a.label.length)
  if (!first) return null
  return second && !first.label.includes(second.label) ? null : first.at
}

function isOfOtherRow(one: Quantity, claim: Claim, source: Source, row: number | null): boolean {
  if (row === null || sentenceHas(source, row, one)) return false
  return source.clauses.some(
    (clause) =>
      clause.sentence === row &&
      clause.quantities.some(
        (other) => other.unit === one.unit && !claim.quantities.some((mine) => sameQuantity(mine, other)),
      ),
  )
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * How much nearer a clause of the source is that points the other way than one that points the same way, from -1 (only the
 * same way is said of this) to 1.
 */
export function polarOf(claim: Claim, source: Source, weigh: (word: Word) => number): number {
  let worst = -1
  for (const clause of claim.clauses) {
    if (clause.words.length === 0 || isCondition(clause.text)) continue
    let same = 0
    let other = 0
    for (const there of source.clauses) {
      if (isCondition(there.text)) continue
      const near = nearness(clause, claim, source, there, weigh)
      if (agree(clause.polarity, there.polarity)) same = Math.max(same, near)
      else other = Math.max(other, near)
    }
    const most = Math.max(same, other)
    if (most > 0) worst = Math.max(worst, (other - same) / most)
  }
  return worst
}

/** What a passage is about by its heading tells none of its clauses apart. */
function nearness(
  clause: ClaimClause,
  claim: Claim,
  source: Source,
  there: Clause,
  weigh: (word: Word) => number,
): number {
  const own = new Set(clause.words.map(({ stem }) => stem))
  let sum = 0
  for (const word of claim.words) {
    const share = own.has(word.stem) ? 1 : 0.3
    const known = has(source.heading, word) > 0.5 ? 0.25 : 1
    const heavy = weigh({ ...word, weight: Math.max(word.weight, 0.6) })
    sum += share * known * heavy * heavy * has(there.ground, word)
  }
  for (const quantity of clause.quantities)
    if (there.quantities.some((one) => sameQuantity(one, quantity))) sum += 4
  return sum
}

function isSwapped(one: Quantity, claim: Claim, source: Source, at: number): boolean {
  if (sentenceHas(source, at, one)) return false
  return source.clauses.some(
    (clause) =>
      clause.sentence === at &&
      clause.quantities.some(
        (other) => other.unit === one.unit && !claim.quantities.some((mine) => sameQuantity(mine, other)),
      ),
  )
}

/** "셋톱박스는 55,000원, 모뎀은 33,000원": the number of the one, told of the other. */
function isOthers(one: Quantity, claim: Claim, source: Source): boolean {
  if (one.unit === '') return false
  let own = false
  let others = false
  for (const clause of source.clauses) {
    const subject = subjectOf(clause, one.unit)
    if (!subject) continue
    const holds = clause.quantities.some((other) => sameQuantity(other, one))
    const says = claimSays(claim, subject)
    if (holds && (says || !isListed(clause, source, one.unit))) own = true
    if (!holds && says && isListed(clause, source, one.unit)) others = true
    if (
      !holds &&
      says &&
      claim.quantities.some((mine) => clause.quantities.some((its) => sameQuantity(mine, its)))
    )
      own = true
  }
  return others && !own
}

function isListed(clause: Clause, source: Source, unit: string): boolean {
  return source.clauses.some(
    (other) => other !== clause && other.sentence === clause.sentence && subjectOf(other, unit) !== null,
  )
}

// "셋톱박스는 월 5,500원", "골드는 8포인트": the thing and its number side by side, as lists of prices have them.
const beside =
  /([가-힣a-z0-9]{2,12})(?:은|는|이|가|이면|이라면|라면)(?: (?:월|매월|하루|최대|최소|약|연|각각|한 건에|1건에))? ?$/

/** Whose number it is in a list. */
function subjectOf(clause: Clause, unit: string): string | null {
  const shown = clause.quantities.find((one) => one.unit === unit)?.shown
  const until = shown ? clause.text.indexOf(shown) : -1
  return until <= 0 ? null : (beside.exec(clause.text.slice(0, until))?.[1] ?? null)
}

function claimSays(claim: Claim, word: string): boolean {
  return claim.text.toLowerCase().includes(word)
}
