import { expect } from 'chai'
import type { Correction } from '../../src/core/correction.ts'
import { makeCorrect } from '../../src/desk/correct.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeInbox } from '../../src/desk/inbox.ts'
import { makeRetry } from '../../src/desk/retry.ts'
import { makeReview } from '../../src/desk/review.ts'
import { ingest } from '../../src/flow/ingest.ts'
import { claimConversations } from '../../src/store/conversations.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { dull, makeReadings } from './readings.ts'
import { calm, deskTools, makeScene } from './scene.ts'

describe('a colleague corrects what was read', () => {
  let test: TestDatabase
  let at: Awaited<ReturnType<typeof makeReadings>>
  before(async () => {
    test = await openTestDatabase()
    at = await makeReadings(test.db)
  })
  after(() => test.close())
  const tools = () => deskTools(test.db)

  it('replaces the reading, keeps it to learn from, and writes down what changed', async () => {
    const scene = await at.standing('with-person', { words: { intent: ['배송'] } })
    const { id } = await at.last(scene)
    const answer = await at.correct(scene, { intent: 'complaint', feeling: 'calm' })
    if (answer.kind !== 'corrected') throw new Error(answer.kind)
    expect(answer.heardAnew).to.equal(false)
    expect(answer.classification).to.deep.include({
      intent: 'complaint',
      confidence: 1,
      by: 'colleague',
      words: {},
    })
    expect((await at.last(scene)).classification).to.deep.equal(answer.classification)
    expect(await at.kept(id)).to.deep.include({
      text: '배송 언제 와요?',
      language: 'ko',
      labels: { intent: 'complaint', feeling: 'calm' },
    })
    const { was } = await test.db
      .selectFrom('corrections')
      .select('was')
      .where('mention_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(was).to.include({ intent: 'question', by: 'local' })
    expect((await at.events(scene)).at(-1)).to.deep.equal({
      who: `colleague:${at.mina.id}`,
      kind: 'corrected',
      mentionId: id,
      to: null,
      // What was only confirmed is no change.
      detail: { before: { intent: 'question' }, after: { intent: 'complaint' }, draftId: null },
    })
  })

  it('keeps the brand’s id with it', async () => {
    const scene = await at.standing('with-person')
    await at.correct(scene, { spam: true })
    const account = await test.db
      .selectFrom('accounts')
      .select('brand_id as brandId')
      .where('id', '=', scene.accountId)
      .executeTakeFirstOrThrow()
    expect((await at.kept((await at.last(scene)).id))?.brandId).to.equal(account.brandId)
  })

  it('hears with it whatever is open, and the bot goes on with the colleague’s reading', async () => {
    const scene = await at.standing('ignored', dull)
    const { id } = await at.last(scene)
    await scene.say('저기요?')
    await scene.draft('네, 말씀하세요!')
    expect(await at.correct(scene, { needsReply: true }, { id })).to.include({ heardAnew: true })
    expect(await scene.stages()).to.deep.equal(['classified', 'heard'])
    const claimed = await claimConversations(test.db, [scene.conversationId], 'node', 1_000)
    const [first] = claimed.get(scene.conversationId)?.mentions ?? []
    expect(first).to.deep.include({ id, stage: 'classified' })
    expect(first?.classification).to.include({ needsReply: true, by: 'colleague' })
  })

  it('takes back what was approved together with it, and shows each step in the book', async () => {
    const scene = await at.standing('ignored', dull)
    const { id } = await at.last(scene)
    await scene.say('저기요?')
    const draft = await scene.draft('네, 말씀하세요!')
    await makeReview(tools()).approve({
      conversationId: scene.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: at.joon,
    })
    await at.correct(scene, { needsReply: true }, { id })
    expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['voided'])
    const steps = (await at.events(scene))
      .filter((one) => one.mentionId === id)
      .map(({ kind, to }) => to ?? kind)
    expect(steps.slice(-3)).to.deep.equal(['heard', 'classified', 'corrected'])
  })

  it('tells whoever approves the old draft who made it void', async () => {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('곧 가요!')
    await at.correct(scene, { intent: 'complaint' })
    const seen = {
      conversationId: scene.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: at.joon,
    }
    expect(await makeReview(tools()).approve(seen)).to.deep.include({
      kind: 'already-decided',
      decision: 'corrected',
      by: at.mina,
    })
  })

  it('leaves a draft that nothing speaks against to be approved', async () => {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('곧 가요!')
    await at.correct(scene, { topic: 'delivery' })
    const seen = {
      conversationId: scene.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: at.joon,
    }
    expect((await makeReview(tools()).approve(seen)).kind).to.equal('approved')
  })

  it('stands when the bot is asked for another try, and when it is given back', async () => {
    const scene = await makeScene(test.db)
    const { conversationId } = scene
    await scene.draft('곧 가요!')
    await at.correct(scene, { topic: 'delivery' })
    await makeRetry(tools()).anotherTry({
      conversationId,
      version: await scene.version(),
      colleague: at.mina,
    })
    expect(await scene.stages()).to.deep.equal(['classified'])
    await makeHandover(tools()).handOver({ conversationId, colleague: at.mina, why: null })
    await makeHandover(tools()).giveBack({ conversationId, colleague: at.mina })
    expect(await scene.stages()).to.deep.equal(['classified'])
    expect((await at.last(scene)).classification).to.include({ topic: 'delivery', by: 'colleague' })
  })

  it('does not stand for a text that was edited since', async () => {
    const scene = await makeScene(test.db)
    const { conversationId } = scene
    await scene.draft('곧 가요!')
    await at.correct(scene, { topic: 'delivery' })
    await makeHandover(tools()).handOver({ conversationId, colleague: at.mina, why: null })
    await scene.edit('환불해 주세요')
    await makeHandover(tools()).giveBack({ conversationId, colleague: at.mina })
    expect(await scene.stages()).to.deep.equal(['heard'])
  })

  it('keeps both words when one corrects what the other has corrected', async () => {
    const scene = await at.standing('with-person')
    const { id } = await at.last(scene)
    await at.correct(scene, { intent: 'complaint' })
    const first = (await at.kept(id))?.id as string
    await at.correct(scene, { feeling: 'angry' }, { by: at.joon })
    expect((await at.last(scene)).classification).to.include({ intent: 'complaint', feeling: 'angry' })
    const now = await at.kept(id)
    expect(now?.labels).to.deep.equal({ intent: 'complaint', feeling: 'angry' })
    expect(BigInt(now?.id as string) > BigInt(first)).to.equal(true)
  })

  it('holds when two correct at the same time: one after the other, nothing lost', async () => {
    for (let round = 0; round < 10; round += 1) {
      const scene = await makeScene(test.db)
      await scene.draft('곧 가요!')
      const { id } = await at.last(scene)
      const answers = await Promise.all([
        at.correct(scene, { intent: 'complaint' }),
        at.correct(scene, { intent: 'chatter', feeling: 'pleased' }, { by: at.joon }),
      ])
      expect(answers.map(({ kind }) => kind)).to.deep.equal(['corrected', 'corrected'])
      expect(await scene.stages()).to.deep.equal(['classified'])
      const now = (await at.last(scene)).classification
      const noted = (await at.events(scene)).filter(({ kind }) => kind === 'corrected')
      expect(noted).to.have.length(2)
      const end = noted.at(-1)?.detail as { after: Correction }
      expect(now).to.deep.include(end.after)
      expect((await at.kept(id))?.labels.intent).to.equal(now?.intent)
      const answering = (await scene.jobs()).filter(({ task }) => task === 'answer')
      expect(answering).to.have.length(1)
    }
  })

  it('is refused while another colleague has the conversation, and changes nothing', async () => {
    const scene = await at.standing('ignored', dull)
    const { conversationId } = scene
    await makeHandover(tools()).handOver({ conversationId, colleague: at.joon, why: null })
    expect(await at.correct(scene, { needsReply: true })).to.deep.equal({ kind: 'held', by: at.joon })
    expect((await at.last(scene)).classification).to.include({ by: 'local', needsReply: false })
    expect(await at.kept((await at.last(scene)).id)).to.equal(undefined)
  })

  it('may be made by whoever has the conversation, who stays the one to answer', async () => {
    const scene = await at.standing('ignored', dull)
    const { conversationId } = scene
    await makeHandover(tools()).handOver({ conversationId, colleague: at.mina, why: null })
    expect(await at.correct(scene, { needsReply: true })).to.include({ heardAnew: true })
    const claimed = await claimConversations(test.db, [conversationId], 'node', 1_000)
    expect(claimed.get(conversationId)).to.include({ withPerson: true })
  })

  it('leaves the waiting draft of whoever has the conversation', async () => {
    const scene = await makeScene(test.db)
    await scene.draft('곧 가요!')
    await test.db
      .updateTable('conversations')
      .set({ held_by: at.mina.id })
      .where('id', '=', scene.conversationId)
      .execute()
    expect(await at.correct(scene, { intent: 'complaint' })).to.include({ heardAnew: false })
    expect(await scene.stages()).to.deep.equal(['waiting'])
  })

  it('waits for a reading to correct', async () => {
    const scene = await makeScene(test.db)
    const answer = await at.correct(scene, { intent: 'complaint' })
    expect(answer).to.include({ kind: 'forbidden' })
    expect(answer).to.have.property('ko').that.includes('아직')
    expect(answer).to.have.property('en').that.includes('not been read')
    expect(await at.kept((await at.last(scene)).id)).to.equal(undefined)
  })

  it('takes the place of what the bot is about to read again', async () => {
    const scene = await at.standing('waiting')
    const { id } = await at.last(scene)
    // A newer message sends the first back to be heard with its old reading on it.
    await scene.say('그리고 하나 더요')
    expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
    expect(await at.correct(scene, { intent: 'complaint' }, { id })).to.include({ heardAnew: true })
    expect(await scene.stages()).to.deep.equal(['classified', 'heard'])
    // What a worker read meanwhile comes too late.
    const late = { mentionId: id, from: 'heard', to: 'classified', who: 'dajeong', why: null } as const
    expect((await moveMentions(test.db, [{ ...late, classification: calm }])).size).to.equal(0)
  })

  it('keeps nothing of what its author deleted', async () => {
    for (const stage of ['with-person', 'waiting'] as const) {
      const scene = await at.standing(stage)
      const { nativeId, id } = await at.last(scene)
      const hearer = { id: scene.accountId, nativeId: 'the brand itself', quietMs: 0 }
      await test.db
        .transaction()
        .execute((trx) => ingest(trx, [{ hearer, event: { kind: 'deleted', nativeId } }]))
      expect(await scene.stages()).to.deep.equal(['withdrawn'])
      expect(await at.correct(scene, { intent: 'complaint' })).to.include({ kind: 'forbidden' })
      expect(await at.kept(id)).to.equal(undefined)
    }
  })

  it('is forgotten with the account and everything said on it', async () => {
    const scene = await at.standing('with-person')
    const { id } = await at.last(scene)
    await at.correct(scene, { intent: 'complaint' })
    await test.db.deleteFrom('accounts').where('id', '=', scene.accountId).execute()
    expect(await at.kept(id)).to.equal(undefined)
    const ask = { conversationId: scene.conversationId, mentionId: id, colleague: at.mina }
    expect(await makeCorrect(tools()).correct({ ...ask, correction: { spam: true } })).to.deep.equal({
      kind: 'not-found',
    })
  })

  it('finds only what belongs to the conversation', async () => {
    const scene = await at.standing('with-person')
    const other = await at.standing('with-person')
    for (const id of [(await at.last(other)).id, '999999', 'one', '9'.repeat(40)])
      expect(await at.correct(scene, { spam: true }, { id }), id).to.deep.equal({ kind: 'not-found' })
    const nowhere = {
      conversationId: '999999',
      mentionId: '1',
      correction: { spam: true },
      colleague: at.mina,
    }
    expect(await makeCorrect(tools()).correct(nowhere)).to.deep.equal({ kind: 'not-found' })
  })

  it('is made of a reading of an older version too, which is shown as well', async () => {
    const scene = await at.standing('with-person')
    const { id } = await at.last(scene)
    const {
      intents: _i,
      sure: _s,
      words: _w,
      differs: _d,
      costMicros: _c,
      ...old
    } = readingOf({ by: 'rules' })
    const classification = JSON.stringify(old)
    await test.db.updateTable('mentions').set({ classification }).where('id', '=', id).execute()
    expect((await makeInbox(tools()).read(scene.conversationId))?.classification).to.include({ by: 'rules' })
    const answer = await at.correct(scene, { intent: 'complaint' })
    expect(answer).to.have.nested.property('classification.intents[0].value', 'complaint')
  })
})
