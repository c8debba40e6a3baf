import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { encode } from 'uqr'
import { makeScene } from '../desk/scene.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const pictures = fileURLToPath(new URL('../output/console/', import.meta.url))
const password = 'only-they-know-it'

/** Which modules of the QR code are dark on the page, as a camera would see them. */
async function drawnCode(page: Page): Promise<boolean[][]> {
  return (await page.evaluate(`(async () => {
    const svg = document.querySelector('svg.qr')
    const size = svg.viewBox.baseVal.width
    const canvas = new OffscreenCanvas(size * 4, size * 4)
    const context = canvas.getContext('2d')
    context.scale(4, 4)
    context.fillStyle = svg.querySelector('rect').getAttribute('fill')
    context.fillRect(0, 0, size, size)
    const path = svg.querySelector('path')
    context.fillStyle = path.getAttribute('fill')
    context.fill(new Path2D(path.getAttribute('d')))
    const dark = (x, y) => context.getImageData(x * 4 + 2, y * 4 + 2, 1, 1).data[0] < 128
    return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => dark(x, y)))
  })()`)) as boolean[][]
}

describe('people and signing in, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: Page
  let signIn: StaffPage['signIn']
  before(() => mkdirSync(pictures, { recursive: true }))
  beforeEach(async () => {
    ;({ house, page, signIn } = await openPage())
  })

  const ask = async (path: string, body: unknown) =>
    (await (await house.call(path, body)).json()) as Record<string, unknown>
  async function invited(name: string, role: string, brandId: string | null = null) {
    const email = `${role}@people.local`
    const { id, link } = await ask('/api/invitations', { email, name, role, brandId })
    return { id: String(id), email, path: String((link as { path: string }).path) }
  }
  async function colleague(name: string, role: string, brandId: string | null = null) {
    const one = await invited(name, role, brandId)
    await ask('/api/links/accept', { token: one.path.split('=')[1], password })
    return one
  }
  async function enter(email: string, word = password) {
    await page.fill('input[name=email]', email)
    await page.fill('input[name=password]', word)
    await page.click('button.main')
  }
  const open = (path: string) => page.goto(house.server.url + path)
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

  it('lets everybody say what they are called', async () => {
    await open('/desk/me')
    await signIn()
    await page.fill('input[name=name]', '  박다정  ')
    await page.locator('form:has(input[name=name]) button.main').click()
    await page.waitForSelector('#toast.shown:has-text("이름을 바꿨어요")')
    await page.waitForSelector('.panel strong:has-text("박다정")')
    const { name } = (await (await house.call('/api/me')).json()) as { name: string }
    expect(name).to.equal('박다정')
    const { entries } = (await (await house.call('/api/audit')).json()) as {
      entries: { what: string; after: unknown }[]
    }
    expect(entries[0]).to.deep.include({ what: 'name-changed', after: { name: '박다정' } })
  })

  it('turns the second step on with a code of the app, shows the backup codes once, and asks for one at the next sign-in', async () => {
    await open('/desk/me')
    await signIn()
    const panel = 'section[aria-labelledby=two-factor]'
    await page.fill(`${panel} input[name=password]`, 'not it at all')
    await page.click(`${panel} button.main`)
    await shows('비밀번호가 맞지 않아요', panel)
    await page.fill(`${panel} input[name=password]`, house.admin.password)
    await page.click(`${panel} button.main`)
    const shown = (await page.textContent('#secret')) ?? ''
    expect(shown).to.match(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/)
    const address = (await page.getAttribute(`${panel} a`, 'href')) ?? ''
    expect(address).to.match(/^otpauth:\/\/totp\//)
    await page.screenshot({ path: `${pictures}people-second-step.png` })
    expect(await drawnCode(page)).to.deep.equal(encode(address, { ecc: 'M', border: 4 }).data)
    expect(await page.getAttribute('svg.qr', 'aria-label')).to.match(/QR 코드/)
    await page.fill('input[name=code]', '12')
    await page.click(`${panel} button.main`)
    await shows('코드가 맞지 않아요', panel)
    await page.fill('input[name=code]', codeOf(shown.replaceAll(' ', '')))
    await page.click(`${panel} button.main`)
    await page.waitForSelector('.backup-codes')
    const codes = await page.locator('.backup-codes li').allInnerTexts()
    expect(codes).to.have.length(10)
    await page.click('#noted')
    await shows('남은 백업 코드: 10개', panel)

    await page.context().clearCookies()
    await open('/')
    await signIn()
    await page.fill('input[name=code]', '000000')
    await page.click('button.main')
    await shows('코드가 맞지 않거나 이미 쓴 코드예요')
    expect(await page.inputValue('input[name=code]')).to.equal('000000')
    await page.fill('input[name=code]', codes[0] ?? '')
    await page.click('button.main')
    await page.waitForSelector('#list')

    await open('/desk/me')
    await shows('남은 백업 코드: 9개', panel)
    await page.click('#turn-off summary')
    await page.fill(`${panel} input[name=password]`, house.admin.password)
    await page.fill(`${panel} input[name=code]`, codes[1] ?? '')
    await page.click(`${panel} button.main`)
    await shows('꺼져 있어요', panel)
  })

  it('lists where one is signed in, ends another place, and keeps this one', async () => {
    await open('/desk/me')
    await signIn()
    await page.waitForSelector('.one-session')
    expect(await page.locator('.one-session').count()).to.equal(2)
    expect(await page.locator('.one-session', { hasText: '지금 이곳' }).locator('button').count()).to.equal(0)
    await page.click('.one-session button')
    await page.waitForSelector('.one-session:only-child')
    expect((await house.call('/api/me')).status).to.equal(401)
    await page.reload()
    await page.waitForSelector('.one-session')
  })

  it('invites a colleague by a link that is shown once; who opens it chooses a password and is signed in', async () => {
    await open('/desk/staff')
    await signIn()
    await page.fill('form.invite input[name=email]', 'hana@dajeong.local')
    await page.fill('form.invite input[name=name]', '하나')
    await page.selectOption('form.invite select[name=role]', 'agent')
    await page.click('form.invite button.main')
    const address = await page.inputValue('.once input')
    await page.screenshot({ path: `${pictures}people-invited.png` })
    expect(address).to.match(/^http:\/\/127\.0\.0\.1:\d+\/#link=[\w-]+$/)
    await shows('초대함', '.colleague')

    await page.context().clearCookies()
    await page.goto('about:blank')
    await page.goto(address)
    await page.fill('input[name=next]', password)
    await page.fill('input[name=again]', 'something else')
    await page.click('button.main')
    await shows('두 비밀번호가 서로 달라요')
    await page.fill('input[name=again]', password)
    await page.click('button.main')
    await page.waitForSelector('#list')
    expect(page.url()).not.to.contain('link=')
    await page.click('button[aria-label="내 메뉴: 하나"]')
    await shows('내 계정', '[role=menu]')
    expect(await page.locator('[role=menu] :text-is("동료")').count()).to.equal(0)

    await page.goto('about:blank')
    await page.goto(address)
    await page.fill('input[name=next]', password)
    await page.fill('input[name=again]', password)
    await page.click('button.main')
    await shows('이 링크는 이미 썼거나')
    await page.click('button:has-text("로그인 화면으로")')
    await page.waitForSelector('#list')
  })

  it('changes a role after asking, and makes a link for a lost password', async () => {
    const { id } = await colleague('하나', 'agent')
    await open('/desk/staff')
    await signIn()
    const row = page.locator('.colleague', { hasText: '하나' })
    await row.locator('select').selectOption('approver')
    await page.click('[role=dialog] button:has-text("취소")')
    expect(await row.locator('select').inputValue()).to.equal('agent')
    await row.locator('select').selectOption('approver')
    await page.click('[role=dialog] button.main')
    await shows('역할을 바꿨어요')
    const roles = await house.test.db
      .selectFrom('memberships')
      .select('role')
      .where('colleague_id', '=', id)
      .execute()
    expect(roles).to.deep.equal([{ role: 'approver' }])
    await row.locator('.reset').click()
    await page.click('[role=dialog] button.main')
    expect(await page.inputValue('[role=dialog] .once input')).to.contain('/#link=')
    await page.click('[role=dialog] button:has-text("닫기")')
    await row.locator('.remove').click()
    await page.click('[role=dialog] button.main')
    await row.waitFor({ state: 'detached' })
  })

  it('says why the last owner stays, and lets an admin touch no owner', async () => {
    const admin = await colleague('두리', 'admin')
    await open('/desk/staff')
    await signIn()
    const owner = page.locator('.colleague', { hasText: house.admin.email })
    await owner.locator('.remove').click()
    await page.click('[role=dialog] button.main')
    await shows('소유자가 적어도 한 명')
    await page.context().clearCookies()
    await open('/desk/staff')
    await enter(admin.email)
    await owner.waitFor()
    expect(await owner.locator('select, button').count()).to.equal(0)
    expect(await owner.textContent()).to.contain('소유자는 소유자만')
    const offered = await page.locator('.colleague select').first().locator('option').allInnerTexts()
    expect(offered).to.deep.equal(['열람자', '상담사', '승인자', '관리자'])
  })

  it('shows the log with who, what, before and after, filters it by the address, and gives the same as CSV', async () => {
    const { id } = await colleague('하나', 'agent')
    await house.call(`/api/colleagues/${id}/role`, { role: 'approver', brandId: null }, {}, 'PUT')
    await open('/desk/audit')
    await signIn()
    await page.waitForSelector('#entries li')
    await page.selectOption('select[name=what]', 'role')
    await page.waitForSelector('#entries > li:only-child')
    expect(page.url()).to.contain('what=role')
    const entry = await page.textContent('#entries > li')
    expect(entry).to.contain('역할을 바꿈').and.to.contain('동료 하나')
    expect(await page.textContent('.what-changed del')).to.contain('상담사')
    expect(await page.textContent('.what-changed ins')).to.contain('승인자')
    const href = (await page.getAttribute('#csv', 'href')) ?? ''
    const csv = await (await house.call(href)).text()
    expect(csv.trim().split('\r\n')).to.have.length(2)
    await page.fill('input[name=from]', '2001-01-01')
    await page.fill('input[name=to]', '2001-01-02')
    await shows('조건에 맞는 기록이 없어요')
    await page.click('#clear')
    await page.waitForSelector('#entries li')
    expect(new URL(page.url()).search).to.equal('')
  })

  it('reads the log page by page', async () => {
    for (let at = 0; at < 55; at += 1)
      await house.test.db
        .insertInto('audit')
        .values({ who: 'dajeong', what: 'policy', target: 'policy' } as never)
        .execute()
    await open('/desk/audit?what=policy')
    await signIn()
    await page.click('#load-more')
    await page.waitForSelector('#entries > li:nth-child(55)')
    expect(await page.locator('#load-more').count()).to.equal(0)
  })

  it('lets who may not approve read the draft, says why, and hears no key for it', async () => {
    const scene = await makeScene(house.test.db, '배송 언제 와요?')
    await scene.draft('내일 도착해요.')
    const agent = await colleague('하나', 'agent')
    const viewer = await colleague('두리', 'viewer')
    await open('/')
    await enter(agent.email)
    await page.click('.item')
    await shows('상담사로 들어와 있어서', '#detail')
    expect(await page.textContent('#draft-text')).to.equal('내일 도착해요.')
    await page.screenshot({ path: `${pictures}people-agent.png` })
    expect(await page.locator('#send, #reply').count()).to.equal(0)
    expect(await page.locator('#refuse').count()).to.equal(1)
    await page.keyboard.press('a')
    await page.keyboard.press('e')
    await open('/desk/documents')
    await shows('문서를 볼 수만 있어요')
    expect(await page.locator('#upload').count()).to.equal(0)
    await open('/desk/staff')
    await shows('관리자와 소유자만')
    await page.context().clearCookies()
    await open('/')
    await enter(viewer.email)
    await page.click('.item')
    await shows('보기만 할 수 있어요', '#detail')
    expect(await page.locator('.actions button').count()).to.equal(0)
    await page.keyboard.press('r')
    await page.keyboard.press('h')
    expect(await page.locator('form.refusal').count()).to.equal(0)
    expect(await scene.stages()).to.deep.equal(['waiting'])
  })
})

describe('the rooms of people look right and are open to everybody', () => {
  const openPage = useStaffPage()
  before(() => mkdirSync(pictures, { recursive: true }))

  it('shows the door of a provider where there is one, and says it when that refused somebody', async () => {
    const nowhere = {
      start: () => Promise.reject(new Error('not asked')),
      finish: () => Promise.reject(new Error('not asked')),
    }
    const { page, house } = await openPage({ oidc: nowhere })
    await page.goto(`${house.server.url}/#sign-in=refused`)
    await page.waitForSelector('.other-ways a')
    expect(await page.getAttribute('.other-ways a', 'href')).to.equal('/api/oidc/start')
    expect(await page.textContent('.notice')).to.contain('회사 계정으로 들어가지 못했어요')
    await page.screenshot({ path: `${pictures}people-provider.png` })
    // The provider cannot be asked: whoever pressed the button comes back to the page, and not to raw JSON.
    await page.click('.other-ways a')
    await page.waitForURL('**/#sign-in=unreachable')
    await page.waitForSelector('.notice:text("지금 닿지 않아요")')
    await page.fill('input[name=email]', house.admin.email)
    await page.screenshot({ path: `${pictures}people-provider-away.png` })
  })

  for (const look of roomLooks)
    it(`in every room: ${look.name}, ${look.width} × ${look.height}`, async () => {
      const { page, house, signIn } = await openPage({}, look.locale)
      const english = look.locale.startsWith('en')
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const { wrong, looked } = watchLooks(page, { ...look, name: `people-${look.name}` })
      const { db } = house.test
      await makeScene(db, english ? 'Hello' : '안녕하세요', { name: 'Hana' })
      await db.updateTable('brands').set({ name: 'Shop' }).execute()
      await db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const links: string[] = []
      for (const [name, role] of [
        ['Hana', 'agent'],
        ['Duri', 'admin'],
        ['Sena', 'viewer'],
      ]) {
        const body = { email: `${name}@shop.example`, name, role }
        const answer = await (await house.call('/api/invitations', body)).json()
        links.push((answer as { link: { path: string } }).link.path)
      }
      await house.call('/api/links/accept', { token: links[0]?.split('=')[1], password })

      await page.goto(house.server.url + links[1])
      await page.waitForSelector('input[name=again]')
      await looked('link')
      await page.goto('about:blank')
      await page.goto(`${house.server.url}/desk/staff`)
      await signIn()
      await page.waitForSelector('.colleague')
      await looked('staff')
      await page.locator('.reset').first().click()
      await page.waitForSelector('[role=dialog] form')
      await page.click('[role=dialog] button.main')
      await page.waitForSelector('[role=dialog] .once')
      await looked('reset')
      await page.keyboard.press('Escape')
      await page.goto(`${house.server.url}/desk/audit`)
      await page.waitForSelector('#entries li')
      await looked('audit')
      await page.click('header .tools button[aria-haspopup=menu]:last-child')
      await page.waitForSelector('[role=menu]')
      await looked('my-menu')
      await page.keyboard.press('Escape')
      await page.goto(`${house.server.url}/desk/me`)
      await page.waitForSelector('.one-session')
      await looked('me')
      const panel = 'section[aria-labelledby=two-factor]'
      await page.fill(`${panel} input[name=password]`, house.admin.password)
      await page.click(`${panel} button.main`)
      await page.waitForSelector('#secret')
      await looked('secret')
      const secret = ((await page.textContent('#secret')) ?? '').replaceAll(' ', '')
      await page.fill('input[name=code]', new TOTP({ secret: Secret.fromBase32(secret) }).generate())
      await page.click(`${panel} button.main`)
      await page.waitForSelector('.backup-codes')
      await looked('backup-codes')
      await page.click('#noted')
      await page.context().clearCookies()
      await page.goto(house.server.url)
      await signIn()
      await page.waitForSelector('input[name=code]')
      await looked('code')
      expect(wrong.join('\n')).to.equal('')
    })
})
