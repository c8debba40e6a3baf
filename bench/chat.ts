import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/store/db.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import { freePort } from '../test/support/program.ts'
import { makeService } from './faults/dajeong.ts'
import { openScene } from './faults/scene.ts'
import { memoryMb } from './support/usage.ts'
import { inRounds, makeVisitors, type Visitor } from './support/visitors.ts'

// `npm run bench:chat [-- --visitors 2000 --seconds 60]`: the real service with its own chat line, and visitors who all have
// their windows open at once: how long until what they say is acknowledged, what a visitor who says nothing costs, what a
// connection that breaks for all of them at once does, and whether anything is lost or there twice.

const argument = (name: string, usual: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const visitorsWanted = argument('visitors', 2_000)
const seconds = argument('seconds', 60)
const perSecond = 20
const stormMs = 5_000

interface Row {
  name: string
  what: string
  value: number
  goal: string | null
  met: boolean
}
const rows: Row[] = []
function note(name: string, what: string, value: number, most: number | null): void {
  rows.push({
    name,
    what,
    value,
    goal: most === null ? null : `≤ ${most}`,
    met: most === null || value <= most,
  })
}

const said = [
  '배송이 언제 오나요?',
  '요금제를 바꾸고 싶어요',
  '와 오늘 날씨 좋네요',
  '환불은 어떻게 하나요?',
  '인터넷이 자꾸 끊겨요',
]

async function signIn(
  base: string,
  screen: string,
): Promise<(path: string, body?: unknown) => Promise<Response>> {
  const [, email, password] = /Sign in +(\S+) +one-time password: (\S+)/.exec(screen) ?? []
  let cookie = ''
  const ask = async (path: string, body?: unknown) => {
    const answer = await fetch(`${base}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', 'x-dajeong': '1', cookie },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return answer
  }
  await ask('/api/sign-in', { email, password })
  await ask('/api/change-password', { current: password, next: 'a password for two thousand' })
  return ask
}

const quantile = (all: readonly number[], share: number) =>
  [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN

async function until(what: string, mostMs: number, holds: () => boolean | Promise<boolean>): Promise<number> {
  const start = performance.now()
  while (!(await holds())) {
    if (performance.now() - start > mostMs) throw new Error(`not within ${mostMs} ms: ${what}`)
    await sleep(20)
  }
  return performance.now() - start
}

/** Waits until its memory has settled. In MB, of the service alone. */
async function settled(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < 8; n += 1) {
    await sleep(1_000)
    least = Math.min(least, memoryMb(pid))
  }
  return least
}

const scene = openScene('dajeong-chat-bench')
let failed = false
try {
  mkdirSync(join(scene.folder, 'data'))
  const { url } = await startEmbedded(join(scene.folder, 'data'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  // Behind a proxy, so that every visitor has an address of their own.
  const service = makeService(scene, { PORT: String(port), DATABASE_URL: url, DAJEONG_URL: base }, 'service')
  service.start()
  if (!(await service.ready())) throw new Error(service.said())
  const ask = await signIn(base, service.said())
  const settings = { name: 'bench', origins: base }
  const connected = await (await ask('/api/accounts', { channel: 'webchat', settings })).json()
  const account = String((connected as { account: { id: string } }).account.id)
  const enter = makeVisitors(base, account)
  const { db, close } = openDatabase(url, () => {})
  const pid = Number(service.pid())

  // The first few load the bot and warm the way, so that only visitors are counted below.
  const first = await inRounds(
    Array.from({ length: 50 }, (_, n) => n),
    16,
    enter,
  )
  for (const one of first) await one.say(said[0] as string)
  await until('the first are greeted', 30_000, () => first.every((one) => one.seen.size >= 2))
  const before = await settled(pid)
  const start = performance.now()
  const rest = await inRounds(
    Array.from({ length: visitorsWanted - 50 }, (_, n) => n + 50),
    32,
    enter,
  )
  const visitors: Visitor[] = [...first, ...rest]
  await until('everybody is greeted', 120_000, () => visitors.every((one) => one.seen.size >= 1))
  note(
    'enterSeconds',
    `${visitorsWanted} visitors let in and greeted, s`,
    (performance.now() - start) / 1_000,
    null,
  )
  const idle = ((await settled(pid)) - before) * 1_024
  note('idleKb', 'memory of a visitor who says nothing, kB', idle / rest.length, 50)

  const expected = new Map<Visitor, string[]>(visitors.map((one) => [one, []]))
  const times: number[] = []
  const late: Promise<void>[] = []
  let n = 0
  async function sayOne(one: Visitor): Promise<void> {
    n += 1
    const text = `${said[n % said.length]} (${n})`
    expected.get(one)?.push(text)
    times.push(await one.say(text))
  }
  const sayEvery = 1_000 / perSecond
  const begin = performance.now()
  for (let k = 0; k < seconds * perSecond; k += 1) {
    const wait = begin + k * sayEvery - performance.now()
    if (wait > 0) await sleep(wait)
    // A prime step reaches everybody before anybody twice.
    late.push(sayOne(visitors[(k * 997) % visitors.length] as Visitor))
  }
  await Promise.all(late)
  note('ackP50', `acknowledged, ${perSecond} a second for ${seconds} s, p50 ms`, quantile(times, 0.5), null)
  note('ackP99', '… p99 ms', quantile(times, 0.99), 200)

  for (const one of visitors) one.drop()
  // What is said to and by them meanwhile is there when they are back.
  for (let k = 0; k < 100; k += 1) await sayOne(visitors[(k * 13) % visitors.length] as Visitor)
  const storm = performance.now()
  const failures = { count: 0 }
  await Promise.all(
    visitors.map(async (one, k) => {
      await sleep((k / visitors.length) * stormMs)
      await one.connect().catch(() => {
        failures.count += 1
      })
    }),
  )
  note(
    'stormRefused',
    `of ${visitorsWanted} who come back within ${stormMs / 1_000} s refused`,
    failures.count,
    0,
  )
  note('stormSeconds', 'everybody is back after, s', (performance.now() - storm) / 1_000, 8)

  const all = [...expected.values()].flat()
  await until('everybody sees what they said', 60_000, () =>
    [...expected].every(([one, texts]) => {
      const there = new Set(one.seen.values())
      return texts.every((text) => there.has(text))
    }),
  ).catch(() => {})
  const unseen = [...expected].flatMap(([one, texts]) =>
    texts.filter((text) => ![...one.seen.values()].includes(text)),
  )
  note('unseen', `of ${all.length} messages not shown to who said them`, unseen.length, 0)
  note(
    'shownTwice',
    'shown twice',
    visitors.reduce((sum, one) => sum + one.twice(), 0),
    0,
  )
  const heard = async () => (await db.selectFrom('mentions').select('text').execute()).map(({ text }) => text)
  await until('everything is heard', 120_000, async () => {
    const there = new Set(await heard())
    return all.every((text) => there.has(text))
  }).catch(() => {})
  const mentions = await heard()
  const there = new Set(mentions)
  note('lost', 'not heard by the brand', all.filter((text) => !there.has(text)).length, 0)
  note('heardTwice', 'heard twice', mentions.length - 50 - all.length, 0)
  await close()
  if ((await service.stop()) !== 0) throw new Error(`It did not stop cleanly: ${service.said()}`)
} catch (error) {
  failed = true
  console.error(error)
} finally {
  await scene.close()
}

console.log('')
for (const { what, value, goal, met } of rows)
  console.log(
    `${what.padEnd(62)}${value.toFixed(1).padStart(9)}   ${goal === null ? '' : `goal ${goal}`.padEnd(14) + (met ? 'met' : 'MISSED')}`.trimEnd(),
  )
const met = !failed && rows.every((row) => row.met)
console.log('')
console.log(
  JSON.stringify({ bench: 'chat', ...Object.fromEntries(rows.map(({ name, value }) => [name, value])), met }),
)
process.exit(met ? 0 : 1)
