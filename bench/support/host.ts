import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sql } from 'kysely'
import type pg from 'pg'
import { readConfig } from '../../src/config.ts'
import { makeLook } from '../../src/core/look.ts'
import { Policy } from '../../src/core/policy.ts'
import { openDoors } from '../../src/doors.ts'
import { makeShippedGuard } from '../../src/make-guard.ts'
import { makeWriters } from '../../src/make-writer.ts'
import { makeMetrics } from '../../src/metrics.ts'
import { openStore } from '../../src/open.ts'
import { startEngine } from '../../src/start.ts'
import { ensureBrand, saveAccount, savePolicy } from '../../src/store/accounts.ts'
import { makeBody } from './body.ts'

// The whole service, started as main.ts starts it but with one webhook account and no town, in a process whose memory and
// processor time can be read from outside. Over IPC it also runs what a bench compares it with, on the same database.

export interface HostReady {
  kind: 'ready'
  hookUrl: string
  secret: string
  databasePid: number
}

export type HostOrder =
  | { kind: 'bare'; rows: number; group: number; bytes: number }
  /** Does now what the database would do at some moment of the next minute, so that no round pays for the one before. */
  | { kind: 'tidy' }
  /** How long the answers to calls of this path, query and all, took here, in ms; told as `times`. */
  | { kind: 'times'; path: string }
  /** How many drafts there are. */
  | { kind: 'drafts' }
  /** Has the database tell of each draft, and no longer. */
  | { kind: 'watch' | 'unwatch' }
  /** When the next draft is committed, in ms since 1970; only while they are watched. */
  | { kind: 'next-draft' }

const secret = 'a-secret-for-the-bench-only'
const quiet = { debug() {}, info() {}, warn: console.error, error: console.error }

const config = readConfig(process.env)
const store = await openStore(config, (error) => console.error(error))
const { db } = store
const brandId = await ensureBrand(db, config.brandName)
await savePolicy(db, brandId, Policy.parse({ quietMs: config.quietMs ?? 0 }))
const accountId = await saveAccount(db, store.key, {
  brandId,
  channel: 'webhook',
  nativeId: 'webhook:bench',
  handle: 'bench',
  name: 'bench',
  mode: 'draft',
  settings: { name: 'bench', secret, deliverUrl: process.env.BENCH_DELIVER_URL ?? '' },
})
const metrics = makeMetrics()
const { writer, writerWith } = await makeWriters(config, db, () => {})
const look = makeLook(makeShippedGuard())
const listeners = new Set<() => void>()
const engine = await startEngine({ config, store, writer, look, log: quiet, metrics, changed: () => {} })
const doors = await openDoors({
  config,
  store,
  brandId,
  engine,
  look,
  assist: null,
  writerWith,
  log: quiet,
  metrics,
  listeners,
})

/** Grouped inserts and nothing else: the limit that the way in is compared with. @returns rows a second. */
async function bare(order: { rows: number; group: number; bytes: number }): Promise<number> {
  await sql`create table if not exists bench_bare (like inbox including all)`.execute(db)
  const events = Array.from({ length: order.rows }, (_, at) => makeBody(at, order.bytes).toString())
  const start = performance.now()
  for (let at = 0; at < events.length; at += order.group) {
    const group = events.slice(at, at + order.group)
    await sql`insert into bench_bare (account_id, event)
      select * from unnest(${group.map(() => accountId)}::bigint[], ${group}::jsonb[])`.execute(db)
  }
  const seconds = (performance.now() - start) / 1000
  await sql`drop table bench_bare`.execute(db)
  return order.rows / seconds
}

async function tidy(): Promise<number> {
  await sql`vacuum analyze`.execute(db)
  await sql`checkpoint`.execute(db)
  return 0
}

async function drafts(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from drafts`.execute(db)
  return rows[0]?.count ?? 0
}

let ear: pg.PoolClient | null = null

/** PostgreSQL tells when one is committed, because asking again and again would slow down what is measured. */
async function watch(): Promise<number> {
  ear = await store.pool.connect()
  await ear.query('listen bench_draft')
  await ear.query(`create function bench_draft() returns trigger language plpgsql as
    $$ begin perform pg_notify('bench_draft', ''); return null; end $$`)
  await ear.query('create trigger bench_draft after insert on drafts execute function bench_draft()')
  return 0
}

async function unwatch(): Promise<number> {
  await ear?.query('drop function bench_draft cascade')
  await ear?.query('unlisten bench_draft')
  ear?.release()
  return 0
}

function nextDraft(): Promise<number> {
  return new Promise((resolve) => {
    ear?.once('notification', () => resolve(performance.timeOrigin + performance.now()))
    process.send?.({ kind: 'listening' })
  })
}

// From the head of a call to the last byte that was handed to the system: what a client measures besides is its own.
const begun = new WeakMap<IncomingMessage, number>()
const took = new Map<string, number[]>()
subscribe('http.server.request.start', (message) => {
  begun.set((message as { request: IncomingMessage }).request, performance.now())
})
subscribe('http.server.response.finish', (message) => {
  const { request } = message as { request: IncomingMessage; response: ServerResponse }
  const times = took.get(request.url ?? '') ?? []
  times.push(performance.now() - (begun.get(request) ?? performance.now()))
  took.set(request.url ?? '', times)
})

const orders = { drafts, tidy, watch, unwatch, 'next-draft': nextDraft }

process.on('message', (order: HostOrder) => {
  if (order.kind === 'times') {
    process.send?.({ kind: 'times', times: took.get(order.path) ?? [] })
    return
  }
  const answer = order.kind === 'bare' ? bare(order) : orders[order.kind]()
  void answer.then((value) => process.send?.({ kind: 'answer', value }))
})
process.on('disconnect', () => {
  void (async () => {
    await doors.close()
    await engine.stop()
    await store.close()
    process.exit(0)
  })()
})
const ready: HostReady = {
  kind: 'ready',
  hookUrl: `${doors.url}/hooks/webhook/${accountId}`,
  secret,
  databasePid: store.databasePid ?? 0,
}
process.send?.(ready)
