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

  it('changes of how conversations are given out only what is given, and of the hours what they are', async () => {
    await seedAccount(store.db)
    await changePolicy(store.db, { assignment: { roundRobin: true } }, 'dajeong')
    const businessHours = { week: { sat: [['10:00', '15:00']] }, holidays: ['2026-12-25'] }
    const answer = await changePolicy(
      store.db,
      { assignment: { toWhoKnows: false }, businessHours },
      'dajeong',
    )
    if (answer.kind !== 'policy') throw new Error(answer.kind)
    expect(answer.policy.assignment).to.deep.equal({ roundRobin: true, toWhoKnows: false })
    expect(answer.policy.businessHours).to.deep.include({ zone: 'Asia/Seoul', holidays: ['2026-12-25'] })
    expect(answer.policy.businessHours.week).to.deep.include({
      mon: [['09:00', '18:00']],
      sat: [['10:00', '15:00']],
    })
  })

  for (const change of [
    { businessHours: { week: { mon: [['18:00', '09:00']] } } },
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
