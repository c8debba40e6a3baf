import { createPublicKey, sign } from 'node:crypto'
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { expect } from 'chai'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { byPublicKey, type Issuer, makeKey, makeToken } from './issuer.ts'
import { appId, openWorld, type World } from './world.ts'

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

interface Forged {
  status: number
  why: string
  make(world: World): { authorization: string | null; activity?: Record<string, unknown> }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const withClaims = (claims: Record<string, unknown>) => (world: World) => bearer(world.token(claims))
const withHeader = (
  header: Record<string, unknown>,
  signature?: (issuer: Issuer) => (text: string) => string,
) => {
  return (world: World) => {
    const good = world.token().split('.')[1] ?? ''
    const claims = JSON.parse(Buffer.from(good, 'base64url').toString('utf8')) as Record<string, unknown>
    return bearer(makeToken(world.issuer.good, claims, { header, signature: signature?.(world.issuer) }))
  }
}

const forged: Record<string, Forged> = {
  'no token': { status: 401, why: 'no-token', make: () => ({ authorization: null }) },
  'an empty header': { status: 401, why: 'no-token', make: () => ({ authorization: '' }) },
  'another scheme': {
    status: 401,
    why: 'wrong-token',
    make: (world) => ({ authorization: `Basic ${world.token()}` }),
  },
  'words that are no token': { status: 401, why: 'wrong-token', make: () => bearer('let.me.in') },
  'two parts': {
    status: 401,
    why: 'wrong-token',
    make: (world) => bearer(world.token().split('.').slice(0, 2).join('.')),
  },
  'a token of a megabyte': {
    status: 431,
    why: '',
    make: () => bearer(`${'a'.repeat(500_000)}.${'b'.repeat(500_000)}.c`),
  },
  'another audience': { status: 401, why: 'wrong-token', make: withClaims({ aud: 'another-bot' }) },
  'our own token, as every connector is shown it': {
    status: 401,
    why: 'wrong-token',
    make: withClaims({
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      ...{ aud: 'https://api.botframework.com', appid: appId, ver: '1.0' },
    }),
  },
  'several audiences': { status: 401, why: 'wrong-token', make: withClaims({ aud: [appId, 'other'] }) },
  'no audience': { status: 401, why: 'wrong-token', make: withClaims({ aud: undefined }) },
  'another issuer': { status: 401, why: 'wrong-token', make: withClaims({ iss: 'https://evil.example' }) },
  'the issuer of applications in any tenant': {
    status: 401,
    why: 'wrong-token',
    make: withClaims({
      iss: 'https://sts.windows.net/evil-tenant/',
      tid: 'evil-tenant',
      appid: appId,
      ver: '1.0',
    }),
  },
  expired: { status: 401, why: 'wrong-token', make: (w) => bearer(w.token({ exp: inSeconds(-310) })) },
  'without an end': { status: 401, why: 'wrong-token', make: withClaims({ exp: undefined }) },
  'not yet good': { status: 401, why: 'wrong-token', make: (w) => bearer(w.token({ nbf: inSeconds(600) })) },
  'alg none': { status: 401, why: 'wrong-token', make: withHeader({ alg: 'none' }, () => () => '') },
  'alg None with a good signature': { status: 401, why: 'wrong-token', make: withHeader({ alg: 'None' }) },
  'HS256 with the public key as its secret': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ alg: 'HS256' }, (issuer) => byPublicKey(issuer.good)),
  },
  'an algorithm of the key that it was not signed by': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ alg: 'RS512' }),
  },
  'PS256, which is not among those that are taken': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ alg: 'PS256' }),
  },
  'no signature': { status: 401, why: 'wrong-token', make: withHeader({}, () => () => '') },
  'the signature of another token': {
    status: 401,
    why: 'wrong-token',
    make: withHeader(
      {},
      (issuer) => () => sign('sha256', Buffer.from('x'), issuer.good.secret).toString('base64url'),
    ),
  },
  'a wrong key under a published name': {
    status: 401,
    why: 'wrong-token',
    make: (world) => bearer(world.token({}, { ...world.issuer.secret, kid: 'good' })),
  },
  'a key that is not published': {
    status: 401,
    why: 'wrong-token',
    make: (world) => bearer(world.token({}, world.issuer.secret)),
  },
  'no name of a key': { status: 401, why: 'wrong-token', make: withHeader({ kid: undefined }) },
  'its own key in its header': {
    status: 401,
    why: 'wrong-token',
    make(world) {
      const jwk = createPublicKey(world.issuer.secret.secret).export({ format: 'jwk' })
      const claims = {
        iss: world.issuer.authority.issuer,
        aud: appId,
        exp: inSeconds(600),
        serviceurl: world.connector.url,
      }
      return bearer(makeToken(world.issuer.secret, claims, { header: { kid: 'good', jwk } }))
    },
  },
  'a demand that nobody understands': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ crit: ['spell'], spell: 1 }),
  },
  'another service address': {
    status: 401,
    why: 'wrong-token',
    make: withClaims({ serviceurl: 'https://smba.trafficmanager.net/kr/' }),
  },
  'no service address': { status: 401, why: 'wrong-token', make: withClaims({ serviceurl: undefined }) },
  'a key endorsed for another channel': {
    status: 403,
    why: 'not-endorsed',
    make: (world) => bearer(world.token({}, world.issuer.elsewhere)),
  },
  'a key endorsed for none': {
    status: 403,
    why: 'not-endorsed',
    make: (world) => bearer(world.token({}, world.issuer.unendorsed)),
  },
  'a host that nobody allowed': {
    status: 403,
    why: 'service-not-allowed',
    make: (world) => ({
      ...bearer(world.token({ serviceurl: 'https://evil.example/' })),
      activity: world.message({ serviceUrl: 'https://evil.example/' }),
    }),
  },
}

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
