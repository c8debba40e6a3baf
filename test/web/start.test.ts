import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { setStepsAway } from '../../src/store/first-steps.ts'
import { openBrowser } from '../support/browser.ts'
import { patienceMs } from '../support/patience.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'
import { lookAt, picture, roomLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

const password = 'only-they-know-it'
const sampled = readdirSync(new URL('../../prompts/knowledge/sample/', import.meta.url)).length

describe('the first steps, on a service that was just installed', function () {
  this.timeout(3 * patienceMs)
  let folder: string
  let program: Program
  let browser: Browser
  let page: Page
  let home: string
  let town: string
  const troubles: string[] = []
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-first-'))
    const [port, townPort] = [await freePort(), await freePort()]
    home = `http://127.0.0.1:${port}`
    town = `http://127.0.0.1:${townPort}`
    program = startProgram('src/main.ts', {
      ...{ DAJEONG_DATA: join(folder, 'data'), PORT: String(port), DAJEONG_TOWN_PORT: String(townPort) },
      DAJEONG_QUIET_MS: '0',
    })
    browser = await openBrowser()
    page = await (
      await browser.newContext({ locale: 'ko-KR', viewport: { width: 1440, height: 900 } })
    ).newPage()
    page.setDefaultTimeout(patienceMs)
    await page.addInitScript(
      "addEventListener('securitypolicyviolation', (e) => console.error('forbidden by the policy: ' + e.violatedDirective))",
    )
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (line) => {
      if (line.type() === 'error' && !/status of 40[013]/.test(line.text())) troubles.push(line.text())
    })
  })
  after(async () => {
    await browser?.close()
    program?.child.kill('SIGTERM')
    await program?.ended
    rmSync(folder, { recursive: true, force: true })
  })
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)
  const openStep = async (name: string) => {
    const button = page.locator(`#step-${name} h2 button`)
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
  }
  const witnessed = async () => {
    const answer = await fetch(`${town}/town/witness?author=brand`)
    return ((await answer.json()) as { statuses: { text: string }[] }).statuses.map(({ text }) => text)
  }

  it('lead from signing in to a reply that is seen in the town', async () => {
    const [, first = ''] = await program.says(/one-time password: (\S+)/)
    await program.says(/Log {2}/)
    await page.goto(home)
    await page.fill('input[name=email]', 'admin@dajeong.local')
    await page.fill('input[name=password]', first)
    await page.click('button.main')
    await page.fill('input[name=current]', first)
    await page.fill('input[name=next]', password)
    await page.click('button.main')

    // Nobody has written to the brand, so this is where one begins.
    await page.waitForURL('**/desk/start')
    await page.waitForSelector('#step-who.done')
    await page.waitForSelector('#step-brand.now')
    expect(await page.getAttribute('#step-answered h2 button', 'aria-expanded')).to.equal('false')
    await picture(page, 'start-1-brand')
    await page.fill('input[name=brand]', '  ')
    await page.click('#step-brand button.main')
    await page.waitForSelector('#step-brand .trouble:not(:empty)')
    await page.fill('input[name=brand]', '바다텔레콤')
    await page.selectOption('select[name=level]', 'hapsyo')
    await page.fill('textarea[name=persona]', '동네 가게 주인처럼 편하게.')
    await page.click('#step-brand button.main')
    await page.waitForSelector('#step-brand.done')

    // The sample is taken in by itself on a first start.
    await page.waitForSelector('#step-knowledge.done')
    await openStep('knowledge')
    await shows(`문서 ${sampled}개를 알고 있어요`, '#step-knowledge')
    await page.waitForSelector('#step-listening.done')
    await openStep('listening')
    expect(await page.getAttribute('#step-listening a[target=_blank]', 'href')).to.match(
      new RegExp(`^${town}/?$`),
    )

    await page.waitForSelector('#step-answered.now button.main')
    await page.click('#step-answered button.main')
    await page.waitForSelector('#review')
    await page.waitForSelector('#step-answered .talk-said:has-text("가족끼리 데이터를 나눠 쓸 수 있어요?")')
    await picture(page, 'start-2-draft')
    expect(await witnessed()).to.deep.equal([])
    // What somebody else says there meanwhile is not the talk that the step began.
    await fetch(`${town}/town/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'minji', name: '민지', text: '인터넷이 자꾸 끊겨요', to: 'brand' }),
    })
    await page.waitForSelector('.tab .count.all:text-is("2")')
    await page.reload()
    await page.waitForSelector('#step-answered .talk-said:has-text("가족끼리 데이터를 나눠 쓸 수 있어요?")')
    await page.click('#review')
    await page.waitForSelector('#reply')
    const draft = await page.inputValue('#reply')
    await page.keyboard.press('a')
    await page.waitForSelector('#undo-bar')
    await page.click('.to-start')
    await page.waitForSelector('#step-answered.done')
    await shows('답장이 마을에 올라갔어요', '#step-answered')
    await shows('다 됐어요')
    await picture(page, 'start-3-done')
    const [reply = ''] = await witnessed()
    expect(reply).to.include(draft.trim())
    const there = (await page.getAttribute('#step-answered .talk-so-far a', 'href')) ?? ''
    expect(there.startsWith(town)).to.equal(true)
    expect((await fetch(there)).status).to.equal(200)

    const policy = (await page.evaluate("fetch('/api/policy').then((answer) => answer.json())")) as {
      policy: { voice: object }
    }
    expect(policy.policy.voice).to.include({ level: 'hapsyo', persona: '동네 가게 주인처럼 편하게.' })
    const audit = JSON.stringify(await page.evaluate("fetch('/api/audit').then((answer) => answer.json())"))
    expect(audit).to.include('brand-named').and.include('바다텔레콤')

    // That it is practice stands at the account, and at connecting that the next one is not.
    await page.goto(`${home}/desk/accounts`)
    await shows('진짜 사람에게는 아무것도 가지 않아요', '.one-account')
    await shows('여기서 잇는 것은 진짜 계정이에요', 'section:has(#connect)')
    await picture(page, 'start-4-practice')
    await page.click('.accounts')
    await page.waitForSelector('[role=menuitemradio]:has-text("연습")')
    await page.keyboard.press('Escape')
    await page.goto(`${home}/desk/start`)
    await page.click('#put-away')
    await page.waitForURL('**/desk/to-approve')
    await page.waitForSelector('.to-start', { state: 'detached' })
    await page.goto(home)
    await page.waitForURL('**/desk/to-approve')
    await page.click('button[aria-label^="내 메뉴"]')
    await page.click('[role=menuitem]:has-text("시작하기")')
    await page.waitForURL('**/desk/start')
    await shows('접어 둔 상태예요')
    expect(troubles).to.deep.equal([])
  })
})

describe('the first steps, at the console', () => {
  const openPage = useStaffPage()

  it('take the sample in once, and say what to do where the town does not run', async () => {
    const { page, house, signIn } = await openPage()
    await setStepsAway(house.test.db, house.brandId, false)
    await page.goto(house.server.url)
    await signIn()
    await page.waitForURL('**/desk/start')
    await page.click('#step-knowledge h2 button')
    await page.click('#sample')
    await page.waitForSelector('#step-knowledge.done')
    await page.waitForSelector('#sample', { state: 'detached' })
    const count = await house.test.db
      .selectFrom('documents')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count.count)).to.equal(sampled)
    expect(await (await house.call('/api/start/sample', undefined, {}, 'POST')).json()).to.deep.equal({
      documents: 0,
    })
    await page.click('#step-answered h2 button')
    await page.waitForSelector('#step-answered :text("연습 마을이 여기서 돌고 있지 않아서")')
    expect((await house.call('/api/start/customer', { text: '안녕하세요' })).status).to.equal(409)
    const steps = (await (await house.call('/api/start')).json()) as { done: object; untouched: boolean }
    expect(steps.done).to.deep.equal({ brand: false, knowledge: true, listening: false, answered: false })
    expect(steps.untouched).to.equal(true)
  })

  for (const look of roomLooks)
    it(`look right and are open to everybody: ${look.name}`, async () => {
      const talk = {
        conversationId: '1',
        stage: 'sent',
        fate: 'sent',
        text: 'x',
        reply: 'y',
        url: null,
      } as const
      const { page, house, signIn } = await openPage(
        {
          start: {
            look: async () => ({
              brand: { id: house.brandId, name: 'Shop' },
              done: { brand: false, knowledge: true, listening: true, answered: true },
              ...{ documents: 3, listening: 1, away: false, untouched: true },
              town: { url: 'http://127.0.0.1:3979', talk },
            }),
            brands: async () => [{ id: house.brandId, name: 'Shop', house: true }],
            name: async () => {},
            putAway: async () => {},
            takeSample: async () => 0,
            letCustomerWrite: async () => 'written',
          },
        },
        look.locale,
      )
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      await page.goto(`${house.server.url}/desk/start`)
      await signIn()
      await page.waitForSelector('#step-brand input[name=brand]')
      for (const name of ['who', 'knowledge', 'listening']) await page.click(`#step-${name} h2 button`)
      await lookAt(page, `start-${look.name}`, look.locale)
    })
})
