import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { makeAuth } from '../../src/desk/auth.ts'
import { guardedFetch, mayAsk } from '../../src/desk/guarded-fetch.ts'
import { makeOidc, type Oidc, ticketMs } from '../../src/desk/oidc.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import type { Db } from '../../src/store/db.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'
import { openHouse } from './house.ts'
import { client, openProvider, type Provider } from './provider.ts'

const redirectUri = 'http://127.0.0.1:3978/api/oidc/callback'

async function addColleague(db: Db, email: string, withRole = true): Promise<string> {
  const id = (await insertColleague(db, {
    ...{ email, name: '하나', passwordHash: 'none', mustChange: false },
  })) as string
  if (withRole) await saveMembership(db, { colleagueId: id, brandId: null, role: 'agent' })
  return id
}

describe('signing in at a provider', () => {
  let test: TestDatabase
  let provider: Provider
  let now: Date
  let oidc: Oidc
  let hana: string
  beforeEach(async () => {
    test = await openTestDatabase()
    provider = await openProvider()
    now = new Date()
    const auth = makeAuth({ db: test.db, key: testKey })
    const tools = { db: test.db, key: testKey, auth, now: () => now }
    oidc = makeOidc(tools, { issuer: provider.issuer, ...client, redirectUri })
    hana = await addColleague(test.db, 'Hana@dajeong.local')
  })
  afterEach(async () => {
    await provider.close()
    await test.close()
  })
  async function goThere() {
    const { url, ticket } = await oidc.start()
    return oidc.finish({ ticket, search: provider.visit(url) })
  }
  const sessions = () => test.db.selectFrom('sign_ins').select('colleague_id as of').execute()

  it('lets in whom the provider has verified and the staff knows, and writes it down', async () => {
    expect(await goThere()).to.include({ kind: 'signed-in' })
    expect(await sessions()).to.deep.equal([{ of: hana }])
    const [entry] = await test.db.selectFrom('audit').selectAll().execute()
    expect(entry).to.deep.include({ what: 'sign-in', colleague_id: hana, after: { by: provider.issuer } })
  })

  it('knows them by their subject from then on, whatever their address has become', async () => {
    await goThere()
    provider.claims = { email: 'married@dajeong.local' }
    expect(await goThere()).to.include({ kind: 'signed-in' })
    const duri = await addColleague(test.db, 'duri@dajeong.local')
    provider.claims = { email: 'duri@dajeong.local' }
    await goThere()
    expect((await sessions()).map(({ of }) => of))
      .to.deep.equal([hana, hana, hana])
      .and.not.include(duri)
  })

  it('does not give a colleague’s place to a second subject with their address', async () => {
    await goThere()
    provider.claims = { sub: 'subject-2' }
    expect(await goThere()).to.include({ kind: 'refused', why: 'unknown' })
  })

  const unknown: [string, Record<string, unknown>][] = [
    ['an address that nobody on the staff has', { email: 'who@dajeong.local' }],
    ['an address that is not verified', { email_verified: false }],
    ['an address of which nothing is said', { email_verified: undefined }],
    ['no address', { email: undefined }],
  ]
  for (const [says, claims] of unknown)
    it(`refuses ${says}, and makes nobody`, async () => {
      provider.claims = claims
      expect(await goThere()).to.include({ kind: 'refused', why: 'unknown' })
      expect(await sessions()).to.deep.equal([])
      expect(await test.db.selectFrom('colleagues').select('id').execute()).to.have.length(1)
    })

  it('refuses a colleague without a role', async () => {
    await addColleague(test.db, 'gone@dajeong.local', false)
    provider.claims = { email: 'gone@dajeong.local' }
    expect(await goThere()).to.include({ kind: 'refused', why: 'unknown' })
  })

  const forgeries: [string, Partial<Provider>][] = [
    ['a signature by another key', { forged: true }],
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['a token that has run out', { claims: { exp: 1_000_000 } }],
  ]
  for (const [says, bend] of forgeries)
    it(`refuses ${says}`, async () => {
      Object.assign(provider, bend)
      const answer = await goThere()
      expect(answer).to.include({ kind: 'refused', why: 'provider' })
      expect(await sessions()).to.deep.equal([])
      const [entry] = await test.db.selectFrom('audit').select('what').execute()
      expect(entry).to.deep.equal({ what: 'sign-in-failed' })
    })

  it('refuses another state, and a code of another sign-in', async () => {
    const [one, two] = [await oidc.start(), await oidc.start()]
    const search = provider.visit(one.url)
    expect(await oidc.finish({ ticket: two.ticket, search })).to.include({ kind: 'refused', why: 'provider' })
    expect(provider.asked, 'no code was given away').to.equal(0)
    const code = new URLSearchParams(search).get('code') ?? ''
    const state = new URL(two.url).searchParams.get('state') ?? ''
    const mixed = `?${new URLSearchParams({ code, state })}`
    expect(await oidc.finish({ ticket: two.ticket, search: mixed })).to.include({ why: 'provider' })
    expect(await sessions()).to.deep.equal([])
  })

  it('refuses a ticket that is old, made up, or none', async () => {
    const { url, ticket } = await oidc.start()
    const search = provider.visit(url)
    for (const wrong of ['', 'x'.repeat(80), `${ticket.slice(0, -4)}AAAA`])
      expect(await oidc.finish({ ticket: wrong, search })).to.include({ kind: 'refused', why: 'ticket' })
    now = new Date(now.getTime() + ticketMs)
    expect(await oidc.finish({ ticket, search })).to.include({ kind: 'refused', why: 'ticket' })
  })

  it('follows no redirect of the provider’s description', async () => {
    provider.redirects = true
    expect(await oidc.start().catch((error: unknown) => error)).to.be.instanceOf(Error)
    provider.redirects = false
    expect(await goThere(), 'and asks anew next time').to.include({ kind: 'signed-in' })
  })

  describe('asks no address inside the network', () => {
    const refused = [
      ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
      ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fc00::1', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1'],
      ...['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', 'localhost', ''],
    ]
    for (const address of refused)
      it(`such as “${address}”`, () => {
        expect(mayAsk(address, false)).to.equal(false)
      })

    it('but those outside, and this machine alone where the settings name it', () => {
      for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111']) {
        expect(mayAsk(address, false), address).to.equal(true)
        expect(mayAsk(address, true), address).to.equal(false)
      }
      expect(mayAsk('127.0.0.1', true)).to.equal(true)
    })

    it('by whatever name', async () => {
      for (const url of [
        'https://localhost:1/',
        'https://127.0.0.1:1/',
        'https://[::1]:1/',
        'https://0x7f000001:1/',
      ]) {
        const error = await guardedFetch(url, {}).catch((reason: unknown) => reason)
        expect(String(error), url).to.match(/may not be asked/)
      }
      const plain = await guardedFetch('http://8.8.8.8/', {}).catch((reason: unknown) => reason)
      expect(String(plain)).to.match(/is not https/)
    })
  })

  it('is set by three settings or none, and by https unless it is on this machine', () => {
    const set = (issuer: string) =>
      readConfig({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'hush-hush' })
    expect(readConfig({}).oidc).to.equal(null)
    expect(set('https://id.example').oidc).to.include({ redirectUri })
    expect(set('http://localhost:8080').oidc).to.include({ issuer: 'http://localhost:8080' })
    expect(() => set('http://id.example')).to.throw(/https/)
    expect(() => readConfig({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_SECRET: 'hush-hush' })).to.throw(
      /OIDC_CLIENT_ID/,
    )
  })

  it('refuses whose password becomes another one at that moment, and writes it down', async () => {
    const auth = { ...makeAuth({ db: test.db, key: testKey }), admit: async () => null }
    const tools = { db: test.db, key: testKey, auth, now: () => now }
    oidc = makeOidc(tools, { issuer: provider.issuer, ...client, redirectUri })
    expect(await goThere()).to.include({ kind: 'refused', why: 'unknown' })
    const [entry] = await test.db.selectFrom('audit').select(['what', 'colleague_id as of']).execute()
    expect(entry).to.deep.equal({ what: 'sign-in-failed', of: hana })
  })

  it('goes through two doors of the server, and ends with our cookie', async () => {
    // The house has its own database, so the provider’s colleague is made there.
    let inHouse: Oidc | null = null
    const house = await openHouse({
      oidc: { start: () => (inHouse as Oidc).start(), finish: (ask) => (inHouse as Oidc).finish(ask) },
    })
    try {
      const settings = { issuer: provider.issuer, ...client, redirectUri }
      const auth = makeAuth({ db: house.test.db, key: testKey })
      inHouse = makeOidc({ db: house.test.db, key: testKey, auth, now: () => new Date() }, settings)
      await addColleague(house.test.db, 'hana@dajeong.local')
      const visit = (path: string, cookie = '', method = 'GET') =>
        fetch(`${house.server.url}${path}`, { redirect: 'manual', headers: { cookie }, method })
      expect(await (await visit('/api/sign-in/ways')).json()).to.deep.equal({ password: true, oidc: true })
      provider.redirects = true
      const away = await visit('/api/oidc/start')
      expect([away.status, away.headers.get('location')]).to.deep.equal([302, '/#sign-in=unreachable'])
      expect(away.headers.get('set-cookie')).to.equal(null)
      expect(house.lines.map(({ message }) => message).join()).to.include('OIDC_ISSUER')
      provider.redirects = false
      const start = await visit('/api/oidc/start')
      expect(start.status).to.equal(302)
      const set = start.headers.get('set-cookie') ?? ''
      expect(set).to.match(/^dajeong_oidc=[\w-]+; Path=\/api\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/)
      const search = provider.visit(start.headers.get('location') ?? '')
      const ticket = set.split(';')[0] ?? ''
      expect((await visit(`/api/oidc/callback${search}`, ticket, 'HEAD')).status).to.equal(405)
      const without = await visit(`/api/oidc/callback${search}`)
      expect(without.headers.get('location')).to.equal('/#sign-in=refused')
      expect(without.headers.get('set-cookie')).to.not.include('dajeong_session')
      const back = await visit(`/api/oidc/callback${search}`, ticket)
      expect([back.status, back.headers.get('location')]).to.deep.equal([302, '/'])
      const session = back.headers.getSetCookie().find((one) => one.startsWith('dajeong_session='))
      expect(session).to.match(/; HttpOnly; SameSite=Strict/)
      const me = await visit('/api/me', session?.split(';')[0] ?? '')
      expect(await me.json()).to.include({ email: 'hana@dajeong.local' })
    } finally {
      await house.close()
    }
  })
})
