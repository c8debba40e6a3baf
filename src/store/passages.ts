import { sql } from 'kysely'
import type { Db } from './db.ts'

/** A passage as it is cited. */
export interface FoundPassage {
  /** The same for the same words in every version of the document. */
  id: string
  document: { id: string; name: string; title: string; version: string }
  heading: string
  text: string
  language: 'ko' | 'en'
  validFrom: string | null
  validUntil: string | null
}

/** A passage that shares terms with a question, with how often each occurs in it. */
export interface Candidate extends FoundPassage {
  /** Its row, which other versions of it do not share. */
  row: string
  terms: Map<string, number>
  length: number
}

/** What BM25 needs to know of all passages of a brand. */
export interface Counts {
  passages: number
  /** Of a passage, on average. */
  length: number
  byLanguage: { ko: number; en: number }
  /** In how many passages each of the asked terms is. */
  terms: Map<string, number>
}

/** Counts of a brand's live passages. */
export async function countPassages(db: Db, brandId: string, terms: readonly string[]): Promise<Counts> {
  const { rows } = await sql<{
    term: string | null
    language: string | null
    passages: number
    length: string
  }>`
    select term, null as language, passages, 0 as length from term_counts
      where brand_id = ${brandId} and term = any(${terms}::text[])
    union all
    select null, language, passages, length from passage_counts where brand_id = ${brandId}`.execute(db)
  const counts: Counts = { passages: 0, length: 1, byLanguage: { ko: 0, en: 0 }, terms: new Map() }
  let length = 0
  for (const row of rows) {
    if (row.term !== null) counts.terms.set(row.term, row.passages)
    else {
      counts.passages += row.passages
      length += Number(row.length)
      counts.byLanguage[row.language === 'ko' ? 'ko' : 'en'] += row.passages
    }
  }
  if (counts.passages > 0) counts.length = Math.max(1, length / counts.passages)
  return counts
}

/** The constants of BM25 (Robertson & Zaragoza, 2009): how soon repetition says no more, how much length counts. */
export const bm25 = { k1: 1.2, b: 0.75 }

/**
 * The passages that share most with a question: the sum of BM25 over the terms in `says`, from the index alone.
 * @param search.says of each term its weight, times its inverse document frequency. All its places are read.
 * @param search.more terms that are only looked up in the passages found, because they are in too many.
 */
export async function findCandidates(
  db: Db,
  search: {
    brandId: string
    says: ReadonlyMap<string, number>
    more: readonly string[]
    averageLength: number
    most: number
  },
): Promise<Candidate[]> {
  const { brandId, says, more, averageLength, most } = search
  if (says.size === 0) return []
  const { k1, b } = bm25
  // Times are in tenths.
  const flat = 10 * k1 * (1 - b)
  const slope = (10 * k1 * b) / averageLength
  const terms = [...says.keys(), ...more]
  // "offset 0" keeps the planner from reading all of a brand's index and joining afterwards, which it prefers while it has
  // not counted a new table yet.
  const { rows } = await sql<Row>`
    with hits as materialized (
      select q.place, w.passage_id, w.times,
        q.says * w.times / (w.times + ${flat}::real + ${slope}::real * w.length) as worth
      from unnest(${[...says.keys()]}::text[], ${[...says.values()]}::real[]) with ordinality as q (term, says, place)
      cross join lateral (select passage_id, times, length from passage_terms
        where brand_id = ${brandId} and term = q.term collate "C" offset 0) w
    ), best as materialized (
      select passage_id as id from hits group by 1 order by sum(worth) desc, 1 limit ${most}
    ), shared as (
      select id, array_agg(place::int) as places, array_agg(times) as times from (
        select b.id, h.place, h.times from best b join hits h on h.passage_id = b.id
        union all
        select b.id, ${says.size}::int + m.place, w.times
        from unnest(${more}::text[]) with ordinality as m (term, place) cross join best b
        cross join lateral (select times from passage_terms
          where brand_id = ${brandId} and term = m.term collate "C" and passage_id = b.id offset 0) w
      ) as both_of_them group by 1
    )
    select p.id as row, p.key, p.heading, p.text, p.language, p.version, p.length,
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil",
      d.id as "documentId", d.name, d.title, s.places, s.times
    from shared s join passages p on p.id = s.id join documents d on d.id = p.document_id`.execute(db)
  return rows.map((row) => toCandidate(row, terms))
}

interface Row {
  row: string
  key: string
  heading: string
  text: string
  language: 'ko' | 'en'
  version: string
  length: number
  validFrom: string | null
  validUntil: string | null
  documentId: string
  name: string
  title: string
  /** Of the asked terms, from 1. */
  places: number[]
  times: number[]
}

function toCandidate(row: Row, terms: readonly string[]): Candidate {
  const { key, heading, text, language, length, validFrom, validUntil } = row
  return {
    row: row.row,
    id: key,
    document: { id: row.documentId, name: row.name, title: row.title, version: row.version },
    heading,
    text,
    language,
    length,
    validFrom,
    validUntil,
    terms: new Map(row.places.map((place, at) => [terms[place - 1] ?? '', (row.times[at] ?? 0) / 10])),
  }
}

/** Live passages by their rows, as candidates that share nothing. */
export async function findLive(db: Db, brandId: string, rows: readonly string[]): Promise<Candidate[]> {
  if (rows.length === 0) return []
  const found = await sql<Row>`
    select p.id as row, p.key, p.heading, p.text, p.language, p.version, p.length,
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil",
      d.id as "documentId", d.name, d.title, '{}'::int[] as places, '{}'::int[] as times
    from passages p join documents d on d.id = p.document_id
    where p.id = any(${rows}::bigint[]) and d.brand_id = ${brandId} and d.removed_at is null`.execute(db)
  return found.rows.map((row) => toCandidate(row, []))
}

/** Passages by their ids, of live documents and of those that were replaced since; of several versions the newest. */
export async function findPassages(db: Db, brandId: string, ids: readonly string[]): Promise<FoundPassage[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Omit<Row, 'row' | 'places' | 'times' | 'length'>>`
    select distinct on (p.key) p.key, p.heading, p.text, p.language, p.version,
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil", d.id as "documentId", d.name, d.title
    from passages p join documents d on d.id = p.document_id
    where p.key = any(${ids}::text[]) and d.brand_id = ${brandId}
    order by p.key, d.id desc`.execute(db)
  return rows.map((row) => ({
    id: row.key,
    document: { id: row.documentId, name: row.name, title: row.title, version: row.version },
    heading: row.heading,
    text: row.text,
    language: row.language,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
  }))
}
