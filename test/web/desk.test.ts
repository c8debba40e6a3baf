import { expect } from 'chai'
import { makeScene, type Scene } from '../desk/scene.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('the staff’s page, in a real browser', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let fillIn: StaffPage['signIn']
  beforeEach(async () => {
    ;({ house, page, signIn: fillIn } = await openPage())
  })

  async function signIn() {
    await page.goto(house.server.url)
    await fillIn()
    await page.waitForSelector('#list')
  }

  async function drafted(text = '배송 언제 와요?', draft = '방금 출발했어요!', more = {}): Promise<Scene> {
    const scene = await makeScene(house.test.db, text, more)
    await scene.draft(draft)
    return scene
  }

  async function open(scene: Scene) {
    await page.click(`.item[data-id="${scene.conversationId}"]`)
    await page.waitForSelector('#reply')
  }
  const toast = () => page.waitForSelector('#toast.shown.good, #undo-bar')
  const notice = async () => {
    await page.waitForSelector('#notice', { state: 'visible' })
    return page.textContent('#notice')
  }

  it('says in the colleague’s language that the password is wrong', async () => {
    await page.goto(house.server.url)
    await page.fill('input[name=email]', house.admin.email)
    await page.fill('input[name=password]', 'wrong')
    await page.click('button.main')
    await page.waitForSelector('.trouble:has-text("맞지 않아요")')
  })

  describe('to a colleague whose password was made for them', () => {
    let newcomer: Awaited<ReturnType<typeof house.newcomer>>
    beforeEach(async () => {
      newcomer = await house.newcomer()
      await page.goto(house.server.url)
      await page.fill('input[name=email]', newcomer.email)
      await page.fill('input[name=password]', newcomer.password)
      await page.click('button.main')
      await page.waitForSelector('input[name=current]')
    })

    it('shows the desk when they have changed it, and not before', async () => {
      // Beside them stand those that show what is typed, which are pictures.
      const words = (await page.locator('button').allTextContents()).filter((one) => one !== '')
      expect(words).to.deep.equal(['나가기', '바꾸기'])
      await page.reload()
      await page.fill('input[name=current]', newcomer.password)
      await page.fill('input[name=next]', '다정한 하루 보내세요')
      await page.click('button.main')
      await page.waitForSelector('#list')
      const ask = { email: newcomer.email, password: '다정한 하루 보내세요', ip: 'here' }
      expect((await house.staff.signIn(ask)).kind).to.equal('signed-in')
    })

    it('lets them leave', async () => {
      await page.click('text=나가기')
      await page.waitForSelector('input[name=email]')
    })
  })

  it('asks for a new password when the one in use is withdrawn', async () => {
    await drafted()
    await signIn()
    await page.waitForSelector('.item')
    await house.test.db.updateTable('colleagues').set({ must_change: true }).execute()
    // By a key, because the page may have noticed by itself meanwhile, and then there is no list to click on.
    await page.keyboard.press('j')
    await page.waitForSelector('input[name=current]')
    expect(await page.locator('#top button').count()).to.equal(0)
  })

  it('goes from signing in to an approved reply', async () => {
    const scene = await drafted()
    await signIn()
    await open(scene)
    expect(await page.inputValue('#reply')).to.equal('방금 출발했어요!')
    await page.click('#send')
    await toast()
    expect(await scene.stages()).to.deep.equal(['approved'])
    expect((await scene.sends())[0]).to.include({ text: '방금 출발했어요!' })
    await page.waitForSelector('.count.to-approve:text-is("0")')
  })

  it('sends the edit, and nothing else', async () => {
    const scene = await drafted()
    await signIn()
    await open(scene)
    await page.fill('#reply', '곧 도착해요.')
    expect(await page.textContent('#send')).to.equal('고친 글로 보내기')
    await page.click('#send')
    await page.keyboard.press('Enter')
    await toast()
    expect((await scene.sends()).map(({ text }) => text)).to.deep.equal(['곧 도착해요.'])
    // What the draft was stays to be seen beside what was sent.
    await page.goto(`${house.server.url}/desk/all/${scene.conversationId}`)
    await page.click('.turn.ours .difference summary')
    const said = (kind: string) => page.locator(`.turn.ours .difference ${kind}`).allTextContents()
    expect((await said('del')).join(' ')).to.include('방금')
    expect((await said('ins')).join(' ')).to.include('곧')
  })

  it('shows what the person said meanwhile, and keeps what was typed', async () => {
    const scene = await drafted()
    // The page must not hear of it before the press: it would show the new state, which has nothing to press.
    await page.route(/\/api\/live/, (route) => route.abort())
    await signIn()
    await open(scene)
    await page.fill('#reply', '제가 고친 글이에요.')
    await page.route('**/api/counts', (route) => route.abort())
    await scene.say('취소할게요!')
    await page.click('#send')
    await page.keyboard.press('Enter')
    expect(await notice()).to.include('취소할게요!')
    expect(await page.textContent('.kept')).to.include('제가 고친 글이에요.')
    expect(await scene.sends()).to.deep.equal([])
  })

  it('says who was first', async () => {
    const scene = await drafted()
    await signIn()
    await open(scene)
    const read = (await (await house.call(`/api/conversations/${scene.conversationId}`)).json()) as {
      draft: { id: string; hash: string }
    }
    // Another window approves between this one's last look and its click.
    await page.route('**/approve', async (route) => {
      await house.call(`/api/conversations/${scene.conversationId}/approve`, {
        draftId: read.draft.id,
        hash: read.draft.hash,
      })
      await route.continue()
    })
    await page.click('#send')
    expect(await notice()).to.include('관리자님이 먼저 승인했어요')
    expect(await scene.sends()).to.have.length(1)
  })

  it('shows what comes in, by itself', async () => {
    await signIn()
    await page.waitForSelector('.empty')
    const scene = await drafted()
    house.change()
    await page.waitForSelector(`.item[data-id="${scene.conversationId}"]`)
  })

  it('shows what customers write as text, whatever it looks like', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>'
    const scene = await drafted(evil, `네, ${evil}`, {
      name: `<b>${evil}</b>`,
      handle: `"><svg onload=alert(3)>`,
    })
    await signIn()
    await open(scene)
    expect(await page.textContent('.turn.theirs .bubble')).to.equal(evil)
    expect(await page.textContent('.item .said')).to.equal(evil)
    expect(await page.inputValue('#reply')).to.equal(`네, ${evil}`)
    expect(await page.locator('main img, main script, main [onload]').count()).to.equal(0)
  })

  it('is driven by keys: next, take over, give back by button, refuse with a reason', async () => {
    const scene = await drafted()
    await signIn()
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await page.waitForSelector('#reply')
    await page.keyboard.press('h')
    await page.waitForSelector('text=내가 맡고 있어요')
    expect(await scene.stages()).to.deep.equal(['with-person'])
    const other = await drafted('두 번째 말')
    house.change()
    await page.waitForSelector(`.item[data-id="${other.conversationId}"]`)
    await open(other)
    await page.waitForSelector('.bubble:has-text("두 번째 말")')
    await page.keyboard.press('r')
    await page.fill('[role=dialog] textarea', '이미 전화로 답했어요')
    await page.click('[role=dialog] .main')
    await toast()
    await page.waitForSelector('#items .empty')
    expect(await other.stages()).to.deep.equal(['refused'])
    await page.keyboard.press('?')
    expect(await page.textContent('[role=dialog]')).to.include('승인하고 보내기')
  })

  it('writes by hand what a person has to answer', async () => {
    const scene = await drafted()
    await signIn()
    await open(scene)
    await page.click('button:has-text("내가 맡기")')
    await page.waitForSelector('#send:has-text("직접 보내기")')
    await page.fill('#reply', '안녕하세요, 제가 직접 볼게요.')
    await page.click('#send')
    await page.waitForSelector('#toast:has-text("승인했어요")')
    expect((await scene.sends()).map(({ text }) => text)).to.deep.equal(['안녕하세요, 제가 직접 볼게요.'])
  })

  it('fits a phone without scrolling sideways', async () => {
    const scene = await drafted('아'.repeat(300), `${'https://example.com/'.padEnd(200, 'x')}`)
    await page.setViewportSize({ width: 390, height: 844 })
    await signIn()
    // The page's own globals, which this program has no types for.
    const isWide = () => {
      const { document, innerWidth } = globalThis as unknown as {
        document: { scrollingElement: { scrollWidth: number } }
        innerWidth: number
      }
      return document.scrollingElement.scrollWidth > innerWidth
    }
    expect(await page.evaluate(isWide), 'the list').to.equal(false)
    await open(scene)
    expect(await page.evaluate(isWide), 'the conversation').to.equal(false)
    await page.click('.back')
    await page.waitForSelector('#list', { state: 'visible' })
  })
})
