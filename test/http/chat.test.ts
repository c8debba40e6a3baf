import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { isOrigin } from '../../src/core/chat-window.ts'
import { openHouse } from './house.ts'

describe('the page of the chat window', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  // The last would say more than who may frame, if it got into the header.
  const origins = [
    'https://shop.example',
    'http://localhost:8080',
    "https://x.example; script-src 'unsafe-inline'",
  ]
  before(async () => {
    house = await openHouse({
      chat: {
        chatOf: async (id) => (id === '7' ? { brand: '<b>다정</b>', lang: 'ko', color: '#a84a28' } : null),
        originsOf: async () => origins,
      },
    })
  })
  after(() => house.close())
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${house.server.url}${path}`, { headers })

  it('names who may frame it, allows no script but ours, and has a nonce that is new each time', async () => {
    const nonces = new Set<string>()
    for (const path of ['/chat?account=7', '/chat?account=7&lang=en']) {
      const answer = await get(path)
      expect(answer.status).to.equal(200)
      expect(answer.headers.get('cache-control')).to.equal('no-store')
      expect(answer.headers.get('set-cookie')).to.equal(null)
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).to.match(/script-src 'self';/)
      expect(policy).to.match(/frame-ancestors https:\/\/shop\.example http:\/\/localhost:8080$/)
      expect(policy).to.not.include('unsafe')
      const nonce = /style-src 'self' 'nonce-([\w+/=]{24,})'/.exec(policy)?.[1] ?? ''
      const html = await answer.text()
      expect(html).to.include(`nonce="${nonce}"`)
      expect(html).to.not.include('__')
      nonces.add(nonce)
    }
    expect(nonces.size).to.equal(2)
  })

  it('is not there for an account that takes no visitors, and says so', async () => {
    for (const path of [
      '/chat',
      '/chat?account=8',
      '/chat?account=x',
      '/chat?account=7&lang=fr',
      '/chat?account=7%27',
    ])
      expect((await get(path)).status, path).to.equal(404)
    expect(await (await get('/chat?account=8')).text()).to.include('상담창이 없어요')
  })

  it('is told of its account what everybody may know, and refuses what is no number', async () => {
    const answer = await get('/chat/config?account=7')
    expect(await answer.json()).to.deep.equal({
      ...{ account: '7', brand: '<b>다정</b>', lang: 'ko', color: '#a84a28', uploads: false },
      origins: ['https://shop.example', 'http://localhost:8080'],
    })
    expect((await get('/chat/config?account=8')).status).to.equal(404)
    expect((await get('/chat/config?account=7;x')).status).to.equal(400)
    expect((await get('/chat/config?account=7&account=8')).status).to.equal(400)
  })

  it('gives the script to pages of others, less than 6 kB of it, and nothing of the disk', async () => {
    const answer = await get('/chat/embed.js')
    expect(answer.headers.get('cross-origin-resource-policy')).to.equal('cross-origin')
    expect(answer.headers.get('content-type')).to.include('javascript')
    const script = await answer.text()
    expect(gzipSync(script).length).to.be.below(6_000)
    expect(script).to.not.match(/innerHTML|insertAdjacentHTML|document\.write|\beval\b/)
    const etag = answer.headers.get('etag') ?? ''
    expect((await get('/chat/embed.js', { 'if-none-match': etag })).status).to.equal(304)
    for (const name of ['index.html', 'webchat-0.js', '..%2Findex.html', '%2e%2e/index.html'])
      expect((await get(`/chat/${name}`)).status, name).to.equal(404)
  })

  it('keeps its library for good under a name made of what is in it', async () => {
    const html = await (await get('/chat?account=7')).text()
    const address = /content="(\/chat\/webchat-[0-9a-f]{12}\.js)"/.exec(html)?.[1] ?? ''
    const answer = await get(address)
    expect(answer.headers.get('cache-control')).to.include('immutable')
    const own = readFileSync(
      new URL('../../node_modules/botframework-webchat/dist/webchat.js', import.meta.url),
    )
    expect(Buffer.from(await answer.arrayBuffer()).equals(own)).to.equal(true)
  })

  it('takes for an origin what browsers call one', () => {
    for (const one of ['https://shop.example', 'http://localhost:8080', 'http://[::1]:80'])
      expect(isOrigin(one)).to.equal(true)
    for (const one of [
      'https://shop.example/',
      '*',
      "'self'",
      'https://a b',
      'https://a;b',
      'javascript:x',
      'https://a\n',
    ])
      expect(isOrigin(one), one).to.equal(false)
  })
})
