import type { Finding } from './draft.ts'
import { withoutGivenCodes } from './given-codes.ts'
import type { Quantity } from './ground/marks.ts'
import { knownOf, rulesAgainst } from './ground/match.ts'
import { measure } from './ground/measures.ts'
import { doubtful, doubtOf } from './ground/model.ts'
import { sameQuantity } from './ground/numbers.ts'
import { sentencesOf } from './ground/sentences.ts'
import { type Claim, type Passage, rarity, readClaim, readSource, type Source } from './ground/source.ts'
import { type Lack, strictLackOf } from './ground/strict.ts'
import { givesBack, isTalk, withoutOpening } from './ground/talk.ts'
import { type Ground, groundOf, has, type Word } from './ground/words.ts'

export interface GroundRequest {
  /** The passages that the reply cites. */
  passages: readonly Passage[]
  /** What the person wrote in this conversation, in their own words. */
  thread: readonly string[]
  /** Names of products and places that the brand has: where one is said, its source must say it too. */
  names?: readonly string[]
}

/** What one sentence of a reply rests on. */
export interface Grounding {
  span: [number, number]
  kind: 'fact' | 'talk'
  /** Ids of the passages that hold the whole sentence; empty for talk, for what the person said, and for what nothing holds. */
  passages: string[]
  /** What no source holds, as the reply writes it. */
  missing: string[]
}

/**
 * Holds every sentence of fact in a reply against the cited passages and the person's own words. A sentence stands when ONE
 * source holds all of it: the same numbers in the same units about the same subject, the same names, and pointing the same
 * way. When in doubt it does not stand. Pure; the time grows with the reply times the passages.
 */
export function ground(
  reply: string,
  request: GroundRequest,
): { findings: Finding[]; groundings: Grounding[] } {
  const sources = request.passages.map(readSource)
  const said = sayings(request.thread)
  const findings: Finding[] = []
  const groundings: Grounding[] = []
  for (const { text, start, end } of sentencesOf(reply)) {
    const span: [number, number] = [start, end]
    const bare = withoutGivenCodes(text, request.thread)
    // A code given back among talk is talk; a fact about it is held against the sources, code and all.
    const isGiven = bare !== text && (!/[\p{L}\p{N}]/u.test(bare) || isTalk(bare))
    const judged = judge(isGiven ? bare : text, sources, request, said)
    groundings.push({ span, kind: judged.kind, passages: judged.passages, missing: judged.missing })
    if (judged.finding) findings.push({ ...judged.finding, span })
  }
  return { findings, groundings }
}

type Judged = Omit<Grounding, 'span'> & { finding?: Omit<Finding, 'span'> }

const talk: Judged = { kind: 'talk', passages: [], missing: [] }

/** What the person said, as claims are held against it. */
interface Sayings {
  grounds: Ground[]
  quantities: Quantity[]
}

function sayings(thread: readonly string[]): Sayings {
  return { grounds: thread.map(groundOf), quantities: thread.flatMap((turn) => readClaim(turn).quantities) }
}

function judge(sentence: string, sources: readonly Source[], request: GroundRequest, said: Sayings): Judged {
  const whole = readClaim(sentence)
  const repeats = givesBack(sentence) && saidBy(whole, request.thread)
  const rest = withoutOpening(sentence)
  const claim = rest === sentence ? whole : readClaim(rest)
  if (isTalk(rest)) {
    const strong = claim.quantities.filter(isStrong)
    if (strong.length === 0 || repeats) return talk
  } else if (!statesFact(claim, sources)) return talk
  if (repeats && claim.quantities.length > 0) return { kind: 'fact', passages: [], missing: [] }
  return stand(withNames(claim, request.names ?? []), sources, said)
}

/** In talk "한 번 더" and "three times" count nothing. */
function isStrong({ unit, value }: Quantity): boolean {
  return !((unit === 'time' || unit === 'person' || unit === '') && Number(value) <= 3)
}

function saidBy(claim: Claim, thread: readonly string[]): boolean {
  return thread.some((turn) => {
    const said = readClaim(turn).quantities
    return claim.quantities.every((one) => said.some((other) => sameQuantity(one, other)))
  })
}

const policy =
  /가능|불가|무료|유료|수 있|수 없|돼요|됩니다|안 돼|해야|셔야|필요|제공|포함|적용|할인|환불|면제|위약|수수료|드려요|드립니다|\b(?:can|cannot|can't|may|must|free|fee|refund|charged?|costs?|included?|need|available|only|never|always|works?|open|closed|offers?)\b/i

function statesFact(claim: Claim, sources: readonly Source[]): boolean {
  if (claim.quantities.length > 0 || claim.words.some(({ name }) => name)) return true
  if (claim.words.length === 0) return false
  return policy.test(claim.text) || claim.words.some((word) => sources.some(({ all }) => has(all, word) > 0))
}

function withNames(claim: Claim, names: readonly string[]): Claim {
  const said = groundOf(claim.text)
  const told = names.filter((name) => /[가-힣]/.test(name) && said.bare.includes(groundOf(name).bare))
  return told.length === 0
    ? claim
    : {
        ...claim,
        words: [
          ...claim.words,
          ...told.map((name) => ({ stem: groundOf(name).bare, weight: 1, name: true })),
        ],
      }
}

function stand(claim: Claim, sources: readonly Source[], said: Sayings): Judged {
  const lacks: Lack[] = []
  let best: { validity: Passage['validity']; held: Source[]; doubt: number } | null = null
  for (const validity of ['valid', 'expired', 'future'] as const) {
    const those = sources.filter(({ passage }) => passage.validity === validity)
    const weigh = rarity(those)
    const judged = those.map((source) => ({ source, ...lackOf(claim, source, those, weigh, said) }))
    if (validity === 'valid') lacks.push(...judged)
    const held = judged.filter(({ kind }) => kind === null)
    const against = judged.filter(({ kind }) => kind === 'opposite')
    // A source that speaks of the matter more closely says the opposite.
    const known = ({ source }: { source: Source }) => knownOf(claim, source, weigh)
    const most = Math.max(0, ...held.map(known))
    if (held.length === 0 || (claim.quantities.length === 0 && against.some((one) => known(one) > most)))
      continue
    const doubt = Math.min(...held.map((one) => one.doubt))
    // What is valid goes before what is not, unless that says it clearly and this hardly does.
    if (!best || doubt + clearly < best.doubt)
      best = { validity, held: held.map(({ source }) => source), doubt }
  }
  if (!best) {
    const missing = closest(lacks)
    return { kind: 'fact', passages: [], missing, finding: unsupported(missing) }
  }
  const passages = best.held.map(({ passage }) => passage.id)
  if (best.validity === 'valid') return { kind: 'fact', passages, missing: [] }
  const finding = best.validity === 'expired' ? expired(best.held) : notYet(best.held)
  return { kind: 'fact', passages, missing: [claim.text], finding }
}

const clearly = 0.3
// More words than these tell a colleague nothing.
const shownAtMost = 6
// A number that only a document says that is no longer valid comes from there, however freely the rest is put.
const doubtfulOfOld = 0.9

/** What one source lacks of a claim: what can be checked to the letter first, then what the model doubts. */
function lackOf(
  claim: Claim,
  source: Source,
  rivals: readonly Source[],
  weigh: (word: Word) => number,
  said: Sayings,
): Lack & { doubt: number } {
  const strict = strictLackOf(claim, source, rivals, weigh, said.quantities)
  const isOld = source.passage.validity !== 'valid' && claim.quantities.length > 0
  if (strict.kind && !(isOld && strict.kind === 'subject')) return { ...strict, doubt: 1 }
  const soft = measure(claim, source, said.grounds, weigh)
  const rules = rulesAgainst(claim, source, weigh)
  const doubt = doubtOf({ ...soft.values, ...rules.values })
  if (doubt < (isOld ? doubtfulOfOld : doubtful)) return { kind: null, missing: [], doubt }
  const words = [...new Set([...soft.instead, ...rules.said, ...soft.unknown])].slice(0, shownAtMost)
  const turned = rules.values.opposed || rules.values.opposite || rules.values.alone
  return { kind: turned ? 'opposite' : 'subject', missing: words.length > 0 ? words : [claim.text], doubt }
}

/** What the source lacks that lacks least. */
function closest(lacks: readonly Lack[]): string[] {
  const order = ['opposite', 'subject', 'name', 'number']
  const sorted = [...lacks].sort(
    (a, b) =>
      order.indexOf(a.kind ?? '') - order.indexOf(b.kind ?? '') || a.missing.length - b.missing.length,
  )
  return sorted[0]?.missing ?? []
}

function unsupported(missing: readonly string[]): Omit<Finding, 'span'> {
  const what = missing.length > 0 ? ` "${missing.join('", "')}"` : ''
  return {
    code: 'unsupported',
    severity: 'person',
    ko: `인용한 문서와 고객의 말에서 근거를 찾지 못했어요:${what || ' 이 문장 전체'}`,
    en: `Neither the cited passages nor the person's words support this:${what || ' the whole sentence'}`,
  }
}

function expired(held: readonly Source[]): Omit<Finding, 'span'> {
  const headings = held.map(({ passage }) => passage.heading).join(', ')
  return {
    code: 'expired-source',
    severity: 'blocks',
    ko: `기간이 지난 문서에만 있는 내용이에요: ${headings}`,
    en: `Only a passage that is no longer valid says so: ${headings}`,
  }
}

function notYet(held: readonly Source[]): Omit<Finding, 'span'> {
  const headings = held.map(({ passage }) => passage.heading).join(', ')
  return {
    code: 'unsupported',
    severity: 'person',
    ko: `아직 시작되지 않은 문서에만 있는 내용이에요: ${headings}`,
    en: `Only a passage that is not valid yet says so: ${headings}`,
  }
}
