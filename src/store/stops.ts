import { sql } from 'kysely'
import type { Db } from './db.ts'
import { noteEvents } from './events.ts'
import { addJobs } from './jobs.ts'
import type { Who } from './stages.ts'

/** Who stopped a brand's sending, when and why. */
export interface Stop {
  at: Date
  who: string
  /** The colleague's name, when `who` is one. */
  name: string | null
  why: string
}

const stopOf = (brandId: string) => sql`hashtextextended('dajeong stop', ${brandId}::bigint)`

/**
 * Whoever records an attempt passes here first, in the same transaction. A stop waits until those who passed are done, and
 * whoever comes while it waits, waits behind it: however much goes out, it has its turn.
 */
export async function passStop(trx: Db, brandId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${stopOf(brandId)})`.execute(trx)
}

/** Null while the brand sends. */
export async function findStop(db: Db, brandId: string): Promise<Stop | null> {
  const row = await db
    .selectFrom('brands as b')
    .leftJoin('colleagues as c', (on) => on.on(sql<boolean>`b.stopped_by = 'colleague:' || c.id`))
    .select(['b.stopped_at as at', 'b.stopped_by as who', 'b.stopped_why as why', 'c.name'])
    .where('b.id', '=', brandId)
    .executeTakeFirst()
  if (!row?.at) return null
  return { at: row.at, who: row.who ?? 'dajeong', name: row.name, why: row.why ?? '' }
}

/**
 * From when this returns no attempt of the brand is recorded any more, so nothing goes out but what had one recorded before.
 * @returns false when it was stopped already; who stopped it first stands.
 */
export async function stopSending(db: Db, brandId: string, who: Who, why: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${stopOf(brandId)})`.execute(trx)
    const { numAffectedRows } = await sql`
      update brands set stopped_at = now(), stopped_by = ${who}, stopped_why = ${why}
      where id = ${brandId} and stopped_at is null`.execute(trx)
    if (numAffectedRows !== 1n) return false
    await noteEvents(trx, [{ who, kind: 'sending-stopped', why, detail: { brandId } }])
    return true
  })
}

/** Lets the brand send again; what was queued goes out in its order. @returns false when nothing was stopped. */
export async function resumeSending(db: Db, brandId: string, who: Who): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${stopOf(brandId)})`.execute(trx)
    const { numAffectedRows } = await sql`
      update brands set stopped_at = null, stopped_by = null, stopped_why = null
      where id = ${brandId} and stopped_at is not null`.execute(trx)
    if (numAffectedRows !== 1n) return false
    await noteEvents(trx, [{ who, kind: 'sending-resumed', why: null, detail: { brandId } }])
    const { rows } = await sql<{ id: string; account_id: string; not_before: Date | null }>`
      select s.id, s.account_id, s.not_before from sends s join accounts a on a.id = s.account_id
      where a.brand_id = ${brandId} and s.state in ('queued', 'sending') order by s.queued_at, s.id`.execute(
      trx,
    )
    const now = Date.now()
    await addJobs(
      trx,
      rows.map(({ id, account_id, not_before }, place) => ({
        task: 'send' as const,
        sendId: id,
        accountId: account_id,
        // Jobs of one moment are taken in any order; a millisecond apart they keep theirs.
        at: new Date(Math.max(now + place, not_before?.getTime() ?? 0)),
      })),
    )
    return true
  })
}
