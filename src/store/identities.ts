import { sql } from 'kysely'
import type { Db } from './db.ts'

/** The colleague whom a provider knows by this subject. */
export async function findByIdentity(db: Db, issuer: string, subject: string): Promise<string | null> {
  const row = await db
    .selectFrom('identities')
    .select('colleague_id as id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.id ?? null
}

/** @returns false when the colleague is known there by another subject, or the subject is another colleague's. */
export async function saveIdentity(
  trx: Db,
  one: { issuer: string; subject: string; colleagueId: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identities (issuer, subject, colleague_id) values (${one.issuer}, ${one.subject}, ${one.colleagueId})
    on conflict do nothing`.execute(trx)
  return numAffectedRows === 1n
}
