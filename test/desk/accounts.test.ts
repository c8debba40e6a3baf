import { expect } from 'chai'
import { z } from 'zod'
import { channels } from '../../src/channels/all.ts'
import { type Channel, ChannelError, type Identity } from '../../src/channels/channel.ts'
import { type Accounts, makeAccounts, type NewSettings } from '../../src/desk/accounts.ts'
import { openSettings, setState } from '../../src/store/accounts.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'
import { hear, said } from '../support/said.ts'

describe('the accounts of a brand', () => {
  let store: TestDatabase
  let accounts: Accounts
  let identity: Identity
  let refusal: ChannelError | null

  const Settings = z.object({
    url: z.url(),
    token: z.string().default('a token made up'),
    pages: z.number().int().optional(),
    loud: z.boolean().default(false),
  })
  const channel: Channel<z.infer<typeof Settings>> = {
    name: 'test',
    settings: Settings,
    can: { dm: false, thread: false, edit: false, listen: false, webhook: false, find: false },
    pace: { burst: 1, everyMs: 1, gapMs: 0 },
    open: () => ({
      async check() {
        if (refusal) throw refusal
        return identity
      },
      limits: async () => ({ max: 500, unit: 'graphemes' }),
      send: async () => ({ nativeId: '1', url: null, ref: null }),
    }),
  }

  beforeEach(async () => {
    store = await openTestDatabase()
    identity = { nativeId: 'n-1', handle: 'brand@here', name: 'Brand' }
    refusal = null
    accounts = makeAccounts({
      ...{ db: store.db, key: testKey, brandName: '다정상회', now: () => new Date() },
      channels: { test: { load: async () => channel } },
    })
  })
  afterEach(() => store.close())

  const add = (more: Partial<NewSettings> = {}) =>
    accounts.add({
      ...{ channel: 'test', settings: { url: 'https://here.example', token: 'x' }, who: 'dajeong' },
      ...more,
    })
  const events = async () =>
    (await store.db.selectFrom('events').select(['kind', 'why']).orderBy('id').execute()).map(
      ({ kind, why }) => (why === null ? kind : `${kind}: ${why}`),
    )

  it('are stored when the network knows us, with the brand, in draft, sealed', async () => {
    const added = await add()
    expect(added).to.deep.equal({ kind: 'added', id: '1', identity, mode: 'draft', wasKnown: false })
    const [row] = await accounts.list()
    expect(row).to.include({ handle: 'brand@here', mode: 'draft', state: 'active', brandName: '다정상회' })
    expect(row?.provenAt).to.be.instanceOf(Date)
    expect(JSON.stringify(row)).not.to.include('"x"')
    expect(await openSettings(store.db, testKey, '1')).to.deep.equal({
      ...{ url: 'https://here.example', token: 'x', loud: false },
    })
    expect(await events()).to.deep.equal(['account-added'])
  })

  it('are not stored when the network says no, or the settings do not fit, or the channel is unknown', async () => {
    refusal = new ChannelError('auth', 'The token is not accepted; make a new one.')
    expect(await add()).to.deep.equal({ kind: 'not-proven', why: refusal.message, error: 'auth' })
    const wrong = await add({ settings: { url: 'here', pages: 'many' } })
    expect(wrong.kind === 'wrong-settings' && wrong.faults.map(({ field }) => field)).to.deep.equal([
      'url',
      'pages',
    ])
    for (const name of ['none', 'toString', '__proto__'])
      expect(await add({ channel: name })).to.deep.equal({
        ...{ kind: 'no-channel', channel: name, known: ['test'] },
      })
    expect(await accounts.list()).to.deep.equal([])
    expect(await events()).to.deep.equal([])
  })

  it('are told of a secret that was made, before the network is asked', async () => {
    const made: string[] = []
    refusal = new ChannelError('auth', 'The other side does not know the secret yet.')
    await add({
      settings: { url: 'https://here.example' },
      onMade: async (field, value) => {
        made.push(`${field}: ${value}`)
        refusal = null
      },
    })
    expect(made).to.deep.equal(['token: a token made up'])
    expect(await accounts.list()).to.have.length(1)
  })

  it('keep their mode and their number when they are added again with new credentials', async () => {
    await add({ mode: 'send' })
    await setState(store.db, '1', 'refused', 'the token was revoked')
    const again = await add({ settings: { url: 'https://here.example', token: 'new' } })
    expect(again).to.include({ kind: 'added', id: '1', mode: 'send', wasKnown: true })
    expect((await accounts.list())[0]).to.include({ state: 'active', stateWhy: null })
    expect(await add({ mode: 'off' })).to.include({ mode: 'off' })
    expect(await events()).to.deep.equal(['account-added', 'account-renewed', 'account-renewed'])
  })

  it('are paused, resumed and changed, and each change is written down', async () => {
    await add()
    expect(await accounts.pause('1', 'holiday', 'colleague:7')).to.have.nested.include({
      ...{ kind: 'changed', 'account.state': 'paused', 'account.stateWhy': 'holiday' },
    })
    await accounts.resume('1', 'dajeong')
    await accounts.setMode('1', 'send', 'dajeong')
    expect((await accounts.list())[0]).to.include({ state: 'active', stateWhy: null, mode: 'send' })
    expect(await events()).to.deep.equal([
      ...['account-added', 'account-paused: holiday', 'account-resumed', 'account-mode: send'],
    ])
  })

  it('are asked about again, and are active again when the network agrees', async () => {
    await add()
    await setState(store.db, '1', 'refused', 'the token was revoked')
    refusal = new ChannelError('busy', 'It cannot be reached.')
    expect(await accounts.check('1', 'dajeong')).to.include({ kind: 'not-proven', error: 'busy' })
    expect((await accounts.list())[0]?.state).to.equal('refused')
    refusal = null
    expect(await accounts.check('1', 'dajeong')).to.include({ kind: 'proven', wasRefused: true })
    expect((await accounts.list())[0]?.state).to.equal('active')
    await accounts.pause('1', 'holiday', 'dajeong')
    await accounts.check('1', 'dajeong')
    expect((await accounts.list())[0]?.state, 'a pause is ours, not the network’s').to.equal('paused')
    identity = { ...identity, nativeId: 'n-2' }
    expect(await accounts.check('1', 'dajeong')).to.include({ kind: 'not-proven', error: 'auth' })
  })

  it('are forgotten with everything that was said', async () => {
    await add()
    await hear(store.db, { id: '1', nativeId: 'n-1', policy: { quietMs: 0 } }, said('m-1'))
    expect(await accounts.remove('1', 'dajeong')).to.include({ kind: 'changed' })
    expect(await accounts.list()).to.deep.equal([])
    for (const table of ['persons', 'conversations', 'mentions'] as const)
      expect(await store.db.selectFrom(table).selectAll().execute()).to.deep.equal([])
    expect(await events()).to.include('account-removed')
  })

  it('that do not exist are said not to', async () => {
    for (const id of ['9', 'one', '', '1; drop table accounts']) {
      const none = { kind: 'no-account', id }
      expect(await accounts.check(id, 'dajeong')).to.deep.equal(none)
      expect(await accounts.pause(id, 'x', 'dajeong')).to.deep.equal(none)
      expect(await accounts.remove(id, 'dajeong')).to.deep.equal(none)
    }
  })

  it('are described by their own channel, with their secrets marked', async () => {
    const field = (name: string, more: object) => ({
      ...{ name, required: false, secret: false, kind: 'text', about: null },
      ...{ words: null, address: false, usual: null, made: false, ...more },
    })
    expect(await accounts.describe('test')).to.deep.equal([
      field('url', { required: true, address: true }),
      field('token', { secret: true, made: true }),
      field('pages', { kind: 'number' }),
      field('loud', { kind: 'switch', usual: 'false' }),
    ])
    expect(await accounts.describe('none')).to.equal(null)
    const real = makeAccounts({
      ...{ db: store.db, key: testKey, brandName: 'x', now: () => new Date() },
      channels,
    })
    for (const [name, entry] of Object.entries(channels)) {
      expect((await entry.load()).name).to.equal(name)
      const fields = (await real.describe(name)) ?? []
      expect(
        fields.filter(({ secret }) => secret),
        name,
      ).to.have.length(1)
    }
  })
})
