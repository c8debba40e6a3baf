import { sql } from 'kysely'
import type { Brands } from '../core/rights.ts'
import type { Db } from './db.ts'

/** What a colleague wrote about a conversation for the others. */
export interface Note {
  id: string
  text: string
  at: string
  /** Null when they are no longer here. */
  by: { id: string; name: string } | null
  /** Whom it speaks to. */
  to: { id: string; name: string }[]
}

const noteJson = sql`json_build_object('id', n.id::text, 'text', n.text, 'at', n.at,
  'by', case when w.id is null then null else json_build_object('id', w.id::text, 'name', w.name) end,
  'to', (select coalesce(json_agg(json_build_object('id', c.id::text, 'name', c.name) order by c.id), '[]')
    from note_mentions nm join colleagues c on c.id = nm.colleague_id where nm.note_id = n.id))`

/** @returns the id. */
export async function insertNote(
  trx: Db,
  one: { conversationId: string; colleagueId: string; text: string; to: readonly string[] },
): Promise<string> {
  const { id } = await trx
    .insertInto('notes')
    .values({ conversation_id: one.conversationId, colleague_id: one.colleagueId, text: one.text })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (one.to.length > 0)
    await trx
      .insertInto('note_mentions')
      .values(one.to.map((colleagueId) => ({ note_id: id, colleague_id: colleagueId })))
      .execute()
  return id
}

/** The newest notes of these conversations, oldest first. */
export async function listNotes(
  db: Db,
  conversationIds: readonly string[],
  most: number,
): Promise<(Note & { conversationId: string })[]> {
  const { rows } = await sql<{ one: Note; conversationId: string }>`
    select ${noteJson} as one, n.conversation_id as "conversationId"
    from notes n left join colleagues w on w.id = n.colleague_id
    where n.conversation_id = any(${conversationIds}::bigint[]) order by n.id desc limit ${most}`.execute(db)
  return rows.map(({ one, conversationId }) => ({ ...one, conversationId })).reverse()
}

/** Who wrote it; undefined when there is no such note, null when they are no longer here. */
export async function findAuthor(
  trx: Db,
  conversationId: string,
  id: string,
): Promise<string | null | undefined> {
  const row = await trx
    .selectFrom('notes')
    .select('colleague_id')
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  return row?.colleague_id
}

export async function deleteNote(trx: Db, id: string): Promise<void> {
  await trx.deleteFrom('notes').where('id', '=', id).execute()
}

/** Notes of these brands that speak to a colleague and that they have not seen, the newest first. */
export async function findUnread(
  db: Db,
  colleagueId: string,
  { brands, most }: { brands: Brands; most: number },
): Promise<(Note & { conversationId: string })[]> {
  const here = brands === 'every' ? sql`true` : sql`a.brand_id = any(${[...brands]}::bigint[])`
  const { rows } = await sql<{ one: Note; conversationId: string }>`
    select ${noteJson} as one, n.conversation_id as "conversationId"
    from note_mentions m join notes n on n.id = m.note_id left join colleagues w on w.id = n.colleague_id
      join conversations o on o.id = n.conversation_id join accounts a on a.id = o.account_id
    where m.colleague_id = ${colleagueId} and m.read_at is null and ${here} order by n.id desc limit ${most}`.execute(
    db,
  )
  return rows.map(({ one, conversationId }) => ({ ...one, conversationId }))
}

/** They have seen everything that speaks to them in this conversation. */
export async function markRead(db: Db, colleagueId: string, conversationId: string): Promise<void> {
  await sql`update note_mentions set read_at = now() where colleague_id = ${colleagueId} and read_at is null
    and note_id in (select id from notes where conversation_id = ${conversationId})`.execute(db)
}
