import { expect } from 'chai'
import { z } from 'zod'
import type { BlueskyError } from '../../src/channels/bluesky/errors.ts'
import { openClient, readEndpoint } from '../../src/channels/bluesky/session.ts'
import type { ChannelError, Rate } from '../../src/channels/channel.ts'
import { failing } from './bluesky-failing.ts'
import {
  type Called,
  failure,
  fixture,
  type Handler,
  makeFakePds,
  makeTools,
  settings,
} from './bluesky-fake.ts'

const ask = { nsid: 'app.test.ask', schema: z.object({ ok: z.boolean() }) }
const write = { ...ask, nsid: 'app.test.write', body: { text: 'x' } }
const tokenOf = (called: Called) => called.headers.get('authorization')

function start(handlers: Record<string, Handler>, now = () => new Date()) {
  const pds = makeFakePds({
    'app.test.ask': () => ({ ok: true }),
    'app.test.write': () => ({ ok: true }),
    ...handlers,
  })
  const rates: Rate[] = []
  const client = openClient(settings, makeTools(pds.fetch, { now, onRate: (rate) => rates.push(rate) }))
  return { pds, client, rates }
}
const renewed = (n: number) => ({
  ...fixture('session'),
  accessJwt: `access-${n}`,
  refreshJwt: `refresh-${n}`,
})

describe('the session of a Bluesky account', () => {
  it('logs in once for many calls at once, and speaks to the account’s own server from then on', async () => {
    const { pds, client } = start({})
    await Promise.all([client.call(ask), client.call(ask), client.me(), client.call(write)])
    await client.call(ask)
    expect(pds.count('createSession')).to.equal(1)
    expect(pds.calls[0]?.url.origin).to.equal('https://bsky.example')
    expect(pds.calls[0]?.body).to.deep.equal({ identifier: settings.identifier, password: settings.password })
    expect(pds.calls.at(-1)?.url.origin).to.equal('https://morel.host.example')
    expect(pds.calls.slice(1).map(tokenOf)).to.deep.equal(Array(4).fill('Bearer access-1'))
  })

  for (const [title, answer] of [
    ['400 ExpiredToken', () => failure(400, 'ExpiredToken')],
    ['401', () => failure(401, 'AuthMissing')],
  ] as const) {
    it(`renews the session at ${title}, once for all calls under way, and repeats them`, async () => {
      const guarded: Handler = (called) => (tokenOf(called) === 'Bearer access-1' ? answer() : { ok: true })
      const { pds, client } = start({
        'app.test.ask': guarded,
        'com.atproto.server.refreshSession': () => renewed(2),
      })
      const all = await Promise.all([client.call(ask), client.call(ask), client.call(ask)])
      expect(all).to.deep.equal(Array(3).fill({ ok: true }))
      expect(pds.count('refreshSession')).to.equal(1)
      expect(pds.count('createSession')).to.equal(1)
      expect(tokenOf(pds.calls.find((one) => one.nsid.endsWith('refreshSession')) as Called)).to.equal(
        'Bearer refresh-1',
      )
    })
  }

  it('logs in again when the refresh token is refused, too', async () => {
    let logins = 0
    const { pds, client } = start({
      'com.atproto.server.createSession': () => renewed(++logins * 10),
      'com.atproto.server.refreshSession': () => failure(400, 'ExpiredToken'),
      'app.test.ask': (called) =>
        tokenOf(called) === 'Bearer access-10' ? failure(400, 'ExpiredToken') : { ok: true },
    })
    await client.call(ask)
    expect(pds.count('createSession')).to.equal(2)
  })

  it('keeps the session when renewing it failed on the way', async () => {
    let lost = true
    const { pds, client } = start({
      'com.atproto.server.refreshSession': () => (lost ? failure(503, 'NotEnoughResources') : renewed(2)),
      'app.test.ask': (called) =>
        tokenOf(called) === 'Bearer access-1' ? failure(400, 'ExpiredToken') : { ok: true },
    })
    expect((await failing(client.call(ask))).kind).to.equal('busy')
    lost = false
    await client.call(ask)
    expect(pds.count('createSession')).to.equal(1)
  })

  it('gives up with auth when nothing helps, after one renewal and no loop', async () => {
    const { pds, client } = start({
      'app.test.ask': () => failure(401, 'AccountTakedown'),
      'com.atproto.server.refreshSession': () => renewed(2),
    })
    expect((await failing(client.call(ask))).kind).to.equal('auth')
    expect(pds.count('test.ask')).to.equal(2)
    expect(pds.count('refreshSession')).to.equal(1)
  })

  it('does not renew the session because the chat service dislikes it', async () => {
    const { pds, client } = start({ 'app.test.ask': () => failure(400, 'InvalidToken') })
    const error = await failing(client.call({ ...ask, proxy: 'did:web:chat#bsky_chat' }))
    expect(error.kind).to.equal('auth')
    expect(pds.count('refreshSession')).to.equal(0)
    expect(pds.calls.at(-1)?.headers.get('atproto-proxy')).to.equal('did:web:chat#bsky_chat')
  })

  it('does not spend log-ins on a wrong password, and tries again a minute later', async () => {
    let now = new Date('2026-11-22T01:00:00Z')
    const { pds, client } = start(
      { 'com.atproto.server.createSession': () => failure(401, 'AuthenticationRequired') },
      () => now,
    )
    for (let n = 0; n < 5; n += 1) expect((await failing(client.call(ask))).kind).to.equal('auth')
    expect(pds.count('createSession')).to.equal(1)
    now = new Date('2026-11-22T01:01:01Z')
    await failing(client.call(ask))
    expect(pds.count('createSession')).to.equal(2)
  })

  it('shows a withdrawn account when it is asked to renew', async () => {
    let active = true
    const { client } = start({
      'com.atproto.server.createSession': () => ({ ...fixture('session'), active, status: 'deactivated' }),
      'com.atproto.server.refreshSession': () => failure(401, 'AccountDeactivated'),
    })
    await client.call(ask)
    active = false
    const error = await failing(client.renew())
    expect(error.kind).to.equal('auth')
    expect(error.message).to.contain('deactivated')
  })

  const logins: [title: string, answer: Handler, kind: ChannelError['kind'], words: RegExp][] = [
    [
      'a wrong password',
      () => failure(401, 'AuthenticationRequired'),
      'auth',
      /does not accept this app password/,
    ],
    ['a suspended account', () => failure(401, 'AccountTakedown'), 'auth', /suspended/],
    ['a second factor', () => failure(401, 'AuthFactorTokenRequired'), 'auth', /use an app password/],
    [
      'a deactivated account',
      () => ({ ...fixture('session'), active: false, status: 'deactivated' }),
      'auth',
      /deactivated/,
    ],
    [
      'too many log-ins',
      () => failure(429, 'RateLimitExceeded', { 'ratelimit-reset': '1' }),
      'busy',
      /too many/,
    ],
    ['a server in trouble', () => failure(502, 'UpstreamFailure'), 'busy', /in trouble/],
    ['something that is no PDS', () => ({ hello: 'world' }), 'refused', /not like a Bluesky server/],
    ['a page instead of an answer', () => new Response('<html>', { status: 404 }), 'refused', /404/],
  ]
  for (const [title, answer, kind, words] of logins) {
    it(`says in words what is wrong: ${title}`, async () => {
      const { client } = start({
        'com.atproto.server.createSession': answer,
        'com.atproto.identity.resolveHandle': () => ({ did: 'did:plc:brand777' }),
      })
      const error = await failing(client.me())
      expect(error.kind).to.equal(kind)
      expect(error.message).to.match(words).and.not.contain(settings.password)
    })
  }

  it('tells a handle that nobody has from a wrong password', async () => {
    const { client } = start({
      'com.atproto.server.createSession': () => failure(401, 'AuthenticationRequired'),
      'com.atproto.identity.resolveHandle': () => failure(400, 'InvalidRequest'),
    })
    expect((await failing(client.me())).message).to.match(
      /knows no account with the handle brand.bsky.example/,
    )
  })

  it('suspects the password when the handle cannot be looked up', async () => {
    const { client } = start({
      'com.atproto.server.createSession': () => failure(401, 'AuthenticationRequired'),
      'com.atproto.identity.resolveHandle': () => failure(500, 'InternalServerError'),
    })
    expect((await failing(client.me())).message).to.match(/app password/)
  })

  it('hands on how many calls are left, but not those of logging in', async () => {
    const headers = {
      'ratelimit-limit': '3000',
      'ratelimit-remaining': '2999',
      'ratelimit-reset': '1000000000000',
    }
    const { client, rates } = start({
      'com.atproto.server.createSession': () =>
        Response.json(fixture('session'), { headers: { ...headers, 'ratelimit-limit': '30' } }),
      'app.test.ask': () => Response.json({ ok: true }, { headers }),
    })
    await client.call(ask)
    expect(rates.map(({ limit, remaining }) => [limit, remaining])).to.deep.equal([[3000, 2999]])
  })

  const answers: [status: number, error: string, isWrite: boolean, kind: ChannelError['kind']][] = [
    [429, 'RateLimitExceeded', false, 'busy'],
    [429, 'RateLimitExceeded', true, 'busy'],
    [500, 'InternalServerError', false, 'busy'],
    [500, 'InternalServerError', true, 'network'],
    [502, 'UpstreamFailure', true, 'network'],
    [504, 'UpstreamTimeout', true, 'network'],
    [400, 'InvalidRequest', true, 'refused'],
    [400, 'InvalidSwap', true, 'refused'],
    [413, 'PayloadTooLarge', true, 'refused'],
    [403, 'Forbidden', true, 'refused'],
    [400, 'RecordNotFound', false, 'gone'],
    [400, 'NotFound', false, 'gone'],
    [400, 'InvalidConvo', true, 'gone'],
    [400, 'BlockedActor', true, 'refused'],
    [400, 'MessagesDisabled', true, 'refused'],
    [404, 'XRPCNotSupported', false, 'refused'],
    [501, 'MethodNotImplemented', false, 'busy'],
    [401, 'AuthMissing', true, 'auth'],
    [400, 'ExpiredToken', true, 'auth'],
    [400, 'InvalidToken', true, 'auth'],
    [401, 'AccountTakedown', true, 'auth'],
    [401, 'AccountDeactivated', true, 'auth'],
    [400, 'constructor', true, 'refused'],
  ]
  for (const [status, name, isWrite, kind] of answers) {
    it(`takes ${status} ${name} on a ${isWrite ? 'write' : 'read'} as ${kind}`, async () => {
      const answer = () => failure(status, name)
      const { client } = start({
        'app.test.ask': answer,
        'app.test.write': answer,
        'com.atproto.server.refreshSession': () => renewed(2),
      })
      const error = (await failing(client.call(isWrite ? write : ask))) as BlueskyError
      expect(error).to.include({ kind, code: name })
    })
  }

  it('takes an answer of the wrong shape as doubtful after a write', async () => {
    const { client } = start({ 'app.test.ask': () => ({ ok: 'yes' }), 'app.test.write': () => [] })
    expect((await failing(client.call(ask))).kind).to.equal('busy')
    expect((await failing(client.call(write))).kind).to.equal('network')
  })

  it('waits until the time that the network names', async () => {
    const now = new Date('2026-11-22T01:00:00Z')
    const reset = String(now.getTime() / 1000 + 77)
    const { client } = start(
      { 'app.test.ask': () => failure(429, 'RateLimitExceeded', { 'ratelimit-reset': reset }) },
      () => now,
    )
    expect((await failing(client.call(ask))).retryAt).to.deep.equal(new Date('2026-11-22T01:01:17Z'))
  })

  it('goes only to a home with TLS, unless the entrance has none either', () => {
    const at = (serviceEndpoint: unknown) => ({
      didDoc: {
        service: [{ id: 'did:plc:x#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint }],
      },
    })
    expect(readEndpoint(at('https://home.example'), 'https://bsky.example')).to.equal('https://home.example')
    expect(readEndpoint(at('http://home.example'), 'https://bsky.example')).to.equal('https://bsky.example')
    expect(readEndpoint(at('http://localhost:1'), 'http://localhost:2')).to.equal('http://localhost:1')
    expect(readEndpoint(at({}), 'https://bsky.example')).to.equal('https://bsky.example')
    expect(readEndpoint({ didDoc: undefined }, 'https://bsky.example')).to.equal('https://bsky.example')
  })
})
