import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { drawCard, drawGone, tellCard } from '../../dialogs/card.ts'
import { readPress } from '../../dialogs/press.ts'
import type { Json } from '../../src/core/mention.ts'
import type { CardStory } from '../../src/desk/card-story.ts'
import { openBrowser } from '../support/browser.ts'

const pictures = fileURLToPath(new URL('../output/cards/', import.meta.url))
const bundle = fileURLToPath(
  new URL('../../node_modules/botframework-webchat/dist/webchat.js', import.meta.url),
)
const fonts = fileURLToPath(new URL('../../node_modules/pretendard/dist/web/static/', import.meta.url))
const hash = 'a'.repeat(64)
const now = new Date('2026-11-23T05:00:00Z')

const story = (more: Partial<CardStory> = {}): CardStory => ({
  ...{ conversationId: '7', brandId: '1', mentionId: '70', version: '3', visibility: 'public' },
  ...{
    channel: 'mastodon',
    person: { name: '김하나', handle: '@hana@town.example' },
    sources: ['배송 안내'],
  },
  said: ['주문한 지 일주일인데 **아직도** 안 와요.\n[여기](https://evil.example) 보세요', '언제 오나요?'],
  reading: { intent: 'complaint', feeling: 'disappointed', urgency: 'high', risks: [] },
  draft: {
    ...{ id: '9', hash, text: '많이 기다리셨지요, 정말 죄송해요.\n주문 번호를 알려 주시면 바로 살펴볼게요.' },
    findings: [],
  },
  state: { kind: 'waiting', takenBackBy: null, heldBy: null },
  ...more,
})
const doubtful = {
  code: 'promise',
  severity: 'person',
  ko: '“바로”라고 약속해요. 지킬 수 있는지 봐 주세요.',
  en: 'It promises “at once”. See whether that can be kept.',
  span: null,
} as const

// The page of a chat with nothing behind it: what it is given it shows, and what is pressed is kept.
const page = `<!doctype html><html lang="ko"><meta charset="utf-8">
<style>@font-face{font-family:P;src:url(/font.woff2)}html,body,#chat{height:100%;margin:0;font-family:P}button,textarea{font-family:P !important}</style>
<div id="chat"></div><script src="/webchat.js"></script><script>
  const observable = (start) => ({
    subscribe(next) {
      const observer = typeof next === 'function' ? { next } : next
      start((value) => observer.next && observer.next(value), () => observer.complete && observer.complete())
      return { unsubscribe() {} }
    },
    [Symbol.observable || '@@observable']() { return this },
  })
  window.posted = []
  let told
  const directLine = {
    connectionStatus$: observable((next) => { next(0); next(1); next(2) }),
    activity$: observable((next) => { told = next }),
    postActivity(activity) {
      window.posted.push(activity)
      const id = 'p' + window.posted.length
      return observable((next, done) => { next(id); done() })
    },
    getSessionId: () => observable((next, done) => { next(''); done() }),
    end() {},
  }
  const attachment = (card) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content: card })
  window.show = (id, text, card) => told({
    type: 'message', id, timestamp: new Date().toISOString(), from: { id: 'bot', role: 'bot' }, text,
    attachments: [attachment(card)],
  })
  const styleOptions = { primaryFont: 'P', bubbleMaxWidth: 640, adaptiveCardsParserMaxVersion: '1.4' }
  WebChat.renderWebChat({ directLine, userID: 'me', locale: 'ko-KR', styleOptions }, document.getElementById('chat'))
  window.ready = () => told !== undefined
</script></html>`

describe('a card, in Web Chat', () => {
  let browser: Browser
  let server: Server
  let url = ''
  let shown: Page
  let foreign: string[]
  let troubles: string[]

  before(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await openBrowser()
    server = createServer(async (req, res) => {
      if (req.url === '/webchat.js') {
        res.setHeader('content-type', 'text/javascript')
        res.end(await readFile(bundle))
      } else if (req.url === '/font.woff2') {
        res.end(await readFile(`${fonts}woff2/Pretendard-Regular.woff2`))
      } else {
        res.setHeader('content-type', 'text/html')
        res.end(page)
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  after(async () => {
    await browser.close()
    await new Promise((resolve) => server.close(resolve))
  })

  beforeEach(async () => {
    shown = await browser.newPage({ viewport: { width: 760, height: 1_000 } })
    foreign = []
    troubles = []
    shown.on('request', (request) => {
      if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url())
    })
    shown.on('pageerror', (error) => troubles.push(error.message))
    await shown.goto(url)
    await shown.waitForFunction('window.ready && window.ready()')
  })
  afterEach(() => shown.close())

  async function show(card: Json, text: string): Promise<void> {
    await shown.evaluate(`show('a1', ${JSON.stringify(text)}, ${JSON.stringify(card)})`)
    await shown.waitForSelector('.ac-adaptiveCard')
  }
  const drawing = (language: 'ko' | 'en') =>
    ({ language, link: 'https://desk.example/desk/all/7', canGuide: true, now }) as const
  async function showStory(of: CardStory, language: 'ko' | 'en' = 'ko') {
    await show(drawCard(of, drawing(language)), tellCard(of, drawing(language)))
  }
  const pressed = async () => {
    const posted = (await shown.evaluate('posted')) as { value?: Json }[]
    return posted.flatMap(({ value }) => (value === undefined ? [] : [readPress(value)]))
  }
  const button = (title: string) => shown.click(`.ac-pushButton:has-text("${title}")`)
  /** Web Chat may draw a card anew just after it was shown, which folds it again. */
  async function unfold(title: string, inside: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await button(title)
      const there = await shown.waitForSelector(inside, { timeout: 3_000 }).catch(() => null)
      if (there) return
      if (tries === 8) throw new Error(`${title} opens nothing`)
    }
  }
  /** Asks nobody but the page itself, and nothing broke. */
  const isQuiet = () => expect([foreign, troubles]).to.deep.equal([[], []])

  it('is drawn, and sent as it is', async () => {
    await showStory(story())
    await shown.screenshot({ path: `${pictures}waiting-ko.png` })
    const text = String(await shown.textContent('.ac-adaptiveCard'))
    for (const words of [
      '김하나',
      '**아직도**',
      '[여기](https:',
      '많이 기다리셨지요',
      '근거 문서: 배송 안내',
    ])
      expect(text).to.include(words)
    // What a customer wrote is neither bold nor a link.
    expect(await shown.$$('.ac-adaptiveCard a, .ac-adaptiveCard strong')).to.deep.equal([])
    await button('그대로 보내기')
    const press = { do: 'approve', conversation: '7', draft: '9', hash, overrule: null }
    await shown.waitForFunction('posted.some(({ value }) => value)')
    expect(await pressed()).to.deep.equal([{ kind: 'press', press }])
    isQuiet()
  })

  it('is edited in a field that has the draft in it', async () => {
    await showStory(story())
    const field = '.ac-adaptiveCard textarea:visible'
    await unfold('고쳐서 보내기', field)
    expect(await shown.inputValue(field)).to.equal(story().draft?.text)
    await shown.fill(field, '네, 바로 볼게요.\n둘째 줄')
    await shown.screenshot({ path: `${pictures}edit-ko.png` })
    await shown.click('.ac-pushButton:visible:has-text("보내기") >> nth=-1')
    await shown.waitForFunction('posted.some(({ value }) => value)')
    const [press] = await pressed()
    expect(press).to.deep.include({ kind: 'press' })
    expect(press?.kind === 'press' && press.press).to.include({
      do: 'edit',
      text: '네, 바로 볼게요.\n둘째 줄',
    })
    isQuiet()
  })

  it('wants a reason where something was found, and takes it with the press', async () => {
    const of = story()
    await showStory({ ...of, draft: of.draft && { ...of.draft, findings: [doubtful] } }, 'en')
    await unfold('Send with a reason', '.ac-pushButton:visible:has-text("Send all the same")')
    await shown.click('.ac-pushButton:visible:has-text("Send all the same")')
    await shown.screenshot({ path: `${pictures}reason-en.png` })
    expect(await pressed()).to.deep.equal([])
    await shown.fill('.ac-adaptiveCard textarea:visible', 'Confirmed by phone')
    await shown.click('.ac-pushButton:visible:has-text("Send all the same")')
    await shown.waitForFunction('posted.some(({ value }) => value)')
    const [press] = await pressed()
    expect(press?.kind === 'press' && press.press).to.include({
      do: 'approve',
      overrule: 'Confirmed by phone',
    })
    isQuiet()
  })

  const states: [string, Partial<CardStory>, string][] = [
    [
      'decided',
      {
        draft: null,
        state: {
          ...{
            kind: 'decided',
            by: '민아',
            at: '2026-11-23T04:58:00Z',
            text: '네, 여기 있어요.',
            sendId: hash,
          },
          ...{ state: 'queued', undoUntil: '2026-11-23T05:00:10Z' },
        },
      },
      '되돌리기',
    ],
    [
      'with-person',
      {
        draft: null,
        state: {
          kind: 'with-person',
          holder: '준',
          why: null,
          summary: '김하나 님이 공개로 두 번 썼어요.\n배송을 물어요.',
        },
      },
      '답 쓰기',
    ],
    ['overtaken', { draft: null, state: { kind: 'overtaken' } }, '콘솔에서 열기'],
  ]
  for (const [name, more, title] of states)
    it(`tells how it stands: ${name}`, async () => {
      await showStory(story(more))
      await shown.waitForSelector(`.ac-pushButton:has-text("${title}")`)
      await shown.screenshot({ path: `${pictures}${name}-ko.png` })
      isQuiet()
    })

  it('is emptied', async () => {
    await show(drawGone('ko'), '이 대화는 지워졌어요.')
    await shown.screenshot({ path: `${pictures}gone-ko.png` })
    expect(await shown.$$('.ac-pushButton')).to.deep.equal([])
    isQuiet()
  })
})
