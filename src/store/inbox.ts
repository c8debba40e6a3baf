import { sql } from 'kysely'
import type { HeardEvent } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

export interface Received {
  accountId: string
  event: HeardEvent
}

/** Puts what a webhook brought on disk, a group in one statement. It may be acknowledged when this has returned. */
export async function receive(db: Db, items: readonly Received[]): Promise<void> {
  const ids = items.map(({ accountId }) => accountId)
  const events = items.map(({ event }) => toJsonb(event))
  await sql`insert into inbox (account_id, event)
    select * from unnest(${ids}::bigint[], ${events}::jsonb[])`.execute(db)
}

/**
 * Takes up to `most` received events out, oldest first; they are gone when the caller's transaction commits. One node takes
 * at a time: an edit that another node took beside its mention would find nothing to change.
 */
export async function takeReceived(db: Db, most: number): Promise<Received[]> {
  await sql`select pg_advisory_xact_lock(hashtext('dajeong inbox'))`.execute(db)
  const { rows } = await sql<{ id: string; account_id: string; event: HeardEvent }>`
    delete from inbox where id in (select id from inbox order by id limit ${most})
    returning id, account_id, event`.execute(db)
  return rows
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((row) => ({ accountId: row.account_id, event: row.event }))
}
