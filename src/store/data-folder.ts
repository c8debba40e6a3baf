import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A problem that the operator can mend; its message is one sentence that says how. */
export class OperatorError extends Error {
  override name = 'OperatorError'
}

/** Another process of Dajeong holds the data folder. */
export class FolderTaken extends OperatorError {
  override name = 'FolderTaken'
}

/** The folder that holds everything which must outlive a restart. */
export interface DataFolder {
  readonly path: string
  /** Reads a small file, or makes it once with mode 0600. */
  once(name: string, make: () => string): string
  release(): void
}

/**
 * Opens the data folder and keeps every other Dajeong out of it until `release` or the end of the process.
 * The lock is SQLite's on a file: the kernel lets go of it however the process ends, so `kill -9` leaves none behind.
 * @throws OperatorError when the folder cannot be written; FolderTaken when another Dajeong has it.
 */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new OperatorError(
      `The data folder ${path} cannot be made: ${reason(cause)}. Set DAJEONG_DATA to one that can.`,
      {
        cause,
      },
    )
  }
  const lock = takeLock(path)
  return {
    path,
    once(name, make) {
      const file = join(path, name)
      if (!existsSync(file)) {
        const fresh = `${file}.${randomBytes(4).toString('hex')}`
        writeFileSync(fresh, make(), { mode: 0o600 })
        renameSync(fresh, file)
      }
      return readFileSync(file, 'utf8')
    },
    release() {
      locks.delete(lock)
      lock.close()
    },
  }
}

// The garbage collector closes a database that nobody refers to, and the lock would be gone with it.
const locks = new Set<DatabaseSync>()

function takeLock(path: string): DatabaseSync {
  let db: DatabaseSync
  try {
    db = new DatabaseSync(join(path, 'lock'))
  } catch (cause) {
    throw new OperatorError(
      `The data folder ${path} cannot be written: ${reason(cause)}. Mend its rights or set DAJEONG_DATA to another folder.`,
      { cause },
    )
  }
  try {
    db.exec('begin exclusive')
    locks.add(db)
    return db
  } catch (cause) {
    db.close()
    if (/locked|busy/i.test(reason(cause))) {
      throw new FolderTaken(
        `Another Dajeong is using the data folder ${path}; stop it first, or set DAJEONG_DATA to another folder.`,
        { cause },
      )
    }
    throw new OperatorError(`The data folder ${path} cannot be locked: ${reason(cause)}.`, { cause })
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
