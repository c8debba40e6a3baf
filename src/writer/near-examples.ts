import type { Correction } from '../core/correction.ts'
import { bareText, bigramsOf } from '../core/similar.ts'

/** A message that a colleague has corrected. */
export interface NearExample {
  /** Stable; one with the same id takes the other's place. */
  id: string
  brandId: string
  text: string
  labels: Correction
}

export interface NearExamples {
  add(example: NearExample): void
  /** What colleagues said of a message that is nearly the same as this one, or null. The newest of equals counts. */
  find(brandId: string, text: string): { labels: Correction; text: string } | null
  /** Forgets everything. */
  clear(): void
  readonly size: number
}

// Dice's coefficient over character bigrams. At 0.9 a message of 40 letters may differ in about two of them: a name, a
// number, a stretched letter. With less, what colleagues said of one matter was taken for another.
const nearEnough = 0.9
// What turns a sentence round is a letter or two, so it must be the same in both.
const turning = /안\s?|못\s?|않|없|아니|말고|\b(?:not|no|never|without|cannot)\b|n['’]t\b|[?？]/giu
// What was corrected long ago has been trained on since.
const keptPerBrand = 5_000

/** Remembers corrections, so that the same mistake is not made twice before the next training. */
export function makeNearExamples(): NearExamples {
  const brands = new Map<string, Brand>()
  let size = 0
  return {
    get size() {
      return size
    },
    add(example) {
      const brand = brands.get(example.brandId) ?? { known: new Map(), having: new Map() }
      brands.set(example.brandId, brand)
      size -= brand.known.size
      forget(brand, example.id)
      remember(brand, example)
      for (const id of brand.known.keys()) {
        if (brand.known.size <= keptPerBrand) break
        forget(brand, id)
      }
      size += brand.known.size
    },
    clear() {
      brands.clear()
      size = 0
    },
    find(brandId, text) {
      const brand = brands.get(brandId)
      const found = brand && nearest(brand, text)
      return found ? { labels: found.example.labels, text: found.example.text } : null
    },
  }
}

interface Known {
  example: NearExample
  bare: string
  pairs: Map<string, number>
  turns: string
}

interface Brand {
  known: Map<string, Known>
  /** By pair of letters, the ids of the examples that have it: only those are compared. */
  having: Map<string, Set<string>>
}

function read(text: string): Omit<Known, 'example'> {
  const bare = bareText(text)
  const turns = (text.normalize('NFC').toLowerCase().match(turning) ?? [])
    .map((one) => one.trim())
    .sort()
    .join()
  return { bare, pairs: bigramsOf(bare), turns }
}

function remember(brand: Brand, example: NearExample): void {
  const known = { example, ...read(example.text) }
  brand.known.set(example.id, known)
  for (const pair of known.pairs.keys()) {
    const ids = brand.having.get(pair) ?? new Set()
    brand.having.set(pair, ids.add(example.id))
  }
}

function forget(brand: Brand, id: string): void {
  const known = brand.known.get(id)
  if (!known) return
  brand.known.delete(id)
  for (const pair of known.pairs.keys()) {
    const ids = brand.having.get(pair)
    ids?.delete(id)
    if (ids?.size === 0) brand.having.delete(pair)
  }
}

function nearest(brand: Brand, text: string): Known | null {
  const asked = read(text)
  if (asked.bare === '') return null
  const shared = new Map<string, number>()
  for (const [pair, count] of asked.pairs) {
    for (const id of brand.having.get(pair) ?? []) {
      const theirs = brand.known.get(id)?.pairs.get(pair) ?? 0
      shared.set(id, (shared.get(id) ?? 0) + Math.min(count, theirs))
    }
  }
  let best: { known: Known; near: number } | null = null
  for (const [id, count] of shared) {
    const known = brand.known.get(id) as Known
    const near = (2 * count) / (asked.bare.length + known.bare.length - 2)
    if (near >= nearEnough && near >= (best?.near ?? 0) && known.turns === asked.turns) best = { known, near }
  }
  if (best) return best.known
  // A message of one letter has no pairs.
  const same = [...brand.known.values()].filter(
    ({ bare, turns }) => bare === asked.bare && turns === asked.turns,
  )
  return asked.bare.length < 2 ? (same.at(-1) ?? null) : null
}
