import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { ChannelError, type Rate } from '../../src/channels/channel.ts'
import { type CallOptions, type CallRequest, makeCall } from '../../src/channels/fetch.ts'

const now = new Date('2026-11-02T09:00:00.000Z')
const secret = 'token-that-must-not-be-seen'

describe('a call to a network', () => {
  let server: Server
  let url: string
  let answer: (request: IncomingMessage, response: ServerResponse) => void

  before(async () => {
    server = createServer((request, response) => {
      // A fixed Date, so that times in headers are read against the same moment as `now`.
      response.setHeader('date', now.toUTCString())
      answer(request, response)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const call = (request: Partial<CallRequest> = {}, options: Partial<CallOptions> = {}) =>
    makeCall({ userAgent: 'Dajeong-test', timeoutMs: 2_000, now: () => now, ...options })({
      method: 'GET',
      url: `${url}/api/thing?secret=${secret}`,
      headers: { authorization: `Bearer ${secret}` },
      ...request,
    })
  const failing = async (work: Promise<unknown>): Promise<ChannelError> => {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).to.be.instanceOf(ChannelError)
    const failure = error as ChannelError
    expect(failure.message).to.match(/^[^\n]{10,400}\.$/)
    expect(failure.message).not.to.include(secret)
    return failure
  }
  const write = { method: 'POST', body: '{}' } as const

  it('returns status, headers and parsed JSON, and says who is calling', async () => {
    let agent: string | undefined
    answer = (request, response) => {
      agent = request.headers['user-agent']
      response.setHeader('link', '<x>').end('{"ok":true}')
    }
    const got = await call()
    expect(got.status).to.equal(200)
    expect(got.json).to.deep.equal({ ok: true })
    expect(got.headers.get('link')).to.equal('<x>')
    expect(agent).to.equal('Dajeong-test')
  })

  it('takes an empty answer as null', async () => {
    answer = (_, response) => response.writeHead(204).end()
    expect((await call()).json).to.equal(null)
  })

  const statuses: [number, 'read' | 'write', ChannelError['kind']][] = [
    [400, 'write', 'refused'],
    [401, 'read', 'auth'],
    [401, 'write', 'auth'],
    [403, 'write', 'refused'],
    [404, 'write', 'gone'],
    [410, 'read', 'gone'],
    [422, 'write', 'refused'],
    [301, 'read', 'refused'],
    [307, 'write', 'refused'],
    [500, 'read', 'busy'],
    [500, 'write', 'network'],
    [502, 'write', 'network'],
    [503, 'read', 'busy'],
    [408, 'write', 'network'],
    [429, 'write', 'busy'],
  ]
  for (const [status, what, kind] of statuses) {
    it(`takes ${status} on a ${what} as ${kind}`, async () => {
      answer = (_, response) =>
        response.writeHead(status, { location: `https://other.example/${secret}` }).end('{"error":"no"}')
      expect((await failing(call(what === 'write' ? write : {}))).kind).to.equal(kind)
    })
  }

  it('takes 500 on a repeatable write as busy', async () => {
    answer = (_, response) => response.writeHead(500).end()
    expect((await failing(call({ ...write, repeatable: true }))).kind).to.equal('busy')
  })

  const pauses: [Record<string, string>, string][] = [
    [{ 'retry-after': '120' }, '2026-11-02T09:02:00.000Z'],
    [{ 'retry-after': 'Mon, 02 Nov 2026 09:03:00 GMT' }, '2026-11-02T09:03:00.000Z'],
    [{ 'x-ratelimit-reset': '2026-11-02T09:04:00.000Z' }, '2026-11-02T09:04:00.000Z'],
    [{ 'ratelimit-reset': String(now.getTime() / 1000 + 300) }, '2026-11-02T09:05:00.000Z'],
    [{ 'x-rate-limit-reset': String(now.getTime() + 360_000) }, '2026-11-02T09:06:00.000Z'],
    [{ 'x-ratelimit-reset': '2026-11-02T08:00:00.000Z' }, '2026-11-02T09:00:00.000Z'],
    [{ 'retry-after': '999999999' }, '2026-11-03T09:00:00.000Z'],
    [{ 'retry-after': 'soon' }, '2026-11-02T09:01:00.000Z'],
    [{}, '2026-11-02T09:01:00.000Z'],
  ]
  for (const [headers, retryAt] of pauses) {
    it(`waits until ${retryAt} after a 429 with ${JSON.stringify(headers)}`, async () => {
      answer = (_, response) => response.writeHead(429, headers).end()
      expect((await failing(call())).retryAt?.toISOString()).to.equal(retryAt)
    })
  }

  it('takes a pause from a server in trouble only where it names one, and no rate limit for one', async () => {
    answer = (_, response) => response.writeHead(503, { 'x-ratelimit-reset': '2026-11-02T09:05:00Z' }).end()
    expect((await failing(call())).retryAt).to.equal(null)
    answer = (_, response) => response.writeHead(503, { 'retry-after': '120' }).end()
    expect((await failing(call())).retryAt?.toISOString()).to.equal('2026-11-02T09:02:00.000Z')
  })

  it('measures a pause by the clock of the server that named it', async () => {
    answer = (_, response) =>
      response
        .writeHead(429, {
          date: 'Sun, 01 Nov 2026 00:00:00 GMT',
          'x-ratelimit-reset': '2026-11-01T00:05:00Z',
        })
        .end()
    expect((await failing(call())).retryAt?.toISOString()).to.equal('2026-11-02T09:05:00.000Z')
  })

  it('passes on how many calls are left', async () => {
    answer = (_, response) =>
      response
        .writeHead(200, {
          'x-ratelimit-limit': '300',
          'x-ratelimit-remaining': '7',
          'x-ratelimit-reset': '2026-11-02T09:01:00.000000Z',
        })
        .end('{}')
    const rates: Rate[] = []
    await call({}, { onRate: (rate) => rates.push(rate) })
    expect(rates).to.deep.equal([{ limit: 300, remaining: 7, resetAt: new Date('2026-11-02T09:01:00Z') }])
  })

  it('quotes what the server said, short, on one line and without the token', async () => {
    answer = (_, response) =>
      response.writeHead(422).end(JSON.stringify({ error: `Too long\nby ${secret} ${'x'.repeat(900)}` }))
    const { message } = await failing(call(write))
    expect(message).to.include('(Too long by …')
  })

  it('lets a channel read an answer in its own way', async () => {
    answer = (_, response) => response.writeHead(403).end('{"error":"Your login is currently disabled"}')
    const judge: CallOptions['judge'] = (got, usual) =>
      got.status === 403 ? new ChannelError('auth', 'The account is locked there.') : usual
    expect((await failing(call(write, { judge }))).kind).to.equal('auth')
  })

  for (const [what, kind] of [
    ['read', 'busy'],
    ['write', 'network'],
  ] as const) {
    const request = what === 'write' ? write : {}

    it(`takes a ${what} that is never answered as ${kind}`, async () => {
      answer = () => {}
      const error = await failing(call(request, { timeoutMs: 60 }))
      expect(error.kind).to.equal(kind)
      expect(error.message).to.include('within 0.06 s')
    })

    it(`takes a ${what} whose answer stops half-way as ${kind}`, async () => {
      answer = (_, response) => response.writeHead(200).write('{"half":')
      expect((await failing(call(request, { timeoutMs: 60 }))).kind).to.equal(kind)
    })

    it(`takes a ${what} whose connection is dropped as ${kind}`, async () => {
      answer = (incoming) => incoming.socket.destroy()
      expect((await failing(call(request))).kind).to.equal(kind)
    })

    it(`takes a ${what} answered by a web page as ${kind}, and says so`, async () => {
      answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
      const error = await failing(call(request))
      expect(error.kind).to.equal(kind)
      expect(error.message).to.include('text/html that is not JSON')
    })

    it(`stops reading the answer of a ${what} that has no end`, async () => {
      answer = (_, response) => {
        const chunk = 'x'.repeat(10_000)
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        }
        response.on('drain', more)
        more()
      }
      const error = await failing(call(request, { maxBytes: 50_000 }))
      expect(error.kind).to.equal(kind)
      expect(error.message).to.include('more than 50000 bytes')
    })

    it(`takes a ${what} that could not connect as busy`, async () => {
      const closed = createServer()
      await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
      const { port } = closed.address() as AddressInfo
      await new Promise((done) => closed.close(done))
      const error = await failing(call({ ...request, url: `http://127.0.0.1:${port}/` }))
      expect(error.kind).to.equal('busy')
      expect(error.message).to.include('ECONNREFUSED')
    })

    it(`takes a ${what} to a name that nobody knows as busy`, async () => {
      const unknown: typeof fetch = async () => {
        const cause = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
        throw new TypeError('fetch failed', { cause })
      }
      expect((await failing(call(request, { fetch: unknown }))).kind).to.equal('busy')
    })

    it(`takes a ${what} that was given up after it left as ${kind}`, async () => {
      const stop = new AbortController()
      answer = () => stop.abort()
      expect((await failing(call({ ...request, signal: stop.signal }))).kind).to.equal(kind)
    })
  }

  it('takes a write as doubtful when only one of several addresses refused it', async () => {
    const mixed: typeof fetch = async () => {
      const errors = ['ECONNREFUSED', 'ECONNRESET'].map((code) => Object.assign(new Error(code), { code }))
      throw new TypeError('fetch failed', { cause: new AggregateError(errors) })
    }
    expect((await failing(call(write, { fetch: mixed }))).kind).to.equal('network')
  })

  it('sends nothing when it was given up before', async () => {
    let asked = 0
    answer = (_, response) => {
      asked += 1
      response.end('{}')
    }
    const error = await call({ signal: AbortSignal.abort(new Error('stopping')) }).catch((e: unknown) => e)
    expect(error).to.have.property('message', 'stopping')
    expect(asked).to.equal(0)
  })

  it('refuses an address that is not a URL without repeating it', async () => {
    expect((await failing(call({ url: `no url ${secret}` }))).kind).to.equal('refused')
  })
})
