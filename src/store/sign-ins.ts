import { sql } from 'kysely'
import type { Membership } from '../core/rights.ts'
import { originNow } from './audit.ts'
import type { Colleague } from './colleagues.ts'
import type { Db } from './db.ts'
import { membershipsOfC } from './memberships.ts'

/** A sign-in as it is stored: of its token only the SHA-256. */
export interface StoredSignIn {
  tokenHash: string
  colleague: Colleague
  /** What they are at which brand, as of now. */
  memberships: Membership[]
  since: Date
  expiresAt: Date
}

/** A colleague who is signed in. */
export interface SignIn extends StoredSignIn {
  /** What they hold; it is kept nowhere but in their browser. */
  token: string
}

/**
 * Signs in whoever still has this password. A new one ends every sign-in, and one that was let in with the old password at
 * that very moment would come after and stay; so the row is held until this is stored.
 * @returns false when the password is another one by now.
 */
export async function insertSignIn(
  db: Db,
  one: { tokenHash: string; colleagueId: string; passwordHash: string; expiresAt: Date },
): Promise<boolean> {
  const origin = originNow()
  const { numAffectedRows } = await sql`
    insert into sign_ins (token_hash, colleague_id, expires_at, address, user_agent)
    select ${one.tokenHash}, id, ${one.expiresAt}::timestamptz, ${origin.address}, ${origin.userAgent} from colleagues
    where id = ${one.colleagueId} and password_hash = ${one.passwordHash} for share`.execute(db)
  return numAffectedRows === 1n
}

/** Null when there is none or it has run out by `now`. */
export async function findSignIn(db: Db, tokenHash: string, now: Date): Promise<StoredSignIn | null> {
  const row = await db
    .selectFrom('sign_ins as s')
    .innerJoin('colleagues as c', 'c.id', 's.colleague_id')
    .select([
      'c.id',
      'c.email',
      'c.name',
      'c.must_change as mustChange',
      's.expires_at as expiresAt',
      's.created_at as since',
    ])
    .select(membershipsOfC.as('memberships'))
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  const { since, expiresAt, memberships, ...colleague } = row
  return { tokenHash, colleague, memberships, since, expiresAt }
}

export async function extendSignIn(db: Db, tokenHash: string, expiresAt: Date): Promise<void> {
  await db
    .updateTable('sign_ins')
    .set({ expires_at: expiresAt, seen_at: sql`now()` })
    .where('token_hash', '=', tokenHash)
    .execute()
}

export async function deleteSignIn(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute()
}

/** Signs the colleague out everywhere but here. */
export async function deleteOtherSignIns(db: Db, colleagueId: string, tokenHash: string): Promise<void> {
  await db
    .deleteFrom('sign_ins')
    .where('colleague_id', '=', colleagueId)
    .where('token_hash', '<>', tokenHash)
    .execute()
}

export async function deleteSignIns(db: Db, colleagueId: string): Promise<void> {
  await db.deleteFrom('sign_ins').where('colleague_id', '=', colleagueId).execute()
}

export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sign_ins').where('expires_at', '<=', now).execute()
}
