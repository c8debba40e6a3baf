import { expect } from 'chai'
import { until } from '../support/chat-world.ts'
import { box, countOf, expectCalm, openedIn, reads, showsTyping, useChatSite } from './chat-site.ts'

/** Nothing may be reached by scrolling sideways only, and what is written into is there. */
const fits = `(() => {
  const box = document.querySelector('[data-id="webchat-sendbox-input"]').getBoundingClientRect()
  const send = document.querySelector('.webchat__send-box__button').getBoundingClientRect()
  const log = document.querySelector('[role=log], [role=feed]').parentElement.getBoundingClientRect()
  const wide = [...document.querySelectorAll('.webchat__bubble, header, #state')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  return {
    sideways: document.scrollingElement.scrollWidth > innerWidth,
    within: box.top >= 0 && send.bottom <= innerHeight + 1 && send.right <= innerWidth + 1,
    room: log.height > 40,
    wide: wide.length,
  }
})()`
const fitting = { sideways: false, within: true, room: true, wide: 0 }

describe('the chat window where it is hard', () => {
  const openSite = useChatSite()

  it('does not send what an input method is still putting together, and sends it once when it is whole', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    const { page } = site
    await frame.waitForSelector(`${box}:focus`)
    const cdp = await site.context.newCDPSession(page)
    const [chat = ''] = await site.chats()
    await cdp.send('Input.imeSetComposition', { text: '안녕하세', selectionStart: 4, selectionEnd: 4 })
    await until(async () => (await frame.inputValue(box)) === '안녕하세')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    expect(await frame.inputValue(box)).to.contain('안녕하세')
    expect(await page.getByRole('dialog').isVisible()).to.equal(true)
    await cdp.send('Input.imeSetComposition', { text: '안녕하세요', selectionStart: 5, selectionEnd: 5 })
    await cdp.send('Input.insertText', { text: '안녕하세요' })
    await until(async () => (await frame.inputValue(box)) === '안녕하세요')
    await page.keyboard.press('Enter')
    await until(async () => (await site.sent(chat)).length > 0)
    await page.keyboard.type('?')
    await page.keyboard.press('Enter')
    await until(async () => (await site.sent(chat)).length > 1)
    expect(await site.sent(chat)).to.deep.equal(['안녕하세요', '?'])
    expectCalm(site)
  })

  it('shows very long words, other directions, signs and 4,000 letters as they are, in a window as narrow as 320 px', async () => {
    const site = await openSite({ width: 320, height: 640 })
    const frame = await openedIn(site)
    const [chat = ''] = await site.chats()
    const arabic = 'مرحبا، أين طلبي؟ شكرا!'
    const texts = [
      '가'.repeat(300),
      'w'.repeat(300),
      arabic,
      '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 😀',
      '<b>굵게</b> & "따옴표" \\*별\\*',
      '나'.repeat(4_000),
    ]
    for (const text of texts) {
      await frame.fill(box, text)
      await frame.press(box, 'Enter')
    }
    await until(async () => (await site.sent(chat)).length === texts.length)
    expect(await site.sent(chat)).to.deep.equal(texts)
    const answers = [`https://shop.example/${'a'.repeat(200)}`, `답: ${'다'.repeat(3_900)}`, arabic]
    for (const text of answers) await site.say(chat, text)
    await until(async () => (await countOf(frame, arabic)) === 2)
    expect(await countOf(frame, texts[4] ?? '')).to.equal(1)
    expect(await frame.evaluate(fits)).to.deep.equal(fitting)
    // Each paragraph goes the way of its own letters.
    const starts = (await frame.evaluate(`[...document.querySelectorAll('.webchat__bubble')]
      .filter((one) => one.innerText.includes('مرحبا')).map((one) => {
        const range = document.createRange()
        const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT, (node) => node.data.includes('مرحبا') && node.parentElement.checkVisibility() && node.parentElement.offsetWidth > 2 ? 1 : 3).nextNode()
        range.setStart(text, 0)
        range.setEnd(text, 1)
        const first = range.getBoundingClientRect()
        range.selectNodeContents(text)
        const whole = range.getBoundingClientRect()
        range.setStart(text, text.data.trimEnd().length - 1)
        range.setEnd(text, text.data.trimEnd().length)
        const last = range.getBoundingClientRect()
        return [Math.round(whole.right - first.right), Math.round(last.left - whole.left)]
      })`)) as number[][]
    expect(starts).to.deep.equal([
      [0, 0],
      [0, 0],
    ])
    // What is longer waits in the box and says so.
    const long = '라'.repeat(4_001)
    await frame.fill(box, long)
    await frame.press(box, 'Enter')
    await frame.locator('#state').filter({ hasText: '나누어서 보내 주세요' }).waitFor()
    expect(await frame.inputValue(box)).to.equal(long)
    await frame.click('.webchat__send-box__button')
    expect(await frame.inputValue(box)).to.equal(long)
    await frame.press(box, 'Backspace')
    await frame.waitForSelector('#state.quiet', { state: 'attached' })
    await frame.press(box, 'Enter')
    await until(async () => (await site.sent(chat)).length === texts.length + 1)
    // Enlarged until a screen of 1280 × 1024 is as large as 320 × 256, and twice.
    for (const size of [
      { width: 320, height: 256 },
      { width: 640, height: 512 },
    ]) {
      await site.page.setViewportSize(size)
      expect(await frame.evaluate(fits), JSON.stringify(size)).to.deep.equal(fitting)
      await site.page.screenshot({ path: `test/output/chat/hard-${size.width}.png` })
    }
    expectCalm(site)
  })

  it('waits as long as the service asks and says so; what was written goes out then, once and in its order', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    const [chat = ''] = await site.chats()
    let refusals = 0
    await site.context.route('**/directline/conversations/*/activities', async (route) => {
      if (route.request().method() !== 'POST' || refusals === 2) return route.fallback()
      refusals += 1
      await route.fulfill({
        status: 429,
        headers: { 'retry-after': '1' },
        json: { error: { code: 'TooManyRequests', message: 'That was a lot at once.' } },
      })
    })
    for (const words of ['하나', '둘', '셋']) {
      await frame.fill(box, words)
      await frame.press(box, 'Enter')
    }
    await frame.locator('#state').filter({ hasText: '말이 많이 몰려 잠시 기다리고 있어요' }).waitFor()
    for (const words of ['하나', '둘', '셋']) expect(await countOf(frame, words)).to.equal(1)
    await frame.locator('#state').filter({ hasText: '이제 다시 보낼 수 있어요' }).waitFor()
    await until(async () => (await site.sent(chat)).length === 3)
    expect(await site.sent(chat)).to.deep.equal(['하나', '둘', '셋'])
    expect(refusals).to.equal(2)
    for (const words of ['하나', '둘', '셋']) expect(await countOf(frame, words)).to.equal(1)
    expectCalm(site, /status of 429/)
  })

  it('renews its pass in a window that stands open for weeks, and goes on with the new one', async () => {
    const site = await openSite()
    const { page } = site
    await page.clock.install()
    const frame = await openedIn(site)
    await reads(frame, '먼저 AI가 답을 준비해요')
    const kept = () =>
      frame.evaluate(
        'JSON.parse(Object.entries(localStorage).find(([key]) => /^dajeong-chat:\\d+$/.test(key))[1])',
      ) as Promise<{ token: string; until: number; conversationId: string }>
    const before = await kept()
    const used: string[] = []
    page.on('request', (one) => {
      if (one.url().includes('/directline/')) used.push(`${one.method()} ${one.headers().authorization}`)
    })
    await page.clock.fastForward(14 * 86_400_000)
    await page.clock.fastForward(60_000)
    expect((await kept()).token).to.equal(before.token)
    await page.clock.fastForward(2 * 86_400_000)
    await until(async () => (await kept()).until > before.until)
    const after = await kept()
    expect(after.conversationId).to.equal(before.conversationId)
    await frame.fill(box, '아직 여기 있어요')
    await frame.press(box, 'Enter')
    await until(async () => (await site.sent(after.conversationId)).length === 1)
    expect(used.filter((one) => one === `POST Bearer ${after.token}`).length).to.be.at.least(1)
    expectCalm(site)
  })

  it('stands still for who asked for less motion, also from one moment to the next', async () => {
    const site = await openSite()
    await site.page.emulateMedia({ reducedMotion: 'reduce' })
    const frame = await openedIn(site)
    const [chat = ''] = await site.chats()
    const moves = async () => {
      await showsTyping(site, chat, frame)
      const image = (await frame.evaluate(
        "getComputedStyle(document.querySelector('.webchat__typing-indicator, .webchat__typingIndicator')).backgroundImage",
      )) as string
      expect(image).to.contain('svg')
      const outside = (await site.page.evaluate(`(() => {
        const shadow = [...document.body.children].find((one) => one.shadowRoot).shadowRoot
        return [getComputedStyle(shadow.querySelector('#panel')).animationName, getComputedStyle(shadow.querySelector('button')).transitionDuration]
      })()`)) as string[]
      const inside = Number(
        await frame.evaluate(
          "document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getComputedTiming().activeDuration > 0).length",
        ),
      )
      return { dots: image.includes('animate'), outside, inside }
    }
    expect(await moves()).to.deep.equal({ dots: false, outside: ['none', '0s'], inside: 0 })
    await site.page.emulateMedia({ reducedMotion: 'no-preference' })
    await until(async () => (await moves()).dots)
    expect((await moves()).outside).to.deep.equal(['rise', '0.15s'])
    expectCalm(site)
  })

  it('says where the window was not built that there is none, and can be closed, also on a phone', async () => {
    const site = await openSite({ width: 390, height: 844, unbuilt: true })
    const { page } = site
    await page.goto(site.site)
    await page.getByRole('button', { name: '상담 열기' }).click()
    const frame = await site.frame()
    await frame.locator('text=지금은 상담창을 열 수 없어요').waitFor()
    expect(await frame.locator('body').textContent()).to.contain('npm run build:web')
    await page.screenshot({ path: 'test/output/chat/hard-unbuilt.png' })
    await page.getByRole('button', { name: '상담 닫기' }).click()
    await page.getByRole('button', { name: '상담 열기' }).waitFor()
    expect(await page.getByRole('dialog').isVisible()).to.equal(false)
    const answer = await fetch(frame.url().split('#')[0] ?? '')
    expect(answer.status).to.equal(503)
    expectCalm(site, /status of 503/)
  })

  it('leaves a message by Escape, and only then the window', async () => {
    const site = await openSite()
    const frame = await openedIn(site)
    const [chat = ''] = await site.chats()
    await site.say(chat, '자세한 것은 https://shop.example/help 에 있어요.')
    await reads(frame, '자세한 것은')
    await frame.focus('.webchat__basic-transcript')
    await site.page.keyboard.press('Enter')
    await frame.waitForSelector(
      '.webchat__basic-transcript a:focus, .webchat__basic-transcript [tabindex="0"]:focus',
    )
    await site.page.keyboard.press('Escape')
    expect(await site.page.getByRole('dialog').isVisible()).to.equal(true)
    await frame.waitForSelector('.webchat__basic-transcript:focus')
    // Once more it leads from the conversation to the box, and from there out of the window.
    await site.page.keyboard.press('Escape')
    await frame.waitForSelector(`${box}:focus`)
    await site.page.keyboard.press('Escape')
    await site.page.getByRole('button', { name: '상담 열기', exact: true }).waitFor()
    expectCalm(site)
  })
})
