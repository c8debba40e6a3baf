import { type RawBuilder, sql } from 'kysely'
import type { Membership, Role } from '../core/rights.ts'
import type { Db } from './db.ts'

/** What can be asked about by its id, and belongs to a brand. */
export type Kind =
  | 'account'
  | 'conversation'
  | 'document'
  | 'draft'
  | 'lesson'
  | 'person'
  | 'saved-reply'
  | 'case'

const brandOf: Record<Kind, RawBuilder<unknown>> = {
  account: sql`accounts a`,
  conversation: sql`conversations c join accounts a on a.id = c.account_id`,
  document: sql`documents a`,
  draft: sql`drafts d join conversations c on c.id = d.conversation_id join accounts a on a.id = c.account_id`,
  lesson: sql`lessons a`,
  'saved-reply': sql`saved_replies a`,
  case: sql`cases a`,
  person: sql`persons p join accounts a on a.id = p.account_id`,
}
const idOf: Record<Kind, RawBuilder<unknown>> = {
  account: sql`a.id`,
  conversation: sql`c.id`,
  document: sql`a.id`,
  draft: sql`d.id`,
  lesson: sql`a.id`,
  'saved-reply': sql`a.id`,
  case: sql`a.id`,
  person: sql`p.id`,
}

/** The brand that something belongs to; null when there is no such thing. */
export async function findBrandOf(db: Db, kind: Kind, id: string): Promise<string | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const { rows } = await sql<{ brand: string }>`
    select a.brand_id::text as brand from ${brandOf[kind]} where ${idOf[kind]} = ${id}::bigint`.execute(db)
  return rows[0]?.brand ?? null
}

/** As a list in JSON, for a statement that has the colleague as `c`. */
export const membershipsOfC = sql<Membership[]>`(
  select coalesce(json_agg(json_build_object('brandId', m.brand_id::text, 'role', m.role) order by m.brand_id nulls first), '[]')
  from memberships m where m.colleague_id = c.id)`

/** Gives a role at a brand, in place of the one that they have there; null: at every brand. */
export async function saveMembership(
  db: Db,
  one: { colleagueId: string; brandId: string | null; role: Role },
): Promise<void> {
  await sql`insert into memberships (colleague_id, brand_id, role) values (${one.colleagueId}, ${one.brandId}, ${one.role})
    on conflict (colleague_id, brand_id) do update set role = excluded.role, since = now()`.execute(db)
}

/** Whoever changes roles waits here for the others, so that nobody judges by roles that are just being taken. */
export async function lockMemberships(trx: Db): Promise<void> {
  await sql`lock table memberships in share row exclusive mode`.execute(trx)
}

export async function listMemberships(db: Db, colleagueId: string): Promise<Membership[]> {
  return db
    .selectFrom('memberships')
    .select(['brand_id as brandId', 'role'])
    .where('colleague_id', '=', colleagueId)
    .orderBy('id')
    .execute()
}

export async function deleteMembership(
  trx: Db,
  one: { colleagueId: string; brandId: string | null },
): Promise<void> {
  await sql`delete from memberships where colleague_id = ${one.colleagueId}
    and brand_id is not distinct from ${one.brandId}::bigint`.execute(trx)
}

/** Whether somebody who has a password owns this brand, or, where it is null, every brand. */
export async function hasOwner(db: Db, brandId: string | null): Promise<boolean> {
  const { rows } = await sql<{ owned: boolean }>`
    select exists (
      select 1 from memberships m join colleagues c on c.id = m.colleague_id
      where m.role = 'owner' and c.password_hash <> 'none' and (m.brand_id is null or m.brand_id = ${brandId}::bigint)
    ) as owned`.execute(db)
  return rows[0]?.owned ?? false
}
