import { expect } from 'chai'
import { sql } from 'kysely'
import { removeAccount } from '../../src/store/accounts.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { hear, mentionRow, said } from '../support/said.ts'
import { answeringBy } from './answering.ts'

describe('an answer job whose account was removed', () => {
  let store: TestDatabase
  beforeEach(async () => {
    store = await openTestDatabase()
  })
  afterEach(() => store.close())

  const answer = (conversationId: string) =>
    answeringBy(store.db, 'us', {
      name: 'plain',
      classify: () => Promise.reject(new Error('nothing is to be read')),
      draft: () => Promise.reject(new Error('nothing is to be written')),
    })(conversationId, new AbortController().signal)
  const jobs = async () => (await sql`select key from graphile_worker.jobs`.execute(store.db)).rows.length
  async function conversation(): Promise<{ accountId: string; id: string }> {
    const account = await seedAccount(store.db)
    await hear(store.db, account, said('m-1'))
    // A worker takes the job away when it is done; what is left then is what the work has added.
    await sql`delete from graphile_worker._private_jobs`.execute(store.db)
    return { accountId: account.id, id: (await mentionRow(store.db, 'm-1')).conversationId }
  }

  it('ends, instead of coming back for ever', async () => {
    const { accountId, id } = await conversation()
    await removeAccount(store.db, accountId)
    await answer(id)
    expect(await jobs()).to.equal(0)
  })

  it('is not taken for one whose conversation another node works on', async () => {
    const { id } = await conversation()
    await sql`update conversations set claimed_by = 'them', claimed_until = now() + interval '1 minute'`.execute(
      store.db,
    )
    await answer(id)
    expect(await jobs()).to.equal(1)
  })
})
