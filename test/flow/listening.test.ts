import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { sql } from 'kysely'
import { type Account, ChannelError, type ListenOptions } from '../../src/channels/channel.ts'
import { type Hold, startHold } from '../../src/flow/hold.ts'
import { setState } from '../../src/store/accounts.ts'
import { readHealth } from '../../src/store/health.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

describe('how long ago an account was last known to listen', () => {
  let test: TestDatabase
  let id: string
  let hold: Hold | null = null
  beforeEach(async () => {
    test = await openTestDatabase()
    id = (await seedAccount(test.db)).id
    // It was added an hour ago, and nobody has ever written.
    await sql`update accounts set created_at = now() - interval '1 hour'`.execute(test.db)
  })
  afterEach(async () => {
    await hold?.stop()
    hold = null
    await test.close()
  })

  const lag = async () => (await readHealth(test.db)).accounts[0]?.lagSeconds ?? null
  const hour = 3_600

  function start(listen?: Account['listen']): Hold {
    hold = startHold({
      db: test.db,
      node: 'node',
      now: () => new Date(),
      open: async () => ({
        account: {
          check: async () => ({ nativeId: 'brand', handle: 'brand', name: '다정상회' }),
          limits: async () => ({ max: 500, unit: 'graphemes' }),
          send: () => Promise.reject(new Error('nothing is sent here')),
          ...(listen ? { listen } : {}),
        },
        paced: (work, signal) => work(signal),
        close: async () => {},
      }),
      onHeard: () => {},
      onTrouble: () => {},
      onRefused: () => {},
    })
    return hold
  }
  const stopped = (signal: AbortSignal) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  async function untilListening(options: () => ListenOptions | null): Promise<ListenOptions> {
    for (;;) {
      const given = options()
      if (given) return given
      await sleep(5)
    }
  }

  it('does not grow while nobody writes and the listener says that nothing is missing', async () => {
    let listening: ListenOptions | null = null
    const held = start((options) => {
      listening = options
      return stopped(options.signal)
    })
    const ears = await untilListening(() => listening)
    await held.refresh()
    expect(await lag(), 'not known yet').to.be.within(hour, hour + 60)
    ears.upToDate?.()
    await held.refresh()
    expect(await lag()).to.be.within(0, 5)
    await sql`update accounts set listened_at = listened_at - interval '10 minutes'`.execute(test.db)
    await held.refresh()
    expect(await lag(), 'it has said nothing since').to.be.within(600, 660)
    ears.upToDate?.()
    await held.refresh()
    expect(await lag()).to.be.within(0, 5)
  })

  it('grows while the listener is in trouble, and when the network has refused the account', async () => {
    let tries = 0
    const held = start(async () => {
      tries += 1
      throw new ChannelError(tries > 1 ? 'auth' : 'busy', 'not today')
    })
    while (tries < 1) await sleep(5)
    await held.refresh()
    expect(await lag()).to.be.within(hour, hour + 60)
    while (tries < 2) await sleep(5)
    await held.refresh()
    expect(await lag()).to.be.within(hour, hour + 60)
  })

  it('does not grow for an account that is delivered to, while its door is open', async () => {
    const held = start()
    while (!held.limits(id, 'direct')) await sleep(5)
    await held.refresh()
    expect(await lag()).to.be.within(0, 5)
    await held.stop()
    hold = null
    await sql`update accounts set listened_at = listened_at - interval '10 minutes'`.execute(test.db)
    expect(await lag(), 'nobody holds it').to.be.within(600, 660)
  })

  it('is not told of an account that is paused', async () => {
    await setState(test.db, id, 'paused', 'the team is away')
    expect(await lag()).to.equal(null)
  })
})
