import { type RawBuilder, sql } from 'kysely'
import type { Level } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'

/** One of the names that a person has with us: on one account of one network. */
export interface Identity {
  personId: string
  account: { id: string; channel: string; handle: string; name: string }
  handle: string
  name: string
  /** `self`: the one that was asked for. `proven`: the network says so. `linked`: a colleague says so. */
  how: 'self' | 'proven' | 'linked'
  /** Of a link that a colleague made from the one that was asked for. */
  link: { reason: string; by: string | null; at: string } | null
}

export interface PersonCard {
  id: string
  brandId: string
  handle: string
  name: string
  firstHeardAt: string
  /** What they wrote in last. */
  language: string | null
  /** How they last spoke to us. */
  level: Level | null
  counts: { conversations: number; messages: number; answers: number }
  identities: Identity[]
  /** What was ever asked of our machine, the newest first. */
  wishes: { wish: 'person' | 'silence'; since: string; endedAt: string | null }[]
  /** The newest 50. */
  conversations: {
    id: string
    account: { id: string; channel: string; handle: string; name: string }
    visibility: Visibility
    heardAt: string
    lastText: string
    stages: Stage[]
  }[]
}

/**
 * Everybody who is the same as this person: whom the network itself names alike on its servers, and whom a colleague has linked.
 * Alike names are no proof.
 */
export function sameAs(personId: string): RawBuilder<unknown> {
  return sql`same(id) as (
    select id from persons where id = ${personId}
    union
    select n.id from same s cross join lateral (
      select q.id from persons p join accounts a on a.id = p.account_id
        join persons q on q.everywhere = p.everywhere
        join accounts b on b.id = q.account_id and b.brand_id = a.brand_id and b.channel = a.channel
        where p.id = s.id
      union all select other_id from person_links where one_id = s.id
      union all select one_id from person_links where other_id = s.id) n)`
}

const mostConversations = 50

/** Null when there is no such person. */
export async function readPerson(db: Db, id: string): Promise<PersonCard | null> {
  const account = sql`json_build_object('id', a.id::text, 'channel', a.channel, 'handle', a.handle, 'name', a.name)`
  const { rows } = await sql<{ one: PersonCard }>`
    with recursive ${sameAs(id)}
    select json_build_object(
      'id', p.id::text, 'brandId', own.brand_id::text, 'handle', p.handle, 'name', p.name,
      'firstHeardAt', (select min(first_heard_at) from persons where id in (select id from same)),
      'language', (select m.classification->>'language' from mentions m join conversations c on c.id = m.conversation_id
        where c.person_id in (select id from same) and m.classification is not null order by m.id desc limit 1),
      'level', (select m.classification->>'level' from mentions m join conversations c on c.id = m.conversation_id
        where c.person_id in (select id from same) and m.classification->>'level' is not null
        order by m.id desc limit 1),
      'counts', (select json_build_object('conversations', count(*), 'answers', coalesce(sum(c.answers), 0),
          'messages', coalesce(sum((select count(*) from mentions m where m.conversation_id = c.id)), 0))
        from conversations c where c.person_id in (select id from same)),
      'identities', (select coalesce(json_agg(json_build_object('personId', q.id::text, 'account', ${account},
          'handle', q.handle, 'name', q.name,
          'how', case when q.id = p.id then 'self'
            when q.everywhere = p.everywhere and a.channel = own.channel then 'proven' else 'linked' end,
          'link', (select json_build_object('reason', l.reason, 'by', w.name, 'at', l.at)
            from person_links l left join colleagues w on w.id = l.colleague_id
            where l.one_id = least(p.id, q.id) and l.other_id = greatest(p.id, q.id))) order by q.id), '[]')
        from persons q join accounts a on a.id = q.account_id where q.id in (select id from same)),
      'wishes', (select coalesce(json_agg(x.wish order by x.id desc), '[]') from (
        select distinct w.id, jsonb_build_object('wish', w.wish, 'since', w.since, 'endedAt', w.ended_at) as wish
        from person_wishes w join persons q on q.id in (select id from same) join accounts a on a.id = q.account_id
        where w.brand_id = a.brand_id and w.channel = a.channel and w.native_id = coalesce(q.everywhere, q.native_id)) x),
      'conversations', (select coalesce(json_agg(x.one order by x.heard_at desc), '[]') from (
        select c.heard_at, json_build_object('id', c.id::text, 'account', ${account}, 'visibility', c.visibility,
          'heardAt', c.heard_at,
          'lastText', coalesce((select left(m.text, 300) from mentions m
            where m.conversation_id = c.id and m.stage <> 'withdrawn' order by m.id desc limit 1), ''),
          'stages', (select coalesce(json_agg(distinct m.stage), '[]') from mentions m where m.conversation_id = c.id)) as one
        from conversations c join accounts a on a.id = c.account_id
        where c.person_id in (select id from same) order by c.heard_at desc limit ${mostConversations}) x)
    ) as one
    from persons p join accounts own on own.id = p.account_id where p.id = ${id}`.execute(db)
  return rows[0]?.one ?? null
}

/** Ids of the conversations of a person, on whatever account. */
export async function conversationsOf(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive ${sameAs(personId)}
    select id from conversations where person_id in (select id from same) order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Somebody of the same brand who might be the same person. */
export interface Alike {
  personId: string
  account: { id: string; channel: string; handle: string; name: string }
  handle: string
  name: string
  /** When they were last heard; null where every message of theirs is gone. */
  heardAt: string | null
}

const mostAlike = 20

/**
 * Those of a brand who may be the same as this person and are not known to be: whose name or handle has `search` in it, or, where it is
 * empty, who go by the same name or by the same handle without its server. The last heard first, 20 at most.
 */
export async function findAlike(db: Db, personId: string, search: string): Promise<Alike[]> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const bare = sql`lower(split_part(ltrim(self.handle, '@'), '@', 1))`
  const alike =
    search === ''
      ? sql`((self.name <> '' and lower(q.name) = lower(self.name)) or lower(q.handle) in (lower(self.handle), ${bare}, '@' || ${bare}))`
      : sql`(q.name ilike ${like} or q.handle ilike ${like})`
  const { rows } = await sql<{ one: Alike }>`
    with recursive ${sameAs(personId)}
    select json_build_object('personId', q.id::text, 'handle', q.handle, 'name', q.name,
      'heardAt', talked.at,
      'account', json_build_object('id', a.id::text, 'channel', a.channel, 'handle', a.handle, 'name', a.name)) as one
    from persons self join accounts own on own.id = self.account_id
      join persons q on ${alike}
      join accounts a on a.id = q.account_id and a.brand_id = own.brand_id
      cross join lateral (select max(heard_at) as at from conversations where person_id = q.id) talked
    where self.id = ${personId} and q.id not in (select id from same)
    order by talked.at desc nulls last, q.id desc
    limit ${mostAlike}`.execute(db)
  return rows.map(({ one }) => one)
}

/** @returns false when the two are not two persons of one brand. */
export async function linkPersons(
  trx: Db,
  one: { personId: string; otherId: string; reason: string; colleagueId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from persons p join accounts a on a.id = p.account_id join persons q on q.id = ${one.otherId}
      join accounts b on b.id = q.account_id and b.brand_id = a.brand_id
    where p.id = ${one.personId} and p.id <> q.id`.execute(trx)
  if (rows.length === 0) return false
  await sql`
    insert into person_links (one_id, other_id, reason, colleague_id)
    values (least(${one.personId}::bigint, ${one.otherId}::bigint), greatest(${one.personId}::bigint, ${one.otherId}::bigint),
      ${one.reason}, ${one.colleagueId})
    on conflict do nothing`.execute(trx)
  return true
}

/** @returns false when no colleague had linked them. */
export async function unlinkPersons(trx: Db, personId: string, otherId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from person_links where one_id = least(${personId}::bigint, ${otherId}::bigint)
      and other_id = greatest(${personId}::bigint, ${otherId}::bigint)`.execute(trx)
  return numAffectedRows === 1n
}
