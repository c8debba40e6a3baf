import { sql } from 'kysely'
import type { Language } from '../core/intent.ts'
import type { Db } from './db.ts'

/** An answer that colleagues give again and again. */
export interface SavedReply {
  id: string
  name: string
  language: Language
  /** With its variables as they were written. */
  text: string
  changedAt: Date
}

const columns = ['id', 'name', 'language', 'text', 'changed_at as changedAt'] as const

export async function listSavedReplies(db: Db, brandId: string): Promise<SavedReply[]> {
  return db
    .selectFrom('saved_replies')
    .select(columns)
    .where('brand_id', '=', brandId)
    .orderBy(sql`lower(name)`)
    .orderBy('language')
    .execute()
}

export async function findSavedReply(db: Db, brandId: string, id: string): Promise<SavedReply | null> {
  const query = db.selectFrom('saved_replies').select(columns)
  const row = await query.where('brand_id', '=', brandId).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export type SavedWords = Pick<SavedReply, 'name' | 'language' | 'text'>

/** @returns null when the brand has one of this name and language. */
export async function insertSavedReply(
  db: Db,
  brandId: string,
  authorId: string,
  one: SavedWords,
): Promise<SavedReply | null> {
  const row = await db
    .insertInto('saved_replies')
    .values({ brand_id: brandId, author_id: authorId, ...one })
    .onConflict((clash) => clash.doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

/** @returns null when there is none, `taken` when another has this name and language. */
export async function changeSavedReply(
  db: Db,
  brandId: string,
  authorId: string,
  { id, ...one }: SavedWords & { id: string },
): Promise<SavedReply | null | 'taken'> {
  try {
    const row = await db
      .updateTable('saved_replies')
      .set({ ...one, author_id: authorId, changed_at: sql`now()` })
      .where('brand_id', '=', brandId)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst()
    return row ?? null
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return 'taken'
    throw error
  }
}

/** @returns false when there was none. */
export async function deleteSavedReply(db: Db, brandId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_replies')
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
