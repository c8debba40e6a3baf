import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../test/support/program.ts'
import { makeService, type Service } from './faults/dajeong.ts'
import { openScene } from './faults/scene.ts'
import { signIn } from './support/newcomer.ts'

// `npm run bench:start`: what a newcomer meets. The real service with an empty folder, its database and its practice
// network, no model and no setting but its ports: how long each start takes, and how long one waits for a draft and for its
// reply. Ends with one line of JSON; exits 1 when a goal is missed.

const posts: readonly [person: string, text: string][] = [
  ['minji', '인터넷이 어제부터 자꾸 끊겨요. 어떻게 하면 될까요?'],
  ['joonho', '요금제는 어디에서 바꾸나요?'],
  ['emma', 'How do I change my plan in the app?'],
  ['hana', '로밍 신청은 어떻게 하나요?'],
  ['sam', 'My internet keeps dropping since yesterday. What should I do?'],
]

interface Row {
  name: string
  what: string
  seconds: number
  /** At most so many seconds; null where nothing was promised. */
  goal: number | null
}
const rows: Row[] = []

function note(name: string, what: string, seconds: number, goal: number | null): void {
  rows.push({ name, what, seconds, goal })
}

/** Starts it and waits for its screen and for its own word that it is ready. @returns how long that took, in seconds. */
async function start(service: Service, consoleUrl: string): Promise<number> {
  const begin = performance.now()
  service.start()
  if (!(await service.ready())) throw new Error(`It did not start: ${service.said()}`)
  while (!(await isReady(consoleUrl))) {
    if (performance.now() - begin > 60_000) throw new Error('It is not ready after 60 s.')
    await sleep(20)
  }
  return (performance.now() - begin) / 1000
}

async function isReady(consoleUrl: string): Promise<boolean> {
  const answer = await fetch(`${consoleUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.status === 200
}

function readScreen(screen: string): { admin: { email: string; password: string }; townUrl: string } {
  const [, email, password] = /Sign in +(\S+) +one-time password: (\S+)/.exec(screen) ?? []
  const [, townUrl] = /Practice +(http\S+)/.exec(screen) ?? []
  if (!email || !password || !townUrl) throw new Error(`The screen does not say what it should: ${screen}`)
  return { admin: { email, password }, townUrl: townUrl.replace(/\/$/, '') }
}

async function measure(service: Service, consoleUrl: string): Promise<void> {
  note('firstStart', 'first start, until it is ready', await start(service, consoleUrl), null)

  const { admin, townUrl } = readScreen(service.said())
  const newcomer = await signIn(consoleUrl, townUrl, admin)
  const drafted: number[] = []
  const answered: number[] = []
  for (const [person, text] of posts) {
    const posted = await newcomer.post(person, text)
    drafted.push(posted.drafted)
    answered.push(await newcomer.approve(posted))
  }
  const worst = (all: number[]) => Math.max(...all) / 1000
  note('draft', `post until the draft is in the list, worst of ${posts.length}`, worst(drafted), 3)
  note('reply', `approval until the reply is in the town, worst of ${posts.length}`, worst(answered), null)

  const stopping = performance.now()
  const code = await service.stop()
  if (code !== 0) throw new Error(`SIGTERM ended with ${code ?? 'nothing within 25 s'}: ${service.said()}`)
  note('stop', 'clean stop by SIGTERM', (performance.now() - stopping) / 1000, null)

  note('secondStart', 'second start, until it is ready', await start(service, consoleUrl), 5)

  await service.kill()
  note('startAfterKill', 'start after kill -9', await start(service, consoleUrl), 15)

  service.killDatabase()
  await service.kill()
  note('startAfterBoth', 'start after kill -9 of it and PostgreSQL', await start(service, consoleUrl), 15)

  if ((await service.stop()) !== 0) throw new Error(`It did not stop cleanly: ${service.said()}`)
}

const meets = ({ seconds, goal }: Row) => goal === null || seconds <= goal

const scene = openScene('dajeong-start')
const port = await freePort()
const service = makeService(scene, {
  PORT: String(port),
  DAJEONG_TOWN: 'on',
  DAJEONG_TOWN_PORT: String(await freePort()),
})
let failed = false
try {
  await measure(service, `http://127.0.0.1:${port}`)
} catch (error) {
  failed = true
  console.error(error, ...service.accidents)
} finally {
  await scene.close()
}

const met = !failed && rows.every(meets)
console.log('')
for (const row of rows) {
  const goal = row.goal === null ? '' : `goal ≤ ${row.goal} s`.padEnd(14) + (meets(row) ? 'met' : 'MISSED')
  console.log(`${row.what.padEnd(52)}${row.seconds.toFixed(2).padStart(7)} s   ${goal}`.trimEnd())
}
console.log('')
const figures = Object.fromEntries(rows.map(({ name, seconds }) => [`${name}Seconds`, seconds]))
console.log(JSON.stringify({ bench: 'start', ...figures, met }))
process.exit(met ? 0 : 1)
