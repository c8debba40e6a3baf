import { expect } from 'chai'
import type { Frame } from 'playwright-core'
import { signText } from '../../src/desk/chat-tokens.ts'
import { identitySecret, until } from '../support/chat-world.ts'
import {
  box,
  countOf,
  expectCalm,
  openedIn,
  reads,
  showsTyping,
  suggested,
  useChatSite,
} from './chat-site.ts'

const state = (frame: Frame, words: string) => frame.locator('#state').filter({ hasText: words }).waitFor()

describe("the chat window on somebody's site", () => {
  const openSite = useChatSite()

  it('greets, takes what is written, shows who types and what is answered, and keeps it through a reload; nothing is asked of anybody else', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    await reads(frame, '먼저 AI가 답을 준비해요')
    const [chat = ''] = await site.chats()
    await frame.fill(box, '배송이 언제 와요?')
    await frame.press(box, 'Enter')
    await until(async () => (await site.sent(chat)).length === 1)
    await showsTyping(site, chat, frame)
    await site.say(chat, '내일 도착해요.', {
      suggestedActions: {
        actions: ['고마워요', '상담원 연결'].map((value) => ({ type: 'imBack', title: value, value })),
      },
    })
    await reads(frame, '내일 도착해요.')
    await frame.click(suggested('고마워요'))
    await until(async () => (await site.sent(chat)).includes('고마워요'))
    expect(await site.sent(chat)).to.deep.equal(['배송이 언제 와요?', '고마워요'])

    await site.page.reload()
    await site.page.getByRole('button').click()
    const again = await site.frame()
    await reads(again, '내일 도착해요.')
    expect(await countOf(again, '배송이 언제 와요?')).to.equal(1)
    expect(await site.chats()).to.deep.equal([chat])
    const outside = site.asked.filter(
      (url) =>
        ![site.service, site.site, site.service.replace('http', 'ws'), 'data:'].some((own) =>
          url.startsWith(own),
        ),
    )
    expect(outside).to.deep.equal([])
    expect(await site.context.cookies()).to.deep.equal([])
    expectCalm(site)
  })

  it('is worked by keys alone: it opens, has the focus in the box, closes with Esc and gives the focus back', async () => {
    const site = await openSite()
    const { page } = site
    await page.goto(site.site)
    const button = page.getByRole('button', { name: '상담 열기' })
    await button.waitFor()
    expect(await button.getAttribute('aria-expanded')).to.equal('false')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const frame = await site.frame()
    await frame.waitForSelector(`${box}:focus`)
    expect(await page.getByRole('button', { name: '상담 닫기' }).getAttribute('aria-expanded')).to.equal(
      'true',
    )
    await page.keyboard.type('keys only')
    await page.keyboard.press('Enter')
    const [chat = ''] = await until(async () => ((await site.chats()).length > 0 ? site.chats() : null))
    await until(async () => (await site.sent(chat)).includes('keys only'))
    await page.keyboard.press('Escape')
    await button.waitFor()
    const focused = "document.activeElement.shadowRoot?.activeElement?.getAttribute('aria-label')"
    expect(await page.evaluate(focused)).to.equal('상담 열기')
    expect(await page.getByRole('dialog').isVisible()).to.equal(false)
    expectCalm(site)
  })

  it('counts on its button what came while it was closed, also when the visitor comes back later', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    await reads(frame, '먼저 AI가 답을 준비해요')
    await frame.press(box, 'Escape')
    await site.page.getByRole('button', { name: '상담 열기' }).waitFor()
    const [chat = ''] = await site.chats()
    await site.say(chat, '하나')
    await site.say(chat, '둘')
    const seen = `JSON.parse(localStorage['dajeong-chat:${site.accountId}']).seen`
    const before = await frame.evaluate(seen)
    await site.page.getByRole('button', { name: '상담 열기, 읽지 않은 메시지 2개' }).click()
    await reads(frame, '둘')
    // The words were in the window while it was closed: that it was opened is another message to it, which leaving would overtake.
    await until(async () => (await frame.evaluate(seen)) !== before)
    await site.page.goto('about:blank')
    await site.say(chat, '셋')
    await site.page.goto(site.site)
    await site.page.getByRole('button', { name: '상담 열기, 읽지 않은 메시지 1개' }).waitFor()
    expect(site.asked.filter((url) => url.includes('webchat-')).length).to.equal(1)
    expectCalm(site)
  })

  it('keeps what is sent while nobody is reached, through a reload, and it arrives once', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    await reads(frame, '먼저 AI가 답을 준비해요')
    const [chat = ''] = await site.chats()
    await site.context.setOffline(true)
    await state(frame, '보낸 말은 연결되면 전해져요')
    for (const words of ['끊긴 동안 하나', '끊긴 동안 둘']) {
      await frame.fill(box, words)
      await frame.press(box, 'Enter')
    }
    await reads(frame, '끊긴 동안 둘')
    expect(await site.sent(chat)).to.deep.equal([])
    await site.context.setOffline(false)
    await until(async () => (await site.sent(chat)).length === 2)
    expect(await site.sent(chat)).to.deep.equal(['끊긴 동안 하나', '끊긴 동안 둘'])

    // The service is away, and the page is loaded again before it was told what had been written.
    site.reachable(false)
    await state(frame, '보낸 말은 연결되면 전해져요')
    await frame.fill(box, '다시 열어도')
    await frame.press(box, 'Enter')
    await reads(frame, '다시 열어도')
    site.reachable(true)
    await site.page.reload()
    await site.page.getByRole('button').click()
    const again = await site.frame()
    await reads(again, '다시 열어도')
    await until(async () => (await site.sent(chat)).length === 3)
    expect(await site.sent(chat)).to.deep.equal(['끊긴 동안 하나', '끊긴 동안 둘', '다시 열어도'])
    await again.waitForSelector('#state', { state: 'hidden' })
    expect(await countOf(again, '다시 열어도')).to.equal(1)
    expectCalm(site, /ERR_|WebSocket/)
  })

  it('is framed by nobody whom the account does not name', async () => {
    const site = await openSite()
    await site.page.goto(site.stranger)
    await site.page.getByRole('button').click()
    await until(() => site.troubles.find((one) => /frame-ancestors/.test(one)))
    expect(site.page.frames().some((one) => one.url().includes('/chat?'))).to.equal(false)
    expect(await site.chats()).to.deep.equal([])
  })

  it('says that a new conversation begins where the old one was forgotten, and shows nothing of it', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    await reads(frame, '먼저 AI가 답을 준비해요')
    const [chat = ''] = await site.chats()
    await site.say(chat, '지난 대화의 말')
    await reads(frame, '지난 대화의 말')
    await site.house.test.db.deleteFrom('chats').where('id', '=', chat).execute()
    await site.page.reload()
    await site.page.getByRole('button').click()
    const again = await site.frame()
    await state(again, '새 대화로 이어')
    await again.waitForSelector(box)
    await reads(again, '먼저 AI가 답을 준비해요')
    expect(await countOf(again, '지난 대화의 말')).to.equal(0)
    expect((await site.chats()).length).to.equal(1)
    expectCalm(site, /status of 404/)
  })

  it('keeps apart who is signed in on the site and who is not, and gives a person their conversation on another device', async () => {
    const site = await openSite()
    const identity = (sub: string) =>
      signText(identitySecret, { sub, name: sub, exp: (Date.now() / 1000 + 600) | 0 })
    site.attributes.value = `data-identity="${identity('hana')}"`
    const frame = await openedIn(site)
    await frame.fill(box, '하나예요')
    await frame.press(box, 'Enter')
    const [chat = ''] = await site.chats()
    await until(async () => (await site.sent(chat)).length === 1)
    site.attributes.value = ''
    await site.page.reload()
    await site.page.getByRole('button').click()
    const guest = await site.frame()
    await until(async () => (await site.chats()).length === 2)
    await reads(guest, '먼저 AI가 답을 준비해요')
    expect(await countOf(guest, '하나예요')).to.equal(0)
    // Another device: nothing is kept there.
    await guest.evaluate(() => localStorage.clear())
    site.attributes.value = `data-identity="${identity('hana')}"`
    await site.page.reload()
    await site.page.getByRole('button').click()
    await reads(await site.frame(), '하나예요')
    expect((await site.chats()).length).to.equal(2)
    expectCalm(site)
  })
})
