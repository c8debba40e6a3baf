import { sql } from 'kysely'
import type { Language } from '../core/intent.ts'
import type { Db } from './db.ts'
import type { Who } from './stages.ts'

/** An answer that colleagues give again and again. */
export interface SavedReply {
  id: string
  name: string
  language: Language
  /** With its variables as they were written. */
  text: string
  changedAt: Date
  /** The newest of its versions; `0` where there is none. */
  version: string
}

/** What a saved reply said, since `at`. */
export interface SavedVersion extends SavedWords {
  id: string
  author: string
  /** Null where none was asked for. */
  reason: string | null
  at: Date
}

export type SavedWords = Pick<SavedReply, 'name' | 'language' | 'text'>

const newest = sql<string>`coalesce((select max(v.id) from saved_reply_versions v where v.reply_id = saved_replies.id), 0)::text`
const columns = ['id', 'name', 'language', 'text', 'changed_at as changedAt'] as const

function replies(db: Db, brandId: string, state: 'kept' | 'removed') {
  return db
    .selectFrom('saved_replies')
    .select([...columns, newest.as('version')])
    .where('brand_id', '=', brandId)
    .where('removed_at', state === 'kept' ? 'is' : 'is not', null)
}

/** By name, or what was removed, the newest first. */
export async function listSavedReplies(
  db: Db,
  brandId: string,
  state: 'kept' | 'removed' = 'kept',
): Promise<SavedReply[]> {
  const found = replies(db, brandId, state)
  if (state === 'removed') return found.orderBy('removed_at', 'desc').limit(100).execute()
  return found.orderBy(sql`lower(name)`).orderBy('language').execute()
}

export async function findSavedReply(db: Db, brandId: string, id: string): Promise<SavedReply | null> {
  return (await replies(db, brandId, 'kept').where('id', '=', id).executeTakeFirst()) ?? null
}

/** Removed or not. */
export async function knowsSavedReply(db: Db, brandId: string, id: string): Promise<boolean> {
  const query = db.selectFrom('saved_replies').select('id').where('brand_id', '=', brandId)
  return (await query.where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Held until the transaction ends, removed or not, so that two who change it do so one after the other. */
export async function lockSavedReply(
  trx: Db,
  brandId: string,
  id: string,
): Promise<(SavedReply & { removed: boolean }) | null> {
  // What is counted in a statement that waits for the row is what was there before it waited.
  const row = await trx
    .selectFrom('saved_replies')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const found = await trx
    .selectFrom('saved_replies')
    .select([...columns, newest.as('version'), 'removed_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { removed_at, ...reply } = found
  return { ...reply, removed: removed_at !== null }
}

/** @returns the id, or null when the brand has one of this name and language. */
export async function insertSavedReply(
  db: Db,
  brandId: string,
  authorId: string,
  one: SavedWords,
): Promise<string | null> {
  const row = await db
    .insertInto('saved_replies')
    .values({ brand_id: brandId, author_id: authorId, ...one })
    .onConflict((clash) => clash.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Also puts back what was removed. @throws a violation of `saved_replies_name` when another has this name and language. */
export async function changeSavedReply(
  trx: Db,
  authorId: string,
  { id, ...one }: SavedWords & { id: string },
): Promise<void> {
  await trx
    .updateTable('saved_replies')
    .set({ ...one, author_id: authorId, changed_at: sql`now()`, removed_at: null })
    .where('id', '=', id)
    .execute()
}

export function isNameTaken(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'saved_replies_name'
}

export async function markSavedReplyRemoved(trx: Db, id: string): Promise<void> {
  await trx.updateTable('saved_replies').set({ removed_at: sql`now()` }).where('id', '=', id).execute()
}

export async function addSavedVersion(
  trx: Db,
  one: SavedWords & { replyId: string; author: Who; reason: string | null },
): Promise<void> {
  const { replyId, ...words } = one
  await trx
    .insertInto('saved_reply_versions')
    .values({ reply_id: replyId, ...words })
    .execute()
}

/** The newest first. */
export async function listSavedVersions(db: Db, replyId: string, most: number): Promise<SavedVersion[]> {
  return db
    .selectFrom('saved_reply_versions')
    .select(['id', 'name', 'language', 'text', 'author', 'reason', 'at'])
    .where('reply_id', '=', replyId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

export async function findSavedVersion(db: Db, replyId: string, id: string): Promise<SavedVersion | null> {
  const found = await db
    .selectFrom('saved_reply_versions')
    .select(['id', 'name', 'language', 'text', 'author', 'reason', 'at'])
    .where('reply_id', '=', replyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? null
}
