import { expect } from 'chai'
import { sql } from 'kysely'
import {
  accountsNotHeldBy,
  openSettings,
  releaseLeases,
  saveAccount,
  setState,
  takeLeases,
  unsealLeased,
} from '../../src/store/accounts.ts'
import { saveCursor } from '../../src/store/hearing.ts'
import { findSend, recordAttempt, type SendWork } from '../../src/store/sends.ts'
import { openTestDatabase, seedAccount, type TestDatabase, testKey } from '../support/database.ts'
import { draftFor } from '../support/queued.ts'
import { hear, mentionRow, said } from '../support/said.ts'

const ttl = 45_000

describe('the lease of an account', () => {
  let store: TestDatabase
  let account: Awaited<ReturnType<typeof seedAccount>>
  beforeEach(async () => {
    store = await openTestDatabase()
    account = await seedAccount(store.db, { settings: { token: 'x' } })
  })
  afterEach(() => store.close())

  const take = async (node: string) =>
    (await takeLeases(store.db, node, ttl)).map(({ id, epoch }) => [id, epoch])
  const expire = () => sql`update accounts set lease_until = now() - interval '1 second'`.execute(store.db)

  it('is held by one node, under one epoch for as long as it is renewed', async () => {
    expect(await take('a')).to.deep.equal([[account.id, '1']])
    expect(await take('b')).to.deep.equal([])
    expect(await take('a')).to.deep.equal([[account.id, '1']])
    expect(await accountsNotHeldBy(store.db, 'a')).to.deep.equal([])
    expect(await accountsNotHeldBy(store.db, 'b')).to.deep.equal([account.id])
  })

  it('goes to one of many who ask at once', async () => {
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map(take))
    expect(taken.flat()).to.deep.equal([[account.id, '1']])
  })

  it('goes to another node when it ran out, under a new epoch', async () => {
    await take('a')
    await expire()
    expect(await accountsNotHeldBy(store.db, 'a')).to.deep.equal([account.id])
    expect(await take('b')).to.deep.equal([[account.id, '2']])
    expect(await take('a')).to.deep.equal([])
  })

  it('gets a new epoch even when the same node comes late', async () => {
    await take('a')
    await expire()
    expect(await take('a')).to.deep.equal([[account.id, '2']])
  })

  it('is given back at a stop', async () => {
    await take('a')
    await releaseLeases(store.db, 'a')
    expect(await take('b')).to.deep.equal([[account.id, '2']])
  })

  it('is not taken for an account that is paused or refused', async () => {
    for (const state of ['paused', 'refused'] as const) {
      await setState(store.db, account.id, state, 'why')
      expect(await take('a')).to.deep.equal([])
    }
    await setState(store.db, account.id, 'active', null)
    expect(await take('a')).to.have.length(1)
  })

  it('is renewed while a listener is just saving what it heard', async () => {
    await take('a')
    let renewed: Promise<string[][]> | null = null
    await store.db.transaction().execute(async (trx) => {
      await saveCursor(trx, account.id, '1', { at: 5 })
      renewed = take('a')
      // Long enough for the renewal to meet the lock.
      await sql`select pg_sleep(0.2)`.execute(trx)
    })
    expect(await renewed).to.deep.equal([[account.id, '1']])
  })

  it('is lost when new credentials are stored, so that nobody goes on with the old ones', async () => {
    await take('a')
    const { id, ...rest } = account
    const seen = { channel: 'webhook', handle: 'brand', name: 'brand', mode: 'send' as const }
    const again = await saveAccount(store.db, testKey, { ...rest, ...seen, settings: { token: 'y' } })
    expect(again).to.equal(id)
    const [leased] = await takeLeases(store.db, 'a', ttl)
    expect(leased).to.include({ epoch: '2', mode: 'send' })
    expect(leased && unsealLeased(testKey, leased)).to.deep.equal({ token: 'y' })
    expect(await openSettings(store.db, testKey, id)).to.deep.equal({ token: 'y' })
  })

  it('lets a cursor be saved under its own epoch alone, and null leaves the cursor as it is', async () => {
    await take('a')
    expect(await saveCursor(store.db, account.id, '1', { at: 5 })).to.equal(true)
    expect(await saveCursor(store.db, account.id, '1', null)).to.equal(true)
    await expire()
    await take('b')
    expect(await saveCursor(store.db, account.id, '1', { at: 9 })).to.equal(false)
    const [leased] = await takeLeases(store.db, 'b', ttl)
    expect(leased?.cursor).to.deep.equal({ at: 5 })
  })

  describe('when something is sent', () => {
    let send: SendWork
    const attempt = (node: string, epoch: string, callMs = 10_000) =>
      recordAttempt(store.db, send, { node, epoch, callMs }, null)
    const now = async () => findSend(store.db, send.id)

    beforeEach(async () => {
      await hear(store.db, account, said('m-1'))
      const { sendId } = await draftFor(store.db, account.id, 'm-1', 'approved')
      send = (await findSend(store.db, sendId ?? '')) as SendWork
      await take('a')
    })

    it('is what an attempt is recorded under', async () => {
      expect(await attempt('a', '1')).to.equal(true)
      expect(await now()).to.include({ state: 'sending', attempts: 1 })
      expect((await mentionRow(store.db, 'm-1')).stage).to.equal('sending')
    })

    it('keeps a node from sending that lost it, in whichever way', async () => {
      expect(await attempt('b', '1')).to.equal(false)
      expect(await attempt('a', '0')).to.equal(false)
      expect(await attempt('a', '1', ttl + 1_000), 'it may run out during the call').to.equal(false)
      await setState(store.db, account.id, 'paused', 'holiday')
      expect(await attempt('a', '1')).to.equal(false)
      await setState(store.db, account.id, 'active', null)
      await expire()
      expect(await attempt('a', '1')).to.equal(false)
      await take('b')
      expect(await attempt('a', '1')).to.equal(false)
      expect(await now()).to.include({ state: 'queued', attempts: 0 })
      expect((await mentionRow(store.db, 'm-1')).stage).to.equal('approved')
      expect(await attempt('b', '2')).to.equal(true)
    })

    it('does not bring back a send that was taken back', async () => {
      await sql`update sends set state = 'voided'`.execute(store.db)
      expect(await attempt('a', '1')).to.equal(false)
    })

    it('keeps what was prepared for the first try', async () => {
      const fence = { node: 'a', epoch: '1', callMs: 1_000 }
      expect(await recordAttempt(store.db, send, fence, { rkey: 'first' })).to.equal(true)
      expect(await recordAttempt(store.db, send, fence, { rkey: 'second' })).to.equal(true)
      expect((await now())?.prepared).to.deep.equal({ rkey: 'first' })
    })
  })
})
