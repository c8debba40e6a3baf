import { expect } from 'chai'
import { makeScene, type Scene } from '../desk/scene.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('the console is driven by keys', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  beforeEach(async () => {
    ;({ house, page, signIn } = await openPage())
  })

  async function drafted(text: string, draft: string): Promise<Scene> {
    const scene = await makeScene(house.test.db, text)
    await scene.draft(draft)
    return scene
  }
  async function openDesk(path = '/') {
    await page.goto(house.server.url + path)
    await signIn()
    await page.waitForSelector('#list')
  }
  const shows = (words: string) => page.waitForSelector(`.bubble:has-text("${words}")`)
  const path = () => new URL(page.url()).pathname

  it('approves one after the other with one key each', async () => {
    const first = await drafted('첫째 말', '첫째 답')
    const second = await drafted('둘째 말', '둘째 답')
    await openDesk()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await shows('첫째 말')
    await page.keyboard.press('a')
    await shows('둘째 말')
    await page.keyboard.press('a')
    await page.waitForSelector('#items .empty')
    expect((await first.sends()).map(({ text }) => text)).to.deep.equal(['첫째 답'])
    expect((await second.sends()).map(({ text }) => text)).to.deep.equal(['둘째 답'])
  })

  it('leaves who went elsewhere after an approval where they are', async () => {
    const first = await drafted('첫째 말', '첫째 답')
    await drafted('둘째 말', '둘째 답')
    await openDesk()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await shows('첫째 말')
    // What was approved is read anew before the next one opens, and that is slow.
    let asked = 0
    await page.route(/\/api\/conversations\/\d+$/, () => {
      asked += 1
    })
    const approved = page.waitForResponse('**/approve')
    await page.keyboard.press('a')
    await approved
    while (asked === 0) await page.waitForTimeout(20)
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.waitForSelector('.documents')
    await page.waitForTimeout(1_000)
    expect(path()).to.equal('/desk/documents')
    expect((await first.sends()).length).to.equal(1)
  })

  it('walks through the list with j and k, and leaves with Esc', async () => {
    await drafted('첫째 말', '첫째 답')
    await drafted('둘째 말', '둘째 답')
    await openDesk()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await shows('첫째 말')
    await page.keyboard.press('j')
    await shows('둘째 말')
    await page.keyboard.press('k')
    await shows('첫째 말')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.bubble', { state: 'detached' })
    expect(path()).to.equal('/desk/to-approve')
  })

  it('goes to each tab and to the documents with g and a letter', async () => {
    await openDesk()
    for (const [key, place] of [
      ['p', '/desk/with-person'],
      ['f', '/desk/failed'],
      ['s', '/desk/sent'],
      ['a', '/desk/all'],
      ['t', '/desk/to-approve'],
      ['d', '/desk/documents'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await page.waitForURL(`**${place}`)
    }
  })

  it('does nothing with a g and an a but to go: nothing is approved', async () => {
    const scene = await drafted('첫째 말', '첫째 답')
    await openDesk()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await shows('첫째 말')
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL('**/desk/all')
    expect(await scene.stages()).to.deep.equal(['waiting'])
  })

  it('takes no letter for a key that is typed into a field, is a part of another, or is held down', async () => {
    const scene = await drafted('첫째 말', '첫째 답')
    await openDesk()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await shows('첫째 말')
    await page.keyboard.press('e')
    await page.keyboard.type(' a r h c ? g t /')
    expect(await page.inputValue('#reply')).to.equal('첫째 답 a r h c ? g t /')
    await page.keyboard.press('Escape')
    await page.click('#reset')
    await page.keyboard.press('/')
    await page.keyboard.type('a')
    expect(await page.inputValue('#search')).to.equal('a')
    await page.evaluate('document.activeElement.blur()')
    for (const more of ['isComposing: true', 'repeat: true', 'ctrlKey: true', 'metaKey: true'])
      await page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, ${more} }))`,
      )
    expect(await page.locator('.bubble').count()).to.equal(1)
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect(path()).to.match(/\/\d+$/)
  })

  it('finds every command by its name with Ctrl+K', async () => {
    const scene = await drafted('첫째 말', '첫째 답')
    await openDesk()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await shows('첫째 말')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('내가')
    await page.waitForSelector('[role=option][aria-selected=true]:has-text("내가 맡기")')
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=내가 맡고 있어요')
    expect(await scene.stages()).to.deep.equal(['with-person'])
    await page.keyboard.press('Control+k')
    await page.keyboard.type('문서')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/documents')
  })

  it('gives the focus a way past the menu, and shows where it is', async () => {
    await openDesk()
    await page.reload()
    await page.waitForSelector('#list')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).to.equal('skip')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.id')).to.equal('search')
  })
})
