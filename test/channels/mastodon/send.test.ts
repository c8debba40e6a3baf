import { expect } from 'chai'
import { ChannelError, type Reply } from '../../../src/channels/channel.ts'
import { toStatus } from '../../../src/channels/mastodon/send.ts'
import type { Json } from '../../../src/core/mention.ts'
import { annaAccount, brandAccount, openFakeServer, refusal, status } from './fake-server.ts'

const never = new AbortController().signal
const at = new Date('2026-11-02T09:01:00.000Z')

function reply(change: Partial<Reply> = {}, ref: Json = {}): Reply {
  return {
    id: 'reply-1',
    text: '확인해 볼게요',
    language: 'ko',
    visibility: 'public',
    to: {
      nativeId: '103',
      author: { nativeId: '9', handle: 'anna@social.example' },
      ref: {
        visibility: 'public',
        acct: 'anna@social.example',
        spoiler: null,
        language: 'ko',
        ...(ref as object),
      },
    },
    at,
    prepared: null,
    ...change,
  }
}
async function failing(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error, String(error)).to.be.instanceOf(ChannelError)
  return error as ChannelError
}

describe('a reply as a Mastodon status', () => {
  const visibilities: [string, Reply['visibility'], string][] = [
    ['public', 'public', 'public'],
    ['unlisted', 'public', 'unlisted'],
    ['private', 'public', 'direct'],
    ['direct', 'public', 'direct'],
    ['circle', 'public', 'direct'],
    ['public', 'direct', 'direct'],
    ['unlisted', 'direct', 'direct'],
  ]
  for (const [asked, wanted, visibility] of visibilities) {
    it(`goes out ${visibility} where the question was ${asked} and the reply is meant to be ${wanted}`, () => {
      expect(toStatus(reply({ visibility: wanted }, { visibility: asked })).visibility).to.equal(visibility)
    })
  }

  it('goes out direct when nothing is known of the question', () => {
    const to = { ...reply().to, ref: null }
    expect(toStatus(reply({ to }))).to.include({
      visibility: 'direct',
      status: '@anna@social.example 확인해 볼게요',
    })
  })

  const texts: [string, string][] = [
    ['네', '@anna@social.example 네'],
    ['안녕하세요, @anna@social.example!', '안녕하세요, @anna@social.example!'],
    // With a letter at its end it is another domain to the network, and names nobody.
    ['@anna@social.example님', '@anna@social.example @anna@social.example님'],
    ['@Anna@Social.Example 네', '@Anna@Social.Example 네'],
    ['@anna 네', '@anna@social.example @anna 네'],
    ['@ben 네', '@anna@social.example @ben 네'],
  ]
  for (const [text, written] of texts) {
    it(`names the person once in ${JSON.stringify(text)}`, () => {
      expect(toStatus(reply({ text })).status).to.equal(written)
    })
  }

  it('repeats the content warning and the language of the question', () => {
    expect(toStatus(reply({ language: null }, { spoiler: '배송 불만' }))).to.include({
      spoiler_text: '배송 불만',
      language: 'ko',
    })
  })

  it('is refused when it is direct and names somebody else, who would read it', () => {
    const wrong = reply({ visibility: 'direct', text: '@ben@other.example 님도 보세요' })
    expect(() => toStatus(wrong))
      .to.throw(ChannelError, '@ben@other.example')
      .with.property('kind', 'refused')
    expect(toStatus(reply({ visibility: 'direct', text: 'mail: help@shop.example' })).visibility).to.equal(
      'direct',
    )
  })
})

describe('sending to Mastodon', () => {
  it('posts with a key that stays the same over every try', async () => {
    const { account, asked } = openFakeServer({
      'POST /api/v1/statuses': status({ id: '200', account: brandAccount }),
    })
    const receipt = await account.send(reply(), never)
    await account.send(reply(), never)
    const posts = asked.filter((one) => one.method === 'POST')
    expect(posts.map((one) => one.headers.get('idempotency-key'))).to.deep.equal(['reply-1', 'reply-1'])
    expect(posts[0]?.body).to.deep.equal({
      status: '@anna@social.example 확인해 볼게요',
      in_reply_to_id: '103',
      visibility: 'public',
      language: 'ko',
    })
    expect(receipt).to.deep.equal({
      nativeId: '200',
      url: 'https://shop.example/@brand/103',
      ref: { id: '200' },
    })
  })

  it('refuses a text that only the content warning makes too long, without asking', async () => {
    const { account, asked } = openFakeServer({})
    const { max } = await account.limits('public', never)
    const long = reply({ text: 'x'.repeat(max) }, { spoiler: 'y'.repeat(100) })
    expect((await failing(account.send(long, never))).kind).to.equal('refused')
    expect(asked.filter((one) => one.method === 'POST')).to.have.length(0)
  })

  const answers: [number, string, ChannelError['kind']][] = [
    [422, 'Validation failed', 'refused'],
    [400, 'bad request', 'refused'],
    [403, 'This action is not allowed', 'refused'],
    [403, 'This action is outside the authorized scopes', 'auth'],
    [403, 'Your login is currently disabled', 'auth'],
    [401, 'The access token is invalid', 'auth'],
    [404, 'Record not found', 'gone'],
    [429, 'Too many requests', 'busy'],
    [503, 'There was a temporary problem', 'network'],
  ]
  for (const [code, words, kind] of answers) {
    it(`takes ${code} ${JSON.stringify(words)} as ${kind}`, async () => {
      const { account } = openFakeServer({
        'POST /api/v1/statuses': refusal(code, words),
        'GET /api/v1/statuses/103': status(),
      })
      const error = await failing(account.send(reply(), never))
      expect(error.kind).to.equal(kind)
      expect(error.message).to.not.include('token-of-the-brand')
    })
  }

  it('takes 422 as gone when the post that is answered is not there any more', async () => {
    const { account } = openFakeServer({ 'POST /api/v1/statuses': refusal(422, 'Validation failed') })
    expect((await failing(account.send(reply(), never))).kind).to.equal('gone')
  })

  it('does not take a server without its own description for a target that is gone', async () => {
    const { account } = openFakeServer({ 'GET /api/v2/instance': refusal(404, 'Not found') })
    expect((await failing(account.send(reply(), never))).kind).to.equal('busy')
  })

  it('takes an accepted post in an unknown shape as doubtful, and names what is missing', async () => {
    const { account } = openFakeServer({ 'POST /api/v1/statuses': { ok: true } })
    const error = await failing(account.send(reply(), never))
    expect(error.kind).to.equal('network')
    expect(error.message).to.include('content')
  })
})

describe('looking for a reply on Mastodon', () => {
  const verify = { 'GET /api/v1/accounts/verify_credentials': brandAccount }
  const ours = (change: object = {}) =>
    status({
      id: '200',
      account: brandAccount,
      created_at: '2026-11-02T09:01:05.000Z',
      in_reply_to_id: '103',
      content:
        '<p><span class="h-card"><a href="https://social.example/@anna" class="u-url mention">@<span>anna</span></a></span> 확인해 볼게요</p>',
      mentions: [{ id: '9', acct: 'anna@social.example', url: 'https://social.example/@anna' }],
      ...change,
    })
  const find = async (thread: unknown, own: unknown, wanted = reply()) => {
    const server = openFakeServer({
      ...verify,
      'GET /api/v1/statuses/103/context': thread,
      'GET /api/v1/accounts/1/statuses': own,
    })
    return (await server.account.find?.(wanted, never))?.nativeId ?? null
  }
  const thread = (...descendants: unknown[]) => ({ ancestors: [], descendants })

  const cases: [string, unknown, unknown, string | null][] = [
    ['finds it in the thread', thread(status(), ours()), [], '200'],
    ['finds it among our own where the thread is cut short', thread(), [ours()], '200'],
    [
      'finds it where the target is gone and the reply was detached',
      undefined,
      [ours({ in_reply_to_id: null })],
      '200',
    ],
    ['finds nothing where nothing is', thread(), [], null],
    ['passes over another text', thread(ours({ content: '<p>다른 말</p>' })), [], null],
    ['passes over the same text of somebody else', thread(ours({ account: annaAccount })), [], null],
    ['passes over the same text under another post', thread(ours({ in_reply_to_id: '55' })), [], null],
    [
      'passes over a detached one to somebody else',
      undefined,
      [ours({ in_reply_to_id: null, mentions: [] })],
      null,
    ],
    ['passes over one of yesterday', thread(ours({ created_at: '2026-11-01T09:00:00.000Z' })), [], null],
    ['passes over what it cannot read', thread({ id: '7' }, null), ['x'], null],
  ]
  for (const [what, below, own, id] of cases) {
    it(what, async () => {
      expect(await find(below, own)).to.equal(id)
    })
  }

  it('knows a text again whose link, quotes and spaces the server changed', async () => {
    const text = '보세요  "여기":\n\nhttps://shop.example/a?b=1&c=2 😊'
    const content =
      '@anna 보세요 “여기”:<br><a href="https://shop.example/a?b=1&amp;c=2"><span class="ellipsis">shop.example/a</span></a> 😊'
    expect(await find(thread(ours({ content })), [], reply({ text }))).to.equal('200')
  })

  it('looks through page after page, until what is older than the reply', async () => {
    const page = (from: number) =>
      Array.from({ length: 40 }, (_, n) => ours({ id: String(from - n), content: '<p>다른 말</p>' }))
    const pages: Record<string, unknown> = { first: page(400), 361: page(360), 321: [ours({ id: '320' })] }
    const own = ({ query }: { query: URLSearchParams }) => pages[query.get('max_id') ?? 'first'] ?? []
    expect(await find(thread(), own)).to.equal('320')
  })

  it('does not say that there is none when it could not look', async () => {
    const error = await failing(find(thread(), refusal(404, 'Record not found')))
    expect(error.kind).to.equal('busy')
  })
})
