import { findKoreanAddresses } from './privacy/address.ts'
import { findBirthDates } from './privacy/birth.ts'
import { findCardParts } from './privacy/card-parts.ts'
import { findCodes } from './privacy/codes.ts'
import type { Personal, PersonalKind } from './privacy/kind.ts'
import { findEmails, findIpv6 } from './privacy/network.ts'
import { findNumbers } from './privacy/numbers.ts'
import { findPlates } from './privacy/plate.ts'
import { findSecrets } from './privacy/secrets.ts'
import { findStreets } from './privacy/street.ts'
import { findSpelled, normalForm, readSyllables, toAscii } from './privacy/words.ts'

export type { Personal, PersonalKind } from './privacy/kind.ts'

/**
 * Finds personal data, in order and without overlaps. Every finder walks the text with a bounded look to either side, so the
 * work grows with the length of the text and nobody can make it explode with a crafted one. It errs on the side of finding
 * too much; src/core/privacy/near.ts tells what is private in itself and what only by a word.
 */
export function findPersonal(text: string): Personal[] {
  const plain = toAscii(text)
  const read = readSyllables(plain)
  const numbers = findNumbers(read)
  const cards = numbers.filter(({ kind }) => kind === 'card')
  const found = [
    ...findSecrets(plain),
    ...findEmails(plain),
    ...findIpv6(plain),
    ...findCodes(plain),
    ...findKoreanAddresses(plain),
    ...findStreets(plain),
    ...findBirthDates(plain, read),
    ...findPlates(plain),
    ...findCardParts(plain, cards),
    ...findSpelled(plain),
    ...numbers,
  ]
  return joined(found)
}

/** What overlaps becomes one place, so that no end of it is left over, of the kind whose place was longest. */
function joined(found: Personal[]): Personal[] {
  if (found.length === 0) return found
  const kept: (Personal & { longest: number })[] = []
  for (const one of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    const size = one.end - one.start
    if (!last || one.start >= last.end) kept.push({ ...one, longest: size })
    else {
      if (size > last.longest) Object.assign(last, { kind: one.kind, longest: size })
      last.end = Math.max(last.end, one.end)
    }
  }
  return kept.map(({ kind, start, end }) => ({ kind, start, end }))
}

/** The text with every piece of personal data replaced by its kind in brackets; for logs, where nobody puts it back. */
export function maskPersonal(text: string): string {
  return replaced(text, ({ kind }) => `[${kind}]`, same)
}

/**
 * What the placeholders of a person's conversation stand for, as it was written; plain JSON, in the order they were met. It is
 * as private as the texts that it came from.
 */
export type PersonalBook = Readonly<Record<string, { kind: PersonalKind; value: string }>>

/**
 * Replaces personal data by placeholders, ⟨phone-1⟩, that a model can speak of and nobody can read. Within a book the same
 * value has the same number however it is written; another writing of it is ⟨phone-1:2⟩, so that showing brings back each as
 * it stood. A bracket that the text has itself becomes ⟨_⟩, so that nobody can write a placeholder and be shown what it hides.
 * @returns the text and a book that has what was in `book` and what is new; `book` stays as it is.
 */
export function hidePersonal(text: string, book: PersonalBook = {}): { text: string; book: PersonalBook } {
  const pages = makePages(book)
  const hidden = replaced(
    text,
    ({ kind, start, end }) => pages.placeholder(kind, text.slice(start, end)),
    (rest) => rest.replaceAll('⟨', '⟨_⟩'),
  )
  return { text: hidden, book: pages.book() }
}

/** Puts back what the book knows, and leaves every other placeholder as it is. */
export function showPersonal(text: string, book: PersonalBook): string {
  return text.replace(/⟨(_|[a-z]{1,10}(?:-[a-z]{1,10})?-\d{1,6}(?::\d{1,6})?)⟩/g, (whole, name: string) =>
    name === '_' ? '⟨' : Object.hasOwn(book, whole) ? (book[whole]?.value ?? whole) : whole,
  )
}

function makePages(given: PersonalBook) {
  const book: Record<string, { kind: PersonalKind; value: string }> = {}
  const byWriting = new Map<string, string>()
  const byMeaning = new Map<string, { name: string; writings: number }>()
  const counts = new Map<string, number>()
  const add = (placeholder: string, kind: PersonalKind, value: string) => {
    book[placeholder] = { kind, value }
    byWriting.set(`${kind} ${value}`, placeholder)
    const [name = '', number = '0'] = /^⟨([a-z-]+-(\d+))/.exec(placeholder)?.slice(1) ?? []
    const meaning = `${kind} ${normalForm({ kind, value })}`
    byMeaning.set(meaning, { name, writings: (byMeaning.get(meaning)?.writings ?? 0) + 1 })
    counts.set(kind, Math.max(counts.get(kind) ?? 0, Number(number)))
    return placeholder
  }
  for (const [placeholder, { kind, value }] of Object.entries(given)) add(placeholder, kind, value)
  return {
    book: (): PersonalBook => book,
    placeholder(kind: PersonalKind, value: string): string {
      const before = byWriting.get(`${kind} ${value}`)
      if (before) return before
      const known = byMeaning.get(`${kind} ${normalForm({ kind, value })}`)
      if (known) return add(`⟨${known.name}:${known.writings + 1}⟩`, kind, value)
      return add(`⟨${kind}-${(counts.get(kind) ?? 0) + 1}⟩`, kind, value)
    },
  }
}

function replaced(text: string, by: (one: Personal) => string, rest: (between: string) => string): string {
  let whole = ''
  let at = 0
  for (const one of findPersonal(text)) {
    whole += rest(text.slice(at, one.start)) + by(one)
    at = one.end
  }
  return whole + rest(text.slice(at))
}

function same(text: string): string {
  return text
}
