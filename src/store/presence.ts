import { sql } from 'kysely'
import type { Db } from './db.ts'

/** How long a colleague has a conversation to themselves after they were last seen there, in seconds. */
export const leaseSeconds = 600
/** How long somebody counts as being there after they last said so, in seconds. */
export const presentSeconds = 15

export const leaseEnd = sql<Date>`now() + ${leaseSeconds} * interval '1 second'`

export interface Present {
  id: string
  name: string
  doing: 'looking' | 'typing'
}

/** Who is there, and who has it to themselves. */
export interface Company {
  present: Present[]
  lease: { id: string; name: string; until: string } | null
}

/** Says what a colleague does here. Their own lease is prolonged by it. @returns false when there is no such conversation. */
export async function noteDoing(
  db: Db,
  conversationId: string,
  colleagueId: string,
  doing: 'looking' | 'typing' | 'gone',
): Promise<boolean> {
  // Who was here and left without a word is swept out by whoever comes.
  await sql`delete from presences where (conversation_id = ${conversationId} and colleague_id = ${colleagueId}
    and ${doing} = 'gone') or seen_at < now() - interval '1 hour'`.execute(db)
  if (doing !== 'gone')
    await sql`insert into presences (conversation_id, colleague_id, doing, seen_at)
      select id, ${colleagueId}, ${doing}, now() from conversations where id = ${conversationId}
      on conflict (conversation_id, colleague_id) do update set doing = excluded.doing, seen_at = now()`.execute(
      db,
    )
  // A lease of ten minutes need not be written anew every five seconds.
  await sql`update conversations set lease_until = ${leaseEnd} where id = ${conversationId}
    and leased_by = ${colleagueId} and ${doing} <> 'gone' and lease_until > now()
    and lease_until < ${leaseEnd} - interval '30 seconds'`.execute(db)
  const { rows } = await sql`select 1 from conversations where id = ${conversationId}`.execute(db)
  return rows.length === 1
}

/** Gives a colleague the conversation to themselves for a while; the bot's draft stays. Lock the conversation first. */
export async function setLease(trx: Db, conversationId: string, colleagueId: string | null): Promise<void> {
  await trx
    .updateTable('conversations')
    .set({ leased_by: colleagueId, lease_until: colleagueId === null ? null : leaseEnd })
    .where('id', '=', conversationId)
    .execute()
}

/** Null when there is no such conversation. */
export async function findCompany(db: Db, conversationId: string): Promise<Company | null> {
  const { rows } = await sql<Company>`
    select (
      select coalesce(json_agg(json_build_object('id', w.id::text, 'name', w.name, 'doing', p.doing) order by w.id), '[]')
      from presences p join colleagues w on w.id = p.colleague_id
      where p.conversation_id = c.id and p.seen_at > now() - ${presentSeconds} * interval '1 second') as present,
      (select json_build_object('id', w.id::text, 'name', w.name, 'until', c.lease_until)
        from colleagues w where w.id = c.leased_by and c.lease_until > now()) as lease
    from conversations c where c.id = ${conversationId}`.execute(db)
  return rows[0] ?? null
}

/** What a page that follows a conversation is told: that something is different, and who is there; no word of what was said. */
export interface Mark {
  id: string
  version: string
  /** Changes with everything that happens there. */
  mark: string
  lease: string | null
  present: { id: string; doing: 'looking' | 'typing' }[]
}

/** The marks of these conversations, of one moment. */
export async function findMarks(db: Db, conversationIds: readonly string[]): Promise<Mark[]> {
  if (conversationIds.length === 0) return []
  const { rows } = await sql<Mark>`
    select c.id::text as id, c.version::text as version,
      concat_ws('.', (select max(e.id) from events e where e.conversation_id = c.id), n.last, n.many,
        extract(epoch from c.snoozed_until)::bigint) as mark,
      case when c.lease_until > now() then c.leased_by::text end as lease,
      (select coalesce(json_agg(json_build_object('id', p.colleague_id::text, 'doing', p.doing) order by p.colleague_id), '[]')
        from presences p
        where p.conversation_id = c.id and p.seen_at > now() - ${presentSeconds} * interval '1 second') as present
    from conversations c cross join lateral (
      select max(id) as last, count(*) as many from notes where conversation_id = c.id) n
    where c.id = any(${conversationIds}::bigint[])`.execute(db)
  return rows
}
