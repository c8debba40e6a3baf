import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Frame } from 'playwright-core'
import { customerWords } from '../../dialogs/customer-words.ts'
import { until } from '../support/chat-world.ts'
import { axe, box, expectCalm, openedIn, pastePicture, reads, showsTyping, useChatSite } from './chat-site.ts'

const pictures = fileURLToPath(new URL('../output/chat/', import.meta.url))

/** Every view at both sizes and in both schemes: of one page, which is only made larger and darker. */
const looks = [
  { name: 'wide', width: 1440, height: 900, scheme: 'light' },
  { name: 'wide-dark', width: 1440, height: 900, scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, scheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, scheme: 'dark' },
] as const
// What is looked for in one language here is looked for in the other there: together it is everything.
const examined = { ko: ['wide', 'phone-dark'], en: ['wide-dark', 'phone'] }

const said = {
  ko: {
    hello: '먼저 AI가 답을 준비해요',
    asked: '주문한 노트북이 아직 안 왔어요. 언제 오나요?',
    answer:
      '기다리게 해 드려 죄송해요. 내일 오후에 도착해요.\n운송장은 6012-3345 (https://post.example/6012_3345_a)예요.',
    choices: ['고마워요', '배송지를 바꾸고 싶어요', '상담원 연결'],
    card: ['주문 확인', '주문 번호를 알려 주시겠어요?', '보내기', '주문 번호'],
    rate: [customerWords.ko.rate, ...customerWords.ko.scores],
    offline: '보낸 말은 연결되면 전해져요',
    waiting: '그럼 내일 기다릴게요.',
    long: '나누어서 보내 주세요',
    much: '배송이 아직 안 왔어요. ',
    files: '파일과 사진은 여기에서 받지 못해요',
    anew: '새 대화로 이어 갈게요',
  },
  en: {
    hello: 'An AI prepares',
    asked: 'My laptop has not arrived. When will it?',
    answer:
      'We are sorry for the wait. It arrives tomorrow afternoon.\nThe parcel is 6012-3345 (https://post.example/6012_3345_a).',
    choices: ['Thank you', 'Another address, please', 'Talk to a human'],
    card: ['Your order', 'Would you tell us the number?', 'Send', 'Order number'],
    rate: [customerWords.en.rate, ...customerWords.en.scores],
    offline: 'is delivered when you are back',
    waiting: 'I will wait, then.',
    long: 'Please send it in parts',
    much: 'My parcel is still not here. ',
    files: 'Files and pictures cannot be sent here',
    anew: 'so this is a new one',
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

  for (const lang of ['ko', 'en'] as const) {
    it(`in each view, ${lang}, wide and on a phone, light and dark`, async () => {
      const site = await openSite({ locale: lang === 'ko' ? 'ko-KR' : 'en-US' })
      const words = said[lang]
      const wrong: string[] = []
      const { page } = site
      await page.goto(site.site)
      await page.getByRole('button').waitFor()
      let frame: Frame | null = null
      /** @param ready what has to be so in each picture and does not last. */
      const looked = async (view: string, ready: () => unknown = () => {}) => {
        for (const look of looks) {
          await page.setViewportSize(look)
          await page.emulateMedia({ colorScheme: look.scheme })
          await ready()
          // Drawn anew, and what scrolls has come to rest.
          await page.evaluate(
            'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
          )
          await page.screenshot({ path: `${pictures}${lang}-${view}-${look.name}.png` })
          if (!frame || !examined[lang].includes(look.name)) continue
          for (const fault of await faultsOf(frame, lang === 'en'))
            wrong.push(`${view}, ${look.name}: ${fault}`)
        }
      }
      const state = (sentence: string) =>
        frame?.locator('#state').filter({ hasText: sentence }).waitFor() ??
        Promise.reject(new Error('no window'))
      await looked('closed')
      frame = await openedIn(site)
      await frame.evaluate('document.fonts.ready')
      await reads(frame, words.hello)
      await looked('greeted')
      const [chat = ''] = await site.chats()
      await frame.fill(box, words.asked)
      await frame.press(box, 'Enter')
      await until(async () => (await site.sent(chat)).length === 1)
      await looked('typing', async () => {
        if (frame) await showsTyping(site, chat, frame)
      })
      const choose = (titles: readonly string[]) => ({
        suggestedActions: { actions: titles.map((value) => ({ type: 'imBack', title: value, value })) },
      })
      await site.say(chat, words.answer, choose(words.choices))
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
      const [question = '', ...scores] = words.rate
      await site.say(chat, question, choose(scores))
      await frame.waitForSelector(`.webchat__suggested-action:has-text("${scores[4]}")`)
      await looked('rating', async () => {
        // A row that breaks looks as if the last score were another matter.
        const rows = await frame?.evaluate(
          "new Set([...document.querySelectorAll('.webchat__suggested-action')].map((one) => one.getBoundingClientRect().top)).size",
        )
        if (rows !== 1) wrong.push(`rating: the scores stand in ${rows} rows`)
      })
      await frame.fill(box, words.much.repeat(400))
      await state(words.long)
      await looked('too-long')
      await frame.fill(box, '')
      await looked('refused', async () => {
        await frame?.evaluate(pastePicture)
        await state(words.files)
      })
      await site.context.setOffline(true)
      await state(words.offline)
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
      // It was forgotten meanwhile, and a new one begins.
      await site.house.test.db.deleteFrom('chats').where('id', '=', chat).execute()
      await page.reload()
      await page.getByRole('button').click()
      frame = await site.frame()
      await frame.waitForSelector(box)
      await state(words.anew)
      await reads(frame, words.hello)
      await looked('anew')
      expect([...wrong, ...outside].join('\n')).to.equal('')
      expectCalm(site, /ERR_|WebSocket|status of 404/)
    })
  }
})
