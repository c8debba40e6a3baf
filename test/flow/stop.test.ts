import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Receipt } from '../../src/channels/channel.ts'
import { makeStopSwitch } from '../../src/desk/stop.ts'
import { resumeSending, stopSending } from '../../src/store/stops.ts'
import { deskTools, makeColleague, makeScene } from '../desk/scene.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { queueApproved, sendingBy } from './sending.ts'

describe('the switch that stops all sending', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
  })
  after(() => test.close())

  const policy = { disclosure: { on: false, againAfterHours: 24, channels: {}, ko: null, en: null } }

  async function queue(count: number) {
    const account = await seedAccount(test.db, { nativeId: randomUUID(), policy })
    const ids: string[] = []
    for (let one = 0; one < count; one += 1) {
      const scene = await makeScene(test.db, undefined, { accountId: account.id })
      ids.push((await queueApproved(test.db, scene, `답 ${one}번이에요`)).id)
    }
    return { ...account, ids }
  }

  async function world() {
    const said: string[] = []
    const send = async (reply: { id: string }): Promise<Receipt> => {
      // The network takes its time, so that a stop meets sends in every state.
      await new Promise((resolve) => setTimeout(resolve, 3))
      said.push(reply.id)
      return { nativeId: randomUUID(), url: null, ref: {} }
    }
    const by = await sendingBy(test.db, { send })
    return { said, try: (id: string) => by.send(id, new AbortController().signal) }
  }

  const attempted = async (ids: string[]) => {
    const { rows } = await test.pool.query(`select id from sends where id = any($1) and attempts > 0`, [ids])
    return rows.map(({ id }) => id as string).sort()
  }

  it('lets nothing out but what had an attempt recorded before', async () => {
    const { ids, brandId } = await queue(200)
    const net = await world()
    const left = [...ids]
    const worker = async () => {
      for (let id = left.shift(); id; id = left.shift()) await net.try(id)
    }
    const workers = [1, 2, 3, 4, 5, 6].map(worker)
    while (net.said.length < 40) await new Promise((resolve) => setTimeout(resolve, 2))
    expect(await stopSending(test.db, brandId, `colleague:${mina.id}`, '가격 안내가 틀렸어요')).to.equal(true)
    const before = await attempted(ids)
    await Promise.all(workers)
    expect(net.said.sort()).to.deep.equal(before)
    expect(before.length).to.be.within(40, 199)
    expect(await attempted(ids)).to.deep.equal(before)

    const { rows } = await test.pool.query(
      `select state, count(*)::int from sends where id = any($1) group by 1`,
      [ids],
    )
    expect(Object.fromEntries(rows.map(({ state, count }) => [state, count]))).to.deep.equal({
      ...{ sent: before.length, queued: 200 - before.length },
    })
    expect(await resumeSending(test.db, brandId, 'dajeong')).to.equal(true)
    for (const id of ids) await net.try(id)
    expect(net.said.sort()).to.deep.equal([...ids].sort())
  })

  it('stops no other brand', async () => {
    const { brandId } = await queue(1)
    const other = await queue(1)
    await stopSending(test.db, brandId, 'dajeong', '점검')
    const net = await world()
    await net.try(other.ids[0] ?? '')
    expect(net.said).to.deep.equal(other.ids)
  })

  it('keeps the place of what is queued, and wakes it when the brand may send again', async () => {
    const { brandId, ids } = await queue(3)
    await stopSending(test.db, brandId, 'dajeong', '점검')
    const net = await world()
    for (const id of ids) await net.try(id)
    expect(net.said).to.deep.equal([])
    const jobs = async () => {
      const { rows } = await test.pool.query(
        `select key, run_at <= now() + interval '1 second' as soon from graphile_worker.jobs
         where key = any($1) order by run_at, id`,
        [ids.map((id) => `send:${id}`)],
      )
      return rows as { key: string; soon: boolean }[]
    }
    expect((await jobs()).map(({ soon }) => soon)).to.deep.equal([false, false, false])
    await resumeSending(test.db, brandId, 'dajeong')
    expect(await jobs()).to.deep.equal(ids.map((id) => ({ key: `send:${id}`, soon: true })))
  })

  it('says who stopped it, when and why; the first word stands', async () => {
    const { brandId } = await queue(0)
    const joon = await makeColleague(test.db, '준')
    const stops = makeStopSwitch({ db: deskTools(test.db).db, brandId })
    expect(await stops.stopped()).to.equal(null)
    const [one, two] = await Promise.all([
      stops.stop({ colleague: mina, why: '가격이 틀렸어요' }),
      stops.stop({ colleague: joon, why: '장난이에요' }),
    ])
    expect(one).to.deep.equal(two)
    expect(one?.name === '민아' ? one.why : two?.name === '준' && two.why).to.be.oneOf([
      '가격이 틀렸어요',
      '장난이에요',
    ])
    await stops.resume({ colleague: joon })
    expect(await stops.stopped()).to.equal(null)
    const { rows } = await test.pool.query(
      `select kind, who from events where detail->>'brandId' = $1 order by id`,
      [brandId],
    )
    expect(rows.map(({ kind }) => kind)).to.deep.equal(['sending-stopped', 'sending-resumed'])
    expect(rows[1].who).to.equal(`colleague:${joon.id}`)
  })
})
