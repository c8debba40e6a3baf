import { sql } from 'kysely'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'

export interface Health {
  stages: { stage: Stage; count: number }[]
  jobs: { task: string; state: string; count: number }[]
  inbox: number
  /** `lagSeconds`: since the account was last known to hear everything; null while it is meant to rest. */
  accounts: { id: string; healthy: boolean; lagSeconds: number | null; provenSeconds: number | null }[]
}

/** What an operator watches, counted now. */
export async function readHealth(db: Db): Promise<Health> {
  const [stages, jobs, inbox, accounts] = await Promise.all([
    sql<{ stage: Stage; count: number }>`select stage, count(*)::int as count from mentions
      where stage not in ('sent', 'ignored', 'refused', 'withdrawn') group by stage`.execute(db),
    sql<{ task: string; state: string; count: number }>`
      select task_identifier as task, count(*)::int as count,
        case when locked_at is not null then 'running' when run_at > now() then 'later' else 'ready' end as state
      from graphile_worker.jobs group by 1, 3`.execute(db),
    sql<{ count: number }>`select count(*)::int as count from inbox`.execute(db),
    sql<{ id: string; healthy: boolean; lag: number | null; proven: number | null }>`
      select id, state = 'active' as healthy,
        case when state <> 'paused' then
          extract(epoch from now() - greatest(heard_at, listened_at, created_at))::float8 end as lag,
        extract(epoch from now() - proven_at)::float8 as proven from accounts order by id`.execute(db),
  ])
  return {
    stages: stages.rows,
    jobs: jobs.rows,
    inbox: inbox.rows[0]?.count ?? 0,
    accounts: accounts.rows.map((row) => ({
      id: row.id,
      healthy: row.healthy,
      lagSeconds: row.lag,
      provenSeconds: row.proven,
    })),
  }
}

/** @throws when the database does not answer. */
export async function askDatabase(db: Db): Promise<true> {
  await sql`select 1`.execute(db)
  return true
}
