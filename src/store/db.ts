import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { OperatorError } from './data-folder.ts'
import { migrations } from './migrations/all.ts'
import { preparing } from './prepared.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

const session = {
  // A statement that runs for a minute is a fault; ending it keeps one fault from taking every connection.
  statement_timeout: 60_000,
  idle_in_transaction_session_timeout: 60_000,
  timezone: 'UTC',
  // Ours go by key. A plan that was made, and is kept, while a table was empty must not read all of it when it has grown.
  enable_seqscan: 'off',
}

// An id is a bigint; as a string it survives JSON, and nobody does arithmetic with it.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => value)

/**
 * Opens the database. Makes no connection yet.
 * @param url a `postgres://` URL.
 * @param onError told when an idle connection breaks; the pool replaces it.
 */
export function openDatabase(url: string, onError: (error: Error) => void, connections = 12): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // A connection that only listens would not notice that the other side is gone.
    keepAlive: true,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  pool.on('error', onError)
  // A connection that breaks while it is lent out and idle tells only its own listeners, and without one ends the process.
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
  return { db, pool, close: () => db.destroy() }
}

/**
 * Brings the schema up to this version, under Kysely's lock, so that two nodes that start together migrate once.
 * @throws OperatorError when the database was made by a newer Dajeong, which nothing here may touch.
 */
export async function migrate(db: Db): Promise<string[]> {
  await refuseNewer(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const at = results?.find((one) => one.status === 'Error')?.migrationName ?? 'the first step'
    throw new OperatorError(`The database could not be brought up to date at ${at}: ${message(error)}`, {
      cause: error,
    })
  }
  return (results ?? []).filter((one) => one.status === 'Success').map((one) => one.migrationName)
}

/**
 * Whether the schema is this version's to the step. It was when we started, but a newer Dajeong may have brought a shared
 * database further since, or somebody has put back an older copy.
 */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.length === Object.keys(migrations).length && rows.every(({ name }) => name in migrations)
}

async function refuseNewer(db: Db): Promise<void> {
  const { rows } = await sql<{
    exists: boolean
  }>`select to_regclass('kysely_migration') is not null as exists`.execute(db)
  if (!rows[0]?.exists) return
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = applied.rows.filter(({ name }) => !(name in migrations)).map(({ name }) => name)
  if (unknown.length > 0) {
    throw new OperatorError(
      `This data was made by a newer Dajeong (it knows ${unknown.join(', ')}); start that version, or point DAJEONG_DATA or DATABASE_URL elsewhere. Nothing was changed.`,
    )
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
