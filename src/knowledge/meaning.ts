import type { Db } from '../store/db.ts'
import {
  countWithoutVector,
  findWithoutVector,
  readVectorsOf,
  saveVectors,
  type Which,
} from '../store/vectors.ts'
import { type InPlaceOf, makeShelf, type Near, type ShelfLimits } from './shelf.ts'

/** Turns texts into vectors; what it throws may have a `trouble` that tells how to go on. */
export interface Embed {
  readonly model: string
  documents(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>
  question(text: string): Promise<number[]>
}

export interface Filled {
  made: number
  /** Passages that still have none. */
  missing: number
  /** Why, in one sentence for the operator; null when none is missing. */
  why: string | null
}

/** What finds passages by what they mean, whatever their words. */
export interface Meaning {
  /** The vector of a question; null when there is none in time, which is told to the operator and to nobody else. */
  ask(question: string): Promise<number[] | null>
  nearest(search: {
    brandId: string
    asked: readonly number[]
    among: readonly string[]
    most: number
    tried?: InPlaceOf | null
  }): Promise<Near[]>
  /**
   * Vectors of passages that are kept nowhere yet, by their keys. What the same words had is used again; what the server does not
   * make before `signal` ends it is missing, which is told to the operator.
   */
  vectorsFor(search: {
    brandId: string
    passages: readonly { id: string; heading: string; text: string }[]
    signal: AbortSignal
  }): Promise<Map<string, Float32Array>>
  /** Makes the vectors that are missing, until all are there, the server fails, or `signal` ends it. */
  fill(what: Which & { signal?: AbortSignal }): Promise<Filled>
}

/** What of a passage is turned into a vector. */
function textOf({ heading, text }: { heading: string; text: string }): string {
  return `${heading}\n${text}`
}

const mostAtOnce = 64
// A server that refuses this refuses everything.
const harmless = '안녕하세요'
// Whoever asks while the server fails does not wait for it each time.
const restMs = 10_000

export function makeMeaning(tools: {
  db: Db
  embed: Embed
  /** A question was searched for by its words alone. */
  onTrouble(error: unknown): void
  restMs?: number
  shelf?: ShelfLimits
}): Meaning {
  const { db, embed, onTrouble } = tools
  const { model } = embed
  const shelf = makeShelf(db, model, tools.shelf)
  // What the server would not have is not tried again before the next start.
  const refused = new Set<string>()
  let restUntil = Number.NEGATIVE_INFINITY

  async function fill({ signal, ...which }: Which & { signal?: AbortSignal }): Promise<Filled> {
    let after = '0'
    let made = 0
    let size = mostAtOnce
    let most = mostAtOnce
    let why: string | null = null
    while (!signal?.aborted) {
      const batch = await findWithoutVector(db, { ...which, model, after, except: [...refused], most: size })
      const last = batch.at(-1)
      if (!last) break
      try {
        const texts = batch.map(textOf)
        const vectors = await embed.documents(texts, signal)
        await saveVectors(
          db,
          model,
          batch.map(({ row }, at) => ({ row, vector: vectors[at] ?? [] })),
        )
        made += batch.length
        after = last.row
        size = Math.min(most, size * 2)
      } catch (error) {
        if (signal?.aborted) break
        why = error instanceof Error ? error.message : String(error)
        const { trouble } = error as { trouble?: unknown }
        if (trouble === 'slow' && batch.length > 1) {
          // A small machine may need smaller bites.
          most = Math.max(1, Math.floor(batch.length / 4))
          size = most
        } else if (trouble === 'refused' && batch.length > 1) size = 1
        else if (trouble === 'refused' && (await takes(harmless, signal))) {
          refused.add(last.row)
          after = last.row
        } else break
      }
    }
    const missing = await countWithoutVector(db, { ...which, model })
    if (missing > 0 && why === null)
      why = signal?.aborted ? 'There was not enough time.' : 'They were refused.'
    return { made, missing, why: missing > 0 ? why : null }
  }

  async function takes(text: string, signal: AbortSignal | undefined): Promise<boolean> {
    return embed.documents([text], signal).then(
      () => true,
      () => false,
    )
  }

  return {
    async ask(question) {
      if (performance.now() < restUntil) return null
      try {
        return await embed.question(question)
      } catch (error) {
        // What is refused is this question; everything else would meet the next one as well.
        if ((error as { trouble?: unknown }).trouble !== 'refused')
          restUntil = performance.now() + (tools.restMs ?? restMs)
        onTrouble(error)
        return null
      }
    },
    nearest: (search) => shelf.nearest(search),
    async vectorsFor({ brandId, passages, signal }) {
      const vectors = await readVectorsOf(db, { brandId, model, keys: passages.map(({ id }) => id) })
      const bare = passages.filter(({ id }) => !vectors.has(id))
      try {
        for (let at = 0; at < bare.length; at += mostAtOnce) {
          const batch = bare.slice(at, at + mostAtOnce)
          const made = await embed.documents(batch.map(textOf), signal)
          for (const [nth, { id }] of batch.entries()) vectors.set(id, Float32Array.from(made[nth] ?? []))
        }
      } catch (error) {
        onTrouble(error)
      }
      return vectors
    },
    fill,
  }
}
