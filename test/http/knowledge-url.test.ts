import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { makeDeskKnowledge } from '../../src/desk/knowledge.ts'
import { makeLessons } from '../../src/desk/lessons.ts'
import { makeFetchPage } from '../../src/knowledge/fetch-page.ts'
import { ensureBrand } from '../../src/store/accounts.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openHouse } from './house.ts'

describe('knowledge by its address', () => {
  let test: TestDatabase
  let house: Awaited<ReturnType<typeof openHouse>>
  let pages: Server
  let page =
    '<title>반품 안내</title><main><h1>반품 안내</h1><p>받은 날부터 7일 안에 반품할 수 있어요.</p></main>'
  let type = 'text/html; charset=utf-8'
  let address: string
  before(async () => {
    pages = createServer((_req, res) => res.writeHead(200, { 'content-type': type }).end(page))
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/returns?lang=ko`
    test = await openTestDatabase()
    const fetchPage = makeFetchPage({ named: [new URL(address).host] })
    const brandId = await ensureBrand(test.db, '다정텔레콤')
    house = await openHouse({
      learning: {
        ...{ brandId, lessons: makeLessons({ db: test.db, brandId }) },
        knowledge: makeDeskKnowledge({ db: test.db, brandId, now: () => new Date(), fetchPage }),
      },
    })
  })
  after(async () => {
    await house.close()
    await test.close()
    pages.closeAllConnections()
    pages.close()
  })
  const take = async (url: string) => {
    const answer = await house.call('/api/knowledge/url', { url })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const names = async () =>
    ((await (await house.call('/api/knowledge')).json()) as { documents: { name: string; title: string }[] })
      .documents

  it('is a document that goes by it, and taking it again takes its place', async () => {
    expect(await take(address)).to.deep.include({ status: 200 })
    expect((await take(`${address}#top`)).body).to.include({ kind: 'same', name: address })
    page = page.replace('7일', '14일')
    expect((await take(address)).body).to.include({ kind: 'replaced', title: '반품 안내', passages: 1 })
    expect((await names()).map(({ name }) => name)).to.deep.equal([address])
    const found = await (await house.call('/api/knowledge/search?q=반품 며칠')).json()
    expect(JSON.stringify(found)).to.include('14일').and.not.include('7일 안에')
  })

  it('is refused with what to do, and what was there stays', async () => {
    expect((await take('http://127.0.0.1:1/')).status).to.equal(422)
    expect((await take('http://169.254.169.254/latest')).body.message).to.include('KNOWLEDGE_URL_HOSTS')
    type = 'application/pdf'
    expect((await take(address)).body.message).to.include('not what its server says')
    type = 'text/html'
    page = '<main></main>'
    expect((await take(address)).body.message).to.include('no text in it')
    expect((await names()).map(({ title }) => title)).to.deep.equal(['반품 안내'])
    expect((await house.call('/api/knowledge/url', { url: '' })).status).to.equal(400)
  })
})
