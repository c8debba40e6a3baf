import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Arrived } from '../../dialogs/activity.ts'
import { seenKey } from '../../dialogs/seen.ts'
import { takeSeen } from '../../src/store/bot-seen.ts'
import type { TestDatabase } from '../support/database.ts'
import { openWorld, useWorld, type World } from './world.ts'

const soon = () => new Date(Date.now() + 60_000)

describe('an activity that comes again', () => {
  let test: TestDatabase
  let world: World

  useWorld((given) => {
    ;({ test, world } = given)
  })

  it('is answered and not run again, by the same token or a newer one', async () => {
    const activity = world.message()
    const token = `Bearer ${world.token()}`
    expect((await world.post(activity, token)).status).to.equal(200)
    expect((await world.post(activity, token)).status).to.equal(200)
    expect((await world.post(activity, `Bearer ${world.token({ jti: 'newer' })}`)).status).to.equal(200)
    expect((await world.post({ ...activity, text: '환불해 주세요' }, token)).status, 'other words').to.equal(
      200,
    )
    expect(world.turns).to.have.length(1)
  })

  it('is known on another node too', async () => {
    const activity = world.message()
    await world.post(activity)
    const other = await openWorld(test.db, { serviceHosts: [world.connector.host] })
    const token = other.token({ serviceurl: world.connector.url })
    expect((await other.post(activity, `Bearer ${token}`)).status).to.equal(200)
    expect(other.turns).to.deep.equal([])
    await other.close()
  })

  it('is run when it is another: conversation, channel, kind, id', async () => {
    const first = world.message()
    await world.post(first)
    for (const more of [
      { conversation: { id: 'c-2' } },
      { channelId: 'line' },
      { type: 'event' },
      { id: 'another' },
      { type: 'invoke', name: 'adaptiveCard/action', value: {} },
    ])
      await world.post({ ...first, ...more })
    expect(world.turns).to.have.length(6)
  })

  it('is run for each edit of one message, which have one id', async () => {
    const edit = world.message({ type: 'messageUpdate', timestamp: '2026-11-23T01:00:00Z' })
    await world.post(edit)
    await world.post(edit)
    await world.post({ ...edit, timestamp: '2026-11-23T01:05:00Z' })
    expect(world.turns).to.have.length(2)
  })

  it('is told apart without an id by all that it says', async () => {
    const { id: _, ...nameless } = world.message({ text: '하나' })
    await world.post(nameless)
    await world.post(nameless)
    await world.post({ ...nameless, text: '둘' })
    expect(world.turns.map(({ incoming }) => incoming.text)).to.deep.equal(['하나', '둘'])
  })

  it('is asked to wait while the first is under way, and runs once of thirty at once', async () => {
    let letGo = () => {}
    world.bot = () =>
      new Promise((done) => {
        letGo = done
      })
    const activity = world.message()
    const posts = Array.from({ length: 30 }, () => world.post(activity))
    while ((await countRows()) === 0 || world.turns.length === 0) await pause(5)
    expect((await world.post(activity)).status).to.equal(503)
    letGo()
    const statuses = (await Promise.all(posts)).map(({ status }) => status)
    expect(statuses.every((status) => status === 200 || status === 503)).to.equal(true)
    expect(statuses).to.include(200)
    expect(world.turns).to.have.length(1)
    expect((await world.post(activity)).status).to.equal(200)
    expect(world.turns).to.have.length(1)
  })

  it('is run again when it failed before, and its failure is told to the log and not to the sender', async () => {
    world.bot = async () => {
      throw new Error('the database is away: secret-detail')
    }
    const activity = world.message()
    const answer = await world.post(activity)
    expect(answer.status).to.equal(503)
    expect(answer.text).to.not.include('secret-detail')
    expect(world.logged.join()).to.include('secret-detail')
    world.bot = async () => {}
    expect((await world.post(activity)).status).to.equal(200)
    expect(world.turns).to.have.length(2)
  })

  it('is not run while nothing can be remembered', async () => {
    const forgetful = await openWorld(test.db, {
      seen: {
        take: async () => {
          throw new Error('no connection')
        },
        finish: async () => {},
        release: async () => {},
      },
    })
    expect((await forgetful.post(forgetful.message())).status).to.equal(503)
    expect(forgetful.turns).to.deep.equal([])
    await forgetful.close()
  })

  it('holds nobody for longer than a turn may last, and its turn goes on', async () => {
    const impatient = await openWorld(test.db, { turnMs: 30 })
    let letGo = () => {}
    impatient.bot = () =>
      new Promise((done) => {
        letGo = done
      })
    const activity = impatient.message()
    const answer = await impatient.post(activity)
    expect(answer.status).to.equal(503)
    expect(answer.json.message).to.match(/longer than it may/)
    letGo()
    const isDone = async () =>
      (await test.db.selectFrom('bot_seen').select('done').execute()).every(({ done }) => done)
    while (!(await isDone())) await pause(5)
    expect((await impatient.post(activity)).status).to.equal(200)
    expect(impatient.turns).to.have.length(1)
    await impatient.close()
  })

  it('is taken over from whoever took it and was killed, after two minutes', async () => {
    const key = seenKey(Arrived.parse(world.message()))
    expect(await takeSeen(test.db, key, soon())).to.equal('first')
    expect(await takeSeen(test.db, key, soon())).to.equal('underway')
    await sql`update bot_seen set taken_at = now() - interval '3 minutes'`.execute(test.db)
    const takers = await Promise.all(Array.from({ length: 8 }, () => takeSeen(test.db, key, soon())))
    expect(takers.filter((one) => one === 'first')).to.have.length(1)
  })

  it('is forgotten when its token is long over', async () => {
    await sql`insert into bot_seen (key, done, until)
      select 'old-' || n, true, now() - interval '1 minute' from generate_series(1, 30) n`.execute(test.db)
    await world.post(world.message())
    await world.post(world.message())
    expect(await countRows()).to.equal(2)
  })

  async function countRows(): Promise<number> {
    const { count } = await test.db
      .selectFrom('bot_seen')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
})
