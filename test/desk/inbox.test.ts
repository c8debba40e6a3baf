import { expect } from 'chai'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeInbox } from '../../src/desk/inbox.ts'
import { makeReview } from '../../src/desk/review.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene, type Scene } from './scene.ts'

describe('the inbox', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let waiting: Scene
  let approved: Scene
  let held: Scene
  let failed: Scene
  let heard: Scene
  before(async () => {
    test = await openTestDatabase()
    const { db } = test
    mina = await makeColleague(db, '민아')
    waiting = await makeScene(db, '배송이 100% 늦네요', { name: '하나', handle: '@hana@town.example' })
    await waiting.draft('확인해 볼게요.')
    approved = await makeScene(db, '고마워요', { name: '두리' })
    const draft = await approved.draft('저희가 고마워요!')
    await makeReview(deskTools(db)).approve({
      conversationId: approved.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: mina,
    })
    held = await makeScene(db, '사람이랑 얘기할래요', { name: '세나', visibility: 'direct' })
    await makeHandover(deskTools(db)).handOver({
      conversationId: held.conversationId,
      colleague: mina,
      why: null,
    })
    failed = await makeScene(db, '안녕_하세요', { name: '네오' })
    const [mention] = await db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', failed.conversationId)
      .execute()
    await failed.move(mention?.id as string, 'heard', 'failed', { failedAt: 'heard' })
    heard = await makeScene(db, '그냥 지나가다', { name: '다섯' })
  })
  after(() => test.close())

  const inbox = () => makeInbox(deskTools(test.db))
  type Ask = Parameters<ReturnType<typeof inbox>['list']>[0]
  const all: Ask = { tab: 'all', after: null, most: 50 }
  async function ids(ask: Partial<Ask>) {
    const { conversations } = await inbox().list({ ...all, ...ask })
    return conversations.map(({ id }) => id)
  }

  it('lays every conversation on its heap', async () => {
    expect(await ids({ tab: 'to-approve' })).to.deep.equal([waiting.conversationId])
    expect(await ids({ tab: 'with-person' })).to.deep.equal([held.conversationId])
    expect(await ids({ tab: 'failed' })).to.deep.equal([failed.conversationId])
    expect(await ids({ tab: 'sent' })).to.deep.equal([])
    expect(await ids({})).to.have.length(5)
  })

  it('counts what lies on each', async () => {
    expect(await inbox().counts(mina.id)).to.deep.equal({
      'to-approve': 1,
      'with-person': 1,
      failed: 1,
      'waiting-for-customer': 0,
      done: 0,
      sent: 0,
      all: 5,
      overdue: 0,
      mine: 1,
    })
  })

  it('finds by what was said and by who said it', async () => {
    expect(await ids({ filters: { search: '늦네요' } })).to.deep.equal([waiting.conversationId])
    expect(await ids({ filters: { search: '세나' } })).to.deep.equal([held.conversationId])
    expect(await ids({ filters: { search: '없는 말' } })).to.deep.equal([])
  })

  it('takes the signs of a pattern for the signs they are', async () => {
    expect(await ids({ filters: { search: '%' } })).to.deep.equal([waiting.conversationId])
    expect(await ids({ filters: { search: '_' } })).to.deep.equal([failed.conversationId])
    expect(await ids({ filters: { search: '\\' } })).to.deep.equal([])
  })

  it('filters by account', async () => {
    expect(await ids({ filters: { accountIds: [heard.accountId] } })).to.deep.equal([heard.conversationId])
  })

  it('pages through everything once, in order', async () => {
    const seen: string[] = []
    let after: Awaited<ReturnType<ReturnType<typeof inbox>['list']>>['next'] = null
    do {
      const page = await inbox().list({ ...all, most: 2, after })
      seen.push(...page.conversations.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(seen).to.deep.equal(await ids({}))
    expect(new Set(seen).size).to.equal(5)
  })

  it('shows enough to decide what to open', async () => {
    const { conversations } = await inbox().list({ ...all, tab: 'to-approve' })
    expect(conversations[0]).to.deep.include({
      person: { handle: '@hana@town.example', name: '하나' },
      lastText: '배송이 100% 늦네요',
      draftText: '확인해 볼게요.',
      stages: ['waiting'],
      heldBy: null,
    })
    expect(conversations[0]?.classification).to.include({ intent: 'question', feeling: 'calm' })
  })

  it('shows what the draft answers, and no draft that has not seen the last message', async () => {
    const scene = await makeScene(test.db, '환불되나요?', { accountId: heard.accountId })
    await scene.draft('네, 7일 안에는 돼요.')
    const row = async () => {
      const { conversations } = await inbox().list(all)
      return conversations.find(({ id }) => id === scene.conversationId)
    }
    // What needs no answer is settled by itself; the draft is for what came before it.
    const thanks = await scene.say('ㅎㅎ')
    expect(await row()).to.deep.include({ lastText: 'ㅎㅎ', draftText: null })
    await scene.draft('네, 7일 안에는 돼요!')
    await test.db.updateTable('mentions').set({ stage: 'ignored' }).where('id', '=', thanks).execute()
    expect(await row()).to.deep.include({ lastText: '환불되나요?', draftText: '네, 7일 안에는 돼요!' })
    await test.db
      .updateTable('conversations')
      .set((eb) => ({ version: eb('version', '+', '1') }))
      .where('id', '=', scene.conversationId)
      .execute()
    expect(await row()).to.deep.include({ lastText: 'ㅎㅎ', draftText: null })
    await test.db.deleteFrom('conversations').where('id', '=', scene.conversationId).execute()
  })

  it('reads a conversation with its draft, its limits and its story', async () => {
    const read = await inbox().read(waiting.conversationId)
    expect(read?.draft).to.include({ text: '확인해 볼게요.', writer: 'plain' })
    expect(read?.draft?.decision).to.include({ why: 'drafting' })
    expect(read?.limits).to.deep.equal({ max: 500, unit: 'graphemes' })
    expect(read?.classification).to.include({ intent: 'question' })
    expect(read?.events.map(({ to }) => to)).to.deep.equal(['heard', 'classified', 'drafted', 'waiting'])
    expect(read?.turns.map((turn) => [turn.from, turn.text])).to.deep.equal([
      ['person', '배송이 100% 늦네요'],
    ])
  })

  it('shows who approved a reply and how it fares', async () => {
    const read = await inbox().read(approved.conversationId)
    expect(read?.draft).to.equal(null)
    expect(read?.turns.at(-1)).to.include({
      from: 'brand',
      state: 'queued',
      approvedBy: '민아',
      writer: 'plain',
    })
    expect(read?.events.at(-1)).to.include({ kind: 'approved', name: '민아' })
  })

  it('finds no conversation that is not there', async () => {
    for (const id of ['999999', '', 'x', '-1', '1; drop table mentions', '9'.repeat(40)]) {
      expect(await inbox().read(id), id).to.equal(null)
    }
  })
})
