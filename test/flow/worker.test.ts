import { expect } from 'chai'
import { startWork, type Work } from '../../src/flow/run.ts'
import { addJobs, unlockJobs } from '../../src/store/jobs.ts'
import { beat, notePools, startNode } from '../../src/store/nodes.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { patienceMs } from '../support/patience.ts'

describe('the worker', () => {
  let test: TestDatabase
  let work: Work | null = null
  let done: string[]
  let troubles: string[]
  beforeEach(async () => {
    test = await openTestDatabase()
    done = []
    troubles = []
  })
  afterEach(async () => {
    await work?.stop()
    work = null
    await test.close()
  })

  async function start(answer: (id: string) => Promise<void>): Promise<void> {
    work = await startWork({
      pool: test.pool,
      answer,
      send: async () => {},
      giveUp: async () => {},
      notMine: () => [],
      onPools: () => {},
      unlock: (pools) => unlockJobs(test.db, pools),
      onError: (message) => troubles.push(message),
      atOnce: 8,
    })
  }
  async function until(ask: () => Promise<boolean> | boolean): Promise<void> {
    const deadline = Date.now() + patienceMs
    while (!(await ask())) {
      if (Date.now() > deadline)
        throw new Error(`It did not come to pass; ${done.join()}; ${troubles.join()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const open = async () =>
    Number((await test.pool.query('select count(*) from graphile_worker.jobs')).rows[0].count)
  const addAnswer = (conversationId: string) => addJobs(test.db, [{ task: 'answer', conversationId }])

  /** The queue cannot be written for a while, as when the database is starting again. */
  async function hideQueue(): Promise<void> {
    await test.pool.query('alter table graphile_worker._private_jobs rename to away')
    setTimeout(() => void test.pool.query('alter table graphile_worker.away rename to _private_jobs'), 1_000)
  }
  for (const [ending, fails] of [
    ['is done', false],
    ['has failed', true],
  ] as const) {
    it(`goes on after it could not write down that a job ${ending}, and says that it does not run meanwhile`, async () => {
      await start(async (id) => {
        done.push(id)
        if (done.length > 1) return
        await hideQueue()
        if (fails) throw new Error('The work did not succeed.')
      })
      expect(work?.isRunning()).to.equal(true)
      await addAnswer('1')
      await until(() => troubles.some((one) => /started again/.test(one)))
      expect(work?.isRunning()).to.equal(false)
      await until(() => work?.isRunning() === true)
      await until(async () => (await open().catch(() => 1)) === 0)
      await addAnswer('2')
      await until(() => done.includes('2'))
      expect(done).to.deep.equal(['1', '1', '2'])
    })
  }

  it('gets back the jobs of a process that was killed before it could say under which name it locks them', async () => {
    await startNode(test.db, 'node')
    await notePools(test.db, 'node', ['pool-of-an-earlier-start'])
    await addAnswer('7')
    await test.pool.query(
      "update graphile_worker._private_jobs set locked_by = 'pool-unheard-of', locked_at = now()",
    )
    await startNode(test.db, 'node')
    await start(async (id) => void done.push(id))
    await until(() => done.includes('7'))
  })

  it('does not count the tries of processes that were killed', async () => {
    await addAnswer('9')
    for (let kills = 0; kills < 10; kills += 1) {
      await test.pool.query(
        "update graphile_worker._private_jobs set attempts = attempts + 1, locked_by = 'pool', locked_at = now()",
      )
      await startNode(test.db, 'node')
    }
    await start(async (id) => void done.push(id))
    await until(() => done.includes('9'))
  })

  it('does not bring back a job that a newer one has replaced', async () => {
    await addAnswer('10')
    await test.pool.query("update graphile_worker._private_jobs set locked_by = 'pool', locked_at = now()")
    await addAnswer('10')
    await startNode(test.db, 'node')
    expect(await open()).to.equal(1)
  })

  it('leaves the jobs of a living node alone', async () => {
    await startNode(test.db, 'other')
    await notePools(test.db, 'other', ['pool-of-the-other'])
    await beat(test.db, 'other', 60_000)
    await addAnswer('8')
    await test.pool.query(
      "update graphile_worker._private_jobs set locked_by = 'pool-of-the-other', locked_at = now()",
    )
    await startNode(test.db, 'node')
    const { rows } = await test.pool.query('select locked_by from graphile_worker.jobs')
    expect(rows).to.deep.equal([{ locked_by: 'pool-of-the-other' }])
  })
})
