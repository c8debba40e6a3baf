import { expect } from 'chai'
import { type Acts, makeActs } from '../../src/desk/acts.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeInbox } from '../../src/desk/inbox.ts'
import { type Approved, makeReview } from '../../src/desk/review.ts'
import { makeWishes } from '../../src/desk/wishes.ts'
import { correctionsAfter } from '../../src/store/corrections.ts'
import { findWish } from '../../src/store/wishes.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene, type Scene } from './scene.ts'

describe('what a colleague does in one conversation', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let joon: { id: string; name: string }
  let acts: Acts
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    joon = await makeColleague(test.db, '준')
    acts = makeActs({ ...deskTools(test.db), brandId: '1' })
  })
  after(() => test.close())

  async function waiting() {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('방금 출발했어요!')
    const { conversationId } = scene
    return { scene, seen: { conversationId, draftId: draft.id, hash: draft.hash, colleague: mina } }
  }
  const on = async (tab: 'to-approve' | 'with-person' | 'all', { conversationId, accountId }: Scene) => {
    const ask = { tab, accountId, search: null, after: null, most: 50 }
    const { conversations } = await makeInbox(deskTools(test.db)).list(ask)
    return conversations.some(({ id }) => id === conversationId)
  }

  describe('notes', () => {
    it('speak to whom they name, until they were seen', async () => {
      const { conversationId } = await makeScene(test.db)
      const text = '@준 지난주에 통화하셨죠? @민아 저도 볼게요'
      const noted = await acts.addNote({ conversationId, colleague: mina, text })
      expect(noted).to.deep.include({ kind: 'noted', to: [joon] })
      const [note] = await acts.notes(conversationId)
      expect(note).to.deep.include({ text, by: mina, to: [joon] })
      expect(await acts.mentionsOf(mina.id)).to.deep.equal([])
      expect(await acts.mentionsOf(joon.id)).to.deep.equal([{ ...note, conversationId }])
      await acts.readNotes({ conversationId, colleague: mina })
      expect((await acts.mentionsOf(joon.id)).length).to.equal(1)
      await acts.readNotes({ conversationId, colleague: joon })
      expect(await acts.mentionsOf(joon.id)).to.deep.equal([])
    })

    it('are removed by who wrote them and nobody else, and go in no other conversation', async () => {
      const { conversationId } = await makeScene(test.db)
      const other = await makeScene(test.db)
      const noted = await acts.addNote({ conversationId, colleague: mina, text: '메모' })
      const noteId = noted.kind === 'noted' ? noted.id : ''
      const remove = (where: string, colleague: typeof mina) =>
        acts.removeNote({ conversationId: where, noteId, colleague })
      expect(await remove(conversationId, joon)).to.include({ kind: 'forbidden' })
      expect(await remove(other.conversationId, mina)).to.deep.equal({ kind: 'not-found' })
      expect(await remove(conversationId, mina)).to.deep.equal({ kind: 'note-removed' })
      expect(await acts.notes(conversationId)).to.deep.equal([])
      expect(await remove(conversationId, mina)).to.deep.equal({ kind: 'not-found' })
    })
  })

  describe('snoozing', () => {
    const snooze = ({ conversationId }: Scene, ms: number | null, colleague = mina) =>
      acts.snooze({
        conversationId,
        until: ms === null ? null : new Date(Date.now() + ms),
        colleague,
      })

    it('hides a conversation from the work until its time', async () => {
      const { scene } = await waiting()
      expect(await snooze(scene, 3_600_000)).to.deep.equal({ kind: 'snoozed' })
      expect(await on('to-approve', scene)).to.equal(false)
      expect(await on('all', scene)).to.equal(true)
      await test.pool.query(
        `update conversations set snoozed_until = now() - interval '1 second' where id = $1`,
        [scene.conversationId],
      )
      expect(await on('to-approve', scene)).to.equal(true)
    })

    it('ends when the person says something, or a colleague wants it back', async () => {
      const { scene } = await waiting()
      await snooze(scene, 3_600_000)
      await scene.say('저기요?')
      await scene.draft('네, 보고 있어요!')
      expect(await on('to-approve', scene)).to.equal(true)
      await snooze(scene, 3_600_000)
      await snooze(scene, null)
      expect(await on('to-approve', scene)).to.equal(true)
    })

    it('is for a time ahead, and not where another colleague has it', async () => {
      const { scene } = await waiting()
      expect(await snooze(scene, -1)).to.include({ kind: 'forbidden' })
      expect(await snooze(scene, 91 * 24 * 3_600_000)).to.include({ kind: 'forbidden' })
      const { conversationId } = scene
      await makeHandover(deskTools(test.db)).handOver({ conversationId, colleague: joon, why: null })
      expect(await snooze(scene, 3_600_000)).to.deep.equal({ kind: 'held', by: joon })
      expect(await snooze(scene, 3_600_000, joon)).to.deep.equal({ kind: 'snoozed' })
      expect(await on('with-person', scene)).to.equal(false)
    })
  })

  describe('spam', () => {
    it('ends what is open without an answer and teaches the classifier', async () => {
      const { scene, seen } = await waiting()
      const { conversationId } = scene
      await scene.say('지금 가입하면 50% 할인 http://win.example')
      const version = await scene.version()
      const mark = { conversationId, version, colleague: mina, reason: '광고' }
      const before = (await correctionsAfter(test.db, '0', 1_000)).length
      expect(await acts.markSpam({ ...mark, version: '1' })).to.include({ kind: 'overtaken' })
      expect(await acts.markSpam(mark)).to.deep.equal({ kind: 'spam' })
      expect(await scene.stages()).to.deep.equal(['ignored', 'ignored'])
      const kept = (await correctionsAfter(test.db, '0', 1_000)).slice(before)
      expect(kept.map(({ labels }) => labels)).to.deep.equal([{ spam: true }, { spam: true }])
      expect(kept.at(-1)?.text).to.include('50% 할인')
      expect((await makeReview(deskTools(test.db)).approve(seen)).kind).to.not.equal('approved')
    })

    it('takes back what was approved and not tried, and what a person had', async () => {
      const { scene, seen } = await waiting()
      await makeReview(deskTools(test.db)).approve(seen)
      const ask = { conversationId: scene.conversationId, colleague: mina, reason: null }
      expect(await acts.markSpam({ ...ask, version: await scene.version() })).to.deep.equal({ kind: 'spam' })
      expect(await scene.stages()).to.deep.equal(['refused'])
      expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['voided'])
    })

    it('is approved or spam when two colleagues decide at once, and never both', async () => {
      const { scene, seen } = await waiting()
      const version = await scene.version()
      const { conversationId } = scene
      const [approved, spam] = await Promise.all([
        makeReview(deskTools(test.db)).approve({ ...seen, colleague: joon }),
        acts.markSpam({ conversationId, version, colleague: mina, reason: null }),
      ])
      const going = (await scene.sends()).filter(({ state }) => state === 'queued')
      // Spam that comes second takes the approval back; an approval that comes second is refused.
      expect(spam.kind).to.equal('spam')
      expect(going).to.deep.equal([])
      expect(await scene.stages()).to.deep.equal(['refused'])
      expect(['approved', 'already-decided', 'overtaken']).to.include(approved.kind)
    })
  })

  describe('silence', () => {
    it('keeps our machine from the person until it is ended, and a colleague may speak', async () => {
      const { scene, seen } = await waiting()
      const { conversationId } = scene
      const ask = { conversationId, colleague: mina, reason: '자동 답을 싫어해요' }
      expect(await acts.silence(ask)).to.deep.equal({ kind: 'silenced' })
      expect((await findWish(test.db, conversationId))?.wish).to.equal('silence')
      expect(((await makeReview(deskTools(test.db)).approve(seen)) as Approved).kind).to.equal('approved')
      await makeWishes(deskTools(test.db)).endWish(ask)
      expect(await findWish(test.db, conversationId)).to.equal(null)
      expect(await acts.silence(ask)).to.deep.equal({ kind: 'silenced' })
      expect((await findWish(test.db, conversationId))?.wish).to.equal('silence')
      const { rows } = await test.pool.query(
        `select who, why from events where conversation_id = $1 and kind = 'wants-silence' order by id`,
        [conversationId],
      )
      expect(rows).to.deep.equal([1, 2].map(() => ({ who: `colleague:${mina.id}`, why: ask.reason })))
    })
  })
})
