import { createConnection } from 'node:net'
import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { openHouse } from './house.ts'

const hash = 'a'.repeat(64)
const json = { 'content-type': 'application/json' }
const text = (bytes: number[]) => new Uint8Array(bytes)

interface Case {
  says: string
  path: string
  method?: string
  body?: unknown
  raw?: string | Uint8Array
  headers?: Record<string, string>
  status: number | number[]
}

const id = '/api/conversations/1'
const cases: Case[] = [
  { says: 'broken JSON', path: `${id}/approve`, raw: '{"draftId":', status: 400 },
  { says: 'no JSON at all', path: `${id}/approve`, raw: 'hello', status: 400 },
  { says: 'an empty body', path: `${id}/approve`, raw: '', status: 400 },
  { says: 'two values', path: `${id}/approve`, raw: '{}{}', status: 400 },
  { says: 'an array', path: `${id}/approve`, body: [], status: 400 },
  { says: 'a string', path: `${id}/approve`, body: 'x', status: 400 },
  { says: 'null', path: `${id}/approve`, body: null, status: 400 },
  { says: 'a number', path: `${id}/approve`, body: 1e308, status: 400 },
  { says: 'missing fields', path: `${id}/approve`, body: { draftId: '1' }, status: 400 },
  { says: 'a number for an id', path: `${id}/approve`, body: { draftId: 1, hash }, status: 400 },
  { says: 'an object for a hash', path: `${id}/approve`, body: { draftId: '1', hash: {} }, status: 400 },
  {
    says: 'a hash in capitals',
    path: `${id}/approve`,
    body: { draftId: '1', hash: 'A'.repeat(64) },
    status: 400,
  },
  { says: 'a short hash', path: `${id}/approve`, body: { draftId: '1', hash: 'abc' }, status: 400 },
  { says: 'a negative id', path: `${id}/approve`, body: { draftId: '-1', hash }, status: 400 },
  {
    says: 'SQL for an id',
    path: `${id}/approve`,
    body: { draftId: "1'; drop table drafts", hash },
    status: 400,
  },
  { says: 'a huge id', path: `${id}/approve`, body: { draftId: '9'.repeat(40), hash }, status: 400 },
  { says: 'the largest id', path: `${id}/approve`, body: { draftId: '9'.repeat(18), hash }, status: 404 },
  { says: 'a prototype', path: `${id}/approve`, raw: '{"__proto__":{"draftId":"1"}}', status: 400 },
  { says: 'a deep nest', path: `${id}/approve`, raw: '['.repeat(200_000), status: 400 },
  {
    says: 'a deep nest that ends',
    path: `${id}/approve`,
    raw: '['.repeat(9e4) + ']'.repeat(9e4),
    status: 400,
  },
  { says: 'invalid UTF-8', path: `${id}/approve`, raw: text([0x7b, 0x22, 0xff, 0xfe, 0x22]), status: 400 },
  { says: 'a cut UTF-8 letter', path: `${id}/approve`, raw: text([0x22, 0xea, 0xb0, 0x22]), status: 400 },
  { says: 'UTF-16', path: `${id}/approve`, raw: text([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), status: 400 },
  {
    says: 'NUL in a hash',
    path: `${id}/approve`,
    body: { draftId: '1', hash: `${hash.slice(1)}\u0000` },
    status: 400,
  },
  {
    says: 'a text of 20,001 letters',
    path: `${id}/preview`,
    body: { text: 'x'.repeat(20_001) },
    status: 400,
  },
  {
    says: 'a reason of 1,001 letters',
    path: `${id}/dismiss`,
    body: { version: '1', reason: 'x'.repeat(1_001) },
    status: 400,
  },
  { says: '1 MB and a bit', path: `${id}/approve`, raw: `"${'x'.repeat(1_048_576)}"`, status: 413 },
  { says: '10 MB', path: `${id}/approve`, raw: 'x'.repeat(10_000_000), status: 413 },
  {
    says: '10 MB to whoever is not signed in',
    path: `${id}/approve`,
    raw: 'x'.repeat(10_000_000),
    headers: { cookie: '' },
    status: 401,
  },
  {
    says: '10 MB where no body belongs',
    path: '/api/sign-out',
    raw: 'x'.repeat(10_000_000),
    headers: { cookie: '' },
    status: 401,
  },
  {
    says: 'a form',
    path: `${id}/approve`,
    raw: 'draftId=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
  },
  {
    says: 'multipart',
    path: `${id}/approve`,
    raw: '--x--',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    status: 415,
  },
  {
    says: 'plain text',
    path: `${id}/approve`,
    raw: '{}',
    headers: { 'content-type': 'text/plain' },
    status: 415,
  },
  {
    says: 'a type that only looks like JSON',
    path: `${id}/approve`,
    raw: '{}',
    headers: { 'content-type': 'application/jsonx' },
    status: 415,
  },
  {
    says: 'gzip',
    path: `${id}/approve`,
    raw: text([0x1f, 0x8b, 0, 0]),
    headers: { ...json, 'content-encoding': 'gzip' },
    status: 415,
  },
  { says: 'no word of correction', path: `${id}/mentions/1/correct`, body: {}, status: 400 },
  { says: 'a correction of nothing known', path: `${id}/mentions/1/correct`, body: { mood: 1 }, status: 400 },
  {
    says: 'a correction of what is nobody’s to correct',
    path: `${id}/mentions/1/correct`,
    body: { intent: 'question', by: 'model' },
    status: 400,
  },
  {
    says: 'a correction to an unknown intent',
    path: `${id}/mentions/1/correct`,
    body: { intent: 'love' },
    status: 400,
  },
  {
    says: 'a correction to a thousand risks',
    path: `${id}/mentions/1/correct`,
    body: { risks: Array(1_000).fill('legal') },
    status: 400,
  },
  { says: 'a word for a message', path: `${id}/mentions/one/correct`, body: { spam: true }, status: 400 },
  {
    says: 'a correction of what is not there',
    path: `${id}/mentions/${'9'.repeat(18)}/correct`,
    body: { spam: true },
    status: 404,
  },
  { says: 'a correction by GET', path: `${id}/mentions/1/correct`, method: 'GET', status: 405 },
  { says: 'an unknown mode', path: '/api/accounts/1/mode', body: { mode: 'wild' }, status: 400 },
  { says: 'an address that is none', path: '/api/sign-in', body: { email: '', password: 'x' }, status: 400 },
  {
    says: 'an endless address',
    path: '/api/sign-in',
    body: { email: 'x'.repeat(400), password: 'x' },
    status: 400,
  },
  {
    says: 'NUL in an address',
    path: '/api/sign-in',
    body: { email: 'a\u0000b', password: 'x' },
    status: 403,
  },
  {
    says: 'a lone surrogate in an address',
    path: '/api/sign-in',
    body: { email: '\ud800', password: '\udfff' },
    status: 403,
  },
  { says: 'an unknown route', path: '/api/nothing', status: 404 },
  { says: 'an unknown page', path: '/wp-login.php', status: 404 },
  { says: 'a way out of the folder', path: '/assets/..%2f..%2f..%2fpackage.json', status: 404 },
  { says: 'a way out of the folder, plainly', path: '/assets/../../../package.json', status: 404 },
  { says: 'a broken escape', path: '/api/conversations/%zz', status: [400, 404] },
  { says: 'NUL in the path', path: '/api/conversations/%00', status: 400 },
  { says: 'a word for an id', path: '/api/conversations/one', status: 400 },
  { says: 'a huge id in the path', path: `/api/conversations/${'9'.repeat(90)}`, status: 400 },
  { says: 'an endless path', path: `/api/conversations/${'9'.repeat(5_000)}`, status: [400, 404] },
  { says: 'a conversation that is not there', path: '/api/conversations/999999', status: 404 },
  { says: 'an unknown tab', path: '/api/conversations?tab=secret', status: 400 },
  { says: 'a page of none', path: '/api/conversations?most=0', status: 400 },
  { says: 'a page of everything', path: '/api/conversations?most=1e9', status: 400 },
  { says: 'a parameter twice', path: '/api/conversations?tab=all&tab=sent', status: 400 },
  { says: 'a made-up page', path: '/api/conversations?after=bm8', status: 400 },
  { says: 'a page of another kind', path: `/api/conversations?after=${btoa('["x","1"]')}`, status: 400 },
  {
    says: 'a page in no month',
    path: `/api/conversations?after=${btoa('["2026-13-45 00:00:00+00","1"]')}`,
    status: 400,
  },
  { says: 'a search of 201 letters', path: `/api/conversations?search=${'x'.repeat(201)}`, status: 400 },
  { says: 'NUL in a search', path: '/api/conversations?search=%00', status: 200 },
  { says: 'broken UTF-8 in a search', path: '/api/conversations?search=%ff%fe', status: 200 },
  { says: 'signs of a pattern in a search', path: '/api/conversations?search=%25_%5C', status: 200 },
  { says: 'the wrong method', path: '/api/sign-in', method: 'GET', status: 405 },
  { says: 'the wrong method on a reading', path: '/api/counts', method: 'POST', body: {}, status: 405 },
  { says: 'DELETE', path: id, method: 'DELETE', status: 405 },
  { says: 'PUT', path: `${id}/approve`, method: 'PUT', body: {}, status: 405 },
  ...['hana', 'hana@', '@dajeong.local', 'hana @dajeong.local', 'a@b.kr, c@d.kr'].map(
    (email): Case => ({
      says: `the address “${email}”`,
      path: '/api/invitations',
      body: { email, name: '하나', role: 'viewer' },
      status: 400,
    }),
  ),
]

describe('bad input at the staff’s door', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
    // So that there is something that could be harmed.
    await makeScene(house.test.db)
  })
  after(() => house.close())

  for (const { says, path, method, body, raw, headers, status } of cases) {
    it(`${says}: ${[status].flat().join(' or ')}`, async () => {
      const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const answer = await fetch(`${house.server.url}${path}`, {
        method: method ?? (content === undefined ? 'GET' : 'POST'),
        headers: { cookie: house.cookie, 'x-dajeong': '1', ...json, ...headers },
        ...(content === undefined ? {} : { body: content as string }),
      })
      expect(answer.status).to.be.oneOf([status].flat())
      expect(answer.headers.get('content-type')).to.match(/^application\/json/)
      const said = await answer.text()
      if (answer.status >= 400) {
        const problem = JSON.parse(said) as Record<string, unknown>
        expect(problem.error).to.be.a('string')
        expect(problem.message).to.be.a('string')
        expect(problem.requestId).to.equal(answer.headers.get('x-request-id'))
      }
      expect(said, 'nothing of the inside').to.not.match(
        /node_modules|\.ts:|at async|postgres|kysely|restify|ZodError/i,
      )
    })
  }

  it('survived all of it, and nothing broke inside', async () => {
    expect((await house.call('/api/me')).status).to.equal(200)
    expect(house.lines.filter(({ level }) => level === 'error')).to.deep.equal([])
  })

  for (const [says, bytes] of [
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a header without an end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`],
    [
      'two lengths',
      'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx',
    ],
    [
      'a length and chunks',
      'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ] as const) {
    it(`closes the door on ${says}`, async () => {
      const said = await speak(house.server.url, bytes)
      expect(said).to.match(/^HTTP\/1\.1 4\d\d /)
    })
  }

  it('stores odd letters of a reason as they can be stored', async () => {
    const scene = await makeScene(house.test.db)
    await house.call(`/api/conversations/${scene.conversationId}/hand-over`, { why: 'a\u0000\ud800\u202Eb' })
    const opened = (await (await house.call(`/api/conversations/${scene.conversationId}`)).json()) as {
      events: { kind: string; why: string | null }[]
    }
    expect(opened.events.find(({ kind }) => kind === 'handed-over')?.why).to.equal('a\uFFFD\uFFFD\u202Eb')
  })

  it('says nothing of what broke inside, but logs it under the request’s id', async () => {
    const broken = await openHouse({
      inbox: {
        counts: () => Promise.reject(new Error('password of the database: hunter2')),
        countsOfEach: () => Promise.reject(new Error('not asked for here')),
        list: () => Promise.reject(new Error('x')),
        read: () => Promise.reject(new Error('x')),
      },
    })
    try {
      const answer = await broken.call('/api/counts', undefined, { 'x-request-id': 'my-id_1' })
      expect(answer.status).to.equal(500)
      expect(await answer.json()).to.deep.include({ error: 'internal', requestId: 'my-id_1' })
      expect(JSON.stringify(broken.lines)).to.include('counts broke')
    } finally {
      await broken.close()
    }
  })
})

function speak(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) }, () => socket.write(bytes))
    let said = ''
    socket.on('data', (chunk) => {
      said += String(chunk)
    })
    socket.on('close', () => resolve(said))
    socket.on('error', (error) => (said ? resolve(said) : reject(error)))
  })
}
