import { openHouse } from '../test/http/house.ts'
import { seedAccount } from '../test/support/database.ts'
import { seedReports } from './support/report-seed.ts'

// `npm run bench:reports`: how long a report is waited for. A brand that hears some 1,100 messages a day, 200,000 of them over half a
// year, asked over HTTP for the last 30 days; then once for everything, and for the export of all 100,000 conversations with the most
// memory that it took beyond what was there. Ends with one line of JSON; exits 1 when the goal is missed.

const messages = 200_000
const days = 180
const tries = 100
const goalMs = 1_000

const house = await openHouse()
try {
  const { db } = house.test
  const account = await seedAccount(db)
  const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
  await db.updateTable('accounts').set({ brand_id: brand.id }).execute()
  const before = new Date()
  await seedReports(db, account.id, { messages, days, until: before })

  const last30 = span(30)
  const overview: number[] = []
  for (let place = 0; place < tries; place += 1) overview.push((await ask(`overview?${last30}`)).ms)
  overview.sort((a, b) => a - b)
  const at = (share: number) => Math.round(overview[Math.ceil(tries * share) - 1] ?? Number.NaN)
  const [p50, p99] = [at(0.5), at(0.99)]
  row(`overview of 30 days, p50 of ${tries}`, p50, 'ms')
  row(`overview of 30 days, p99 of ${tries}`, p99, `ms   (goal: ${goalMs})`)

  const firstShares = (await ask(`shares?${last30}`)).ms
  row('shares of 30 days, the first time', firstShares, 'ms   (measures every edit)')
  const others: Record<string, number> = {}
  for (const name of ['shares', 'service', 'costs', 'words']) {
    others[name] = Math.round((await ask(`${name}?${last30}`)).ms)
    row(`${name} of 30 days`, others[name], 'ms')
  }
  const all = (await ask(`overview?${span(days)}`)).ms
  row(`overview of ${days} days: all ${messages}`, all, 'ms')

  const exported = await exportAll(`export?format=csv&${span(days)}`)
  row(`export of ${exported.lines} conversations`, exported.ms, 'ms')
  row('most memory beyond before', exported.megabytes, 'MB   (of both sides of the connection)')

  const met = p99 <= goalMs
  console.log(
    JSON.stringify({
      ...{ messages, days, p50, p99, goalMs, ...others, firstShares: Math.round(firstShares) },
      ...{ allMs: Math.round(all), exportLines: exported.lines, exportMs: Math.round(exported.ms) },
      ...{ exportMb: Math.round(exported.megabytes), met },
    }),
  )
  process.exitCode = met ? 0 : 1
} finally {
  await house.close()
}
process.exit()

function row(what: string, value: number, unit: string): void {
  console.log(`${what.padEnd(46)}${String(Math.round(value)).padStart(8)} ${unit}`)
}

function span(count: number): string {
  const from = new Date(Date.now() - (count - 1) * 86_400_000).toISOString().slice(0, 10)
  return `from=${from}&zone=UTC`
}

async function ask(what: string): Promise<{ ms: number }> {
  const start = performance.now()
  const answer = await house.call(`/api/reports/${what}`)
  const body = await answer.text()
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${body}`)
  return { ms: performance.now() - start }
}

async function exportAll(what: string): Promise<{ lines: number; ms: number; megabytes: number }> {
  globalThis.gc?.()
  const rest = process.memoryUsage().rss
  const start = performance.now()
  const answer = await house.call(`/api/reports/${what}`)
  let [lines, most] = [-1, rest]
  for await (const chunk of answer.body ?? []) {
    for (const byte of chunk as Uint8Array) if (byte === 10) lines += 1
    most = Math.max(most, process.memoryUsage().rss)
  }
  return { lines, ms: performance.now() - start, megabytes: (most - rest) / 1e6 }
}
