import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mastodon } from '../../src/channels/mastodon/mastodon.ts'
import { readConfig } from '../../src/config.ts'
import { makeLook } from '../../src/core/look.ts'
import type { Mode, Policy } from '../../src/core/policy.ts'
import { makeShippedGuard } from '../../src/make-guard.ts'
import { makeWriter } from '../../src/make-writer.ts'
import { makeMetrics } from '../../src/metrics.ts'
import type { Store } from '../../src/open.ts'
import { type Engine, startEngine } from '../../src/start.ts'
import { openDataFolder } from '../../src/store/data-folder.ts'
import { openTown } from '../../src/town/server.ts'
import type { Writer } from '../../src/writer/writer.ts'
import { openTestDatabase, seedAccount, type TestDatabase, testKey } from './database.ts'
import { patienceMs } from './patience.ts'

const look = makeLook(makeShippedGuard())

export interface World {
  database: TestDatabase
  engine: Engine
  town: Awaited<ReturnType<typeof openTown>>
  accountId: string
  /** Says something in the town as a person who is made if need be. @returns the status' id. */
  say(person: string, text: string, more?: Record<string, unknown>): Promise<string>
  /** What the brand said in the town, oldest first. */
  answers(): Promise<{ id: string; text: string; inReplyTo: string | null; visibility: string }[]>
  /** Asks again and again until it holds, at most `patienceMs`. */
  until<T>(ask: () => Promise<T | null | undefined | false>): Promise<T>
  close(): Promise<void>
}

/** The whole way in one process: a town, a database, and the engine between them; only the doors are missing. */
export async function openWorld(
  options: { mode?: Mode; policy?: Partial<Policy>; writer?: Writer } = {},
): Promise<World> {
  const database = await openTestDatabase()
  const { db, pool } = database
  const token = 'brand-token-for-tests'
  const town = await openTown({ file: ':memory:', port: 0, brandToken: token })
  const identity = await mastodon
    .open({ url: town.url, token }, { now: () => new Date(), log: () => {} })
    .check(AbortSignal.timeout(5_000))
  const account = await seedAccount(db, {
    channel: 'mastodon',
    nativeId: identity.nativeId,
    handle: identity.handle,
    mode: options.mode ?? 'draft',
    settings: { url: town.url, token },
    policy: options.policy ?? {},
  })
  const config = readConfig({ DAJEONG_CONCURRENCY: '16' })
  const folder = openDataFolder(mkdtempSync(join(tmpdir(), 'dajeong-world-')))
  const store: Store = {
    db,
    pool,
    key: testKey,
    node: 'world',
    folder,
    databasePid: null,
    close: async () => {},
  }
  const quiet = { debug() {}, info() {}, warn() {}, error() {} }
  const engine = await startEngine({
    config,
    store,
    writer: options.writer ?? (await makeWriter(config, db, () => {})),
    look,
    log: quiet,
    metrics: makeMetrics(),
    changed: () => {},
  })

  async function call(path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, town.url), {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }

  const until: World['until'] = async (ask) => {
    const deadline = Date.now() + patienceMs
    for (;;) {
      const answer = await ask()
      if (answer) return answer
      if (Date.now() > deadline) throw new Error('It did not come to pass in time.')
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }

  // What is said before it listens for the first time is history, which nobody answers.
  const firstHeard = db.selectFrom('accounts').select('cursor').where('id', '=', account.id)
  await until(async () => (await firstHeard.executeTakeFirstOrThrow()).cursor !== null)

  return {
    database,
    engine,
    town,
    accountId: account.id,
    async say(person, text, more = {}) {
      const said = (await call('/town/say', {
        person,
        name: person,
        text,
        to: 'brand',
        visibility: 'public',
        ...more,
      })) as {
        id: string
      }
      return said.id
    },
    async answers() {
      const { statuses } = (await call('/town/witness?limit=1000')) as {
        statuses: {
          id: string
          text: string
          inReplyTo: string | null
          visibility: string
          brand: boolean
          deletedAt: string | null
        }[]
      }
      return statuses.filter((one) => one.brand && one.deletedAt === null)
    },
    until,
    async close() {
      await engine.stop()
      await town.close()
      await database.close()
      folder.release()
    },
  }
}
