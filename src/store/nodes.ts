import { sql } from 'kysely'
import type { Db } from './db.ts'
import { unlockJobs } from './jobs.ts'

/**
 * A node is one data folder, and its lock lets one process at a time be that node. So whatever the node held when a
 * process of its name starts was held by a dead one, and can be taken back at once.
 */
export async function startNode(db: Db, node: string): Promise<void> {
  const old = await db.selectFrom('nodes').select('pools').where('id', '=', node).executeTakeFirst()
  await freeWork(db, [node], old?.pools ?? [])
  await sql`
    insert into nodes (id) values (${node})
    on conflict (id) do update set pools = '{}', started_at = now(), seen_at = now()`.execute(db)
}

/** Remembers under which name graphile-worker locks this node's jobs, so that they can be freed after a crash. */
export async function notePools(db: Db, node: string, pools: readonly string[]): Promise<void> {
  await db
    .updateTable('nodes')
    .set({ pools: [...pools] })
    .where('id', '=', node)
    .execute()
}

/** Says that this node lives, and frees the work of nodes that have not said so for `deadAfterMs`. @returns the dead. */
export async function beat(db: Db, node: string, deadAfterMs: number): Promise<string[]> {
  await db.updateTable('nodes').set({ seen_at: sql`now()` }).where('id', '=', node).execute()
  const dead = await sql<{ id: string; pools: string[] }>`
    delete from nodes where id <> ${node} and seen_at < now() - ${deadAfterMs} * interval '1 millisecond'
    returning id, pools`.execute(db)
  for (const { id, pools } of dead.rows) await freeWork(db, [id], pools)
  return dead.rows.map(({ id }) => id)
}

/** A clean end; what the worker had fetched and not begun is free for others at once. */
export async function endNode(db: Db, node: string): Promise<void> {
  const gone = await db.deleteFrom('nodes').where('id', '=', node).returning('pools').executeTakeFirst()
  await freeWork(db, [node], gone?.pools ?? [])
}

/**
 * Gives back what these nodes had in hand. A node that was killed before it could note its pools has left jobs locked by
 * a name that no node knows; they are freed too. Should that name be of a node that has only just started, two may work
 * on one job, which the claim of a conversation and the lease of an account put up with.
 */
async function freeWork(db: Db, nodes: readonly string[], pools: readonly string[]): Promise<void> {
  const unknown = await sql<{ pool: string }>`
    select distinct locked_by as pool from graphile_worker.jobs
    where locked_by is not null and not exists (select 1 from nodes where locked_by = any(nodes.pools))`.execute(
    db,
  )
  const freed = [...new Set([...pools, ...unknown.rows.map(({ pool }) => pool)])]
  await db.transaction().execute((trx) => unlockJobs(trx, freed))
  await db
    .updateTable('conversations')
    .set({ claimed_by: null, claimed_until: null })
    .where('claimed_by', 'in', nodes)
    .execute()
}
