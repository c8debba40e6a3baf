import { type RawBuilder, sql } from 'kysely'
import type { Ready } from '../core/give-out.ts'
import { type Brands, brandsWith, type Membership } from '../core/rights.ts'
import type { Db } from './db.ts'
import { membershipsOfC } from './memberships.ts'

/** A colleague as conversations are given out to them. */
export interface TeamMember {
  id: string
  name: string
  available: boolean
  /** How many open conversations they want at a time. */
  capacity: number
  /** How many they have. */
  load: number
}

/** What somebody takes on who has not said otherwise. */
export const usualCapacity = 10

/** Everybody who has a role at one of these brands; who never said that they are available is not. */
export async function listTeam(db: Db, brands: Brands = 'every'): Promise<TeamMember[]> {
  const here =
    brands === 'every'
      ? sql`true`
      : sql`exists (select 1 from memberships m where m.colleague_id = w.id
          and (m.brand_id is null or m.brand_id = any(${[...brands]}::bigint[])))`
  const { rows } = await sql<TeamMember>`
    select w.id::text, w.name, coalesce(v.available, false) as available, coalesce(v.capacity, ${usualCapacity}) as capacity,
      (select count(*)::int from queue q where q.assignee_id = w.id and q.open) as load
    from colleagues w left join availabilities v on v.colleague_id = w.id
    where ${here} order by w.id`.execute(db)
  return rows
}

export async function setAvailability(
  db: Db,
  colleagueId: string,
  { available, capacity }: { available: boolean; capacity: number | null },
): Promise<void> {
  await sql`
    insert into availabilities (colleague_id, available, capacity) values (${colleagueId}, ${available}, ${capacity ?? usualCapacity})
    on conflict (colleague_id) do update set available = excluded.available, since = now(),
      capacity = coalesce(${capacity}::int, availabilities.capacity)`.execute(db)
}

/** With the brands at which they may answer. */
export async function findColleague(
  db: Db,
  id: string,
): Promise<{ id: string; name: string; brands: Brands } | null> {
  const { rows } = await sql<{ id: string; name: string; memberships: Membership[] }>`
    select c.id::text, c.name, ${membershipsOfC} as memberships from colleagues c where c.id = ${id}`.execute(
    db,
  )
  const [row] = rows
  return row ? { id: row.id, name: row.name, brands: brandsWith(row.memberships, 'answer') } : null
}

export interface QueuePlace {
  conversationId: string
  accountId: string
  brandId: string
  assignee: { id: string; name: string } | null
  open: boolean
  closed: boolean
}

/** Holds the conversation's row of the queue until the transaction ends; null when there is none. */
export async function lockPlace(trx: Db, conversationId: string): Promise<QueuePlace | null> {
  const { rows } = await sql<QueuePlace>`
    select q.conversation_id::text as "conversationId", q.account_id::text as "accountId", q.brand_id::text as "brandId", q.open,
      q.closed_after is not null as closed,
      (select json_build_object('id', w.id::text, 'name', w.name) from colleagues w where w.id = q.assignee_id) as assignee
    from queue q where q.conversation_id = ${conversationId} for update`.execute(trx)
  return rows[0] ?? null
}

/** @param colleagueId null takes it from whoever has it. */
export async function setAssignee(
  trx: Db,
  conversationIds: readonly string[],
  colleagueId: string | null,
): Promise<void> {
  await sql`update queue set assignee_id = ${colleagueId}, assigned_at = case when ${colleagueId}::bigint is null then null else now() end,
      arrived = false
    where conversation_id = any(${[...conversationIds]}::bigint[])`.execute(trx)
}

/** Closes it until the person says something more. */
export async function setClosed(trx: Db, conversationId: string): Promise<void> {
  await sql`update queue set closed_after = last_id, waits_until = null, assignee_id = null, assigned_at = null
    where conversation_id = ${conversationId} and not open`.execute(trx)
  // What they bring next is another matter, with another number.
  await sql`update conversations set asked = '[]', case_since = now() where id = ${conversationId}`.execute(
    trx,
  )
}

// A colleague has to do something here, and nobody was told to.
const isFree = sql`q.assignee_id is null and q.held_by is null and (q.to_approve or q.with_person or q.failed)`

/**
 * Of the conversations that need a colleague and have none the one that is due first, held until the transaction ends. What another
 * takes at this moment is passed over, so nobody waits and nobody gets what somebody else got.
 */
export async function lockNext(
  trx: Db,
  brands: Brands,
): Promise<{ conversationId: string; accountId: string } | null> {
  const here = brands === 'every' ? sql`true` : sql`q.brand_id = any(${[...brands]}::bigint[])`
  const { rows } = await sql<{ conversationId: string; accountId: string }>`
    select q.conversation_id::text as "conversationId", q.account_id::text as "accountId" from queue q
    where ${isFree} and ${here} order by q.due_at, q.conversation_id limit 1 for update skip locked`.execute(
    trx,
  )
  return rows[0] ?? null
}

/** Who can be given something now, held until the transaction ends: who gives out is alone in it. */
export async function lockReady(trx: Db): Promise<(Ready & { brands: Brands })[]> {
  await sql`select 1 from availabilities order by colleague_id for update`.execute(trx)
  const { rows } = await sql<Ready & { memberships: Membership[] }>`
    select v.colleague_id::text as id, ${membershipsOfC} as memberships,
      v.capacity - (select count(*)::int from queue q where q.assignee_id = v.colleague_id and q.open) as room
    from availabilities v join colleagues c on c.id = v.colleague_id
    where v.available order by v.given_at, v.colleague_id`.execute(trx)
  return rows
    .filter(({ room }) => room > 0)
    .map(({ id, room, memberships }) => ({ id, room, brands: brandsWith(memberships, 'answer') }))
}

export interface Arrival {
  conversationId: string
  accountId: string
  brandId: string
  /** By the brand's policy everything is given out. */
  roundRobin: boolean
  /** Who answered this person last; null where nobody did, or the policy does not ask. */
  knownBy: string | null
}

/** What came to need a colleague and was not looked at yet, due first, held until the transaction ends. */
export async function lockArrivals(trx: Db, most: number): Promise<Arrival[]> {
  const known: RawBuilder<unknown> = sql`(
    select s.approved_by::text from conversations o join sends s on s.conversation_id = o.id
    where o.person_id = c.person_id and s.state = 'sent' and s.approved_by is not null order by s.sent_at desc limit 1)`
  const { rows } = await sql<Arrival>`
    with here as (
      select conversation_id, account_id, brand_id, due_at from queue where arrived
      order by due_at, conversation_id limit ${most} for update skip locked
    )
    select q.conversation_id::text as "conversationId", q.account_id::text as "accountId", q.brand_id::text as "brandId",
      coalesce((b.policy#>>'{assignment,roundRobin}')::boolean, false) as "roundRobin",
      case when coalesce((b.policy#>>'{assignment,toWhoKnows}')::boolean, true) then ${known} end as "knownBy"
    from here q join brands b on b.id = q.brand_id join conversations c on c.id = q.conversation_id
    order by q.due_at, q.conversation_id`.execute(trx)
  return rows
}

/** Nobody gets these by themselves any more; somebody takes them. */
export async function leaveFree(trx: Db, conversationIds: readonly string[]): Promise<void> {
  await sql`update queue set arrived = false where conversation_id = any(${[...conversationIds]}::bigint[])`.execute(
    trx,
  )
}

/** Remembers that they had their turn, in the order given. */
export async function noteGiven(trx: Db, colleagueIds: readonly string[]): Promise<void> {
  if (colleagueIds.length === 0) return
  await sql`
    update availabilities v set given_at = clock_timestamp() + g.place * interval '1 microsecond'
    from (select id, max(place) as place from unnest(${[...colleagueIds]}::bigint[]) with ordinality as u(id, place) group by id) g
    where v.colleague_id = g.id`.execute(trx)
}
