import { expect } from 'chai'
import { makeHelping } from '../../src/desk/helping.ts'
import { readSpending } from '../../src/store/spending.ts'
import { type Assist, AssistFailed, type RewriteRequest } from '../../src/writer/assist.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeScene } from './scene.ts'

const spent = { tokensIn: 10, tokensOut: 5, costMicros: 700 }

describe('help for a colleague', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
  })
  afterEach(() => test.close())

  const asked: RewriteRequest[] = []
  let summaries = 0
  const model: Assist = {
    async rewrite(request) {
      asked.push(request)
      return { text: '전액 환불해 드릴게요.', language: 'ko', spent, madeFrom: {} }
    },
    async summarise() {
      summaries += 1
      return { text: `요약 ${summaries}`, language: 'ko', spent, madeFrom: { prompt: 'x' } }
    },
    async translate({ texts, language }) {
      return { texts: texts.map((text) => `${language}: ${text}`), spent }
    },
  }
  const failing: Assist = {
    rewrite: () => Promise.reject(new AssistFailed('The model is silent.', spent)),
    summarise: () => Promise.reject(new AssistFailed('The model is silent.', spent)),
    translate: () => Promise.reject(new AssistFailed('The model is silent.', spent)),
  }
  const helping = (assist: Assist | null) =>
    makeHelping({ ...deskTools(test.db), assist, now: () => new Date() })

  it('rewrites, tells what would be said of it, and keeps nothing but the cost', async () => {
    const scene = await makeScene(test.db)
    await scene.draft('방금 출발했어요!')
    const before = await test.db.selectFrom('drafts').select(['text', 'state']).execute()
    const answer = await helping(model).rewrite({
      ...{ conversationId: scene.conversationId, text: '방금 출발했어요!', wish: 'warmer' },
    })
    if (answer.kind !== 'rewritten') throw new Error(answer.kind)
    expect(answer.text).to.equal('전액 환불해 드릴게요.')
    expect(answer.findings.map(({ code }) => code)).to.include('promise')
    expect(asked.at(-1)).to.include({ text: '방금 출발했어요!', wish: 'warmer', language: 'ko' })
    expect(asked.at(-1)?.turns.map(({ text }) => text)).to.deep.equal(['배송 언제 와요?'])
    expect(await test.db.selectFrom('drafts').select(['text', 'state']).execute()).to.deep.equal(before)
    expect((await readSpending(test.db, '1')).all).to.equal(700)
  })

  it('gives the model the words without the mark of a machine, and puts the mark back', async () => {
    const scene = await makeScene(test.db)
    const mark = 'AI가 쓴 답이에요. 사람이 필요하면 “상담원”이라고 남겨 주세요.'
    const text = `방금 출발했어요!\n\n${mark}`
    await scene.draft(text)
    const answer = await helping(model).rewrite({
      conversationId: scene.conversationId,
      text,
      wish: 'shorter',
    })
    expect(asked.at(-1)?.text).to.equal('방금 출발했어요!')
    expect(answer).to.include({ text: `전액 환불해 드릴게요.\n\n${mark}` })
  })

  it('translates what is in another language than the colleague reads, and keeps nothing but the cost', async () => {
    const scene = await makeScene(test.db, 'Where is my parcel?')
    await scene.say('😂')
    await scene.say('아직도 안 왔어요')
    await scene.draft('방금 출발했어요!')
    const { conversationId } = scene
    const korean = await helping(model).translate({ conversationId, language: 'ko' })
    if (korean.kind !== 'translated') throw new Error(korean.kind)
    expect(korean.turns.map(({ text }) => text)).to.deep.equal(['ko: Where is my parcel?'])
    expect(korean.draft).to.equal(null)
    const english = await helping(model).translate({ conversationId, language: 'en' })
    if (english.kind !== 'translated') throw new Error(english.kind)
    expect(english.turns.map(({ text }) => text)).to.deep.equal(['en: 아직도 안 왔어요'])
    expect(english.draft).to.equal('en: 방금 출발했어요!')
    expect((await readSpending(test.db, '1')).all).to.equal(1_400)
    expect(await helping(null).translate({ conversationId, language: 'ko' })).to.include({
      kind: 'forbidden',
    })
    expect(await helping(failing).translate({ conversationId, language: 'ko' }))
      .to.have.property('ko')
      .that.includes('번역하지 못했어요')
    expect(await helping(model).translate({ conversationId: '999', language: 'ko' })).to.deep.equal({
      kind: 'not-found',
    })
  })

  it('translates the newest of a long conversation, and asks for nothing where all is understood', async () => {
    const scene = await makeScene(test.db, 'First of all')
    for (let n = 2; n <= 40; n += 1) await scene.say(`Message number ${n} of many`)
    const { conversationId } = scene
    const long = await helping(model).translate({ conversationId, language: 'ko' })
    expect(long.kind === 'translated' && long.turns.length).to.equal(30)
    expect(long.kind === 'translated' && long.turns.at(-1)?.text).to.include('number 40')
    const understood = await helping(failing).translate({ conversationId, language: 'en' })
    expect(understood).to.deep.equal({ kind: 'translated', language: 'en', turns: [], draft: null })
  })

  it('says clearly that there is no model, or that it failed, and counts what that cost', async () => {
    const scene = await makeScene(test.db)
    const ask = { conversationId: scene.conversationId, text: '네', wish: 'shorter' } as const
    expect(await helping(null).rewrite(ask))
      .to.have.property('en')
      .that.includes('no model')
    expect(await helping(failing).rewrite(ask))
      .to.have.property('en')
      .that.includes('The model is silent.')
    expect(await helping(model).rewrite({ ...ask, text: '  ' })).to.include({ kind: 'forbidden' })
    expect(await helping(model).rewrite({ ...ask, conversationId: '999' })).to.deep.equal({
      kind: 'not-found',
    })
    expect((await readSpending(test.db, '1')).all).to.equal(700)
  })

  describe('the story so far', () => {
    const ask = (conversationId: string, language: 'ko' | 'en' = 'ko') => ({ conversationId, language })

    it('is made once for each version, however many ask, and costs once', async () => {
      const scene = await makeScene(test.db)
      const desk = helping(model)
      const [one, two] = await Promise.all([
        desk.summary(ask(scene.conversationId)),
        desk.summary(ask(scene.conversationId)),
      ])
      expect(one?.writer).to.equal('model')
      expect(two?.text).to.equal(one?.text)
      expect((await helping(model).summary(ask(scene.conversationId)))?.text).to.equal(one?.text)
      expect((await readSpending(test.db, '1')).all).to.equal(700)
      await scene.say('아직이에요?')
      const later = await desk.summary(ask(scene.conversationId))
      expect(later?.text).not.to.equal(one?.text)
      expect(later?.version).to.equal(await scene.version())
    })

    it('is made from what is stored without a model, and where it fails', async () => {
      const scene = await makeScene(test.db)
      for (const assist of [null, failing]) {
        const summary = await helping(assist).summary(ask(scene.conversationId, 'en'))
        expect(summary?.writer).to.equal('plain')
        expect(summary?.text).to.include('Waiting for an answer: 1, the last: “배송 언제 와요?”')
      }
    })

    it('is not there for what is not there', async () => {
      expect(await helping(null).summary(ask('999999'))).to.equal(null)
      expect(await helping(null).summary(ask('x'))).to.equal(null)
    })
  })
})
