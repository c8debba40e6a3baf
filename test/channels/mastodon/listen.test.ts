import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { WebSocketServer } from 'ws'
import { ChannelError, type Heard } from '../../../src/channels/channel.ts'
import { Cursor } from '../../../src/channels/mastodon/cursor.ts'
import type { HeardEvent, Json } from '../../../src/core/mention.ts'
import { type Asked, type FakeServer, mastodonSays, openFakeServer, refusal, status } from './fake-server.ts'

const identity = { nativeId: '1', handle: 'brand', name: '다정' }
const note = (id: string, change: object = {}) => ({
  id,
  type: 'mention',
  status: status({ id: `s${id}`, ...change }),
})
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => note(String(from + n)))

/** The notifications endpoint as Mastodon has it: what follows `min_id` at once, newest first. */
function pages(all: () => { id: string }[], most = 80) {
  return ({ query }: Asked) => {
    const after = all().filter((one) => Number(one.id) > Number(query.get('min_id') ?? 0))
    const limit = Math.min(Number(query.get('limit')), most)
    return (query.has('min_id') ? after.slice(0, limit) : after.slice(-limit)).toReversed()
  }
}

interface Listening {
  heard: Heard[]
  events(): HeardEvent[]
  ids(): string[]
  done: Promise<void>
  stop(): Promise<void>
  until(look: () => unknown): Promise<void>
}

describe('listening to Mastodon', () => {
  let open: Listening[]
  beforeEach(() => {
    open = []
  })
  afterEach(async () => {
    await Promise.allSettled(open.map((one) => one.stop()))
  })

  function listen(
    server: FakeServer,
    cursor: Json | null,
    keep: (heard: Heard) => void = () => {},
  ): Listening {
    const stop = new AbortController()
    const heard: Heard[] = []
    const hear = async (one: Heard) => {
      keep(one)
      heard.push(structuredClone(one))
    }
    const done = server.account.listen?.({ identity, cursor, hear, signal: stop.signal }) ?? Promise.resolve()
    done.catch(() => {})
    const events = () => heard.flatMap((one) => one.events)
    const listening: Listening = {
      heard,
      events,
      ids: () => events().flatMap((event) => (event.kind === 'mention' ? [event.mention.nativeId] : [])),
      done,
      stop: async () => {
        stop.abort()
        await done.catch(() => {})
      },
      until: async (look) => {
        while (!look()) await pause(5)
      },
    }
    open.push(listening)
    return listening
  }
  const lastCursor = (one: Listening) =>
    Cursor.parse(one.heard.findLast((heard) => heard.cursor !== null)?.cursor)

  it('keeps the newest notification as its first cursor before it hears anything', async () => {
    const all = numbered(1, 5)
    const server = openFakeServer({ 'GET /api/v1/notifications': pages(() => all) })
    const one = listen(server, null)
    await one.until(() => one.heard.length > 0)
    expect(one.heard[0]).to.deep.equal({ events: [], cursor: { minId: '5', recent: [] } })
    all.push(note('6'))
    await one.until(() => one.ids().length > 0)
    expect(one.ids()).to.deep.equal(['s6'])
  })

  it('hears the very first mention of an account that had none', async () => {
    const all: ReturnType<typeof note>[] = []
    const one = listen(openFakeServer({ 'GET /api/v1/notifications': pages(() => all) }), null)
    await one.until(() => one.heard.length > 0)
    all.push(note('1'))
    await one.until(() => one.ids().includes('s1'))
  })

  it('asks for mentions only and reads page after page from the cursor, oldest first', async () => {
    const server = openFakeServer({ 'GET /api/v1/notifications': pages(() => numbered(1, 200), 30) })
    const one = listen(server, { minId: '50', recent: [] })
    await one.until(() => one.ids().length >= 150)
    expect(one.ids()).to.deep.equal(numbered(51, 150).map((each) => each.status.id))
    const [first] = server.asked.filter((asked) => asked.path === '/api/v1/notifications')
    expect(first?.query.getAll('types[]')).to.deep.equal(['mention'])
    expect(lastCursor(one)).to.include({ minId: '160' })
  })

  it('hears a notification that the server shows late, under a smaller id', async () => {
    const all = [note('10'), note('12')]
    const one = listen(openFakeServer({ 'GET /api/v1/notifications': pages(() => all) }), { minId: '9' })
    await one.until(() => one.ids().length === 2)
    all.splice(1, 0, note('11'))
    await one.until(() => one.ids().length === 3)
    expect(one.ids()).to.deep.equal(['s10', 's12', 's11'])
  })

  it('does not hear history from a server that knows no min_id', async () => {
    const all = [note('1'), note('2'), note('3')]
    const one = listen(openFakeServer({ 'GET /api/v1/notifications': () => all }), { minId: '2', recent: [] })
    await one.until(() => one.ids().length > 0)
    expect(one.ids()).to.deep.equal(['s3'])
  })

  it('hears once what two notifications tell of one status', async () => {
    const all = [note('1', { id: 'same' }), note('2', { id: 'same' }), note('3')]
    const one = listen(openFakeServer({ 'GET /api/v1/notifications': pages(() => all) }), { minId: '0' })
    await one.until(() => one.ids().includes('s3'))
    expect(one.ids()).to.deep.equal(['same', 's3'])
  })

  it('does not hear again after a restart what it kept, but does hear that it was edited', async () => {
    const all = numbered(1, 3)
    const server = openFakeServer({ 'GET /api/v1/notifications': pages(() => all) })
    const first = listen(server, { minId: '0' })
    await first.until(() => first.ids().length === 3)
    await first.stop()
    all[1] = note('2', { edited_at: '2026-11-02T10:00:00.000Z', content: '<p>고침</p>' })
    const second = listen(server, lastCursor(first))
    await second.until(() => second.events().length > 0)
    await second.stop()
    expect(second.events().map((event) => event.kind)).to.deep.equal(['edited'])
  })

  it('tells a deleted status from a notification that staff cleared', async () => {
    let all = numbered(1, 3)
    const server = openFakeServer({
      'GET /api/v1/notifications': pages(() => all),
      'GET /api/v1/statuses/s1': status(),
      'GET /api/v1/statuses/s2': refusal(404, 'Record not found'),
    })
    const one = listen(server, { minId: '0' })
    await one.until(() => one.ids().length === 3)
    all = all.slice(2)
    await one.until(() => one.events().length > 3)
    await pause(60)
    expect(one.events().slice(3)).to.deep.equal([{ kind: 'deleted', nativeId: 's2' }])
    expect(server.asked.filter((asked) => asked.path === '/api/v1/statuses/s1')).to.have.length(1)
  })

  it('keeps what it cannot read, passes over what is no mention, and goes on', async () => {
    const all = [
      { id: '1', type: 'mention', status: { id: 'bad' } },
      { id: '2', type: 'mention', status: null },
      { id: '3', type: 'mention' },
      { id: '4', type: 'annual_report' },
      { id: '5', type: 'mention', status: status({ id: 'own', account: { id: '1', acct: 'brand' } }) },
      note('6'),
    ]
    const server = openFakeServer({
      'GET /api/v1/notifications': (asked: Asked) => [
        ...pages(() => all)(asked),
        'x',
        null,
        { type: 'mention' },
      ],
    })
    const one = listen(server, { minId: '0' })
    await one.until(() => one.ids().length > 0)
    const told = one
      .events()
      .map(
        (event) =>
          `${event.kind} ${event.kind === 'mention' ? event.mention.nativeId : event.kind === 'edited' ? '' : event.nativeId}`,
      )
    expect(told).to.deep.equal(['unreadable bad', 'unreadable 3', 'mention s6'])
  })

  it('rides out every failure that can pass', async () => {
    const failures = [
      refusal(500, 'no'),
      refusal(404, 'no'),
      new Response('<html>'),
      Response.json({ not: 'a list' }),
      refusal(429, 'slow down'),
    ]
    const failing = failures.slice(0, 4)
    const server = openFakeServer({
      'GET /api/v1/notifications': (asked: Asked) => failing.shift() ?? pages(() => numbered(1, 1))(asked),
    })
    const one = listen(server, { minId: '0' })
    await one.until(() => one.ids().length > 0)
    expect(server.logged.filter((line) => line.startsWith('Listening failed'))).to.have.length(4)
    expect(server.logged.join()).to.not.include('token-of-the-brand')
  })

  it('leaves a network alone until the time that it named', async () => {
    const busy = Response.json({}, { status: 429, headers: { 'retry-after': '3600' } })
    const server = openFakeServer({ 'GET /api/v1/notifications': busy })
    const one = listen(server, { minId: '0' })
    await one.until(() => server.logged.some((line) => line.startsWith('Listening failed')))
    await pause(100)
    expect(server.asked.filter((asked) => asked.path === '/api/v1/notifications')).to.have.length(1)
    await one.stop()
  })

  it('ends when the network refuses us, also at the very start', async () => {
    for (const cursor of [null, { minId: '0' }]) {
      const server = openFakeServer({ 'GET /api/v1/notifications': refusal(401, 'revoked') })
      const error = await listen(server, cursor).done.catch((reason: unknown) => reason)
      expect(error).to.be.instanceOf(ChannelError).with.property('kind', 'auth')
    }
  })

  it('ends with the reason when something could not be kept', async () => {
    const server = openFakeServer({ 'GET /api/v1/notifications': pages(() => numbered(1, 1)) })
    const full = () => {
      throw new Error('the disk is full')
    }
    const error = await listen(server, { minId: '0' }, full).done.catch((reason: unknown) => reason)
    expect(error).to.have.property('message', 'the disk is full')
  })

  it('starts anew from a cursor that it cannot read', async () => {
    const server = openFakeServer({ 'GET /api/v1/notifications': pages(() => numbered(1, 2)) })
    const one = listen(server, { something: 'else' })
    await one.until(() => one.heard.length > 0)
    expect(one.heard[0]?.cursor).to.deep.equal({ minId: '2', recent: [] })
  })

  describe('by its stream', () => {
    let sockets: WebSocketServer
    let requests: IncomingMessage[]
    let streaming: string
    const http = () => createServer()
    let web: ReturnType<typeof http>
    beforeEach(async () => {
      requests = []
      web = http()
      sockets = new WebSocketServer({ server: web, autoPong: false })
      sockets.on('connection', (_, request) => requests.push(request))
      await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
      streaming = `ws://127.0.0.1:${(web.address() as AddressInfo).port}`
    })
    afterEach(() => {
      for (const client of sockets.clients) client.terminate()
      web.close()
    })
    const server = (routes: Record<string, unknown> = {}, timing?: Parameters<typeof openFakeServer>[1]) =>
      openFakeServer(
        {
          'GET /api/v2/instance': { ...mastodonSays, configuration: { urls: { streaming } } },
          'GET /api/v1/notifications': [],
          ...routes,
        },
        timing,
      )
    const calm = { pollMs: 60_000, alonePollMs: 60_000, firstRetryMs: 5, longestRetryMs: 20, pingMs: 60_000 }
    const tell = (event: string, payload: unknown) => {
      for (const client of sockets.clients) client.send(JSON.stringify({ stream: ['user'], event, payload }))
    }

    it('shows its token in a header and not in the address', async () => {
      const one = listen(server({}, calm), { minId: '0' })
      await one.until(() => requests.length > 0)
      expect(requests[0]?.url).to.equal('/api/v1/streaming?stream=user')
      expect(requests[0]?.headers.authorization).to.equal('Bearer token-of-the-brand')
    })

    it('hears notifications, edits of what concerns us, and deletions, and never moves the cursor', async () => {
      const one = listen(server({}, calm), { minId: '0' })
      await one.until(() => sockets.clients.size > 0)
      tell('update', JSON.stringify(status({ id: 'home' })))
      tell('notification', JSON.stringify(note('7')))
      tell('notification', note('8'))
      tell('notification', JSON.stringify({ id: '9', type: 'follow' }))
      tell(
        'status.update',
        JSON.stringify(status({ id: 's7', mentions: [], edited_at: '2026-11-02T10:00:00Z' })),
      )
      tell('status.update', JSON.stringify(status({ id: 'other', mentions: [] })))
      tell('delete', '115480000000000103')
      for (const client of sockets.clients) client.send('not JSON')
      await one.until(() => one.events().some((event) => event.kind === 'deleted'))
      const told = one
        .events()
        .map((event) => [event.kind, 'mention' in event ? event.mention.nativeId : event.nativeId])
      expect(told).to.deep.equal([
        ['mention', 's7'],
        ['mention', 's8'],
        ['edited', 's7'],
        ['deleted', '115480000000000103'],
      ])
      expect(one.heard.every((heard) => heard.cursor === null)).to.equal(true)
    })

    it('stops while the address of the stream is being asked', async () => {
      const answer = Promise.withResolvers<unknown>()
      const fake = server({ 'GET /api/v2/instance': () => answer.promise }, calm)
      const one = listen(fake, { minId: '0' })
      await one.until(() => fake.asked.some((asked) => asked.path === '/api/v2/instance'))
      const stopped = one.stop()
      answer.resolve({ ...mastodonSays, configuration: { urls: { streaming } } })
      await stopped
      expect(requests).to.have.length(0)
    })

    it('polls at once when the stream opens and when it ends', async () => {
      const fake = server({}, calm)
      const polls = () => fake.asked.filter((asked) => asked.path === '/api/v1/notifications').length
      const one = listen(fake, { minId: '0' })
      await one.until(() => requests.length === 1 && polls() >= 2)
      const before = polls()
      for (const client of sockets.clients) client.terminate()
      await one.until(() => requests.length === 2 && polls() > before)
    })

    it('leaves a stream that is silent, and opens another', async () => {
      const one = listen(server({}, { ...calm, pingMs: 15 }), { minId: '0' })
      await one.until(() => requests.length >= 2)
    })

    it('shows its token in the address to a server that does not read the header', async () => {
      sockets.options.verifyClient = ({ req }: { req: IncomingMessage }) =>
        req.url?.includes('access_token=') === true
      const fake = server({}, calm)
      const one = listen(fake, { minId: '0' })
      await one.until(() => requests.length > 0)
      expect(requests[0]?.url).to.include('access_token=token-of-the-brand')
      expect(fake.logged.join()).to.not.include('token-of-the-brand')
    })

    it('does not follow an address that is less safe than its own', async () => {
      streaming = 'ftp://127.0.0.1/x'
      const fake = server({}, calm)
      const one = listen(fake, { minId: '0' })
      await one.until(() => fake.logged.some((line) => line.includes('ECONNREFUSED')))
      expect(requests).to.have.length(0)
    })

    it('keeps a flood in few pieces and in order', async () => {
      const one = listen(server({}, calm), { minId: '0' })
      await one.until(() => sockets.clients.size > 0)
      for (let n = 0; n < 2_000; n += 1) tell('notification', note(String(n)))
      await one.until(() => one.ids().length === 2_000)
      expect(one.ids()).to.deep.equal(numbered(0, 2_000).map((each) => each.status.id))
    })
  })
})
