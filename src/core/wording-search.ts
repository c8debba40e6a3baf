import type { Span, Wording } from './wording.ts'
import { alternativesOf } from './wording-alternatives.ts'
import { coversOf } from './wording-literals.ts'
import { makeWalk } from './wording-walk.ts'

/** What a text has of the patterns that it was searched for. */
export interface Glance {
  /** False when pattern `index` is certainly nowhere in the text. */
  mayHave(index: number): boolean
  /** The places of pattern `index`, exactly those that `text.matchAll` gives. */
  places(index: number): Span[]
}

/**
 * Makes a search for many patterns at once. One walk over a text tells which of their alternatives have their letters in it,
 * and only those are tried, so that a message is not read once for each of hundreds of patterns.
 * @throws Error for a pattern without the flag g, or with one under which letters are compared in another way
 */
export function makeSearch(patterns: readonly RegExp[]): (text: string) => Glance {
  let search: ((text: string) => Glance) | null = null
  for (const { source, flags } of patterns)
    if (!/^g?i?$/.test(flags) || !flags.includes('g'))
      throw new Error(`Give /${source.slice(0, 40)}/ the flag g, or g and i; it has "${flags}".`)
  return (text) => {
    // Many programs never read a message, and the table takes a moment.
    search ??= makeTable(patterns)
    return search(text)
  }
}

function makeTable(patterns: readonly RegExp[]): (text: string) => Glance {
  const alternatives = patterns.flatMap(({ source, flags }, pattern) =>
    alternativesOf(source).map((one) => ({ pattern, source: one, flags, made: null as RegExp | null })),
  )
  const walk = makeWalk(alternatives.map(({ source, flags }) => coversOf(source, flags)))
  return (text) => {
    const found = walk(text)
    const of = (index: number) => found.filter((one) => alternatives[one]?.pattern === index)
    return {
      mayHave: (index) => found.some((one) => alternatives[one]?.pattern === index),
      places(index) {
        const tried = found.length === 0 ? found : of(index)
        if (tried.length === 0) return []
        return placesOf(
          text,
          tried.map((one) => {
            const alternative = alternatives[one] as (typeof alternatives)[number]
            alternative.made ??= new RegExp(alternative.source, alternative.flags)
            return alternative.made
          }),
        )
      },
    }
  }
}

interface Next {
  pattern: RegExp
  start: number
  end: number
}

/** The places of alternatives, the first of those that match at a place; places do not overlap. */
function placesOf(text: string, alternatives: readonly RegExp[]): Span[] {
  const places: Span[] = []
  let open = alternatives.flatMap((pattern) => nextOf(text, pattern, 0))
  while (open.length > 0) {
    const next = open.reduce((first, one) => (one.start < first.start ? one : first))
    places.push([next.start, next.end])
    const from = Math.max(next.end, next.start + 1)
    open = open.flatMap((one) => (one.start >= from ? one : nextOf(text, one.pattern, from)))
  }
  return places
}

function nextOf(text: string, pattern: RegExp, from: number): Next[] {
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match ? [{ pattern, start: match.index, end: match.index + match[0].length }] : []
}

/**
 * Makes a search for many wordings at once.
 * @returns a function from a text, and the same as `inSmall` gives it, to the words that name matter `index`, as they are
 * written: at the places that `findWording` gives for each wording alone
 */
export function makeNaming(
  wordings: readonly Wording[],
): (text: string, small: string) => (index: number) => string[] {
  const blanks: number[] = []
  const patterns = wordings.map(({ yes }) => yes)
  wordings.forEach(({ no }, index) => {
    blanks[index] = no ? patterns.push(no) - 1 : -1
  })
  const search = makeSearch(patterns)
  return (text, small) => {
    const glance = search(small)
    return (index) => {
      let places = glance.places(index)
      const no = blanks[index] ?? -1
      const looks = places.length > 0 && no >= 0 ? glance.places(no) : []
      if (looks.length > 0) places = search(blanked(small, looks)).places(index)
      return places.map(([start, end]) => text.slice(start, end).trim())
    }
  }
}

/** As many spaces as letters, so that every place stays where it is. */
function blanked(text: string, places: readonly Span[]): string {
  let left = ''
  let at = 0
  for (const [start, end] of places) {
    left += text.slice(at, start) + ' '.repeat(end - start)
    at = end
  }
  return left + text.slice(at)
}
