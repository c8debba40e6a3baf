import { expect } from 'chai'
import type { Finding } from '../../src/core/draft.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeInbox } from '../../src/desk/inbox.ts'
import { carriedOver } from '../../src/desk/overrule.ts'
import { makeReview } from '../../src/desk/review.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

const unsupported: Finding = {
  ...{ code: 'unsupported', severity: 'person', ko: '근거가 없어요.', en: 'Nothing supports it.' },
  span: [0, 5],
}
const expired: Finding = { ...unsupported, code: 'expired-source', severity: 'blocks' }
const doubtful = '내일까지 전액 환불해 드릴게요.'

describe('a text that a person has to answer for', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
  })
  after(() => test.close())
  const review = () => makeReview(deskTools(test.db))

  async function waiting(text: string, findings: Finding[] = []) {
    const scene = await makeScene(test.db)
    const { id, hash } = await scene.draft(text, findings)
    return { scene, seen: { conversationId: scene.conversationId, draftId: id, hash, colleague: mina } }
  }
  async function last(conversationId: string) {
    const open = await makeInbox(deskTools(test.db)).read(conversationId)
    return open?.events.findLast(({ kind }) => ['approved', 'edited', 'sent-by-hand'].includes(kind))
  }

  it('is not approved without a reason, and nothing changes', async () => {
    const { scene, seen } = await waiting(doubtful)
    const answer = await review().approve(seen)
    if (answer.kind !== 'needs-reason') throw new Error(answer.kind)
    expect(answer.findings.map(({ severity }) => severity)).to.include('person')
    expect(answer.findings.every(({ severity }) => severity === 'person')).to.equal(true)
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect(await scene.sends()).to.deep.equal([])
    expect(await test.db.selectFrom('lessons').selectAll().execute()).to.deep.equal([])
  })

  it('goes out with a reason, which stands in the story', async () => {
    const { scene, seen } = await waiting(doubtful)
    const answer = await review().approve({ ...seen, overrule: '팀장과 확인했어요' })
    expect(answer.kind).to.equal('approved')
    expect(await scene.stages()).to.deep.equal(['approved'])
    const event = await last(scene.conversationId)
    expect(event).to.include({ kind: 'approved', why: '팀장과 확인했어요', name: '민아' })
    expect(event?.overruled).to.include('money')
    const lesson = await test.db
      .selectFrom('lessons')
      .select('overruled')
      .where('draft_id', '=', seen.draftId)
      .executeTakeFirstOrThrow()
    expect(lesson.overruled).to.equal(true)
  })

  it('goes for an edit in the same way', async () => {
    const { scene, seen } = await waiting('방금 출발했어요!')
    expect((await review().editAndApprove({ ...seen, text: doubtful })).kind).to.equal('needs-reason')
    const answer = await review().editAndApprove({ ...seen, text: doubtful, overrule: '약속한 일이에요' })
    expect(answer.kind).to.equal('approved')
    expect(await last(scene.conversationId)).to.include({ kind: 'edited', why: '약속한 일이에요' })
  })

  it('goes for an answer by hand in the same way, and takes nothing over without it', async () => {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('방금 출발했어요!')
    expect(draft.id).to.be.a('string')
    const ask = { conversationId: scene.conversationId, text: doubtful, colleague: mina }
    const byHand = makeSendByHand(deskTools(test.db))
    const version = await scene.version()
    expect((await byHand({ ...ask, version })).kind).to.equal('needs-reason')
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect(await scene.version()).to.equal(version)
    expect((await byHand({ ...ask, version, overrule: '제가 책임져요' })).kind).to.equal('approved')
    expect(await last(scene.conversationId)).to.include({ kind: 'sent-by-hand', why: '제가 책임져요' })
  })

  it('stays blocked, whatever the reason', async () => {
    const { scene, seen } = await waiting('야 이 병신아')
    expect((await review().approve({ ...seen, overrule: '괜찮아요' })).kind).to.equal('blocked')
    expect(await scene.sends()).to.deep.equal([])
  })

  it('needs no reason where there is nothing to answer for, and keeps none', async () => {
    const { scene, seen } = await waiting('방금 출발했어요!')
    await review().approve({ ...seen, overrule: '그냥요' })
    expect(await last(scene.conversationId)).to.deep.include({ why: null, overruled: [] })
  })

  it('is still what was found when it was written, where no passages are at hand', async () => {
    const first = await waiting('배송은 오늘이에요.', [unsupported])
    expect((await review().approve(first.seen)).kind).to.equal('needs-reason')
    const second = await waiting('배송은 오늘이에요.', [expired])
    expect((await review().approve({ ...second.seen, overrule: '괜찮아요' })).kind).to.equal('blocked')
  })

  it('is previewed with the same findings', async () => {
    const { seen } = await waiting('배송은 오늘이에요.', [unsupported])
    const ask = (text: string) => review().preview({ conversationId: seen.conversationId, text })
    const codes = async (text: string) => {
      const seenIn = await ask(text)
      return seenIn.kind === 'preview' ? seenIn.findings.map(({ code, span }) => [code, span]) : seenIn.kind
    }
    expect(await codes('배송은 오늘이에요.')).to.deep.include(['unsupported', [0, 5]])
    expect(await codes('네, 배송은 오늘이에요.')).to.deep.include(['unsupported', [3, 8]])
    expect(await codes('오늘 가요.')).to.deep.equal([])
  })

  describe('what is carried over from a draft', () => {
    const repeats: Finding = { ...unsupported, code: 'repeats', span: null }
    const tooLong: Finding = { ...expired, code: 'too-long', span: null }
    const orders: Finding = { ...unsupported, code: 'orders', span: null }
    const findings = [unsupported, repeats, tooLong, orders]
    const draft = { text: '배송은 오늘이에요.', findings }
    const codes = (text: string, fresh: Finding[] = []) =>
      carriedOver(draft, text, fresh).map(({ code }) => code)

    it('is all that was seen, of the same text; but no block that does not hold any more', () =>
      expect(codes(draft.text)).to.deep.equal(['unsupported', 'repeats', 'orders']))
    it('is not said twice', () =>
      expect(codes(draft.text, [unsupported])).to.deep.equal(['repeats', 'orders']))
    it('is what is said of words that still stand', () =>
      expect(codes('네! 배송은 오늘 저녁이에요.')).to.deep.equal(['unsupported']))
    it('is nothing of words that are gone', () => expect(codes('곧 가요')).to.deep.equal([]))
  })
})
