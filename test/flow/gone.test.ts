import { expect } from 'chai'
import { type Account, ChannelError } from '../../src/channels/channel.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { queueApproved, sendingBy } from './sending.ts'

describe('a reply whose target is gone', () => {
  let test: TestDatabase
  let scene: Scene
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())
  beforeEach(async () => {
    scene = await makeScene(test.db)
  })

  /** Approves one reply to everything that was heard, the last of it on top, and tries to send it. */
  async function trySending(account: Partial<Account>): Promise<void> {
    const { id } = await queueApproved(test.db, scene, '같이 볼게요!')
    const { send } = await sendingBy(test.db, account)
    await send(id, new AbortController().signal)
  }
  const gone = async () => {
    throw new ChannelError('gone', 'The post does not exist any more.')
  }
  const jobs = async () => (await scene.jobs()).map(({ key }) => key)

  it('is not sent, and says why', async () => {
    await trySending({ send: gone })
    expect(await scene.stages()).to.deep.equal(['withdrawn'])
    expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['failed'])
  })

  for (const step of ['prepare', 'send'] as const) {
    it(`leaves the rest of the burst to be answered by itself (found at ${step})`, async () => {
      await scene.say('그리고 하나 더요')
      const version = await scene.version()
      await trySending({ [step]: gone })
      expect(await scene.stages()).to.deep.equal(['heard', 'withdrawn'])
      expect(await jobs()).to.deep.include(`answer:${scene.conversationId}`)
      expect(await scene.version()).to.not.equal(version)
      const drafts = await test.db
        .selectFrom('drafts')
        .select('state')
        .where('conversation_id', '=', scene.conversationId)
        .execute()
      expect(drafts).to.deep.equal([{ state: 'overtaken' }])
    })
  }
})
