import { sql } from 'kysely'
import type { Db } from './db.ts'

/** What the worker can be asked to do. */
export type Job =
  | { task: 'answer'; conversationId: string; after?: number }
  | { task: 'send'; sendId: string; accountId: string; at?: Date }
  | { task: 'ask'; draftId: string; conversationId: string }

// The reply that it stands beside is told of first, that a colleague looks at it.
const askAfterMs = 3_000

/**
 * Adds jobs in the caller's transaction, so that a row and the work about it appear together or not at all. One
 * conversation has at most one waiting `answer` job: a later message moves it back by `after` milliseconds, which folds a
 * burst into one answer. With `keepTime` a job that already waits keeps its time: a mere look must not cut short the quiet
 * after a burst. A send carries its account as a flag; a node skips the flags of accounts that it does not hold. What a newer
 * draft leaves to be asked for takes the place of an older one's.
 */
export async function addJobs(db: Db, jobs: readonly Job[], { keepTime = false } = {}): Promise<void> {
  if (jobs.length === 0) return
  const specs = [...new Map(jobs.map((job) => [key(job), job])).values()].map((job) => ({
    identifier: job.task,
    job_key: key(job),
    ...specOf(job),
  }))
  await sql`
    select graphile_worker.add_jobs(array(
      select (s.identifier, s.payload, null, now() + s.after * interval '1 millisecond', s.max_attempts, s.job_key, 0,
              (select array_agg(f) from jsonb_array_elements_text(s.flags) f))::graphile_worker.job_spec
      from jsonb_to_recordset(${JSON.stringify(specs)}::jsonb)
        as s(identifier text, payload json, after double precision, max_attempts smallint, job_key text, flags jsonb)
      order by s.job_key
    ), ${keepTime})`.execute(db)
}

/**
 * Frees the jobs that these pools had locked when they ended. The try under way was interrupted and has not failed, so it
 * is given back: a job that is interrupted often enough would otherwise have used up its tries and stay there for ever.
 * A job without a key was replaced by a newer one while it was locked, and is done with.
 */
export async function unlockJobs(db: Db, pools: readonly string[]): Promise<void> {
  if (pools.length === 0) return
  const { rows } = await sql<{ id: string; key: string | null; attempts: number }>`
    select id, key, attempts from graphile_worker.jobs where locked_by = any(${pools}::text[])`.execute(db)
  await sql`select graphile_worker.force_unlock_workers(${pools}::text[])`.execute(db)
  const replaced = rows.filter((row) => row.key === null).map(({ id }) => id)
  if (replaced.length > 0) await sql`select graphile_worker.complete_jobs(${replaced}::bigint[])`.execute(db)
  for (const [attempts, same] of Map.groupBy(
    rows.filter((row) => row.key !== null),
    (row) => row.attempts,
  )) {
    const ids = same.map(({ id }) => id)
    await sql`select graphile_worker.reschedule_jobs(${ids}::bigint[], attempts => ${Math.max(0, attempts - 1)})`.execute(
      db,
    )
  }
}

function specOf(job: Job) {
  switch (job.task) {
    case 'answer':
      return {
        payload: { conversationId: job.conversationId },
        ...{ after: job.after ?? 0, max_attempts: 6, flags: null },
      }
    case 'ask':
      return { payload: { draftId: job.draftId }, ...{ after: askAfterMs, max_attempts: 6, flags: null } }
    case 'send':
      return {
        payload: { sendId: job.sendId, accountId: job.accountId },
        after: Math.max(0, (job.at?.getTime() ?? 0) - Date.now()),
        ...{ max_attempts: 25, flags: [`account:${job.accountId}`] },
      }
  }
}

function key(job: Job): string {
  return job.task === 'send' ? `send:${job.sendId}` : `${job.task}:${job.conversationId}`
}
