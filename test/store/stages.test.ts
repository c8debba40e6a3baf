import { expect } from 'chai'
import { sql } from 'kysely'
import { canMove, ForbiddenMove, Stage } from '../../src/core/stage.ts'
import { type Move, moveMentions } from '../../src/store/stages.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { hear, mentionRow, said } from '../support/said.ts'

describe('the only writer of a stage', () => {
  let store: TestDatabase
  let account: Awaited<ReturnType<typeof seedAccount>>
  before(async () => {
    store = await openTestDatabase()
    account = await seedAccount(store.db)
  })
  after(() => store.close())

  let count = 0
  async function mentionIn(stage: Stage): Promise<{ id: string; nativeId: string }> {
    count += 1
    const nativeId = `m-${count}`
    await hear(store.db, account, said(nativeId, { by: `person-${count}` }))
    await sql`update mentions set stage = ${stage} where native_id = ${nativeId}`.execute(store.db)
    return { id: (await mentionRow(store.db, nativeId)).id, nativeId }
  }
  const events = async (mentionId: string) =>
    store.db
      .selectFrom('events')
      .select(['who', 'kind', 'from_stage', 'to_stage', 'why', 'detail'])
      .where('mention_id', '=', mentionId)
      .where('from_stage', 'is not', null)
      .orderBy('id')
      .execute()
  const move = (mentionId: string, from: Stage, to: Stage): Move => ({
    ...{ mentionId, from, to, who: 'dajeong', why: 'because' },
  })

  it('makes every move that the table allows and writes it down, and no other', async () => {
    for (const from of Stage.options) {
      const { id, nativeId } = await mentionIn(from)
      for (const to of Stage.options.filter((one) => !canMove(from, one))) {
        const error = await moveMentions(store.db, [move(id, from, to)]).catch((reason: unknown) => reason)
        expect(error, `${from} → ${to}`).to.be.instanceOf(ForbiddenMove)
      }
      expect((await mentionRow(store.db, nativeId)).stage).to.equal(from)
      expect(await events(id)).to.deep.equal([])
      for (const to of Stage.options.filter((one) => canMove(from, one))) {
        await sql`update mentions set stage = ${from} where id = ${id}`.execute(store.db)
        expect([...(await moveMentions(store.db, [move(id, from, to)]))], `${from} → ${to}`).to.deep.equal([
          id,
        ])
        expect(await mentionRow(store.db, nativeId)).to.include({ stage: to, why: 'because' })
        expect((await events(id)).at(-1)).to.include({
          ...{ who: 'dajeong', kind: 'stage', from_stage: from, to_stage: to, why: 'because' },
        })
      }
    }
  })

  it('moves nothing of a group in which one move is forbidden', async () => {
    const one = await mentionIn('heard')
    const two = await mentionIn('sent')
    const both = [move(one.id, 'heard', 'classified'), move(two.id, 'sent', 'heard')]
    const error = await moveMentions(store.db, both).catch((reason: unknown) => reason)
    expect((error as Error).message).to.equal('A mention that is sent cannot become heard; allowed: nothing.')
    expect((await mentionRow(store.db, one.nativeId)).stage).to.equal('heard')
  })

  it('writes both steps down when a mention passes a stage on its way', async () => {
    const { id, nativeId } = await mentionIn('classified')
    const through = { stage: 'drafted' as const, why: 'the model was away' }
    await moveMentions(store.db, [{ ...move(id, 'classified', 'waiting'), through }])
    expect(await mentionRow(store.db, nativeId)).to.include({ stage: 'waiting', why: 'because' })
    const steps = (await events(id)).map((one) => [one.from_stage, one.to_stage, one.why])
    expect(steps).to.deep.equal([
      ['classified', 'drafted', 'the model was away'],
      ['drafted', 'waiting', 'because'],
    ])
  })

  it('refuses a way of which either step is forbidden', async () => {
    for (const [from, stage, to] of [
      ['heard', 'drafted', 'waiting'],
      ['classified', 'drafted', 'sent'],
    ] as const) {
      const { id, nativeId } = await mentionIn(from)
      const way = { ...move(id, from, to), through: { stage, why: null } }
      const error = await moveMentions(store.db, [way]).catch((reason: unknown) => reason)
      expect(error, `${from} → ${stage} → ${to}`).to.be.instanceOf(ForbiddenMove)
      expect((await mentionRow(store.db, nativeId)).stage).to.equal(from)
    }
  })

  it('leaves alone what is not where it was thought to be', async () => {
    const { id, nativeId } = await mentionIn('with-person')
    expect([...(await moveMentions(store.db, [move(id, 'heard', 'classified')]))]).to.deep.equal([])
    expect((await mentionRow(store.db, nativeId)).stage).to.equal('with-person')
    expect(await events(id)).to.deep.equal([])
  })

  it('lets exactly one of many who move the same mention win', async () => {
    const { id, nativeId } = await mentionIn('waiting')
    const to = ['approved', 'refused', 'with-person', 'heard', 'withdrawn'] as const
    const moved = await Promise.all(to.map((one) => moveMentions(store.db, [move(id, 'waiting', one)])))
    const winners = to.filter((_, at) => moved[at]?.has(id))
    expect(winners).to.have.length(1)
    expect((await mentionRow(store.db, nativeId)).stage).to.equal(winners[0])
    expect(await events(id)).to.have.length(1)
  })

  it('keeps what a move does not name, and forgets where it failed once it goes on', async () => {
    const { id } = await mentionIn('classified')
    const classification = { intent: 'question' } as unknown as NonNullable<Move['classification']>
    await sql`update mentions set classification = ${JSON.stringify(classification)} where id = ${id}`.execute(
      store.db,
    )
    await moveMentions(store.db, [{ ...move(id, 'classified', 'failed'), failedAt: 'classified' }])
    const read = () =>
      store.db
        .selectFrom('mentions')
        .select(['failed_at', 'classification'])
        .where('id', '=', id)
        .executeTakeFirst()
    expect(await read()).to.deep.equal({ failed_at: 'classified', classification })
    await moveMentions(store.db, [move(id, 'failed', 'heard')])
    expect(await read()).to.deep.equal({ failed_at: null, classification })
  })
})
