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

/** How many passages there are, how long all of them are, and of terms in how many of them each is. */
export interface Counted {
  passages: number
  length: number
  terms: Map<string, number>
}

/** A passage that shares terms with a question, with how often each occurs in it. */
export interface Candidate extends FoundPassage {
  /** Its row, which other versions of it do not share. */
  row: string
  terms: Map<string, number>
  length: number
}

/** What is searched in place of something live: what it adds to the counts, and the document that is left out for it. */
export interface InPlace {
  without: string | null
  more: Counted
}

/** What BM25 needs to know of all passages of a brand. */
export interface Counts {
  passages: number
  /** Of a passage, on average. */
  length: number
  /** In how many passages each of the asked terms is. */
  terms: Map<string, number>
}

/** The constants of BM25 (Robertson & Zaragoza, 2009): how soon repetition says no more, how much length counts. */
export const bm25 = { k1: 1.2, b: 0.75 }

// Of the words of a question at most so many places are read to find candidates: 100,000 passages share their frequent words,
// and reading all places of those says little and takes long.
const mostPlaces = 1_500
// With so few places the next term is read however many it has: a question of frequent words still has answers.
const fewPlaces = 20
const mostOfFrequent = 50_000

/**
 * The passages that share most with a question: the sum of BM25 over its terms, from the index alone; and what was counted of
 * those terms. The terms that tell most for what reading them costs are read first. What is too frequent to read is looked up
 * in the passages found, where the customer's own words say it.
 *
 * All of it in one statement. Its text gives the limits as they are, because PostgreSQL plans it anew for every question as
 * long as it guesses what they might be, and that takes longer than the search.
 * @param search.asked of each term its weight, and whether it is the customer's own.
 * @param search.inPlace counts as if something else were live; its own passages are not found here.
 * @returns `read`: the terms that candidates were found by; null where there is no candidate, and nothing was counted then.
 */
export async function findCandidates(
  db: Db,
  search: {
    brandId: string
    asked: ReadonlyMap<string, { weight: number; own: boolean }>
    most: number
    inPlace?: InPlace | null
  },
): Promise<{ candidates: Candidate[]; counts: Counts; read: ReadonlySet<string> | null }> {
  const { brandId, asked, most, inPlace = null } = search
  const { k1, b } = bm25
  // Times are in tenths.
  const flat = sql.lit(10 * k1 * (1 - b))
  const slope = sql.lit(10 * k1 * b)
  const terms = [...asked.keys()]
  const says = [...asked.values()]
  const without = inPlace?.without ?? null
  const elsewhere =
    without === null
      ? sql``
      : sql` and w.passage_id not in (select id from passages where document_id = ${without})`
  const more = terms.map((term) => inPlace?.more.terms.get(term) ?? 0)
  // A term of what is not live may be counted nowhere yet.
  const counted = inPlace
    ? sql`select q.term, q.more + coalesce((select passages from term_counts
        where brand_id = ${brandId} and term = q.term collate "C"), 0) as passages offset 0`
    : sql`select term, passages from term_counts
        where brand_id = ${brandId} and term = q.term collate "C" and passages > 0 offset 0`
  const [morePassages, moreLength] = [
    sql.lit(inPlace?.more.passages ?? 0),
    sql.lit(inPlace?.more.length ?? 0),
  ]
  // "offset 0" keeps the planner from reading all of a brand's index and joining afterwards, which it prefers while it has
  // not counted a new table yet.
  const { rows } = await sql<Row & Shared>`
    with total as materialized (
      select passages::float8, greatest(1, length / greatest(1, passages))::float8 as length from (
        select sum(passages) + ${morePassages} as passages, sum(length) + ${moreLength} as length
        from passage_counts where brand_id = ${brandId}) as all_of_them
    ), known as materialized (
      select q.place::int, q.own, c.term, c.passages,
        q.weight * ln(1 + (greatest(t.passages, c.passages) - c.passages + 0.5) / (c.passages + 0.5)) as says
      from total t cross join unnest(${terms}::text[], ${says.map(({ weight }) => weight)}::real[],
        ${says.map(({ own }) => own)}::bool[], ${more}::int[]) with ordinality as q (term, weight, own, more, place)
      cross join lateral (${counted}) c
      where c.passages > 0
    ), reads as materialized (
      select place, own, term, says,
        places <= ${sql.lit(mostPlaces)} or places - passages < ${sql.lit(fewPlaces)} as is_read from (
        select *, sum(passages) over (order by passages / says, place) as places from known
      ) as each
    ), hits as materialized (
      select r.place, w.passage_id, w.times,
        r.says * w.times / (w.times + ${flat}::float8 + ${slope}::float8 / t.length * w.length) as worth
      from total t cross join reads r
      cross join lateral (select passage_id, times, length from passage_terms
        where brand_id = ${brandId} and term = r.term offset 0) w
      where r.is_read${elsewhere} limit ${sql.lit(mostOfFrequent)}
    ), best as materialized (
      select passage_id as id from hits group by 1 order by sum(worth) desc, 1 limit ${sql.lit(most)}
    ), shared as (
      select id, row_number() over () as nth, string_agg(place || ':' || times, ' ') as shares from (
        select b.id, h.place, h.times from best b join hits h on h.passage_id = b.id
        union all
        select b.id, r.place, w.times from reads r cross join best b
        cross join lateral (select times from passage_terms
          where brand_id = ${brandId} and term = r.term and passage_id = b.id offset 0) w
        where r.own and not r.is_read
      ) as both_of_them group by 1
    )
    select p.id as row, p.key, p.heading, p.text, p.language, p.version, p.length,
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil",
      d.id as "documentId", d.name, d.title, s.shares,
      case when s.nth = 1 then (select string_agg(place || ':' || passages, ' ') from known) end as known,
      case when s.nth = 1 then (select string_agg(place::text, ' ') from reads where is_read) end as "read",
      case when s.nth = 1 then (select passages from total) end as passages,
      case when s.nth = 1 then (select length from total) end as average
    from shared s join passages p on p.id = s.id
    cross join lateral (select id, name, title from documents
      where brand_id = ${brandId} and id = p.document_id offset 0) d`.execute(db)
  const first = rows.find(({ known }) => known)
  const termAt = (place: number) => terms[place - 1] ?? ''
  const counts: Counts = {
    passages: first?.passages ?? 0,
    length: first?.average ?? 1,
    terms: new Map(pairs(first?.known).map(([place, passages]) => [termAt(place), passages])),
  }
  const candidates = rows.map((row) =>
    toCandidate(row, new Map(pairs(row.shares).map(([place, times]) => [termAt(place), times / 10]))),
  )
  const read = first ? new Set((first.read ?? '').split(' ').map((place) => termAt(Number(place)))) : null
  return { candidates, counts, read }
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
}

interface Shared {
  /** Of asked terms their places from 1, with how often they occur. */
  shares: string
  /** In the first row, of asked terms their places with how many passages have them; of all passages how many, how long. */
  known: string | null
  /** Of those that were read, their places. */
  read: string | null
  passages: number | null
  average: number | null
}

/** "3:12 5:7"; as text because reading arrays takes several times as long. */
function pairs(text: string | null | undefined): [number, number][] {
  if (!text) return []
  return text.split(' ').map((one) => {
    const colon = one.indexOf(':')
    return [Number(one.slice(0, colon)), Number(one.slice(colon + 1))]
  })
}

function toCandidate(row: Row, terms: Map<string, number>): Candidate {
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
    terms,
  }
}

/** Live passages by their rows, as candidates that share nothing. */
export async function findLive(db: Db, brandId: string, rows: readonly string[]): Promise<Candidate[]> {
  if (rows.length === 0) return []
  const found = await sql<Row>`
    select p.id as row, p.key, p.heading, p.text, p.language, p.version, p.length,
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil",
      d.id as "documentId", d.name, d.title
    from passages p join documents d on d.id = p.document_id
    where p.id = any(${rows}::bigint[]) and d.brand_id = ${brandId} and d.removed_at is null`.execute(db)
  return found.rows.map((row) => toCandidate(row, new Map()))
}

/** What a document adds to what is counted of all its brand's, and its rows. */
export async function countDocument(db: Db, documentId: string): Promise<Counted & { rows: string[] }> {
  const { rows } = await sql<{ id: string; length: number }>`
    select id, length from passages where document_id = ${documentId}`.execute(db)
  const terms = await sql<{ term: string; passages: number }>`
    select t.term, count(*)::int as passages from passages p, unnest(p.terms) as t (term)
    where p.document_id = ${documentId} group by 1`.execute(db)
  return {
    passages: rows.length,
    length: rows.reduce((sum, one) => sum + one.length, 0),
    terms: new Map(terms.rows.map(({ term, passages }) => [term, passages])),
    rows: rows.map(({ id }) => id),
  }
}

/** What is counted of all of a brand's live passages, and of these terms. */
export async function countBrand(db: Db, brandId: string, terms: readonly string[]): Promise<Counted> {
  const all = await sql<{ passages: number; length: number }>`
    select coalesce(sum(passages), 0)::int as passages, coalesce(sum(length), 0)::float8 as length
    from passage_counts where brand_id = ${brandId}`.execute(db)
  const each = await sql<{ term: string; passages: number }>`
    select term, passages from term_counts where brand_id = ${brandId} and term = any(${[...terms]}::text[])`.execute(
    db,
  )
  const { passages = 0, length = 0 } = all.rows[0] ?? {}
  return { passages, length, terms: new Map(each.rows.map((one) => [one.term, one.passages])) }
}

/** Passages by their ids, of live documents and of those that were replaced since; of several versions the newest. */
export async function findPassages(db: Db, brandId: string, ids: readonly string[]): Promise<FoundPassage[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Omit<Row, 'row' | 'length'>>`
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
