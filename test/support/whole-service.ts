import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Authority } from '../../dialogs/verify.ts'
import { readConfig } from '../../src/config.ts'
import { makeLook } from '../../src/core/look.ts'
import type { Role } from '../../src/core/rights.ts'
import { hashPassword } from '../../src/desk/password.ts'
import { openDoors } from '../../src/doors.ts'
import type { Log } from '../../src/log.ts'
import { makeShippedGuard } from '../../src/make-guard.ts'
import { makeWriters } from '../../src/make-writer.ts'
import { makeMetrics } from '../../src/metrics.ts'
import type { Store } from '../../src/open.ts'
import { type Engine, startEngine } from '../../src/start.ts'
import { ensureBrand, setQuiet } from '../../src/store/accounts.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { openDataFolder } from '../../src/store/data-folder.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { openTalk } from '../../src/talk.ts'
import { type TestDatabase, testKey } from './database.ts'
import { freePort } from './program.ts'

/** One node of the whole service: engine, chats and doors, put together as main.ts does, without the practice network. */
export interface WholeService {
  url: string
  brandId: string
  engine: Engine
  /** Somebody with this role at every brand, signed in at this node. */
  colleague(name: string, role: Role): Promise<AtDesk>
  /** Everything that was logged, as text. */
  logged: string[]
  close(): Promise<void>
}

/** A colleague's browser, without the browser. */
export interface AtDesk {
  id: string
  cookie: string
  /** @throws when the answer is not 2xx. */
  ask<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T>
}

/** @param given.env settings as an operator sets them. @param given.authority whose tokens are believed in place of Microsoft's. */
export async function openWholeService(given: {
  database: TestDatabase
  env?: Record<string, string>
  authority?: Authority
}): Promise<WholeService> {
  const { db, pool } = given.database
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'dajeong-whole-'))
  const config = readConfig({
    ...{ PORT: String(port), DAJEONG_DATA: dataDir, DAJEONG_QUIET_MS: '0', DAJEONG_CONCURRENCY: '16' },
    ...{ DAJEONG_URL: `http://127.0.0.1:${port}`, ...given.env },
  })
  const logged: string[] = []
  const write = (message: string, detail: Record<string, unknown> = {}) => {
    const { error, ...rest } = detail
    logged.push(`${message} ${JSON.stringify(rest)} ${error instanceof Error ? error.message : ''}`)
  }
  const log: Log = { debug() {}, info: write, warn: write, error: write }
  const folder = openDataFolder(dataDir)
  const store: Store = {
    ...{ db, pool, key: testKey, node: randomUUID(), folder, databasePid: null },
    close: async () => {},
  }
  const metrics = makeMetrics()
  const brandId = await ensureBrand(db, config.brandName)
  if (config.quietMs !== null) await setQuiet(db, brandId, config.quietMs)
  const listeners = new Set<() => void>()
  const { writer, assist, writerWith } = await makeWriters(config, db, (message) => write(message))
  const look = makeLook(makeShippedGuard())
  const started = Promise.withResolvers<Engine>()
  const talk = openTalk({
    ...{ config, store, log },
    ...(given.authority ? { authority: given.authority } : {}),
    hear: async (item) => (await started.promise).receive(item),
  })
  const engine = await startEngine({
    ...{ config, store, writer, look, log, metrics, chat: talk.line.chat, ask: talk.line.ask },
    changed() {
      for (const tell of listeners) tell()
    },
  })
  started.resolve(engine)
  const doors = await openDoors({
    ...{ config, store, brandId, engine, look, assist, writerWith, log, metrics, listeners, talk },
  })
  return {
    ...{ url: doors.url, brandId, engine, logged },
    async colleague(name, role) {
      const who = { email: `${randomUUID()}@dajeong.local`, password: randomUUID() }
      const passwordHash = await hashPassword(who.password)
      const id = await insertColleague(db, { email: who.email, name, passwordHash, mustChange: false })
      if (id === null) throw new Error('nobody was made')
      await saveMembership(db, { colleagueId: id, brandId: null, role })
      const headers: Record<string, string> = { 'content-type': 'application/json', 'x-dajeong': '1' }
      async function ask<T>(path: string, body?: unknown): Promise<T> {
        const more = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
        const answer = await fetch(`${doors.url}${path}`, { headers, ...more })
        const text = await answer.text()
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
        headers.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? headers.cookie ?? ''
        return (text ? JSON.parse(text) : {}) as T
      }
      await ask('/api/sign-in', who)
      return { id, cookie: headers.cookie ?? '', ask }
    },
    async close() {
      await doors.close()
      await engine.stop()
      await talk.stop()
      folder.release()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
