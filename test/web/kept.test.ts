import { expect } from 'chai'
import { makeScene, type Scene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('what the console keeps', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  beforeEach(async () => {
    ;({ house, page, signIn } = await openPage())
  })

  async function opened(text = '배송 언제 와요?', draft = '방금 출발했어요!'): Promise<Scene> {
    const scene = await makeScene(house.test.db, text)
    await scene.draft(draft)
    await page.goto(`${house.server.url}/desk/all/${scene.conversationId}`)
    await signIn()
    await page.waitForSelector('#reply')
    return scene
  }

  it('has what was typed after a reload and after a session that ended, until it is sent or discarded', async () => {
    const scene = await opened()
    await page.fill('#reply', '제가 고친 글이에요.')
    await page.reload()
    await page.waitForSelector('#reply')
    expect(await page.inputValue('#reply')).to.equal('제가 고친 글이에요.')
    await house.test.db.deleteFrom('sign_ins').execute()
    // The page notices with the first thing that it asks for: when something is sent, or by itself.
    await page.locator('#send').or(page.locator('input[name=email]')).first().waitFor()
    if (await page.locator('#send').count()) {
      await page.click('#send', { timeout: 5_000 }).catch(() => {})
      await page.keyboard.press('1')
    }
    await page.waitForSelector('input[name=email]')
    await signIn()
    await page.waitForSelector('#reply')
    expect(await page.inputValue('#reply')).to.equal('제가 고친 글이에요.')
    expect(await scene.sends()).to.deep.equal([])
    await page.click('#reset')
    expect(await page.inputValue('#reply')).to.equal('방금 출발했어요!')
  })

  it('leaves nothing typed to the next colleague at the same machine', async () => {
    await opened()
    await page.fill('#reply', '제가 고친 글이에요.')
    await page.click('#top button[aria-label^="내 메뉴"]')
    await page.click('[role=menuitem]:has-text("나가기")')
    await page.waitForSelector('input[name=email]')
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).to.not.include('제가 고친')
    await signIn()
    await page.waitForSelector('#reply')
    expect(await page.inputValue('#reply')).to.equal('방금 출발했어요!')
  })

  it('shows beside the text what the person said while it was written', async () => {
    const scene = await opened()
    await page.fill('#reply', '제가 고친 글이에요.')
    await scene.say('아, 취소할게요!')
    await scene.draft('취소해 드렸어요.')
    house.change()
    await page.waitForSelector('.newer:has-text("아, 취소할게요!")')
    expect(await page.inputValue('#reply')).to.equal('제가 고친 글이에요.')
    await page.waitForSelector('#aloud:has-text("아, 취소할게요!")', { state: 'attached' })
    await page.click('#reset')
    expect(await page.inputValue('#reply')).to.equal('취소해 드렸어요.')
    expect(await page.locator('.newer').count()).to.equal(0)
  })

  it('says word for word what an edit changed', async () => {
    await opened('배송 언제 와요?', '내일 오전에 도착해요.')
    await page.fill('#reply', '내일 오후에 도착해요.')
    await page.click('#difference summary')
    expect(await page.locator('#difference del').allTextContents()).to.deep.equal(['오전에'])
    expect(await page.locator('#difference ins').allTextContents()).to.deep.equal(['오후에'])
  })

  it('remembers the language and the brightness', async () => {
    await opened()
    const menu = () => page.click('#top [aria-haspopup=menu][aria-label]:not(.bell)')
    await menu()
    await page.click('[role=menuitem]:has-text("English")')
    await page.waitForSelector('#send:has-text("Approve and send")')
    await menu()
    await page.click('[role=menuitemradio]:has-text("Dark")')
    await page.reload()
    await page.waitForSelector('#send:has-text("Approve and send")')
    expect(
      await page.evaluate(
        '[document.documentElement.lang, document.documentElement.dataset.mantineColorScheme]',
      ),
    ).to.deep.equal(['en', 'dark'])
  })

  it('tells who listens that more waits than before', async () => {
    await opened()
    const other = await makeScene(house.test.db, '하나 더요')
    await other.draft('네!')
    house.change()
    await page.waitForSelector('#aloud:has-text("모두 2개")', { state: 'attached' })
  })

  it('shows one account or all, and a link to it shows the same', async () => {
    await opened()
    const account = await seedAccount(house.test.db, { nativeId: 'second' })
    await house.test.db
      .updateTable('accounts')
      .set({ name: '둘째 가게' })
      .where('id', '=', account.id)
      .execute()
    const other = await makeScene(house.test.db, '둘째 가게에 하는 말', { accountId: account.id })
    await other.draft('네!')
    await page.reload()
    await page.waitForSelector('.item >> nth=1')
    await page.click('.accounts')
    await page.click('[role=menuitemradio]:has-text("둘째 가게")')
    await page.waitForSelector('.item >> nth=1', { state: 'detached' })
    await page.reload()
    await page.waitForSelector('.item:has-text("둘째 가게에 하는 말")')
    expect(await page.locator('.item').count()).to.equal(1)
  })

  it('draws of a long list what is seen of it, and reads on as it is scrolled', async () => {
    for (let at = 0; at < 60; at += 1) {
      const scene = await makeScene(house.test.db, `말 ${at}번`)
      await scene.draft('네!')
    }
    await page.goto(house.server.url)
    await signIn()
    await page.waitForSelector('.item')
    expect(await page.locator('.item').count()).to.be.lessThan(30)
    const bottom = () => page.evaluate('document.getElementById("items").scrollTop = 1e6')
    // The second page is asked for at the end of the first.
    for (
      let tries = 0;
      tries < 20 && (await page.locator('.item:has-text("말 59번")').count()) === 0;
      tries += 1
    ) {
      await bottom()
      await page.waitForTimeout(200)
    }
    await page.waitForSelector('.item:has-text("말 59번")')
    expect(await page.locator('.item').count()).to.be.lessThan(30)
  })

  it('is approved on a phone from the bar at the bottom, and goes back to the list', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const scene = await opened()
    const box = await page.locator('#send').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0))
      .to.be.greaterThan(780)
      .and.lessThan(845)
    await page.click('button:has-text("고치기"):visible >> nth=-1')
    expect(await page.evaluate('document.activeElement.id')).to.equal('reply')
    await page.click('#send')
    await page.waitForSelector('#toast.shown.good, #undo-bar')
    expect((await scene.sends()).map(({ text }) => text)).to.deep.equal(['방금 출발했어요!'])
  })
})
