import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Written } from '../../src/core/draft.ts'
import type { Classification } from '../../src/core/intent.ts'
import type { Mention } from '../../src/core/mention.ts'
import { Policy } from '../../src/core/policy.ts'
import { makeWishes } from '../../src/desk/wishes.ts'
import { findSend, recordAttempt } from '../../src/store/sends.ts'
import { deskTools, makeColleague } from '../desk/scene.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { hear, mentionRow, said } from '../support/said.ts'
import { answeringBy } from './answering.ts'

type Account = Awaited<ReturnType<typeof seedAccount>>

describe('what people ask of our machine', () => {
  let test: TestDatabase
  let first: Account
  let second: Account
  let drafted: number
  let reading: Partial<Classification>
  beforeEach(async () => {
    test = await openTestDatabase()
    const policy = Policy.parse({ quietMs: 0, sendIntents: ['chatter'], minConfidence: 0, publicTurns: 9 })
    first = await seedAccount(test.db, { mode: 'send', policy })
    second = await seedAccount(test.db, { mode: 'send', nativeId: 'other', policy })
    await sql`update accounts set brand_id = ${first.brandId}`.execute(test.db)
    drafted = 0
    reading = {}
  })
  afterEach(() => test.close())

  /** Somebody says it, and the machine does what it does. @returns where it ended and why. */
  async function say(account: Account, text: string, more: Partial<Mention> & { by?: string } = {}) {
    const native = randomUUID()
    await hear(test.db, account, said(native, { text, thread: native, ...more }))
    const { conversationId } = await mentionRow(test.db, native)
    await answer(conversationId)
    const { id, stage, why } = await mentionRow(test.db, native)
    return { id, conversationId, ended: `${stage} ${why}` }
  }

  const answer = (conversationId: string) =>
    answeringBy(test.db, 'us', {
      name: 'plain',
      classify: async () => ({
        classification: readingOf(reading),
        spent: { tokensIn: 0, tokensOut: 0, costMicros: 0 },
      }),
      draft: async () => {
        drafted += 1
        return Written.parse({
          ...{ text: `반가워요 ${drafted}`, language: 'ko', writer: 'plain', model: null, madeFrom: {} },
          ...{ fellBack: null, tokensIn: 0, tokensOut: 0, costMicros: 0 },
        })
      },
    })(conversationId, new AbortController().signal)

  const events = async () =>
    (
      await test.db
        .selectFrom('events')
        .select(['kind', 'why', 'who'])
        .where('kind', '<>', 'stage')
        .orderBy('id')
        .execute()
    ).map(({ kind, who }) => `${kind} ${who}`)

  it('answers who asked for nothing', async () => {
    expect((await say(first, '안녕하세요')).ended).to.match(/^approved/)
  })

  it('hands over at once who asks for a person, and whatever they say next on any account', async () => {
    expect((await say(first, '사람이랑 얘기할래요')).ended).to.equal('with-person asked-for-person')
    expect((await say(second, '안녕하세요')).ended).to.equal('with-person asked-for-person')
    expect((await say(second, '상담원 연결')).ended).to.equal('with-person asked-for-person')
    expect((await say(second, '안녕하세요', { by: 'bora' })).ended).to.match(/^approved/)
    expect(drafted).to.equal(1)
    expect(await events()).to.deep.equal(['wants-person person'])
  })

  it('remembers whom the reader heard asking, in whatever words', async () => {
    reading = { wantsPerson: true, sure: { wantsPerson: 0.8 } }
    expect((await say(first, '전화 한 통만 부탁드려요')).ended).to.equal('with-person wants-person')
    reading = {}
    expect((await say(second, '안녕하세요')).ended).to.equal('with-person asked-for-person')
  })

  it('writes nothing at all to who asked for silence', async () => {
    expect((await say(first, 'stop messaging me')).ended).to.equal('with-person asked-for-silence')
    expect((await say(second, 'hello')).ended).to.equal('with-person asked-for-silence')
    expect(drafted).to.equal(0)
  })

  it('takes one word for it in a direct message, and not in public where nobody asked for one', async () => {
    expect((await say(first, 'stop')).ended).to.match(/^approved/)
    expect((await say(first, 'stop', { visibility: 'direct', by: 'bora' })).ended).to.equal(
      'with-person asked-for-silence',
    )
  })

  it('answers again who asks for it', async () => {
    await say(first, '상담원 연결')
    expect((await say(second, '다시 자동으로 답해 줘도 돼요')).ended).to.match(/^approved/)
    expect((await say(second, '안녕하세요')).ended).to.match(/^approved/)
    expect(await events()).to.deep.equal(['wants-person person', 'wish-ended person'])
  })

  it('answers again when a colleague ended it, also when the old message is read anew', async () => {
    const asked = await say(first, '상담원 연결')
    const mina = await makeColleague(test.db, '민아')
    const { endWish } = makeWishes(deskTools(test.db))
    const ask = { conversationId: asked.conversationId, colleague: mina, reason: '해결됐어요' }
    expect(await endWish(ask)).to.deep.equal({ kind: 'wish-ended' })
    expect(await endWish(ask)).to.deep.equal({ kind: 'wish-ended' })
    expect((await say(second, '안녕하세요')).ended).to.match(/^approved/)
    await sql`update mentions set stage = 'heard' where id = ${asked.id}`.execute(test.db)
    await answer(asked.conversationId)
    expect((await say(second, '또 왔어요')).ended).to.match(/^approved/)
    expect(await events()).to.deep.equal(['wants-person person', `wish-ended colleague:${mina.id}`])
  })

  it('knows who has another number on another server by their page', async () => {
    const author = { handle: 'anna', name: 'anna', bot: false, everywhere: 'https://town.example/@anna' }
    await say(first, '상담원 연결', { author: { nativeId: '1', ...author } })
    const there = await say(second, '안녕하세요', { author: { nativeId: '77', ...author } })
    expect(there.ended).to.equal('with-person asked-for-person')
  })

  it('tries nothing that was queued for them before, unless a colleague approved it', async () => {
    const queued = await say(second, '안녕하세요')
    await say(first, '그만 보내세요')
    const send = await test.db
      .selectFrom('sends')
      .select('id')
      .where('conversation_id', '=', queued.conversationId)
      .executeTakeFirstOrThrow()
    await sql`update accounts set lease_node = 'us', lease_epoch = 1, lease_until = now() + interval '1 hour'`.execute(
      test.db,
    )
    const attempt = async () => {
      const work = await findSend(test.db, send.id)
      return work && recordAttempt(test.db, work, { node: 'us', epoch: '1', callMs: 1 }, null)
    }
    expect(await attempt()).to.equal(false)
    const mina = await makeColleague(test.db, '민아')
    await sql`update sends set approved_by = ${mina.id}`.execute(test.db)
    expect(await attempt()).to.equal(true)
  })

  it('notes that somebody shows what is personal where everybody reads it, and never what', async () => {
    reading = { risks: ['personal-data'], sure: { risks: 1 }, intent: 'complaint' }
    const shown = await say(first, '배송이 안 와요. 010-2345-6789로 전화 주세요')
    expect(shown.ended).to.equal('waiting personal-data-shown')
    const rows = await test.db
      .selectFrom('events')
      .selectAll()
      .where('kind', '=', 'personal-data-in-public')
      .execute()
    expect(rows.map((row) => [row.mention_id, row.why])).to.deep.equal([[shown.id, 'phone']])
    expect(JSON.stringify(rows)).to.not.include('2345')
    const direct = await say(first, '010-2345-6789예요', { visibility: 'direct', by: 'bora' })
    expect(direct.ended).to.equal('with-person risk')
  })
})
