import { sql } from 'kysely'
import type { HeardEvent } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'
import { relaxed } from './relaxed.ts'

export interface Received {
  accountId: string
  event: HeardEvent
}

/** Puts what a webhook brought on disk, a group in one statement. It may be acknowledged when this has returned. */
export async function receive(db: Db, items: readonly Received[]): Promise<void> {
  // One JSON text for all takes half the time of an array of JSON texts, which is escaped and read twice.
  const rows = toJsonb(items.map(({ accountId, event }) => [accountId, event]))
  await sql`insert into inbox (account_id, event)
    select (item ->> 0)::bigint, item -> 1 from jsonb_array_elements(${rows}::jsonb) as item`.execute(db)
}

/**
 * Takes up to `most` received events out, oldest first; they are gone when the caller's transaction commits. One node takes
 * at a time: an edit that another node took beside its mention would find nothing to change.
 */
export async function takeReceived(db: Db, most: number): Promise<Received[]> {
  // If the reading is lost with the database's last moment, so is its taking out, and it is done again.
  await sql`select pg_advisory_xact_lock(hashtext('dajeong inbox')), ${relaxed}`.execute(db)
  const { rows } = await sql<{ id: string; account_id: string; event: HeardEvent }>`
    delete from inbox where id in (select id from inbox order by id limit ${most})
    returning id, account_id, event`.execute(db)
  return rows
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((row) => ({ accountId: row.account_id, event: row.event }))
}
