import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { HostOrder, HostReady } from './support/host.ts'
import type { LoadOrder, LoadReport } from './support/load.ts'
import { cpuMs, memoryMb } from './support/usage.ts'

// `npm run bench`: what Dajeong claims about speed, measured in one run on this machine. Each figure stands beside its goal;
// the run ends with one line of JSON and exits 1 when a figure falls short. How each is measured: docs/performance.md.
// `npm run bench -- ingest` or `-- way` measures one half; BENCH_PROFILE=folder writes a processor profile of the service there.

const thinkMs = 300
const bytes = 800
const started: ChildProcess[] = []
const folders: string[] = []

function start(program: string, args: string[], env: Record<string, string>): ChildProcess {
  const profiles = program === 'host.ts' ? process.env.BENCH_PROFILE : undefined
  const child = fork(fileURLToPath(new URL(`support/${program}`, import.meta.url)), args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    execArgv: profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  started.push(child)
  return child
}

function hear<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a part of the bench ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}

function ask<T>(child: ChildProcess, order: LoadOrder | HostOrder): Promise<T> {
  const answer = hear<T>(child)
  child.send(order)
  return answer
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.disconnect()
  await gone
}

interface Host {
  child: ChildProcess
  ready: HostReady
  drafts(): Promise<number>
  cpu(): { both: number; database: number }
  memory(): number
}

async function openHost(env: Record<string, string>): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'dajeong-bench-'))
  folders.push(folder)
  const child = start('host.ts', [], {
    PORT: '0',
    DAJEONG_DATA: folder,
    DAJEONG_TOWN: 'off',
    DAJEONG_QUIET_MS: '0',
    ...env,
  })
  const ready = await hear<HostReady>(child)
  const pids = [child.pid ?? 0, ready.databasePid]
  return {
    child,
    ready,
    drafts: async () => (await ask<{ value: number }>(child, { kind: 'drafts' })).value,
    cpu: () => ({ both: cpuMs(...pids), database: cpuMs(ready.databasePid) }),
    memory: () => memoryMb(...pids),
  }
}

let numbered = 0
function load(child: ChildProcess, host: Host, count: number, connections: number): Promise<LoadReport> {
  const { hookUrl: url, secret } = host.ready
  const first = numbered
  numbered += count
  return ask<LoadReport>(child, { url, secret, first, count, connections, bytes })
}

async function untilDrafts(host: Host, wanted: number, everyMs: number): Promise<void> {
  const deadline = Date.now() + 180_000
  while ((await host.drafts()) < wanted) {
    if (Date.now() > deadline)
      throw new Error(`only ${await host.drafts()} of ${wanted} drafts came within 180 s`)
    await sleep(everyMs)
  }
}

interface Row {
  what: string
  value: number
  unit: string
  goal: number
  better: 'more' | 'less'
}
const rows: Row[] = []
const extra: Record<string, number> = {}

/** Way in: durable ingest through the webhook channel against a bare loop of grouped inserts. */
async function measureIngest(deliveries: Record<string, string>): Promise<void> {
  const host = await openHost(deliveries)
  const loader = start('load.ts', [], {})
  await sleep(4_000)
  rows.push({ what: 'memory, idle', value: host.memory(), unit: 'MB', goal: 300, better: 'less' })
  // Warms up. Most of it are repeats, which are stored like all else and then cost the reader next to nothing.
  await load(loader, host, 2_000, 64)
  for (let again = 0; again < 20; again += 1) {
    numbered -= 2_000
    await load(loader, host, 2_000, 64)
  }
  await untilDrafts(host, numbered, 50)
  const ratios: number[] = []
  for (let round = 0; round < 5; round += 1) {
    await ask(host.child, { kind: 'tidy' })
    const limit = (await ask<{ value: number }>(host.child, { kind: 'bare', rows: 20_000, group: 64, bytes }))
      .value
    const report = await load(loader, host, 10_000, 64)
    const rate = 10_000 / report.seconds
    ratios.push(rate / limit)
    if (process.env.BENCH_ROUNDS) console.error(limit, rate, report.p99Ms)
    // What came in is worked on before the next round, so that neither side of a ratio is measured beside it.
    await untilDrafts(host, numbered, 100)
    if (report.failed > 0) throw new Error(`${report.failed} deliveries failed`)
    Object.assign(extra, {
      ingestPerSecond: rate,
      bareInsertsPerSecond: limit,
      ackP50Ms: report.p50Ms,
      ackP99Ms: report.p99Ms,
    })
  }
  ratios.sort((a, b) => a - b)
  rows.push({
    what: 'ingest, of a bare loop of inserts',
    value: ratios[2] ?? 0,
    unit: '×',
    goal: 0.4,
    better: 'more',
  })
  await end(loader)
  await end(host.child)
}

/** The whole way with a model that thinks for 300 ms: many in flight, then one at a time. */
async function measureWay(url: string, deliveries: Record<string, string>): Promise<void> {
  const host = await openHost({
    ...deliveries,
    OPENAI_BASE_URL: url,
    OPENAI_API_KEY: 'mock',
    DAJEONG_MODEL: 'mock',
  })
  const loader = start('load.ts', [], {})
  // Warms up, some of it one at a time: that takes other ways through the code than many at once.
  await load(loader, host, 1_500, 64)
  await load(loader, host, 300, 1)
  await untilDrafts(host, 1_800, 50)
  await ask(host.child, { kind: 'tidy' })

  await ask(host.child, { kind: 'watch' })
  const alone: number[] = []
  for (let round = 0; round < 40; round += 1) {
    await ask(host.child, { kind: 'next-draft' })
    const drafted = hear<{ value: number }>(host.child)
    const { startedAt } = await load(loader, host, 1, 1)
    alone.push((await drafted).value - startedAt - thinkMs)
  }
  await ask(host.child, { kind: 'unwatch' })
  alone.sort((a, b) => a - b)
  rows.push({
    what: 'arrival to draft beyond the model, p50',
    value: alone[20] ?? 0,
    unit: 'ms',
    goal: 30,
    better: 'less',
  })
  extra.aloneP90Ms = alone[36] ?? 0

  const many = 5_000
  const before = await host.drafts()
  const cpuBefore = host.cpu()
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, host.memory())
  }, 500)
  const start2 = performance.now()
  const sent = load(loader, host, many, 64)
  await sent
  extra.memoryMb5000InFlight = host.memory()
  await untilDrafts(host, before + many, 100)
  const seconds = (performance.now() - start2) / 1000
  const cpuAfter = host.cpu()
  extra.cpuDatabaseMs = (cpuAfter.database - cpuBefore.database) / many
  clearInterval(watch)
  rows.push({
    what: 'POST to finished draft, many in flight',
    value: many / seconds,
    unit: '/s',
    goal: 350,
    better: 'more',
  })
  rows.push({
    what: 'processor time a mention',
    value: (cpuAfter.both - cpuBefore.both) / many,
    unit: 'ms',
    goal: 4,
    better: 'less',
  })
  extra.memoryMbPeak = Math.max(peak, extra.memoryMb5000InFlight)
  await end(loader)
  await end(host.child)
}

function meets({ value, goal, better }: Row): boolean {
  return better === 'more' ? value >= goal : value <= goal
}

try {
  const model = start('mock-model.ts', [String(thinkMs)], {})
  const { url } = await hear<{ url: string }>(model)
  const deliveries = { BENCH_DELIVER_URL: new URL('/deliver', url).href }
  const only = process.argv[2]
  if (only !== 'way') await measureIngest(deliveries)
  if (only !== 'ingest') await measureWay(url, deliveries)
} finally {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

console.log('')
for (const row of rows) {
  const value = `${row.value.toFixed(row.value < 10 ? 2 : 0)} ${row.unit}`
  const goal = `${row.better === 'more' ? '≥' : '≤'} ${row.goal} ${row.unit}`
  console.log(
    `${row.what.padEnd(42)}${value.padStart(12)}   goal ${goal.padEnd(12)} ${meets(row) ? 'met' : 'MISSED'}`,
  )
}
for (const [what, value] of Object.entries(extra))
  console.log(`${what.padEnd(42)}${value.toFixed(value < 10 ? 2 : 1).padStart(12)}`)
console.log('')
console.log(
  JSON.stringify({
    ...Object.fromEntries(rows.map((row) => [row.what, row.value])),
    ...extra,
    met: rows.every(meets),
  }),
)
process.exit(rows.every(meets) ? 0 : 1)
