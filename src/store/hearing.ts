import { sql } from 'kysely'
import type { Mention } from '../core/mention.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'
import { forgetLessons } from './lessons.ts'
import { type Move, moveMentions, type Who } from './stages.ts'

/** A mention on its way into the store, with the account that heard it. */
export interface Incoming {
  accountId: string
  mention: Mention
}

const at = (accountId: string, nativeId: string) => `${accountId} ${nativeId}`

/** Which of these are stored already. @returns keys made of account and native id; see `isKnown`. */
export async function findStored(db: Db, incoming: readonly Incoming[]): Promise<Set<string>> {
  const { rows } = await sql<{ account_id: string; native_id: string }>`
    select m.account_id, m.native_id from mentions m
    join unnest(${incoming.map((one) => one.accountId)}::bigint[], ${incoming.map((one) => one.mention.nativeId)}::text[])
      as i(account_id, native_id) using (account_id, native_id)`.execute(db)
  return new Set(rows.map((row) => at(row.account_id, row.native_id)))
}

export function isStored(stored: Set<string>, { accountId, mention }: Incoming): boolean {
  return stored.has(at(accountId, mention.nativeId))
}

/** Finds or makes the authors. @returns a look-up from a mention to its person's id. */
export async function savePersons(db: Db, incoming: readonly Incoming[]): Promise<(one: Incoming) => string> {
  const ids = new Map<string, string>()
  // A person whom another transaction makes at this moment is seen only by the next statement.
  for (let tries = 0; tries < 3; tries += 1) {
    const missing = incoming.filter((one) => !ids.has(at(one.accountId, one.mention.author.nativeId)))
    if (missing.length === 0) break
    const authors = [
      ...new Map(missing.map((one) => [at(one.accountId, one.mention.author.nativeId), one])).entries(),
    ]
      .sort(([a], [b]) => (a < b ? -1 : 1)) // one order for everybody, so that two groups cannot wait for each other
      .map(([, one]) => one)
    const { rows } = await sql<{ id: string; account_id: string; native_id: string }>`
      with incoming as (
        select * from unnest(
          ${authors.map((one) => one.accountId)}::bigint[], ${authors.map((one) => one.mention.author.nativeId)}::text[],
          ${authors.map((one) => one.mention.author.handle)}::text[], ${authors.map((one) => one.mention.author.name)}::text[],
          ${authors.map((one) => one.mention.author.everywhere ?? null)}::text[]
        ) as i(account_id, native_id, handle, name, everywhere)
      ), made as (
        insert into persons (account_id, native_id, handle, name, everywhere) select * from incoming
        on conflict (account_id, native_id) do update set handle = excluded.handle, name = excluded.name,
            everywhere = coalesce(excluded.everywhere, persons.everywhere)
          where (persons.handle, persons.name, persons.everywhere) is distinct from
            (excluded.handle, excluded.name, coalesce(excluded.everywhere, persons.everywhere))
        returning id, account_id, native_id
      )
      select id, account_id, native_id from made
      union
      select p.id, p.account_id, p.native_id from persons p join incoming using (account_id, native_id)`.execute(
      db,
    )
    for (const row of rows) ids.set(at(row.account_id, row.native_id), row.id)
  }
  return (one) => {
    const id = ids.get(at(one.accountId, one.mention.author.nativeId))
    if (id === undefined) throw new Error(`The author of ${one.mention.nativeId} could not be stored.`)
    return id
  }
}

/** The conversations that these mentions' parents (what somebody said, or what we answered) are turns of. */
export async function findParents(
  db: Db,
  incoming: readonly Incoming[],
): Promise<(one: Incoming, personId: string) => string | null> {
  const asked = incoming.filter((one) => one.mention.parent !== null)
  const keys = new Map<string, string>()
  if (asked.length > 0) {
    const { rows } = await sql<{
      account_id: string
      native_id: string
      person_id: string
      visibility: string
      key: string
    }>`
      with asked as (
        select distinct * from unnest(
          ${asked.map((one) => one.accountId)}::bigint[], ${asked.map((one) => one.mention.parent)}::text[]
        ) as a(account_id, native_id)
      ), found as (
        select account_id, native_id, m.conversation_id from mentions m join asked using (account_id, native_id)
        union all
        select account_id, native_id, s.conversation_id from sends s join asked using (account_id, native_id)
      )
      select f.account_id, f.native_id, c.person_id, c.visibility, c.key
      from found f join conversations c on c.id = f.conversation_id`.execute(db)
    for (const row of rows)
      keys.set(`${at(row.account_id, row.native_id)} ${row.person_id} ${row.visibility}`, row.key)
  }
  return ({ accountId, mention }, personId) =>
    keys.get(`${at(accountId, mention.parent ?? '')} ${personId} ${mention.visibility}`) ?? null
}

/** The public conversations in which these persons said something within `windowMs` that nobody has answered yet. */
export async function findBursts(
  db: Db,
  personIds: readonly string[],
  windowMs: number,
): Promise<Map<string, string>> {
  if (windowMs === 0 || personIds.length === 0) return new Map()
  const { rows } = await sql<{ person_id: string; key: string }>`
    select distinct on (c.person_id) c.person_id, c.key
    from conversations c
    where c.person_id = any(${[...new Set(personIds)]}::bigint[]) and c.visibility = 'public' and c.held_by is null
      and c.heard_at > now() - ${windowMs} * interval '1 millisecond'
      and exists (
        select 1 from mentions m where m.conversation_id = c.id and m.stage in ('heard', 'classified', 'drafted', 'waiting'))
    order by c.person_id, c.heard_at desc`.execute(db)
  return new Map(rows.map((row) => [row.person_id, row.key]))
}

export interface Placed extends Incoming {
  personId: string
  key: string
}

/** Finds or makes the conversations and counts the new message in each. */
export async function saveConversations(
  db: Db,
  placed: readonly Placed[],
): Promise<(one: Placed) => { id: string; isNew: boolean }> {
  const each = [...new Map(placed.map((one) => [at(one.accountId, one.key), one])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
  const { rows } = await sql<{ id: string; account_id: string; key: string; version: string }>`
    insert into conversations (account_id, person_id, key, visibility)
    select * from unnest(
      ${each.map((one) => one.accountId)}::bigint[], ${each.map((one) => one.personId)}::bigint[],
      ${each.map((one) => one.key)}::text[], ${each.map((one) => one.mention.visibility)}::text[])
    on conflict (account_id, key) do update set version = conversations.version + 1, heard_at = now(),
        snoozed_until = null, guidance = null
    returning id, account_id, key, version`.execute(db)
  const ids = new Map(
    rows.map((row) => [at(row.account_id, row.key), { id: row.id, isNew: row.version === '1' }]),
  )
  return (one) => ids.get(at(one.accountId, one.key)) as { id: string; isNew: boolean }
}

/** Stores the mentions in stage `heard`, with an event each. @returns the ids of those that were new. */
export async function insertMentions(
  db: Db,
  rows: readonly (Placed & { conversationId: string })[],
): Promise<Set<string>> {
  const wanted = rows.map(({ accountId, personId, conversationId, mention }) => ({
    account_id: accountId,
    native_id: mention.nativeId,
    conversation_id: conversationId,
    person_id: personId,
    text: mention.text,
    visibility: mention.visibility,
    summoned: mention.summoned,
    bot: mention.author.bot,
    parent: mention.parent,
    language: mention.language,
    url: mention.url,
    ref: mention.ref,
    posted_at: mention.postedAt,
  }))
  const made = await sql<{ id: string }>`
    with made as (
      insert into mentions (account_id, native_id, conversation_id, person_id, stage, text, visibility, summoned, bot,
                            parent, language, url, ref, posted_at)
      select account_id, native_id, conversation_id, person_id, 'heard', text, visibility, summoned, bot,
             parent, language, url, coalesce(ref, 'null'::jsonb), posted_at
      from jsonb_to_recordset(${toJsonb(wanted)}::jsonb) as w(
        account_id bigint, native_id text, conversation_id bigint, person_id bigint, text text, visibility text,
        summoned text, bot boolean, parent text, language text, url text, ref jsonb, posted_at timestamptz)
      on conflict (account_id, native_id) do nothing
      returning id, account_id, conversation_id
    ), noted as (
      insert into events (who, kind, account_id, conversation_id, mention_id, to_stage)
      select 'person', 'stage', account_id, conversation_id, id, 'heard' from made
    )
    select id from made`.execute(db)
  return new Set(made.rows.map(({ id }) => id))
}

/**
 * A new word, an edit or a deletion overtakes everything that was not sent yet in these conversations: drafts and
 * approvals are void, queued sends are taken back, and the mentions are heard anew, together.
 */
export async function overtake(
  db: Db,
  conversationIds: readonly string[],
  who: Who,
  why: string,
  besides: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (conversationIds.length === 0) return
  // The sends first: an attempt that was recorded a moment ago is then seen in the mentions' stage below.
  await sql`update sends set state = 'voided', error = ${why}
    where conversation_id = any(${conversationIds}::bigint[]) and state = 'queued'`.execute(db)
  const { rows } = await sql<{ id: string; stage: Stage }>`
    select id, stage from mentions where conversation_id = any(${conversationIds}::bigint[])
      and stage in ('classified', 'drafted', 'waiting', 'approved') order by id for update`.execute(db)
  const moves: Move[] = rows
    .filter(({ id }) => !besides.has(id))
    .map(({ id, stage }) => ({ mentionId: id, from: stage, to: 'heard', who, why, draftId: null }))
  await moveMentions(db, moves)
  await sql`update drafts set state = 'overtaken'
    where conversation_id = any(${conversationIds}::bigint[]) and state in ('current', 'approved')
      and not exists (select 1 from sends s where s.draft_id = drafts.id and s.state in ('sending', 'sent', 'failed'))
    `.execute(db)
}

/** What we know of a mention that was edited or deleted; null when we never heard it. */
export async function findMention(db: Db, accountId: string, nativeId: string) {
  return (
    (await db
      .selectFrom('mentions')
      .select(['id', 'stage', 'conversation_id as conversationId', 'text'])
      .where('account_id', '=', accountId)
      .where('native_id', '=', nativeId)
      .forUpdate()
      .executeTakeFirst()) ?? null
  )
}

export async function changeText(db: Db, mentionId: string, text: string): Promise<void> {
  await db.updateTable('mentions').set({ text, edited_at: sql`now()` }).where('id', '=', mentionId).execute()
}

/** Nothing that was learned from an answer to it is kept. */
export async function markDeleted(db: Db, mentionId: string): Promise<void> {
  await forgetLessons(db, mentionId)
  await db.updateTable('mentions').set({ deleted_at: sql`now()` }).where('id', '=', mentionId).execute()
}

export async function bumpConversation(db: Db, id: string): Promise<void> {
  await sql`update conversations set version = version + 1 where id = ${id}`.execute(db)
}

/**
 * Saves how far an account has listened, in the transaction of what it brought, if the lease is still ours.
 * @returns false when another node has taken the account over; the caller rolls back and stops listening.
 */
export async function saveCursor(
  db: Db,
  accountId: string,
  epoch: string,
  cursor: unknown,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update accounts set heard_at = now(), cursor = coalesce(${cursor === null ? null : JSON.stringify(cursor)}::jsonb, cursor)
    where id = ${accountId} and lease_epoch = ${epoch}`.execute(db)
  return numAffectedRows === 1n
}
