import { sql } from 'kysely'
import type { Db } from './db.ts'

export interface LinkRow {
  tokenHash: string
  colleagueId: string
  kind: 'invitation' | 'reset'
  madeBy: string
  expiresAt: Date
  /** Whoever uses it needs no second factor any more. */
  dropsTwoFactor: boolean
}

/** Keeps a link by which a colleague may choose a password once; earlier links of theirs are void. */
export async function saveLink(trx: Db, one: LinkRow): Promise<void> {
  await deleteLinks(trx, one.colleagueId)
  await trx
    .insertInto('password_links')
    .values({
      ...{ token_hash: one.tokenHash, colleague_id: one.colleagueId, kind: one.kind },
      ...{ made_by: one.madeBy, expires_at: one.expiresAt },
      drops_two_factor: one.dropsTwoFactor,
    })
    .execute()
}

export type TakenLink = Pick<LinkRow, 'colleagueId' | 'kind' | 'dropsTwoFactor' | 'expiresAt'>

/** The address of whom a link is for; null when there is none that holds by `now`. */
export async function findLinkOwner(db: Db, tokenHash: string, now: Date): Promise<string | null> {
  const found = await db
    .selectFrom('password_links as l')
    .innerJoin('colleagues as c', 'c.id', 'l.colleague_id')
    .select('c.email')
    .where('l.token_hash', '=', tokenHash)
    .where('l.expires_at', '>', now)
    .executeTakeFirst()
  return found?.email ?? null
}

/** Whose link this is, also when it holds no more; null when there is none. */
export async function findLink(
  db: Db,
  tokenHash: string,
): Promise<{ value: string; expiresAt: Date; createdAt: Date } | null> {
  const found = await db
    .selectFrom('password_links')
    .select(['colleague_id as value', 'expires_at as expiresAt', 'created_at as createdAt'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return found ?? null
}

/** Uses a link up. @returns whose it was; null when there is none that holds by `now`. */
export async function takeLink(trx: Db, tokenHash: string, now: Date): Promise<TakenLink | null> {
  const { rows } = await sql<TakenLink>`
    delete from password_links where token_hash = ${tokenHash} and expires_at > ${now}::timestamptz
    returning colleague_id::text as "colleagueId", kind, drops_two_factor as "dropsTwoFactor", expires_at as "expiresAt"`.execute(
    trx,
  )
  return rows[0] ?? null
}

export async function deleteLinks(trx: Db, colleagueId: string): Promise<void> {
  await trx.deleteFrom('password_links').where('colleague_id', '=', colleagueId).execute()
}

export async function deleteExpiredLinks(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('password_links').where('expires_at', '<', now).execute()
}
