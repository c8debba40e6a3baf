import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { openPageServer, type PageServer } from '../support/page-server.ts'
import { openHouse } from './house.ts'
import { signedInAs } from './people.ts'

const question = '로밍패스는 하루에 얼마예요?'
const roaming = (price: string) =>
  `<title>해외로밍</title><main><h1>해외로밍</h1><h2>하루 로밍패스 요금</h2><p>하루 로밍패스는 하루 ${price}원에 데이터를 무제한으로 쓸 수 있어요.</p></main>`

interface Said {
  id: string
  hash: string | null
  kind: string
  error: string
  message: string
  failing: { case: { name: string } }[]
  results: { live: { text: string | null }; tried: { text: string | null; documents: string[] } }[]
  documents: { id: string; name: string; title: string }[]
  versions: { hash: string }[]
  entries: { who: string; target: string; why: string; after: unknown }[]
}

describe('a page that is not live yet', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let pages: PageServer
  let conversationId: string
  beforeEach(async () => {
    pages = await openPageServer(roaming('9,900'))
    house = await openHouse({ pageHosts: [pages.host] })
    const { db } = house.test
    const accountId = (await seedAccount(db, { mode: 'send', nativeId: 'trial' })).id
    await db.updateTable('accounts').set({ brand_id: house.brandId }).where('id', '=', accountId).execute()
    ;({ conversationId } = await makeScene(db, question, { accountId }))
  })
  afterEach(async () => {
    await house.close()
    await pages.close()
  })

  const ask = async (path: string, body?: unknown, cookie?: string) => {
    const answer = await house.call(path, body, cookie ? { cookie } : {})
    return { status: answer.status, body: (await answer.json()) as Said }
  }
  const take = (more: object = {}, cookie?: string) =>
    ask('/api/knowledge/url', { url: pages.url, ...more }, cookie)
  const tryOut = (url = pages.url, chosen: object = { conversations: [conversationId] }) =>
    ask('/api/knowledge/try', { document: { kind: 'page', url }, ...chosen })
  const addCase = () =>
    ask('/api/cases', {
      ...{ name: '로밍 값', message: question, channel: 'webhook' },
      must: [{ kind: 'contains', text: '9,900' }],
    })
  const live = async () => (await ask('/api/knowledge')).body.documents
  const finds = async () => JSON.stringify((await ask('/api/knowledge/search?q=하루 로밍패스')).body)

  it('is answered with beside what is live, as it stands at that moment, and nothing of it is kept', async () => {
    const first = await tryOut()
    expect(first.body.results[0]?.live.text ?? '').to.not.include('9,900')
    expect(first.body.results[0]?.tried.text).to.include('9,900')
    expect(first.body.results[0]?.tried.documents).to.deep.equal([pages.url])
    expect(await live()).to.deep.equal([])

    expect((await take()).body.kind).to.equal('added')
    pages.page.body = roaming('8,800')
    const second = await tryOut(`${pages.url}#price`)
    expect(second.body.results[0]?.live.text).to.include('9,900')
    expect(second.body.results[0]?.tried.text).to.include('8,800').and.not.include('9,900')
    expect(await finds())
      .to.include('9,900')
      .and.not.include('8,800')
  })

  it('is refused for the same reasons, in the same words, whether it is tried or taken in', async () => {
    const both = async (url = pages.url) => {
      const answers = [
        await ask('/api/knowledge/url', { url }),
        await tryOut(url),
        await tryOut(url, { conversations: [] }),
      ]
      const [first] = answers.map(({ status, body }) => [status, body.error, body.message])
      for (const { status, body } of answers)
        expect([status, body.error, body.message], url).to.deep.equal(first)
      expect(first?.[0], url).to.equal(422)
      return String(first?.[1])
    }
    const asked = pages.asked()
    expect(await both('shop example')).to.equal('page-no-address')
    expect(await both('file:///etc/passwd')).to.equal('page-not-web')
    expect(await both('https://me:secret@shop.example/')).to.equal('page-with-password')
    expect(await both(`https://shop.example/${'a'.repeat(200)}`)).to.equal('page-too-long')
    expect(await both('http://127.0.0.1:1/')).to.equal('page-port')
    expect(await both('http://169.254.169.254/latest')).to.equal('page-not-public')
    expect(pages.asked(), 'nothing was asked for').to.equal(asked)
    Object.assign(pages.page, { status: 302, location: 'http://127.0.0.1/' })
    expect(await both()).to.equal('page-not-public')
    pages.page.location = pages.url
    expect(await both()).to.equal('page-redirects')
    for (const [status, error] of [
      [404, 'page-not-found'],
      [403, 'page-not-open'],
      [500, 'page-status'],
    ] as const) {
      Object.assign(pages.page, { status, location: undefined })
      expect(await both()).to.equal(error)
    }
    pages.page.status = 200
    pages.page.type = 'application/x-msdownload'
    expect(await both()).to.equal('page-kind')
    pages.page.type = 'text/plain; charset=nonsense'
    expect(await both()).to.equal('page-letters')
    pages.page.type = 'application/pdf'
    expect(await both()).to.equal('page-not-as-said')
    pages.page.type = 'text/html'
    pages.page.body = '<main></main>'
    expect(await both()).to.equal('page-empty')
    pages.page.body = 'x'.repeat(5_000_001)
    expect(await both()).to.equal('page-too-large')
    await pages.close()
    expect(await both()).to.equal('page-unreachable')
    expect(await live()).to.deep.equal([])
  })

  it('does not become live while a saved case fails with it, and an owner lets it through with a reason', async () => {
    await take({ reason: '처음 들여요' })
    await addCase()
    pages.page.body = roaming('8,800')
    const held = await take()
    expect([held.status, held.body.kind, held.body.failing[0]?.case.name]).to.deep.equal([
      ...[409, 'failing', '로밍 값'],
    ])
    const overrule = '오늘부터 값이 내려요'
    const { cookie } = await signedInAs(house.test.db, 'admin', house.brandId)
    expect((await take({ overrule }, cookie)).body.kind).to.equal('may-not-overrule')
    expect(await finds()).to.include('9,900')
    expect((await take({ overrule, reason: '값이 바뀌어요' })).body.kind).to.equal('replaced')
    expect(await finds()).to.include('8,800')
    const { entries } = (await ask('/api/audit?what=cases-overruled&most=5')).body
    expect(entries.map(({ target, why }) => [target, why])).to.deep.equal([
      [`document:${pages.url}`, `${pages.url}: ${overrule}`],
    ])
    const taken = (await ask('/api/audit?what=knowledge&most=5')).body.entries
    expect(taken.map(({ target }) => target)).to.deep.equal([
      `document:${pages.url}`,
      `document:${pages.url}`,
    ])
    expect(taken[0]?.why).to.include('replaced').and.include('값이 바뀌어요')
  })

  it('is the same while it says the same, whatever else its site sends with it', async () => {
    const sent = (token: string, price: string) =>
      `<meta name="csrf" content="${token}"><script>x("${token}")</script><!-- ${token} -->${roaming(price)}`
    pages.page.body = sent('1', '9,900')
    const { id } = (await take()).body
    pages.page.body = sent('2', '9,900')
    expect((await take()).body).to.include({ kind: 'same', id })
    pages.page.body = sent('3', '8,800')
    expect((await take()).body.kind).to.equal('replaced')
    pages.page.body = roaming('8,800').replace('<title>해외로밍', '<title>로밍')
    expect((await take()).body.kind, 'under another title').to.equal('replaced')
    expect((await ask(`/api/knowledge/documents/${id}/versions`)).body.versions).to.have.length(3)
  })

  it('is taken only as it was tried, where that is wanted', async () => {
    const { hash } = (await tryOut()).body
    pages.page.body = roaming('8,800')
    const changed = await take({ hash })
    expect([changed.status, changed.body.error]).to.deep.equal([422, 'page-changed'])
    expect(await live()).to.deep.equal([])
    pages.page.body = roaming('9,900').replace('<main>', '<script>1</script><main>')
    expect((await take({ hash })).body.kind).to.equal('added')
    const { id } = (await live())[0] ?? {}
    expect((await ask(`/api/knowledge/documents/${id}/versions`)).body.versions[0]).to.include({ hash })
    const without = await ask('/api/knowledge/try', {
      ...{ document: { kind: 'without', id }, conversations: [conversationId] },
    })
    expect(without.body.hash).to.equal(null)
  })

  it('is taken by one of two who saw the same version, and the other is told', async () => {
    const one = (await take({ seen: null })).body.id
    expect((await take({ seen: null })).body.error).to.equal('changed-meanwhile')
    pages.page.body = roaming('8,800')
    const both = await Promise.all([take({ seen: one }), take({ seen: one })])
    const statuses = both.map(({ status }) => status).sort()
    expect(statuses).to.deep.equal([200, 409])
    expect((await ask(`/api/knowledge/documents/${one}/versions`)).body.versions).to.have.length(2)
  })
})
