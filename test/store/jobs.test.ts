import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { addJobs } from '../../src/store/jobs.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

interface JobRow {
  key: string | null
  task_identifier: string
  wait: number
  flags: Record<string, true> | null
  max_attempts: number
}

describe('adding jobs', () => {
  let store: TestDatabase
  beforeEach(async () => {
    store = await openTestDatabase()
  })
  afterEach(() => store.close())

  const jobs = async () =>
    (
      await sql<JobRow>`select key, task_identifier, flags, max_attempts,
        extract(epoch from run_at - now())::float8 as wait from graphile_worker.jobs order by key, id`.execute(
        store.db,
      )
    ).rows

  it('keeps one waiting job a conversation, moved back by every new message', async () => {
    await addJobs(store.db, [{ task: 'answer', conversationId: '7', after: 1_500 }])
    await addJobs(store.db, [{ task: 'answer', conversationId: '7', after: 60_000 }])
    await addJobs(store.db, [
      { task: 'answer', conversationId: '8' },
      { task: 'answer', conversationId: '8', after: 5_000 },
    ])
    const found = await jobs()
    expect(found.map(({ key }) => key)).to.deep.equal(['answer:7', 'answer:8'])
    expect(found[0]?.wait).to.be.within(50, 61)
    expect(found[1]?.wait).to.be.within(1, 6)
  })

  it('leaves the time of a waiting job alone when it is only to be looked at again', async () => {
    await addJobs(store.db, [{ task: 'answer', conversationId: '7', after: 60_000 }])
    await addJobs(store.db, [{ task: 'answer', conversationId: '7', after: 400 }], { keepTime: true })
    const [job] = await jobs()
    expect(job?.wait).to.be.within(50, 61)
  })

  it('adds another one while the first is being worked on', async () => {
    await addJobs(store.db, [{ task: 'answer', conversationId: '7' }])
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'`.execute(
      store.db,
    )
    await addJobs(store.db, [{ task: 'answer', conversationId: '7' }])
    expect(await jobs()).to.have.length(2)
  })

  it('flags a send with its account, so that other nodes leave it alone', async () => {
    const sendId = randomUUID()
    const at = new Date(Date.now() + 30_000)
    await addJobs(store.db, [{ task: 'send', sendId, accountId: '3', at }])
    const [job] = await jobs()
    expect(job).to.include({ key: `send:${sendId}`, task_identifier: 'send' })
    expect(job?.flags).to.deep.equal({ 'account:3': true })
    expect(job?.wait).to.be.within(20, 31)
  })

  it('belongs to the transaction of its row', async () => {
    const work = store.db.transaction().execute(async (trx) => {
      await addJobs(trx, [{ task: 'answer', conversationId: '7' }])
      throw new Error('the row was not stored')
    })
    await work.catch(() => {})
    expect(await jobs()).to.deep.equal([])
  })

  it('adds nothing for nothing', async () => {
    await addJobs(store.db, [])
    expect(await jobs()).to.deep.equal([])
  })
})
