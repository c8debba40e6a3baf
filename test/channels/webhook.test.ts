import { createSecretKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { type Account, ChannelError, type Reply } from '../../src/channels/channel.ts'
import { checkSignature, signBody } from '../../src/channels/webhook/sign.ts'
import { WebhookSettings, webhook } from '../../src/channels/webhook/webhook.ts'
import { HeardEvent } from '../../src/core/mention.ts'
import { channelContract } from './contract.ts'
import { makeWebhookWorld, quietTools, signed } from './webhook-world.ts'

channelContract('webhook', webhook.can, makeWebhookWorld)

const secret = 'a secret of sixteen or more'
const settings = { name: 'blog', secret, deliverUrl: 'https://blog.example/x' }
const comment = {
  ...{ id: 'c-1', type: 'mention', text: '안녕하세요', visibility: 'public' },
  author: { id: 'u-1', name: '하나' },
}
const open = (more: object = {}, tools = quietTools): Account =>
  webhook.open(WebhookSettings.parse({ ...settings, ...more }), tools)
const json = (body: unknown) => signed(Buffer.from(JSON.stringify(body)))

function failing(work: () => unknown): ChannelError {
  try {
    work()
  } catch (error) {
    expect(error).to.be.instanceOf(ChannelError)
    return error as ChannelError
  }
  throw new Error('it did not fail')
}

describe('what a webhook delivers', () => {
  const hear = (body: unknown, account = open()) => account.webhook?.(json(body)) ?? []
  const refused = (body: unknown) => {
    const error = failing(() => hear(body))
    expect(error.kind).to.equal('refused')
    return error.message
  }

  it('is one event or many, each in the shape of the house', () => {
    expect(hear(comment)).to.have.length(1)
    const many = hear([comment, { ...comment, type: 'edited' }, { type: 'deleted', id: 'c-1' }])
    expect(many.map(({ kind }) => kind)).to.deep.equal(['mention', 'edited', 'deleted'])
    for (const event of many) expect(HeardEvent.safeParse(event).success).to.equal(true)
    expect(hear([])).to.deep.equal([])
  })

  it('drops what the brand itself wrote, however its handle is spelled', () => {
    const ours = { ...comment, author: { id: 'u-9', name: 'Shop', handle: '@SHOP' } }
    expect(hear([ours, comment], open({ brandHandle: 'shop' }))).to.have.length(1)
    expect(hear(ours, open())).to.have.length(1)
  })

  it('says which field is wrong', () => {
    const cases: [unknown, RegExp][] = [
      [{ ...comment, id: '' }, /^id: /],
      [{ ...comment, id: 7 }, /^id: /],
      [{ ...comment, id: 'x'.repeat(257) }, /^id: /],
      [{ ...comment, author: { name: 'no id' } }, /^author\.id: /],
      [{ ...comment, author: null }, /^author: /],
      [{ ...comment, text: null }, /^text: /],
      [{ ...comment, text: 'x'.repeat(20_001) }, /^text: /],
      [{ ...comment, visibility: 'private' }, /^visibility: /],
      [{ ...comment, postedAt: 1_700_000_000 }, /^postedAt: /],
      [{ ...comment, type: 'liked' }, /^type: "liked" is not known; use "mention", "edited" or "deleted"\.$/],
      [{ ...comment, type: undefined }, /^type: it is missing/],
      [{ type: 'deleted' }, /^id: /],
      [[comment, { ...comment, text: 1 }], /^\[1\]\.text: /],
      [Array(101).fill(comment), /101 events and may have 100/],
      ['text', /^The event: /],
      [null, /^The event: /],
    ]
    for (const [body, message] of cases) expect(refused(body), JSON.stringify(body)).to.match(message)
  })

  it('must be JSON in UTF-8', () => {
    for (const raw of [
      Buffer.from('{"id":'),
      Buffer.alloc(0),
      Buffer.from([0x22, 0xff, 0x22]),
      Buffer.from('\uFEFF{}'),
    ]) {
      const error = failing(() => open().webhook?.(signed(raw)))
      expect(error.kind).to.equal('refused')
      expect(error.cause).to.be.instanceOf(SyntaxError)
    }
  })

  it('takes the time of arrival where the time cannot be true, and says so', () => {
    const now = new Date('2026-11-22T10:00:00.000Z')
    const told: unknown[] = []
    const account = open(
      {},
      { now: () => now, log: (_level, _message, detail) => void told.push(detail?.said) },
    )
    const at = (postedAt: unknown) => {
      const body = Buffer.from(JSON.stringify({ ...comment, postedAt }))
      const [event] = account.webhook?.(signed(body, secret, now.getTime() / 1000)) ?? []
      return event?.kind === 'mention' ? event.mention.postedAt : null
    }
    expect(at('2026-11-22T18:59:00+09:00')).to.equal('2026-11-22T09:59:00.000Z')
    expect(at('2026-11-22T10:04:00Z')).to.equal('2026-11-22T10:04:00.000Z')
    expect(at(null)).to.equal(now.toISOString())
    expect(told).to.deep.equal([])
    const wrong = ['2031-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'yesterday', '2026-11-22T10:00:00']
    for (const said of wrong) expect(at(said), said).to.equal(now.toISOString())
    expect(told).to.deep.equal(wrong)
  })
})

describe('the signature of a webhook', () => {
  const key = createSecretKey(Buffer.from(secret))
  const now = new Date('2026-11-22T10:00:00Z')
  const body = Buffer.from('{"a":"ㅎ"}')
  const check = (header: string | undefined, at = now, raw: Buffer = body) =>
    checkSignature(key, header, raw, at)
  const good = signBody(key, body, now)

  it('fits within five minutes to either side, also beside an old one', () => {
    check(good)
    check(good, new Date(now.getTime() + 300_000))
    check(good, new Date(now.getTime() - 300_000))
    check(good.replace('v1=', `v1=${'0'.repeat(64)},v1=`))
  })

  it('does not fit when anything is changed', () => {
    const cases: [string | undefined, Date?, Buffer?][] = [
      [undefined],
      [''],
      ['nonsense'],
      [good.replace(/t=\d+/, 't=1795341601')],
      [good.replace(/t=\d+,/, '')],
      [good.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
      [good.slice(0, -2)],
      [good, new Date(now.getTime() + 301_000)],
      [good, new Date(now.getTime() - 301_000)],
      [good, now, Buffer.from('{"a":"ㅏ"}')],
      [signBody(createSecretKey(Buffer.from('another secret, too')), body, now)],
    ]
    for (const [header, at, raw] of cases) {
      const error = failing(() => check(header, at, raw))
      expect(error.kind).to.equal('auth')
      expect(error.message).not.to.match(/[0-9a-f]{64}/)
    }
  })

  it('is the one that docs/webhook.md shows, in both directions', async () => {
    const page = readFileSync(new URL('../../docs/webhook.md', import.meta.url), 'utf8')
    const line = (name: string) => new RegExp(`^${name} +(.+)$`, 'm').exec(page)?.[1] ?? ''
    const docKey = createSecretKey(Buffer.from(line('secret')))
    const at = new Date(Number(line('t')) * 1000)
    expect(signBody(docKey, line('body'), at)).to.equal(line('signature'))
    const account = open({ secret: line('secret') }, { ...quietTools, now: () => at })
    const headers = { 'dajeong-signature': line('signature') }
    const [event] = account.webhook?.({ headers, rawBody: Buffer.from(line('body')) }) ?? []
    expect(event?.kind === 'mention' && event.mention.text).to.equal('배송이 언제 오나요?')
    const shown = /^dajeong-signature: (t=\d+,v1=\w+)\n\n(\{.+\})$/m.exec(page)
    expect(signBody(docKey, shown?.[2] ?? '', at)).to.equal(shown?.[1])
  })
})

describe('the settings of a webhook', () => {
  it('make a secret where none is given', () => {
    const { secret: _, ...rest } = settings
    const made = WebhookSettings.parse(rest).secret
    expect(made).to.match(/^[\w-]{43}$/)
    expect(WebhookSettings.parse(rest).secret).not.to.equal(made)
  })

  it('deliver by https, or by http to this machine', () => {
    const takes = (deliverUrl: string, more = {}) =>
      WebhookSettings.safeParse({ ...settings, deliverUrl, ...more }).success
    for (const url of ['https://a.example/x', 'http://127.0.0.1:80/', 'http://localhost/', 'http://[::1]:9/'])
      expect(takes(url), url).to.equal(true)
    for (const url of [
      'http://a.example/',
      'http://127.0.0.1.a.example/',
      'ftp://a.example/',
      'https://me:pw@a.example/',
      'x',
    ])
      expect(takes(url), url).to.equal(false)
    expect(takes('http://10.0.0.7/', { allowHttp: true })).to.equal(true)
  })
})

describe('a reply that a webhook delivers', () => {
  let server: Server
  let deliverUrl: string
  let respond: { status: number; body: string; type?: string }
  let got: { body: string; key: string | undefined }[]

  beforeEach(async () => {
    got = []
    server = createServer((req, res) => {
      let body = ''
      req.on('data', (chunk) => {
        body += chunk
      })
      req.on('end', () => {
        got.push({ body, key: req.headers['idempotency-key'] as string | undefined })
        res
          .writeHead(respond.status, { 'content-type': respond.type ?? 'application/json' })
          .end(respond.body)
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    deliverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/replies`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const reply: Reply = {
    ...{ id: 'reply-7', text: '네!', language: 'ko', visibility: 'direct', prepared: null },
    to: { nativeId: 'c-1', author: { nativeId: 'u-1', handle: 'hana' }, ref: { thread: 'page-9' } },
    at: new Date('2026-11-22T10:00:00Z'),
  }
  const send = () => open({ deliverUrl }).send(reply, new AbortController().signal)
  const kindOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (reason) => reason,
    )
    expect(error).to.be.instanceOf(ChannelError)
    return (error as ChannelError).kind
  }

  it('carries everything that is needed to publish it, and the same key at every try', async () => {
    respond = { status: 200, body: '{"id":12,"url":"https://blog.example/12"}' }
    expect(await send()).to.deep.equal({ nativeId: '12', url: 'https://blog.example/12', ref: null })
    await send()
    expect(got.map(({ key }) => key)).to.deep.equal(['reply-7', 'reply-7'])
    expect(JSON.parse(got[0]?.body ?? '')).to.deep.equal({
      ...{ type: 'reply', id: 'reply-7', text: '네!', language: 'ko', visibility: 'direct' },
      to: { id: 'c-1', author: { id: 'u-1', handle: 'hana' }, thread: 'page-9' },
      at: '2026-11-22T10:00:00.000Z',
    })
  })

  it('goes by its key where the receiver gives no id', async () => {
    for (const body of ['', '{}', '{"id":null}']) {
      respond = { status: 200, body }
      expect((await send()).nativeId).to.equal('reply-7')
    }
  })

  it('fails in the way that says what to do', async () => {
    const cases: [number, string, ChannelError['kind']][] = [
      [400, '{"message":"no"}', 'refused'],
      [401, '{}', 'auth'],
      [404, '{}', 'refused'],
      [410, '{}', 'gone'],
      [429, '{}', 'busy'],
      [500, '{}', 'network'],
      [503, 'down', 'network'],
      [200, '{"id":{}}', 'refused'],
      [200, '[]', 'refused'],
    ]
    for (const [status, body, kind] of cases) {
      respond = { status, body }
      expect(await kindOf(send()), `${status} ${body}`).to.equal(kind)
    }
  })

  it('is preceded by a ping that changes nothing, when the account is checked', async () => {
    respond = { status: 200, body: '{}' }
    const identity = await open({ deliverUrl }).check(new AbortController().signal)
    expect(identity).to.deep.equal({ nativeId: 'webhook:blog', handle: 'blog', name: 'blog' })
    expect(got).to.have.length(1)
    expect(JSON.parse(got[0]?.body ?? '')).to.include({ type: 'ping' })
    respond = { status: 200, body: '<html>', type: 'text/html' }
    expect(await kindOf(open({ deliverUrl }).check(new AbortController().signal))).to.equal('busy')
  })
})
