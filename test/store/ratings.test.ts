import { expect } from 'chai'
import { sql } from 'kysely'
import type { Line, Speaker } from '../../dialogs/turn.ts'
import { ChannelError } from '../../src/channels/channel.ts'
import { startRatings } from '../../src/chat-ratings.ts'
import { saveRating, takeToRate } from '../../src/store/ratings.ts'
import { makeTold } from '../desk/reported.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

const leaseMs = 60_000

/** What a client does with what it is given. */
type Client = (id: string | undefined) => void | Promise<void>

describe('asking customers how they were helped', () => {
  let database: TestDatabase
  let accountId: string
  beforeEach(async () => {
    database = await openTestDatabase()
    const account = { channel: 'webchat', nativeId: 'webchat:home', handle: 'home' }
    accountId = (await seedAccount(database.db, account)).id
  })
  afterEach(() => database.close())

  /** A conversation that was answered and closed. */
  async function closed(own = true): Promise<{ conversationId: string; closedAfter: string }> {
    const { db } = database
    const at = new Date().toISOString()
    const { id, conversationId } = await makeTold(db, accountId).tell({
      at,
      drafted: 1,
      approved: 2,
      sent: 3,
    })
    const ref = {
      ...{ channelId: own ? 'directline' : 'line', conversation: { id: 'chat' } },
      dajeong: { own, accountId, person: 'hana' },
    }
    await sql`update mentions set ref = ${JSON.stringify(ref)}::jsonb where id = ${id}`.execute(db)
    await sql`update queue set closed_after = ${id} where conversation_id = ${conversationId}`.execute(db)
    return { conversationId, closedAfter: id }
  }
  /** The process died, and so long ago that another one takes over. */
  const leaseIsOver = () =>
    sql`update ratings set again_at = now() - interval '1 second' where again_at is not null`.execute(
      database.db,
    )
  const take = () => takeToRate(database.db, { most: 20, leaseMs })
  const asked = async () => {
    const { rows } = await sql<{ asked: boolean }>`
      select asked_at is not null as asked from ratings`.execute(database.db)
    return rows.map((row) => row.asked)
  }

  /** A node that asks, with a client of the customer's that does as it is told. */
  async function askOnce(client: Client): Promise<unknown[]> {
    const troubles: unknown[] = []
    const line: Line = {
      say: async ({ id }) => {
        await client(id)
        return null
      },
      change: async () => {},
      typing: async () => {},
    }
    const speaker: Speaker = { speak: (_reference, work) => work(line) }
    const ratings = startRatings({
      ...{ db: database.db, speaker, now: () => new Date() },
      async ask({ conversationId, closedAfter, line }) {
        await line.say({ id: `rate:${conversationId}:${closedAfter}`, text: '도움이 되셨나요?' })
        return true
      },
      onTrouble: (_message, error) => troubles.push(error),
    })
    await ratings.look()
    await ratings.stop()
    return troubles
  }

  it('counts nobody as asked before the words went out, and asks nobody twice', async () => {
    await closed()
    const said: unknown[] = []
    let before: boolean[] = []
    await askOnce(async (id) => {
      before = await asked()
      said.push(id)
    })
    expect(before, 'while it is said').to.deep.equal([false])
    expect(await asked(), 'once it was said').to.deep.equal([true])
    await leaseIsOver()
    await askOnce((id) => void said.push(id))
    expect(said).to.have.length(1)
  })

  it('takes a closing again whose taker died, when its lease is over and not before', async () => {
    const one = await closed()
    expect(await take()).to.have.length(1)
    expect(await take(), 'while another may be asking').to.deep.equal([])
    expect(await asked()).to.deep.equal([false])
    await leaseIsOver()
    const said: unknown[] = []
    await askOnce((id) => void said.push(id))
    expect(said).to.deep.equal([`rate:${one.conversationId}:${one.closedAfter}`])
    expect(await asked()).to.deep.equal([true])
  })

  it('gives a closing to one of many that come at once, also when a lease is over', async () => {
    await closed()
    for (const title of ['new', 'after a lease']) {
      const takings = await Promise.all(Array.from({ length: 8 }, take))
      expect(takings.flat(), title).to.have.length(1)
      await leaseIsOver()
    }
  })

  it('says it again on our own line, where it is shown once, when it broke in the middle', async () => {
    await closed()
    const said: unknown[] = []
    const broken = await askOnce((id) => {
      said.push(id)
      throw new Error('the database went away')
    })
    expect(broken).to.have.length(1)
    await leaseIsOver()
    await askOnce((id) => void said.push(id))
    expect(said).to.have.length(2)
    expect(new Set(said).size, 'under one key').to.equal(1)
    expect(await asked()).to.deep.equal([true])
  })

  it('does not ask a second time on another client where the first may have arrived, and does not count it', async () => {
    const one = await closed(false)
    await askOnce(() => {
      throw new ChannelError('network', 'the line broke')
    })
    await leaseIsOver()
    expect(await take()).to.deep.equal([])
    expect(await asked()).to.deep.equal([false])
    // It had arrived after all.
    await saveRating(database.db, { ...one, score: 4, words: null })
    expect(await asked()).to.deep.equal([true])
  })

  it('leaves it to whoever took it next, when it was too slow itself', async () => {
    await closed(false)
    const said: unknown[] = []
    const { db } = database
    const line: Line = {
      say: async ({ id }) => String(said.push(id)),
      change: async () => {},
      typing: async () => {},
    }
    const ratings = startRatings({
      ...{ db, now: () => new Date(), speaker: { speak: (_reference, work) => work(line) } },
      async ask(one) {
        await leaseIsOver()
        expect(await take()).to.have.length(1)
        await one.line.say({ text: '도움이 되셨나요?' })
        return true
      },
      onTrouble: (_message, error) => said.push(error),
    })
    await ratings.look()
    await ratings.stop()
    expect(said).to.deep.equal([])
    expect(await asked()).to.deep.equal([false])
  })

  const kinds = [
    ['busy', true],
    ['auth', true],
    ['refused', false],
    ['gone', false],
  ] as const
  for (const [kind, again] of kinds)
    it(`asks ${again ? 'later' : 'no more'} where another client said ${kind}`, async () => {
      await closed(false)
      await askOnce(() => {
        throw new ChannelError(kind, 'no', { retryAt: new Date(Date.now() + 3_600_000) })
      })
      expect(await take(), 'at once').to.deep.equal([])
      await leaseIsOver()
      expect(await take(), 'later').to.have.length(again ? 1 : 0)
      expect(await asked()).to.deep.equal([false])
    })

  it('lets go of what nobody can be spoken to about', async () => {
    const { closedAfter } = await closed()
    await sql`update mentions set ref = '{}' where id = ${closedAfter}`.execute(database.db)
    expect(await askOnce(() => expect.fail('nobody is there'))).to.deep.equal([])
    await leaseIsOver()
    expect(await take()).to.deep.equal([])
    expect(await asked()).to.deep.equal([false])
  })
})
