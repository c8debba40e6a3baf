import { expect } from 'chai'
import { makeLessons } from '../../src/desk/lessons.ts'
import { makeReview } from '../../src/desk/review.ts'
import { makeBackground } from '../../src/flow/background.ts'
import type { Matter } from '../../src/flow/compose.ts'
import { removeAccount } from '../../src/store/accounts.ts'
import { markDeleted } from '../../src/store/hearing.ts'
import { findExamples, insertLesson } from '../../src/store/lessons.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { calm, deskTools, makeColleague, makeScene, type Setting } from './scene.ts'

describe('what colleagues made of drafts', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  beforeEach(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
  })
  afterEach(() => test.close())
  const review = () => makeReview(deskTools(test.db))

  async function waiting(said?: string, draft = '방금 출발했어요!', setting: Setting = {}) {
    const scene = await makeScene(test.db, said, setting)
    const { id, hash } = await scene.draft(draft)
    return { scene, seen: { conversationId: scene.conversationId, draftId: id, hash, colleague: mina } }
  }
  const rows = () => test.db.selectFrom('lessons').selectAll().orderBy('id').execute()

  it('is kept when a draft is approved as it is', async () => {
    const { seen } = await waiting()
    await review().approve(seen)
    const [lesson, ...others] = await rows()
    expect(others).to.deep.equal([])
    expect(lesson).to.include({
      ...{ kind: 'approved', reason: null, language: 'ko', intent: 'question', visibility: 'public' },
      ...{ message: '배송 언제 와요?', draft: '방금 출발했어요!', reply: '방금 출발했어요!' },
      ...{ draft_id: seen.draftId, colleague_id: mina.id, overruled: false },
    })
  })

  it('is kept with both texts and the reason when it is edited', async () => {
    const { seen } = await waiting()
    await review().editAndApprove({
      ...seen,
      text: '곧 도착해요.',
      because: 'fact',
      note: '물류 창고에 확인함',
    })
    expect((await rows())[0]).to.include({
      ...{ kind: 'edited', reason: 'fact', note: '물류 창고에 확인함' },
      ...{ draft: '방금 출발했어요!', reply: '곧 도착해요.', draft_id: seen.draftId },
    })
  })

  it('is kept with the reason when it is refused, and nothing was sent', async () => {
    const { seen } = await waiting()
    await review().refuse({ ...seen, because: 'tone', reason: '너무 가벼워요' })
    expect((await rows())[0]).to.include({
      kind: 'refused',
      reason: 'tone',
      note: '너무 가벼워요',
      reply: null,
    })
  })

  it('is not kept of a decision that was not carried out', async () => {
    const { scene, seen } = await waiting()
    await scene.say('취소할게요')
    expect((await review().approve(seen)).kind).to.equal('overtaken')
    expect(await rows()).to.deep.equal([])
  })

  const planted: [kind: string, text: string][] = [
    ['resident number', '900101-1234568'],
    ['phone', '010-1234-5678'],
    ['card', '4111 1111 1111 1111'],
    ['bank account', '국민은행 계좌 123456-78-901234'],
    ['passport', '여권 M12345678'],
    ['licence', '면허 11-12-123456-01'],
    ['address', '서울 강남구 테헤란로 123 101동 1203호'],
    ['e-mail', 'hana@naver.com'],
    ['order number', '주문번호 ORD-20261122-7788'],
    ['tracking number', '운송장 123456789012'],
    ['IP', '211.45.67.89'],
    ['secret', '비밀번호 hunter2Q!x'],
    ['name', '하나'],
    ['handle', '@hana@town.example'],
  ]
  const secrets = [
    ...['900101-1234568', '1234-5678', '4111', '123456-78', 'M12345678', '123456-01', '테헤란로', '1203호'],
    ...['naver', '20261122', '123456789012', '211.45', 'hunter2', '하나', 'hana'],
  ]
  it(`has none of ${planted.length} kinds of personal data, wherever they stood`, async () => {
    const personal = planted.map(([, text]) => text).join('\n')
    const { seen } = await waiting(personal, `확인했어요.\n${personal}`, { visibility: 'direct' })
    const answer = await review().editAndApprove({
      ...{ ...seen, text: `하나님, 보내 드렸어요.\n${personal}`, because: 'other', note: personal },
      overrule: '본인에게만 보내는 글이에요',
    })
    const secondly = await waiting(personal, `보냈어요.\n${personal}`, { visibility: 'direct' })
    const refused = await review().refuse({ ...secondly.seen, because: 'policy', reason: personal })
    expect(refused.kind).to.equal('refused')
    const stored = JSON.stringify(await rows())
    if (answer.kind !== 'approved') throw new Error(JSON.stringify(answer))
    expect(await rows()).to.have.length(2)
    expect(secrets.filter((one) => stored.includes(one))).to.deep.equal([])
  })

  describe('as examples', () => {
    async function lesson(account: { id: string; brandId: string }, message: string, more = {}) {
      const scene = await makeScene(test.db, message, { accountId: account.id })
      const draft = await scene.draft('초안')
      await insertLesson(test.db, {
        ...{ kind: 'approved', reason: null, note: null, language: 'ko', intent: 'question' },
        ...{ visibility: 'public', message, draft: '초안', reply: `${message}에 대한 답`, overruled: false },
        ...{ brandId: account.brandId, accountId: account.id, draftId: draft.id, colleagueId: mina.id },
        ...more,
      })
    }
    const asked = { language: 'ko', intent: 'question', visibility: 'public', most: 3 } as const
    const found = async (brandId: string, text: string, more = {}) =>
      (await findExamples(test.db, { ...asked, brandId, text, ...more })).map(({ message }) => message)

    it('are the nearest, at most as many as asked for', async () => {
      const account = await seedAccount(test.db)
      for (const message of [
        '요금제 바꾸려면?',
        '로밍 얼마예요?',
        '로밍 하루 얼마예요?',
        '로밍 신청 얼마예요?',
        '로밍은 얼마?',
      ])
        await lesson(account, message)
      const nearest = await found(account.brandId, '로밍 하루 얼마예요')
      expect(nearest).to.have.length(3)
      expect(nearest[0]).to.equal('로밍 하루 얼마예요?')
      expect(nearest).not.to.include('요금제 바꾸려면?')
    })

    it('are the newest where nothing is alike', async () => {
      const account = await seedAccount(test.db)
      for (const message of ['가나다', '라마바', '사아자', '차카타']) await lesson(account, message)
      expect(await found(account.brandId, 'xyz')).to.deep.equal(['차카타', '사아자', '라마바'])
    })

    it('are never of another brand, language, intent, nor what was refused or overruled', async () => {
      const ours = await seedAccount(test.db)
      const theirs = await seedAccount(test.db, { nativeId: 'other' })
      await lesson(theirs, '로밍 얼마예요?')
      await lesson(ours, '로밍 얼마예요? en', { language: 'en' })
      await lesson(ours, '로밍 얼마예요? complaint', { intent: 'complaint' })
      await lesson(ours, '로밍 얼마예요? refused', { kind: 'refused', reply: null })
      await lesson(ours, '로밍 얼마예요? overruled', { overruled: true })
      await lesson(ours, '로밍 얼마예요? direct', { visibility: 'direct' })
      expect(await found(ours.brandId, '로밍 얼마예요?')).to.deep.equal([])
      expect(await found(ours.brandId, '로밍 얼마예요?', { visibility: 'direct' })).to.deep.equal([
        '로밍 얼마예요? direct',
      ])
    })

    it('reach the writer, and no writer that does not read them', async () => {
      const account = await seedAccount(test.db)
      await lesson(account, '로밍 얼마예요?')
      const matter = {
        ...{ brand: { id: account.brandId, name: '다정' }, classification: calm, visibility: 'public' },
        ...{ texts: ['로밍 얼마예요?'], at: new Date() },
      } as Matter
      const claimed = {
        ...{ id: '0', visibility: 'public', person: { id: '0', handle: '', name: '' } },
        account: { id: account.id },
      } as Parameters<ReturnType<typeof makeBackground>>[0]
      const known = await makeBackground(test.db)(claimed, matter)
      expect(known.examples).to.deep.equal([{ message: '로밍 얼마예요?', reply: '로밍 얼마예요?에 대한 답' }])
      const without = await makeBackground(test.db, { examples: false })(claimed, matter)
      expect(without.examples).to.deep.equal([])
    })
  })

  it('goes with the account', async () => {
    const { scene, seen } = await waiting()
    await review().approve(seen)
    await removeAccount(test.db, scene.accountId)
    expect(await rows()).to.deep.equal([])
  })

  it('goes with the person', async () => {
    const { seen } = await waiting()
    await review().approve(seen)
    await test.db.deleteFrom('persons').execute()
    expect(await rows()).to.deep.equal([])
  })

  it('goes when the message is taken back by its author', async () => {
    const { scene, seen } = await waiting()
    const other = await waiting('다른 질문이에요?')
    await review().approve(seen)
    await review().approve(other.seen)
    const mention = await test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    await markDeleted(test.db, mention.id)
    expect((await rows()).map(({ message }) => message)).to.deep.equal(['다른 질문이에요?'])
  })

  it('can be read page by page and removed, by its own brand only', async () => {
    const account = await seedAccount(test.db)
    for (const text of ['하나', '둘', '셋']) {
      const { seen } = await waiting(`${text}?`, '네!', { accountId: account.id, name: 'x' })
      await review().approve(seen)
    }
    const lessons = makeLessons({ db: test.db, brandId: account.brandId })
    const ask = { kind: null, language: null, intent: null, before: null, most: 2 }
    const first = await lessons.list(ask)
    expect(first.lessons.map(({ message }) => message)).to.deep.equal(['셋?', '둘?'])
    const second = await lessons.list({ ...ask, before: first.next })
    expect(second.lessons.map(({ message }) => message)).to.deep.equal(['하나?'])
    expect(second.next).to.equal(null)
    const id = second.lessons[0]?.id ?? ''
    const other = await seedAccount(test.db, { nativeId: 'other' })
    const stranger = makeLessons({ db: test.db, brandId: other.brandId })
    expect(await stranger.remove(id, `colleague:${mina.id}`)).to.equal(false)
    expect(await lessons.remove(id, `colleague:${mina.id}`)).to.equal(true)
    expect((await lessons.list({ ...ask, most: 9 })).lessons).to.have.length(2)
    expect((await lessons.list({ ...ask, kind: 'refused' })).lessons).to.deep.equal([])
  })
})
