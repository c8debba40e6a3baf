import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { HeardEvent } from '../../src/core/mention.ts'
import { type Receiver, startReceiver } from '../../src/flow/receive.ts'
import { receive } from '../../src/store/inbox.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { said } from '../support/said.ts'

describe('receiving what webhooks bring', () => {
  let store: TestDatabase
  let accountId: string
  let receiver: Receiver | null
  let troubles: string[]
  let fresh: number

  beforeEach(async () => {
    store = await openTestDatabase()
    accountId = (await seedAccount(store.db)).id
    receiver = null
    troubles = []
    fresh = 0
  })
  afterEach(async () => {
    await receiver?.stop()
    await store.close()
  })

  function start(): Receiver {
    receiver = startReceiver({
      db: store.db,
      onHeard: (_id, counts) => {
        fresh += counts.fresh
      },
      onTrouble: (message) => troubles.push(message),
    })
    return receiver
  }
  const item = (nativeId: string) => ({
    accountId,
    event: { kind: 'mention', mention: said(nativeId, { by: nativeId }) } as HeardEvent,
  })
  const until = async (done: () => Promise<boolean> | boolean) => {
    while (!(await done())) await pause(10)
  }
  const left = async () => (await sql`select 1 from inbox`.execute(store.db)).rows.length

  it('takes in what it acknowledged, and tells when the account was last heard', async () => {
    const { receive: put } = start()
    await Promise.all(Array.from({ length: 50 }, (_, at) => put(item(`m-${at}`))))
    await until(() => fresh === 50)
    await until(async () => {
      const row = await store.db.selectFrom('accounts').select('heard_at').executeTakeFirst()
      return row?.heard_at instanceof Date
    })
    expect(await left()).to.equal(0)
    expect(troubles).to.deep.equal([])
  })

  it('goes on with what a killed process had acknowledged', async () => {
    await receive(store.db, [item('m-1'), item('m-2')])
    start()
    await until(() => fresh === 2)
  })

  it('drops what came for an account that was removed meanwhile', async () => {
    await receive(store.db, [{ ...item('m-1'), accountId: '999' }, item('m-2')])
    start()
    await until(() => fresh === 1)
    expect(await left()).to.equal(0)
  })

  it('puts aside what cannot be taken in, with its reason, and takes in its neighbours', async () => {
    // Stands for a fault that nobody has thought of.
    await sql`alter table mentions add constraint poison check (native_id <> 'bad')`.execute(store.db)
    await receive(store.db, [item('m-1'), item('bad'), item('m-2'), item('m-3')])
    start()
    await until(() => fresh === 3)
    await until(async () => (await left()) === 0)
    const events = await sql<{ why: string; detail: { raw: string } }>`
      select why, detail from events where kind = 'unreadable'`.execute(store.db)
    expect(events.rows).to.have.length(1)
    expect(events.rows[0]?.why).to.match(/could not be taken in.*poison/)
    expect(events.rows[0]?.detail.raw).to.include('"bad"')
    expect(troubles).to.include('a delivery could not be taken in and was put aside')
  })

  it('loses nothing while the database is away', async () => {
    const { receive: put } = start()
    await put(item('m-1'))
    await until(() => fresh === 1)
    await sql`alter table persons rename to away`.execute(store.db)
    await put(item('m-2'))
    // More than one try: what is not the fault of the event is tried for as long as it takes.
    await until(() => troubles.length > 1)
    expect(await left()).to.equal(1)
    await sql`alter table away rename to persons`.execute(store.db)
    await until(() => fresh === 2)
  })
})
