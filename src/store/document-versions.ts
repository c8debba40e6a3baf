import { sql } from 'kysely'
import type { Db } from './db.ts'

/** A passage as its document said it. */
export interface PassageWords {
  /** The same for the same words in every version of the document. */
  id: string
  heading: string
  text: string
  language: 'ko' | 'en'
  version: string
  validFrom: string | null
  validUntil: string | null
}

/** One time that a document was taken in, and how that ended. */
export interface DocumentVersion {
  id: string
  name: string
  /** Counted from 1, the oldest. */
  number: number
  version: string
  language: 'ko' | 'en'
  title: string
  validFrom: string | null
  validUntil: string | null
  /** The same for the same content. */
  hash: string
  ending: string | null
  passages: number
  addedBy: string
  addedAt: Date
  reason: string | null
  /** The number of the version that it brought back. */
  backTo: number | null
  hasSource: boolean
  live: boolean
  removedAt: Date | null
  /** Null where nobody wrote it down. */
  removedBy: string | null
  removedReason: string | null
  /** Whether another version took its place at once. */
  replaced: boolean
}

/** The document that a version is of. @returns its name, or null when the brand has no such version. */
export async function findNameOf(db: Db, brandId: string, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('documents')
    .select('name')
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The newest first. */
export async function listVersions(
  db: Db,
  brandId: string,
  name: string,
  most: number,
): Promise<DocumentVersion[]> {
  return select(db, brandId, sql`d.name = ${name}`, sql`order by d.id desc limit ${most}`)
}

export async function findVersion(
  db: Db,
  brandId: string,
  name: string,
  id: string,
): Promise<DocumentVersion | null> {
  const found = await select(db, brandId, sql`d.name = ${name} and d.id = ${id}::bigint`, sql``)
  return found[0] ?? null
}

/** Of each document that has no live version the last one, by when it was taken out, the newest first. */
export async function listRemoved(db: Db, brandId: string, most: number): Promise<DocumentVersion[]> {
  return select(
    db,
    brandId,
    sql`d.removed_at is not null and not exists (select 1 from documents o
      where o.brand_id = d.brand_id and o.name = d.name and o.id > d.id)`,
    sql`order by d.removed_at desc, d.id desc limit ${most}`,
  )
}

async function select(
  db: Db,
  brandId: string,
  which: ReturnType<typeof sql>,
  rest: ReturnType<typeof sql>,
): Promise<DocumentVersion[]> {
  const number = (id: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from documents o where o.brand_id = d.brand_id and o.name = d.name and o.id <= ${id})`
  const { rows } = await sql<DocumentVersion>`
    select d.id::text as id, d.name, ${number(sql`d.id`)} as number, d.version, d.language, d.title,
      d.valid_from::text as "validFrom", d.valid_until::text as "validUntil", d.hash, d.ending,
      (select count(*)::int from passages p where p.document_id = d.id) as passages,
      d.added_by as "addedBy", d.added_at as "addedAt", d.reason,
      case when d.back_to is not null then ${number(sql`d.back_to`)} end as "backTo",
      exists (select 1 from document_sources s where s.brand_id = d.brand_id and s.hash = d.hash) as "hasSource",
      d.removed_at is null as live, d.removed_at as "removedAt", d.removed_by as "removedBy",
      d.removed_reason as "removedReason", d.replaced_by is not null as replaced
    from documents d where d.brand_id = ${brandId} and ${which} ${rest}`.execute(db)
  return rows
}

/**
 * The passages of a version, as it had them.
 * @param from the place to begin at, counted from 0.
 */
export async function readPassages(
  db: Db,
  documentId: string,
  page: { from: number; most: number } = { from: 0, most: 1_000_000 },
): Promise<PassageWords[]> {
  const { rows } = await sql<PassageWords>`
    select key as id, heading, text, language, version, valid_from::text as "validFrom", valid_until::text as "validUntil"
    from passages where document_id = ${documentId} and place >= ${page.from} order by place limit ${page.most}`.execute(
    db,
  )
  return rows
}

/** What a version was taken from, to the byte; null where that was not kept. */
export async function readSource(db: Db, brandId: string, hash: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('document_sources')
    .select('bytes')
    .where('brand_id', '=', brandId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.bytes ?? null
}
