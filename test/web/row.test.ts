import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { readingOf } from '../support/reading.ts'
import { useStaffPage } from './staff-page.ts'

describe('a row of the queue, and how its message was read', () => {
  const openPage = useStaffPage()

  it('says that a new answer is on its way where the person said more', async () => {
    const { page, house, signIn } = await openPage()
    const scene = await makeScene(house.test.db, '환불되나요?')
    await scene.draft('네, 7일 안에는 돼요.')
    await page.goto(`${house.server.url}/desk/all`)
    await signIn()
    await page.waitForSelector('.item .drafted:has-text("7일 안에는")')
    await scene.say('아 그리고 배송비는요?')
    house.change()
    await page.waitForSelector('.item .said:has-text("배송비는요?")')
    await page.waitForSelector('.item .drafted:has-text("새 답을 준비하고 있어요")')
    await page.waitForSelector('.item .drafted:has-text("7일 안에는")', { state: 'detached' })
    await page.screenshot({ path: 'test/output/console/row-prepared.png' })
    await scene.draft('7일 안이면 배송비도 돌려드려요.')
    house.change()
    await page.waitForSelector('.item .drafted:has-text("배송비도 돌려드려요")')
    await page.waitForSelector('.item .drafted:has-text("준비하고")', { state: 'detached' })
  })

  it('is of the gravest of what waits, also where a number or a laugh came last', async () => {
    const { page, house, signIn } = await openPage()
    const scene = await makeScene(house.test.db, '택배가 안 와요')
    const first = await house.test.db.selectFrom('mentions').select('id').executeTakeFirstOrThrow()
    await scene.say('20241123-0042')
    await scene.draft('바로 확인할게요.')
    const read = (intent: 'complaint' | 'chatter') => JSON.stringify(readingOf({ intent }))
    const mentions = () => house.test.db.updateTable('mentions')
    await mentions()
      .set({ classification: read('chatter') })
      .execute()
    await mentions()
      .set({ classification: read('complaint') })
      .where('id', '=', first.id)
      .execute()
    await page.goto(`${house.server.url}/desk/all`)
    await signIn()
    await page.waitForSelector('.item .said:has-text("20241123-0042")')
    expect(await page.locator('.item .chip.complaint').count()).to.equal(1)
    expect(await page.locator('.item .chip.chatter').count()).to.equal(0)
  })

  it('names the marks that led to a reading, and has no dash where nothing did', async () => {
    const { page, house, signIn } = await openPage()
    const scene = await makeScene(house.test.db, '되나요?')
    await scene.draft('네.')
    const readBy = async (why: string[]) => {
      const read = JSON.stringify(readingOf({ intent: 'question', confidence: 0.98, why }))
      await house.test.db.updateTable('mentions').set({ classification: read }).execute()
      house.change()
    }
    await readBy(['?', '?!', '배송', '…'])
    await page.goto(`${house.server.url}/desk/all/${scene.conversationId}`)
    await signIn()
    await page.waitForSelector('.how-read p:text-matches("확신 98% — 물음표, 배송$")')
    await readBy(['…'])
    await page.waitForSelector('.how-read p:text-matches("확신 98%$")')
  })
})
