import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** What a dialog remembers, and the number of its last change. */
export interface BotState {
  state: Json
  /** Null where there is nothing yet. */
  etag: string | null
}

export async function findBotState(db: Db, key: string): Promise<BotState> {
  const row = await db
    .selectFrom('bot_state')
    .select(['state', 'etag'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row ?? { state: null, etag: null }
}

/**
 * @param whose the customer whose it is, so that it goes with them; null for a colleague's.
 * @returns false when somebody else has changed it since; nothing is stored then, and the turn is to be decided anew.
 */
export async function saveBotState(
  db: Db,
  one: { key: string; state: Json; etag: string | null; whose: { accountId: string; person: string } | null },
): Promise<boolean> {
  const { key, etag, whose } = one
  const value = toJsonb(one.state)
  const done =
    etag === null
      ? await sql`insert into bot_state (key, account_id, person, state)
          values (${key}, ${whose?.accountId ?? null}, ${whose?.person ?? null}, ${value}::jsonb)
          on conflict do nothing`.execute(db)
      : await sql`update bot_state set state = ${value}::jsonb, etag = etag + 1, changed_at = now()
          where key = ${key} and etag = ${etag}`.execute(db)
  return Number(done.numAffectedRows ?? 0) === 1
}
