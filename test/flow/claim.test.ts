import { expect } from 'chai'
import { sql } from 'kysely'
import { ingest } from '../../src/flow/ingest.ts'
import { claimConversations } from '../../src/store/conversations.ts'
import type { Db } from '../../src/store/db.ts'
import type { Writer } from '../../src/writer/writer.ts'
import { calm, makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { hear, said } from '../support/said.ts'
import { answeringBy } from './answering.ts'

describe('the claim of a conversation', () => {
  let test: TestDatabase
  let scene: Scene
  let reads: number
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())
  beforeEach(async () => {
    scene = await makeScene(test.db)
    reads = 0
  })

  const spent = { tokensIn: 0, tokensOut: 0, costMicros: 0 }
  const writer: Writer = {
    name: 'plain',
    async classify() {
      reads += 1
      return { classification: { ...calm, needsReply: false }, spent }
    },
    async draft() {
      throw new Error('Nothing here needs a draft.')
    },
  }
  const answer = () => answeringBy(test.db, 'ours', writer)
  const { signal } = new AbortController()
  const claimedBy = (node: string) =>
    test.db
      .updateTable('conversations')
      .set({ claimed_by: node, claimed_until: new Date(Date.now() + 300_000) })
      .where('id', '=', scene.conversationId)
      .execute()

  it('does not keep a conversation from us when its release was lost with a connection', async () => {
    await claimedBy('ours')
    await answer()(scene.conversationId, signal)
    expect(await scene.stages()).to.deep.equal(['ignored'])
  })

  it('keeps a conversation that another node works on from us', async () => {
    await claimedBy('theirs')
    await answer()(scene.conversationId, signal)
    expect(await scene.stages()).to.deep.equal(['heard'])
    expect((await scene.jobs()).map(({ task }) => task)).to.deep.equal(['answer'])
  })

  it('is for one job at a time in our own process too', async () => {
    const work = answer()
    await Promise.all([work(scene.conversationId, signal), work(scene.conversationId, signal)])
    expect(reads).to.equal(1)
    await work(scene.conversationId, signal)
    expect(reads).to.equal(1)
  })

  it('never counts a message that it has not read, when it waited for one that was being stored', async () => {
    const account = await seedAccount(test.db, { nativeId: 'racer', brandName: '다정경주' })
    const direct = { visibility: 'direct' } as const
    await hear(test.db, account, said('r-1', direct))
    const { conversation_id: id } = await test.db
      .selectFrom('mentions')
      .select('conversation_id')
      .where('native_id', '=', 'r-1')
      .executeTakeFirstOrThrow()
    const hearer = { id: account.id, nativeId: account.nativeId, quietMs: 0 }
    const claiming = await test.db.transaction().execute(async (trx) => {
      await ingest(trx, [{ hearer, event: { kind: 'mention', mention: said('r-2', direct) } }])
      const claim = claimConversations(test.db, [id], 'ours', 1_000)
      await waitsForLock(test.db)
      return { claim }
    })
    const claimed = (await claiming.claim).get(id)
    expect([claimed?.version, claimed?.mentions.length]).to.deep.equal(['1', 1])
    const again = (await claimConversations(test.db, [id], 'ours', 1_000)).get(id)
    expect([again?.version, again?.mentions.length]).to.deep.equal(['2', 2])
  })
})

async function waitsForLock(db: Db): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('The claim never waited for the message that was being stored.')
}
