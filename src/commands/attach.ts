import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openStore } from '../open.ts'
import { ensureBrand, findBrandNamed } from '../store/accounts.ts'
import { FolderTaken, OperatorError } from '../store/data-folder.ts'
import { type Db, openDatabase } from '../store/db.ts'
import { urlOfEmbedded } from '../store/embedded.ts'
import { sealingKey } from '../store/seal.ts'

/** The store as a command needs it. */
export interface Attached {
  db: Db
  key: Buffer
  /** The service runs; it sees what a command changes within its next beat. */
  beside: boolean
  close(): Promise<void>
}

/**
 * Opens the store for a command. Where the service runs it holds the data folder, and the command joins its database as a
 * guest; where it does not, the command takes the folder itself and gives it back.
 * @throws OperatorError
 */
export async function attachStore(config: Config): Promise<Attached> {
  try {
    const { db, key, close } = await openStore(config, () => {})
    return { db, key, beside: false, close }
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error
    return joinService(config, error)
  }
}

/**
 * The brand that a command is about: the one of this name, or the first one if no name was given.
 * @throws OperatorError when there is no brand of this name.
 */
export async function brandFor(db: Db, name: string | undefined, config: Config): Promise<string> {
  if (name === undefined) return ensureBrand(db, config.brandName)
  const brandId = await findBrandNamed(db, name)
  if (brandId === null) throw new OperatorError(`There is no brand called "${name}".`)
  return brandId
}

async function joinService(config: Config, taken: FolderTaken): Promise<Attached> {
  const secret = config.secret ?? readSecret(config.dataDir, taken)
  const url = config.databaseUrl ?? urlOfEmbedded(config.dataDir)
  const { db, pool, close } = openDatabase(url, () => {}, 2)
  try {
    await pool.query('select 1 from accounts limit 1')
  } catch (cause) {
    await close()
    throw new OperatorError(
      `The Dajeong that holds ${config.dataDir} is just starting or stopping; try again in a moment.`,
      { cause },
    )
  }
  return { db, key: sealingKey(secret), beside: true, close }
}

function readSecret(folder: string, cause: FolderTaken): string {
  try {
    return readFileSync(join(folder, 'secret'), 'utf8')
  } catch {
    throw new OperatorError(
      `Dajeong runs with a DAJEONG_SECRET of its own (${folder} holds none); set the same one here.`,
      { cause },
    )
  }
}
