import { bareText } from '../core/similar.ts'
import { sentenceOf } from './phrase-text.ts'

/** A phrase that may be said now, with how many things of theirs it names. */
export interface Sayable {
  text: string
  names: number
}

/** What one person had from us, and chance that is the same for the same answer. */
export interface Memory {
  said: string
  random: () => number
}

/** Each slot's phrases: what names their matter first, then what this person had less often, then by chance. */
export function freshestFirst(slots: Sayable[][], { said, random }: Memory): string[][] {
  return slots.map((slot) => {
    const ranked = slot.map(({ text, names }) => ({
      text,
      rank: timesSaid(text, said) - names / 2,
      key: random(),
    }))
    return ranked.sort((a, b) => a.rank - b.rank || a.key - b.key).map(({ text }) => text)
  })
}

function timesSaid(phrase: string, said: string): number {
  const bare = bareText(phrase)
  if (said === '' || bare === '') return 0
  return said.split(bare).length - 1
}

/** The sentences that this person never had, those of fresh phrases first. */
export function* newSentences(slots: string[][], said: string): Generator<string> {
  for (const places of placesOf(slots.map((slot) => slot.length))) {
    const sentence = sentenceOf(places.map((place, at) => slots[at]?.[place] ?? ''))
    if (said === '' || !said.includes(bareText(sentence))) yield sentence
  }
}

const knownPlaces = new Map<string, number[][]>()
// Sizes vary with what a message names; a thousand shapes are more than any day has.
const mostKept = 1_000

/** Every choice of one place per slot, in the order of their sum. */
function placesOf(sizes: number[]): number[][] {
  const key = sizes.join()
  const kept = knownPlaces.get(key)
  if (kept) return kept
  let all: { places: number[]; rank: number }[] = [{ places: [], rank: 0 }]
  for (const size of sizes) {
    all = all.flatMap(({ places, rank }) =>
      Array.from({ length: size }, (_, at) => ({ places: [...places, at], rank: rank + at / size })),
    )
  }
  const places = all.sort((a, b) => a.rank - b.rank).map((one) => one.places)
  if (knownPlaces.size >= mostKept) knownPlaces.clear()
  knownPlaces.set(key, places)
  return places
}

/** FNV-1a feeding mulberry32 (both in the public domain): the same id gives the same numbers on every machine. */
export function seededBy(id: string): () => number {
  let state = 0x811c9dc5
  for (let at = 0; at < id.length; at++) state = Math.imul(state ^ id.charCodeAt(at), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
