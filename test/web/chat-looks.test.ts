import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Frame } from 'playwright-core'
import { until } from '../support/chat-world.ts'
import { axe, box, expectCalm, openedIn, reads, useChatSite } from './chat-site.ts'

const pictures = fileURLToPath(new URL('../output/chat/', import.meta.url))

const looks = [
  { name: 'wide', width: 1440, height: 900, locale: 'ko-KR', scheme: 'light' },
  { name: 'wide-dark-english', width: 1440, height: 900, locale: 'en-US', scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, locale: 'ko-KR', scheme: 'light' },
  { name: 'phone-dark-english', width: 390, height: 844, locale: 'en-US', scheme: 'dark' },
] as const

const said = {
  ko: {
    hello: '먼저 AI가 답을 준비해요',
    asked: '주문한 노트북이 아직 안 왔어요. 언제 오나요?',
    answer:
      '기다리게 해 드려 죄송해요. 내일 오후에 도착해요.\n운송장은 6012-3345 (https://post.example/6012_3345_a)예요.',
    choices: ['고마워요', '배송지를 바꾸고 싶어요', '상담원 연결'],
    card: ['주문 확인', '주문 번호를 알려 주시겠어요?', '보내기', '주문 번호'],
    offline: '보낸 말은 연결되면 전해져요',
    waiting: '그럼 내일 기다릴게요.',
  },
  en: {
    hello: 'An AI prepares',
    asked: 'My laptop has not arrived. When will it?',
    answer:
      'We are sorry for the wait. It arrives tomorrow afternoon.\nThe parcel is 6012-3345 (https://post.example/6012_3345_a).',
    choices: ['Thank you', 'Another address, please', 'Talk to a human'],
    card: ['Your order', 'Would you tell us the number?', 'Send', 'Order number'],
    offline: 'is delivered when you are back',
    waiting: 'I will wait, then.',
  },
}

/** What WCAG 2.2 AA forbids in the window, what scrolls sideways, and what is not in its language. */
async function faultsOf(frame: Frame, english: boolean): Promise<string[]> {
  await frame.evaluate(axe)
  const faults = (await frame.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 300) + ' ' + failureSummary).join(' | ')))`)) as string[]
  if (await frame.evaluate('document.scrollingElement.scrollWidth > innerWidth'))
    faults.push('scrolls sideways')
  const words = String(await frame.evaluate('document.body.innerText'))
  const korean = words.replaceAll('배송이 언제 오나요?', '').match(/[가-힣]+/g) ?? []
  if (english && korean.length > 0) faults.push(`not translated: ${korean.join(' ')}`)
  return faults
}

describe('the chat window looks right and is open to everybody', () => {
  const openSite = useChatSite()
  before(() => mkdirSync(pictures, { recursive: true }))

  for (const look of looks) {
    it(`${look.name}, ${look.width} × ${look.height}`, async () => {
      const site = await openSite(look)
      const english = look.locale.startsWith('en')
      const words = said[english ? 'en' : 'ko']
      const wrong: string[] = []
      const { page } = site
      await page.goto(site.site)
      await page.getByRole('button').waitFor()
      await page.screenshot({ path: `${pictures}${look.name}-closed.png` })
      const frame = await openedIn(site)
      const looked = async (view: string) => {
        await frame.evaluate('document.fonts.ready')
        await page.screenshot({ path: `${pictures}${look.name}-${view}.png` })
        for (const fault of await faultsOf(frame, english)) wrong.push(`${view}: ${fault}`)
      }
      await reads(frame, words.hello)
      await looked('greeted')
      const [chat = ''] = await site.chats()
      await frame.fill(box, words.asked)
      await frame.press(box, 'Enter')
      await until(async () => (await site.sent(chat)).length === 1)
      site.typing(chat)
      await frame.waitForSelector('.webchat__typing-indicator, .webchat__typingIndicator')
      await looked('typing')
      const actions = words.choices.map((value) => ({ type: 'imBack', title: value, value }))
      await site.say(chat, words.answer, { suggestedActions: { actions } })
      await frame.waitForSelector(`.webchat__suggested-action:has-text("${words.choices[2]}")`)
      await looked('answered')
      await frame.focus(box)
      await page.keyboard.press('Shift+Tab')
      await looked('focus')
      const [title, text, button, label] = words.card
      await site.say(chat, '', {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: {
              type: 'AdaptiveCard',
              version: '1.5',
              body: [
                { type: 'TextBlock', size: 'medium', weight: 'bolder', text: title },
                { type: 'TextBlock', wrap: true, text },
                { type: 'Input.Text', id: 'order', label },
              ],
              actions: [{ type: 'Action.Submit', title: button, data: { kind: 'order' } }],
            },
          },
        ],
      })
      await frame.waitForSelector('.ac-pushButton')
      await looked('card')
      await site.context.setOffline(true)
      await frame.locator('#state').filter({ hasText: words.offline }).waitFor()
      await frame.fill(box, words.waiting)
      await frame.press(box, 'Enter')
      await reads(frame, words.waiting)
      await looked('offline')
      await site.context.setOffline(false)
      await until(async () => (await site.sent(chat)).includes(words.waiting))
      await page.evaluate(axe)
      const outside = (await page.evaluate(
        "axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa'] }).then(({ violations }) => violations.map(({ id }) => id))",
      )) as string[]
      expect([...wrong, ...outside].join('\n')).to.equal('')
      expectCalm(site)
    })
  }
})
