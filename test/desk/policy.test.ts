import { expect } from 'chai'
import { changePolicy } from '../../src/desk/policy.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

describe('the policy', () => {
  let store: TestDatabase
  beforeEach(async () => {
    store = await openTestDatabase()
  })
  afterEach(() => store.close())

  const events = () => store.db.selectFrom('events').select(['kind', 'why', 'detail']).execute()

  it('is shown without being changed', async () => {
    await seedAccount(store.db)
    const answer = await changePolicy(store.db, {}, 'dajeong')
    expect(answer).to.deep.include({ kind: 'policy', changed: [] })
    expect(await events()).to.deep.equal([])
  })

  it('is changed by name, and who changed what is written down', async () => {
    await seedAccount(store.db)
    const answer = await changePolicy(
      store.db,
      { sendIntents: ['chatter', 'question'], minConfidence: 0.7 },
      'dajeong',
    )
    expect(answer).to.deep.include({ kind: 'policy', changed: ['sendIntents'] })
    const again = await changePolicy(store.db, {}, 'dajeong')
    expect(again.kind === 'policy' && again.policy.sendIntents).to.deep.equal(['chatter', 'question'])
    const [event] = await events()
    expect(event).to.include({ kind: 'policy', why: 'changed: sendIntents' })
  })

  it('changes of the voice and the disclosure only what is given', async () => {
    await seedAccount(store.db)
    await changePolicy(store.db, { voice: { emoji: false }, disclosure: { againAfterHours: 48 } }, 'dajeong')
    const answer = await changePolicy(store.db, { voice: { level: 'hapsyo' } }, 'dajeong')
    expect(answer).to.deep.include({ changed: ['voice'] })
    expect(answer.kind === 'policy' && answer.policy.voice).to.include({ level: 'hapsyo', emoji: false })
    expect(answer.kind === 'policy' && answer.policy.disclosure).to.include({ on: true, againAfterHours: 48 })
  })

  for (const change of [
    { sendIntents: ['everything'] },
    { minConfidence: 7 },
    { publicTurns: Number.NaN },
    { colour: 'red' },
  ]) {
    it(`is not changed by ${JSON.stringify(change)}`, async () => {
      await seedAccount(store.db)
      const answer = await changePolicy(store.db, change, 'dajeong')
      expect(answer.kind).to.equal('wrong')
      expect(answer.kind === 'wrong' && answer.faults[0]?.field).to.include(Object.keys(change)[0])
      expect(await events()).to.deep.equal([])
    })
  }

  it('is asked for before there is a brand', async () => {
    expect(await changePolicy(store.db, {}, 'dajeong')).to.deep.equal({ kind: 'no-brand' })
  })
})
