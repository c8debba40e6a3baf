import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../store/db.ts'
import { listWithVector, readVectors } from '../store/vectors.ts'

export interface Near {
  /** Of a passage. */
  row: string
  /** From -1 to 1. */
  cosine: number
}

/** What is compared in place of something held. */
export interface InPlaceOf {
  /** By rows that are none of the store's. */
  vectors: ReadonlyMap<string, Float32Array>
  /** Rows that are left out. */
  gone: ReadonlySet<string>
}

export interface ShelfLimits {
  room?: number
  waitMs?: number
}

interface Brand {
  /** Null when they are not read yet, or too many to hold. */
  vectors: Map<string, Float32Array> | null
  at: number
  loading: Promise<void> | null
}

// 16 MB a brand, 4,000 passages of 1,000 numbers, gone through in about 10 ms, in which nothing else happens.
const mostNumbers = 4_000_000
const mostPassages = 20_000
const mostBrands = 4
// What was added a moment ago is found by its words.
const freshForMs = 5_000
const readAtOnce = 200
// To read thousands takes seconds; until then a question makes do with what was held before, or with what words found.
const waitAtMostMs = 200

/**
 * The vectors of what brands know, held in memory: without an extension PostgreSQL compares them a hundred times slower.
 * What changed is looked up at most every few seconds, and only new vectors are read. Of a brand with too many the vectors of
 * given passages alone are compared, and so they are until all have been read.
 * @param limits.room how many numbers of a brand are held.
 * @param limits.waitMs how long a question waits for them to be read.
 */
export function makeShelf(db: Db, model: string, limits: ShelfLimits = {}) {
  const { room = mostNumbers, waitMs = waitAtMostMs } = limits
  const brands = new Map<string, Brand>()

  async function vectorsOf(brandId: string): Promise<Map<string, Float32Array> | null> {
    const brand = brands.get(brandId) ?? { vectors: null, at: Number.NEGATIVE_INFINITY, loading: null }
    // The one that was asked for longest ago goes first.
    brands.delete(brandId)
    brands.set(brandId, brand)
    for (const first of brands.keys()) if (brands.size > mostBrands) brands.delete(first)
    if (performance.now() - brand.at > freshForMs) {
      brand.loading ??= load(brandId, brand).finally(() => {
        brand.loading = null
      })
      // Whoever waited no longer is not there to hear that it failed; the next one is.
      brand.loading.catch(() => {})
      await Promise.race([brand.loading, sleep(waitMs, undefined, { ref: false })])
    }
    return brand.vectors
  }

  async function load(brandId: string, brand: Brand): Promise<void> {
    const rows = await listWithVector(db, { brandId, model, most: mostPassages + 1 })
    const known = brand.vectors ?? new Map<string, Float32Array>()
    const vectors = new Map<string, Float32Array>()
    const news: string[] = []
    let numbers = 0
    for (const row of rows) {
      const vector = known.get(row)
      if (vector) vectors.set(row, vector)
      else news.push(row)
      numbers += vector?.length ?? 0
    }
    let isTooMuch = rows.length > mostPassages
    for (let at = 0; at < news.length && !isTooMuch; at += readAtOnce) {
      for (const { row, vector } of await readVectors(db, model, news.slice(at, at + readAtOnce))) {
        vectors.set(row, toUnit(vector))
        numbers += vector.length
      }
      isTooMuch = numbers > room
      await breathe()
    }
    brand.vectors = isTooMuch ? null : vectors
    brand.at = performance.now()
  }

  return {
    /**
     * The passages of a brand whose vectors are nearest to that of a question, the nearest first.
     * @param search.among which are compared where the brand has too many, those of `tried` as well.
     */
    async nearest(search: {
      brandId: string
      asked: readonly number[]
      among: readonly string[]
      most: number
      tried?: InPlaceOf | null
    }): Promise<Near[]> {
      const { brandId, most, tried = null } = search
      const among = search.among.filter((row) => /^\d+$/.test(row))
      const asked = toUnit(Float32Array.from(search.asked))
      const held = await vectorsOf(brandId)
      const vectors = held ?? new Map((await readVectors(db, model, among)).map(toUnitEntry))
      const near: Near[] = []
      const found = new Set(search.among)
      const others = [...(tried?.vectors ?? [])].filter(([row]) => held !== null || found.has(row))
      for (const [row, vector] of [
        ...vectors,
        ...others.map(([row, vector]) => toUnitEntry({ row, vector })),
      ]) {
        if (tried?.gone.has(row)) continue
        // Of another length it is of another model, whatever that was called.
        if (vector.length === asked.length) near.push({ row, cosine: dot(vector, asked) })
      }
      return near.sort((a, b) => b.cosine - a.cosine).slice(0, most)
    },
  }
}

const toUnitEntry = ({ row, vector }: { row: string; vector: Float32Array }): [string, Float32Array] => [
  row,
  toUnit(vector),
]

/** The same direction at length 1, so that a product is the cosine; nothing stays nothing. */
function toUnit(vector: Float32Array): Float32Array {
  const size = Math.sqrt(dot(vector, vector))
  return size > 0 && Number.isFinite(size) ? vector.map((one) => one / size) : vector.fill(0)
}

function dot(a: Float32Array, b: Float32Array): number {
  // Four sums that do not wait for each other are three times as fast as one.
  let [first, second, third, fourth] = [0, 0, 0, 0]
  const whole = a.length - (a.length % 4)
  for (let at = 0; at < whole; at += 4) {
    first += (a[at] as number) * (b[at] as number)
    second += (a[at + 1] as number) * (b[at + 1] as number)
    third += (a[at + 2] as number) * (b[at + 2] as number)
    fourth += (a[at + 3] as number) * (b[at + 3] as number)
  }
  for (let at = whole; at < a.length; at++) first += (a[at] as number) * (b[at] as number)
  return first + second + third + fourth
}
