import { expect } from 'chai'
import type { Correction } from '../../src/core/correction.ts'
import { correctionsAfter, countCorrections, saveCorrection } from '../../src/store/corrections.ts'
import { makeColleague, makeScene } from '../desk/scene.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'

describe('corrections', () => {
  let test: TestDatabase
  let brandId: string
  let accountId: string
  let colleagueId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    const account = await seedAccount(test.db)
    brandId = account.brandId
    accountId = account.id
    colleagueId = (await makeColleague(test.db, '민아')).id
  })
  afterEach(() => test.close())

  async function mention(text: string): Promise<string> {
    const scene = await makeScene(test.db, text, { accountId })
    const row = await test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    return row.id
  }

  const save = (mentionId: string, labels: Correction, more: { text?: string; brandId?: string } = {}) =>
    test.db.transaction().execute((trx) =>
      saveCorrection(trx, {
        brandId,
        mentionId,
        text: '언제 와요',
        language: 'ko',
        labels,
        was: readingOf(),
        colleagueId,
        ...more,
      }),
    )
  const since = (id: string, most = 100) => correctionsAfter(test.db, id, most)

  it('come back after the id that is known, the oldest first, as many as asked for', async () => {
    const ids: string[] = []
    for (const text of ['하나', '둘', '셋'])
      ids.push(await save(await mention(text), { intent: 'question' }, { text }))
    expect((await since('0')).map(({ id, text }) => [id, text])).to.deep.equal([
      [ids[0], '하나'],
      [ids[1], '둘'],
      [ids[2], '셋'],
    ])
    expect((await since('0', 2)).map(({ id }) => id)).to.deep.equal(ids.slice(0, 2))
    expect((await since(ids[1] as string)).map(({ id }) => id)).to.deep.equal([ids[2]])
    expect(await since(ids[2] as string)).to.deep.equal([])
  })

  it('come back whole', async () => {
    const mentionId = await mention('언제 와요')
    const id = await save(mentionId, { intent: 'complaint', risks: ['legal'], topic: null })
    expect(await since('0')).to.deep.equal([
      {
        id,
        brandId,
        mentionId,
        text: '언제 와요',
        language: 'ko',
        labels: { intent: 'complaint', risks: ['legal'], topic: null },
      },
    ])
  })

  it('are of every brand', async () => {
    const other = await seedAccount(test.db, { nativeId: 'other', brandName: '다른상회' })
    await save(await mention('하나'), { spam: true })
    await save(await mention('둘'), { spam: true }, { brandId: other.brandId })
    expect((await since('0')).map((one) => one.brandId)).to.deep.equal([brandId, other.brandId])
  })

  it('of the same mention take each other’s place under a new id', async () => {
    const mentionId = await mention('언제 와요')
    const first = await save(mentionId, { intent: 'chatter', feeling: 'calm' })
    const second = await save(mentionId, { intent: 'question' })
    expect(BigInt(second) > BigInt(first)).to.equal(true)
    expect(await since(first)).to.have.length(1)
    expect(await since('0')).to.have.length(1)
    // What only the first spoke of is still what a colleague said of this text.
    expect((await since('0'))[0]).to.deep.include({
      id: second,
      labels: { intent: 'question', feeling: 'calm' },
    })
  })

  it('of a text that was edited since say nothing of the new one', async () => {
    const mentionId = await mention('언제 와요')
    await save(mentionId, { intent: 'chatter', feeling: 'calm' })
    await save(mentionId, { intent: 'complaint' }, { text: '아직도 안 왔어요' })
    expect((await since('0'))[0]).to.deep.include({
      text: '아직도 안 왔어요',
      labels: { intent: 'complaint' },
    })
  })

  it('keep the first reading that was wrong', async () => {
    const mentionId = await mention('언제 와요')
    const was = async () =>
      (await test.db.selectFrom('corrections').select('was').executeTakeFirstOrThrow()).was?.by
    await save(mentionId, { intent: 'chatter' })
    await test.db.transaction().execute((trx) =>
      saveCorrection(trx, {
        brandId,
        mentionId,
        text: '언제 와요',
        language: 'ko',
        labels: { intent: 'question' },
        was: readingOf({ by: 'colleague' }),
        colleagueId,
      }),
    )
    expect(await was()).to.equal('local')
  })

  it('appear in the order of their ids, however long their transactions take', async () => {
    const [slow, quick] = [await mention('느린 말'), await mention('빠른 말')]
    let end = () => {}
    const held = new Promise<void>((resolve) => {
      end = resolve
    })
    let saved = () => {}
    const inside = new Promise<void>((resolve) => {
      saved = resolve
    })
    const one = {
      brandId,
      text: '말',
      language: 'ko',
      labels: { spam: true },
      was: null,
      colleagueId,
    } as const
    const first = test.db.transaction().execute(async (trx) => {
      const id = await saveCorrection(trx, { ...one, mentionId: slow })
      saved()
      await held
      return id
    })
    await inside
    const second = save(quick, { spam: true })
    const early = await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])
    expect(early).to.equal('waits')
    end()
    expect(BigInt(await first) < BigInt(await second)).to.equal(true)
  })

  it('end with the account, because what was said there is forgotten', async () => {
    await save(await mention('언제 와요'), { intent: 'question' })
    await test.db.deleteFrom('accounts').where('id', '=', accountId).execute()
    expect(await since('0')).to.deep.equal([])
    expect(await countCorrections(test.db)).to.equal(0)
  })

  it('store odd letters as they can be stored', async () => {
    await save(await mention('언제 와요'), { topic: 'a\u0000\ud800' })
    expect((await since('0'))[0]?.labels.topic).to.equal('a\uFFFD\uFFFD')
  })
})
