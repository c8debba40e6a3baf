import type { Db } from '../store/db.ts'
import { findLive, type NewDocument, weigh } from '../store/documents.ts'
import {
  bm25,
  type Candidate,
  type Counted,
  type Counts,
  countBrand,
  countDocument,
  type findCandidates,
  type InPlace,
} from '../store/passages.ts'
import type { Meaning } from './meaning.ts'

/**
 * A document as it would be searched, laid over what is live: the passages in place of those of the live version. Nothing of it
 * is kept anywhere.
 */
export interface TriedKnowledge extends InPlace {
  /** With all their terms. */
  passages: readonly Candidate[]
  /** The rows that it takes the place of. */
  gone: ReadonlySet<string>
  /** By the rows of its passages; empty where nothing is found by meaning. */
  vectors: ReadonlyMap<string, Float32Array>
}

const rowOf = (place: number) => `tried:${place}`

/**
 * Makes a document ready to be tried.
 * @param ask.document null: the one of this name is out.
 * @param ask.signal ends the making of vectors; without them its passages are found by their words.
 */
export async function layOver(
  db: Db,
  ask: {
    brandId: string
    name: string
    document: NewDocument | null
    meaning?: Meaning | null
    signal: AbortSignal
  },
): Promise<TriedKnowledge> {
  const { brandId, name, document, meaning, signal } = ask
  const live = await findLive(db, brandId, name)
  const gone = live ? await countDocument(db, live.id) : null
  const passages = (document?.passages ?? []).map((passage, at): Candidate => {
    const { terms, key, ...words } = passage
    const { times, length } = weigh(passage)
    const shares = new Map([...terms.keys()].map((term, nth) => [term, (times[nth] ?? 0) / 10]))
    const of = { id: '', name, title: document?.title ?? '', version: words.version }
    return { ...words, row: rowOf(at), id: key, document: of, length, terms: shares }
  })
  const more: Counted = {
    passages: passages.length - (gone?.passages ?? 0),
    length: passages.reduce((sum, one) => sum + one.length, 0) - (gone?.length ?? 0),
    terms: new Map([...(gone?.terms ?? [])].map(([term, count]) => [term, -count])),
  }
  for (const { terms } of passages)
    for (const term of terms.keys()) more.terms.set(term, (more.terms.get(term) ?? 0) + 1)
  const vectors = await meaning?.vectorsFor({ brandId, passages, signal })
  return {
    ...{ without: live?.id ?? null, passages, more, gone: new Set(gone?.rows) },
    vectors: new Map(
      passages.flatMap(({ row, id }) => {
        const vector = vectors?.get(id)
        return vector ? [[row, vector] as const] : []
      }),
    ),
  }
}

/**
 * The best of what is live and of what is tried, by the sum of BM25 over what is asked, as the store ranks what is live alone.
 * @param found of what is live, counted and sought as if the tried were.
 */
export async function withTried(
  db: Db,
  found: Awaited<ReturnType<typeof findCandidates>>,
  tried: TriedKnowledge,
  ask: { brandId: string; asked: ReadonlyMap<string, { weight: number; own: boolean }>; most: number },
): Promise<{ candidates: Candidate[]; counts: Counts }> {
  const { asked, most } = ask
  const { read } = found
  const counts = read ? found.counts : await countWith(db, tried, ask)
  const shared = tried.passages.flatMap((one) => {
    // What others were not found by, and nobody said, counts for none of them.
    const terms = [...one.terms].filter(([term]) => asked.get(term)?.own || (asked.has(term) && isRead(term)))
    return terms.some(([term]) => isRead(term)) ? [{ ...one, terms: new Map(terms) }] : []
  })
  const candidates = [...found.candidates, ...shared]
    .map((one) => ({ one, worth: worth(one) }))
    .sort((left, right) => right.worth - left.worth)
    .slice(0, most)
    .map(({ one }) => one)
  return { candidates, counts }

  function isRead(term: string): boolean {
    return read === null || read.has(term)
  }
  function worth({ terms, length }: Candidate): number {
    const { k1, b } = bm25
    let sum = 0
    for (const [term, times] of terms) {
      if (!isRead(term)) continue
      const within = counts.terms.get(term) ?? 0
      const rarity = Math.log(1 + (Math.max(counts.passages, within) - within + 0.5) / (within + 0.5))
      const weight = asked.get(term)?.weight ?? 0
      sum += (weight * rarity * times) / (times + k1 * (1 - b + (b * length) / counts.length))
    }
    return sum
  }
}

/** What would be counted of all passages and of what is asked. */
async function countWith(
  db: Db,
  { more }: TriedKnowledge,
  { brandId, asked }: { brandId: string; asked: ReadonlyMap<string, unknown> },
): Promise<Counts> {
  const live = await countBrand(db, brandId, [...asked.keys()])
  const passages = Math.max(0, live.passages + more.passages)
  const terms = [...asked.keys()].map(
    (term) => [term, (live.terms.get(term) ?? 0) + (more.terms.get(term) ?? 0)] as const,
  )
  return {
    passages,
    length: Math.max(1, (live.length + more.length) / Math.max(1, passages)),
    terms: new Map(terms.filter(([, count]) => count > 0)),
  }
}
