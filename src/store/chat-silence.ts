import { sql } from 'kysely'
import type { Db } from './db.ts'
import { isQuiet } from './progress.ts'

/**
 * Whether a machine says nothing to this person of a chat: a colleague talks with them, they asked for silence, or nothing of the
 * account goes out.
 * @param person their native id on the account.
 */
export async function isLeftToColleagues(db: Db, accountId: string, person: string): Promise<boolean> {
  const { rows } = await sql<{ quiet: boolean; held: boolean }>`
    select ${isQuiet} as quiet, exists (
      select from conversations c where c.person_id = p.id and c.account_id = a.id and c.held_by is not null) as held
    from accounts a join brands b on b.id = a.brand_id
      left join persons p on p.account_id = a.id and p.native_id = ${person}
    where a.id = ${accountId}`.execute(db)
  return rows.some(({ quiet, held }) => quiet || held)
}
