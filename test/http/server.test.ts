import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { ServerTools } from '../../src/http/server.ts'
import { makeScene } from '../desk/scene.ts'
import { allReady, openHouse } from './house.ts'

describe('the server', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse({ metricsToken: 'a token for metrics' })
  })
  after(() => house.close())
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${house.server.url}${path}`, { headers })

  it('sends the headers that keep a page safe, with every answer', async () => {
    for (const path of ['/', '/desk/all', '/api/me', '/nothing', '/healthz']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy'), path).to.match(/default-src 'none'; script-src 'self'/)
      expect(headers.get('content-security-policy'), path).to.not.include('unsafe')
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff')
      expect(headers.get('referrer-policy'), path).to.equal('no-referrer')
      expect(headers.get('server'), path).to.equal(null)
      expect(headers.get('access-control-allow-origin'), path).to.equal(null)
    }
  })

  it('carries a request’s id through, if it is one', async () => {
    expect((await get('/healthz', { 'x-request-id': 'abc_1-Z' })).headers.get('x-request-id')).to.equal(
      'abc_1-Z',
    )
    for (const wrong of ['a b', 'x'.repeat(65), '<script>']) {
      const id = (await get('/healthz', { 'x-request-id': wrong })).headers.get('x-request-id')
      expect(id, wrong).to.match(/^[\da-f-]{36}$/)
    }
  })

  it('answers HEAD like GET, without a body', async () => {
    for (const path of ['/', '/healthz', '/api/openapi.json', '/desk/all']) {
      const [head, whole] = await Promise.all([fetch(house.server.url + path, { method: 'HEAD' }), get(path)])
      expect(head.status, path).to.equal(200)
      expect(head.headers.get('content-length'), path).to.equal(whole.headers.get('content-length'))
      expect(await head.text()).to.equal('')
    }
  })

  it('answers 404 in JSON, whatever the client would like', async () => {
    const answer = await get('/nothing?search=secret', { accept: 'text/html' })
    expect(answer.headers.get('content-type')).to.match(/application\/json/)
    expect(await answer.text()).to.not.include('secret')
  })

  it('is alive, and ready only when everything is', async () => {
    expect(await (await get('/healthz')).json()).to.deep.equal({ alive: true })
    expect((await get('/readyz')).status).to.equal(200)
    const ready: ServerTools['ready'] = { ...allReady }
    const other = await openHouse({ ready })
    const fine = { database: true, migrations: true, worker: true, running: true }
    const ask = async () => {
      const answer = await fetch(`${other.server.url}/readyz`)
      return [answer.status, await answer.json()]
    }
    try {
      expect(await ask()).to.deep.equal([200, { ready: true, ...fine }])
      for (const part of ['database', 'migrations', 'worker', 'running'] as const) {
        for (const no of [
          () => false,
          () => Promise.reject(new Error('away')),
          () => {
            throw new Error('away')
          },
          () => new Promise<boolean>(() => {}),
        ]) {
          ready[part] = no
          expect(await ask()).to.deep.equal([503, { ready: false, ...fine, [part]: false }])
        }
        ready[part] = () => true
      }
    } finally {
      await other.close()
    }
  })

  it('shows its metrics to this machine, to colleagues and to whoever has the token', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.1' }
    expect((await get('/metrics')).status).to.equal(200)
    expect((await get('/metrics', proxied)).status).to.equal(401)
    expect((await get('/metrics', { ...proxied, cookie: house.cookie })).status).to.equal(200)
    expect(
      (await get('/metrics', { ...proxied, authorization: 'Bearer a token for metrics' })).status,
    ).to.equal(401)
    const other = await openHouse({ metricsToken: 'one-word' })
    const ask = (word: string) =>
      fetch(`${other.server.url}/metrics`, { headers: { ...proxied, authorization: `Bearer ${word}` } })
    try {
      expect((await ask('one-word')).status).to.equal(200)
      expect((await ask('another')).status).to.equal(401)
    } finally {
      await other.close()
    }
  })

  it('believes x-forwarded-for only where a proxy stands before it', async () => {
    const ips: string[] = []
    const staff = {
      ...house.staff,
      signIn: async ({ ip }: { ip: string }) => {
        ips.push(ip)
        return { kind: 'wrong' } as const
      },
    }
    for (const behindProxy of [false, true]) {
      const other = await openHouse({ staff, behindProxy })
      await other.call(
        '/api/sign-in',
        { email: 'a', password: 'b' },
        { 'x-forwarded-for': '1.1.1.1, 2.2.2.2' },
      )
      await other.close()
    }
    expect(ips).to.deep.equal(['127.0.0.1', '2.2.2.2'])
  })

  it('leaves to the webhooks’ door what is theirs', async () => {
    const other = await openHouse({
      hooks: {
        handle(req, res) {
          if (!req.url?.startsWith('/hooks/')) return false
          res.writeHead(202)
          res.end('taken')
          return true
        },
      },
    })
    try {
      const answer = await fetch(`${other.server.url}/hooks/webhook/1`, { method: 'POST', body: '{}' })
      expect([answer.status, await answer.text()]).to.deep.equal([202, 'taken'])
      expect((await fetch(`${other.server.url}/healthz`)).status).to.equal(200)
    } finally {
      await other.close()
    }
  })

  it('fails to open on a port that is taken, with the code that tells', async () => {
    const port = Number(new URL(house.server.url).port)
    const error = await openHouse({ port }).catch((cause) => cause)
    expect(error).to.have.property('code', 'EADDRINUSE')
  })

  it('finishes what is under way when it closes, and takes nothing new', async () => {
    let finish = () => {}
    const slow = await openHouse({
      metrics: () =>
        new Promise((resolve) => {
          finish = () => resolve('done')
        }),
    })
    const under = fetch(`${slow.server.url}/metrics`)
    await until(() => finish.toString().includes('resolve'))
    const closing = slow.close()
    await until(async () => (await fetch(`${slow.server.url}/healthz`).catch(() => null)) === null)
    finish()
    expect(await (await under).text()).to.equal('done')
    await closing
  })

  describe('live', () => {
    it('is closed to whoever is not signed in', async () => {
      expect((await get('/api/live')).status).to.equal(401)
      const head = await fetch(`${house.server.url}/api/live`, {
        method: 'HEAD',
        headers: { cookie: house.cookie },
      })
      expect(head.status).to.equal(200)
      expect((await fetch(`${house.server.url}/favicon.ico`)).status).to.equal(200)
    })

    it('tells at once how things stand, and again when something changed', async () => {
      const stream = openStream(house.server.url, house.cookie)
      try {
        const first = await stream.next()
        expect(first.all).to.equal(0)
        await makeScene(house.test.db)
        house.change()
        expect((await stream.next()).all).to.equal(1)
      } finally {
        stream.close()
      }
    })

    it('gathers a rush of changes into one', async () => {
      const stream = openStream(house.server.url, house.cookie)
      try {
        await stream.next()
        for (let at = 0; at < 500; at += 1) house.change()
        await stream.next()
        expect(stream.waiting()).to.equal(0)
      } finally {
        stream.close()
      }
    })

    it('tells of what a colleague did', async () => {
      const scene = await makeScene(house.test.db)
      const stream = openStream(house.server.url, house.cookie)
      try {
        const before = await stream.next()
        await house.call(`/api/conversations/${scene.conversationId}/hand-over`, {})
        expect((await stream.next())['with-person']).to.equal((before['with-person'] ?? 0) + 1)
      } finally {
        stream.close()
      }
    })
  })
})

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Reads what is told of changes as it comes. */
function openStream(url: string, cookie: string) {
  const events: Record<string, number>[] = []
  const waiters: ((event: Record<string, number>) => void)[] = []
  const call = request(`${url}/api/live`, { headers: { cookie } }, (answer) => {
    let said = ''
    answer.on('data', (chunk) => {
      said += String(chunk)
      for (let end = said.indexOf('\n\n'); end >= 0; end = said.indexOf('\n\n')) {
        const data = /^event: changed\ndata: (.*)$/m.exec(said.slice(0, end))?.[1]
        said = said.slice(end + 2)
        if (!data) continue
        const event = JSON.parse(data) as Record<string, number>
        const waiter = waiters.shift()
        if (waiter) waiter(event)
        else events.push(event)
      }
    })
    answer.on('error', () => {})
  })
  call.on('error', () => {})
  call.end()
  return {
    next: () =>
      new Promise<Record<string, number>>((resolve) => {
        const event = events.shift()
        if (event) resolve(event)
        else waiters.push(resolve)
      }),
    waiting: () => events.length,
    close: () => call.destroy(),
  }
}

describe('restify in our house', () => {
  it('does not take from others what node’s writeHead returns', async () => {
    const server = createServer((_req, res) => {
      res.writeHead(204).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).to.equal(204)
    await new Promise((resolve) => server.close(resolve))
  })
})
