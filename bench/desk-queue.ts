import { type ChildProcess, fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { buildConsole } from '../scripts/build-console.ts'
import { hashPassword } from '../src/desk/password.ts'
import { insertColleague } from '../src/store/colleagues.ts'
import { type Db, migrate, openDatabase } from '../src/store/db.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import { migrateJobs } from '../src/store/job-schema.ts'
import { saveMembership } from '../src/store/memberships.ts'
import { seedConversations } from './support/desk-seed.ts'
import type { HostOrder, HostReady } from './support/host.ts'
import { type Scrolled, scrollQueue } from './support/scroll.ts'

// `npm run bench:desk:queue`: 100,000 open conversations and 50 colleagues at the desk, each with the live stream open, who look at
// the first page, a filter, a search and the counts, and take what is next. The table has the times of a client on the same machine,
// from the request to the last byte of the answer; the goal is for the first page at the server, from a call's head to its last
// byte. Then a real Chromium scrolls through the list. Ends with one line of JSON, and exits 1 when the p99 of the first page at the
// server is over its goal, a count is wrong or the list does not scroll smoothly.
//   --conversations N   100000 unless said; fewer for a first look

const { values } = parseArgs({ options: { conversations: { type: 'string', default: '100000' } } })
const conversations = Number(values.conversations)
if (!Number.isInteger(conversations) || conversations < 1) {
  console.error('Give a whole number above 0: --conversations 20000.')
  process.exit(1)
}
const colleagues = 50
const rounds = 30
/** Between two looks of one colleague, in ms: a busy one looks every second. */
const think = () => 500 + Math.random() * 1_000
const goalMs = 100
/** Thirty pictures in a second look as if they moved. */
const goalFrameMs = 34

const folder = mkdtempSync(join(tmpdir(), 'dajeong-bench-desk-'))
chmodSync(folder, 0o755)
const times = new Map<string, number[]>()

interface Desk {
  url: string
  cookies: string[]
}

async function ask(
  desk: Desk,
  colleague: number,
  name: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const start = performance.now()
  const answer = await fetch(`${desk.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { cookie: desk.cookies[colleague] ?? '', 'x-dajeong': '1', 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  const ms = performance.now() - start
  if (answer.status !== 200) throw new Error(`${name} was answered with ${answer.status}: ${text}`)
  times.set(name, [...(times.get(name) ?? []), ms])
  return JSON.parse(text) as Record<string, unknown>
}

async function openDesk(db: Db, host: string): Promise<Desk> {
  const url = new URL(host).origin
  const password = 'a password for the bench'
  const passwordHash = await hashPassword(password)
  const cookies: string[] = []
  for (let n = 0; n < colleagues; n += 1) {
    const email = `colleague${n}@bench.local`
    const id = await insertColleague(db, { email, name: `동료 ${n}`, passwordHash, mustChange: false })
    if (id === null) throw new Error(`${email} is there already`)
    await saveMembership(db, { colleagueId: id, brandId: null, role: 'approver' })
    const answer = await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'x-dajeong': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (answer.status !== 200) throw new Error(`signing in was answered with ${answer.status}`)
    cookies.push(answer.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }
  return { url, cookies }
}

/** What the first colleague was told last. */
let told: Record<string, unknown> = {}

async function follow(desk: Desk, colleague: number, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${desk.url}/api/live`, {
    headers: { cookie: desk.cookies[colleague] ?? '' },
    signal,
  })
  let heard = ''
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    heard += new TextDecoder().decode(chunk)
    const events = heard.split('\n\n')
    heard = events.pop() ?? ''
    const data = events.findLast((event) => event.startsWith('event: changed'))?.split('\ndata: ')[1]
    if (data && colleague === 0) told = JSON.parse(data) as Record<string, unknown>
  }
}

const taken = new Set<string>()
let twice = 0

const page = '/api/conversations?tab=to-approve'

/** How long the first page took in the service itself, whatever the fifty clients in this process add to it. */
async function timesAtServer(child: ChildProcess): Promise<number[]> {
  const told = new Promise<number[]>((resolve) =>
    child.once('message', (message) => resolve((message as { times: number[] }).times)),
  )
  child.send({ kind: 'times', path: page } satisfies HostOrder)
  return told
}

async function work(desk: Desk, colleague: number): Promise<void> {
  await sleep(Math.random() * 1_000)
  for (let round = 0; round < rounds; round += 1) {
    await ask(desk, colleague, 'first page', page)
    await sleep(think())
    if (round % 6 === 1) await ask(desk, colleague, 'counts', '/api/counts')
    if (round % 6 === 2)
      await ask(desk, colleague, 'filter', `${page}&urgency=now,high&feeling=angry&visibility=public`)
    if (round % 6 === 3)
      await ask(desk, colleague, 'search, in every tenth', `${page}&search=${encodeURIComponent('배송')}`)
    if (round % 6 === 4)
      await ask(
        desk,
        colleague,
        'search, in every thousandth',
        `${page}&search=${encodeURIComponent('쿠폰')}`,
      )
    if (round % 6 === 5) {
      const next = await ask(desk, colleague, 'take next', '/api/queue/next', {})
      const id = String(next.conversationId)
      if (taken.has(id)) twice += 1
      taken.add(id)
    }
  }
}

/** Whether what everybody was told is what is there, counted from the mentions and not from the queue. */
async function areRight(db: Db, desk: Desk): Promise<boolean> {
  const { rows } = await sql<{ waiting: number; overdue: number }>`
    select count(distinct conversation_id)::int as waiting from mentions where stage = 'waiting'`.execute(db)
  const mine = await sql<{ count: number }>`
    select count(*)::int as count from queue where assignee_id = (select id from colleagues where email = 'colleague0@bench.local')`.execute(
    db,
  )
  const counts = await ask(desk, 0, 'counts', '/api/counts')
  const right = (one: Record<string, unknown>) =>
    one['to-approve'] === rows[0]?.waiting &&
    one.mine === mine.rows[0]?.count &&
    one['with-person'] === 0 &&
    one.failed === 0
  if (!right(counts) || !right(told)) console.error({ counts, told, wanted: rows[0], mine: mine.rows[0] })
  return right(counts) && right(told) && twice === 0 && rows[0]?.waiting === conversations
}

function percentile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

let host: ChildProcess | null = null
const embedded = await startEmbedded(folder)
const { db, pool, close } = openDatabase(embedded.url, () => {}, 4)
const stop = new AbortController()
let right = false
let atServer: number[] = []
let scrolled: Scrolled | null = null
try {
  await migrate(db)
  await migrateJobs(pool)
  console.log(`seeding ${conversations} conversations …`)
  const start = performance.now()
  await seedConversations(db, conversations)
  console.log(`seeded in ${Math.round((performance.now() - start) / 1_000)} s`)
  const child = fork(fileURLToPath(new URL('support/host.ts', import.meta.url)), [], {
    env: {
      ...{ PATH: process.env.PATH ?? '', PORT: '0', DAJEONG_DATA: join(folder, 'node'), DAJEONG_TOWN: 'off' },
      ...{
        DATABASE_URL: embedded.url,
        DAJEONG_SECRET: 'a secret for the bench only',
        BENCH_DELIVER_URL: 'http://127.0.0.1:9/',
      },
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  host = child
  const ready = await new Promise<HostReady>((resolve, reject) => {
    child.once('message', (message) => resolve(message as HostReady))
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)))
  })
  // Nobody listens on the service's own account here.
  await sql`update accounts set state = 'paused'`.execute(db)
  const desk = await openDesk(db, ready.hookUrl)
  for (let n = 0; n < colleagues; n += 1) void follow(desk, n, stop.signal).catch(() => {})
  for (let n = 0; n < 20; n += 1) await ask(desk, n, 'warming up', '/api/conversations?tab=to-approve')
  await Promise.all(desk.cookies.map((_, n) => work(desk, n)))
  // The last change is told within a quarter of a second, and counted a moment later.
  await sleep(3_000)
  right = await areRight(db, desk)
  atServer = await timesAtServer(child)
  await buildConsole()
  scrolled = await scrollQueue(desk.url, desk.cookies[0] ?? '')
} finally {
  stop.abort()
  if (host?.exitCode === null) {
    const gone = new Promise((resolve) => host?.once('exit', resolve))
    host.disconnect()
    await Promise.race([gone, sleep(10_000)])
    host.kill('SIGKILL')
  }
  await close()
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}

times.delete('warming up')
for (const [name, all] of times)
  console.log(
    `${name.padEnd(30)}${String(all.length).padStart(6)} asked   p50 ${percentile(all, 0.5).toFixed(1).padStart(7)} ms   p99 ${percentile(all, 0.99).toFixed(1).padStart(7)} ms`,
  )
const first = times.get('first page') ?? []
const client = { p50: percentile(first, 0.5), p99: percentile(first, 0.99) }
const [p50, p99] = [percentile(atServer, 0.5), percentile(atServer, 0.99)]
console.log(
  `first page at the server      ${String(atServer.length).padStart(6)} asked   p50 ${p50.toFixed(1).padStart(7)} ms   p99 ${p99.toFixed(1).padStart(7)} ms`,
)
if (scrolled)
  console.log(
    `scrolled through ${scrolled.rows} rows: frames p50 ${scrolled.frameP50.toFixed(0)} ms, p95 ${scrolled.frameP95.toFixed(0)} ms, worst ${scrolled.frameWorst.toFixed(0)} ms`,
  )
const smooth = scrolled !== null && scrolled.frameP95 <= goalFrameMs
const met = first.length > 0 && atServer.length >= first.length && p99 <= goalMs && right && smooth
console.log(
  JSON.stringify({
    conversations,
    colleagues,
    p50,
    p99,
    client,
    goalMs,
    countsRight: right,
    takenTwice: twice,
    ...scrolled,
    goalFrameMs,
    met,
  }),
)
process.exit(met ? 0 : 1)
