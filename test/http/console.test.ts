import { get as ask } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { type House, openHouse } from './house.ts'

describe('the console’s files', () => {
  let house: House & { close(): Promise<void> }
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${house.server.url}${path}`, {
      headers: { 'accept-encoding': 'identity', ...headers },
      redirect: 'manual',
    })
  const page = async () => (await get('/')).text()
  const script = async () => /src="(\/assets\/[^"]+\.js)"/.exec(await page())?.[1] ?? ''

  it('answer every page of the console with the same document, which is asked for anew each time', async () => {
    const first = await get('/')
    expect(first.status).to.equal(200)
    expect(first.headers.get('content-type')).to.equal('text/html; charset=utf-8')
    expect(first.headers.get('cache-control')).to.equal('no-cache')
    const html = await first.text()
    for (const path of ['/desk', '/desk/to-approve', '/desk/all/42', '/desk/documents'])
      expect(await (await get(path)).text(), path).to.equal(html)
    const again = await get('/desk/all', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).to.equal(304)
  })

  it('have names that change with what is in them, and are kept for good', async () => {
    const answer = await get(await script())
    expect(answer.status).to.equal(200)
    expect(answer.headers.get('content-type')).to.equal('text/javascript; charset=utf-8')
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable')
  })

  it('come compressed to who takes that', async () => {
    const name = await script()
    const plain = await (await get(name)).text()
    const coding = async (accepted: string) =>
      (await get(name, { 'accept-encoding': accepted })).headers.get('content-encoding')
    expect(await coding('gzip, deflate, br, zstd')).to.equal('br')
    expect(await coding('gzip')).to.equal('gzip')
    expect(await coding('br;q=0, gzip;q=0.5')).to.equal('gzip')
    expect(await coding('deflate')).to.equal(null)
    const { port } = new URL(house.server.url)
    const packed = await rawBytes(Number(port), name)
    expect(gunzipSync(packed).toString()).to.equal(plain)
  })

  it('bring no style or script that stands in the page, which the policy would forbid', async () => {
    const html = await page()
    expect(html).to.not.match(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/)
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1] ?? ''
    expect(await (await get(css)).text()).to.not.include('url(data:')
  })

  it('are at most 300 kB, compressed, until somebody can sign in and work', async () => {
    const html = await page()
    const names = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
      ([, name]) => name ?? '',
    )
    expect(names).to.have.length.greaterThan(1)
    const sizes = await Promise.all(
      names.map(async (name) => (await rawBytes(Number(new URL(house.server.url).port), name)).length),
    )
    const sum = sizes.reduce((all, one) => all + one, gzipSync(html).length)
    expect(sum, names.join(' ')).to.be.lessThan(300_000)
  })

  it('are found by their names alone: no path reaches the disk', async () => {
    for (const path of [
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/',
      '/assets/index.html',
      '/assets/built-of',
    ]) {
      const answer = await get(path)
      expect(answer.status, path).to.equal(404)
      expect(await answer.text(), path).to.not.include('"dependencies"')
    }
  })

  it('have an icon for who asks for the usual one', async () => {
    const answer = await get('/favicon.ico')
    expect(answer.status).to.equal(308)
    const icon = await get(answer.headers.get('location') ?? '')
    expect(icon.headers.get('content-type')).to.equal('image/svg+xml')
  })
})

/** What really comes over the wire; fetch unpacks it. */
function rawBytes(port: number, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    ask({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': 'gzip' } }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => resolve(Buffer.concat(chunks)))
      res.on('error', reject)
    }).once('error', reject)
  })
}
