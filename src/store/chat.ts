import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

export type Activity = { [key: string]: Json }

export interface Chat {
  id: string
  accountId: string
  visitor: string
  name: string
}

/** Something in a chat, with its place. */
export interface Kept {
  seq: number
  activity: Activity
  fromVisitor: boolean
}

/** The channel on which nodes tell each other which chat has something new. */
export const chatNews = 'dajeong_chat'

export async function findChat(db: Db, id: string): Promise<Chat | null> {
  const row = await db
    .selectFrom('chats')
    .select(['id', 'account_id as accountId', 'visitor', 'name'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The chat that this person has had here, the newest first; null where they never had one. */
export async function findChatOf(db: Db, accountId: string, visitor: string): Promise<Chat | null> {
  const row = await db
    .selectFrom('chats')
    .select(['id', 'account_id as accountId', 'visitor', 'name'])
    .where('account_id', '=', accountId)
    .where('visitor', '=', visitor)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** @returns whether it is new. */
export async function insertChat(db: Db, chat: Chat): Promise<boolean> {
  const done = await sql`
    insert into chats (id, account_id, visitor, name)
    values (${chat.id}, ${chat.accountId}, ${chat.visitor}, ${chat.name}) on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows ?? 0) === 1
}

/**
 * Puts something at the end of a chat, once for each key, and tells every node. What was there under this key stays as it is.
 * @param key of the visitor's things and of ours apart: `v:` or `b:` before what the side calls it.
 * @returns its place, or null when there is no such chat any more.
 */
export async function appendToChat(
  db: Db,
  chatId: string,
  one: { key: string; fromVisitor: boolean; activity: Activity },
): Promise<{ seq: number; isNew: boolean } | null> {
  const { rows } = await sql<{ seq: string; fresh: boolean }>`
    with known as (select seq from chat_activities where chat_id = ${chatId} and key = ${one.key}),
    next as (
      update chats set last_seq = last_seq + 1
      where id = ${chatId} and not exists (select from known) returning last_seq),
    made as (
      insert into chat_activities (chat_id, seq, key, from_visitor, activity, at)
      select ${chatId}, last_seq, ${one.key}, ${one.fromVisitor}, ${toJsonb(one.activity)}::jsonb, clock_timestamp()
      from next on conflict (chat_id, key) do nothing returning seq),
    told as (select pg_notify(${chatNews}, ${chatId}) from made)
    select seq, true as fresh from made left join told on true
    union all select seq, false from known`.execute(db)
  const [row] = rows
  if (row) return { seq: Number(row.seq), isNew: row.fresh }
  // Two came at once under one key: the row of the first is there now.
  const other = await db
    .selectFrom('chat_activities')
    .select('seq')
    .where('chat_id', '=', chatId)
    .where('key', '=', one.key)
    .executeTakeFirst()
  return other ? { seq: Number(other.seq), isNew: false } : null
}

/** The place of what was said under this key; null when nothing was. */
export async function findInChat(db: Db, chatId: string, key: string): Promise<number | null> {
  const row = await db
    .selectFrom('chat_activities')
    .select('seq')
    .where('chat_id', '=', chatId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? Number(row.seq) : null
}

/** What stands behind `after`, in order, at most `most`. */
export async function readChat(db: Db, chatId: string, after: number, most: number): Promise<Kept[]> {
  const rows = await db
    .selectFrom('chat_activities')
    .select(['seq', 'activity', 'from_visitor as fromVisitor'])
    .where('chat_id', '=', chatId)
    .where('seq', '>', String(after))
    .orderBy('seq')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

/** Tells every node that somebody types in a chat; nothing is kept. */
export async function tellTyping(db: Db, chatId: string): Promise<void> {
  await sql`select pg_notify(${chatNews}, ${`${chatId} typing`})`.execute(db)
}

/**
 * Lets this node alone answer in a chat for a while.
 * @returns false while another does, or when there is no such chat.
 */
export async function claimChat(db: Db, chatId: string, node: string, ms: number): Promise<boolean> {
  const done = await sql`
    update chats set busy_until = now() + ${ms} * interval '1 millisecond', busy_by = ${node}
    where id = ${chatId} and busy_until < now()`.execute(db)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function releaseChat(db: Db, chatId: string): Promise<void> {
  await sql`update chats set busy_until = '-infinity' where id = ${chatId}`.execute(db)
}

/** Gives back what a killed process of the same node had claimed. */
export async function releaseChats(db: Db, node: string): Promise<void> {
  await sql`update chats set busy_until = '-infinity' where busy_by = ${node} and busy_until > now()`.execute(
    db,
  )
}

/** The visitor's oldest thing that the bot has not seen, counted as tried once more. */
export async function nextUnhandled(
  db: Db,
  chatId: string,
): Promise<{ seq: number; activity: Activity; tries: number } | null> {
  const { rows } = await sql<{ seq: string; activity: Activity; tries: number }>`
    update chat_activities set tries = tries + 1
    where chat_id = ${chatId} and seq = (
      select seq from chat_activities where chat_id = ${chatId} and from_visitor and handled_at is null
      order by seq limit 1)
    returning seq, activity, tries`.execute(db)
  const [row] = rows
  return row ? { ...row, seq: Number(row.seq) } : null
}

export async function markHandled(db: Db, chatId: string, seq: number): Promise<void> {
  await sql`update chat_activities set handled_at = now() where chat_id = ${chatId} and seq = ${seq}`.execute(
    db,
  )
}

/** Chats in which something has waited for the bot for longer than `ms`: a node ended, or the database was away. */
export async function leftWaiting(db: Db, ms: number, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.chat_id as id from chat_activities a join chats c on c.id = a.chat_id
    where a.from_visitor and a.handled_at is null and a.at < now() - ${ms} * interval '1 millisecond'
      and c.busy_until < now() limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes away the chats of those who only looked in, some days after they came. @returns how many. */
export async function clearUnused(db: Db): Promise<number> {
  const { rows } = await sql`
    with gone as (delete from chats c where c.created_at < now() - interval '7 days'
      and not exists (select from chat_activities a
        where a.chat_id = c.id and a.from_visitor and a.activity->>'type' = 'message')
      returning c.account_id, c.visitor),
    states as (delete from bot_state b using gone g where b.account_id = g.account_id and b.person = g.visitor
      and g.visitor like 'guest:%')
    select from gone`.execute(db)
  return rows.length
}
