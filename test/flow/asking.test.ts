import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Written } from '../../src/core/draft.ts'
import type { Classification } from '../../src/core/intent.ts'
import { Ask } from '../../src/core/missing.ts'
import { setClosed } from '../../src/store/assignments.ts'
import { findProgress, noteAsked } from '../../src/store/progress.ts'
import type { DraftRequest } from '../../src/writer/writer.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { hear, mentionRow, said } from '../support/said.ts'
import { answeringBy } from './answering.ts'

const orderNumber = Ask.parse({
  ...{ topics: ['delivery'], ko: '주문번호', en: 'your order number', told: ['order-number'] },
})
const needless = /^(?:[\d-]+|ㅎㅎ)$/
const asked = { ko: '주문번호', en: 'your order number' }

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

  const note = (conversationId: string) => noteAsked(test.db, { conversationId, asked, language: 'ko' })

  it('is left to the chat by the draft, which does not ask for it itself', async () => {
    const { progress, stage } = await say(await onChannel('webchat'), '택배가 안 와요')
    expect(stage).to.equal('waiting')
    expect(progress?.asks).to.deep.equal(asked)
    expect(requests[0]?.askedBeside).to.deep.equal(['주문번호'])
  })

  it('is asked for in a chat only: elsewhere the reply asks in its own words', async () => {
    const { progress } = await say(await onChannel('town'), '택배가 안 와요')
    expect(progress?.asks).to.equal(null)
    expect(requests[0]).not.to.have.property('askedBeside')
  })

  it('is asked for once, however many want to at the same time, and stands in the story', async () => {
    const account = await onChannel('webchat')
    const { conversationId } = await say(account, '택배가 안 와요')
    const both = await Promise.all([note(conversationId), note(conversationId)])
    expect(both.toSorted()).to.deep.equal([false, true])
    const again = await say(account, '정말 너무하네요')
    expect(again.progress?.asks).to.equal(null)
    expect(requests[1]?.askedBeside).to.deep.equal(['주문번호'])
    const events = await test.db
      .selectFrom('events')
      .select(['why', 'who'])
      .where('kind', '=', 'asked')
      .execute()
    expect(events).to.deep.equal([{ why: '주문번호', who: 'dajeong' }])
  })

  it('takes a bare answer to it for what it is, and only the first thing they say', async () => {
    const account = await onChannel('webchat')
    const { conversationId } = await say(account, '택배가 안 와요')
    await note(conversationId)
    expect((await say(account, '20241123-0042')).stage).to.equal('waiting')
    expect(requests.at(-1)?.texts).to.deep.equal(['택배가 안 와요', '20241123-0042'])
    expect((await say(account, 'ㅎㅎ')).stage).to.equal('ignored')
  })

  it('hands a bare number over when their complaint was answered before', async () => {
    const account = await onChannel('webchat')
    const { conversationId } = await say(account, '택배가 안 와요')
    await note(conversationId)
    await sql`update mentions set stage = 'sent'`.execute(test.db)
    expect((await say(account, '20241123-0042')).stage).to.equal('with-person')
    expect(requests).to.have.length(1)
  })

  it('is asked for anew once the case was closed', async () => {
    const { conversationId } = await say(await onChannel('webchat'), '택배가 안 와요')
    await note(conversationId)
    expect(await note(conversationId)).to.equal(false)
    await setClosed(test.db, conversationId)
    expect(await note(conversationId)).to.equal(true)
  })

  it('is not asked of whom nobody knows any more', async () => {
    const { conversationId } = await say(await onChannel('webchat'), '택배가 안 와요')
    expect(await note(String(Number(conversationId) + 1))).to.equal(false)
  })
})
