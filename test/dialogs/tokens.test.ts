import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { expect } from 'chai'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { forged, inSeconds } from './forged.ts'
import { makeKey } from './issuer.ts'
import { appId, openWorld, type World } from './world.ts'

describe('the tokens of /api/messages', () => {
  let test: TestDatabase
  let world: World
  let errors: unknown[][]
  const real = { error: console.error, warn: console.warn }

  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())
  beforeEach(async () => {
    world = await openWorld(test.db)
    errors = []
    console.error = console.warn = (...said: unknown[]) => void errors.push(said)
  })
  afterEach(async () => {
    Object.assign(console, real)
    await world.close()
  })

  it('let in what is good', async () => {
    expect(await world.post(world.message())).to.include({ status: 200, text: '' })
    const slow = world.token({ nbf: inSeconds(200), exp: inSeconds(400) })
    expect((await world.post(world.message(), `Bearer ${slow}`)).status, 'clocks may differ').to.equal(200)
    expect(world.turns).to.have.length(2)
    expect(world.turns[0]?.own).to.equal(false)
  })

  for (const [what, { status, why, make }] of Object.entries(forged)) {
    it(`refuse ${what} with ${status}`, async () => {
      const { authorization, activity } = make(world)
      const answer = await world.post(activity ?? world.message(), authorization)
      expect(answer.status).to.equal(status)
      if (why !== '') {
        expect(answer.json.error).to.equal(why)
        expect(answer.json.message).to.match(/^[A-Z].{10,}\.$/)
        expect(answer.json.requestId).to.be.a('string')
      }
      expect(answer.text).to.not.match(/node_modules|\bat .+:\d+:\d+|BEGIN PUBLIC/)
      expect(world.turns).to.deep.equal([])
      expect(errors, 'on the console').to.deep.equal([])
      const secrets = (authorization ?? '').split(/[ .]/).filter((part) => part.length > 20)
      for (const part of secrets) expect(world.logged.join()).to.not.include(part)
    })
  }

  it("refuse whatever the framework's own judge refuses", async () => {
    const { authority } = world.issuer
    const judge = new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: appId,
      ToBotFromChannelTokenIssuer: authority.issuer,
      ToBotFromChannelOpenIdMetadataUrl: authority.metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: authority.metadata,
      ToChannelFromBotLoginUrl: authority.login,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    })
    const takes = (activity: Record<string, unknown>, authorization: string | null) =>
      judge.authenticateRequest(activity as never, authorization ?? '').then(
        () => true,
        () => false,
      )
    expect(await takes(world.message(), `Bearer ${world.token()}`), 'a good one').to.equal(true)
    const taken: string[] = []
    for (const [what, { make }] of Object.entries(forged)) {
      const { authorization, activity = world.message() } = make(world)
      if (await takes(activity, authorization)) taken.push(what)
    }
    // What it takes and we do not.
    expect(taken).to.deep.equal([
      'our own token, as every connector is shown it',
      'the issuer of applications in any tenant',
      'without an end',
      'a demand that nobody understands',
      'a key endorsed for none',
      'a host that nobody allowed',
    ])
    expect(errors.length, 'what it would have written to the console').to.be.greaterThan(0)
  })

  it('cost one question for keys, however many come', async () => {
    const posts = Array.from({ length: 30 }, () => world.post(world.message()))
    for (const { status } of await Promise.all(posts)) expect(status).to.equal(200)
    const unknown = makeKey('new-name')
    for (let i = 0; i < 5; i += 1) await world.post(world.message(), `Bearer ${world.token({}, unknown)}`)
    expect(world.issuer.asked).to.equal(2)
  })

  for (const trouble of ['hangs', 'broken', 'nonsense'] as const) {
    it(`are not believed while the server of keys ${trouble}, and are when it is back`, async () => {
      world.issuer.trouble = trouble
      const activity = world.message()
      const answer = await world.post(activity)
      expect(answer.status).to.equal(503)
      expect(answer.json.message).to.match(/keys .* send it again\.$/)
      expect(world.turns).to.deep.equal([])
      world.issuer.trouble = 'none'
      expect((await world.post(activity)).status).to.equal(200)
      expect(world.turns).to.have.length(1)
    })
  }

  it('of a key that is already known are believed while the server of keys is away', async () => {
    await world.post(world.message())
    world.issuer.trouble = 'broken'
    expect((await world.post(world.message())).status).to.equal(200)
  })

  describe('of one tenant', () => {
    let ours: World
    const teams = (conversation: object, channelData: object = {}) =>
      ours.message({ channelId: 'msteams', conversation: { id: 'c-1', ...conversation }, channelData })

    beforeEach(async () => {
      ours = await openWorld(test.db, { tenantId: 'our-tenant' })
    })
    afterEach(() => ours.close())

    it('let in its own Teams', async () => {
      const both = teams({ tenantId: 'our-tenant' }, { tenant: { id: 'our-tenant' } })
      expect((await ours.post(both)).status).to.equal(200)
      expect((await ours.post(teams({}, { tenant: { id: 'our-tenant' } }))).status).to.equal(200)
      expect(ours.turns.map(({ conversation }) => conversation.tenant)).to.deep.equal([
        'our-tenant',
        'our-tenant',
      ])
    })

    it("refuse another tenant's, and one that says both or nothing", async () => {
      for (const activity of [
        teams({ tenantId: 'other-tenant' }),
        teams({}, { tenant: { id: 'other-tenant' } }),
        teams({ tenantId: 'our-tenant' }, { tenant: { id: 'other-tenant' } }),
        teams({}),
        teams({ tenantId: 'our-tenant' }, { tenant: { id: ['our-tenant'] } }),
      ]) {
        const answer = await ours.post(activity)
        expect(answer.status).to.equal(403)
        expect(answer.json.error).to.equal('wrong-tenant')
      }
      expect(ours.turns).to.deep.equal([])
    })

    it('let in what has no tenant, from other channels', async () => {
      expect((await ours.post(ours.message({ channelId: 'line' }))).status).to.equal(200)
    })
  })
})
