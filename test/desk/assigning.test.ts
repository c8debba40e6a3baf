import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { sql } from 'kysely'
import { giveOutArrivals, makeAssigning } from '../../src/desk/assigning.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeInbox } from '../../src/desk/inbox.ts'
import { tidyQueue } from '../../src/desk/tidy-queue.ts'
import { findSend, recordAttempt, settleSent } from '../../src/store/sends.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { patienceMs } from '../support/patience.ts'
import { deskTools, makeColleague, makeScene, type Scene } from './scene.ts'

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('It did not come about.')
    await sleep(50)
  }
}

describe('assigning', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
  })
  afterEach(() => test.close())

  const assigning = () => makeAssigning({ db: test.db })
  async function team(count: number) {
    const all: { id: string; name: string }[] = []
    for (let n = 0; n < count; n += 1) all.push(await makeColleague(test.db, `동료${n}`))
    return all
  }
  async function waiting(count: number, accountId?: string) {
    const scenes: Scene[] = []
    for (let n = 0; n < count; n += 1) {
      const scene = await makeScene(test.db, '배송 언제 와요?', accountId === undefined ? {} : { accountId })
      await scene.draft('확인해 볼게요.')
      scenes.push(scene)
    }
    return scenes
  }
  const assignees = async () => {
    const rows = await test.db
      .selectFrom('queue')
      .select(['conversation_id as id', 'assignee_id as to'])
      .orderBy('conversation_id')
      .execute()
    return new Map(rows.map(({ id, to }) => [id, to]))
  }

  it('gives twenty colleagues who ask at once twenty different conversations, those that are due first', async () => {
    const scenes = await waiting(25)
    const colleagues = await team(20)
    const answers = await Promise.all(colleagues.map((one) => assigning().takeNext(one)))
    const ids = answers.map((one) => (one.kind === 'assigned' ? one.conversationId : one.kind))
    expect(new Set(ids).size).to.equal(20)
    expect([...ids].sort()).to.deep.equal(
      scenes
        .slice(0, 20)
        .map(({ conversationId }) => conversationId)
        .sort(),
    )
    const more = await Promise.all(colleagues.map((one) => assigning().takeNext(one)))
    expect(more.filter(({ kind }) => kind === 'assigned')).to.have.length(5)
    expect(more.filter(({ kind }) => kind === 'nothing')).to.have.length(15)
  })

  it('gives nothing that somebody holds, has, or that needs nobody', async () => {
    const [held, has] = (await waiting(2)) as [Scene, Scene]
    const [mina, junho] = (await team(2)) as [{ id: string; name: string }, { id: string; name: string }]
    await makeScene(test.db, '아직 아무도 안 읽은 말')
    await makeHandover(deskTools(test.db)).handOver({
      conversationId: held.conversationId,
      colleague: mina,
      why: null,
    })
    await assigning().assign({ conversationId: has.conversationId, colleague: mina, to: mina.id })
    expect(await assigning().takeNext(junho)).to.deep.equal({ kind: 'nothing' })
  })

  it('is told to a colleague, taken back, and refused where somebody was quicker', async () => {
    const [scene] = (await waiting(1)) as [Scene]
    const [mina, junho] = (await team(2)) as [{ id: string; name: string }, { id: string; name: string }]
    const ask = { conversationId: scene.conversationId, colleague: mina }
    const both = await Promise.all([
      assigning().assign({ ...ask, to: mina.id, seen: null }),
      assigning().assign({ ...ask, to: junho.id, seen: null }),
    ])
    expect(both.map(({ kind }) => kind).sort()).to.deep.equal(['assigned', 'assigned-elsewhere'])
    expect(await assigning().assign({ ...ask, to: null })).to.deep.include({
      kind: 'assigned',
      assignee: null,
    })
    expect(await assigning().assign({ ...ask, to: '999' })).to.deep.equal({ kind: 'no-colleague' })
    expect(await assigning().assign({ ...ask, conversationId: '999', to: null })).to.deep.equal({
      kind: 'not-found',
    })
    const story = await makeInbox(deskTools(test.db)).read(scene.conversationId)
    expect(story?.events.filter(({ kind }) => kind === 'assigned')).to.have.length(2)
    expect((await scene.stages())[0]).to.equal('waiting')
  })

  it('is round robin by room where the policy says so, and off by default', async () => {
    const [mina, junho, sena] = (await team(3)) as [
      { id: string; name: string },
      { id: string; name: string },
      { id: string; name: string },
    ]
    await assigning().setAvailability(mina.id, { available: true, capacity: 2 })
    await assigning().setAvailability(junho.id, { available: true, capacity: 3 })
    await assigning().setAvailability(sena.id, { available: false, capacity: 9 })
    const off = await seedAccount(test.db)
    const second = await seedAccount(test.db, {
      nativeId: 'second',
      policy: { assignment: { roundRobin: true, toWhoKnows: true } },
    })
    const left = await waiting(2, off.id)
    const given = await waiting(7, second.id)
    // Two nodes at once give each conversation once.
    await Promise.all([giveOutArrivals(test.db, 3), giveOutArrivals(test.db, 3)])
    while ((await giveOutArrivals(test.db, 3)) > 0);
    const now = await assignees()
    for (const { conversationId } of left) expect(now.get(conversationId)).to.equal(null)
    const to = given.map(({ conversationId }) => now.get(conversationId))
    expect(to.filter((id) => id === mina.id)).to.have.length(2)
    expect(to.filter((id) => id === junho.id)).to.have.length(3)
    expect(to.filter((id) => id === null)).to.have.length(2)
    expect((await assigning().team()).map(({ load, available }) => ({ load, available }))).to.deep.equal([
      { load: 2, available: true },
      { load: 3, available: true },
      { load: 0, available: false },
    ])
    // Whoever gets room gets what waited.
    await assigning().setAvailability(junho.id, { available: true, capacity: 5 })
    expect(await giveOutArrivals(test.db, 10)).to.equal(2)
  })

  it('brings who comes back to who answered them last, if they are there', async () => {
    const [mina, junho] = (await team(2)) as [{ id: string; name: string }, { id: string; name: string }]
    const { db } = test
    const scene = await makeScene(db, '영업시간이 어떻게 되나요?')
    const { conversationId } = scene
    const version = await scene.version()
    await makeSendByHand(deskTools(db))({ conversationId, version, colleague: junho, text: '아홉 시부터요.' })
    await makeHandover(deskTools(db)).giveBack({ conversationId, colleague: junho })
    await sql`update accounts set lease_node = 'here', lease_epoch = 1, lease_until = now() + interval '1 hour'`.execute(
      db,
    )
    const send = await findSend(db, (await scene.sends())[0]?.id as string)
    if (!send) throw new Error('no send')
    await recordAttempt(db, send, { node: 'here', epoch: '1', callMs: 1_000 }, null)
    await settleSent(db, send, { nativeId: 'theirs', url: null, ref: null }, null)

    const come = async () => {
      await scene.say('그럼 주말은요?')
      await scene.draft('주말은 쉬어요.')
    }
    await come()
    await assigning().setAvailability(mina.id, { available: true, capacity: 5 })
    await giveOutArrivals(db, 10)
    expect((await assignees()).get(conversationId)).to.equal(null)
    // It was looked at while junho was away, so only what comes later is brought to him.
    await assigning().setAvailability(junho.id, { available: true, capacity: 5 })
    await giveOutArrivals(db, 10)
    expect((await assignees()).get(conversationId)).to.equal(null)
    await come()
    await giveOutArrivals(db, 10)
    expect((await assignees()).get(conversationId)).to.equal(junho.id)
  })

  it('closes what is answered, and a new message opens it again', async () => {
    const [mina, junho] = (await team(2)) as [{ id: string; name: string }, { id: string; name: string }]
    const { db } = test
    const [scene] = (await waiting(1)) as [Scene]
    const { conversationId } = scene
    const done = async () =>
      (await makeInbox(deskTools(db)).list({ tab: 'done', after: null, most: 9 })).conversations.length
    expect(await assigning().close({ conversationId, colleague: mina })).to.deep.equal({ kind: 'still-open' })
    await makeHandover(deskTools(db)).handOver({ conversationId, colleague: junho, why: null })
    expect(await assigning().close({ conversationId, colleague: mina })).to.deep.include({ kind: 'held' })
    await makeHandover(deskTools(db)).dismiss({
      conversationId,
      version: await scene.version(),
      colleague: junho,
      reason: '끝',
    })
    await assigning().assign({ conversationId, colleague: mina, to: mina.id })
    expect(await assigning().close({ conversationId, colleague: mina })).to.deep.equal({ kind: 'closed' })
    expect(await assigning().close({ conversationId, colleague: mina })).to.deep.equal({ kind: 'closed' })
    expect(await done()).to.equal(1)
    expect((await assignees()).get(conversationId)).to.equal(null)
    await scene.say('하나만 더요')
    expect(await done()).to.equal(0)
    const row = await db.selectFrom('queue').select(['open', 'closed_after as closed']).executeTakeFirst()
    expect(row).to.deep.equal({ open: true, closed: null })
  })

  it('loses no message that comes while it is closed', async () => {
    const [mina] = (await team(1)) as [{ id: string; name: string }]
    for (let round = 0; round < 8; round += 1) {
      const [scene] = (await waiting(1)) as [Scene]
      const { conversationId } = scene
      const { db } = test
      await makeHandover(deskTools(db)).handOver({ conversationId, colleague: mina, why: null })
      await makeHandover(deskTools(db)).dismiss({
        conversationId,
        version: await scene.version(),
        colleague: mina,
        reason: '끝',
      })
      await Promise.all([assigning().close({ conversationId, colleague: mina }), scene.say('잠깐만요')])
      const row = await db
        .selectFrom('queue')
        .select(['open', 'closed_after as closed'])
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst()
      expect(row).to.deep.equal({ open: true, closed: null })
    }
  })

  it('is done beside everything else soon after something changed', async () => {
    const [mina] = (await team(1)) as [{ id: string; name: string }]
    await assigning().setAvailability(mina.id, { available: true, capacity: 5 })
    const { id } = await seedAccount(test.db, {
      policy: { assignment: { roundRobin: true, toWhoKnows: true } },
    })
    let told = 0
    const trouble: unknown[] = []
    const tidier = tidyQueue({
      db: test.db,
      onGiven: () => (told += 1),
      onTrouble: (error) => trouble.push(error),
    })
    try {
      const [scene] = (await waiting(1, id)) as [Scene]
      tidier.poke()
      await until(async () => (await assignees()).get(scene.conversationId) === mina.id)
      await until(async () => {
        const row = await test.db.selectFrom('search_texts').select('pairs').executeTakeFirst()
        return row?.pairs.includes('배송') ?? false
      })
      expect(told).to.be.above(0)
      expect(trouble).to.deep.equal([])
    } finally {
      await tidier.stop()
    }
  })
})
