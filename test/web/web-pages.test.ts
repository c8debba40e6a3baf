import { expect } from 'chai'
import type { Route } from 'playwright-core'
import { makeScene } from '../desk/scene.ts'
import { signedInAs } from '../http/people.ts'
import { seedAccount } from '../support/database.ts'
import { openPageServer, type PageServer } from '../support/page-server.ts'
import { lookAt, roomLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const page = (title: string, heading: string, text: string) =>
  `<title>${title}</title><main><h1>${title}</h1><h2>${heading}</h2><p>${text}</p></main>`
const korean = {
  question: '로밍패스는 하루에 얼마예요?',
  name: '로밍 값',
  says: (price: string) =>
    page(
      '해외로밍',
      '하루 로밍패스 요금',
      `하루 로밍패스는 하루 ${price}원에 데이터를 무제한으로 쓸 수 있어요.`,
    ),
  reason: '새해부터 값이 내려요',
}
const english = {
  question: 'How much is the daily roaming pass?',
  name: 'The price of roaming',
  says: (price: string) =>
    page(
      ...(['Roaming', 'The daily roaming pass'] as const),
      `The daily roaming pass costs ${price} won a day with unlimited data.`,
    ),
  reason: 'The price goes down next year',
}

interface Version {
  number: number
  live: boolean
  reason: string | null
}

describe('a page becomes a document by its address, at the console', () => {
  const openPage = useStaffPage()
  let pages: PageServer
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  let of: typeof korean
  async function begin(inEnglish = false, locale = 'ko-KR') {
    of = inEnglish ? english : korean
    pages = await openPageServer(of.says('9,900'))
    ;({ house, page, signIn } = await openPage({ pageHosts: [pages.host] }, locale))
    const { db } = house.test
    const accountId = (await seedAccount(db, { mode: 'send', nativeId: 'trial' })).id
    await db.updateTable('accounts').set({ brand_id: house.brandId }).where('id', '=', accountId).execute()
    await makeScene(db, of.question, { accountId })
    if (inEnglish) await db.updateTable('persons').set({ name: 'Hana' }).execute()
  }
  afterEach(() => pages.close())

  const open = async (search = '') => {
    await page.goto(`${house.server.url}/desk/documents${search}`)
    await signIn()
    await page.waitForSelector('#take-page, .document-head')
  }
  const addCase = async () => {
    const made = await house.call('/api/cases', {
      ...{ name: of.name, message: of.question, channel: 'webhook', language: of === english ? 'en' : 'ko' },
      must: [{ kind: 'contains', text: '9,900' }],
    })
    expect(made.status).to.equal(200)
  }
  const taken = async (more: object = {}) => {
    const answer = await house.call('/api/knowledge/url', { url: pages.url, ...more })
    expect(answer.status).to.equal(200)
    return ((await answer.json()) as { id: string }).id
  }
  const finds = async (word: string) =>
    (await (await house.call(`/api/knowledge/search?q=${encodeURIComponent(of.question)}`)).text()).includes(
      word,
    )
  const versions = async (id: string) => {
    const answer = await house.call(`/api/knowledge/documents/${id}/versions`)
    return ((await answer.json()) as { versions: Version[] }).versions
  }
  const tryOn = async () => {
    await page.waitForSelector('[role=dialog] .picker input[type=checkbox]')
    await page.locator('[role=dialog] .picker input[type=checkbox]').first().check()
    await page.click('#try')
  }
  const closed = () => page.waitForSelector('[role=dialog]', { state: 'detached' })
  const field = 'input[name=page-address]'
  const shows = (said: string, where: string) => page.waitForSelector(`${where}:has-text("${said}")`)

  it('is tried on past messages, taken in, and shows where it is from', async () => {
    await begin()
    await open()
    await page.fill(field, pages.url)
    await page.fill('input[name=page-reason]', '요금 안내를 들여요')
    await page.click('#try-page')
    await tryOn()
    await page.waitForSelector('#tried .tried')
    const [live, tried] = await page.locator('#tried .tried').first().locator('.side').allInnerTexts()
    expect(live).to.not.include('9,900')
    expect(tried).to.include('9,900').and.to.include(pages.url)
    expect(await finds('9,900'), 'nothing is taken in by trying').to.equal(false)
    await page.click('#upload-tried')
    await closed()
    await page.waitForSelector('.document-list tbody tr')
    expect(await finds('9,900')).to.equal(true)
    await page.waitForSelector(`${field}:placeholder-shown`)
    expect(await page.inputValue('input[name=page-reason]')).to.equal('')

    const link = page.locator('.document-list a.document-address')
    expect(await link.getAttribute('href')).to.equal(pages.url)
    expect(await link.getAttribute('rel')).to.equal('noopener noreferrer')
    await page.click('.document-list td a >> nth=0')
    await page.waitForSelector('.document-head')
    expect(await page.textContent('.document-head')).to.include(`가져온 곳: ${pages.url}`)
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      page.click('.document-head a.document-address'),
    ])
    await other.waitForLoadState()
    expect([other.url(), await other.evaluate('String(opener)')]).to.deep.equal([pages.url, 'null'])
    await other.close()
    const id = new URL(page.url()).searchParams.get('document') ?? ''
    expect((await versions(id)).map(({ reason }) => reason)).to.deep.equal(['요금 안내를 들여요'])
    const audit = await (await house.call('/api/audit?what=knowledge&most=5')).text()
    expect(audit).to.include(`document:${pages.url}`).and.include('요금 안내를 들여요')
  })

  it('is taken by the Enter key, and again in place of what it said before', async () => {
    await begin()
    await open()
    await page.fill(field, `${pages.url}#top`)
    await page.press(field, 'Enter')
    await page.waitForSelector('.document-list tbody tr')
    await page.waitForSelector(`${field}:placeholder-shown`)
    pages.page.body = of.says('8,800')
    await page.fill(field, pages.url)
    await page.click('#take-page button[type=submit]')
    await shows('새 것으로 바꿨어요', '#toast')
    expect(await page.locator('.document-list tbody tr').count()).to.equal(1)
    expect([await finds('8,800'), await finds('9,900')]).to.deep.equal([true, false])
  })

  it('is taken as it was tried, and not when it has changed since', async () => {
    await begin()
    await open()
    const tried = async () => {
      await page.fill(field, pages.url)
      await page.click('#try-page')
      await page.waitForSelector('[role=dialog] .picker input[type=checkbox]')
      await page.locator('[role=dialog] .picker input[type=checkbox]').first().check()
      const [answer] = await Promise.all([page.waitForResponse('**/api/knowledge/try'), page.click('#try')])
      await answer.finished()
      await page.waitForSelector('#try:not([data-loading])')
    }
    await tried()
    await page.waitForSelector('#tried .tried')
    pages.page.body = of.says('8,800')
    await page.click('#upload-tried')
    await shows('페이지의 글이 바뀌어서', '#take-page [role=alert]')
    await closed()
    expect(await finds('8,800')).to.equal(false)
    expect(await page.inputValue(field)).to.equal(pages.url)
    await tried()
    await page.click('#upload-tried')
    await page.waitForSelector('.document-list tbody tr')
    expect(await finds('8,800')).to.equal(true)
  })

  it('is held up while a saved case fails with it, and an owner lets it through with a reason', async () => {
    await begin()
    const id = await taken()
    await addCase()
    pages.page.body = of.says('8,800')
    await open()
    await page.waitForSelector('.document-list tbody tr')
    await page.fill(field, pages.url)
    await page.fill('input[name=page-reason]', of.reason)
    await page.press(field, 'Enter')
    await page.waitForSelector('#failing .ran.failed')
    expect(await page.textContent('#failing'))
      .to.include(of.name)
      .and.include(pages.url)
    expect(await finds('8,800')).to.equal(false)
    expect(await page.inputValue(field), 'what was typed stays').to.equal(pages.url)
    await page.fill('#overrule input', '오늘부터예요')
    await page.click('#overrule button')
    await page.waitForSelector('#failing', { state: 'detached' })
    expect(await finds('8,800')).to.equal(true)
    expect((await versions(id))[0]).to.include({ number: 2, live: true, reason: of.reason })
    const audit = await (await house.call('/api/audit?what=cases-overruled&most=5')).text()
    expect(audit).to.include(`document:${pages.url}`).and.include('오늘부터예요')
  })

  it('says in a sentence at the field why it is not taken, and keeps what was typed', async () => {
    await begin()
    await open()
    await page.fill('input[name=page-reason]', of.reason)
    const refused = async (typed: string, said: string) => {
      await page.fill(field, typed)
      await page.press(field, 'Enter')
      await shows(said, '#take-page [role=alert]')
      expect(await page.getAttribute(field, 'aria-invalid'), typed).to.equal('true')
      const says = await page.getAttribute(field, 'aria-describedby')
      const described = `${says}`.split(' ').map((one) => `document.getElementById('${one}')?.textContent`)
      expect(String(await page.evaluate(`[${described}].join(' ')`)), typed).to.include(said)
      expect([await page.inputValue(field), await page.inputValue('input[name=page-reason]')]).to.deep.equal([
        typed,
        of.reason,
      ])
    }
    // What needs no server to be known is told without one.
    const calls: string[] = []
    page.on('request', (one) => one.method() === 'POST' && calls.push(one.url()))
    await refused('', '주소가 아니에요')
    await refused('반품 안내', '주소가 아니에요')
    await refused('ftp://shop.example/', 'https:// 또는 http://로')
    await refused('https://me:secret@shop.example/', '비밀번호가 들어')
    await refused(`https://shop.example/${'가'.repeat(30)}`, '200자를 넘어요')
    expect(calls).to.deep.equal([])
    await refused('http://192.168.0.1/', '인터넷에 열려 있지 않은')
    await refused('http://127.0.0.1:1/', '포트에서는')
    const { page: sent } = pages
    const says = [
      [{ status: 404 }, '페이지가 없어요'],
      [{ status: 403 }, '아무나 볼 수 없는'],
      [{ status: 500 }, '오류를 보냈어요'],
      [{ status: 302, location: pages.url }, '세 번 넘게'],
      [{ status: 200, type: 'image/png', location: undefined }, '읽을 수 없어요'],
      [{ type: 'application/pdf' }, '다른 것이 들어'],
      [{ type: 'text/html', body: '<script>1</script>' }, '읽을 글이 없어요'],
      [{ body: 'x'.repeat(5_000_001) }, '5 MB를 넘어요'],
    ] as const
    for (const [is, said] of says) {
      Object.assign(sent, is)
      await refused(pages.url, said)
    }
    await page.fill(field, `${pages.url}2`)
    await page.waitForSelector('#take-page [role=alert]', { state: 'detached' })
    await pages.close()
    await refused(pages.url, '연결하지 못했어요')
    // The same where it is only tried: at once, or with the answers.
    await page.fill(field, 'nothing')
    await page.click('#try-page')
    await shows('주소가 아니에요', '#take-page [role=alert]')
    await page.fill(field, 'http://10.0.0.1/')
    await page.click('#try-page')
    await tryOn()
    await shows('인터넷에 열려 있지 않은', '[role=dialog]')
  })

  it('is fetched anew where it stands, which makes a version only if it says something else', async () => {
    await begin()
    const id = await taken()
    await open(`?document=${id}&view=versions`)
    await page.click('#fetch-anew')
    await page.click('#fetch-page-anew button[type=submit]')
    await shows('이미 있는 것과 같아요', '#toast')
    expect(await versions(id)).to.have.length(1)

    pages.page.body = of.says('8,800')
    await page.click('#fetch-anew')
    await page.fill('input[name=anew-reason]', of.reason)
    await page.click('#try-anew')
    await tryOn()
    await page.waitForSelector('#tried .tried')
    const [live, tried] = await page.locator('#tried .tried').first().locator('.side').allInnerTexts()
    expect([live?.includes('9,900'), tried?.includes('8,800')]).to.deep.equal([true, true])
    await page.keyboard.press('Escape')
    await closed()
    expect(await versions(id)).to.have.length(1)
    await page.click('#fetch-page-anew button[type=submit]')
    await page.waitForSelector('[data-version="2"]')
    expect((await versions(id))[0]).to.include({ number: 2, reason: of.reason })
    await page.waitForSelector('.document-change ins')

    await addCase()
    pages.page.body = of.says('7,700')
    await page.click('#fetch-anew')
    await page.click('#fetch-page-anew button[type=submit]')
    await page.waitForSelector('#failing .ran.failed')
    expect(await finds('7,700')).to.equal(false)
    await page.fill('#overrule input', of.reason)
    await page.click('#overrule button')
    await page.waitForSelector('[data-version="3"]')
    expect(await finds('7,700')).to.equal(true)
  })

  it('is not fetched over what a colleague took in meanwhile', async () => {
    await begin()
    const id = await taken()
    await open(`?document=${id}&view=versions`)
    await page.click('#fetch-anew')
    const held: Route[] = []
    await page.route('**/api/knowledge/documents/*/versions', (route) => void held.push(route))
    pages.page.body = of.says('8,800')
    await taken()
    pages.page.body = of.says('7,700')
    await page.click('#fetch-page-anew button[type=submit]')
    await shows('그사이 동료가 이 문서를 바꿨어요', '#fetch-page-anew')
    expect(await finds('7,700')).to.equal(false)
    for (const route of held) await route.continue()
    await page.unroute('**/api/knowledge/documents/*/versions')
    await page.waitForSelector('[data-version="2"]')
    await page.click('#fetch-page-anew button[type=submit]')
    await page.waitForSelector('[data-version="3"]')
    expect(await finds('7,700')).to.equal(true)
  })

  it('is read, and not fetched, by who may not add documents', async () => {
    await begin()
    const id = await taken()
    const { cookie } = await signedInAs(house.test.db, 'agent', house.brandId)
    const [name = '', value = ''] = cookie.split('=')
    await page.context().addCookies([{ name, value, url: house.server.url }])
    await page.goto(`${house.server.url}/desk/documents?document=${id}`)
    await page.waitForSelector('.document-head a.document-address')
    expect(await page.locator('#fetch-anew').count()).to.equal(0)
    await page.goto(`${house.server.url}/desk/documents`)
    await page.waitForSelector('#may-not')
    expect(await page.locator('#take-page').count()).to.equal(0)
  })

  for (const look of roomLooks)
    it(`looks right and is open to everybody: ${look.name}`, async () => {
      const { width, height, locale, scheme, name } = look
      await begin(locale === 'en-US', locale)
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height })
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const looked = async (view: string) => {
        // A button that was busy comes to rest.
        await page.evaluate(
          'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))',
        )
        await lookAt(page, `${name}-web-pages-${view}`, locale)
      }
      // As long as many are, without a place to break it.
      pages.url += `/${'how_to_send_it_back_'.repeat(6)}`
      await open()
      await page.waitForSelector('.documents > p.soft:last-child, .document-list')
      await looked('empty')
      await page.fill(field, 'http://192.168.0.1/')
      await page.press(field, 'Enter')
      await page.waitForSelector('#take-page [role=alert]')
      await looked('refused')
      await page.fill(field, pages.url)
      await page.click('#try-page')
      await tryOn()
      await page.waitForSelector('#tried .tried')
      await looked('tried')
      await page.click('#upload-tried')
      await page.waitForSelector('.document-list tbody tr')
      await addCase()
      pages.page.body = of.says('8,800')
      await page.fill(field, pages.url)
      await page.press(field, 'Enter')
      await page.waitForSelector('#failing .ran.failed')
      await looked('failing')
      await page.click('.document-list td a >> nth=0')
      await page.waitForSelector('.document-passage')
      await looked('document')
      await page.click('#fetch-anew')
      await page.fill('input[name=anew-reason]', of.reason)
      await page.click('#fetch-page-anew button[type=submit]')
      await page.waitForSelector('#failing .ran.failed')
      await looked('anew')
    })
})
