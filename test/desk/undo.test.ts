import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Receipt } from '../../src/channels/channel.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import type { DeskTools } from '../../src/desk/decision.ts'
import { type Approved, makeReview } from '../../src/desk/review.ts'
import { makeUndo } from '../../src/desk/undo.ts'
import { readConversation } from '../../src/store/desk.ts'
import { sendingBy } from '../flow/sending.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

describe('what was approved can be taken back for a while', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let joon: { id: string; name: string }
  let clock: Date
  let said: string[]
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    joon = await makeColleague(test.db, '준')
  })
  after(() => test.close())
  beforeEach(() => {
    clock = new Date('2026-11-22T10:00:00Z')
    said = []
  })
  const tools = (): DeskTools => ({ ...deskTools(test.db), now: () => clock })
  const later = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1_000)
  }
  const undo = (conversationId: string, sendId: string, colleague = mina) =>
    makeUndo({ db: test.db }).undo({ conversationId, sendId, colleague })
  async function trySending(sendId: string) {
    const send = async (reply: { text: string }): Promise<Receipt> => {
      said.push(reply.text)
      return { nativeId: randomUUID(), url: null, ref: {} }
    }
    const by = await sendingBy(test.db, { send }, 500, () => clock)
    await by.send(sendId, new AbortController().signal)
  }

  async function waiting(undoSeconds = 10) {
    const policy = {
      undoSeconds,
      disclosure: { on: false, againAfterHours: 24, channels: {}, ko: null, en: null },
    }
    const { id } = await seedAccount(test.db, { nativeId: randomUUID(), policy })
    const scene = await makeScene(test.db, undefined, { accountId: id })
    const draft = await scene.draft('방금 출발했어요!')
    const { conversationId } = scene
    return { scene, seen: { conversationId, draftId: draft.id, hash: draft.hash, colleague: mina } }
  }
  async function approved(undoSeconds = 10) {
    const { scene, seen } = await waiting(undoSeconds)
    const answer = (await makeReview(tools()).approve(seen)) as Approved
    expect(answer.kind).to.equal('approved')
    return { scene, seen, answer }
  }

  it('waits ten seconds by the clock and then goes out', async () => {
    const { scene, answer } = await approved()
    expect(answer.undoUntil).to.deep.equal(new Date('2026-11-22T10:00:10Z'))
    const brand = (await readConversation(test.db, scene.conversationId))?.turns.at(-1)
    expect(brand?.from === 'brand' && new Date(brand.undoUntil ?? 0)).to.deep.equal(answer.undoUntil)
    later(9.9)
    await trySending(answer.sendId)
    expect(said).to.deep.equal([])
    expect((await scene.sends())[0]).to.include({ state: 'queued' })
    later(0.1)
    await trySending(answer.sendId)
    expect(said).to.deep.equal(['방금 출발했어요!'])
    expect(await scene.stages()).to.deep.equal(['sent'])
    const after = (await readConversation(test.db, scene.conversationId))?.turns.at(-1)
    expect(after).to.include({ state: 'sent', undoUntil: null })
  })

  it('has its job wait as long', async () => {
    clock = new Date()
    const { answer } = await approved()
    const { rows } = await test.pool.query(
      `select run_at - now() > interval '5 seconds' as later from graphile_worker.jobs where key = $1`,
      [`send:${answer.sendId}`],
    )
    expect(rows).to.deep.equal([{ later: true }])
  })

  it('goes out at once where the policy gives no time for it', async () => {
    const { answer } = await approved(0)
    expect(answer.undoUntil).to.equal(null)
    await trySending(answer.sendId)
    expect(said).to.deep.equal(['방금 출발했어요!'])
  })

  it('makes the draft wait again as it was, and can be approved anew', async () => {
    const { scene, seen, answer } = await approved()
    expect(await undo(scene.conversationId, answer.sendId)).to.deep.equal({
      ...{ kind: 'undone', draftId: seen.draftId, text: '방금 출발했어요!' },
    })
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect(await scene.sends()).to.deep.equal([])
    const read = await readConversation(test.db, scene.conversationId)
    expect(read?.draft).to.include({ id: seen.draftId, hash: seen.hash })
    const lessons = await test.db.selectFrom('lessons').where('draft_id', '=', seen.draftId).execute()
    expect(lessons).to.deep.equal([])
    later(60)
    await trySending(answer.sendId)
    expect(said).to.deep.equal([])
    const again = (await makeReview(tools()).approve({ ...seen, colleague: joon })) as Approved
    later(10)
    await trySending(again.sendId)
    expect(said).to.deep.equal(['방금 출발했어요!'])
  })

  it('is answered the same when it is asked for twice, and at once', async () => {
    const { scene, seen, answer } = await approved()
    const both = await Promise.all([
      undo(scene.conversationId, answer.sendId),
      undo(scene.conversationId, answer.sendId, joon),
    ])
    for (const one of both) expect(one).to.include({ kind: 'undone', draftId: seen.draftId })
    const { rows } = await test.pool.query(
      `select 1 from events where conversation_id = $1 and detail->>'decision' = 'undone'`,
      [scene.conversationId],
    )
    expect(rows.length).to.equal(1)
  })

  it('gives back the draft that was edited, and the words of the colleague', async () => {
    const { scene, seen } = await waiting()
    const answer = (await makeReview(tools()).editAndApprove({
      ...seen,
      text: '방금 문 앞에서 출발했어요!',
    })) as Approved
    expect(await undo(scene.conversationId, answer.sendId)).to.deep.equal({
      ...{ kind: 'undone', draftId: seen.draftId, text: '방금 문 앞에서 출발했어요!' },
    })
    const read = await readConversation(test.db, scene.conversationId)
    expect(read?.draft).to.include({ id: seen.draftId, text: '방금 출발했어요!' })
    expect((await makeReview(tools()).approve(seen)).kind).to.equal('approved')
  })

  it('leaves what a colleague wrote themselves with them', async () => {
    const { scene } = await waiting()
    const version = await scene.version()
    const { conversationId } = scene
    const text = '제가 바로 볼게요.'
    const answer = (await makeSendByHand(tools())({
      conversationId,
      version,
      text,
      colleague: mina,
    })) as Approved
    expect(await undo(conversationId, answer.sendId, joon)).to.deep.equal({ kind: 'held', by: mina })
    expect(await undo(conversationId, answer.sendId)).to.deep.equal({ kind: 'undone', draftId: null, text })
    expect(await scene.stages()).to.deep.equal(['with-person'])
    expect(await scene.sends()).to.deep.equal([])
  })

  it('says what was sent when it is too late', async () => {
    const { scene, answer } = await approved()
    later(10)
    await trySending(answer.sendId)
    expect(await undo(scene.conversationId, answer.sendId)).to.include({
      ...{ kind: 'too-late', state: 'sent', text: '방금 출발했어요!' },
    })
    expect(await scene.stages()).to.deep.equal(['sent'])
  })

  it('says what they said when a new message was first', async () => {
    const { scene, answer } = await approved()
    await scene.say('아, 취소할게요')
    expect(await undo(scene.conversationId, answer.sendId)).to.include({
      ...{ kind: 'overtaken', newMessage: '아, 취소할게요' },
    })
    expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
  })

  it('knows nothing of sends of other conversations', async () => {
    const { answer } = await approved()
    const other = await approved()
    expect(await undo(other.scene.conversationId, answer.sendId)).to.deep.equal({ kind: 'not-found' })
    expect(await undo(other.scene.conversationId, randomUUID())).to.deep.equal({ kind: 'not-found' })
  })

  it('is either taken back or sent, whoever comes first', async () => {
    for (let round = 0; round < 12; round += 1) {
      said = []
      const { scene, answer } = await approved()
      later(10)
      const [outcome] = await Promise.all([
        undo(scene.conversationId, answer.sendId),
        trySending(answer.sendId),
      ])
      if (outcome.kind === 'undone') {
        expect(said).to.deep.equal([])
        expect(await scene.stages()).to.deep.equal(['waiting'])
      } else {
        expect(outcome.kind).to.equal('too-late')
        expect(said).to.deep.equal(['방금 출발했어요!'])
        expect(await scene.stages()).to.deep.equal(['sent'])
      }
    }
  })
})
