import { expect } from 'chai'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeRetry } from '../../src/desk/retry.ts'
import { makeReview } from '../../src/desk/review.ts'
import { claimConversations } from '../../src/store/conversations.ts'
import { findDraft } from '../../src/store/decisions.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

describe('a colleague takes a conversation over', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let joon: { id: string; name: string }
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    joon = await makeColleague(test.db, '준')
  })
  after(() => test.close())
  const tools = () => deskTools(test.db)
  const handover = () => makeHandover(tools())

  it('takes back what was approved and not sent yet', async () => {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('곧 가요!')
    const { conversationId } = scene
    await makeReview(tools()).approve({
      conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: joon,
    })
    expect(
      await handover().handOver({ conversationId, colleague: mina, why: '제가 아는 분이에요' }),
    ).to.deep.equal({
      kind: 'handed-over',
    })
    expect(await scene.stages()).to.deep.equal(['with-person'])
    expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['voided'])
  })

  it('tells whoever approves the draft then that somebody took over', async () => {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('곧 가요!')
    const { conversationId } = scene
    await handover().handOver({ conversationId, colleague: mina, why: null })
    const seen = { conversationId, draftId: draft.id, hash: draft.hash, colleague: joon }
    expect(await makeReview(tools()).approve(seen)).to.deep.include({
      kind: 'already-decided',
      decision: 'handed-over',
      by: mina,
    })
  })

  it('silences the bot for what is said next', async () => {
    const scene = await makeScene(test.db)
    await handover().handOver({ conversationId: scene.conversationId, colleague: mina, why: null })
    await scene.say('여보세요?')
    const claimed = await claimConversations(test.db, [scene.conversationId], 'node', 1_000)
    expect(claimed.get(scene.conversationId)).to.include({ withPerson: true })
  })

  it('is not taken from a colleague by accident, only by intention', async () => {
    const { conversationId } = await makeScene(test.db)
    await handover().handOver({ conversationId, colleague: mina, why: null })
    expect(await handover().handOver({ conversationId, colleague: joon, why: null })).to.deep.equal({
      kind: 'held',
      by: mina,
    })
    const meant = { conversationId, colleague: joon, why: null, takeFrom: mina.id }
    expect((await handover().handOver(meant)).kind).to.equal('handed-over')
    const byHand = { conversationId, version: '2', text: '네', colleague: mina }
    expect(await makeSendByHand(tools())(byHand)).to.deep.equal({ kind: 'held', by: joon })
  })

  it('lets exactly one of two colleagues have it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { conversationId } = await makeScene(test.db)
      const answers = await Promise.all(
        [mina, joon].map((colleague) => handover().handOver({ conversationId, colleague, why: null })),
      )
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['handed-over', 'held'])
    }
  })

  it('gives back what nobody answered, to be read anew', async () => {
    const scene = await makeScene(test.db)
    const { conversationId } = scene
    await handover().handOver({ conversationId, colleague: mina, why: null })
    const before = await scene.version()
    expect(await handover().giveBack({ conversationId, colleague: mina })).to.deep.equal({
      kind: 'given-back',
    })
    expect(await scene.stages()).to.deep.equal(['heard'])
    expect(await scene.version()).to.not.equal(before)
    expect(await scene.jobs()).to.deep.include({ task: 'answer', key: `answer:${conversationId}` })
    const claimed = await claimConversations(test.db, [conversationId], 'node', 1_000)
    expect(claimed.get(conversationId)).to.include({ withPerson: false })
  })

  it('ends a matter that needs no answer', async () => {
    const scene = await makeScene(test.db)
    const { conversationId } = scene
    await handover().handOver({ conversationId, colleague: mina, why: null })
    const ask = { conversationId, version: await scene.version(), colleague: mina, reason: '전화로 풀었어요' }
    expect(await handover().dismiss({ ...ask, version: '1' })).to.include({ kind: 'overtaken' })
    expect(await handover().dismiss(ask)).to.deep.equal({ kind: 'dismissed' })
    expect(await scene.stages()).to.deep.equal(['refused'])
  })

  describe('and writes by hand', () => {
    const byHand = () => makeSendByHand(tools())

    it('answers everything that was with a person, and keeps the conversation', async () => {
      const scene = await makeScene(test.db)
      const { conversationId } = scene
      await handover().handOver({ conversationId, colleague: mina, why: null })
      const answer = await byHand()({
        conversationId,
        version: await scene.version(),
        text: '민아예요. 제가 직접 볼게요.',
        colleague: mina,
      })
      if (answer.kind !== 'approved') throw new Error(answer.kind)
      expect(await scene.stages()).to.deep.equal(['approved'])
      expect((await scene.sends())[0]).to.include({
        text: '민아예요. 제가 직접 볼게요.',
        approvedBy: mina.id,
      })
      expect(await scene.jobs()).to.deep.include({ task: 'send', key: `send:${answer.sendId}` })
      expect(await findDraft(test.db, conversationId, answer.draftId)).to.include({
        writer: 'colleague',
        state: 'approved',
        version: await scene.version(),
      })
      expect((await handover().handOver({ conversationId, colleague: joon, why: null })).kind).to.equal(
        'held',
      )
    })

    it('takes the place of a draft that waits', async () => {
      const scene = await makeScene(test.db)
      const draft = await scene.draft('곧 가요!')
      const { conversationId } = scene
      const ask = { conversationId, version: await scene.version(), text: '제가 답할게요.', colleague: mina }
      expect((await byHand()(ask)).kind).to.equal('approved')
      expect((await scene.sends()).map(({ text }) => text)).to.deep.equal(['제가 답할게요.'])
      const seen = { conversationId, draftId: draft.id, hash: draft.hash, colleague: joon }
      expect(await makeReview(tools()).approve(seen)).to.deep.include({
        kind: 'already-decided',
        decision: 'sent-by-hand',
      })
    })

    it('is refused when the person said more than was seen', async () => {
      const scene = await makeScene(test.db)
      const version = await scene.version()
      await scene.say('해결됐어요!')
      const ask = { conversationId: scene.conversationId, version, text: '죄송해요', colleague: mina }
      expect(await byHand()(ask)).to.include({ kind: 'overtaken', newMessage: '해결됐어요!' })
      expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
    })

    it('changes nothing when the text is blocked', async () => {
      const scene = await makeScene(test.db)
      await scene.draft('곧 가요!')
      const ask = {
        conversationId: scene.conversationId,
        version: await scene.version(),
        text: ' ',
        colleague: mina,
      }
      expect((await byHand()(ask)).kind).to.equal('blocked')
      expect(await scene.stages()).to.deep.equal(['waiting'])
      expect(await scene.sends()).to.deep.equal([])
    })

    it('answers what was ignored or refused, if that is the last word', async () => {
      for (const stage of ['ignored', 'refused'] as const) {
        const scene = await makeScene(test.db)
        const [mention] = await test.db
          .selectFrom('mentions')
          .select('id')
          .where('conversation_id', '=', scene.conversationId)
          .execute()
        const id = mention?.id as string
        if (stage === 'ignored') await scene.move(id, 'heard', 'ignored')
        else {
          await scene.move(id, 'heard', 'with-person')
          await scene.move(id, 'with-person', 'refused')
        }
        const ask = { version: await scene.version(), text: '반가워요!', colleague: mina }
        const answer = await byHand()({ ...ask, conversationId: scene.conversationId })
        expect(answer.kind, stage).to.equal('approved')
      }
    })

    it('has nothing to answer where everything is answered', async () => {
      const scene = await sentScene()
      const ask = { version: await scene.version(), text: '하나 더요', colleague: mina }
      expect((await byHand()({ ...ask, conversationId: scene.conversationId })).kind).to.equal('forbidden')
    })

    it('waits for a reply that is just going out', async () => {
      const { scene } = await sendingScene()
      await scene.say('그리고요')
      const ask = { version: await scene.version(), text: '네!', colleague: mina }
      const answer = await byHand()({ ...ask, conversationId: scene.conversationId })
      expect(answer.kind).to.equal('forbidden')
      expect(await scene.stages()).to.deep.equal(['sending', 'heard'])
    })
  })

  describe('or presses retry', () => {
    const retry = () => makeRetry(tools())

    it('asks the network first when the reply may have arrived', async () => {
      const { scene, mentionId, sendId } = await failedScene('sending')
      const { conversationId } = scene
      expect(await retry().retry({ conversationId, mentionId, colleague: mina })).to.deep.equal({
        kind: 'retried',
      })
      expect(await scene.stages()).to.deep.equal(['sending'])
      expect((await scene.sends())[0]).to.include({ id: sendId, state: 'sending' })
      expect(await scene.jobs()).to.deep.include({ task: 'send', key: `send:${sendId}` })
    })

    it('queues again what was never tried', async () => {
      const { scene, mentionId } = await failedScene('approved')
      await retry().retry({ conversationId: scene.conversationId, mentionId, colleague: mina })
      expect(await scene.stages()).to.deep.equal(['approved'])
      expect((await scene.sends())[0]).to.include({ state: 'queued' })
    })

    it('does not send what a newer message overtook', async () => {
      const { scene, mentionId } = await failedScene('approved')
      await scene.say('됐어요 이제')
      const answer = await retry().retry({ conversationId: scene.conversationId, mentionId, colleague: mina })
      expect(answer).to.include({ kind: 'overtaken', newMessage: '됐어요 이제' })
    })

    it('still sends it after a colleague only took the conversation over', async () => {
      const { scene, mentionId } = await failedScene('approved')
      const { conversationId } = scene
      await handover().handOver({ conversationId, colleague: mina, why: null })
      expect((await retry().retry({ conversationId, mentionId, colleague: mina })).kind).to.equal('retried')
    })

    it('reads anew what failed before there was a draft', async () => {
      const scene = await makeScene(test.db)
      const { conversationId } = scene
      const mentionId = await scene.say('하나 더')
      await scene.move(mentionId, 'heard', 'failed', { failedAt: 'heard' })
      expect((await retry().retry({ conversationId, mentionId, colleague: mina })).kind).to.equal('retried')
      expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
      expect(await scene.jobs()).to.deep.include({ task: 'answer', key: `answer:${conversationId}` })
    })

    it('is told when it is not failed any more', async () => {
      const { scene, mentionId } = await failedScene('approved')
      const ask = { conversationId: scene.conversationId, mentionId, colleague: mina }
      const answers = await Promise.all([retry().retry(ask), retry().retry(ask)])
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['forbidden', 'retried'])
    })

    it('warns before it is answered anew what may have been answered', async () => {
      const { scene } = await failedScene('sending')
      const ask = { conversationId: scene.conversationId, version: await scene.version(), colleague: mina }
      expect(await retry().anotherTry(ask)).to.deep.equal({ kind: 'may-have-arrived', text: '곧 가요!' })
      const hand = { ...ask, text: '다시 답드려요' }
      expect(await makeSendByHand(tools())(hand)).to.deep.equal({
        kind: 'may-have-arrived',
        text: '곧 가요!',
      })
      expect(await scene.stages()).to.deep.equal(['failed'])
      expect((await makeSendByHand(tools())({ ...hand, sure: true })).kind).to.equal('approved')
    })
  })

  describe('or asks for another try', () => {
    const retry = () => makeRetry(tools())

    it('voids the draft and lets the bot read anew', async () => {
      const scene = await makeScene(test.db)
      const draft = await scene.draft('곧 가요!')
      const { conversationId } = scene
      const ask = { conversationId, version: await scene.version(), colleague: mina }
      expect(await retry().anotherTry(ask)).to.deep.equal({ kind: 'another-try' })
      expect(await scene.stages()).to.deep.equal(['heard'])
      const seen = { conversationId, draftId: draft.id, hash: draft.hash, colleague: joon }
      expect(await makeReview(tools()).approve(seen)).to.deep.include({ decision: 'another-try', by: mina })
      const next = await scene.draft('오늘 안에 가요!')
      const fresh = { ...seen, draftId: next.id, hash: next.hash }
      expect((await makeReview(tools()).approve(fresh)).kind).to.equal('approved')
    })

    it('happens once when two ask at the same time', async () => {
      const scene = await makeScene(test.db)
      await scene.draft('곧 가요!')
      const ask = { conversationId: scene.conversationId, version: await scene.version() }
      const answers = await Promise.all(
        [mina, joon].map((colleague) => retry().anotherTry({ ...ask, colleague })),
      )
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['another-try', 'overtaken'])
    })
  })

  async function approvedScene() {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('곧 가요!')
    const { conversationId } = scene
    const seen = { conversationId, draftId: draft.id, hash: draft.hash, colleague: joon }
    const answer = await makeReview(tools()).approve(seen)
    if (answer.kind !== 'approved') throw new Error(answer.kind)
    const row = await test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .executeTakeFirstOrThrow()
    return { scene, sendId: answer.sendId, mentionId: row.id }
  }

  async function setSend(id: string, state: 'sending' | 'sent' | 'failed') {
    await test.db.updateTable('sends').set({ state }).where('id', '=', id).execute()
  }

  async function sendingScene() {
    const made = await approvedScene()
    await setSend(made.sendId, 'sending')
    await made.scene.move(made.mentionId, 'approved', 'sending')
    return made
  }

  async function sentScene() {
    const made = await sendingScene()
    await setSend(made.sendId, 'sent')
    await made.scene.move(made.mentionId, 'sending', 'sent')
    return made.scene
  }

  async function failedScene(failedAt: 'approved' | 'sending') {
    const made = failedAt === 'sending' ? await sendingScene() : await approvedScene()
    await setSend(made.sendId, 'failed')
    await made.scene.move(made.mentionId, failedAt, 'failed', { failedAt })
    return made
  }
})
