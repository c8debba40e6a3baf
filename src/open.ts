import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Config } from './config.ts'
import { type DataFolder, openDataFolder } from './store/data-folder.ts'
import { type Db, migrate, openDatabase } from './store/db.ts'
import { startEmbedded } from './store/embedded.ts'
import { migrateJobs } from './store/job-schema.ts'
import { type KeptServer, keepServer } from './store/keep-server.ts'
import { sealingKey } from './store/seal.ts'

/** The store, open and up to date, with this node's name and the key of the stored credentials. */
export interface Store {
  db: Db
  pool: pg.Pool
  key: Buffer
  node: string
  folder: DataFolder
  /** Process id of the embedded server; null when the database is somebody else's. */
  readonly databasePid: number | null
  close(): Promise<void>
}

/**
 * Takes the data folder, starts or reaches PostgreSQL and migrates it.
 * @throws OperatorError with one sentence that says what to do; nothing is left running then.
 */
export async function openStore(config: Config, onIdleError: (error: Error) => void): Promise<Store> {
  const folder = openDataFolder(config.dataDir)
  let embedded: KeptServer | null = null
  try {
    const secret = config.secret ?? folder.once('secret', () => randomBytes(32).toString('base64url'))
    const node = folder.once('node', () => randomUUID())
    const start = () => startEmbedded(config.dataDir)
    if (config.databaseUrl === null)
      embedded = keepServer(await start(), start, (message) => onIdleError(new Error(message)))
    // While we close, the server ends connections that the pool has already said goodbye to; that is no trouble.
    let closing = false
    const { db, pool, close } = openDatabase(config.databaseUrl ?? embedded?.url ?? '', (error) => {
      if (closing) return
      onIdleError(error)
      embedded?.look()
    })
    try {
      await migrate(db)
      await migrateJobs(pool)
    } catch (error) {
      await close()
      throw error
    }
    return {
      db,
      pool,
      key: sealingKey(secret),
      node,
      folder,
      get databasePid() {
        return embedded?.pid ?? null
      },
      async close() {
        closing = true
        await close()
        await embedded?.stop()
        folder.release()
      },
    }
  } catch (error) {
    await embedded?.stop()
    folder.release()
    throw error
  }
}
