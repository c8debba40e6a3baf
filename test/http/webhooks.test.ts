import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { webhook } from '../../src/channels/webhook/webhook.ts'
import type { HeardEvent } from '../../src/core/mention.ts'
import { bodyLimit } from '../../src/http/webhook-body.ts'
import { makeWebhookDoor, type WebhookDoor } from '../../src/http/webhooks.ts'
import { quietTools, signed } from '../channels/webhook-world.ts'

const secret = 'a secret of sixteen or more'
const open = (key = secret) =>
  webhook.open(
    webhook.settings.parse({ name: 'blog', secret: key, deliverUrl: 'https://blog.example/' }),
    quietTools,
  )
const comment = (id = 'c-1', more: object = {}) => ({
  ...{ id, type: 'mention', text: '안녕하세요', visibility: 'public', author: { id: 'u-1', name: '하나' } },
  ...more,
})
const bytes = (body: unknown) => Buffer.from(JSON.stringify(body))

describe('the door for webhooks', () => {
  let server: Server
  let url: string
  let door: WebhookDoor
  let stored: { accountId: string; event: HeardEvent }[]
  let refused: { accountId: string; why: string; raw: string }[]
  let store: () => Promise<void>
  let asked: string[]
  let key: string
  let time: number

  beforeEach(async () => {
    stored = []
    refused = []
    asked = []
    key = secret
    time = 0
    store = async () => {}
    door = makeWebhookDoor({
      async find(accountId) {
        asked.push(accountId)
        if (accountId === '500') throw new Error('the database is away')
        return accountId === '1' ? { channel: 'webhook', account: open(key) } : null
      },
      async receive(item) {
        await store()
        stored.push(item)
      },
      refuse: async (accountId, note) => void refused.push({ accountId, ...note }),
      log: { warn: () => {} },
      clock: () => time,
    })
    server = createServer((req, res) => {
      if (!door.handle(req, res)) res.writeHead(299).end('the framework')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })

  async function deliver(
    raw: Buffer,
    path = '/hooks/webhook/1',
    headers: Record<string, string> = {},
    sign = true,
  ) {
    const signature = sign ? (signed(raw).headers as Record<string, string>) : {}
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature, ...headers },
      body: new Uint8Array(raw),
    })
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
  }

  it('leaves every other path to the framework', async () => {
    for (const path of ['/', '/api/x', '/hooks', '/hooksy/webhook/1'])
      expect((await fetch(`${url}${path}`)).status, path).to.equal(299)
  })

  it('acknowledges what was stored, and not before', async () => {
    let letGo = () => {}
    store = () =>
      new Promise((done) => {
        letGo = done
      })
    let answered = false
    const delivery = deliver(bytes(comment())).then((answer) => {
      answered = true
      return answer
    })
    while (asked.length === 0) await pause(5)
    await pause(20)
    expect(answered).to.equal(false)
    letGo()
    expect(await delivery).to.deep.equal({ status: 202, json: { accepted: 1 } })
    expect(stored.map(({ accountId, event }) => [accountId, event.kind])).to.deep.equal([['1', 'mention']])
  })

  it('stores what is about one thing in its order', async () => {
    let waits = 0
    store = () => pause(waits++ === 0 ? 30 : 0)
    const events = [
      ...[comment('a'), comment('b'), comment('a', { type: 'edited', text: '고침' })],
      ...[comment('a', { type: 'edited', text: '또 고침' }), { type: 'deleted', id: 'a' }],
    ]
    expect((await deliver(bytes(events))).json).to.deep.equal({ accepted: 5 })
    const aboutA = stored.filter(
      ({ event }) => ('mention' in event ? event.mention.nativeId : event.nativeId) === 'a',
    )
    expect(
      aboutA.map(({ event }) => (event.kind === 'edited' ? event.mention.text : event.kind)),
    ).to.deep.equal(['mention', '고침', '또 고침', 'deleted'])
  })

  it('takes an empty array, a body in pieces and a query', async () => {
    expect((await deliver(bytes([]))).json).to.deep.equal({ accepted: 0 })
    expect((await deliver(bytes(comment()), '/hooks/webhook/1?from=blog')).status).to.equal(202)
    const raw = bytes(comment('pieces', { text: '가'.repeat(10_000) }))
    const { headers } = signed(raw)
    const answer = await fetch(`${url}/hooks/webhook/1`, {
      method: 'POST',
      headers: { ...(headers as Record<string, string>), 'content-type': 'application/json; charset=utf-8' },
      body: new ReadableStream({
        async start(controller) {
          for (let at = 0; at < raw.length; at += 7_001)
            controller.enqueue(new Uint8Array(raw.subarray(at, at + 7_001)))
          controller.close()
        },
      }),
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).to.equal(202)
    expect(stored).to.have.length(2)
  })

  it('answers what is wrong with the status and one sentence, and stores nothing of it', async () => {
    const good = bytes(comment())
    const cases: [string, number, () => Promise<{ status: number; json: Record<string, unknown> }>][] = [
      ['no signature', 401, () => deliver(good, undefined, {}, false)],
      [
        'a wrong signature',
        401,
        () => deliver(good, undefined, { 'dajeong-signature': `t=1,v1=${'0'.repeat(64)}` }),
      ],
      ['an unknown account', 404, () => deliver(good, '/hooks/webhook/2')],
      ['an account of another channel', 404, () => deliver(good, '/hooks/mastodon/1')],
      ['no number', 404, () => deliver(good, '/hooks/webhook/one')],
      ['a path below', 404, () => deliver(good, '/hooks/webhook/1/2')],
      ['a number that no row has', 404, () => deliver(good, `/hooks/webhook/${'9'.repeat(19)}`)],
      ['an escape', 404, () => deliver(good, '/hooks/webhook/%2e%2e')],
      ['a form', 415, () => deliver(good, undefined, { 'content-type': 'text/plain' })],
      ['zip', 415, () => deliver(good, undefined, { 'content-encoding': 'gzip' })],
      ['one byte too much', 413, () => deliver(Buffer.alloc(bodyLimit + 1, 0x20))],
      ['10 MB', 413, () => deliver(Buffer.alloc(10_000_000, 0x20))],
      ['no JSON', 400, () => deliver(Buffer.from('{'))],
      ['no UTF-8', 400, () => deliver(Buffer.from([0x22, 0xc3, 0x28, 0x22]))],
      ['nothing', 400, () => deliver(Buffer.alloc(0))],
      ['an unknown type', 422, () => deliver(bytes(comment('x', { type: 'liked' })))],
      ['a bad field among good ones', 422, () => deliver(bytes([comment(), comment('')]))],
      ['a database that is away', 503, () => deliver(good, '/hooks/webhook/500')],
    ]
    for (const [what, status, work] of cases) {
      const answer = await work()
      expect(answer.status, what).to.equal(status)
      expect(answer.json.error, what).to.be.a('string')
      expect(answer.json.message, what).to.match(/^[^\n]{10,300}\.$/)
    }
    expect(stored).to.deep.equal([])
  })

  it('says which method it takes', async () => {
    const answer = await fetch(`${url}/hooks/webhook/1`)
    expect(answer.status).to.equal(405)
    expect(answer.headers.get('allow')).to.equal('POST')
  })

  it('writes down what had a good signature and could not be read, and nothing else', async () => {
    await deliver(bytes(comment()), undefined, {}, false)
    await deliver(bytes(comment('x', { type: 'liked', text: 'NUL \u0000 and half a pair \ud83d' })))
    await deliver(Buffer.from(`{"long": "${'가'.repeat(20_000)}`))
    expect(refused.map(({ accountId }) => accountId)).to.deep.equal(['1', '1'])
    expect(refused[0]?.why).to.match(/^type: "liked" is not known/)
    expect(refused[0]?.raw).to.include('"liked"')
    expect(refused[1]?.raw.length).to.be.at.most(4_000)
    for (const { raw } of refused) {
      expect(raw.isWellFormed()).to.equal(true)
      expect(raw).not.to.include('\u0000')
    }
  })

  it('asks to come again when storing fails, and says nothing of why', async () => {
    store = () => Promise.reject(new Error('password=hunter2'))
    const answer = await deliver(bytes(comment()))
    expect(answer.status).to.equal(503)
    expect(JSON.stringify(answer.json)).not.to.include('hunter2')
    store = async () => {}
    expect((await deliver(bytes(comment()))).status).to.equal(202)
  })

  it('remembers an account for a moment, and reads it anew when told to', async () => {
    for (let n = 0; n < 3; n += 1) await deliver(bytes(comment()))
    expect(asked).to.deep.equal(['1'])
    key = 'a new secret, sixteen long'
    expect((await deliver(bytes(comment()))).status).to.equal(202)
    door.forget('1')
    expect((await deliver(bytes(comment()))).status).to.equal(401)
    key = secret
    time += 5_001
    expect((await deliver(bytes(comment()))).status).to.equal(202)
  })

  it('lives on when a sender breaks off in the middle', async () => {
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    await new Promise<void>((done) => socket.once('connect', done))
    socket.write('POST /hooks/webhook/1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n')
    socket.write('content-length: 500\r\n\r\n{"id":')
    await pause(20)
    socket.destroy()
    expect((await deliver(bytes(comment()))).status).to.equal(202)
    expect(stored).to.have.length(1)
  })
})
