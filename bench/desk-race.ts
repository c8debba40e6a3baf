import { parseArgs } from 'node:util'
import { openTestDatabase } from '../test/support/database.ts'
import { race } from './race/run.ts'

// Colleagues, the bot, the customer and the sender act at once on one conversation, against the real store and in this process,
// and then it is asked what reached the network. Ends with one line of JSON; exits 1 when anything went out twice, without an
// approval that stands, after a stop, or not at all.
//   --runs N      how many interleavings; 100000 unless said
//   --workers N   how many conversations at once; 6 unless said
//   --seed N      another choice of what is done

const { values } = parseArgs({
  options: { runs: { type: 'string' }, workers: { type: 'string' }, seed: { type: 'string' } },
})
const ask = {
  runs: Number(values.runs ?? 100_000),
  workers: Number(values.workers ?? 6),
  seed: Number(values.seed ?? 1),
}
if (!Object.values(ask).every((one) => Number.isInteger(one) && one >= 1)) {
  console.error('Give whole numbers above 0: --runs 1000 --workers 6 --seed 2.')
  process.exit(1)
}

const started = performance.now()
const seconds = () => Math.round((performance.now() - started) / 1_000)
const { db, pool, close } = await openTestDatabase()
const tally = await race(db, ask, ({ interleavings, sends }) => {
  console.error(`${interleavings} interleavings, ${sends} sends, ${seconds()} s`)
  // Nobody works here but us: what waits to be worked on would only grow.
  void pool.query('delete from graphile_worker._private_jobs where locked_at is null')
})
await close()

const { interleavings, conversations, did, sends, doubled, notApproved, afterStop, lost } = tally
for (const [name, times] of Object.entries(did).sort(([, a], [, b]) => b - a))
  console.log(`${name.padEnd(12)}${String(times).padStart(9)}`)
console.log(`${conversations} conversations, ${seconds()} s`)
const met = interleavings >= ask.runs && sends > 0 && doubled + notApproved + afterStop + lost === 0
console.log(
  JSON.stringify({
    ...{ interleavings, sends, doubled, 'not approved': notApproved, 'after stop': afterStop, lost, met },
  }),
)
process.exit(met ? 0 : 1)
