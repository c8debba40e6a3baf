import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Mode, Policy } from '../../src/core/policy.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import { type Db, migrate, openDatabase } from '../../src/store/db.ts'
import { startEmbedded } from '../../src/store/embedded.ts'
import { migrateJobs } from '../../src/store/job-schema.ts'
import { sealingKey } from '../../src/store/seal.ts'

export interface TestDatabase {
  db: Db
  pool: pg.Pool
  url: string
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>
}

/** The key that `seedAccount` seals with. */
export const testKey = sealingKey('a secret for tests')

let server: Promise<string> | null = null
let made = 0

/**
 * A fresh, migrated database on the one PostgreSQL of this test process. Commits do not wait for the disk, which only a
 * power cut would show; a test about what survives asks for `durable`.
 */
export async function openTestDatabase(options: { durable?: boolean } = {}): Promise<TestDatabase> {
  server ??= startServer()
  const root = await server
  made += 1
  const name = `test_${made}`
  await query(root, `create database ${name} template migrated`)
  if (!options.durable) await query(root, `alter database ${name} set synchronous_commit = off`)
  const url = withDatabase(root, name)
  const { db, pool, close } = openDatabase(url, () => {})
  return {
    db,
    pool,
    url,
    async close() {
      await close()
      await query(root, `drop database if exists ${name} with (force)`)
    },
  }
}

/** A database with nothing in it, for whoever migrates it himself. */
export async function openEmptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  server ??= startServer()
  const root = await server
  made += 1
  const name = `test_${made}`
  await query(root, `create database ${name} template template0`)
  return {
    url: withDatabase(root, name),
    close: () => query(root, `drop database if exists ${name} with (force)`),
  }
}

export interface Seed {
  brandName?: string
  policy?: Partial<Policy>
  channel?: string
  nativeId?: string
  handle?: string
  mode?: Mode
  settings?: unknown
}

/** Makes a brand and an account of it. Without a quiet time and without an undo, unless the policy says otherwise. */
export async function seedAccount(
  db: Db,
  seed: Seed = {},
): Promise<{ id: string; brandId: string; nativeId: string; policy: Policy }> {
  const policy = Policy.parse({ quietMs: 0, undoSeconds: 0, ...seed.policy })
  const brand = await db
    .insertInto('brands')
    .values({ name: seed.brandName ?? '다정상회', policy: JSON.stringify(policy) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const nativeId = seed.nativeId ?? 'brand'
  const id = await saveAccount(db, testKey, {
    brandId: brand.id,
    channel: seed.channel ?? 'webhook',
    nativeId,
    handle: seed.handle ?? 'brand',
    name: seed.brandName ?? '다정상회',
    mode: seed.mode ?? 'draft',
    settings: seed.settings ?? {},
  })
  return { id, brandId: brand.id, nativeId, policy }
}

async function startServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dajeong-test-'))
  endWithUs(folder)
  const { url } = await startEmbedded(folder)
  await query(url, 'create database migrated template template0')
  const { db, pool, close } = openDatabase(withDatabase(url, 'migrated'), () => {})
  await migrate(db)
  await migrateJobs(pool)
  await close()
  return url
}

/**
 * The server outlives its parent by design, and a test run may end in any way. So a small shell waits at the other end of a
 * pipe, which the kernel closes when this process is gone, even by kill -9; then it ends the server and clears up.
 */
function endWithUs(folder: string): void {
  const script = `cat; pid=$(head -n 1 "$1/postgres/postmaster.pid") && kill -INT "$pid"
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" || break; sleep 0.3; done; rm -rf "$1"`
  const watcher = spawn('sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  const pipe = watcher.stdin as unknown as { unref?(): void } | null
  pipe?.unref?.()
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const at = new URL(url)
  at.pathname = `/${name}`
  return at.href
}
