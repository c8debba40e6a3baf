import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { makeScene, type Scene } from '../desk/scene.ts'
import { signedInAs } from '../http/people.ts'
import { seedAccount } from '../support/database.ts'
import { patienceMs } from '../support/patience.ts'
import { keepToasts, type StaffPage, useStaffPage } from './staff-page.ts'

// No word of any language, so whatever holds it holds something of this person.
const secret = 'zqwvanishk'

describe('a person who is forgotten, on the pages that have them open', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  let reds: () => Promise<string[]>

  beforeEach(async () => {
    ;({ house, page, signIn } = await openPage())
    ;({ reds } = await keepToasts(page))
  })

  async function drafted(words: string, name: string): Promise<Scene> {
    const disclosure = { on: false, againAfterHours: 24, channels: {}, ko: null, en: null }
    const policy = { undoSeconds: 60, disclosure }
    const { id } = await seedAccount(house.test.db, { nativeId: randomUUID(), policy })
    const scene = await makeScene(house.test.db, words, { accountId: id, name, handle: `@${randomUUID()}` })
    await scene.draft('방금 출발했어요!')
    return scene
  }
  const vanishing = () => drafted(`${secret}의 배송이 늦어요`, secret)
  const placeOf = (scene: Scene) => `/desk/all/${scene.conversationId}`
  const pathOf = (scene: Scene) => `/api/conversations/${scene.conversationId}`
  const asRead = (scene: Scene) => (url: URL) => url.pathname === pathOf(scene)

  async function open(scene: Scene) {
    await page.goto(`${house.server.url}${placeOf(scene)}`)
    await page.waitForSelector('input[name=email], #top')
    if ((await page.locator('#top').count()) === 0) await signIn()
    await page.waitForSelector('.conversation')
  }
  async function personOf(scene: Scene): Promise<string> {
    const found = await house.test.db
      .selectFrom('conversations')
      .select('person_id')
      .where('id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    return found.person_id
  }
  /** Another colleague forgets them. */
  async function forget(scene: Scene) {
    const answer = await house.call(`/api/persons/${await personOf(scene)}/forget`, { reason: 'asked' })
    expect(answer.status).to.equal(200)
  }
  async function pressForget(at: Page) {
    await at.click('#card')
    await at.click('#forget')
    await at.click('label:has-text("본인이 원했어요")')
    await at.click('label:has-text("되돌릴 수 없다는 것을")')
    await at.click('#forget-form .main')
  }
  /** Holds this answer back when it is there; what was asked has happened by then. */
  async function holdBack(url: string | RegExp | ((url: URL) => boolean)) {
    let letGo = () => {}
    const free = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let there = () => {}
    const held = new Promise<void>((resolve) => {
      there = resolve
    })
    await page.route(url, async (route) => {
      const answer = await route.fetch().catch(() => null)
      there()
      await free
      await (answer ? route.fulfill({ response: answer }) : route.abort()).catch(() => {})
    })
    return { held, letGo }
  }
  /** All that the page shows, reads out, holds in its fields or keeps on this machine. */
  const everything = () =>
    page.evaluate(`document.documentElement.outerHTML
      + [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(' ')
      + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)`) as Promise<string>

  describe('for who forgets them', () => {
    it('leaves the receipt and nothing red where the conversation is read anew before the answer is there', async () => {
      const scene = await vanishing()
      await open(scene)
      const answer = await holdBack(/\/api\/persons\/\d+\/forget$/)
      const readAnew = page.waitForResponse(
        (one) => asRead(scene)(new URL(one.url())) && one.status() === 404,
      )
      await pressForget(page)
      await answer.held
      house.change()
      await readAnew
      await page.waitForSelector('#gone')
      answer.letGo()
      await page.waitForSelector('#receipt')
      expect(await page.textContent('.mantine-Drawer-title')).to.equal('영수증')
      expect(await reds()).to.deep.equal([])
      expect(await everything()).to.not.include(secret)
      await page.keyboard.press('Escape')
      await page.waitForSelector('#receipt', { state: 'detached' })
      expect(new URL(page.url()).pathname).to.equal('/desk/all')
    })

    it('leaves the receipt and nothing red where everything is read anew beside it', async () => {
      const scene = await vanishing()
      await open(scene)
      await pressForget(page)
      await page.waitForSelector('#receipt')
      for (const _ of [1, 2]) {
        const listed = page.waitForResponse((one) => new URL(one.url()).pathname === '/api/conversations')
        house.change()
        await listed
      }
      // The list is asked for together with the conversation, were that still on the page.
      await page.waitForSelector('#items .empty')
      expect(await page.locator('#receipt').count()).to.equal(1)
      expect(await reds()).to.deep.equal([])
      expect(await everything()).to.not.include(secret)
    })

    it('shows the receipt also to who has gone to another conversation meanwhile, and leaves them there', async () => {
      const [scene, other] = [await vanishing(), await drafted('저는 여기 있어요', '다온')]
      await open(scene)
      const answer = await holdBack(/\/api\/persons\/\d+\/forget$/)
      await pressForget(page)
      await answer.held
      await page.keyboard.press('Escape')
      await page.click('.item:has-text("저는 여기 있어요")')
      await page.waitForSelector('.turn:has-text("저는 여기 있어요")')
      answer.letGo()
      await page.waitForSelector('#receipt')
      expect(new URL(page.url()).pathname).to.equal(placeOf(other))
      expect(await page.locator('.turn:has-text("저는 여기 있어요")').count()).to.equal(1)
      expect(await reds()).to.deep.equal([])
    })
  })

  describe('for a colleague', () => {
    it('says calmly in its place that the conversation is gone; nothing of the person stays, typed or shown', async () => {
      const scene = await vanishing()
      const approver = await signedInAs(house.test.db, 'approver', null)
      const [name, value] = approver.cookie.split('=') as [string, string]
      await page.context().addCookies([{ name, value, url: house.server.url }])
      await open(scene)
      await page.fill('#reply', `${secret} 님, 확인하고 있어요`)
      await page.fill('.note-form textarea', `${secret} 님은 단골이에요`)
      await page.click('#card')
      await page.waitForSelector('#person-card .facts')
      expect(await everything()).to.include(secret)

      const context = await page.context().browser()?.newContext({ locale: 'ko-KR' })
      if (!context) throw new Error('there is no browser')
      const admin = await context.newPage()
      admin.setDefaultTimeout(patienceMs)
      await admin.goto(`${house.server.url}${placeOf(scene)}`)
      await admin.fill('input[name=email]', house.admin.email)
      await admin.fill('input[name=password]', house.admin.password)
      await admin.click('button.main')
      await pressForget(admin)
      await admin.waitForSelector('#receipt')

      await page.waitForSelector('#gone:has-text("이 대화는 이제 없어요")')
      await page.waitForSelector('#items .empty')
      expect(await everything()).to.not.include(secret)
      expect(await page.textContent('#aloud')).to.include('이 대화는 이제 없어요')
      expect(await reds()).to.deep.equal([])
      await page.click('#gone button')
      await page.waitForSelector('#gone', { state: 'detached' })
      expect(new URL(page.url()).pathname).to.equal('/desk/all')
      await admin.waitForSelector('#receipt')
      expect(await admin.locator('#toast.shown.bad').count()).to.equal(0)
      await context.close()
    })

    it('says so too where they act before they have heard of it', async () => {
      const scene = await vanishing()
      await page.route('**/api/live*', (route) => route.abort())
      await open(scene)
      await page.waitForSelector('#send')
      // Nothing is heard and nothing read anew by itself until the decision has come back.
      const looks = await holdBack(/\/api\/counts(\?|$)/)
      await forget(scene)
      await page.click('#send')
      await page.waitForSelector('#gone')
      expect(await reds()).to.deep.equal([])
      looks.letGo()
      await page.waitForSelector('#items .empty')
      expect(await everything()).to.not.include(secret)
    })

    it('takes away the bar that offers to take back what was approved for them', async () => {
      const scene = await vanishing()
      await open(scene)
      await page.click('#send')
      await page.waitForSelector(`#undo-bar:has-text("${secret}")`)
      await forget(scene)
      await page.waitForSelector('#gone')
      expect(await page.locator('#undo-bar').count()).to.equal(0)
      // The list is read anew by then or a moment later.
      await page.waitForSelector('#items .empty')
      expect(await everything()).to.not.include(secret)
    })

    it('takes away what was tried on their words in the tuning room, with the list that it was chosen from', async () => {
      const scene = await vanishing()
      const { account_id: accountId } = await house.test.db
        .selectFrom('conversations')
        .select('account_id')
        .where('id', '=', scene.conversationId)
        .executeTakeFirstOrThrow()
      await house.test.db
        .updateTable('accounts')
        .set({ brand_id: house.brandId })
        .where('id', '=', accountId)
        .execute()
      await page.goto(`${house.server.url}/desk/tuning/phrases/ko`)
      await signIn()
      await page.click('a.view:has-text("써 보기")')
      await page.click(`.picker label:has-text("${secret}")`)
      await page.click('#try')
      await page.waitForSelector(`#tried .tried:has-text("${secret}")`)
      await forget(scene)
      await page.waitForSelector('#tried .tried', { state: 'detached' })
      await page.waitForSelector(`.picker label:has-text("${secret}")`, { state: 'detached' })
      expect(await everything()).to.not.include(secret)
      expect(await reds()).to.deep.equal([])
    })

    it('shows nothing of what was read before, even for a moment, to who comes back to it', async () => {
      const [scene, other] = [await vanishing(), await drafted('저는 여기 있어요', '다온')]
      await open(scene)
      await page.fill('#reply', `${secret} 님, 확인하고 있어요`)
      await page.click('.item:has-text("저는 여기 있어요")')
      await page.waitForSelector('.turn:has-text("저는 여기 있어요")')
      await forget(scene)
      await page.waitForSelector(`.item:has-text("${secret}")`, { state: 'detached' })
      const end = Date.now() + patienceMs
      while (String(await page.evaluate('JSON.stringify(localStorage)')).includes(secret))
        if (Date.now() > end) throw new Error('What was typed is still kept.')
      expect(new URL(page.url()).pathname).to.equal(placeOf(other))
      const again = await holdBack(asRead(scene))
      await page.goBack()
      await again.held
      await page.waitForSelector('#detail:has-text("불러오는 중")')
      expect(await everything()).to.not.include(secret)
      again.letGo()
      await page.waitForSelector('#gone')
      expect(await everything()).to.not.include(secret)
      expect(await reds()).to.deep.equal([])
    })
  })
})
