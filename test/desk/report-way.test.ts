import { expect } from 'chai'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeReports } from '../../src/desk/report.ts'
import { makeReview } from '../../src/desk/review.ts'
import { takeLeases } from '../../src/store/accounts.ts'
import { findSend, recordAttempt, settleSent } from '../../src/store/sends.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

describe('reports of what was really decided', () => {
  let test: TestDatabase
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())

  it('count each decision of a colleague as what it was', async () => {
    const { db } = test
    const { id: accountId, brandId } = await seedAccount(db)
    const colleague = await makeColleague(db, '지민')
    const review = makeReview(deskTools(db))
    let said = 0
    const scene = async () => {
      said += 1
      return makeScene(db, '배송 언제 와요?', { accountId, handle: `@p${said}@town.example` })
    }
    const seen = async (text: string) => {
      const one = await scene()
      const { id, hash } = await one.draft(text)
      return { conversationId: one.conversationId, draftId: id, hash, colleague, overrule: '직접 확인했어요' }
    }
    const deliver = async (decided: Promise<{ kind: string }>) => {
      const { kind, sendId } = (await decided) as { kind: string; sendId: string }
      expect(kind).to.equal('approved')
      const send = await findSend(db, sendId)
      if (!send) throw new Error('nothing was queued')
      await takeLeases(db, 'node', 60_000)
      expect(await recordAttempt(db, send, { node: 'node', epoch: '1', callMs: 1 }, null)).to.equal(true)
      await settleSent(db, send, { nativeId: sendId, url: null, ref: null }, null)
    }
    const draft = '방금 출발했어요. 내일 도착해요.'
    await deliver(review.approve(await seen(draft)))
    await deliver(review.editAndApprove({ ...(await seen(draft)), text: '방금 출발했어요. 모레 도착해요.' }))
    await deliver(review.editAndApprove({ ...(await seen(draft)), text: '새 제품 보내 드려요' }))
    await review.refuse({ ...(await seen(draft)), because: 'tone', reason: '' })
    const hand = await seen(draft)
    await deliver(
      makeSendByHand(deskTools(db))({
        ...{
          conversationId: hand.conversationId,
          colleague,
          text: '제가 볼게요',
          overrule: '직접 확인했어요',
        },
        version: (
          await db
            .selectFrom('conversations')
            .select('version')
            .where('id', '=', hand.conversationId)
            .executeTakeFirstOrThrow()
        ).version,
      }),
    )
    await review.approve(await seen(draft))
    await seen(draft)

    const reports = makeReports({ db, brandId, now: () => new Date() })
    const ask = { from: null, to: null, accountId: null, step: 'day', zone: 'Asia/Seoul' } as const
    const shares = await reports.shares(ask)
    if (shares.kind !== 'report') throw new Error(shares.kind)
    expect(shares.rows.find(({ name }) => name === '지민')?.shares).to.deep.equal({
      ...{ unedited: 1, 'lightly-edited': 1, rewritten: 1, refused: 1, 'by-hand': 1 },
    })
    const overview = await reports.overview(ask)
    if (overview.kind !== 'report') throw new Error(overview.kind)
    const { heard, drafted, approved, sent } = overview.total
    // By hand there is no draft any more: the one that waited was set aside.
    expect([heard, drafted.count, approved.count, sent.count]).to.deep.equal([7, 6, 5, 4])
  })
})
