import { expect } from 'chai'
import { makeAccounts } from '../../src/desk/accounts.ts'
import { cameFrom } from '../../src/desk/audit.ts'
import { makePersons } from '../../src/desk/persons.ts'
import { changePolicy } from '../../src/desk/policy.ts'
import { makeReview } from '../../src/desk/review.ts'
import { listAudit } from '../../src/store/audit.ts'
import { resumeSending, stopSending } from '../../src/store/stops.ts'
import { openTestDatabase, seedAccount, type TestDatabase, testKey } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

describe('what is audited', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
  })
  afterEach(() => test.close())
  const all = {
    who: null,
    what: null,
    since: null,
    until: null,
    before: null,
    most: 50,
    brands: 'every',
  } as const
  const audit = async () => (await listAudit(test.db, all)).reverse()
  const accounts = () =>
    makeAccounts({ db: test.db, key: testKey, channels: {}, brandName: '다정', now: () => new Date() })

  it('has the mode and the pause of an account, with what was before and where it came from', async () => {
    const { id, brandId } = await seedAccount(test.db)
    const mina = await makeColleague(test.db, '민아')
    const who = `colleague:${mina.id}` as const
    await cameFrom({ address: '203.0.113.7', userAgent: 'Browser' }, async () => {
      await accounts().setMode(id, 'send', who)
      await accounts().pause(id, '점검', who)
    })
    const [mode, pause] = await audit()
    const common = { who, name: '민아', brandId, target: `account:${id}`, address: '203.0.113.7' }
    expect(mode).to.deep.include({ ...common, what: 'account-mode', userAgent: 'Browser' })
    expect(mode).to.deep.include({
      before: { mode: 'draft', state: 'active' },
      after: { mode: 'send', state: 'active' },
    })
    expect(pause).to.deep.include({ ...common, what: 'account-paused', why: '점검' })
    expect(pause?.after).to.deep.equal({ mode: 'send', state: 'paused' })
  })

  it('tells of two who change an account at once one after the other', async () => {
    const { id } = await seedAccount(test.db)
    await Promise.all([
      accounts().setMode(id, 'send', 'colleague:1'),
      accounts().setMode(id, 'off', 'colleague:2'),
    ])
    const [first, second] = await audit()
    expect(first?.before).to.deep.equal({ mode: 'draft', state: 'active' })
    expect(second?.before).to.deep.equal(first?.after)
  })

  it('remembers an account that is gone, at its brand', async () => {
    const { id, brandId } = await seedAccount(test.db)
    await accounts().remove(id, 'dajeong')
    expect((await audit())[0]).to.deep.include({ what: 'account-removed', brandId, target: `account:${id}` })
  })

  it('has the policy before and after', async () => {
    const { brandId } = await seedAccount(test.db)
    await changePolicy(test.db, { quietMs: 700 }, 'colleague:1')
    const [entry] = await audit()
    expect(entry).to.include({ what: 'policy', brandId, target: 'policy' })
    expect(entry?.before).to.include({ quietMs: 0 })
    expect(entry?.after).to.include({ quietMs: 700 })
  })

  it('has what was sent against a finding, with the reason, and no other decision', async () => {
    const colleague = await makeColleague(test.db, '민아')
    const review = makeReview(deskTools(test.db))
    const calm = await makeScene(test.db)
    const plain = { ...(await calm.draft('네, 확인했어요.')) }
    const seen = { conversationId: calm.conversationId, draftId: plain.id, hash: plain.hash, colleague }
    expect(await review.approve(seen)).to.include({ kind: 'approved' })
    expect(await audit()).to.deep.equal([])
    const risky = await makeScene(test.db)
    const draft = await risky.draft('내일까지 꼭 환불해 드릴게요.')
    const answer = await review.approve({
      ...{ conversationId: risky.conversationId, draftId: draft.id, hash: draft.hash, colleague },
      overrule: '팀장 확인',
    })
    expect(answer).to.include({ kind: 'approved' })
    const [entry] = await audit()
    const target = `conversation:${risky.conversationId}`
    expect(entry).to.include({ what: 'overruled', target, why: '팀장 확인', name: '민아' })
    expect(entry?.after).to.have.property('overruled').that.is.not.empty
    expect(entry?.brandId).to.not.equal(null)
  })

  it('has no reason any more that named somebody who was forgotten', async () => {
    const colleague = await makeColleague(test.db, '민아')
    const scene = await makeScene(test.db)
    const { conversationId } = scene
    const draft = await scene.draft('내일까지 꼭 환불해 드릴게요.')
    const seen = { conversationId, draftId: draft.id, hash: draft.hash, colleague }
    await makeReview(deskTools(test.db)).approve({ ...seen, overrule: '김하늘 님은 단골이라서' })
    expect((await audit()).map(({ why }) => why)).to.deep.equal(['김하늘 님은 단골이라서'])
    const { rows } = await test.pool.query(
      'select person_id as id, brand_id from conversations c join accounts a on a.id = account_id',
    )
    const [{ id: personId, brand_id: brandId }] = rows
    const persons = makePersons({ db: test.db, brandId, now: () => new Date() })
    const forgotten = await persons.forget({ personId, because: 'asked', colleague })
    const receipt = forgotten.kind === 'forgotten' ? forgotten.receipt.id : ''
    expect((await audit()).map(({ what, why, target }) => ({ what, why, target }))).to.deep.equal([
      { what: 'overruled', why: null, target: `conversation:${conversationId}` },
      { what: 'forgotten', why: null, target: `receipt:${receipt}` },
    ])
    expect(await audit()).to.satisfy((rows: { brandId: string }[]) =>
      rows.every((row) => row.brandId === brandId),
    )
  })

  it('has who stopped all sending, why, and who let it go on', async () => {
    const { brandId } = await seedAccount(test.db)
    await stopSending(test.db, brandId, 'colleague:7', '사고가 났어요')
    await resumeSending(test.db, brandId, 'colleague:8')
    expect((await audit()).map(({ who, what, why, brandId: of }) => ({ who, what, why, of }))).to.deep.equal([
      { who: 'colleague:7', what: 'sending-stopped', why: '사고가 났어요', of: brandId },
      { who: 'colleague:8', what: 'sending-resumed', why: null, of: brandId },
    ])
  })

  it('is written with what it is about, or not at all', async () => {
    const { id } = await seedAccount(test.db)
    await test.pool.query('alter table audit add constraint none check (false) not valid')
    const error = await accounts()
      .setMode(id, 'send', 'colleague:1')
      .catch((reason: unknown) => reason)
    expect(String(error)).to.match(/violates check constraint/)
    const row = await test.db.selectFrom('accounts').select('mode').executeTakeFirstOrThrow()
    expect(row.mode).to.equal('draft')
    expect(await test.db.selectFrom('events').select('id').execute()).to.deep.equal([])
  })
})
