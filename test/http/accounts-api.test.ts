import { expect } from 'chai'
import { openTown } from '../../src/town/server.ts'
import { makeWebhookWorld } from '../channels/webhook-world.ts'
import { openHouse } from './house.ts'
import { makeBrand, signedInAs } from './people.ts'

const secret = 'a secret of sixteen or more'

interface Account {
  id: string
  handle: string
  state: string
  mode: string
  provenAt: string | null
  lagSeconds: number | null
  hookPath: string | null
}

describe('accounts, by the API', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let world: Awaited<ReturnType<typeof makeWebhookWorld>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())
  beforeEach(async () => {
    world = await makeWebhookWorld()
    await house.test.db.deleteFrom('accounts').execute()
  })
  afterEach(() => world.close())

  const read = async (answer: Response) => ({
    status: answer.status,
    body: (await answer.json()) as {
      error?: string
      fault?: string | null
      wasKnown?: boolean
      fields: { path: string }[]
      account: Account
      made: { value: string }[]
    },
  })
  const connect = async (settings: object, more: object = {}, headers = {}) =>
    read(await house.call('/api/accounts', { channel: 'webhook', settings, ...more }, headers))
  const usual = (more: object = {}) => ({ name: 'blog', deliverUrl: world.url, secret, ...more })
  const list = async () => (await (await house.call('/api/accounts')).json()) as { accounts: Account[] }

  it('tells what each network needs, in both languages, and which of it is secret', async () => {
    const { channels } = (await (await house.call('/api/channels')).json()) as {
      channels: {
        name: string
        about: Record<string, { label: string; lead: string }>
        fields: {
          name: string
          secret: boolean
          usual: unknown
          words: Record<string, { label: string; help: string; wrong: string }>
        }[]
      }[]
    }
    expect(channels.map(({ name }) => name)).to.deep.equal(['mastodon', 'bluesky', 'webchat', 'webhook'])
    for (const { name, about, fields } of channels) {
      expect(fields.filter((field) => field.secret).length, name).to.equal(1)
      expect(about.ko?.lead, name).to.match(/[가-힣]/)
      for (const field of fields) {
        expect(field.words.ko?.label, `${name} ${field.name}`).to.be.a('string').and.not.equal('')
        expect(field.words.ko?.help, `${name} ${field.name}`).to.match(/[가-힣]/)
        expect(field.words.en?.help, `${name} ${field.name}`).to.match(/^[^가-힣]+$/)
        if (field.secret) expect(field.usual).to.equal(null)
      }
    }
  })

  it('connects one that the network knows, sealed, without its secret in an answer, the log or the audit', async () => {
    const { status, body } = await connect(usual())
    expect(status).to.equal(200)
    expect(body).to.deep.include({ wasKnown: false, made: [] })
    expect(body.account).to.include({ handle: 'blog', mode: 'draft', state: 'active' })
    expect(body.account.hookPath).to.equal(`/hooks/webhook/${body.account.id}`)
    expect(body.account.provenAt).to.match(/^20/)
    expect(body.account.lagSeconds).to.be.a('number')
    const audit = await (await house.call('/api/audit')).text()
    expect(audit).to.include('account-added')
    const rows = await house.test.db.selectFrom('events').selectAll().execute()
    const sealed = await house.test.db.selectFrom('accounts').select('settings_sealed').execute()
    const everything = JSON.stringify([body, await list(), audit, house.lines, rows])
    expect(everything).not.to.include(secret)
    expect(String(sealed[0]?.settings_sealed)).not.to.include(secret)

    const again = await connect(usual({ maxLength: 300 }), { mode: 'send' })
    expect(again.body).to.include({ wasKnown: true })
    expect(again.body.account).to.include({ id: body.account.id, mode: 'send' })
    expect((await list()).accounts).to.have.length(1)
  })

  it('names the field that is wrong, and saves nothing', async () => {
    const missing = await connect({ name: '?', deliverUrl: 'http://elsewhere.example/x', secret: 'short' })
    expect(missing.status).to.equal(422)
    expect(missing.body.error).to.equal('wrong-settings')
    expect(missing.body.fields.map(({ path }) => path)).to.include.members(['name', 'secret'])
    const wrong = await connect(usual({ secret: 'not the one that it knows' }))
    expect(wrong.body).to.deep.include({ error: 'not-proven', fault: 'auth' })
    expect(wrong.body.fields[0]?.path).to.equal('secret')
    const nobody = await connect(usual({ deliverUrl: 'http://127.0.0.1:9/x' }))
    expect(nobody.body.fields[0]?.path).to.equal('deliverUrl')
    const unknown = await read(await house.call('/api/accounts', { channel: 'fax', settings: {} }))
    expect(unknown.status).to.equal(422)
    expect((await list()).accounts).to.deep.equal([])
  })

  it('shows a secret that it made once, also where the other side does not know it yet', async () => {
    const { secret: _, ...without } = usual()
    const first = await connect(without)
    expect(first.body.error).to.equal('not-proven')
    const [made] = first.body.made
    expect(made?.value).to.match(/^[\w-]{43}$/)
    expect(JSON.stringify([await list(), house.lines])).not.to.include(made?.value)
    expect((await list()).accounts).to.deep.equal([])
  })

  it('proves one now, and says what the network said instead', async () => {
    const { body } = await connect(usual())
    const check = async () =>
      (await (await house.call(`/api/accounts/${body.account.id}/check`, undefined, {}, 'POST')).json()) as {
        proven: boolean
        fault: string | null
        why: string | null
      }
    await house.test.db
      .updateTable('accounts')
      .set({ proven_at: new Date(0) })
      .execute()
    expect(await check()).to.deep.include({ proven: true, why: null })
    expect(Date.parse((await list()).accounts[0]?.provenAt ?? '')).to.be.greaterThan(0)
    await world.refuseUs()
    const refused = await check()
    expect(refused).to.include({ proven: false, fault: 'auth' })
    expect(refused.why).to.match(/401/)
    await house.test.db
      .updateTable('accounts')
      .set({ settings_sealed: Buffer.from('x') })
      .execute()
    expect(await check()).to.include({ proven: false, fault: 'auth' })
  })

  it('forgets one only with its handle typed again', async () => {
    const { body } = await connect(usual({ brandHandle: '@shop' }))
    const remove = (handle: string) =>
      house.call(`/api/accounts/${body.account.id}`, { handle }, {}, 'DELETE')
    expect((await remove('blog')).status).to.equal(422)
    expect((await list()).accounts).to.have.length(1)
    expect((await remove(' shop ')).status).to.equal(200)
    expect((await list()).accounts).to.deep.equal([])
    expect((await remove('shop')).status).to.equal(404)
    expect(await (await house.call('/api/audit')).text()).to.include('account-removed')
  })

  it('does not give an account of another brand new settings', async () => {
    const { body } = await connect(usual())
    const other = await makeBrand(house.test.db, '남의 브랜드')
    await house.test.db.updateTable('accounts').set({ brand_id: other }).execute()
    const { cookie } = await signedInAs(house.test.db, 'admin', house.brandId)
    const answer = await connect(usual(), { mode: 'send' }, { cookie })
    expect([answer.status, answer.body.error]).to.deep.equal([409, 'account-elsewhere'])
    const row = await house.test.db.selectFrom('accounts').selectAll().executeTakeFirstOrThrow()
    expect([row.id, row.mode, row.brand_id]).to.deep.equal([body.account.id, 'draft', other])
  })

  it('connects one of the town by its token', async () => {
    const town = await openTown({ file: ':memory:', port: 0 })
    try {
      const ask = async (token: string) =>
        read(await house.call('/api/accounts', { channel: 'mastodon', settings: { url: town.url, token } }))
      const wrong = await ask('nobodys-token')
      expect([wrong.body.fault, wrong.body.fields[0]?.path]).to.deep.equal(['auth', 'token'])
      expect((await ask(town.brandToken)).body.account).to.include({ handle: 'brand', state: 'active' })
    } finally {
      await town.close()
    }
  })
})
