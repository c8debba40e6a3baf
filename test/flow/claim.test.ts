import { expect } from 'chai'
import { makeAnswer } from '../../src/flow/answer.ts'
import type { Writer } from '../../src/writer/writer.ts'
import { calm, makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

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
  const answer = () =>
    makeAnswer({
      db: test.db,
      node: 'ours',
      writer,
      limitsOf: () => ({ max: 500, unit: 'graphemes' }),
      onStep: () => {},
      onSpent: () => {},
      clock: () => 0,
    })
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
})
