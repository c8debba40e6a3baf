import { sql } from 'kysely'
import type { Brands, Membership } from '../core/rights.ts'
import type { Colleague } from './colleagues.ts'
import type { Db } from './db.ts'
import { membershipsOfC } from './memberships.ts'

/** What stands where a password would be while nobody may sign in with one; no hash is like it. */
export const noPassword = 'none'

/** A colleague as those see them who give roles. */
export interface Employed extends Colleague {
  /** They have not chosen a password yet. */
  invited: boolean
  memberships: Membership[]
  seenAt: Date | null
}

/** Everybody with a role at one of these brands, or at every brand; of their roles only those. */
export async function listStaff(db: Db, brands: Brands): Promise<Employed[]> {
  const rows = await staff(db).orderBy('c.id').execute()
  const isSeen = ({ brandId }: Membership) =>
    brands === 'every' || brandId === null || brands.includes(brandId)
  return rows
    .map((one) => ({ ...one, memberships: one.memberships.filter(isSeen) }))
    .filter(({ memberships }) => memberships.length > 0)
}

export async function findEmployed(db: Db, id: string): Promise<Employed | null> {
  return (await staff(db).where('c.id', '=', id).executeTakeFirst()) ?? null
}

function staff(db: Db) {
  return db
    .selectFrom('colleagues as c')
    .select(['c.id', 'c.email', 'c.name', 'c.must_change as mustChange'])
    .select(sql<boolean>`c.password_hash = ${noPassword}`.as('invited'))
    .select(membershipsOfC.as('memberships'))
    .select(
      sql<Date | null>`(select max(s.seen_at) from sign_ins s where s.colleague_id = c.id)`.as('seenAt'),
    )
}

export async function isBrand(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('brands').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** A sign-in as its owner sees it. */
export interface Session {
  id: string
  since: Date
  seenAt: Date
  address: string | null
  userAgent: string | null
  current: boolean
}

export async function listSessions(
  db: Db,
  ask: { colleagueId: string; tokenHash: string; now: Date },
): Promise<Session[]> {
  return db
    .selectFrom('sign_ins')
    .select(['id', 'created_at as since', 'seen_at as seenAt', 'address', 'user_agent as userAgent'])
    .select(sql<boolean>`token_hash = ${ask.tokenHash}`.as('current'))
    .where('colleague_id', '=', ask.colleagueId)
    .where('expires_at', '>', ask.now)
    .orderBy('id', 'desc')
    .execute()
}

/** @returns false when they have no such sign-in. */
export async function endSession(db: Db, colleagueId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_ins')
    .where('colleague_id', '=', colleagueId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
