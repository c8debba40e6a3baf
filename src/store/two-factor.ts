import { sql } from 'kysely'
import type { Db } from './db.ts'

export interface TwoFactor {
  colleagueId: string
  sealed: Buffer
  /** Whether they have shown once that they can make codes; until then none is asked for. */
  on: boolean
  backupCodes: number
}

export async function findTwoFactor(db: Db, colleagueId: string): Promise<TwoFactor | null> {
  const row = await db
    .selectFrom('two_factors')
    .select(['secret_sealed as sealed', 'confirmed_at as confirmedAt', 'backup_hashes as hashes'])
    .where('colleague_id', '=', colleagueId)
    .executeTakeFirst()
  if (!row) return null
  return { colleagueId, sealed: row.sealed, on: row.confirmedAt !== null, backupCodes: row.hashes.length }
}

/** Keeps a secret that is not confirmed yet, in place of an earlier such one. @returns false when one is confirmed. */
export async function beginTwoFactor(db: Db, colleagueId: string, sealed: Buffer): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into two_factors (colleague_id, secret_sealed) values (${colleagueId}, ${sealed})
    on conflict (colleague_id) do update set secret_sealed = excluded.secret_sealed
    where two_factors.confirmed_at is null`.execute(db)
  return numAffectedRows === 1n
}

/** @returns false when it was confirmed before, or another secret was begun since. */
export async function confirmTwoFactor(
  trx: Db,
  one: { colleagueId: string; sealed: Buffer; step: number; hashes: readonly string[]; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update two_factors set confirmed_at = ${one.now}::timestamptz, last_step = ${one.step}, backup_hashes = ${[...one.hashes]}
    where colleague_id = ${one.colleagueId} and secret_sealed = ${one.sealed} and confirmed_at is null`.execute(
    trx,
  )
  return numAffectedRows === 1n
}

/** Uses up the code of a step of time (30 s each). @returns false when it, or a later one, was used before. */
export async function takeStep(trx: Db, one: TwoFactor, step: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update two_factors set last_step = ${step}
    where colleague_id = ${one.colleagueId} and secret_sealed = ${one.sealed} and last_step < ${step}`.execute(
    trx,
  )
  return numAffectedRows === 1n
}

/** Uses up a backup code. @returns false when there is none such. */
export async function takeBackup(trx: Db, colleagueId: string, hash: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update two_factors set backup_hashes = array_remove(backup_hashes, ${hash})
    where colleague_id = ${colleagueId} and confirmed_at is not null and ${hash} = any(backup_hashes)`.execute(
    trx,
  )
  return numAffectedRows === 1n
}

export async function deleteTwoFactor(db: Db, colleagueId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('two_factors')
    .where('colleague_id', '=', colleagueId)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
