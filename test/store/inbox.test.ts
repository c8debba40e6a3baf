import { expect } from 'chai'
import { sql } from 'kysely'
import type { HeardEvent } from '../../src/core/mention.ts'
import { receive, takeReceived } from '../../src/store/inbox.ts'
import { toJsonb } from '../../src/store/jsonb.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { said } from '../support/said.ts'

describe('the inbox of webhooks', () => {
  let store: TestDatabase
  let accountId: string
  beforeEach(async () => {
    store = await openTestDatabase()
    accountId = (await seedAccount(store.db)).id
  })
  afterEach(() => store.close())

  const item = (nativeId: string, text = 'text') => ({
    accountId,
    event: { kind: 'mention', mention: said(nativeId, { text }) } as HeardEvent,
  })
  const ids = (items: { event: HeardEvent }[]) =>
    items.map(({ event }) => ('mention' in event ? event.mention.nativeId : event.nativeId))
  const take = (most = 100) => store.db.transaction().execute((trx) => takeReceived(trx, most))

  it('gives back what came, oldest first, once', async () => {
    await receive(
      store.db,
      Array.from({ length: 25 }, (_, at) => item(`m-${at}`)),
    )
    await receive(store.db, [item('last')])
    const first = await take(20)
    expect(first[0]).to.deep.equal(item('m-0'))
    expect([...ids(first), ...ids(await take(20))]).to.deep.equal([
      ...Array.from({ length: 25 }, (_, at) => `m-${at}`),
      'last',
    ])
    expect(await take()).to.deep.equal([])
  })

  it('keeps what was taken in a transaction that failed', async () => {
    await receive(store.db, [item('m-1')])
    const work = store.db.transaction().execute(async (trx) => {
      await takeReceived(trx, 10)
      throw new Error('killed')
    })
    await work.catch(() => {})
    expect(ids(await take())).to.deep.equal(['m-1'])
  })

  it('lets one at a time take, so that an edit never overtakes its mention', async () => {
    await receive(store.db, [item('m-1'), item('m-2')])
    const order: string[] = []
    let second: Promise<unknown> = Promise.resolve()
    await store.db.transaction().execute(async (trx) => {
      expect(ids(await takeReceived(trx, 1))).to.deep.equal(['m-1'])
      second = take().then((taken) => order.push(...ids(taken)))
      // Long enough for the second to come to the lock.
      await sql`select pg_sleep(0.2)`.execute(trx)
      order.push('the first is done')
    })
    await second
    expect(order).to.deep.equal(['the first is done', 'm-2'])
  })

  it('stores text that PostgreSQL refuses in JSON', async () => {
    const strange = 'NUL \u0000, half \ud83d, other half \ude00, whole 😀, \\u0000 typed out, \\\\ud83d'
    await receive(store.db, [item('m-1', strange)])
    const [back] = await take()
    expect(back?.event.kind === 'mention' && back.event.mention.text).to.equal(
      'NUL \ufffd, half \ufffd, other half \ufffd, whole 😀, \\u0000 typed out, \\\\ud83d',
    )
    expect(JSON.parse(toJsonb({ 'a\u0000b': ['\udfff'] }))).to.deep.equal({ 'a\ufffdb': ['\ufffd'] })
  })
})
