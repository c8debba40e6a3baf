import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openTestDatabase } from '../test/support/database.ts'
import { raceInChats } from './chat-race/run.ts'

// Two colleagues in chats and one at the console decide about the same draft at the same moment, against the real store. Ends with one
// line of JSON; exits 1 when a draft has not exactly one reply, or not exactly one of the three was told that it was theirs.
//   --decisions N  how many drafts; 10000 unless said
//   --workers N    how many at once; 4 unless said
//   --seed N       another choice of what is done

const { values } = parseArgs({
  options: { decisions: { type: 'string' }, workers: { type: 'string' }, seed: { type: 'string' } },
})
const ask = {
  decisions: Number(values.decisions ?? 10_000),
  workers: Number(values.workers ?? 4),
  seed: Number(values.seed ?? 1),
}
if (!Object.values(ask).every((one) => Number.isInteger(one) && one >= 1)) {
  console.error('Give whole numbers above 0: --decisions 1000 --workers 4 --seed 2.')
  process.exit(1)
}

const started = performance.now()
const seconds = () => Math.round((performance.now() - started) / 1_000)
const { db, pool, close } = await openTestDatabase()
const tally = await raceInChats(db, { ...ask, newId: randomUUID }, ({ decisions, stale }) => {
  console.error(`${decisions} decisions, ${stale} stale presses, ${seconds()} s`)
  // Nobody works here but us: what waits to be worked on would only grow.
  void pool.query('delete from graphile_worker._private_jobs where locked_at is null')
})
await close()

const { decisions, replies, doubled, missing, untold, wrongText } = tally
const met =
  decisions >= ask.decisions && replies === decisions && doubled + missing + untold + wrongText === 0
console.log(JSON.stringify({ ...tally, seconds: seconds(), met }))
process.exit(met ? 0 : 1)
