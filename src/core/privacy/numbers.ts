import {
  beginsAsDate,
  hasBirthDate,
  isCompanyLine,
  isKoreanLicence,
  isPhone,
  isTyped,
  passesBarcode,
  passesLuhn,
  passesResidentCheck,
} from './checks.ts'
import { type Personal, type PersonalKind, wordsAfter, wordsBefore } from './kind.ts'
import {
  type Before,
  claims,
  isCounted,
  kindByWords,
  notPrivate,
  productBefore,
  readBefore,
  versionAfter,
  versionBefore,
} from './near.ts'

interface Group {
  start: number
  end: number
  /** What stands between the group before and this one, or null when they do not belong together. */
  gap: string | null
}

/** A run of groups as one number. */
interface Run {
  text: string
  digits: string
  sizes: number[]
  gaps: string[]
  start: number
  end: number
  plus: boolean
  before: () => Before
}

// A parcel of the US post has six groups; a resident number that somebody spaced out digit by digit has thirteen.
const mostGroups = 16
const mostUnevenGroups = 8
const mostDigits = 24
const joint = /^(?:[ \t.()_/-]{0,3}| ?(?:에|의|다시|대시|하이픈|점|dash|dot)[ ,]{0,2})$/

/** Numbers are read as groups of digits with small gaps; from each group the longest meaning wins. */
export function findNumbers(text: string): Personal[] {
  const groups: Group[] = []
  for (const match of text.matchAll(/\d+/g)) {
    const before = groups.at(-1)
    const gap = before && match.index - before.end <= 6 ? text.slice(before.end, match.index) : null
    const joins = gap !== null && joint.test(gap)
    groups.push({ start: match.index, end: match.index + match[0].length, gap: joins ? gap : null })
  }
  const found: Personal[] = []
  for (let at = 0; at < groups.length; ) {
    const match = numberAt(text, groups, at)
    if (match && match.kind !== 'public') found.push({ kind: match.kind, ...wholeOf(match.run, match.kind) })
    at += match?.run.sizes.length ?? 1
  }
  return found
}

type Meaning = PersonalKind | 'public'

function numberAt(text: string, groups: Group[], first: number): Found | null {
  let longest: Found | null = null
  let digits = ''
  const sizes: number[] = []
  const gaps: string[] = []
  const start = groups[first]?.start ?? 0
  const plus = text.charAt(start - 1) === '+'
  let ones = true
  let read: Before | null = null
  const before = () => {
    read ??= readBefore(wordsBefore(text, start, 30))
    return read
  }
  for (let at = first; at < groups.length && sizes.length < mostGroups; at++) {
    const group = groups[at]
    if (!group || (sizes.length > 0 && group.gap === null)) break
    const size = group.end - group.start
    if (sizes.length > 0 && digits.length + size > mostDigits) break
    if (sizes.length > 0) gaps.push(group.gap ?? '')
    sizes.push(size)
    digits += text.slice(group.start, Math.min(group.end, group.start + mostDigits + 1))
    ones &&= size === 1
    // Spaced out digit by digit are whole numbers; everything else comes in few groups.
    if (sizes.length > 1 && ones ? digits.length < 9 && digits.length !== 4 : sizes.length > mostUnevenGroups)
      continue
    const run = { text, digits, sizes: [...sizes], gaps: [...gaps], start, end: group.end, plus, before }
    const kind = meaningOf(run)
    if (kind) longest = better(longest, { kind, run })
  }
  return longest
}

interface Found {
  kind: Meaning
  run: Run
}

/**
 * The longer meaning wins, except that what is a phone or resident number by its form does not grow into something that it is
 * only by a word; and a card that grows, by a word or the month of its expiry, stays a card.
 */
function better(shorter: Found | null, longer: Found): Found {
  if (!shorter || byForm.has(longer.kind)) return longer
  // After a plus any eight digits are a phone, and a company's line has more.
  if (longer.kind === 'public' && longer.run.plus) return longer
  if (shorter.kind === 'card') return { kind: 'card', run: longer.run }
  return byForm.has(shorter.kind) ? shorter : longer
}

const byForm = new Set<Meaning>(['resident-number', 'phone', 'card', 'driver-licence', 'ip'])

function meaningOf(run: Run): Meaning | null {
  const { text, digits, sizes, gaps, plus } = run
  if (isIpv4(run)) return isEverybodys(digits, sizes) || isVersion(run) ? 'public' : 'ip'
  if (sizes.length <= 5 && isCompanyLine(digits, sizes, plus)) {
    const around = `${wordsBefore(text, run.start, 24)} ${wordsAfter(text, run.end, 30)}`
    if (claims.test(around)) return 'phone'
    // Eight digits in one piece are many things.
    if (digits.length > 8 || sizes.length > 1) return 'public'
  }
  if (isResidentNumber(run)) return 'resident-number'
  if (isPhone(digits, sizes, plus)) return 'phone'
  // Said aloud are phone numbers, addresses of machines and resident numbers, nothing else.
  if (gaps.some((gap) => /[^ -~]|[a-z]/.test(gap))) return null
  if (isKoreanLicence(digits, sizes)) return 'driver-licence'
  if (digits.length < 5) return null
  return byWordsOrLength(run)
}

function byWordsOrLength({ text, digits, sizes, gaps, end, before }: Run): Meaning | null {
  const bare = sizes.length === 1
  const joined = gaps.every((gap) => gap === '-')
  const after = wordsAfter(text, end, 14)
  const isProduct = passesBarcode(digits) || /^97[89]/.test(digits)
  if (isProduct && (notPrivate.test(before().text) || notPrivate.test(after))) return 'public'
  // Longer ones may be a card that somebody takes for a product's code.
  if (digits.length >= 6 && digits.length <= 14 && (bare || joined) && productBefore.test(before().text))
    return 'public'
  const kind = kindByWords(digits, bare || joined, before(), after)
  // One number in ten passes Luhn's sum: in one piece it is a card where it begins like one, or nothing says otherwise.
  if (isCard(digits, sizes) && (!kind || !bare || /^[3-6]\d{14,15}$/.test(digits))) return 'card'
  // A sort code is written like a date, and its words stand right before it.
  if (kind === 'bank-account' && digits.length === 6) return kind
  if (isCounted(before().text, after, digits.length) || beginsAsDate(digits, sizes)) return null
  if (kind) return kind
  if (isTyped(digits)) return null
  // Behind a point it is a fraction.
  if (/\d\.$/.test(before().text)) return null
  if (bare) return digits.length >= 9 ? 'digits' : null
  // Bank accounts are written as groups joined by hyphens; a date has eight digits.
  if (sizes.join('-') === '4-4-4-4') return 'digits'
  return digits.length >= 10 && joined ? 'digits' : null
}

/** The whole of what was written: the plus, the bracket that closes inside, and letters that stick to a code. */
function wholeOf({ text, start, end, plus }: Run, kind: PersonalKind): { start: number; end: number } {
  let from = plus ? start - 1 : start
  if (text.charAt(from - 1) === '(' && text.slice(from, end).includes(')')) from -= 1
  let to = end
  if (kind === 'digits' || kind === 'order-number' || kind === 'tracking-number') {
    while (start - from < 12 && /[A-Za-z]/.test(text.charAt(from - 1))) from -= 1
    while (to - end < 12 && /[A-Za-z]/.test(text.charAt(to))) to += 1
  }
  return { start: from, end: to }
}

function isIpv4({ digits, sizes, gaps }: Run): boolean {
  if (sizes.length !== 4 || gaps.some((gap) => !/^(?:\.| ?(?:점|dot) ?)$/.test(gap))) return false
  return partsOf(digits, sizes).every((part) => part <= 255) && sizes.every((size) => size <= 3)
}

/** A program's version, of which the first part is small. */
function isVersion({ text, digits, sizes, end, before }: Run): boolean {
  if ((partsOf(digits, sizes)[0] ?? 0) >= 100) return false
  return versionBefore.test(before().text) || versionAfter.test(wordsAfter(text, end, 14))
}

function partsOf(digits: string, sizes: readonly number[]): number[] {
  let at = 0
  return sizes.map((size) => {
    at += size
    return Number(digits.slice(at - size, at))
  })
}

/** Loopback, masks, the gateway of every home and resolvers that all may use tell nothing about anybody. */
function isEverybodys(digits: string, sizes: readonly number[]): boolean {
  const parts = partsOf(digits, sizes)
  const [a = 0, b = 0, , d = 0] = parts
  if (a === 127 || a === 0 || a === 255 || parts.every((part) => part <= 9)) return true
  const inside = a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32)
  return inside && (d <= 1 || d >= 254)
}

function isResidentNumber({ digits, sizes, gaps, before }: Run): boolean {
  // The number that stands for a resident number in the United States.
  if (sizes.join('-') === '3-2-4') return /^[0-8]/.test(digits) && gaps.every((gap) => gap === '-')
  if (!hasBirthDate(digits)) return false
  const shape = sizes.join('-')
  const byOne = sizes.every((size) => size === 1)
  if (shape === '6-7' || shape === '2-2-2-7') return gaps.every((gap) => gap.length <= 3)
  if (sizes.length > 2 && !byOne) return false
  if (notPrivate.test(before().text) && passesBarcode(digits)) return false
  return passesResidentCheck(digits) || before().gaps.has('resident-number')
}

/** ISO/IEC 7812: 13–19 digits. */
function isCard(digits: string, sizes: readonly number[]): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  const shape = sizes.join('-')
  const byOne = sizes.length === digits.length
  if (sizes.length > 1 && !byOne && !/^(?:4-4-4-[1-4]|4-4-4-4-[1-3]|4-6-[45])$/.test(shape)) return false
  return passesLuhn(digits)
}
