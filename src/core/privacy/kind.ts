/** What may tell who somebody is, or opens something that is theirs. */
export type PersonalKind =
  | 'resident-number'
  | 'phone'
  | 'card'
  | 'bank-account'
  | 'passport'
  | 'driver-licence'
  | 'address'
  | 'birth-date'
  | 'plate'
  | 'email'
  | 'order-number'
  | 'tracking-number'
  | 'ip'
  | 'secret'
  /** A long number of which nothing tells what it is. */
  | 'digits'

/** A place in a text, in UTF-16 units; `end` is the first unit after it. */
export interface Personal {
  kind: PersonalKind
  start: number
  end: number
}

/** Every place of a pattern, which must have the g flag and look only a bounded way ahead. */
export function placesOf(kind: PersonalKind, text: string, pattern: RegExp): Personal[] {
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Up to `reach` units before a place, lower-cased, of the same line only: a word on another line is about something else. */
export function wordsBefore(text: string, at: number, reach: number): string {
  const near = text.slice(Math.max(0, at - reach), at)
  return near.slice(near.lastIndexOf('\n') + 1).toLowerCase()
}

/** Up to `reach` units after a place, lower-cased, of the same line only. */
export function wordsAfter(text: string, at: number, reach: number): string {
  const near = text.slice(at, at + reach)
  const newline = near.indexOf('\n')
  return (newline < 0 ? near : near.slice(0, newline)).toLowerCase()
}
