import { expect } from 'chai'
import { faultsOf, picture } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

describe('choosing a password', () => {
  const openPage = useStaffPage()

  for (const locale of ['ko-KR', 'en-US'])
    it(`shows what was typed, and says what is tried first before it is sent: ${locale}`, async () => {
      const { page, house } = await openPage({}, locale)
      const english = locale === 'en-US'
      const who = await house.newcomer()
      await house.test.db.updateTable('brands').set({ name: '바다상점' }).execute()
      const asked: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/api/change-password')) asked.push(request.method())
      })
      await page.goto(house.server.url)
      await page.fill('input[name=email]', who.email)
      await page.fill('input[name=password]', who.password)
      await page.click('button.main')
      await page.fill('input[name=current]', who.password)
      const trouble = page.locator('.mantine-InputWrapper-error')

      await page.fill('input[name=next]', 'password123456')
      await trouble.waitFor()
      expect(await trouble.textContent()).to.include(english ? 'would try this' : '먼저 넣어 보는')
      await page.click('button.main')
      expect(asked, 'nothing was sent').to.deep.equal([])
      await page.fill('input[name=next]', 'newcomer2026!')
      await page.waitForSelector(`:text("${english ? 'too near your email' : '이메일이나 브랜드 이름과'}")`)

      // It can be looked at, with the keyboard too.
      expect(await page.getAttribute('input[name=next]', 'type')).to.equal('password')
      await page.focus('input[name=next]')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await page.getAttribute('input[name=next]', 'type')).to.equal('text')
      expect(asked, 'nothing was sent').to.deep.equal([])
      await page.mouse.move(0, 0)
      await picture(page, `password-${english ? 'english' : 'korean'}`)
      expect(await faultsOf(page, locale)).to.deep.equal([])

      // The server knows the brand's name; what was typed stays.
      await page.fill('input[name=next]', '바다상점2026!!')
      await trouble.waitFor({ state: 'detached' })
      await page.click('button.main')
      await page.waitForSelector(`.trouble:has-text("${english ? 'the brand’s name' : '브랜드 이름과'}")`)
      expect(await page.inputValue('input[name=next]')).to.equal('바다상점2026!!')
      expect(asked).to.have.length(1)

      await page.fill('input[name=next]', '비 오는 날엔 파전이지')
      await page.click('button.main')
      await page.waitForSelector('#top')
      const now = { email: who.email, password: '비 오는 날엔 파전이지', ip: 'here' }
      expect((await house.staff.signIn(now)).kind).to.equal('signed-in')
    })

  it('throws nobody out when a call that was under way still had the cookie that was', async () => {
    const { page, house, signIn } = await openPage()
    await page.goto(`${house.server.url}/desk/me`)
    await signIn()
    await page.waitForSelector('.one-session')
    const next = '비 오는 날엔 파전이지'
    const before =
      (await page.context().cookies()).find(({ name }) => name === 'dajeong_session')?.value ?? ''
    let late = 0
    // Asked for with the old cookie before the change, answered after it.
    await page.route('**/api/me/sessions', async (route) => {
      late += 1
      const headers = { ...route.request().headers(), cookie: `dajeong_session=${before}` }
      await route.fulfill({ response: await route.fetch(late === 1 ? { headers } : {}) })
    })
    await page.fill('#my-password ~ form input[name=current]', house.admin.password)
    await page.fill('#my-password ~ form input[name=next]', next)
    await page.click('#my-password ~ form button.main')
    await page.waitForSelector('#toast.shown')
    await page.click('a[href="/desk/to-approve"]')
    await page.waitForSelector('#top')
    expect(late).to.be.greaterThan(0)
    expect(await page.locator('input[name=email]').count()).to.equal(0)
    const now = (await page.context().cookies()).find(({ name }) => name === 'dajeong_session')
    expect(now?.value).to.match(/^\w{32}$/)
    expect(now?.value).to.not.equal(before)
    expect((await house.call('/api/me', undefined, { cookie: `dajeong_session=${before}` })).status).to.equal(
      401,
    )
  })
})
