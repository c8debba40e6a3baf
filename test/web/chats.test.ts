import { randomBytes, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { makeCardPlaces } from '../../src/desk/card-places.ts'
import { makeStaffChats } from '../../src/desk/staff-chats.ts'
import { pauseTarget } from '../../src/store/staff-cards.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { makeColleague } from '../desk/scene.ts'
import { testKey } from '../support/database.ts'
import { lookAt, roomLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('chats, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: Page
  let opened: StaffPage

  async function enter(path: string, locale = 'ko-KR') {
    opened = await openPage({}, locale)
    ;({ house, page } = opened)
    if (locale.startsWith('en')) {
      await house.call('/api/me/name', { name: 'Admin' })
      await house.test.db
        .updateTable('brands')
        .set({ name: 'Dajeong Telecom' })
        .where('id', '=', house.brandId)
        .execute()
    }
    await page.goto(house.server.url + path)
    await opened.signIn()
  }
  const chats = () =>
    makeStaffChats({
      ...{ db: house.test.db, key: testKey, countTries: countTriesIn(house.test.pool, testKey) },
      ...{ now: () => new Date(), random: randomBytes },
    })
  /** As the bot does when somebody sends it a code. */
  const sendCode = (code: string, name = 'Mina Park') =>
    chats().link({
      ...{ channel: 'msteams', tenant: 'a tenant', userId: randomUUID(), code, name },
      ...{ language: 'ko', reference: {} },
    })
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)
  const codeShown = async () => (await page.textContent('#chat-code'))?.replace(/\D/g, '') ?? ''
  const rows = async (what: string) => (await house.test.pool.query(`select * from ${what}`)).rows

  it('are linked by a code that is shown once, and unlinked', async () => {
    await enter('/desk/me')
    await shows('아직 연결한 채팅이 없어요')
    await page.click('#make-chat-code')
    await page.waitForSelector('#chat-code')
    const first = await codeShown()
    expect(first).to.match(/^\d{6}$/)
    expect(await page.textContent('#chat-code')).to.equal(`연결 ${first}`)
    await page.click('#make-chat-code')
    await page.waitForSelector(`#chat-code:not(:has-text("${first}"))`)
    expect((await sendCode(first)).kind).to.equal('wrong')
    expect((await sendCode(await codeShown())).kind).to.equal('linked')
    await shows('Microsoft Teams', 'section[aria-labelledby=my-chats]')
    await page.waitForSelector('#toast.shown:has-text("Mina Park(으)로 연결됐어요")')
    expect(await page.$('#chat-code')).to.equal(null)
    await page.click('section[aria-labelledby=my-chats] button:has-text("연결 끊기")')
    await shows('아직 연결한 채팅이 없어요')
    expect(await rows('staff_chats')).to.have.length(0)
    const whats = (await rows('audit')).map(({ what }) => what)
    expect(whats).to.include.members(['chat-code', 'chat-linked', 'chat-unlinked'])
  })

  it('say so where too many codes were made, and lose nothing', async () => {
    await enter('/desk/me')
    opened.expectLine(/429/)
    for (let made = 0; made < 10; made += 1)
      expect((await house.call('/api/me/chats/code', {})).status).to.equal(200)
    await page.click('#make-chat-code')
    await page.waitForSelector('#toast.shown.bad')
    expect(await page.textContent('#toast')).to.match(/[가-힣]/)
  })

  /** A channel of the team, and a colleague who is linked. */
  async function makePlaces(names = { colleague: '민아', team: 'msteams · 민아 · 11월 23일' }) {
    const { db } = house.test
    const colleague = await makeColleague(db, names.colleague)
    const made = await chats().makeCode({ colleague } as never)
    if (made.kind === 'made') await sendCode(made.code)
    const places = makeCardPlaces({ db, brandId: house.brandId })
    await places.meet({
      ...{
        channel: 'msteams',
        tenant: 'a tenant',
        conversation: '19:team',
        name: names.team,
      },
      ...{ language: 'ko', reference: {}, colleague },
    })
    return places
  }

  it('get cards where an admin says so', async () => {
    await enter('/desk/accounts')
    await shows('아직 고를 곳이 없어요')
    const places = await makePlaces()
    await page.reload()
    await page.click('.card-place:has-text("11월 23일") button:has-text("카드 받기")')
    await shows('카드를 받아요', '.card-place:has-text("11월 23일")')
    await page.click('.card-place:has-text("동료") button:has-text("카드 받기")')
    await shows('카드를 받아요', '.card-place:has-text("동료")')
    const [team] = await places.list()
    expect(await rows('card_targets')).to.have.length(2)
    await pauseTarget(house.test.db, team?.target?.id ?? '', 'the bot was taken out of the channel')
    await page.reload()
    await shows('멈췄어요: the bot was taken out', '.card-place')
    await page.click('.card-place button:has-text("다시 보내기")')
    await page.waitForSelector('.card-place:has-text("11월 23일"):has-text("카드를 받아요")')
    await page.click('.card-place:has-text("11월 23일") button:has-text("그만 받기")')
    await page.waitForSelector('.card-place:has-text("11월 23일") button:has-text("카드 받기")')
    expect(await rows('card_targets')).to.have.length(1)
    const whats = (await rows('audit')).map(({ what }) => what)
    expect(whats).to.include.members(['card-target-added', 'card-target-resumed', 'card-target-removed'])
  })

  for (const look of roomLooks)
    it(`look as they should: ${look.name}`, async () => {
      await enter('/desk/me', look.locale)
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      await page.click('#make-chat-code')
      await page.waitForSelector('#chat-code')
      await lookAt(page, `chats-code-${look.name}`, look.locale)
      await sendCode(await codeShown(), 'Mina Park')
      await page.waitForSelector('section[aria-labelledby=my-chats] .listed')
      const english = { colleague: 'Jun Kim', team: 'msteams · Jun Kim · 23 Nov' }
      const places = await makePlaces(look.locale === 'ko-KR' ? undefined : english)
      const [team] = await places.list()
      const colleague = await makeColleague(house.test.db, 'Admin')
      await places.add({ colleague, kind: 'team', placeId: team?.placeId ?? '' })
      await page.goto(`${house.server.url}/desk/accounts`)
      await page.waitForSelector('#card-places')
      await page.waitForSelector('.card-place')
      await lookAt(page, `chats-places-${look.name}`, look.locale)
    })
})
