import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'chai'
import type { Turn } from '../../dialogs/turn.ts'
import { type BotDoor, openBotDoor } from '../../src/bot-door.ts'
import { bodyLimit } from '../../src/http/webhook-body.ts'
import type { Log } from '../../src/log.ts'
import { makeToken, openIssuer } from '../dialogs/issuer.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type House, openHouse } from './house.ts'

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const own = { post: async () => 'id', change: async () => {}, typing: () => {} }
const nobody = { bot: null, botTenantId: null, botServiceHosts: [], botOpen: false }
const json = { 'content-type': 'application/json' }
const message = (more: object = {}) => ({
  ...{ type: 'message', id: 'a-1', text: '안녕', channelId: 'emulator', serviceUrl: 'http://localhost:9/' },
  ...{
    conversation: { id: 'c-1' },
    from: { id: 'u-1' },
    recipient: { id: 'bot' },
    deliveryMode: 'expectReplies',
  },
  ...more,
})

describe('POST /api/messages', () => {
  let test: TestDatabase
  let open: House & { close(): Promise<void> }
  let closed: House & { close(): Promise<void> }
  let door: BotDoor
  let turns: Turn[]

  before(async () => {
    test = await openTestDatabase()
    const bot = async (turn: Turn) => {
      turns.push(turn)
      await turn.say({ text: `들었어요: ${turn.incoming.text}` })
    }
    const parts = { db: test.db, bot, own, log: quiet }
    door = openBotDoor({ ...parts, config: { ...nobody, botOpen: true } })
    open = await openHouse({ messages: door.messages })
    closed = await openHouse({ messages: openBotDoor({ ...parts, config: nobody }).messages })
  })
  after(async () => {
    await Promise.all([open.close(), closed.close()])
    await test.close()
  })
  beforeEach(() => {
    turns = []
  })

  async function post(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = json,
    { house = open, path = '/api/messages', method = 'POST' } = {},
  ) {
    const answer = await fetch(`${house.server.url}${path}`, {
      method,
      headers,
      ...(method === 'POST' ? { body } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: text ? JSON.parse(text) : null }
  }

  it('runs a turn and gives its replies', async () => {
    for (const path of ['/api/messages', '/api/messages/', '/api/messages?api-version=3']) {
      const answer = await post(JSON.stringify(message()), json, { path })
      expect(answer.status, path).to.equal(200)
      expect(answer.json.activities[0]).to.include({ type: 'message', text: '들었어요: 안녕' })
      expect(answer.headers.get('cache-control')).to.equal('no-store')
    }
    expect(turns).to.have.length(3)
  })

  it('speaks of another method, another type and a packed body as the rest of the house does', async () => {
    const wrong: [Awaited<ReturnType<typeof post>>, number, string][] = [
      ...(await Promise.all(
        ['GET', 'PUT', 'DELETE', 'OPTIONS'].map(
          async (method): Promise<[Awaited<ReturnType<typeof post>>, number, string]> => [
            await post('', {}, { method }),
            405,
            'method-not-allowed',
          ],
        ),
      )),
      [
        await post('x=1', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'unsupported-media-type',
      ],
      [await post('{}', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type'],
      [await post('{}', { ...json, 'content-encoding': 'gzip' }), 415, 'unsupported-media-type'],
      [await post('{"type":', json), 400, 'bad-request'],
      [await post('', json), 400, 'bad-request'],
      [await post(new Uint8Array([0x22, 0xff, 0x22]), json), 400, 'bad-request'],
      [await post('null', json), 400, 'bad-activity'],
      [await post(JSON.stringify(message({ text: 'x'.repeat(bodyLimit) })), json), 413, 'too-large'],
    ]
    for (const [answer, status, error] of wrong) {
      expect(answer.status, answer.text).to.equal(status)
      expect(answer.json).to.have.all.keys('error', 'message', 'requestId')
      expect(answer.json.error).to.equal(error)
      expect(answer.headers.get('x-content-type-options')).to.equal('nosniff')
    }
    expect(wrong[0]?.[0].headers.get('allow')).to.equal('POST')
    expect(turns).to.deep.equal([])
  })

  it('takes a body as large as it may be', async () => {
    const room = bodyLimit - Buffer.byteLength(JSON.stringify(message({ more: '' })))
    const body = JSON.stringify(message({ more: 'x'.repeat(room) }))
    expect(Buffer.byteLength(body)).to.equal(bodyLimit)
    expect((await post(body)).status).to.equal(200)
  })

  it('leaves its neighbours to the house', async () => {
    for (const path of ['/api/messagesx', '/api/messages/1', '/api'])
      expect((await post('{}', json, { path })).json.error, path).to.equal('not-found')
  })

  it('hears nobody by another name of this machine, as a page would come that had one made', async () => {
    const { hostname, port } = new URL(open.server.url)
    const body = JSON.stringify(message())
    const raw = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `POST /api/messages HTTP/1.1\r\nhost: evil.example:${port}\r\nconnection: close\r\n` +
            `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        ),
      )
      let said = ''
      socket.setEncoding('utf8').on('data', (part: string) => {
        said += part
      })
      socket.on('end', () => resolve(said)).on('error', reject)
    })
    expect(raw).to.match(/^HTTP\/1\.1 403 /)
    expect(turns).to.deep.equal([])
  })

  it('hears nobody where no bot is registered and no door is open', async () => {
    const answer = await post(
      JSON.stringify(message()),
      { ...json, authorization: 'Bearer a.b.c' },
      { house: closed },
    )
    expect(answer.status).to.equal(403)
    expect(answer.json.message).to.match(/MicrosoftAppId/)
    expect(turns).to.deep.equal([])
  })

  it('shares its bot with our own line and with whoever speaks first', async () => {
    const shown: unknown[] = []
    const line = { ...own, post: async (...given: unknown[]) => `id-${shown.push(given)}` }
    const other = openBotDoor({
      ...{ db: test.db, own: line, log: quiet, config: nobody },
      bot: async (turn) => {
        turns.push(turn)
      },
    })
    const conversation = { id: 'w-1' }
    await other.takeOwn({ type: 'message', id: 'v-1', text: '네', conversation, from: { id: 'v' } })
    await other.speaker.speak(
      turns[0]?.reference ?? {},
      async (to) => void (await to.say({ id: 'k', text: '답' })),
    )
    expect(turns[0]?.own).to.equal(true)
    expect(shown).to.have.length(1)
    expect(shown[0]).to.deep.include('k')
  })

  it('does not hear an address that sends forged tokens again and again, and hears all others', async () => {
    const app = { id: 'app', password: 's3cret', type: 'MultiTenant' as const }
    const addressOf = (req: IncomingMessage) => String(req.headers['x-from'])
    const other = openBotDoor({
      ...{ db: test.db, own, log: quiet, config: { ...nobody, bot: app }, bot: async () => {}, addressOf },
    })
    const house = await openHouse({ messages: other.messages })
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = (aud: string) =>
      `Bearer ${part({ alg: 'RS256', kid: 'k' })}.${part({ iss: 'https://api.botframework.com', aud })}.c2ln`
    const send = (from: string, authorization: string) =>
      post(JSON.stringify(message()), { ...json, 'x-from': from, authorization }, { house })
    // Microsoft brings such to us for whoever named our address for another bot.
    for (let count = 0; count < 70; count += 1)
      expect((await send('microsoft', token('another'))).json.error).to.equal('wrong-token')
    for (let count = 0; count < 60; count += 1)
      expect((await send('forger', 'Bearer a.b.c')).json.error).to.equal('wrong-token')
    const late = await send('forger', token('app'))
    expect(late.status).to.equal(429)
    expect(late.json.error).to.equal('too-many-forged')
    expect(late.json.message).to.match(/send it again in \d+ s/)
    expect(Number(late.headers.get('retry-after'))).to.be.within(1, 60)
    expect(late.headers.get('connection')).to.equal('close')
    expect((await send('somebody', 'Bearer a.b.c')).status).to.equal(401)
    expect((await send('microsoft', token('another'))).status).to.equal(401)
    await house.close()
  })

  it('hears a good token also from where others send forged ones, and reads nothing of these', async () => {
    const issuer = await openIssuer()
    const serviceUrl = 'http://127.0.0.1:9/'
    const heard: string[] = []
    const other = openBotDoor({
      ...{ db: test.db, own, log: quiet, authority: issuer.authority, addressOf: () => 'one office' },
      config: {
        ...{ ...nobody, botServiceHosts: ['127.0.0.1:9'] },
        bot: { id: 'app', password: 's3cret', type: 'MultiTenant' },
      },
      bot: async ({ incoming }) => void heard.push(incoming.text),
    })
    const house = await openHouse({ messages: other.messages })
    const now = Math.floor(Date.now() / 1_000)
    const claims = { iss: issuer.authority.issuer, aud: 'app', exp: now + 600, serviceurl: serviceUrl }
    const send = (token: string, text: string) =>
      post(
        JSON.stringify({ ...message({ id: text, text, serviceUrl }), deliveryMode: undefined }),
        { ...json, authorization: `Bearer ${token}` },
        { house },
      )
    for (let count = 0; count < 60; count += 1)
      expect((await send('a.b.c', 'forged')).json.error).to.equal('wrong-token')
    const bad: [string, string][] = [
      ['nonsense', 'a.b.c'],
      ['for another bot', makeToken(issuer.good, { ...claims, aud: 'another' })],
      ['run out', makeToken(issuer.good, { ...claims, exp: now - 600 })],
      ['by a key that is not published', makeToken(issuer.secret, claims)],
      ['by a wrong key', makeToken({ ...issuer.secret, kid: 'good' }, claims)],
    ]
    for (const [what, token] of bad) expect((await send(token, what)).status, what).to.equal(429)
    expect(heard).to.deep.equal([])
    for (const text of ['first', 'second']) {
      expect((await send('a.b.c', 'forged')).status).to.equal(429)
      expect((await send(makeToken(issuer.good, claims), text)).status, text).to.equal(200)
    }
    expect(heard).to.deep.equal(['first', 'second'])
    await house.close()
    await issuer.close()
  })

  it('asks for a token where a bot is registered, with which it is loaded at once', async () => {
    const lines: string[] = []
    const app = { id: 'app', password: 's3cret', type: 'MultiTenant' as const }
    const other = openBotDoor({
      ...{ db: test.db, own, log: { ...quiet, error: (said: string) => void lines.push(said) } },
      config: { ...nobody, bot: app },
      bot: async () => {},
    })
    const house = await openHouse({ messages: other.messages })
    const answer = await post(JSON.stringify(message()), json, { house })
    expect(answer.status).to.equal(401)
    expect(answer.json.error).to.equal('no-token')
    expect(answer.headers.get('www-authenticate')).to.equal('Bearer')
    expect(lines).to.deep.equal([])
    await house.close()
  })
})
