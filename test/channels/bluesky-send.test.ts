import { expect } from 'chai'
import { BlueskySettings, bluesky } from '../../src/channels/bluesky/bluesky.ts'
import { tidOfReply } from '../../src/channels/bluesky/tid.ts'
import type { Account, Reply } from '../../src/channels/channel.ts'
import { failing } from './bluesky-failing.ts'
import {
  type Called,
  failure,
  fixture,
  type Handler,
  identity,
  makeFakePds,
  makeTools,
  never,
  settings,
} from './bluesky-fake.ts'

const put = 'com.atproto.repo.putRecord'
const get = 'com.atproto.repo.getRecord'
const posts = 'app.bsky.feed.getPosts'
const sendMessage = 'chat.bsky.convo.sendMessage'
const getMessages = 'chat.bsky.convo.getMessages'
const target = { uri: 'at://did:plc:anna2q7y/app.bsky.feed.post/3m6', cid: 'bafytarget' }
const root = { uri: 'at://did:plc:brand777/app.bsky.feed.post/3m5', cid: 'bafyroot' }

const reply = (changes: Partial<Reply> = {}): Reply => ({
  id: 'reply-1',
  text: '죄송합니다. https://brand.kr/help 를 봐 주세요',
  language: 'ko',
  visibility: 'public',
  to: {
    nativeId: target.uri,
    author: { nativeId: 'did:plc:anna2q7y', handle: 'anna.bsky.example' },
    ref: { ...target, root },
  },
  at: new Date('2026-11-22T02:00:00.000Z'),
  prepared: null,
  ...changes,
})
const direct = (changes: Partial<Reply> = {}): Reply =>
  reply({
    text: '확인했습니다',
    visibility: 'direct',
    to: { ...reply().to, ref: { convoId: 'c1', messageId: 'm5' } },
    ...changes,
  })

/** A server that keeps records and messages. */
function makePds(handlers: Record<string, Handler> = {}) {
  const records = new Map<string, unknown>()
  const messages: object[] = []
  const uri = (rkey: string) => `at://did:plc:brand777/app.bsky.feed.post/${rkey}`
  const pds = makeFakePds({
    [posts]: ({ url }) => ({
      posts: url.searchParams.getAll('uris').map((one) => ({ uri: one, viewer: {} })),
    }),
    [put]: ({ body }) => {
      const known = records.get(body.rkey)
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(body.record))
        return failure(400, 'InvalidSwap')
      records.set(body.rkey, body.record)
      return { uri: uri(body.rkey), cid: `cid-${body.rkey}` }
    },
    [get]: ({ url }) => {
      const rkey = url.searchParams.get('rkey') ?? ''
      return records.has(rkey)
        ? { uri: uri(rkey), cid: `cid-${rkey}`, value: records.get(rkey) }
        : failure(400, 'RecordNotFound')
    },
    'com.atproto.identity.resolveHandle': ({ url }) =>
      url.searchParams.get('handle') === 'alice.test'
        ? { did: 'did:plc:alice' }
        : failure(400, 'InvalidRequest'),
    [sendMessage]: ({ body }) => {
      const id = `m${10 + messages.length}`
      messages.unshift({
        id,
        text: body.message.text,
        sender: { did: identity.nativeId },
        sentAt: '2026-11-22T02:00:09Z',
      })
      return { id, rev: id }
    },
    [getMessages]: () => ({ messages }),
    ...handlers,
  })
  return { ...pds, records, messages, account: bluesky.open(settings, makeTools(pds.fetch)) }
}
const prepare = async (account: Account, one: Reply) => ({
  ...one,
  prepared: (await account.prepare?.(one, never)) ?? null,
})

describe('sending a Bluesky post', () => {
  it('fixes the whole record before the first try', async () => {
    const { account } = makePds()
    const link = { $type: 'app.bsky.richtext.facet#link', uri: 'https://brand.kr/help' }
    expect(await account.prepare?.(reply(), never)).to.deep.equal({
      kind: 'post',
      rkey: tidOfReply(reply()),
      record: {
        $type: 'app.bsky.feed.post',
        text: reply().text,
        createdAt: '2026-11-22T02:00:00.000Z',
        langs: ['ko'],
        facets: [{ index: { byteStart: 17, byteEnd: 38 }, features: [link] }],
        reply: { root, parent: target },
      },
    })
  })

  it('sends exactly what was prepared, every time', async () => {
    const { account, calls, records } = makePds()
    const ready = await prepare(account, reply())
    const first = await account.send(ready, never)
    const second = await bluesky.open(settings, makeTools(makePds().fetch)).send(ready, never)
    expect(second.nativeId).to.equal(first.nativeId)
    await account.send(ready, never)
    const bodies = calls.filter((one) => one.nsid === put).map((one) => one.body)
    expect(bodies).to.have.length(2)
    expect(bodies[0]).to.deep.equal(bodies[1])
    expect(bodies[0]).to.include({
      repo: 'did:plc:brand777',
      collection: 'app.bsky.feed.post',
      swapRecord: null,
    })
    expect(records.size).to.equal(1)
  })

  it('links to its post and remembers how to answer below it', async () => {
    const { account } = makePds()
    const receipt = await account.send(await prepare(account, reply()), never)
    const rkey = receipt.nativeId.split('/').at(-1)
    expect(receipt.url).to.equal(`https://bsky.app/profile/did:plc:brand777/post/${rkey}`)
    expect(receipt.ref).to.deep.equal({ uri: receipt.nativeId, cid: `cid-${rkey}`, root })
  })

  it('leaves a language out that is none', async () => {
    const { account } = makePds()
    const { prepared } = await prepare(account, reply({ language: 'not a language' }))
    expect(prepared).to.have.property('record').that.does.not.have.property('langs')
  })

  it('gives mention facets only to handles that somebody has', async () => {
    const { account } = makePds()
    const { prepared } = await prepare(account, reply({ text: '@alice.test @nobody.test 안녕' }))
    const { facets } = (prepared as { record: { facets: { features: object[] }[] } }).record
    expect(facets.map(({ features }) => features[0])).to.deep.equal([
      { $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:alice' },
    ])
  })

  it('is not prepared while handles cannot be looked up', async () => {
    const { account } = makePds({
      'com.atproto.identity.resolveHandle': () => failure(502, 'UpstreamFailure'),
    })
    expect((await failing(prepare(account, reply({ text: '@alice.test' })))).kind).to.equal('busy')
  })

  const refusals: [title: string, handlers: Record<string, Handler>, one: Reply, kind: string][] = [
    ['the target was deleted', { [posts]: () => ({ posts: [] }) }, reply(), 'gone'],
    [
      'the author closed the thread',
      { [posts]: () => ({ posts: [{ uri: target.uri, viewer: { replyDisabled: true } }] }) },
      reply(),
      'refused',
    ],
    ['the text is too long', {}, reply({ text: '가'.repeat(301) }), 'refused'],
    ['the text has too many bytes', {}, reply({ text: '👩‍👩‍👧'.repeat(299) }), 'refused'],
    ['the text is empty', {}, reply({ text: ' \n' }), 'refused'],
    ['the target is a direct message', {}, reply({ to: direct().to }), 'refused'],
    ['the stored form is not ours', {}, reply({ prepared: { kind: 'letter' } }), 'refused'],
    ['the target cannot be asked about', { [posts]: () => failure(502, 'UpstreamFailure') }, reply(), 'busy'],
  ]
  for (const [title, handlers, one, kind] of refusals) {
    it(`posts nothing and is ${kind} when ${title}`, async () => {
      const { account, count } = makePds(handlers)
      expect((await failing(account.send(one, never))).kind).to.equal(kind)
      expect(count('putRecord')).to.equal(0)
    })
  }

  it('takes 300 graphemes', async () => {
    const { account } = makePds()
    await account.send(await prepare(account, reply({ text: '가'.repeat(300) })), never)
  })

  it('is doubtful when the answer was lost, and then found', async () => {
    const { account, records } = makePds({
      [put]: ({ body }) => {
        records.set(body.rkey, body.record)
        throw new TypeError('terminated')
      },
    })
    const ready = await prepare(account, reply())
    expect(await account.find?.(ready, never)).to.equal(null)
    expect((await failing(account.send(ready, never))).kind).to.equal('network')
    expect((await account.find?.(ready, never))?.nativeId).to.contain('at://did:plc:brand777/')
    // The place follows from the reply, so it is found even when its preparation was lost.
    expect((await account.find?.({ ...ready, prepared: null }, never))?.nativeId).to.contain(
      'at://did:plc:brand777/',
    )
  })

  it('is not surely absent while the server is in trouble', async () => {
    const { account } = makePds({ [get]: () => failure(500, 'InternalServerError') })
    expect((await failing(account.find?.(reply(), never) ?? Promise.resolve())).kind).to.equal('busy')
  })

  it('never replaces a different post in its place', async () => {
    const { account, records } = makePds()
    const one = await prepare(account, reply({ text: '첫 번째' }))
    await account.send(one, never)
    const other = await prepare(account, reply({ text: '두 번째' }))
    expect((await failing(account.send(other, never))).kind).to.equal('refused')
    expect([...records.values()]).to.deep.equal([(one.prepared as { record: unknown }).record])
  })

  it('counts as sent what a server refuses only because it stands there already', async () => {
    const { account, records } = makePds({ [put]: () => failure(400, 'InvalidSwap') })
    const ready = await prepare(account, reply())
    const { rkey, record } = ready.prepared as unknown as { rkey: string; record: unknown }
    records.set(rkey, record)
    expect((await account.send(ready, never)).nativeId).to.contain(rkey)
  })
})

describe('sending a Bluesky direct message', () => {
  const theirs = (id: string, text = '뭐라고요') => ({
    id,
    text,
    sender: { did: 'did:plc:anna2q7y' },
    sentAt: '2026-11-22T01:59:00Z',
  })
  const ours = (id: string, text = '확인했습니다', sentAt = '2026-11-22T02:00:05Z') => ({
    id,
    text,
    sender: { did: identity.nativeId },
    sentAt,
  })

  it('goes into the conversation, through the chat service', async () => {
    const { account, calls } = makePds()
    const receipt = await account.send(await prepare(account, direct()), never)
    expect(receipt).to.deep.equal({
      nativeId: 'dm:c1:m10',
      url: null,
      ref: { convoId: 'c1', messageId: 'm10' },
    })
    const sent = calls.find((one) => one.nsid === sendMessage) as Called
    expect(sent.body).to.deep.equal({ convoId: 'c1', message: { text: '확인했습니다' } })
    expect(sent.headers.get('atproto-proxy')).to.equal('did:web:api.bsky.chat#bsky_chat')
  })

  it('opens a conversation when a public word gets a private answer', async () => {
    const { account, calls } = makePds({ 'chat.bsky.convo.getConvoForMembers': () => fixture('convo') })
    await account.send(await prepare(account, direct({ to: reply().to })), never)
    const opened = calls.find((one) => one.nsid.endsWith('getConvoForMembers'))
    expect(opened?.url.searchParams.getAll('members')).to.deep.equal(['did:plc:anna2q7y'])
    expect(calls.at(-1)?.body.convoId).to.equal('3lconvo')
  })

  it('is refused when the person takes no messages from us', async () => {
    const { account } = makePds({
      'chat.bsky.convo.getConvoForMembers': () => failure(400, 'MessagesDisabled'),
    })
    expect((await failing(prepare(account, direct({ to: reply().to })))).kind).to.equal('refused')
  })

  it('takes 1,000 graphemes and no more', async () => {
    const { account } = makePds()
    await prepare(account, direct({ text: '가'.repeat(1_000) }))
    expect((await failing(prepare(account, direct({ text: '가'.repeat(1_001) })))).kind).to.equal('refused')
  })

  const finds: [title: string, messages: object[], found: string | null][] = [
    ['our words after the message they answer', [ours('m6'), theirs('m5')], 'dm:c1:m6'],
    ['our words below later ones', [theirs('m8'), ours('m7'), theirs('m6'), theirs('m5')], 'dm:c1:m7'],
    ['our words that the service trimmed', [ours('m6', ' 확인했습니다\n'), theirs('m5')], 'dm:c1:m6'],
    ['not the same words from before the message', [theirs('m6'), theirs('m5'), ours('m4')], null],
    ['not the same words of the person', [theirs('m6', '확인했습니다'), theirs('m5')], null],
    ['not other words of ours', [ours('m6', '다른 말'), theirs('m5')], null],
    ['nothing in an empty conversation', [], null],
    ['our words above something unreadable', [{ id: 5 }, ours('m6'), theirs('m5')], 'dm:c1:m6'],
  ]
  for (const [title, messages, found] of finds) {
    it(`finds ${title}`, async () => {
      const { account } = makePds({ [getMessages]: () => ({ messages }) })
      const ready = await prepare(account, direct())
      expect((await account.find?.(ready, never))?.nativeId ?? null).to.equal(found)
    })
  }

  it('finds, page by page', async () => {
    const { account } = makePds({
      [getMessages]: ({ url }) =>
        url.searchParams.has('cursor')
          ? { messages: [ours('m6'), theirs('m5')] }
          : { messages: [theirs('m9')], cursor: 'next' },
    })
    expect((await account.find?.(await prepare(account, direct()), never))?.nativeId).to.equal('dm:c1:m6')
  })

  it('does not say no when the conversation does not end', async () => {
    let page = 0
    const { account } = makePds({
      [getMessages]: () => ({ messages: [theirs(`x${page}`)], cursor: String(page++) }),
    })
    const ready = await prepare(account, direct())
    expect((await failing(account.find?.(ready, never) ?? Promise.resolve())).kind).to.equal('network')
  })

  it('reaches back, where it opened the conversation, to when the reply was queued, and a little further', async () => {
    const messages = [
      ours('m7', '다른 말'),
      ours('m6', '확인했습니다', '2026-11-22T01:57:00Z'),
      ours('m5', '처음', '2026-11-22T01:00:00Z'),
      ours('m4'),
    ]
    const { account } = makePds({
      'chat.bsky.convo.getConvoForMembers': () => fixture('convo'),
      [getMessages]: () => ({ messages }),
    })
    const ready = await prepare(account, direct({ to: reply().to }))
    expect((await account.find?.(ready, never))?.nativeId).to.equal('dm:3lconvo:m6')
    messages.splice(1, 1)
    expect(await account.find?.(ready, never)).to.equal(null)
  })
})

describe('the settings of a Bluesky account', () => {
  const plain = { service: 'https://bsky.social', identifier: 'brand.example', password: 'x' }

  it('uses Bluesky’s chat service unless told otherwise', () => {
    expect(BlueskySettings.parse(plain).chatProxy).to.equal('did:web:api.bsky.chat')
  })

  it('takes a handle as people copy it', () => {
    expect(
      BlueskySettings.parse({ ...plain, identifier: ' \u202a@brand.example\u202c' }).identifier,
    ).to.equal('brand.example')
  })

  for (const service of [
    'https://pds.example',
    'http://localhost:2583',
    'http://127.0.0.1:1',
    'http://[::1]:1',
  ]) {
    it(`accepts ${service}`, () => {
      expect(BlueskySettings.parse({ ...plain, service }).service).to.equal(service)
    })
  }
  for (const service of [
    'http://pds.example',
    'http://localhost.example',
    'ftp://pds.example',
    'pds.example',
    '',
  ]) {
    it(`refuses ${service === '' ? 'an empty service' : service}`, () => {
      expect(BlueskySettings.safeParse({ ...plain, service }).success).to.equal(false)
    })
  }
  for (const changes of [{ identifier: '@' }, { password: '' }, { chatProxy: 'api.bsky.chat' }]) {
    it(`refuses ${JSON.stringify(changes)}`, () => {
      expect(BlueskySettings.safeParse({ ...plain, ...changes }).success).to.equal(false)
    })
  }
})
