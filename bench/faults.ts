import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Aim, aims, pickFaults } from './faults/aims.ts'
import { judge } from './faults/judge.ts'
import { openWorld, until, type World } from './faults/world.ts'

// Kills the service and its database at every step of the way, under load and with a network that fails, and then asks
// the town, which saw everything, whether each message has exactly one answer. Ends with one line of JSON; exits 1 when a
// goal falls short.
//   --minutes N   how long all of it may take; 12 unless said, of which a quick machine needs 3
//   --kills N     how many kills; 33 unless said, with --minutes as many as fit
//   --keep        leaves the folder with the data, the log and the town's file

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, kills: { type: 'string' }, keep: { type: 'boolean' } },
})
const minutes = Number(values.minutes ?? 12)
const wanted = Number(values.kills ?? (values.minutes === undefined ? 33 : Number.POSITIVE_INFINITY))
if (!(minutes > 0) || !(wanted >= 1)) {
  console.error('Give numbers above 0: --minutes 20, --kills 100.')
  process.exit(1)
}
const started = Date.now()
const leastKills = 30
// What comes after the last kill: everything that is still open is answered, and a last restart doubles nothing.
const endMs = 75_000
const settleMs = 4_000
const stopKillingAt = started + Math.max(20_000, minutes * 60_000 - endMs)
// With what the aims say themselves this stays below what the account's pace lets out: 200 calls in 5 minutes.
const loadGapMs = 2_600

const needModel = new Set<Aim>(['heard', 'classified', 'drafting'])

interface Tally {
  hits: Record<Aim, number>
  kills: number
  databaseKills: number
  graceful: number
  troubles: string[]
}

const tally: Tally = {
  hits: Object.fromEntries(Object.keys(aims).map((aim) => [aim, 0])) as Record<Aim, number>,
  kills: 0,
  databaseKills: 0,
  graceful: 0,
  troubles: [],
}

/** People talk all the time, whether the service lives or not. */
async function talk(world: World, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { threaded, each } = world.sayings.some()
    let last: string | undefined
    for (const one of each) {
      await sleep(one.afterMs)
      last = (await world.say(one, threaded ? last : undefined)).id
    }
    if (Math.random() < 0.12) await sayAgain(world)
    if (Math.random() < 0.3) await world.town.cutStreams()
    await sleep(loadGapMs * each.length * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
  }
}

/** Somebody answers the brand's answer. */
async function sayAgain(world: World): Promise<void> {
  const answer = (await world.town.witness()).filter((one) => one.brand).at(-1)
  const said = world.said.find((one) => one.id === answer?.inReplyTo)
  if (answer && said) await world.say(world.sayings.again(said), answer.id)
}

/**
 * Starts the service and waits until it is ready; a start that fails is a fault of the service.
 * @param model without it, replies are made from phrases, which takes no time at all.
 */
async function startAgain(world: World, model = true): Promise<boolean> {
  if (!world.service.running()) world.service.start(model ? {} : { DAJEONG_MODEL: '' })
  return world.service.ready()
}

function nextAim(): Aim {
  const least = Math.min(...Object.values(tally.hits))
  const rare = (Object.keys(aims) as Aim[]).filter((aim) => tally.hits[aim] === least)
  return rare[Math.floor(Math.random() * rare.length)] ?? 'random'
}

async function strike(world: World): Promise<void> {
  const aim = nextAim()
  if (aim === 'starting') {
    if (!world.service.running()) world.service.start()
  } else if (!(await startAgain(world, needModel.has(aim) || Math.random() < 0.8))) return
  const met = await aims[aim](world)
  tally.kills += 1
  tally.hits[met ? aim : 'random'] += 1
  await world.town.setFaults(pickFaults())
}

/** PostgreSQL dies under the living service, which has to bring it back by itself. */
async function strikeDatabase(world: World): Promise<void> {
  if (!(await startAgain(world))) return
  await sleep(Math.random() * 1_500)
  if (!world.service.killDatabase()) return
  tally.databaseKills += 1
  await until('the database is back', 30_000, () => world.eye.isOpen()).catch((error: Error) => {
    tally.troubles.push(error.message)
  })
}

/** Both at once, as in a power cut. */
async function strikeBoth(world: World): Promise<void> {
  if (!(await startAgain(world))) return
  await sleep(Math.random() * 1_500)
  if (!world.service.killDatabase()) return
  await world.service.kill()
  tally.databaseKills += 1
  tally.kills += 1
  tally.hits.random += 1
}

async function restartGently(world: World): Promise<void> {
  if (!(await startAgain(world))) return
  await sleep(Math.random() * 1_000)
  const code = await world.service.stop()
  tally.graceful += 1
  if (code !== 0) tally.troubles.push(`SIGTERM ended with ${code ?? 'nothing within 25 s'}`)
}

async function storm(world: World): Promise<void> {
  const unhit = () => Object.values(tally.hits).some((hits) => hits === 0)
  for (let round = 1; Date.now() < stopKillingAt; round += 1) {
    if (tally.kills >= wanted && !unhit() && tally.databaseKills >= 2) return
    if (round % 16 === 6) await strikeDatabase(world)
    else if (round % 16 === 12) await strikeBoth(world)
    else if (round % 16 === 15) await restartGently(world)
    else await strike(world)
    if (process.stdout.isTTY) process.stdout.write(`\r${tally.kills} kills, ${world.said.length} messages `)
  }
}

// Without these a run would not show what it claims.
const neededFaults = [
  'duplicateNotifications',
  'reorderNotifications',
  'error500After',
  'dropAfter',
  'rate429',
]

/** What chance has spared the service so far is dealt to it now, once each. */
async function strikeTheRest(world: World): Promise<void> {
  await startAgain(world)
  for (const name of neededFaults) {
    if ((await world.town.struck())[name]) continue
    await world.town.setFaults({ [name]: name === 'rate429' ? { count: 1, resetSeconds: 1 } : { count: 1 } })
    await world.say(world.sayings.one())
    await until(name, 15_000, async () => Boolean((await world.town.struck())[name])).catch(() => {})
  }
}

let interrupted = false

async function main(): Promise<number> {
  const world = await openWorld(() => 150 + Math.random() * 300)
  const interrupt = () => {
    interrupted = true
    void world.close().then(() => process.exit(130))
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    await world.town.setFaults(pickFaults())
    const quiet = new AbortController()
    const talking = talk(world, quiet.signal)
    // Looked at when it is awaited, which is long after it may have failed.
    talking.catch(() => {})
    await storm(world)
    quiet.abort()
    await talking
    await strikeTheRest(world)
    await world.town.setFaults({})
    await startAgain(world)
    const verdict = async () => judge(world.said, await world.town.witness())
    const left = () => Math.max(5_000, started + minutes * 60_000 - Date.now() - 2 * settleMs - 5_000)
    await until('everything is answered', left(), async () => (await verdict()).lost.length === 0).catch(
      () => {},
    )
    // What would be said twice is said soon, or after the next start.
    await sleep(settleMs)
    await restartGently(world)
    await startAgain(world)
    await sleep(settleMs)
    return await report(world, await verdict())
  } finally {
    if (!interrupted) await world.close(values.keep)
    if (values.keep) console.log(`Kept: ${world.scene.folder}`)
  }
}

async function report(world: World, verdict: ReturnType<typeof judge>): Promise<number> {
  const struck = await world.town.struck()
  const { due, answered, answers, lost, doubled, wrong } = verdict
  const rows: [string, string | number][] = [
    ...Object.entries(tally.hits).map(([aim, hits]): [string, number] => [`killed while ${aim}`, hits]),
    ['kills of the service', tally.kills],
    ['kills of PostgreSQL', tally.databaseKills],
    ['gentle restarts', tally.graceful],
    [
      'faults of the network',
      Object.entries(struck)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ],
    ['messages', world.said.length],
    ['due', due],
    ['answered once', answered],
    ['posts of the brand', answers],
    ['lost', lost.length],
    ['doubled', doubled.length],
    ['wrong', wrong.length],
  ]
  console.log(`\n${rows.map(([name, value]) => `  ${name.padEnd(26)}${value}`).join('\n')}\n`)
  const troubles = [...tally.troubles, ...world.service.accidents]
  for (const one of lost) console.log(`lost: ${one}`)
  for (const one of doubled) console.log(`doubled: ${one}`)
  for (const one of wrong) console.log(`wrong: ${one}`)
  for (const one of troubles) console.log(`trouble: ${one}`)
  if (lost.length > 0) for (const one of await world.eye.stuck()) console.log(`open: ${JSON.stringify(one)}`)
  const unhit = Object.entries(tally.hits).flatMap(([aim, hits]) => (hits === 0 ? [aim] : []))
  if (unhit.length > 0) console.log(`never hit: ${unhit.join(', ')}`)
  const quiet = neededFaults.filter((name) => !struck[name])
  if (quiet.length > 0) console.log(`faults that never struck: ${quiet.join(', ')}`)
  const shortfalls =
    lost.length + doubled.length + wrong.length + troubles.length + unhit.length + quiet.length
  const ok = shortfalls === 0 && tally.kills >= leastKills && tally.databaseKills > 0
  console.log(
    JSON.stringify({
      bench: 'faults',
      ok,
      seconds: Math.round((Date.now() - started) / 1000),
      kills: tally.kills,
      databaseKills: tally.databaseKills,
      gentleRestarts: tally.graceful,
      hits: tally.hits,
      struck,
      messages: world.said.length,
      due,
      answered,
      lost: lost.length,
      doubled: doubled.length,
      wrong: wrong.length,
      troubles: troubles.length,
    }),
  )
  return ok ? 0 : 1
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    // What failed because everything is being closed is nobody's concern.
    if (interrupted) return
    console.error(error)
    process.exit(1)
  },
)
