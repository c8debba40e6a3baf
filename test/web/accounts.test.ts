import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openTown } from '../../src/town/server.ts'
import { makeWebhookWorld } from '../channels/webhook-world.ts'
import { lookAt, picture, roomLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const secret = 'a secret of sixteen or more'

describe('the accounts, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: Page
  let blog: Awaited<ReturnType<typeof makeWebhookWorld>>
  let town: Awaited<ReturnType<typeof openTown>>
  before(async () => {
    town = await openTown({ file: ':memory:', port: 0 })
  })
  after(() => town.close())
  beforeEach(async () => {
    blog = await makeWebhookWorld()
  })
  afterEach(() => blog.close())

  async function enter(locale = 'ko-KR') {
    const opened = await openPage({}, locale)
    ;({ house, page } = opened)
    await page.goto(`${house.server.url}/desk/accounts`)
    await opened.signIn()
    await page.waitForSelector('form.connect')
  }
  const stored = () => house.test.db.selectFrom('accounts').selectAll().orderBy('id').execute()
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)
  const button = (words: string) => page.click(`.one-account button:has-text("${words}")`)
  const errorAt = (field: string) =>
    page.waitForSelector(`.mantine-InputWrapper-root:has(input[name=${field}]) .mantine-InputWrapper-error`)

  it('connect a Mastodon account: what is missing and a wrong token are said at their fields', async () => {
    await enter()
    await shows('아직 이어진 계정이 없어요')
    await shows('다정텔레콤에 오는 말을 들으려면')
    await page.click('form.connect button.main')
    expect(await (await errorAt('url')).textContent()).to.include('꼭 필요해요')
    expect(await (await errorAt('token')).textContent()).to.include('꼭 필요해요')

    await page.fill('input[name=url]', town.url)
    await page.fill('input[name=token]', 'nobodys-token')
    expect(await page.getAttribute('input[name=token]', 'type')).to.equal('password')
    await page.click('form.connect button.main')
    await page.waitForSelector('.mantine-InputWrapper-error :text("네트워크가 한 말")')
    expect(await (await errorAt('token')).textContent()).to.include('네트워크가 이 값을 받아들이지 않았어요')
    expect(await page.inputValue('input[name=url]'), 'nothing typed is lost').to.equal(town.url)
    expect(await stored()).to.deep.equal([])
    await picture(page, 'accounts-wrong-token')

    await page.fill('input[name=token]', town.brandToken)
    await page.click('form.connect button.main')
    await page.waitForSelector('.one-account')
    await shows('brand 계정을 이었어요')
    expect(await page.inputValue('input[name=token]')).to.equal('')
    const [account] = await stored()
    expect(account).to.include({ channel: 'mastodon', handle: 'brand', mode: 'draft', state: 'active' })
    const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')
    expect(kept).not.to.include(town.brandToken)
    expect(await page.content()).not.to.include(town.brandToken)
  })

  it('connect a webhook: a secret that was made is shown once, and its address to deliver to', async () => {
    await enter()
    await page.selectOption('#network', 'webhook')
    await page.fill('input[name=name]', 'blog')
    await page.fill('input[name=deliverUrl]', blog.url)
    await page.click('form.connect button.main')
    await page.waitForSelector('.made')
    const made = (await page.textContent('.made code')) ?? ''
    expect(made).to.match(/^[\w-]{43}$/)
    expect(await page.inputValue('input[name=secret]')).to.equal(made)
    expect(await stored()).to.deep.equal([])
    await picture(page, 'accounts-made-secret')
    // The other side has one of its own.
    await page.fill('input[name=secret]', secret)
    await page.click('form.connect button.main')
    await page.waitForSelector('.just-connected')
    const [account] = await stored()
    const hook = `${house.server.url}/hooks/webhook/${account?.id}`
    expect(await page.textContent('.just-connected code')).to.equal(hook)
    await page.click('.just-connected button:has-text("다 옮겼어요")')
    expect(await page.content()).not.to.include(made)
    expect(await page.content()).not.to.include(secret)
    expect(await page.textContent('.one-account .hook code')).to.equal(hook)
  })

  it('are paused with a reason, resumed, checked, let send after asking once, and removed by their handle', async () => {
    await enter()
    const settings = { name: 'blog', deliverUrl: blog.url, secret, brandHandle: 'shop' }
    await house.call('/api/accounts', { channel: 'webhook', settings })
    await page.reload()
    await page.waitForSelector('.one-account')

    await button('잠시 멈추기')
    await page.waitForSelector('[role=dialog] textarea')
    expect(await page.isDisabled('[role=dialog] button.main')).to.equal(true)
    await page.fill('[role=dialog] textarea', '연휴라 쉬어요')
    await page.click('[role=dialog] button.main')
    await shows('까닭: 연휴라 쉬어요', '.one-account')
    expect((await stored())[0]).to.include({ state: 'paused', state_why: '연휴라 쉬어요' })
    await button('다시 켜기')
    await shows('듣고 있어요', '.one-account')
    expect((await stored())[0]?.state).to.equal('active')

    await house.test.db.updateTable('accounts').set({ proven_at: null }).execute()
    await button('지금 확인')
    await shows('네트워크가 우리를 잘 알아봐요')
    expect((await stored())[0]?.proven_at).to.be.instanceOf(Date)
    await blog.refuseUs()
    await button('지금 확인')
    await shows('네트워크가 이 값을 받아들이지 않았어요', '.one-account [role=alert]')
    await house.test.db
      .updateTable('accounts')
      .set({ state: 'refused', state_why: '401: the secret is not accepted' })
      .execute()
    await page.reload()
    await shows('네트워크가 이 계정을 거절했어요', '.one-account')
    await picture(page, 'accounts-refused')
    await button('새 값으로 다시 잇기')
    expect(await page.inputValue('#network')).to.equal('webhook')

    await house.test.db.updateTable('accounts').set({ state: 'active', state_why: null }).execute()
    await page.click('label:has-text("자동으로 보내기")')
    await page.click('[role=dialog] button:has-text("취소")')
    expect((await stored())[0]?.mode).to.equal('draft')
    await page.click('label:has-text("자동으로 보내기")')
    await page.click('[role=dialog] button.main')
    await shows('shop: 자동으로 보내기')
    expect((await stored())[0]?.mode).to.equal('send')
    await page.click('label:has-text("듣기만")')
    await shows('shop: 듣기만')
    expect((await stored())[0]?.mode).to.equal('off')

    await button('떼어내기')
    await page.fill('[role=dialog] textarea', 'blog')
    await page.click('[role=dialog] button.main')
    await shows('적은 이름이 달라서 그대로 두었어요')
    expect(await stored()).to.have.length(1)
    await button('떼어내기')
    await page.fill('[role=dialog] textarea', 'shop')
    await page.click('[role=dialog] button.main')
    await shows('아직 이어진 계정이 없어요')
    expect(await stored()).to.deep.equal([])
    const log = await (await house.call('/api/audit')).text()
    for (const what of [
      'account-added',
      'account-paused',
      'account-resumed',
      'account-mode',
      'account-removed',
    ])
      expect(log).to.include(what)
  })

  it('are found by g c, and show who may not connect how they are without a way to change it', async () => {
    await enter()
    const settings = { name: 'blog', deliverUrl: blog.url, secret }
    await house.call('/api/accounts', { channel: 'webhook', settings })
    await house.test.db.updateTable('memberships').set({ role: 'agent' }).execute()
    await page.goto(`${house.server.url}/desk/documents`)
    await page.waitForSelector('h1')
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.waitForSelector('.one-account')
    await shows('관리자가 할 수 있어요')
    expect(await page.locator('form.connect').count()).to.equal(0)
    expect(await page.locator('.one-account button').count()).to.equal(1)
    expect(await page.isDisabled('.one-account input[value=send]')).to.equal(true)
  })

  it('of a brand that has none is still called by its name', async () => {
    await enter()
    await house.call('/api/brand', { name: '바다상회' }, {}, 'PUT')
    await page.goto(`${house.server.url}/desk/audit`)
    await shows('브랜드 이름을 정함')
    await shows('브랜드 바다상회')
    await page.goto(`${house.server.url}/desk/staff`)
    await page.waitForSelector('form.invite select[name=where] option:text-is("바다상회")', {
      state: 'attached',
    })
  })

  for (const look of roomLooks)
    it(`look right and are open to everybody: ${look.name}`, async () => {
      await enter(look.locale)
      await house.test.db.updateTable('brands').set({ name: 'Shop' }).execute()
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      await page.reload()
      await page.waitForSelector('form.connect')
      await lookAt(page, `accounts-${look.name}-none`, look.locale)
      await house.call('/api/accounts', {
        ...{ channel: 'webhook', settings: { name: 'blog', deliverUrl: blog.url, secret } },
      })
      await house.call('/api/accounts', {
        ...{ channel: 'mastodon', settings: { url: town.url, token: town.brandToken } },
      })
      await house.test.db.updateTable('accounts').set({ name: 'Brand' }).execute()
      const refused = { state: 'refused' as const, state_why: '401: the token was revoked' }
      await house.test.db.updateTable('accounts').set(refused).where('channel', '=', 'mastodon').execute()
      await page.reload()
      await page.waitForSelector('.one-account')
      await page.selectOption('#network', 'webhook')
      await page.click('form.connect summary')
      await page.click('form.connect button.main')
      await errorAt('name')
      await lookAt(page, `accounts-${look.name}`, look.locale)
    })
})
