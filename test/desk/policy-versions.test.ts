import { expect } from 'chai'
import { Policy } from '../../src/core/policy.ts'
import { changePolicy, makePolicies, type Policies } from '../../src/desk/policy.ts'
import { savePolicy } from '../../src/store/accounts.ts'
import { claimConversations } from '../../src/store/conversations.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { makeScene } from './scene.ts'

const who = 'colleague:7' as const

describe('Versions of the policy', () => {
  let test: TestDatabase
  let policies: Policies
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
    policies = makePolicies({ db: test.db })
  })
  afterEach(() => test.close())

  const publish = (change: Record<string, unknown>, reason = '더 조심스럽게') =>
    policies.publish({ brandId, change, reason, who })
  const back = (version: string, reason = '되돌려요') => policies.rollBack({ brandId, version, reason, who })
  const events = () =>
    test.db.selectFrom('events').select(['who', 'why']).where('kind', '=', 'policy').execute()

  it('begin with what was never published', async () => {
    expect(await policies.read(brandId)).to.deep.include({ version: '0', author: null, live: true })
    expect(await policies.history(brandId)).to.have.length(1)
    expect(await policies.read('999')).to.equal(null)
  })

  it('keep who, why and what, and what was found before the first of them', async () => {
    const before = await policies.read(brandId)
    const done = await publish({ minConfidence: 0.9, voice: { neverSay: ['무조건'] } })
    expect(done).to.have.property('kind', 'published')
    const read = await policies.read(brandId)
    expect(read).to.include({ author: who, reason: '더 조심스럽게', live: true })
    expect(read?.policy).to.deep.include({ minConfidence: 0.9 })
    expect(read?.policy.voice).to.deep.include({ neverSay: ['무조건'], level: 'haeyo' })
    const history = await policies.history(brandId)
    expect(history.map(({ author, live }) => [author, live])).to.deep.equal([
      [who, true],
      ['dajeong', false],
    ])
    expect(history[1]?.hash).to.equal(before?.hash)
    expect(await events()).to.deep.equal([{ who, why: '더 조심스럽게' }])
  })

  it('go back to the very same hash, and every reader has it with the next message', async () => {
    const scene = await makeScene(test.db, '배송 언제 와요?')
    const other = openDatabase(test.url, () => {})
    try {
      const account = await test.db
        .selectFrom('accounts')
        .select('brand_id')
        .where('id', '=', scene.accountId)
        .executeTakeFirstOrThrow()
      brandId = account.brand_id
      const heldBy = async () =>
        (await claimConversations(other.db, [scene.conversationId], 'another node', 1)).get(
          scene.conversationId,
        )?.account.policy.minConfidence
      await publish({ minConfidence: 0.8 })
      const first = await policies.read(brandId)
      expect(await heldBy()).to.equal(0.8)
      await publish({ minConfidence: 0.95 })
      expect(await heldBy()).to.equal(0.95)
      expect((await back(first?.version ?? '')).kind).to.equal('published')
      expect(await heldBy()).to.equal(0.8)
      const now = await policies.read(brandId)
      expect(now?.hash).to.equal(first?.hash)
      expect(now?.version).not.to.equal(first?.version)
      expect(await back(first?.version ?? '')).to.have.property('kind', 'same')
    } finally {
      await other.close()
    }
  })

  it('see what was changed beside them', async () => {
    await publish({ publicTurns: 3 })
    await savePolicy(test.db, brandId, Policy.parse({ publicTurns: 3, quietMs: 9_000 }))
    expect(await policies.read(brandId)).to.include({ version: '0', author: null })
    expect((await policies.history(brandId)).map(({ live }) => live)).to.deep.equal([true, false, false])
    await publish({ publicTurns: 4 })
    expect((await policies.history(brandId)).map(({ author }) => author)).to.deep.equal([
      who,
      'dajeong',
      who,
      'dajeong',
    ])
  })

  const wrong: [change: Record<string, unknown>, field: string][] = [
    [{ minConfidence: 7 }, 'minConfidence'],
    [{ colour: 'red' }, 'colour'],
    [{ voice: { neverSay: [''] } }, 'voice.neverSay.0'],
    [{ voice: 'warm' }, 'voice'],
    [{ disclosure: { againAfterHours: 0 } }, 'disclosure.againAfterHours'],
    [{ sendIntents: null }, 'sendIntents'],
  ]
  for (const [change, field] of wrong) {
    it(`refuse ${JSON.stringify(change)} and write nothing`, async () => {
      for (const answer of [await publish(change), await policies.check(brandId, change)]) {
        expect(answer.kind).to.equal('wrong')
        expect(answer.kind === 'wrong' && answer.faults[0]?.field).to.equal(field)
      }
      expect(await policies.history(brandId)).to.have.length(1)
      expect(await events()).to.deep.equal([])
    })
  }

  it('are not made by a change that changes nothing', async () => {
    expect(await publish({ minConfidence: 0.7 })).to.deep.include({ kind: 'same', changes: [] })
    await publish({ minConfidence: 0.8 })
    expect(await publish({ minConfidence: 0.8 })).to.have.property('kind', 'same')
    expect(await policies.history(brandId)).to.have.length(2)
  })

  it('are told apart in words', async () => {
    await publish({ minConfidence: 0.8, competitors: ['온통신'] })
    await publish({ minConfidence: 0.85, competitors: ['새통신'] })
    const [to, from] = (await policies.history(brandId)).map(({ version }) => version)
    expect((await policies.differ(brandId, from ?? '', to ?? ''))?.map(({ en }) => en)).to.deep.equal([
      'Line of confidence: 0.8 → 0.85',
      'Other companies that are not named: added 새통신; removed 온통신',
    ])
    expect(await policies.differ(brandId, '999', to ?? '')).to.equal(null)
    expect(await back('999')).to.deep.equal({ kind: 'no-version' })
  })

  it('belong to their brand', async () => {
    await publish({ minConfidence: 0.8 })
    const version = (await policies.read(brandId))?.version ?? ''
    const other = await test.db
      .insertInto('brands')
      .values({ name: '다른', policy: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(await policies.version(other.id, version)).to.equal(null)
    const crossed = await policies.rollBack({ brandId: other.id, version, reason: '남의 것', who })
    expect(crossed).to.deep.equal({ kind: 'no-version' })
    expect((await policies.read(other.id))?.policy.minConfidence).to.equal(0.7)
  })

  it('follow one another when two are published at once', async () => {
    const answers = await Promise.all([publish({ minConfidence: 0.8 }), publish({ publicTurns: 5 })])
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['published', 'published'])
    expect((await policies.read(brandId))?.policy).to.deep.include({ minConfidence: 0.8, publicTurns: 5 })
    expect((await policies.history(brandId)).filter(({ live }) => live)).to.have.length(1)
  })

  it('are not published over what somebody else published meanwhile; of two at once one holds', async () => {
    const seen = (await policies.read(brandId))?.hash ?? ''
    const both = await Promise.all(
      [0.8, 0.9].map((minConfidence) =>
        policies.publish({ brandId, change: { minConfidence }, reason: '더 조심스럽게', who, seen }),
      ),
    )
    expect(both.map(({ kind }) => kind).sort()).to.deep.equal(['changed-meanwhile', 'published'])
    const live = await policies.read(brandId)
    const late = await policies.publish({ brandId, change: { publicTurns: 3 }, reason: '늦게', who, seen })
    expect(late).to.deep.include({ kind: 'changed-meanwhile' })
    expect(late).to.have.nested.property('version.hash', live?.hash)
    expect((await policies.read(brandId))?.policy.publicTurns).to.equal(1)
  })

  it('are written by an operator’s command as well', async () => {
    const answer = await changePolicy(test.db, { minConfidence: 0.9 }, 'dajeong', 'a careful week')
    expect(answer).to.deep.include({ kind: 'policy', changed: ['minConfidence'] })
    const live = await policies.read(brandId)
    expect(live).to.include({ author: 'dajeong', reason: 'a careful week', live: true })
    expect(live?.version).not.to.equal('0')
  })
})
