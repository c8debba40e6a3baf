import { type RawBuilder, sql } from 'kysely'
import { pairsOf } from '../core/pairs.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

// Words that more conversations have are met soon enough by going through the queue in its order.
const mostCandidates = 2_000

/**
 * A condition on `queue q` and `persons p`: somebody or something here is called or says `search`, to the letter but for capitals.
 * What was said since the pairs were written is looked through itself, so nothing is ever missing.
 */
export async function findSaid(db: Db, search: string): Promise<RawBuilder<unknown>> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  // Asked of one row after the other: as `exists` PostgreSQL would rather look through everything that was ever said, once.
  const said = sql`(p.name ilike ${like} or p.handle ilike ${like} or coalesce(
    (select true from mentions m where m.conversation_id = q.conversation_id and m.text ilike ${like} limit 1),
    (select true from sends s where s.conversation_id = q.conversation_id and s.state <> 'voided' and s.text ilike ${like} limit 1),
    false))`
  const pairs = pairsOf(search)
  if (pairs.length === 0) return said
  const { rows } = await sql<{ id: string }>`
    select conversation_id as id from search_texts where pairs @> ${pairs}::text[] limit ${mostCandidates + 1}`.execute(
    db,
  )
  if (rows.length > mostCandidates) return said
  return sql`((q.conversation_id = any(${rows.map(({ id }) => id)}::bigint[]) or q.unsearched) and ${said})`
}

/**
 * Writes the pairs of what was said lately. On many nodes each takes others.
 * @param most conversations at once. @returns how many were written; fewer than `most` when nothing is left.
 */
export async function writePairs(db: Db, most: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; said: string[] }>`
      with stale as (
        select conversation_id from queue where unsearched order by conversation_id limit ${most} for update skip locked
      )
      select c.id, array[p.name, p.handle]
        || array(select m.text from mentions m where m.conversation_id = c.id)
        || array(select s.text from sends s where s.conversation_id = c.id and s.state <> 'voided') as said
      from stale join conversations c on c.id = stale.conversation_id join persons p on p.id = c.person_id`.execute(
      trx,
    )
    if (rows.length === 0) return 0
    const wanted = rows.map(({ id, said }) => ({ id, pairs: pairsOf(said.join('\n')) }))
    await sql`
      insert into search_texts (conversation_id, pairs)
      select id, pairs from jsonb_to_recordset(${toJsonb(wanted)}::jsonb) as w(id bigint, pairs text[])
      on conflict (conversation_id) do update set pairs = excluded.pairs`.execute(trx)
    await sql`update queue set unsearched = false where conversation_id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(
      trx,
    )
    return rows.length
  })
}
