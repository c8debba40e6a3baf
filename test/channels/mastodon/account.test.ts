import { expect } from 'chai'
import { ChannelError } from '../../../src/channels/channel.ts'
import { mastodon } from '../../../src/channels/mastodon/mastodon.ts'
import type { TextLimits } from '../../../src/core/limits.ts'
import { brandAccount, mastodonSays, openFakeServer, refusal } from './fake-server.ts'

const never = new AbortController().signal
const good = {
  'GET /api/v1/accounts/verify_credentials': brandAccount,
  'GET /api/v1/notifications': [],
}

describe('the settings of a Mastodon account', () => {
  const cases: [string, string | null][] = [
    ['https://mastodon.example', 'https://mastodon.example'],
    [' https://mastodon.example/@brand ', 'https://mastodon.example'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://mastodon.example', null],
    ['http://127.0.0.1.evil.example', null],
    ['mastodon.example', null],
    ['ftp://mastodon.example', null],
    ['', null],
  ]
  for (const [url, origin] of cases) {
    it(`takes ${JSON.stringify(url)} ${origin === null ? 'for no safe address' : `as ${origin}`}`, () => {
      const read = mastodon.settings.safeParse({ url, token: 'abc' })
      expect(read.success ? read.data.url : null).to.equal(origin)
    })
  }

  it('asks for a token that can stand in a header', () => {
    for (const token of ['', ' ', 'a b', 'a\nb', '토큰']) {
      expect(mastodon.settings.safeParse({ url: 'https://a.example', token }).success, token).to.equal(false)
    }
  })
})

describe('checking a Mastodon account', () => {
  it('says who we are', async () => {
    const { account } = openFakeServer(good)
    expect(await account.check(never)).to.deep.equal({ nativeId: '1', handle: 'brand', name: '다정' })
  })

  const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
  const cases: [string, Record<string, unknown>, ChannelError['kind'], RegExp][] = [
    [
      'the address of a web page',
      { 'GET /api/v2/instance': page(), 'GET /api/v1/instance': page() },
      'busy',
      /text\/html that is not JSON/,
    ],
    [
      'the address of something else',
      { 'GET /api/v2/instance': refusal(404, 'nothing') },
      'busy',
      /Is this the address of a Mastodon server\?/,
    ],
    [
      'a token that is worth nothing',
      { 'GET /api/v1/accounts/verify_credentials': refusal(401, 'The access token is invalid') },
      'auth',
      /credentials are not accepted/,
    ],
    [
      'an account that is locked',
      { 'GET /api/v1/accounts/verify_credentials': refusal(403, 'Your login is currently disabled') },
      'auth',
      /Look at the account/,
    ],
    [
      'a token that may not read notifications',
      { 'GET /api/v1/notifications': refusal(403, 'This action is outside the authorized scopes') },
      'auth',
      /scopes of its token/,
    ],
    [
      'a token that may not write',
      { 'GET /api/v1/apps/verify_credentials': { name: 'x', scopes: ['read', 'write:media'] } },
      'auth',
      /lacks write:statuses/,
    ],
    [
      'a server that names itself in another shape',
      { 'GET /api/v2/instance': { title: 'x' } },
      'busy',
      /version/,
    ],
  ]
  for (const [what, routes, kind, words] of cases) {
    it(`explains ${what}`, async () => {
      const { account } = openFakeServer({ ...good, ...routes })
      const error = await account.check(never).then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).to.be.instanceOf(ChannelError)
      expect(error).to.include({ kind })
      expect(String(error)).to.match(words).and.not.include('token-of-the-brand')
    })
  }

  it('believes a server that does not tell the scopes, and one whose scopes are wider', async () => {
    for (const app of [refusal(404, 'no'), { name: 'x' }, { name: 'x', scopes: ['read', 'write'] }]) {
      const { account } = openFakeServer({ ...good, 'GET /api/v1/apps/verify_credentials': app })
      expect((await account.check(never)).handle).to.equal('brand')
    }
  })
})

describe('how long a text may be on a server', () => {
  const told = (version: string, max?: number) => ({
    version,
    configuration: { statuses: { max_characters: max, characters_reserved_per_url: 30 } },
  })
  // 32 is kept for the handle that is put in front.
  const cases: [string, unknown, Partial<TextLimits>][] = [
    [
      'Mastodon',
      told('4.5.0', 500),
      { max: 468, unit: 'graphemes', linkCounts: 30, mentionDomainFree: true },
    ],
    ['a fork of Mastodon', told('4.4.1+glitch.2', 5000), { max: 4968, unit: 'graphemes' }],
    ['GoToSocial', told('0.20.0+git-abc', 5000), { max: 4968, unit: 'utf16' }],
    ['snac', told('4.0.0 (not true; really snac/2.75)'), { max: 468, unit: 'utf16' }],
    [
      'Pleroma',
      { version: '2.7.2 (compatible; Pleroma 2.6.0)', max_toot_chars: 3000 },
      { max: 2968, unit: 'utf16' },
    ],
    ['a server with hardly any room', told('4.5.0', 10), { max: 1 }],
  ]
  for (const [name, says, limits] of cases) {
    it(`is read from ${name}`, async () => {
      const { account } = openFakeServer({ 'GET /api/v2/instance': says })
      const found = await account.limits('public', never)
      expect(found).to.include(limits)
      if (found.unit === 'utf16') expect(found).to.not.have.any.keys('linkCounts', 'mentionDomainFree')
    })
  }

  it('is read from the first version of the description where there is no second', async () => {
    const { account } = openFakeServer({
      'GET /api/v2/instance': refusal(404, 'no'),
      'GET /api/v1/instance': told('3.5.3', 600),
    })
    expect((await account.limits('public', never)).max).to.equal(568)
  })

  it('is asked once, and again after a failure', async () => {
    let times = 0
    const { account } = openFakeServer({
      'GET /api/v2/instance': () => {
        times += 1
        return times === 1 ? refusal(500, 'no') : mastodonSays
      },
    })
    await account.limits('public', never).catch(() => {})
    await account.limits('public', never)
    await account.limits('direct', never)
    expect(times).to.equal(2)
  })
})
