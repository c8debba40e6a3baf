import { expect } from 'chai'
import { CaseWords } from '../../src/core/case-checks.ts'
import { Policy } from '../../src/core/policy.ts'
import { listAudit } from '../../src/store/audit.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { makeScene } from './scene.ts'
import { files, obedientModel, openTuning } from './tuning-world.ts'

const who = 'colleague:7' as const
const voice = files.get('_voice')?.text ?? ''
const nobodyAsked = { who: null, what: 'cases-overruled', since: null, until: null, before: null, most: 9 }
const saying = (word: string) => `${voice}- Say “${word}”.\n`

describe('Saved cases', () => {
  let test: TestDatabase
  let brandId: string
  let accountId: string
  let model: ReturnType<typeof obedientModel>
  let room: ReturnType<typeof openTuning>
  beforeEach(async () => {
    test = await openTestDatabase()
    const account = await seedAccount(test.db, { mode: 'send' })
    brandId = account.brandId
    accountId = account.id
    model = obedientModel()
    room = openTuning(test.db, model)
  })
  afterEach(() => test.close())

  const words = (change: object = {}) =>
    CaseWords.parse({
      ...{ name: '배송', message: '배송 언제 와요?', channel: 'webhook' },
      must: [{ kind: 'contains', text: '확인' }],
      ...change,
    })
  const add = (change: object = {}) => room.cases.add({ brandId, words: words(change), who })
  const run = async (more: object = {}) => {
    const ran = await room.cases.run({ brandId, prompts: {}, policy: null, ...more })
    if (ran.kind !== 'run') throw new Error(ran.why)
    return ran
  }
  const spending = () => test.db.selectFrom('spending').selectAll().execute()
  const events = (kind: string) =>
    test.db.selectFrom('events').select(['who', 'why', 'detail']).where('kind', '=', kind).execute()

  it('are kept, changed and removed by name, with who did it', async () => {
    const added = await add()
    expect(added.kind).to.equal('saved')
    const id = added.kind === 'saved' ? added.case.id : ''
    expect(await add()).to.deep.equal({ kind: 'name-taken' })
    const changed = await room.cases.change({ brandId, id, words: words({ message: '요금 얼마예요?' }), who })
    expect(changed).to.have.nested.property('case.message', '요금 얼마예요?')
    expect(await room.cases.change({ brandId, id: '999', words: words(), who })).to.deep.equal({
      kind: 'no-case',
    })
    expect((await room.cases.list(brandId)).map(({ name }) => name)).to.deep.equal(['배송'])
    expect(await room.cases.remove({ brandId, id, who })).to.equal(true)
    expect(await room.cases.remove({ brandId, id, who })).to.equal(false)
    expect(await room.cases.list(brandId)).to.deep.equal([])
    expect(await events('case-removed')).to.have.length(1)
  })

  it('hold nothing that is personal', async () => {
    const added = await add({ message: '제 번호는 010-1234-5678이에요. @hana@town.example' })
    const message = added.kind === 'saved' ? added.case.message : ''
    expect(message).not.to.match(/1234|hana/)
    expect(message).to.include('제 번호는')
  })

  it('are at most 50, however many are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 53 }, (_, at) => add({ name: `case ${at}` })))
    expect(answers.filter(({ kind }) => kind === 'saved')).to.have.length(50)
    expect(answers.filter(({ kind }) => kind === 'full')).to.have.length(3)
  })

  it('belong to their brand', async () => {
    const added = await add()
    const other = (await seedAccount(test.db, { nativeId: 'other' })).brandId
    const id = added.kind === 'saved' ? added.case.id : ''
    expect(await room.cases.list(other)).to.deep.equal([])
    expect(await room.cases.remove({ brandId: other, id, who })).to.equal(false)
    expect((await room.cases.change({ brandId: other, id, words: words(), who })).kind).to.equal('no-case')
  })

  it('are made of a conversation with one call, without who it was, and go with it', async () => {
    const scene = await makeScene(test.db, '하나인데요, 배송 언제 와요? 010-1234-5678', {
      accountId,
      name: '김하나',
    })
    await scene.draft('내일 도착해요.')
    const from = (more: object = {}) =>
      room.cases.fromConversation({
        ...{ brandId, conversationId: scene.conversationId, name: null, must: null, who, ...more },
      })
    const made = await from()
    expect(made.kind).to.equal('saved')
    if (made.kind !== 'saved') return
    expect(made.case).to.include({ channel: 'webhook', visibility: 'public', language: 'ko' })
    expect(made.case.message)
      .to.include('배송 언제')
      .and.not.match(/하나|1234/)
    expect(made.case.must).to.deep.equal([{ kind: 'language', is: 'ko' }])
    expect(await from())
      .to.have.nested.property('case.name')
      .that.matches(/ \(2\)$/)
    expect(await from({ conversationId: '999' })).to.deep.equal({ kind: 'no-conversation' })
    await test.db.deleteFrom('conversations').where('id', '=', scene.conversationId).execute()
    expect(await room.cases.list(brandId)).to.deep.equal([])
  })

  it('are run with what is not published, and nothing is kept but what it cost', async () => {
    await add({
      must: [
        { kind: 'contains', text: '고맙습니다' },
        { kind: 'language', is: 'ko' },
      ],
    })
    const before = JSON.stringify(await test.db.selectFrom('prompt_texts').selectAll().execute())
    const live = await run()
    expect(live.failed).to.equal(1)
    expect(live.results[0]?.checks.map(({ passed }) => passed)).to.deep.equal([false, true])
    expect(live.results[0]?.checks[0]?.en).to.equal('it has “고맙습니다” — it has not')
    const tried = await run({ prompts: { _voice: saying('고맙습니다.') } })
    expect(tried.failed).to.equal(0)
    expect(tried.results[0]?.reply).to.include({ writer: 'model', costMicros: 7, tokensIn: 100 })
    expect(tried.results[0]?.reply?.text).to.include('고맙습니다.')
    expect((await spending())[0]).to.include({ cost_micros: '14' })
    for (const table of ['drafts', 'mentions', 'sends', 'prompt_versions'] as const)
      expect(await test.db.selectFrom(table).selectAll().execute(), table).to.deep.equal([])
    expect(JSON.stringify(await test.db.selectFrom('prompt_texts').selectAll().execute())).to.equal(before)
  })

  it('are decided by a policy that is not published', async () => {
    await add({ must: [{ kind: 'decision', is: 'ask' }] })
    expect((await run()).results[0]?.reply?.decision).to.include({ kind: 'send' })
    const checked = await room.policies.check(brandId, { rules: [{ do: 'ask' }] })
    const policy = checked.kind === 'fits' ? checked.policy : null
    expect((await run({ policy })).failed).to.equal(0)
    const handsOver = await room.policies.check(brandId, { rules: [{ do: 'hand-over' }] })
    const asked = model.asked
    const [first] = (await run({ policy: handsOver.kind === 'fits' ? handsOver.policy : null })).results
    expect(first?.reply).to.deep.include({ text: null })
    expect(first?.reply?.decision).to.include({ kind: 'hand-over', why: 'rule-hands-over' })
    expect(model.asked, 'nobody pays for a draft that nobody wants').to.equal(asked)
  })

  it('cost no more than the day has left', async () => {
    await add()
    room = openTuning(test.db, model, () => 0)
    const failed = await run().then(
      () => null,
      (error: unknown) => String(error),
    )
    expect(failed).to.include('Phrases are not asked here')
    expect(model.asked).to.equal(0)
  })

  it('tell which words make no prompt', async () => {
    await add()
    const ran = await room.cases.run({ brandId, prompts: { _voice: '{{customer}}' }, policy: null })
    expect(ran.kind === 'refused' && ran.why).to.match(/^_voice\.prompt:1: "customer" is used/)
  })

  describe('hold up what they fail under', () => {
    beforeEach(async () => {
      await add({ must: [{ kind: 'lacks', text: '무조건' }] })
    })
    const save = (source: string, overrule: { reason: string; mayOverrule: boolean } | null = null) =>
      room.prompts.save({ brandId, name: '_voice', source, reason: '바꿔요', who, overrule })

    it('so that nothing changes, and tell which', async () => {
      const answer = await save(saying('무조건'))
      expect(answer.kind).to.equal('failing')
      expect(answer.kind === 'failing' && answer.failing.map((one) => one.case.name)).to.deep.equal(['배송'])
      expect(await room.prompts.read(brandId, '_voice')).to.include({ fromFile: true })
      expect((await save(saying('천천히'))).kind).to.equal('saved')
    })

    it('until who may overrules it with a reason, which is written down', async () => {
      const reason = '행사 기간이라서요'
      expect((await save(saying('무조건'), { reason, mayOverrule: false })).kind).to.equal('may-not-overrule')
      expect(await events('cases-overruled')).to.deep.equal([])
      expect((await save(saying('무조건'), { reason, mayOverrule: true })).kind).to.equal('saved')
      const [event] = await events('cases-overruled')
      expect(event).to.include({ who, why: `_voice: ${reason}` })
      expect(event?.detail).to.have.nested.property('failing[0].failed').that.deep.equals(['lacks'])
      const [entry] = await listAudit(test.db, { ...nobodyAsked, brands: 'every' })
      expect(entry).to.include({ what: 'cases-overruled', target: 'prompt:_voice', brandId, who })
    })

    it('and let a version be rolled back all the same', async () => {
      await save(saying('무조건'), { reason: '행사', mayOverrule: true })
      const [live] = (await room.prompts.history(brandId, '_voice')) ?? []
      await save(saying('천천히'))
      const back = { brandId, name: '_voice', version: live?.version ?? '', reason: '되돌려요', who }
      expect((await room.prompts.rollBack(back)).kind).to.equal('saved')
      expect(await room.prompts.read(brandId, '_voice')).to.include({ hash: live?.hash })
    })

    it('with the policy as with prompts', async () => {
      await add({ name: '결정', must: [{ kind: 'decision', is: 'send' }] })
      const publish = (change: object, overrule: { reason: string; mayOverrule: boolean } | null = null) =>
        room.policies.publish({ brandId, change: { ...change }, reason: '바꿔요', who, overrule })
      const answer = await publish({ sendIntents: [] })
      expect(answer.kind === 'failing' && answer.failing.map((one) => one.case.name)).to.deep.equal(['결정'])
      expect((await room.policies.read(brandId))?.version).to.equal('0')
      expect((await publish({ minConfidence: 0.9 })).kind).to.equal('published')
      const overrule = { reason: '시험이 낡았어요', mayOverrule: true }
      expect((await publish({ sendIntents: [] }, overrule)).kind).to.equal('published')
      expect((await events('cases-overruled'))[0]?.why).to.equal('policy: 시험이 낡았어요')
    })

    it('when two that pass alone are published at once and fail together', async () => {
      const long = (await run()).results[0]?.reply?.text?.length ?? 0
      await add({ name: '길이', must: [{ kind: 'at-most', characters: long + 15 }] })
      const chatter = files.get('reply-chatter')?.text ?? ''
      const source = `${chatter}\nSay “열 글자쯤 되는 말”.\n`
      const answers = await Promise.all([
        save(saying('다른 열 글자쯤 말')),
        room.prompts.save({ brandId, name: 'reply-chatter', source, reason: '늘려요', who }),
      ])
      expect(answers.map(({ kind }) => kind)).to.have.members(['saved', 'failing'])
      expect((await run()).failed).to.equal(0)
    })
  })

  it('and past messages are tried side by side with what is live', async () => {
    const scene = await makeScene(test.db, '배송 언제 와요?', { accountId })
    await scene.draft('내일 도착해요.')
    const added = await add()
    const caseIds = added.kind === 'saved' ? [added.case.id] : []
    const ask = { brandId, prompts: { _voice: saying('고맙습니다.') }, policy: null }
    const before = JSON.stringify(await test.db.selectFrom('drafts').selectAll().execute())
    const tried = await room.tryOut({ ...ask, conversations: [scene.conversationId], caseIds })
    if (tried.kind !== 'tried') throw new Error(tried.kind)
    expect(tried.results.map(({ conversationId, caseId }) => [conversationId, caseId])).to.deep.equal([
      [scene.conversationId, null],
      [null, caseIds[0]],
    ])
    for (const { live, tried: fresh } of tried.results) {
      expect(live?.text)
        .to.match(/^확인해 볼게요\./)
        .and.not.include('고맙습니다')
      expect(fresh?.text).to.include('고맙습니다.')
      expect(fresh).to.include({ tokensOut: 10, costMicros: 7, model: 'obedient' })
    }
    expect(JSON.stringify(await test.db.selectFrom('drafts').selectAll().execute())).to.equal(before)
    expect((await spending())[0]).to.include({ cost_micros: '28' })
    const other = (await seedAccount(test.db, { nativeId: 'other' })).brandId
    const foreign = await room.tryOut({
      ...ask,
      brandId: other,
      conversations: [scene.conversationId],
      caseIds,
    })
    expect(foreign).to.deep.equal({ kind: 'no-message' })
  })

  it('are not tried with a prompt that asks about a topic that there is not, unless the tried policy has it', async () => {
    const added = await add()
    const caseIds = added.kind === 'saved' ? [added.case.id] : []
    const name = 'reply-complaint'
    const text = files.get(name)?.text.replace('topics: [delivery', 'topics: [예약') ?? ''
    const ask = { brandId, prompts: { [name]: text }, conversations: [], caseIds }
    const tried = await room.tryOut({ ...ask, policy: null })
    expect(tried.kind === 'refused' && tried.why).to.match(
      /^reply-complaint\.prompt:\d+: asks: no topic is called "예약"/,
    )
    const policy = Policy.parse({ topics: [{ name: '예약' }] })
    expect((await room.tryOut({ ...ask, policy })).kind).to.equal('tried')
  })
})
