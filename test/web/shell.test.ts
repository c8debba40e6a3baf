import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { setStepsAway } from '../../src/store/first-steps.ts'
import { patienceMs } from '../support/patience.ts'
import { watchLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

const widths = [1440, 1280, 1024, 390]

/** The tabs that cannot be seen whole, by their words. */
function hiddenTabs(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const row = document.querySelector('.tab-row').getBoundingClientRect()
    return [...document.querySelectorAll('.tab')].filter((tab) => {
      const { left, right } = tab.getBoundingClientRect()
      return left < row.left - 1 || right > row.right + 1
    }).map((tab) => tab.textContent.trim())
  })()`)
}

/** Waits for what comes to pass in the page by itself. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await new Promise((go) => setTimeout(go, 50))
  }
}

describe('what stands around every room', () => {
  const openPage = useStaffPage()

  for (const locale of ['ko-KR', 'en-US'])
    it(`shows every list, at once or where it says that there is more: ${locale}`, async () => {
      const { page, house, signIn } = await openPage({}, locale)
      await setStepsAway(house.test.db, house.brandId, false)
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const { wrong, looked } = watchLooks(page, { name: locale.slice(0, 2), locale })
      await page.goto(`${house.server.url}/desk/to-approve`)
      await signIn()
      await page.waitForSelector('.to-start')
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 900 ? 844 : 900 })
        await page.goto(`${house.server.url}/desk/to-approve`)
        await page.waitForSelector('.tab.on')
        await looked(`shell-${width}`)
        if (width > 900) {
          expect(await hiddenTabs(page), `${width}`).to.deep.equal([])
          expect(await page.locator('.more-tabs').count(), `${width}`).to.equal(0)
        } else {
          expect(await hiddenTabs(page)).not.to.deep.equal([])
          // One row for what can be done, one for the tabs.
          expect((await page.locator('#top').boundingBox())?.height).to.be.lessThan(90)
        }
      }

      // What lies out of sight is said, and comes at a press until nothing is left behind the last tab.
      const words = await page.locator('.tab').allTextContents()
      await page.click('.tab-row + .more-tabs')
      await page.waitForSelector('.more-tabs + .tab-row')
      await until(async () => {
        // The button goes with the last press, so it may be gone by now.
        await page.evaluate("document.querySelector('.tab-row + .more-tabs')?.click()")
        return !(await hiddenTabs(page)).includes(words.at(-1)?.trim() ?? '')
      })
      await page.waitForSelector('.tab-row + .more-tabs', { state: 'detached' })
      await looked('shell-390-end')
      // A tab that is gone to by its keys is brought into sight.
      await page.keyboard.press('g')
      await page.keyboard.press('f')
      await page.waitForURL('**/desk/failed')
      await until(async () => !(await hiddenTabs(page)).includes(words[2]?.trim() ?? ''))
      expect(wrong).to.deep.equal([])
    })

  it('marks the room that is open, also where it stands in my menu', async () => {
    const { page, house, signIn } = await openPage()
    await setStepsAway(house.test.db, house.brandId, false)
    await page.goto(`${house.server.url}/desk/documents`)
    await signIn()
    await page.waitForSelector('.documents')
    const current = () =>
      page.$$eval('#top [aria-current=page]', (all) => all.map((one) => one.textContent?.trim()))
    for (const [place, word] of [
      ['documents', '문서'],
      ['reports', '보고서'],
      ['start', '시작하기'],
    ]) {
      await page.goto(`${house.server.url}/desk/${place}`)
      await page.waitForSelector('.to-room.on')
      expect(await current(), place).to.deep.equal([word])
    }
    for (const [place, word] of [
      ['tuning/cases', '다듬기'],
      ['policy/voice', '규칙과 말투'],
      ['accounts', '계정'],
      ['staff', '동료'],
    ]) {
      await page.goto(`${house.server.url}/desk/${place}`)
      await page.click('.mine.on')
      await page.waitForSelector('[role=menu]')
      expect(await current(), place).to.deep.equal([word])
    }
    await page.screenshot({ path: 'test/output/console/ko-shell-menu.png' })
  })

  it('leads back from an address that leads nowhere', async () => {
    const { page, house, signIn } = await openPage()
    await page.goto(`${house.server.url}/desk/nowhere`)
    await signIn()
    await page.waitForSelector('h1:has-text("그런 페이지가 없어요")')
    await page.screenshot({ path: 'test/output/console/ko-shell-not-found.png' })
    await page.click('main :text("승인 대기로 가기")')
    await page.waitForURL('**/desk/to-approve')
    await page.waitForSelector('#detail')
  })
})
