import { sql } from 'kysely'
import type { Db } from './db.ts'

// Longer than any turn lasts: whoever took it and did not come back by then is gone.
const lostAfter = sql`interval '2 minutes'`

export type Taken = 'first' | 'underway' | 'done'

/**
 * Takes what came in, for one of all nodes; some of what is over is forgotten on the way.
 * @param until from then on nobody can send it again. @returns `first` when it is yours
 */
export async function takeSeen(db: Db, key: string, until: Date): Promise<Taken> {
  const { rows } = await sql<{ key: string }>`
    with over as (
      delete from bot_seen where key in (
        select key from bot_seen where until < now() and key <> ${key} limit 20 for update skip locked
      )
    )
    insert into bot_seen (key, until) values (${key}, ${until})
    on conflict (key) do update set taken_at = now()
      where not bot_seen.done and bot_seen.taken_at < now() - ${lostAfter}
    returning key`.execute(db)
  if (rows.length > 0) return 'first'
  const known = await db.selectFrom('bot_seen').select('done').where('key', '=', key).executeTakeFirst()
  return known?.done ? 'done' : 'underway'
}

export async function finishSeen(db: Db, key: string): Promise<void> {
  await db.updateTable('bot_seen').set({ done: true }).where('key', '=', key).execute()
}

/** It failed; whoever comes next may take it. */
export async function releaseSeen(db: Db, key: string): Promise<void> {
  await db.deleteFrom('bot_seen').where('key', '=', key).where('done', '=', false).execute()
}
