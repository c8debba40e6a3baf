/** What may tell who somebody is, or opens something that is theirs. */
export type PersonalKind = 'email' | 'phone' | 'resident-number' | 'card' | 'digits' | 'secret' | 'ip'

/** A place in a text, in UTF-16 units; `end` is the first unit after it. */
export interface Personal {
  kind: PersonalKind
  start: number
  end: number
}

/**
 * Finds personal data. Every scanner walks the text once with a bounded look to either side, so the work grows with the
 * length of the text and nobody can make it explode with a crafted one. It errs on the side of finding too much.
 */
export function findPersonal(text: string): Personal[] {
  const plain = toAscii(text)
  const found = [...findSecrets(plain), ...findEmails(plain), ...findIpv6(plain), ...findNumbers(plain)]
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Personal[] = []
  for (const one of found) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  return kept
}

/** The text with every piece of personal data replaced by its kind in brackets; for logs. */
export function maskPersonal(text: string): string {
  let masked = ''
  let at = 0
  for (const { kind, start, end } of findPersonal(text)) {
    masked += `${text.slice(at, start)}[${kind}]`
    at = end
  }
  return at === 0 ? text : masked + text.slice(at)
}

/** Full-width forms, odd dashes and spaces become ASCII, one unit for one, so that positions stay true. */
function toAscii(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\u30FC\uFE63]/g, '-')
    .replace(/[\u00A0\u2000-\u200D\u2060\u3000\uFEFF]/g, ' ')
}

const keyShapes =
  /^(?:sk|pk|rk|xox[abposr]|gh[opsur]|glpat|github_pat|AKIA|AIza)[-_]?[\w-]{12,}$|^eyJ[\w-]{8,}\./

function findSecrets(text: string): Personal[] {
  const found: Personal[] = []
  let afterBearer = false
  for (const match of text.matchAll(/[\w.-]+/g)) {
    const token = match[0]
    const mixed = /\d/.test(token) || token.length >= 24
    if ((afterBearer && token.length >= 8 && mixed) || (token.length >= 15 && keyShapes.test(token))) {
      let end = match.index + token.length
      while (/[\w.~+/=-]/.test(text.charAt(end))) end++
      found.push({ kind: 'secret', start: match.index, end })
    }
    afterBearer = token.toLowerCase() === 'bearer'
  }
  return found
}

function findEmails(text: string): Personal[] {
  const found: Personal[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > 0 && at - start < 64 && /[\w.%+-]/.test(text.charAt(start - 1))) start--
    let end = at + 1
    while (end < text.length && end - at < 255 && /[a-z0-9.-]/i.test(text.charAt(end))) end++
    while (end > at && /[.-]/.test(text.charAt(end - 1))) end--
    // "@name@host" is how Mastodon writes a handle: it names somebody who speaks in public, and it is no mailbox.
    const isHandle = text.charAt(start - 1) === '@'
    const host = text.slice(at + 1, end)
    if (start < at && !isHandle && /\.[a-z]{2,24}$/i.test(host)) found.push({ kind: 'email', start, end })
  }
  return found
}

function findIpv6(text: string): Personal[] {
  const found: Personal[] = []
  for (const match of text.matchAll(/[0-9a-f:]{4,}/gi)) {
    const parts = match[0].split(':')
    const wellFormed = parts.length <= 9 && parts.every((part) => part.length <= 4)
    const filled = parts.filter((part) => part !== '').length
    const whole = parts.length === 8 && filled === 8
    if (wellFormed && (whole || (match[0].includes('::') && filled >= 2))) {
      found.push({ kind: 'ip', start: match.index, end: match.index + match[0].length })
    }
  }
  return found
}

interface Group {
  start: number
  end: number
  /** What stands between the group before and this one, or null when they do not belong together. */
  gap: string | null
}

// A card has at most five groups; a mobile number that somebody spaced out digit by digit has eleven.
const mostGroups = 12
const mostDigits = 19

/** Numbers are read as groups of digits with small gaps; from each group the longest meaning wins. */
function findNumbers(text: string): Personal[] {
  const groups: Group[] = []
  for (const match of text.matchAll(/\d+/g)) {
    const before = groups.at(-1)
    const gap = before && match.index - before.end <= 3 ? text.slice(before.end, match.index) : null
    const joins = gap !== null && /^[ \t.()_-]*$/.test(gap)
    groups.push({ start: match.index, end: match.index + match[0].length, gap: joins ? gap : null })
  }
  const found: Personal[] = []
  for (let at = 0; at < groups.length; ) {
    const match = numberAt(text, groups, at)
    if (match) found.push(match.personal)
    at += match?.groups ?? 1
  }
  return found
}

function numberAt(
  text: string,
  groups: Group[],
  first: number,
): { personal: Personal; groups: number } | null {
  const run: Group[] = []
  let longest: { personal: Personal; groups: number } | null = null
  let digits = ''
  const begin = groups[first]?.start ?? 0
  const plus = text.charAt(begin - 1) === '+'
  for (let at = first; at < groups.length && run.length < mostGroups; at++) {
    const group = groups[at]
    if (!group || (run.length > 0 && group.gap === null)) break
    const size = group.end - group.start
    if (run.length > 0 && digits.length + size > mostDigits) break
    run.push(group)
    digits += text.slice(group.start, Math.min(group.end, group.start + mostDigits + 1))
    const kind = kindOf(digits, run, plus)
    if (kind) {
      const start = plus ? begin - 1 : begin
      longest = { personal: { kind, start, end: group.end }, groups: run.length }
    }
  }
  return longest
}

function kindOf(digits: string, run: Group[], plus: boolean): PersonalKind | null {
  const sizes = run.map((group) => group.end - group.start)
  const gaps = run.slice(1).map((group) => group.gap ?? '')
  if (isIpv4(digits, sizes, gaps)) return 'ip'
  if (isResidentNumber(digits, sizes)) return 'resident-number'
  if (isCard(digits, sizes)) return 'card'
  if (isPhone(digits, sizes, plus)) return 'phone'
  if (sizes.length === 1) return digits.length >= 9 ? 'digits' : null
  // Bank accounts are written as groups joined by hyphens; a date has eight digits.
  return digits.length >= 10 && gaps.every((gap) => gap === '-') ? 'digits' : null
}

function isIpv4(digits: string, sizes: number[], gaps: string[]): boolean {
  if (sizes.length !== 4 || gaps.some((gap) => gap !== '.')) return false
  let at = 0
  return sizes.every((size) => {
    const part = Number(digits.slice(at, at + size))
    at += size
    return size <= 3 && part <= 255
  })
}

/** Weights of the check digit: https://ko.wikipedia.org/wiki/주민등록번호. */
const residentWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

function isResidentNumber(digits: string, sizes: number[]): boolean {
  if (digits.length !== 13 || sizes.length > 2) return false
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  // Numbers given out since October 2020 have no check digit any more, so the written form 6-7 is enough by itself.
  if (sizes[0] === 6) return true
  const sum = residentWeights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return sizes.length === 1 && (11 - (sum % 11)) % 10 === Number(digits[12])
}

/** ISO/IEC 7812: 13–19 digits of which the last makes Luhn's sum a multiple of ten. */
function isCard(digits: string, sizes: number[]): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  const shape = sizes.join('-')
  if (sizes.length > 1 && !/^(?:4-4-4-[1-4]|4-4-4-4-[1-3]|4-6-[45])$/.test(shape)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const mobile = /^(?:0|0082)1[016789]\d{7,8}$/
const landline = /^0(?:2\d{7,8}|[3-6][1-5]\d{7,8}|70\d{8}|50\d{8,9}|80\d{7})$/
const abroadKorean = /^820?(?:1[016789]\d{7,8}|2\d{7,8}|[3-6][1-5]\d{7,8}|70\d{8})$/

function isPhone(digits: string, sizes: number[], plus: boolean): boolean {
  if (mobile.test(digits)) return true
  if (sizes.length > 5) return false
  if (landline.test(digits)) return true
  if (plus)
    return digits.startsWith('82') ? abroadKorean.test(digits) : digits.length >= 8 && digits.length <= 15
  // North American numbers are written 555-123-4567.
  return /^(?:1-)?3-3-4$/.test(sizes.join('-'))
}
