import { unlike } from './bounds.ts'
import { closeness, placesOf } from './close.ts'
import { isCounted, misplacedIn } from './fine.ts'
import type { Quantity } from './marks.ts'
import { covers, isSpelled, sameQuantity } from './numbers.ts'
import { isCondition } from './polarity.ts'
import type { Claim, ClaimClause, Clause, Source } from './source.ts'
import { has, type Word } from './words.ts'

// How much closer another clause must be for a number to be about something else; chosen on the tune part.
const rivalry = 1.12

/** What one source lacks of a claim; `worst` 0 means that it holds all of it together. */
export interface Lack {
  /** Facts and names that do not stand in the source, as the claim writes them. */
  missing: string[]
  kind: 'number' | 'name' | 'subject' | 'opposite' | null
}

/**
 * What of a claim can be checked to the letter and does not stand in a source: numbers, names, and numbers of something else.
 * @param rivals sources of the same standing: where one of them, or another clause, says another number of the same kind
 *   about what the claim speaks of, this source's number is about something else.
 * @param said what the person counted in their own words.
 */
export function strictLackOf(
  claim: Claim,
  source: Source,
  rivals: readonly Source[],
  weigh: (word: Word) => number,
  said: readonly Quantity[],
): Lack {
  const numbers = claim.clauses.flatMap((clause) =>
    clause.quantities.filter((one) => !knowsNumber(source, one) && !(isAside(clause) && isSaid(one, said))),
  )
  if (numbers.length > 0) return { kind: 'number', missing: numbers.map(({ shown }) => shown) }
  const names = claim.words.filter((word) => word.name && !knowsName(source, word))
  if (names.length > 0) return { kind: 'name', missing: names.map(({ stem }) => stem) }
  const about = claim.clauses.flatMap((clause) =>
    clause.quantities.filter((one) => isAskew(one, clause, source)),
  )
  if (about.length > 0) return { kind: 'subject', missing: about.map(({ shown }) => shown) }
  const at = placesOf(claim, source, weigh)[0]?.at ?? 0
  const misplaced = [...misplacedIn(claim, source, at, weigh), ...rivalled(claim, source, rivals, weigh)]
  if (misplaced.length > 0) return { kind: 'subject', missing: [...new Set(misplaced)] }
  const other = claim.words.filter((word) => word.weight >= 0.7 && isOthers(word, source, rivals))
  return other.length > 0
    ? { kind: 'subject', missing: other.map(({ stem }) => stem) }
    : { kind: null, missing: [] }
}

/** A number that the source has, but as the least and not the most, before and not after, a year and not a month. */
function isAskew(one: Quantity, clause: ClaimClause, source: Source): boolean {
  if (!one.around) return false
  // "After seven days you cannot" is "within seven days you can".
  const mine = clause.polarity.denies ? { ...one.around, side: null, order: null } : one.around
  const there = source.quantities.filter((other) => sameQuantity(one, other))
  return there.length > 0 && there.every(({ around }) => around && unlike(mine, around))
}

/** "닷새 가시면 …": what the person said of themselves may be given back as a condition, and never as the answer. */
function isAside({ text }: ClaimClause): boolean {
  return isCondition(text) || /(?:면|는데|신데|니까?|셔서|라서|경우에?는?|[라다]고)$/.test(text)
}

function isSaid(one: Quantity, said: readonly Quantity[]): boolean {
  return said.some((other) => sameQuantity(one, other))
}

function knowsNumber(source: Source, one: Quantity): boolean {
  if (source.quantities.some((other) => sameQuantity(one, other) || covers(other, one))) return true
  // Whether something is free is told by words.
  if (one.value === '0' && ['won', 'dollar', 'euro', 'pound', '%', ''].includes(one.unit)) return true
  if (isSpelled(one, `${source.passage.heading} ${source.passage.text}`.toLowerCase())) return true
  // "매일": no passage that names no day of the week denies it.
  return (
    one.unit === 'weekday' && one.value === 'all' && !source.quantities.some(({ unit }) => unit === 'weekday')
  )
}

/** "강남점" is the store of a passage that speaks of "강남 플래그십 매장". */
function knowsName(source: Source, word: Word): boolean {
  const known = has(source.all, word)
  return known >= 0.9 || (known >= 0.8 && /[점]$/.test(word.stem))
}

/** Numbers of a claim that a source says of something else. */
function rivalled(
  claim: Claim,
  source: Source,
  rivals: readonly Source[],
  weigh: (word: Word) => number,
): string[] {
  return claim.clauses.flatMap((clause) =>
    clause.quantities
      .filter((quantity) => isCounted(quantity, source))
      .filter((quantity) => !belongs(quantity, clause, claim, source, rivals, weigh))
      .map(({ shown }) => shown),
  )
}

/** A word that another source is about, by its heading, and that this one does not know. */
function isOthers(word: Word, source: Source, rivals: readonly Source[]): boolean {
  return (
    has(source.all, word) === 0 && rivals.some((rival) => rival !== source && has(rival.heading, word) >= 0.9)
  )
}

function belongs(
  quantity: Quantity,
  clause: ClaimClause,
  claim: Claim,
  source: Source,
  rivals: readonly Source[],
  weigh: (word: Word) => number,
): boolean {
  const others = { ...clause, quantities: clause.quantities.filter((one) => one !== quantity) }
  let here = -1
  for (const there of source.clauses) {
    if (
      there.quantities.some((one) => sameQuantity(one, quantity)) &&
      !pairedElse(quantity, others.quantities, there)
    )
      here = Math.max(here, closeness(others, claim, source, there, weigh))
  }
  if (here < 0) return clause.quantities.length === 0
  for (const rival of rivals) {
    for (const there of rival.clauses) {
      const says = there.quantities.filter(({ unit }) => unit === quantity.unit && unit !== '')
      if (says.length === 0 || says.some((one) => claim.quantities.some((mine) => sameQuantity(one, mine))))
        continue
      if (closeness(others, claim, rival, there, weigh) > here * rivalry + 0.1) return false
    }
  }
  return true
}

/** "5 days for 16,500" is not "10 days for 16,500", though both numbers stand in one sentence. */
function pairedElse(quantity: Quantity, others: readonly Quantity[], there: Clause): boolean {
  return others.some(
    (one) =>
      one.unit !== '' &&
      !there.quantities.some((other) => sameQuantity(one, other)) &&
      there.quantities.some((other) => other.unit === one.unit && !sameQuantity(other, quantity)) &&
      !others.some((mine) => mine !== one && there.quantities.some((other) => sameQuantity(mine, other))),
  )
}
