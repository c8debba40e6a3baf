import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Written } from '../../src/core/draft.ts'
import type { Classification } from '../../src/core/intent.ts'
import { Ask } from '../../src/core/missing.ts'
import { giveBackAsking, noteAsked, type ToAsk, takeAsking } from '../../src/store/asking.ts'
import { setClosed } from '../../src/store/assignments.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { findProgress } from '../../src/store/progress.ts'
import type { DraftRequest } from '../../src/writer/writer.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { hear, mentionRow, said } from '../support/said.ts'
import { answeringBy } from './answering.ts'

const orderNumber = Ask.parse({
  ...{ topics: ['delivery'], ko: '주문번호', en: 'your order number', told: ['order-number', 'digits'] },
})
const needless = /^(?:[\d-]+|ㅎㅎ)$/
const asked = { ko: '주문번호', en: 'your order number', told: ['order-number', 'digits'] }

describe('what a chat asks for beside the answer', () => {
  let test: TestDatabase
  let requests: DraftRequest[]
  let reading: Partial<Classification>
  beforeEach(async () => {
    test = await openTestDatabase()
    requests = []
    reading = { intent: 'complaint', topic: 'delivery', feeling: 'disappointed' }
  })
  afterEach(() => test.close())

  const onChannel = (channel: string) =>
    seedAccount(test.db, { channel, nativeId: `${channel}:1`, mode: 'draft' })

  async function say(account: Awaited<ReturnType<typeof seedAccount>>, text: string) {
    const native = randomUUID()
    await hear(
      test.db,
      { ...account, policy: { quietMs: 0 } },
      said(native, { text, thread: 'chat', visibility: 'direct' }),
    )
    const { conversationId } = await mentionRow(test.db, native)
    await answeringBy(test.db, 'us', {
      name: 'plain',
      asks: async ({ classification }) => (classification.intent === 'complaint' ? [orderNumber] : []),
      classify: async ({ text }) => ({
        classification: readingOf(needless.test(text) ? { intent: 'chatter', needsReply: false } : reading),
        spent: { tokensIn: 0, tokensOut: 0, costMicros: 0 },
      }),
      draft: async (request) => {
        requests.push(request)
        return Written.parse({
          ...{ text: `속상하셨겠어요 ${requests.length}`, language: 'ko', writer: 'plain', model: null },
          ...{ madeFrom: {}, fellBack: null, tokensIn: 0, tokensOut: 0, costMicros: 0 },
        })
      },
    })(conversationId, new AbortController().signal)
    const { stage } = await mentionRow(test.db, native)
    const [progress] = await findProgress(test.db, [{ accountId: account.id, nativeId: native }])
    return { conversationId, stage, progress }
  }

  /** What the conversation's jobs would ask for. */
  async function dueAskings(): Promise<string[]> {
    const { rows } = await sql<{ key: string; draft: string }>`
      select key, payload->>'draftId' as draft from graphile_worker._private_jobs j
      where key like 'ask:%' order by key`.execute(test.db)
    return rows.map(({ draft }) => draft)
  }
  async function ask(): Promise<ToAsk | null> {
    const [draft] = await dueAskings()
    return draft === undefined ? null : takeAsking(test.db, draft)
  }
  const complaint = async (account: Awaited<ReturnType<typeof seedAccount>>) => {
    const one = await say(account, '택배가 안 와요')
    return { ...one, taken: await ask() }
  }

  it('is left to the chat by the draft, which does not ask for it itself, in a job of its own', async () => {
    const { stage, taken } = await complaint(await onChannel('webchat'))
    expect(stage).to.equal('waiting')
    expect(taken).to.deep.include({ asked, language: 'ko', again: false })
    expect(requests[0]?.askedBeside).to.deep.equal(['주문번호'])
  })

  it('is asked for in a chat only: elsewhere the reply asks in its own words', async () => {
    await say(await onChannel('town'), '택배가 안 와요')
    expect(await dueAskings()).to.deep.equal([])
    expect(requests[0]).not.to.have.property('askedBeside')
  })

  it('is taken once, however many want to at the same time, and stands in the story', async () => {
    const account = await onChannel('webchat')
    await say(account, '택배가 안 와요')
    const both = await Promise.all([ask(), ask()])
    expect(both.map((one) => one?.again).toSorted()).to.deep.equal([false, true])
    await noteAsked(test.db, both[0] as ToAsk)
    await say(account, '정말 너무하네요')
    expect(requests[1]?.askedBeside).to.deep.equal(['주문번호'])
    // The newer draft leaves nothing to be asked for; what the older one left is done with.
    expect(await ask()).to.equal(null)
    const events = await test.db
      .selectFrom('events')
      .select(['why', 'who'])
      .where('kind', '=', 'asked')
      .execute()
    expect(events).to.deep.equal([{ why: '주문번호', who: 'dajeong' }])
  })

  it('is the newer draft’s to ask for when more was said before anybody asked', async () => {
    const account = await onChannel('webchat')
    await say(account, '택배가 안 와요')
    const [first] = await dueAskings()
    await say(account, '정말 너무하네요')
    const [second, ...more] = await dueAskings()
    expect(more).to.deep.equal([])
    expect(second).not.to.equal(first)
    expect(await takeAsking(test.db, String(first))).to.equal(null)
    expect(await takeAsking(test.db, String(second))).to.deep.include({ asked, again: false })
  })

  it('is not asked for any more when it was told before anybody asked', async () => {
    const account = await onChannel('webchat')
    await say(account, '택배가 안 와요')
    await say(account, '주문번호 20241123-0042 언제 와요')
    expect(await ask()).to.equal(null)
    expect(requests[1]).not.to.have.property('askedBeside')
  })

  for (const [title, change] of [
    ['a colleague has it', sql`update conversations set held_by = (select id from colleagues limit 1)`],
    ['the brand has stopped', sql`update brands set stopped_at = now()`],
    ['the account is off', sql`update accounts set mode = 'off'`],
    ['the account waits to be connected again', sql`update accounts set state = 'refused'`],
    ['the draft stands no more', sql`update mentions set stage = 'heard', draft_id = null`],
    ['a person has to answer', sql`update mentions set stage = 'with-person'`],
    ['it is hours old', sql`update drafts set created_at = now() - interval '13 hours'`],
  ] as const)
    it(`is not asked for where ${title}`, async () => {
      await insertColleague(test.db, {
        email: 'a@b.example',
        name: '민아',
        passwordHash: '',
        mustChange: false,
      })
      await say(await onChannel('webchat'), '택배가 안 와요')
      await change.execute(test.db)
      expect(await ask()).to.equal(null)
    })

  it('is not asked for beside a draft that a case was closed over, and is anew in the next case', async () => {
    const account = await onChannel('webchat')
    const { conversationId, taken } = await complaint(account)
    await sql`update mentions set stage = 'sent'`.execute(test.db)
    await setClosed(test.db, conversationId)
    expect(await takeAsking(test.db, String(taken?.draftId))).to.equal(null)
    await say(account, '이번엔 다른 택배가 안 와요')
    expect(await ask()).to.deep.include({ asked, again: false })
  })

  it('is asked for in a second case also where the number of the first was told', async () => {
    const account = await onChannel('webchat')
    const { conversationId } = await complaint(account)
    await say(account, '20241123-0042')
    await sql`update mentions set stage = 'sent'`.execute(test.db)
    await setClosed(test.db, conversationId)
    expect((await say(account, '고마워요')).stage).to.equal('waiting')
    await say(account, '그런데 다른 택배가 또 안 와요')
    expect(requests.at(-1)?.askedBeside).to.deep.equal(['주문번호'])
  })

  it('can be asked for by another try where they were surely not asked', async () => {
    await say(await onChannel('webchat'), '택배가 안 와요')
    const taken = await ask()
    await giveBackAsking(test.db, taken as ToAsk)
    expect(await ask()).to.deep.include({ asked, again: false })
  })

  it('takes a bare answer to it for what it is, thanks them for it, and waits for nothing after it', async () => {
    const account = await onChannel('webchat')
    const { progress: before } = await complaint(account)
    expect(before?.told).to.equal(null)
    expect((await say(account, 'ㅎㅎ')).stage).to.equal('ignored')
    const { stage, progress } = await say(account, '20241123-0042')
    expect(stage).to.equal('waiting')
    expect(progress?.told).to.deep.equal({ ko: '주문번호', en: 'your order number' })
    expect(requests.at(-1)?.texts).to.deep.equal(['택배가 안 와요', '20241123-0042'])
    expect((await say(account, '11')).stage).to.equal('ignored')
  })

  it('hands a bare number over when their complaint was answered before', async () => {
    const account = await onChannel('webchat')
    await complaint(account)
    await sql`update mentions set stage = 'sent'`.execute(test.db)
    const { stage, progress } = await say(account, '20241123-0042')
    expect(stage).to.equal('with-person')
    expect(progress?.told).to.deep.equal({ ko: '주문번호', en: 'your order number' })
    expect(requests).to.have.length(1)
  })

  it('is not asked of whom nobody knows any more', async () => {
    expect(await takeAsking(test.db, '999')).to.equal(null)
  })
})
