import { expect } from 'chai'
import { hashPassword } from '../../src/desk/password.ts'
import { type Contract, contracts } from '../../src/http/contract.ts'
import { setPassword } from '../../src/store/colleagues.ts'
import { deleteSignIns } from '../../src/store/sign-ins.ts'
import { makeScene } from '../desk/scene.ts'
import { foreignMeans } from './hostile.ts'
import { openHouse } from './house.ts'
import { signedInAs } from './people.ts'
import { speak } from './speak.ts'

const all = Object.values<Contract>(contracts)
const changing = all.filter(({ method }) => method !== 'GET')
/** A path of the contract, with something in the place of its ids. */
const pathOf = ({ path }: Contract) => path.replace('{name}', 'reply-question').replace(/\{\w+\}/g, '1')
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

describe('what keeps the desk safe', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
    await makeScene(house.test.db)
  })
  after(() => house.close())

  async function bare(path: string, headers: Record<string, string>, method = 'GET', body?: string) {
    const answer = await fetch(house.server.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const rowsOf = async (table: 'events' | 'audit' | 'sends') =>
    Number(
      (
        await house.test.db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('all'))
          .executeTakeFirst()
      )?.all,
    )

  describe('the headers', () => {
    const policy = {
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    }
    const paths = [
      ...['/', '/desk', '/desk/all/1', '/nothing', '/healthz', '/readyz', '/metrics', '/favicon.ico'],
      ...[
        '/assets/none.js',
        '/api/openapi.json',
        '/api/audit.csv',
        '/api/reports/export',
        '/api/%zz',
        '/wp-login.php',
      ],
      ...all.filter(({ method }) => method === 'GET').map(pathOf),
    ]
    it('stand with every answer, whoever asks, and the policy lets nothing run that is not ours', async () => {
      for (const path of paths)
        for (const cookie of [house.cookie, '']) {
          const { headers, status } = await bare(path, { cookie })
          const says = Object.fromEntries(
            (headers.get('content-security-policy') ?? '').split('; ').map((one) => {
              const [name = '', ...words] = one.split(' ')
              return [name, words.join(' ')]
            }),
          )
          expect(says, `${path} ${status}`).to.include(policy)
          // Objects, frames, workers and media fall back to default-src, unless a word of their own opened them.
          expect(says, path).to.not.have.any.keys('object-src', 'frame-src', 'worker-src', 'script-src-elem')
          expect(JSON.stringify(says), path).to.not.match(/unsafe|http:|https:|data:|blob:|\*/)
          expect(headers.get('x-content-type-options'), path).to.equal('nosniff')
          expect(headers.get('referrer-policy'), path).to.equal('no-referrer')
          expect(headers.get('cross-origin-opener-policy'), path).to.equal('same-origin')
          expect(headers.get('cross-origin-resource-policy'), path).to.equal('same-origin')
          expect(headers.get('access-control-allow-origin'), path).to.equal(null)
          expect(headers.get('x-powered-by') ?? headers.get('server'), path).to.equal(null)
        }
    }).timeout(120_000)

    it('keep what is of somebody out of every cache', async () => {
      for (const contract of all.filter(({ method }) => method === 'GET')) {
        const { headers } = await bare(pathOf(contract), { cookie: house.cookie })
        expect(headers.get('cache-control'), contract.name).to.equal('no-store')
      }
      for (const path of ['/api/audit.csv', '/api/reports/export']) {
        const { headers } = await bare(path, { cookie: house.cookie })
        expect(headers.get('cache-control'), path).to.equal('no-store')
        expect(headers.get('content-type'), path).to.match(/^text\/csv/)
        expect(headers.get('content-disposition'), path).to.match(/^attachment; filename="[\w.-]+"$/)
      }
    })

    it('take nothing of the request into themselves', async () => {
      const said = await speak(
        house.server.url,
        'GET /favicon.ico?%0d%0aset-cookie:%20evil=1 HTTP/1.1\r\nhost: evil.example\r\nx-request-id: a%0d%0aevil: 1\r\nx-forwarded-host: evil.example\r\nconnection: close\r\n\r\n',
      )
      expect(said).to.match(/^HTTP\/1\.1 308 /)
      expect(said).to.not.match(/evil/)
    })
  })

  describe('the cookie', () => {
    const flagsOf = async (at: typeof house, headers: Record<string, string> = {}) =>
      (await at.call('/api/sign-in', at.admin, { cookie: '', ...headers })).headers.get('set-cookie') ?? ''

    it('is kept from scripts and other sites, and is Secure wherever the settings say https, whatever a proxy forgets', async () => {
      const usual = /^dajeong_session=\w{32}; Path=\/; HttpOnly; SameSite=Strict$/
      expect(await flagsOf(house)).to.match(usual)
      expect(await flagsOf(house, { 'x-forwarded-proto': 'https' })).to.match(/; Secure$/)
      const behind = await openHouse({ https: true, behindProxy: true })
      try {
        expect(await flagsOf(behind)).to.match(/HttpOnly; SameSite=Strict; Secure$/)
        expect(await flagsOf(behind, { 'x-forwarded-proto': 'http' })).to.match(/; Secure$/)
        const { headers } = await fetch(behind.server.url)
        expect(headers.get('strict-transport-security')).to.match(/^max-age=31536000/)
      } finally {
        await behind.close()
      }
    })

    it('is a new one with every sign-in: none that was there before is let in by it', async () => {
      const fixed = `dajeong_session=${'A'.repeat(32)}`
      const answer = await house.call('/api/sign-in', house.admin, { cookie: fixed })
      const mine = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
      expect(mine).to.not.equal(fixed)
      expect((await house.call('/api/me', undefined, { cookie: fixed })).status).to.equal(401)
      const again = (await flagsOf(house)).split(';')[0]
      expect(again).to.not.equal(mine)
    })

    it('opens nothing after signing out, after another password, after a reset, and in no other form', async () => {
      const { db } = house.test
      const { id, email } = await signedInAs(db, 'viewer', null)
      const password = 'their own password'
      await setPassword(db, id, { passwordHash: await hashPassword(password), mustChange: false })
      const enter = async (word = password) => {
        const answer = await house.call('/api/sign-in', { email, password: word }, { cookie: '' })
        return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
      }
      const opens = async (cookie: string) =>
        (await house.call('/api/me', undefined, { cookie })).status === 200
      const [first, second, third] = [await enter(), await enter(), await enter()]
      expect([await opens(first), await opens(second), await opens(third)]).to.deep.equal([true, true, true])
      await house.call('/api/sign-out', undefined, { cookie: first }, 'POST')
      expect(await opens(first)).to.equal(false)
      const next = { current: password, next: 'another password' }
      const changed = await house.call('/api/change-password', next, { cookie: second })
      const renewed = changed.headers.get('set-cookie')?.split(';')[0] ?? ''
      const each = [await opens(second), await opens(third), await opens(renewed)]
      expect(each, 'even the one that it was changed with').to.deep.equal([false, false, true])
      const token = renewed.split('=')[1] ?? ''
      for (const other of [
        `dajeong_session=${token.toLowerCase()}`,
        `dajeong_session="${token}"`,
        `DAJEONG_SESSION=${token}`,
      ])
        expect(await opens(other), other).to.equal(false)
      expect((await bare(`/api/me?dajeong_session=${token}`, {})).status).to.equal(401)
      expect((await bare('/api/me', { authorization: `Bearer ${token}` })).status).to.equal(401)
      await deleteSignIns(db, id)
      expect(await opens(renewed)).to.equal(false)
    }).timeout(120_000)
  })

  describe('a page of somebody else’s', () => {
    for (const [says, headersOf] of foreignMeans)
      it(`changes nothing by any of our ${changing.length} calls, ${says}`, async () => {
        const before = await Promise.all([rowsOf('events'), rowsOf('audit'), rowsOf('sends')])
        for (const contract of changing) {
          const headers = { ...headersOf(house.server.url), cookie: house.cookie }
          const { status, text } = await bare(pathOf(contract), headers, contract.method, '{}')
          expect(status, `${contract.name} ${text}`).to.equal(403)
          expect(text, contract.name).to.match(/"error":"(foreign-page|header-missing)"/)
        }
        expect(await Promise.all([rowsOf('events'), rowsOf('audit'), rowsOf('sends')])).to.deep.equal(before)
      }).timeout(120_000)

    it('gets no leave to ask: no answer to a question before the call lets it', async () => {
      for (const { method, path } of changing.map((one) => ({ ...one, path: pathOf(one) }))) {
        const { status, headers } = await bare(
          path,
          { origin: 'https://evil.example', 'access-control-request-method': method },
          'OPTIONS',
        )
        expect(status, path).to.be.within(400, 499)
        expect(
          [...headers.keys()].filter((name) => name.startsWith('access-control')),
          path,
        ).to.deep.equal([])
      }
    })

    it('changes nothing by a GET either, nor by a method in a header or a query', async () => {
      for (const contract of changing.filter(
        ({ path }) => !all.some((one) => one.method === 'GET' && one.path === path),
      )) {
        const headers = { cookie: house.cookie, 'x-http-method-override': contract.method }
        const { status } = await bare(`${pathOf(contract)}?_method=${contract.method}`, headers)
        expect(status, contract.name).to.be.oneOf([404, 405])
      }
    })
  })

  it('the open pages of one colleague do not take the places of all others', async () => {
    const { cookie } = await signedInAs(house.test.db, 'viewer', house.brandId)
    const stop = new AbortController()
    const open = async (who: string) =>
      (await fetch(`${house.server.url}/api/live`, { headers: { cookie: who }, signal: stop.signal })).status
    const statuses: number[] = []
    for (let page = 0; page < 55; page += 1) statuses.push(await open(cookie))
    expect(statuses.filter((status) => status === 200)).to.have.length(50)
    expect(statuses.slice(50)).to.deep.equal([503, 503, 503, 503, 503])
    expect(await open(house.cookie)).to.equal(200)
    stop.abort()
  })

  it('an address that is no page’s is behind no link', async () => {
    const { db } = house.test
    const scene = await makeScene(db, '링크예요')
    const shown = async (url: string) => {
      await db
        .updateTable('mentions')
        .set({ url })
        .where('conversation_id', '=', scene.conversationId)
        .execute()
      const { text } = await bare(`/api/conversations/${scene.conversationId}`, { cookie: house.cookie })
      return (JSON.parse(text) as { turns: { url: string | null }[] }).turns[0]?.url
    }
    expect(await shown('https://town.example/@hana/1')).to.equal('https://town.example/@hana/1')
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt://x/%0aalert(1)',
      'data:text/html,<script>1</script>',
      'vbscript:x',
      '\u0001javascript:x',
      ' https://x',
      '//evil.example',
    ])
      expect(await shown(url), url).to.equal(null)
  })

  it('the log has no password, no token and no word of a customer, whatever was asked and refused', async () => {
    const secret = 'S3cretOfTheTest'
    const scene = await makeScene(house.test.db, `${secret} 배송 언제 와요?`, {
      name: secret,
      handle: `@${secret}`,
    })
    const at = `/api/conversations/${scene.conversationId}`
    for (const [path, body] of [
      ['/api/sign-in', { email: `${secret}@dajeong.local`, password: secret, code: secret }],
      ['/api/links/accept', { token: secret, password: secret }],
      ['/api/change-password', { current: secret, next: secret }],
      ['/api/me/two-factor/begin', { password: secret }],
      [`${at}/notes`, { text: secret }],
      [`${at}/preview`, { text: secret }],
      [`${at}/hand-over`, { why: secret }],
      ['/api/knowledge', { name: `${secret}.exe`, contentBase64: base64(secret) }],
      ['/api/knowledge/url', { url: `http://127.0.0.1/${secret}` }],
      ['/api/knowledge/try', { document: { kind: 'page', url: `http://127.0.0.1/${secret}` } }],
      ['/api/prompts/reply-question/try', { source: secret, conversations: [scene.conversationId] }],
      [`${at}/approve`, secret],
    ] as const)
      await house.call(path, body)
    for (const path of [at, `/api/conversations?search=${secret}`, `/${secret}`, `/api/${secret}?${secret}`])
      await house.call(path, undefined, {
        'user-agent': secret,
        'x-request-id': `${secret}!`,
        referer: secret,
      })
    expect(house.lines.length).to.be.greaterThan(10)
    // Errors are no JSON by themselves; what the log writes of them is their name, message, causes and places.
    const written = JSON.stringify(house.lines, (_name, value: unknown) =>
      value instanceof Error ? { message: value.message, cause: value.cause, stack: value.stack } : value,
    )
    expect(written).to.not.include(secret)
    expect(house.lines.filter(({ level }) => level === 'error')).to.deep.equal([])
  })
})
