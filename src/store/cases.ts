import { sql } from 'kysely'
import type { Language } from '../core/intent.ts'
import type { Json, Visibility } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** A message that every version has to answer well. */
export interface CaseRow {
  id: string
  name: string
  message: string
  channel: string
  visibility: Visibility
  language: Language
  /** What must be true of the reply. */
  must: Json
  /** The conversation that it was made from. */
  conversationId: string | null
  author: string
  at: Date
}

export type NewCase = Omit<CaseRow, 'id' | 'at'>

/** In the order in which they were made. @param ids only these; all without it. */
export function listCases(db: Db, brandId: string, ids?: readonly string[]): Promise<CaseRow[]> {
  const rows = cases(db, brandId).orderBy('id')
  return (ids ? rows.where('id', 'in', ids.length > 0 ? [...ids] : ['0']) : rows).execute()
}

/** Changes whenever something else is live for the brand, or its cases ask for something else. */
export async function tuningMark(db: Db, brandId: string): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('/',
      (select string_agg(id::text, ' ' order by id) from prompt_versions where brand_id = ${brandId} and live),
      (select md5(policy::text) from brands where id = ${brandId}),
      (select md5(string_agg(id::text, ' ' order by id)) from documents where brand_id = ${brandId} and removed_at is null),
      (select md5(string_agg(concat_ws(' ', id, message, channel, visibility, language, must), '/' order by id))
        from cases where brand_id = ${brandId})) as mark`.execute(db)
  return rows[0]?.mark ?? ''
}

/** Two that are made at once would both be the last that there is room for. */
export async function lockCases(trx: Db, brandId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('dajeong cases'), hashtext(${brandId}))`.execute(trx)
}

export async function insertCase(trx: Db, brandId: string, one: NewCase): Promise<CaseRow> {
  const { id, at } = await trx
    .insertInto('cases')
    .values({ ...toRow(one), brand_id: brandId, conversation_id: one.conversationId, author: one.author })
    .returning(['id', 'at'])
    .executeTakeFirstOrThrow()
  return { ...one, id, at }
}

/** @returns false when there is none. */
export async function updateCase(
  trx: Db,
  brandId: string,
  id: string,
  one: Omit<NewCase, 'conversationId' | 'author'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('cases')
    .set(toRow(one))
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns false when there is none. */
export async function deleteCase(trx: Db, brandId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('cases')
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

function toRow(one: Omit<NewCase, 'conversationId' | 'author'>) {
  const { name, message, channel, visibility, language, must } = one
  return { name, message, channel, visibility, language, must: toJsonb(must) }
}

function cases(db: Db, brandId: string) {
  return db
    .selectFrom('cases')
    .select(['id', 'name', 'message', 'channel', 'visibility', 'language', 'must'])
    .select(['conversation_id as conversationId', 'author', 'at'])
    .where('brand_id', '=', brandId)
}
