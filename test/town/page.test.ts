import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import type { OpenTown } from '../../src/town/server.ts'
import { openBrowser } from '../support/browser.ts'
import { call, openTestTown, post, say, witness } from './client.ts'

describe('the page of the town', () => {
  // A cold machine unpacks and starts Chromium first.
  let browser: Browser
  let town: OpenTown
  let page: Page
  const complaints: string[] = []

  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    complaints.length = 0
    town = await openTestTown({ deskUrl: 'http://127.0.0.1:3978/' })
    page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'ko-KR' })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(town.url)
    await page.waitForSelector('.ideas button')
  })
  afterEach(async () => {
    await page.close()
    await town.close()
  })

  const write = async (text: string) => {
    await page.fill('#text', text)
    await page.click('#send')
  }
  const shown = (text: string) => page.locator('.post', { hasText: text })

  it('teaches who has just arrived, and lets them speak in three steps', async () => {
    await page.click('[data-handle=minji]')
    await page.click('.ideas button')
    await page.click('#send')
    await shown('인터넷이 자꾸 끊겨요').waitFor()
    expect(await page.locator('#empty').isVisible()).to.equal(false)
    const [said] = await witness(town)
    expect([said?.author, said?.visibility]).to.deep.equal(['minji', 'public'])
    expect(said?.text).to.match(/^@brand /)
    expect(complaints).to.deep.equal([])
  })

  it('brings its Korean letters along, and nothing else from there', async () => {
    const loaded = await page.evaluate(
      "document.fonts.ready.then(() => [...document.fonts].filter((one) => one.status === 'loaded').map((one) => one.family))",
    )
    expect(loaded).to.include('Pretendard Variable')
    const drawn = `document.fonts.check("16px 'Pretendard Variable'", '다정 마을')`
    expect(await page.evaluate(drawn)).to.equal(true)
    const font = await fetch(`${town.url}/font/woff2-dynamic-subset/PretendardVariable.subset.0.woff2`)
    expect(font.headers.get('content-type')).to.equal('font/woff2')
    expect(
      Buffer.from(await font.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).to.equal('wOF2')
    for (const name of ['..%2f..%2f..%2fpackage.json', 'PretendardVariable.subset.999.woff2', 'x.woff2'])
      expect((await fetch(`${town.url}/font/woff2-dynamic-subset/${name}`)).status, name).to.equal(404)
    await page.screenshot({ path: 'test/output/console/town.png' })
    expect(complaints).to.deep.equal([])
  })

  it('shows the answer of the brand as it comes, and goes on under it', async () => {
    await page.click('[data-handle=minji]')
    await write('저기요')
    await page.locator('.waiting').waitFor()
    const said = (await witness(town))[0]?.id
    await post(town, { status: '@minji 네, 민지님!', in_reply_to_id: said })
    const answer = page.locator('.post.brand', { hasText: '네, 민지님!' })
    await answer.waitFor()
    expect(await page.locator('.waiting').count()).to.equal(0)
    await answer.locator('[data-action=reply]').click()
    await write('고마워요')
    await shown('고마워요').waitFor()
    const seen = await witness(town)
    expect(seen[2]?.inReplyTo).to.equal(seen[1]?.id)
    expect(await page.locator('.thread').count()).to.equal(1)
  })

  it('keeps a direct message between two', async () => {
    await page.click('[data-handle=minji]')
    await page.locator('.switch label', { hasText: '쪽지' }).click()
    await write('조용히 여쭤봐요')
    await shown('조용히').locator('.tag.direct').waitFor()
    await page.click('[data-handle=joonho]')
    await page.waitForSelector('[data-handle=joonho][aria-pressed=true]')
    await page.locator('#empty').waitFor()
    expect(await shown('조용히').count()).to.equal(0)
    expect((await witness(town))[0]?.visibility).to.equal('direct')
  })

  it('shows what people write as text and never as markup', async () => {
    const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    await call(town, '/town/people', { body: { name: attack.slice(0, 60), handle: 'mallory' }, token: null })
    await say(town, { person: 'mallory', text: attack })
    await shown('<img src=x').waitFor()
    expect(await page.locator('.post img, .post script').count()).to.equal(0)
    expect(await page.locator('.post .text').textContent()).to.equal(`@brand ${attack}`)
    expect(await page.title()).to.equal('다정 마을')
    expect(complaints).to.deep.equal([])
  })

  it('lets people change and take back their own words', async () => {
    await page.click('[data-handle=minji]')
    await say(town, { person: 'joonho', text: '남의 글' })
    await write('오타 잇어요')
    await shown('오타 잇어요').locator('[data-action=edit]').click()
    await write('@brand 오타 있어요')
    await shown('오타 있어요').getByText('수정됨').waitFor()
    page.on('dialog', (dialog) => dialog.accept())
    await shown('오타 있어요').locator('[data-action=delete]').click()
    await shown('오타 있어요').waitFor({ state: 'detached' })
    expect(await shown('남의 글').locator('[data-action=delete]').count()).to.equal(0)
    expect((await witness(town)).find((one) => one.author === 'minji')?.deletedAt).to.be.a('string')
  })

  it('makes a person, remembers them, speaks English and shows the way to the console', async () => {
    await page.click('#new-person summary')
    await page.fill('[name=name]', '새봄')
    await page.fill('[name=handle]', 'saebom')
    await page.click('[data-word=makePerson]')
    await page.waitForSelector('[data-handle=saebom][aria-pressed=true]')
    await page.click('#language')
    expect(await page.locator('#send').textContent()).to.equal('Send')
    await page.reload()
    await page.waitForSelector('[data-handle=saebom][aria-pressed=true]')
    expect(await page.locator('html').getAttribute('lang')).to.equal('en')
    expect(await page.locator('#desk').getAttribute('href')).to.equal('http://127.0.0.1:3978/')
  })

  it('fits a phone and a desk without scrolling sideways', async () => {
    await say(town, { text: `긴낱말${'가'.repeat(300)} https://a.example/${'x'.repeat(300)}` })
    await page.locator('.post').waitFor()
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect(wide).to.equal(width)
    }
  })
})
