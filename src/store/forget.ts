import { sql } from 'kysely'
import { chatNews } from './chat.ts'
import type { Db } from './db.ts'
import { sameAs } from './persons.ts'

/** What is to be forgotten, held fast until the transaction ends. */
export interface Forgotten {
  brandId: string
  personIds: string[]
  conversationIds: string[]
  /** A reply to them is going out at this moment. */
  sending: boolean
  /** What the network shows of it, which is not ours to erase. */
  shown: { url: string | null; by: 'person' | 'brand' }[]
}

/** Null when there is no such person. */
export async function lockPerson(trx: Db, personId: string): Promise<Forgotten | null> {
  const same = await sql<{ id: string; brand_id: string }>`
    with recursive ${sameAs(personId)}
    select p.id, a.brand_id from persons p join accounts a on a.id = p.account_id
    where p.id in (select id from same) order by p.id for update of p`.execute(trx)
  const [first] = same.rows
  if (!first) return null
  const personIds = same.rows.map(({ id }) => id)
  const locked = await sql<{ id: string }>`
    select id from conversations where person_id = any(${personIds}::bigint[]) order by id for update`.execute(
    trx,
  )
  const conversationIds = locked.rows.map(({ id }) => id)
  // The sends too: an attempt that is being recorded is either seen here or finds nothing.
  const sends = await sql<{ state: string; url: string | null }>`
    select state, url from sends where conversation_id = any(${conversationIds}::bigint[]) order by id for update`.execute(
    trx,
  )
  // A turn of theirs that is under way would bring back what is erased; no other begins before this is over.
  const chats = await sql<{ busy: boolean }>`
    select c.busy_until > now() as busy from chats c join persons p on p.account_id = c.account_id and p.native_id = c.visitor
    where p.id = any(${personIds}::bigint[]) order by c.id for update of c`.execute(trx)
  const said = await sql<{ url: string | null }>`
    select url from mentions where conversation_id = any(${conversationIds}::bigint[]) and deleted_at is null
    order by id`.execute(trx)
  return {
    ...{ brandId: first.brand_id, personIds, conversationIds },
    sending: sends.rows.some(({ state }) => state === 'sending') || chats.rows.some(({ busy }) => busy),
    shown: [
      ...said.rows.map(({ url }) => ({ url, by: 'person' as const })),
      ...sends.rows.filter(({ state }) => state === 'sent').map(({ url }) => ({ url, by: 'brand' as const })),
    ],
  }
}

/**
 * Erases everything that we have of a person, in the caller's transaction. Every table that can hold a word of theirs is named
 * here; what was made of their words for others (examples in a prompt) is emptied.
 * @returns how many rows went, by table; for `events` and `otherDrafts` how many were emptied.
 */
export async function erase(trx: Db, of: Forgotten): Promise<Record<string, number>> {
  const persons = sql`any(${of.personIds}::bigint[])`
  const conversations = sql`any(${of.conversationIds}::bigint[])`
  const mine = sql`select id from mentions where conversation_id = ${conversations}`
  const drafts = sql`select id from drafts where conversation_id = ${conversations}`
  const count = async (query: ReturnType<typeof sql>) =>
    Number((await query.execute(trx)).numAffectedRows ?? 0)
  const rows: Record<string, number> = {}

  rows.otherDrafts = await count(sql`
    update drafts d set inputs = null where conversation_id <> all(${of.conversationIds}::bigint[])
      and exists (select 1 from lessons l cross join lateral unnest(array[l.message, l.reply]) t
        cross join lateral (
          -- In the inputs the words stand as JSON within JSON, so what is compared has nothing that is escaped there.
          select x from regexp_split_to_table(t, '["\\\\[:cntrl:]]+') x order by length(x) desc limit 1) piece
        where l.draft_id in (${drafts}) and d.id > l.draft_id and length(piece.x) >= 4
          and position(piece.x in d.inputs::text) > 0)`)
  rows.lessons = await count(sql`delete from lessons where draft_id in (${drafts})`)
  rows.corrections = await count(sql`delete from corrections where mention_id in (${mine})`)
  rows.summaries = await count(sql`delete from summaries where conversation_id = ${conversations}`)
  rows.notes = await count(sql`delete from notes where conversation_id = ${conversations}`)
  rows.ratings = await count(sql`delete from ratings where conversation_id = ${conversations}`)
  rows.presences = await count(sql`delete from presences where conversation_id = ${conversations}`)
  rows.wishes = await count(sql`
    delete from person_wishes w using persons p join accounts a on a.id = p.account_id
    where p.id = ${persons} and w.brand_id = a.brand_id and w.channel = a.channel
      and w.native_id = coalesce(p.everywhere, p.native_id)`)
  // A job of theirs that runs at this moment finds nothing; one that waits need not run.
  const jobs = await sql<{ key: string | null }>`
    select graphile_worker.remove_job(k) as key from (
      select 'answer:' || id as k from conversations where id = ${conversations}
      union all select 'ask:' || id from conversations where id = ${conversations}
      union all select 'send:' || id from sends where conversation_id = ${conversations}) t
    where exists (select 1 from graphile_worker.jobs j where j.key = t.k)`.execute(trx)
  rows.jobs = jobs.rows.length
  rows.inbox = await count(sql`
    delete from inbox i using persons p where p.id = ${persons} and i.account_id = p.account_id and (
      i.event->'mention'->'author'->>'nativeId' = p.native_id
      or i.event->>'nativeId' in (select native_id from mentions where conversation_id = ${conversations})
      or (i.event->>'kind' = 'unreadable' and ${names(sql`i.event::text`)}))`)
  rows.events = await count(sql`
    update events set why = null,
      detail = case when detail ? 'decision' then jsonb_build_object('decision', detail->'decision') end
    where conversation_id = ${conversations} or mention_id in (${mine})
      or id in (select e.id from events e join persons p on p.id = ${persons} and e.account_id = p.account_id
        where e.conversation_id is null and e.kind = 'unreadable' and ${names(sql`concat(e.why, e.detail::text)`)})`)
  rows.sends = await count(sql`delete from sends where conversation_id = ${conversations}`)
  rows.mentions = await count(sql`delete from mentions where conversation_id = ${conversations}`)
  rows.drafts = await count(sql`delete from drafts where conversation_id = ${conversations}`)
  rows.conversations = await count(sql`delete from conversations where id = ${conversations}`)
  // Whoever has the chat open is told that it is no more.
  const chats = await sql`
    with gone as (delete from chats c using persons p
      where p.id = ${persons} and c.account_id = p.account_id and c.visitor = p.native_id returning c.id)
    select pg_notify(${chatNews}, id) from gone`.execute(trx)
  rows.chats = chats.rows.length
  rows.botState = await count(sql`
    delete from bot_state b using persons p where p.id = ${persons} and b.account_id = p.account_id and b.person = p.native_id`)
  rows.links = await count(sql`delete from person_links where one_id = ${persons} or other_id = ${persons}`)
  rows.persons = await count(sql`delete from persons where id = ${persons}`)
  return rows
}

/** Whether what could not be read names the person `p`. A short number may stand anywhere, so it counts in quotes only. */
function names(text: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`(position('"' || p.native_id || '"' in ${text}) > 0 or position('"' || p.native_id || '\\"' in ${text}) > 0
    or (length(p.native_id) >= 8 and position(p.native_id in ${text}) > 0)
    or (length(p.handle) >= 3 and position(p.handle in ${text}) > 0)
    or (length(p.everywhere) >= 3 and position(p.everywhere in ${text}) > 0))`
}

/** What is kept of a forgetting: nothing of who it was. */
export interface Receipt {
  id: string
  at: Date
  by: string
  because: string
  rows: Record<string, number>
  /** SHA-256 of the rest but the id, so that it can be seen that nobody changed it. */
  hash: string
}

export async function keepReceipt(trx: Db, brandId: string, one: Omit<Receipt, 'id'>): Promise<string> {
  const { id } = await trx
    .insertInto('erasures')
    .values({ brand_id: brandId, ...one, rows: JSON.stringify(one.rows) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The newest first. */
export function listReceipts(db: Db, brandId: string, most: number): Promise<Receipt[]> {
  return db
    .selectFrom('erasures')
    .select(['id', 'at', 'by', 'because', 'rows', 'hash'])
    .where('brand_id', '=', brandId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

/** Different after every forgetting, of whatever brand. Counted too: of two at once the later number may be there first. */
export async function forgettingMark(db: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('.', max(id), count(*)) as mark from erasures`.execute(db)
  return rows[0]?.mark ?? ''
}
