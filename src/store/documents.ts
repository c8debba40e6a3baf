import { sql } from 'kysely'
import type { Db } from './db.ts'

/** A piece of a document, ready to be searched. */
export interface NewPassage {
  key: string
  heading: string
  text: string
  language: 'ko' | 'en'
  version: string
  /** Days, `YYYY-MM-DD`; `validUntil` is the last on which it holds. */
  validFrom: string | null
  validUntil: string | null
  /** What it is found by, with how often each occurs. */
  terms: ReadonlyMap<string, number>
}

export interface NewDocument {
  brandId: string
  name: string
  version: string
  language: 'ko' | 'en'
  title: string
  validFrom: string | null
  validUntil: string | null
  hash: string
  addedBy: string
  passages: readonly NewPassage[]
  reason?: string | null
  /** How it is read, such as `.md`. */
  ending?: string | null
  /** To the byte, kept beside it. */
  source?: Uint8Array
  /** The version that it brings back. */
  backTo?: string
}

/** `before`: the version that it took the place of. */
export type Saved =
  | { kind: 'added' | 'replaced' | 'same'; id: string; before: { id: string; hash: string } | null }
  | { kind: 'changed-meanwhile' }

export interface KnownDocument {
  id: string
  name: string
  version: string
  language: 'ko' | 'en'
  title: string
  validFrom: string | null
  validUntil: string | null
  addedBy: string
  addedAt: Date
  passages: number
}

// A statement takes 65,535 values at most, and a passage has 12.
const atOnce = 500

/**
 * Takes a document in, in the caller's transaction: found from its end on, in place of the one that had the same name.
 * @param seen the live version that whoever does it knows of, null for none; nothing is done if there is another one by now.
 *   Left out, the last one wins.
 * @returns `same` when the live one has the same hash, and nothing was done but to keep its source where there was none.
 */
export async function saveDocument(trx: Db, one: NewDocument, seen?: string | null): Promise<Saved> {
  await lockKnowledge(trx, one.brandId)
  const live = await findLive(trx, one.brandId, one.name)
  if (seen !== undefined && seen !== (live?.id ?? null)) return { kind: 'changed-meanwhile' }
  await keepSource(trx, one)
  if (live?.hash === one.hash) return { kind: 'same', id: live.id, before: null }
  if (live) await takeOut(trx, one.brandId, live.id, { by: one.addedBy, reason: null })
  const { id } = await trx
    .insertInto('documents')
    .values({
      brand_id: one.brandId,
      name: one.name,
      version: one.version,
      language: one.language,
      title: one.title,
      valid_from: one.validFrom,
      valid_until: one.validUntil,
      hash: one.hash,
      added_by: one.addedBy,
      reason: one.reason ?? null,
      ending: one.ending ?? null,
      back_to: one.backTo ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (let at = 0; at < one.passages.length; at += atOnce) {
    const some = one.passages.slice(at, at + atOnce)
    await trx
      .insertInto('passages')
      .values(some.map((passage, place) => toRow(id, at + place, passage)))
      .execute()
  }
  if (one.backTo) await keepVectors(trx, one.backTo, id)
  if (live) {
    await keepVectors(trx, live.id, id)
    await trx.updateTable('documents').set({ replaced_by: id }).where('id', '=', live.id).execute()
  }
  await index(trx, one.brandId, id)
  return live ? { kind: 'replaced', id, before: live } : { kind: 'added', id, before: null }
}

/**
 * Takes the live document of this name out of the search; what was made from it keeps its source.
 * @param how.id only if this is the live one.
 * @returns its version, or null when there is none.
 */
export async function removeDocument(
  trx: Db,
  brandId: string,
  name: string,
  how: { by: string; reason: string | null; id?: string } = { by: 'dajeong', reason: null },
): Promise<{ id: string; hash: string } | null> {
  await lockKnowledge(trx, brandId)
  const live = await findLive(trx, brandId, name)
  if (!live || (how.id !== undefined && how.id !== live.id)) return null
  await takeOut(trx, brandId, live.id, how)
  return live
}

/** Live documents by name. */
export async function listDocuments(db: Db, brandId: string): Promise<KnownDocument[]> {
  const rows = await db
    .selectFrom('documents as d')
    .select((row) => [
      'd.id',
      'd.name',
      'd.version',
      'd.language',
      'd.title',
      sql<string | null>`d.valid_from::text`.as('validFrom'),
      sql<string | null>`d.valid_until::text`.as('validUntil'),
      'd.added_by as addedBy',
      'd.added_at as addedAt',
      row
        .selectFrom('passages as p')
        .whereRef('p.document_id', '=', 'd.id')
        .select((inner) => inner.fn.countAll<string>().as('count'))
        .as('passages'),
    ])
    .where('d.brand_id', '=', brandId)
    .where('d.removed_at', 'is', null)
    .orderBy('d.name')
    .execute()
  return rows.map((row) => ({ ...row, passages: Number(row.passages) }))
}

/** Whether the brand ever had a document, removed ones included. */
export async function hadDocuments(db: Db, brandId: string): Promise<boolean> {
  const row = await db
    .selectFrom('documents')
    .select('id')
    .where('brand_id', '=', brandId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What changes a brand's documents waits here for what else does. Counts are sums over all documents of a brand; two that change them at once would wait for each other in a circle. */
export async function lockKnowledge(trx: Db, brandId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('dajeong knowledge'), hashtext(${brandId}))`.execute(trx)
}

async function keepSource(trx: Db, { brandId, hash, source }: NewDocument): Promise<void> {
  if (!source) return
  await trx
    .insertInto('document_sources')
    .values({ brand_id: brandId, hash, bytes: Buffer.from(source) })
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/** The version that is searched; undefined when there is none. */
export async function findLive(
  trx: Db,
  brandId: string,
  name: string,
): Promise<{ id: string; hash: string } | undefined> {
  return trx
    .selectFrom('documents')
    .select(['id', 'hash'])
    .where('brand_id', '=', brandId)
    .where('name', '=', name)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

/** How often each term of a passage occurs, in tenths and in their order, and how long that makes it, as it is kept. */
export function weigh({ terms }: Pick<NewPassage, 'terms'>): { times: number[]; length: number } {
  // A sum of weights may have many digits; a tenth is fine enough, and fits two bytes.
  const times = [...terms.values()].map((one) => Math.min(32_767, Math.max(1, Math.round(one * 10))))
  const length = Math.round(times.reduce((sum, one) => sum + one, 0) / 10)
  return { times, length: Math.min(32_767, length) }
}

function toRow(documentId: string, place: number, passage: NewPassage) {
  return {
    document_id: documentId,
    key: passage.key,
    place,
    heading: passage.heading,
    text: passage.text,
    language: passage.language,
    version: passage.version,
    valid_from: passage.validFrom,
    valid_until: passage.validUntil,
    terms: [...passage.terms.keys()],
    ...weigh(passage),
  }
}

/** The same words need not be turned into the same numbers again. */
async function keepVectors(trx: Db, oldId: string, newId: string): Promise<void> {
  await sql`update passages n set vector = o.vector, vector_model = o.vector_model from passages o
    where n.document_id = ${newId} and o.document_id = ${oldId} and o.key = n.key and o.vector is not null`.execute(
    trx,
  )
}

async function index(trx: Db, brandId: string, documentId: string): Promise<void> {
  // In the order of the index, which is then written from left to right.
  await sql`insert into passage_terms (brand_id, term, passage_id, times, length)
    select ${brandId}::bigint, t.term collate "C", p.id, t.times, p.length::smallint
    from passages p, unnest(p.terms, p.times) as t (term, times)
    where p.document_id = ${documentId} order by 2, 3`.execute(trx)
  await count(trx, brandId, documentId, 1)
}

async function takeOut(
  trx: Db,
  brandId: string,
  documentId: string,
  { by, reason }: { by: string; reason: string | null },
): Promise<void> {
  await count(trx, brandId, documentId, -1)
  await sql`delete from passage_terms w using passages p, unnest(p.terms) as t (term)
    where p.document_id = ${documentId} and w.brand_id = ${brandId}::bigint
      and w.term = t.term collate "C" and w.passage_id = p.id`.execute(trx)
  await sql`delete from term_counts where brand_id = ${brandId} and passages <= 0 and term in (
    select t.term from passages p, unnest(p.terms) as t (term) where p.document_id = ${documentId})`.execute(
    trx,
  )
  await sql`update documents set removed_at = now(), removed_by = ${by}, removed_reason = ${reason}
    where id = ${documentId}`.execute(trx)
}

async function count(trx: Db, brandId: string, documentId: string, sign: 1 | -1): Promise<void> {
  await sql`insert into term_counts as c (brand_id, term, passages)
    select ${brandId}::bigint, t.term collate "C", ${sign}::int * count(*)
    from passages p, unnest(p.terms) as t (term) where p.document_id = ${documentId} group by 2 order by 2
    on conflict (brand_id, term) do update set passages = c.passages + excluded.passages`.execute(trx)
  await sql`insert into passage_counts as c (brand_id, language, passages, length)
    select ${brandId}::bigint, language, ${sign}::int * count(*), ${sign}::int * sum(length)
    from passages where document_id = ${documentId} group by 2 order by 2
    on conflict (brand_id, language) do update
    set passages = c.passages + excluded.passages, length = c.length + excluded.length`.execute(trx)
}
