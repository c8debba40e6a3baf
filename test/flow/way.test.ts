import { expect } from 'chai'
import { openWorld, type World } from '../support/engine.ts'

describe('the way of a mention', () => {
  let world: World

  afterEach(() => world.close())

  const stages = () =>
    world.database.db
      .selectFrom('mentions')
      .select(['id', 'stage', 'why', 'native_id'])
      .orderBy('id')
      .execute()
  const listening = () =>
    world.until(
      async () =>
        (await world.database.db.selectFrom('accounts').select('cursor').executeTakeFirst())?.cursor,
    )

  it('leads from a post in the town to a draft that waits', async () => {
    world = await openWorld()
    await listening()
    await world.say('minji', '어제부터 인터넷이 계속 끊겨요. 언제 고쳐지나요?')
    const mention = await world.until(async () => (await stages()).find(({ stage }) => stage === 'waiting'))
    const draft = await world.database.db.selectFrom('drafts').selectAll().executeTakeFirstOrThrow()
    expect(draft.text).to.match(/[가-힣]/)
    const events = await world.database.db
      .selectFrom('events')
      .select(['from_stage', 'to_stage'])
      .where('mention_id', '=', mention.id)
      .orderBy('id')
      .execute()
    expect(events.map((one) => one.to_stage)).to.deep.equal(['heard', 'classified', 'drafted', 'waiting'])
    expect(await world.answers()).to.deep.equal([])
  })

  it('leads to a reply in the thread where the policy allows it', async () => {
    world = await openWorld({
      mode: 'send',
      policy: { sendIntents: ['chatter', 'question', 'complaint'], minConfidence: 0 },
    })
    await listening()
    const id = await world.say('jun', '안녕하세요! 오늘 하루도 힘내세요')
    const [answer] = await world.until(async () => {
      const all = await world.answers()
      return all.length > 0 ? all : null
    })
    expect(answer?.inReplyTo).to.equal(id)
    expect(answer?.text).to.match(/^@jun /)
    await world.until(async () => (await stages())[0]?.stage === 'sent')
  })

  it('folds a burst into one answer', async () => {
    world = await openWorld({ policy: { quietMs: 600 } })
    await listening()
    await world.say('sora', '저기요')
    await world.say('sora', '인터넷이 안 돼요')
    await world.say('sora', '언제 고쳐 주시나요?')
    await world.until(async () => {
      const all = await stages()
      return all.length === 3 && all.every(({ stage }) => stage === 'waiting' || stage === 'ignored')
    })
    const drafts = await world.database.db.selectFrom('drafts').select('state').execute()
    expect(drafts).to.deep.equal([{ state: 'current' }])
    const conversations = await world.database.db.selectFrom('conversations').select('id').execute()
    expect(conversations).to.have.length(1)
  })
})
