import { sql } from 'kysely'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'

/** Where these messages stand; those that are not there yet are left out. */
export async function stagesOf(
  db: Db,
  asked: readonly { accountId: string; nativeId: string }[],
): Promise<{ accountId: string; nativeId: string; stage: Stage }[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ accountId: string; nativeId: string; stage: Stage }>`
    select m.account_id::text as "accountId", m.native_id as "nativeId", m.stage
    from unnest(${asked.map(({ accountId }) => accountId)}::bigint[], ${asked.map(({ nativeId }) => nativeId)}::text[])
      as w(account_id, native_id)
    join mentions m on m.account_id = w.account_id and m.native_id = w.native_id`.execute(db)
  return rows
}
