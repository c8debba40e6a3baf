import { sql } from 'kysely'

/**
 * Put into a statement's select list, it makes the commit of this transaction return before the log is on disk
 * (`synchronous_commit`, https://www.postgresql.org/docs/current/wal-async-commit.html). For steps that a crash of the
 * database may undo without harm: what they were made from is still there, nothing outside has heard of them, and the next
 * ordinary commit takes them to disk before itself.
 */
export const relaxed = sql`set_config('synchronous_commit', 'off', true)`
