import { expect } from 'chai'
import { makeColleague, makeScene, type Scene } from '../desk/scene.ts'
import { readingOf } from '../support/reading.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('the queue and the stop', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let fillIn: StaffPage['signIn']

  async function open(locale = 'ko-KR') {
    ;({ house, page, signIn: fillIn } = await openPage({}, locale))
  }
  async function signIn(place = '') {
    await page.goto(`${house.server.url}${place}`)
    await fillIn()
    await page.waitForSelector('#list')
  }
  async function drafted(
    text: string,
    more: Parameters<typeof readingOf>[0] = {},
    setting = {},
  ): Promise<Scene> {
    const scene = await makeScene(house.test.db, text, setting)
    await scene.draft('네, 곧 알려 드릴게요.')
    await house.test.db
      .updateTable('mentions')
      .set({ classification: JSON.stringify(readingOf(more)) })
      .where('conversation_id', '=', scene.conversationId)
      .execute()
    return scene
  }
  /** The page is told of it as it is by the stream. */
  async function make(scene: Scene, set: { due_at?: Date; assignee_id?: string | null }) {
    await house.test.db
      .updateTable('queue')
      .set(set)
      .where('conversation_id', '=', scene.conversationId)
      .execute()
  }
  const item = (scene: Scene) => `.item[data-id="${scene.conversationId}"]`
  const minute = 60_000

  for (const look of roomLooks)
    it(`looks right and is open to everybody: ${look.name}, ${look.width} × ${look.height}`, async () => {
      await open(look.locale)
      const english = look.locale === 'en-US'
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const { wrong, looked } = watchLooks(page, { ...look, name: `queue-${look.name}` })
      const say = english
        ? ['They charged my card twice!', 'When do you open?', 'Thank you so much']
        : ['카드가 두 번 결제됐어요. 왜 이런가요?', '영업시간이 궁금해요', '정말 고마워요']
      const [name, other] = english ? ['Hana', 'Mina'] : ['하나', '민아']
      const late = await drafted(
        say[0] as string,
        { intent: 'complaint', urgency: 'now', feeling: 'angry' },
        { name },
      )
      const soon = await drafted(say[1] as string, { intent: 'question', urgency: 'high' }, { name })
      await drafted(say[2] as string, { intent: 'chatter', urgency: 'low' }, { name, visibility: 'direct' })
      const colleague = await makeColleague(house.test.db, other as string)
      const { db } = house.test
      await db.updateTable('accounts').set({ name: 'Brand' }).execute()
      await db.updateTable('brands').set({ name: 'Shop' }).execute()
      await db.updateTable('colleagues').set({ name: 'Kim' }).where('id', '<>', colleague.id).execute()
      if (english) await db.updateTable('drafts').set({ text: 'We will look into it.' }).execute()
      await make(late, { due_at: new Date(Date.now() - 125 * minute) })
      await make(soon, { due_at: new Date(Date.now() + 23.5 * minute), assignee_id: colleague.id })

      await signIn(`/desk/to-approve?visibility=public,direct&assignee=nobody,${colleague.id}`)
      await page.waitForSelector(item(late))
      await looked('list')
      await page.click('.open-filter')
      await page.waitForSelector('.filters')
      await looked('filters', { covered: true })
      await page.keyboard.press('Escape')
      await page.click('.open-rule')
      await page.waitForSelector('.rule tbody tr')
      await looked('rule', { covered: true })
      await page.keyboard.press('Escape')
      await page.click(item(soon))
      await page.waitForSelector('.open-assign')
      await page.click('.open-assign')
      await page.waitForSelector('[role=menu]')
      await looked('assign', { covered: true })
      await page.keyboard.press('Escape')
      await page.click(`button[aria-label^="${english ? 'My menu' : '내 메뉴'}"]`)
      await page.waitForSelector('#availability')
      await page.click('#availability')
      await page.waitForSelector('form.availability')
      await looked('availability')
      await page.keyboard.press('Escape')
      await page.click('#stop')
      await page.fill('form.stop textarea', english ? 'The price is wrong' : '요금 안내가 틀렸어요')
      await looked('stop')
      await page.click('form.stop .main')
      await page.waitForSelector('#stopped.shown')
      await looked('stopped')
      expect(wrong.join('\n')).to.equal('')
    })
})
