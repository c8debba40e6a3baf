import { expect } from 'chai'
import { makeHandover } from '../../src/desk/handover.ts'
import { makePresence } from '../../src/desk/presence.ts'
import { makeReview } from '../../src/desk/review.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

describe('who is in a conversation', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let joon: { id: string; name: string }
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    joon = await makeColleague(test.db, '준')
  })
  after(() => test.close())
  const presence = () => makePresence({ db: test.db })
  const review = () => makeReview(deskTools(test.db))

  async function waiting() {
    const scene = await makeScene(test.db)
    const draft = await scene.draft('방금 출발했어요!')
    const { conversationId } = scene
    return { scene, conversationId, seen: { conversationId, draftId: draft.id, hash: draft.hash } }
  }
  const age = (conversationId: string, seconds: number) =>
    test.pool.query(
      `update presences set seen_at = seen_at - $2 * interval '1 second' where conversation_id = $1`,
      [conversationId, seconds],
    )
  const ageLease = (conversationId: string, seconds: number) =>
    test.pool.query(
      `update conversations set lease_until = lease_until - $2 * interval '1 second' where id = $1`,
      [conversationId, seconds],
    )

  it('is seen by the others, on whatever node, and forgotten by itself', async () => {
    const { conversationId } = await waiting()
    const other = openDatabase(test.url, () => {}, 1)
    try {
      await presence().doing({ conversationId, colleague: mina, doing: 'looking' })
      const ask = { conversationId, colleague: joon, doing: 'typing' } as const
      const company = await makePresence({ db: other.db }).doing(ask)
      expect(company?.present).to.deep.equal([
        { ...mina, doing: 'looking' },
        { ...joon, doing: 'typing' },
      ])
    } finally {
      await other.close()
    }
    await presence().doing({ conversationId, colleague: mina, doing: 'gone' })
    expect((await presence().company(conversationId))?.present.map(({ id }) => id)).to.deep.equal([joon.id])
    await age(conversationId, 14)
    expect((await presence().company(conversationId))?.present.length).to.equal(1)
    await age(conversationId, 2)
    expect(await presence().company(conversationId)).to.deep.equal({ present: [], lease: null })
    expect(await presence().doing({ conversationId: '999999', colleague: mina, doing: 'looking' })).to.equal(
      null,
    )
  })

  it('gives who takes it the conversation to themselves', async () => {
    const { scene, conversationId, seen } = await waiting()
    expect(await presence().take({ conversationId, colleague: mina })).to.deep.equal({ kind: 'taken' })
    expect(await presence().take({ conversationId, colleague: mina })).to.deep.equal({ kind: 'taken' })
    expect(await presence().take({ conversationId, colleague: joon })).to.deep.equal({
      kind: 'held',
      by: mina,
    })
    expect(await review().approve({ ...seen, colleague: joon })).to.deep.equal({ kind: 'held', by: mina })
    const refusal = { ...seen, colleague: joon, because: 'tone', reason: '' } as const
    expect(await review().refuse(refusal)).to.deep.equal({ kind: 'held', by: mina })
    expect(
      await makeHandover(deskTools(test.db)).handOver({ conversationId, colleague: joon, why: null }),
    ).to.deep.equal({
      ...{ kind: 'held', by: mina },
    })
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect((await review().approve({ ...seen, colleague: mina })).kind).to.equal('approved')
  })

  it('goes to one of two who take it at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { conversationId } = await waiting()
      const answers = await Promise.all(
        [mina, joon].map((colleague) => presence().take({ conversationId, colleague })),
      )
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['held', 'taken'])
    }
  })

  it('ends ten minutes after they were last there, and not before', async () => {
    const { conversationId, seen } = await waiting()
    await presence().take({ conversationId, colleague: mina })
    await ageLease(conversationId, 590)
    await presence().doing({ conversationId, colleague: mina, doing: 'typing' })
    await ageLease(conversationId, 590)
    expect((await presence().company(conversationId))?.lease).to.include({ id: mina.id })
    expect((await review().approve({ ...seen, colleague: joon })).kind).to.equal('held')
    await ageLease(conversationId, 11)
    expect((await presence().company(conversationId))?.lease).to.equal(null)
    // Whoever is there without the lease prolongs none.
    await presence().doing({ conversationId, colleague: mina, doing: 'looking' })
    expect((await presence().company(conversationId))?.lease).to.equal(null)
    expect((await review().approve({ ...seen, colleague: joon })).kind).to.equal('approved')
  })

  it('is let go by who has it, and taken over from them by who says so', async () => {
    const { conversationId } = await waiting()
    await presence().take({ conversationId, colleague: mina })
    await presence().letGo({ conversationId, colleague: joon })
    expect((await presence().company(conversationId))?.lease).to.include({ id: mina.id })
    const take = { conversationId, colleague: joon, takeFrom: mina.id }
    expect(await presence().take(take)).to.deep.equal({ kind: 'taken' })
    await presence().letGo({ conversationId, colleague: joon })
    expect((await presence().company(conversationId))?.lease).to.equal(null)
  })

  it('keeps the bot quiet where somebody took over, also when they are long gone', async () => {
    const { scene, conversationId } = await waiting()
    const handover = makeHandover(deskTools(test.db))
    await handover.handOver({ conversationId, colleague: mina, why: null })
    expect(await presence().take({ conversationId, colleague: joon })).to.deep.equal({
      kind: 'held',
      by: mina,
    })
    await ageLease(conversationId, 601)
    const { rows } = await test.pool.query(`select held_by from conversations where id = $1`, [
      conversationId,
    ])
    expect(rows).to.deep.equal([{ held_by: mina.id }])
    expect(await handover.handOver({ conversationId, colleague: joon, why: null })).to.deep.equal({
      kind: 'handed-over',
    })
    expect(await scene.stages()).to.deep.equal(['with-person'])
  })
})
