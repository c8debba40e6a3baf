import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { OperatorError } from './data-folder.ts'

/**
 * Brings graphile-worker's own schema up to its version; `addJobs` needs it before any worker has run. It may run on two
 * nodes at once: the second waits for each step of the first.
 * @throws OperatorError
 */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(`The job queue's tables could not be brought up to date: ${said}`, { cause })
  }
}
