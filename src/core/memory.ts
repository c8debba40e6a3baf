import type { Finding } from './draft.ts'
import { functionEn, namesIn, placesIn, politeKo } from './memory-words.ts'
import { normalForm } from './privacy/words.ts'
import { findPersonal } from './privacy.ts'

/** A thing that a text tells, in a form in which two writings of it are the same, and where it stands. */
interface Told {
  key: string
  start: number
  end: number
}

export interface Said {
  /** What was said in direct messages with this person, by either side. */
  privateTexts: readonly string[]
  /** What everybody can read: the public thread, the person's name, what the brand's documents say. */
  publicTexts: readonly string[]
}

// As much of a text as names what it is about; 50 long messages would cost more than they tell.
const readAtMost = 4_000
// Of three words in a row, or eleven letters, many are anybody's; from here on hardly any are.
const wordsInARow = 4
const lettersInARow = 12
const mostFindings = 8

/**
 * What a public reply tells that was said in private only: numbers, codes, dates, places, names, and runs of words. A text that
 * shares nothing with the private ones is never found fault with. The work grows with the length of the texts.
 */
export function findPrivate(reply: string, { privateTexts, publicTexts }: Said): Finding[] {
  if (privateTexts.length === 0) return []
  const inPrivate = keysOf(privateTexts)
  const inPublic = keysOf(publicTexts)
  const numbers = [...inPrivate].filter(isDigits).map((key) => key.slice(2))
  const publicNumbers = [...inPublic].filter(isDigits).map((key) => key.slice(2))
  const isPrivate = ({ key }: Told): boolean => {
    if (inPublic.has(key)) return false
    if (inPrivate.has(key)) return true
    // The end of a number is the number for whoever knows the rest.
    const digits = isDigits(key) ? key.slice(2) : ''
    return (
      digits.length >= 4 &&
      numbers.some((number) => number.includes(digits)) &&
      !publicNumbers.some((number) => number.includes(digits))
    )
  }
  // A name is a name wherever it stands, so a public text need not say that it is one.
  const named = privateTexts
    .flatMap((text) => namesIn(text.slice(0, readAtMost)))
    .filter((name) => !publicTexts.some((text) => text.includes(name)))
  const found = [...thingsIn(reply), ...runsIn(reply)].filter(isPrivate)
  return joined([...found, ...occurrences(reply, named)])
    .slice(0, mostFindings)
    .map(toFinding)
}

const isDigits = (key: string): boolean => key.startsWith('n:') && /^\d+$/.test(key.slice(2))

function toFinding([start, end]: [number, number]): Finding {
  return {
    code: 'private-surfaces',
    severity: 'blocks',
    ko: '쪽지로만 나눈 이야기가 모두가 보는 답에 있어요.',
    en: 'It tells in public what was said in direct messages only.',
    span: [start, end],
  }
}

function keysOf(texts: readonly string[]): Set<string> {
  const keys = new Set<string>()
  for (const whole of texts) {
    const text = whole.slice(0, readAtMost)
    for (const { key } of [...thingsIn(text), ...runsIn(text)]) keys.add(key)
  }
  return keys
}

function occurrences(text: string, names: readonly string[]): Told[] {
  return [...new Set(names)].flatMap((name) => {
    const start = text.indexOf(name)
    return start < 0 ? [] : [{ key: `w:${name.toLowerCase()}`, start, end: start + name.length }]
  })
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthName =
  '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?'
const dates: [RegExp, (parts: string[]) => [string, string]][] = [
  [/(\d{1,2}) ?월 ?(\d{1,2}) ?일/g, ([month = '', day = '']) => [month, day]],
  [/(?<!\d)(?:19|20)\d\d[-./] ?(\d{1,2})[-./] ?(\d{1,2})(?!\d)/g, ([month = '', day = '']) => [month, day]],
  [/(?<![\d/])(\d{1,2})\/(\d{1,2})(?![\d/])/g, ([month = '', day = '']) => [month, day]],
  [
    new RegExp(`\\b${monthName}\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b`, 'gi'),
    ([month = '', day = '']) => [numberOf(month), day],
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${monthName}\\b`, 'gi'),
    ([day = '', month = '']) => [numberOf(month), day],
  ],
]

function numberOf(month: string): string {
  return String(months.indexOf(month.slice(0, 3).toLowerCase()) + 1)
}

/** Numbers, codes, dates, places and what is personal. */
function thingsIn(text: string): Told[] {
  const told: Told[] = []
  for (const [pattern, read] of dates)
    for (const match of text.matchAll(pattern)) {
      const [month, day] = read(match.slice(1))
      told.push({ key: `d:${Number(month)}-${Number(day)}`, ...placeOf(match) })
    }
  for (const { kind, start, end } of findPersonal(text))
    told.push({ key: `n:${bare(normalForm({ kind, value: text.slice(start, end) }))}`, start, end })
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])[a-z\d][a-z\d,.:_-]{0,40}[가-힣]?/giu)) {
    const key = numberKey(match[0], text.slice(match.index + match[0].length))
    if (key !== null) told.push({ key, ...placeOf(match) })
  }
  for (const place of placesIn(text)) {
    const start = text.indexOf(place)
    told.push({ key: `a:${place.replaceAll(' ', '').toLowerCase()}`, start, end: start + place.length })
  }
  return told
}

function placeOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length }
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

// Round the clock, all year, entirely: said everywhere, of nobody.
const anybodys = /^(?:24시|365일|100)$/

/** A number with three digits or more, or with two and its unit, or a code of letters and digits; null for less. */
function numberKey(word: string, after: string): string | null {
  const whole = bare(word)
  if (!/\d/.test(whole) || anybodys.test(whole)) return null
  const plain = whole.replace(/[가-힣]$/, '')
  const digits = plain.replace(/\D/g, '').length
  if (/^20[12]\d$/.test(plain) && (whole.endsWith('년') || after.startsWith('년'))) return null
  if (/[a-z]/.test(plain) && /\d/.test(plain)) return plain.length >= 4 ? `n:${plain}` : null
  if (digits >= 3) return `n:${plain}`
  return digits === 2 && whole !== plain ? `n:${whole}` : null
}

/** Every run of words, and of Hangul letters, that is long enough to be somebody's own. */
function runsIn(text: string): Told[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .map((match) => ({ word: match[0].toLowerCase(), ...placeOf(match) }))
    .filter(({ word }) => !functionEn.has(word) && !politeKo.test(word))
  const told: Told[] = []
  for (let at = 0; at + wordsInARow <= words.length; at++) {
    const row = words.slice(at, at + wordsInARow)
    const key = `r:${row.map(({ word }) => word).join(' ')}`
    told.push({ key, start: row[0]?.start ?? 0, end: row.at(-1)?.end ?? 0 })
  }
  const letters = words.flatMap(({ word, start }) =>
    [...word].flatMap((letter, place) => (/[가-힣]/.test(letter) ? [{ letter, at: start + place }] : [])),
  )
  for (let at = 0; at + lettersInARow <= letters.length; at++) {
    const row = letters.slice(at, at + lettersInARow)
    const key = `h:${row.map(({ letter }) => letter).join('')}`
    told.push({ key, start: row[0]?.at ?? 0, end: (row.at(-1)?.at ?? 0) + 1 })
  }
  return told
}

/** What overlaps is one finding. */
function joined(found: readonly Told[]): [number, number][] {
  const kept: [number, number][] = []
  for (const { start, end } of [...found].sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else kept.push([start, end])
  }
  return kept
}
