import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Finding } from '../../src/core/draft.ts'
import { makePolicies } from '../../src/desk/policy.ts'
import { makeWhatIf, type WhatIf } from '../../src/desk/what-if.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { makeScene } from './scene.ts'

const block: Finding = { code: 'x', severity: 'blocks', ko: '', en: '', span: null }

describe('What a policy would have done', () => {
  let test: TestDatabase
  let account: { id: string; brandId: string }
  beforeEach(async () => {
    test = await openTestDatabase()
    account = await seedAccount(test.db, { mode: 'send', nativeId: randomUUID() })
  })
  afterEach(() => test.close())

  const scene = async (text = '배송 언제 와요?', findings: Finding[] = []) => {
    const made = await makeScene(test.db, text, { accountId: account.id })
    return { made, draft: await made.draft('내일 도착해요.', findings) }
  }
  const ask = async (change: object, mode: 'send' | 'draft' | null = null) => {
    const whatIf = makeWhatIf({ db: test.db, policies: makePolicies({ db: test.db }) })
    const told = await whatIf({ brandId: account.brandId, change: { ...change }, mode })
    if (told.kind !== 'told') throw new Error(JSON.stringify(told))
    return told
  }
  const everything = async () => {
    const tables = ['drafts', 'events', 'mentions', 'sends', 'policy_versions', 'brands', 'spending'] as const
    return JSON.stringify(
      await Promise.all(tables.map((one) => test.db.selectFrom(one).selectAll().execute())),
    )
  }

  it('tells which replies would go out, and writes nothing', async () => {
    const { made } = await scene()
    await scene('요금 얼마예요?', [block])
    const before = await everything()
    const told = await ask({ sendIntents: ['question'] })
    expect(await everything()).to.equal(before)
    expect(told).to.deep.include({ considered: 2, changedInAll: 1 })
    expect(told.counts).to.have.deep.members([
      { from: 'ask', to: 'send', count: 1 },
      { from: 'ask', to: 'ask', count: 1 },
    ])
    expect(told.changed.map(({ conversationId }) => conversationId)).to.deep.equal([made.conversationId])
    expect(told.changed[0]).to.deep.include({ text: '배송 언제 와요?' })
    expect(told.changed[0]?.was.why).to.equal('drafting')
    expect(told.changed[0]?.live.why).to.equal('intent-not-allowed')
    expect(told.changed[0]?.would.why).to.equal('allowed')
  })

  it('tells nothing new of the policy that is live', async () => {
    await scene()
    expect(await ask({})).to.deep.include({
      changedInAll: 0,
      againstLive: [{ from: 'ask', to: 'ask', count: 1 }],
    })
  })

  it('may suppose another mode than the accounts have', async () => {
    await scene()
    const change = { rules: [{ intent: 'question', do: 'send', afterSeconds: 30 }] }
    expect((await ask(change, 'draft')).counts).to.deep.equal([{ from: 'ask', to: 'ask', count: 1 }])
    const [first] = (await ask(change, 'send')).changed
    expect(first?.would).to.deep.include({ kind: 'send', afterMs: 30_000 })
  })

  it('tells accounts apart', async () => {
    await scene()
    const rules = (id: string) => ({ rules: [{ accounts: [id], do: 'send' }] })
    expect((await ask(rules('999999'))).changedInAll).to.equal(0)
    expect((await ask(rules(account.id))).changedInAll).to.equal(1)
  })

  it('counts the turns that we had in public before each draft, not those after it', async () => {
    const { made, draft } = await scene()
    const [mention] = await test.db.selectFrom('mentions').select('id').execute()
    await test.db
      .insertInto('sends')
      .values({
        ...{ id: randomUUID(), account_id: account.id, conversation_id: made.conversationId },
        ...{ mention_id: mention?.id ?? '', draft_id: draft.id, text: '내일 도착해요.', hash: draft.hash },
        ...{ language: 'ko', state: 'sent', sent_at: new Date(Date.now() + 60_000) },
      })
      .execute()
    const change = { sendIntents: ['question'] }
    expect((await ask(change)).changed[0]?.would.why).to.equal('allowed')
    await test.db
      .updateTable('sends')
      .set({ sent_at: new Date(Date.now() - 60_000) })
      .execute()
    expect((await ask(change)).changed[0]?.would.why).to.equal('public-turns')
  })

  it('sees what a colleague made of a draft as the answer that the machine drafted', async () => {
    const { made, draft } = await scene()
    const edited = await test.db
      .insertInto('drafts')
      .values({
        ...{ conversation_id: made.conversationId, conversation_version: '1', edited_from: draft.id },
        ...{ author_id: null, text: '모레 도착해요.', hash: 'x', language: 'ko', writer: 'colleague' },
        ...{ model: null, made_from: '{}', fell_back: null, findings: '[]', state: 'approved' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await test.db.updateTable('mentions').set({ draft_id: edited.id }).execute()
    expect(await ask({})).to.deep.include({ considered: 1 })
  })

  it('looks at the brand’s own messages, and at no more than 500', async () => {
    await scene()
    await makeScene(test.db, '남의 손님').then((other) => other.draft('네.'))
    expect((await ask({})).considered).to.equal(1)
    const { made, draft } = await scene('많이요')
    await test.db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('drafts')
        .selectAll()
        .where('id', '=', draft.id)
        .executeTakeFirstOrThrow()
      const mention = await trx
        .selectFrom('mentions')
        .selectAll()
        .where('conversation_id', '=', made.conversationId)
        .executeTakeFirstOrThrow()
      for (let more = 0; more < 510; more += 1) {
        const { id: _draft, ...bare } = row
        const { id } = await trx
          .insertInto('drafts')
          .values({
            ...bare,
            made_from: '{}',
            inputs: null,
            findings: '[]',
            decision: JSON.stringify(row.decision),
            state: 'overtaken',
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        const { id: _mention, ...again } = mention
        await trx
          .insertInto('mentions')
          .values({
            ...again,
            native_id: `copy-${more}`,
            ref: '{}',
            classification: JSON.stringify(mention.classification),
            draft_id: id,
          })
          .execute()
      }
    })
    const told: Extract<WhatIf, { kind: 'told' }> = await ask({ sendIntents: ['question'] })
    expect(told.considered).to.equal(500)
    expect(told.changed).to.have.length(50)
    expect(told.changedInAll).to.equal(500)
  })

  it('refuses a policy that is none', async () => {
    const whatIf = makeWhatIf({ db: test.db, policies: makePolicies({ db: test.db }) })
    const ask = { brandId: account.brandId, change: { minConfidence: 2 }, mode: null }
    expect((await whatIf(ask)).kind).to.equal('wrong')
    expect((await whatIf({ ...ask, brandId: '999' })).kind).to.equal('no-brand')
  })
})
