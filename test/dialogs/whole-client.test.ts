import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Browser, Locator, Page } from 'playwright-core'
import { type StaffWords, staffWords } from '../../dialogs/staff-words.ts'
import { openBrowser } from '../support/browser.ts'
import { patienceMs } from '../support/patience.ts'
import type { AtDesk } from '../support/whole-service.ts'
import { conversationOf } from './carrier.ts'
import { until } from './chat-world.ts'
import type { Look } from './client-page.ts'
import { openWholeWorld, type WholeWorld } from './whole-world.ts'

const pictures = fileURLToPath(new URL('../output/cards/', import.meta.url))
const wide = { width: 760, height: 1_000 }
const narrow = { width: 390, height: 844 }

interface Words {
  link: string
  asks: (what: string) => string
  replies: readonly string[]
  doubtful: string
  reason: string
  edited: string
  byHand: string
  guidance: string
  queue: string
  stop: string
  resume: string
}
const spoken: Record<Look['lang'], Words> = {
  ko: {
    link: '연결',
    asks: (what) => `${what} 주문이 아직 안 왔어요. 언제 오나요?`,
    replies: [
      '기다려 주셔서 고마워요. 주문 번호를 알려 주시겠어요?',
      '안녕하세요, 다정텔레콤이에요. 주문 번호를 알려 주시겠어요?',
    ],
    doubtful: '오늘 저녁까지 꼭 도착해요.',
    reason: '창고에 전화로 확인했어요',
    edited: '기다려 주셔서 고마워요. 주문 번호를 알려 주시면 살펴볼게요.',
    byHand: '담당자예요. 남겨 주신 내용을 제가 직접 살펴보고 있어요.',
    guidance: '조금 더 짧게',
    queue: '대기열',
    stop: '모두 멈춰',
    resume: '다시 보내기',
  },
  en: {
    link: 'link',
    asks: (what) => `My order ${what} has not arrived yet. When does it come?`,
    replies: [
      'Thank you for waiting. Could you tell us the number of your order?',
      'Thank you for writing to us. Could you tell us the number of your order?',
    ],
    doubtful: 'It arrives this evening for sure.',
    reason: 'The warehouse said so by phone',
    edited: 'Thank you for waiting. Tell us the number of your order and we will look at it.',
    byHand: 'I am a colleague, and I am looking at what you wrote myself.',
    guidance: 'a little shorter',
    queue: 'queue',
    stop: 'stop all',
    resume: 'resume',
  },
}

/** Two colleagues whose clients differ in everything that can be seen. */
const looks: [string, Look][] = [
  ['민아', { lang: 'ko', scheme: 'light' }],
  ['Joon', { lang: 'en', scheme: 'dark' }],
]

for (const [name, look] of looks)
  describe(`a whole service and Web Chat as its makers ship it: ${look.lang}, ${look.scheme}`, () => {
    const say: StaffWords = staffWords[look.lang]
    const words = spoken[look.lang]
    const as = `user-${look.lang}`
    let whole: WholeWorld
    let model: WholeWorld['model']
    let carrier: WholeWorld['carrier']
    let service: WholeWorld['service']
    let undoable: WholeWorld['undoable']
    let desk: AtDesk
    let browser: Browser
    let page: Page
    let foreign: string[]
    let troubles: string[]
    let customers = 0

    before(async () => {
      mkdirSync(pictures, { recursive: true })
      whole = await openWholeWorld({ replies: words.replies, env: { DAJEONG_BRAND: '다정텔레콤' } })
      ;({ model, carrier, service, undoable } = whole)
      desk = await service.colleague(name, 'owner')
      browser = await openBrowser()
      const context = await browser.newContext({ viewport: wide, colorScheme: look.scheme })
      page = await context.newPage()
      page.setDefaultTimeout(patienceMs)
      foreign = []
      troubles = []
      page.on('request', (one) => {
        if (!/^(?:http:\/\/127\.0\.0\.1|data:|blob:)/.test(one.url())) foreign.push(one.url())
      })
      page.on('pageerror', (error) => troubles.push(error.message))
      await page.goto(carrier.pageOf(as, look))
    })
    after(async () => {
      await browser.close()
      await whole.close()
    })
    afterEach(() => expect([foreign, troubles]).to.deep.equal([[], []]))

    async function write(text: string): Promise<void> {
      await page.fill('[data-id="webchat-sendbox-input"]', text)
      await page.press('[data-id="webchat-sendbox-input"]', 'Enter')
    }
    const bubble = (text: string) => page.locator('.webchat__bubble').filter({ hasText: text })
    const button = (card: Locator, title: string) =>
      card.locator('.ac-pushButton').filter({ hasText: title, visible: true })

    async function shoot(state: string, card?: Locator): Promise<void> {
      for (const [width, size] of Object.entries({ wide, narrow })) {
        await page.setViewportSize(size)
        await (card ?? page.locator('.webchat__bubble').last()).last().scrollIntoViewIfNeeded()
        await page.screenshot({ path: `${pictures}whole-${state}-${look.lang}-${look.scheme}-${width}.png` })
      }
      await page.setViewportSize(wide)
    }

    /** A customer writes through another channel, and their card is drawn in the client. */
    async function customer(): Promise<{ id: string; asked: string; card: Locator }> {
      customers += 1
      const id = `customer-${look.lang}-${customers}`
      const asked = words.asks(`#${customers}00`)
      const answer = await carrier.deliver(
        carrier.from('line', { id, name: look.lang === 'ko' ? '김하나' : 'Hana Kim' }, { text: asked }),
      )
      expect(answer.status, JSON.stringify(answer.json)).to.equal(200)
      const card = page.locator('.ac-adaptiveCard').filter({ hasText: asked })
      await card.waitFor()
      return { id, asked, card }
    }
    /** What the customer got, without what the chat itself says. */
    const got = (id: string) =>
      carrier
        .standing(conversationOf('line', id).id)
        .map(({ text }) => String(text))
        .filter((text) => answers.some((one) => text.startsWith(one)))
    const answers = [...words.replies, words.edited, words.byHand, words.doubtful]
    const draftIn = async (card: Locator) => {
      const text = String(await card.textContent())
      return words.replies.find((one) => text.includes(one))
    }
    const untilGot = (id: string, text: string) =>
      until(`${id} gets ${text}`, () => got(id).some((one) => one.includes(text)))
    /** Presses a real button, and gives what the bot was told by it. */
    async function press(card: Locator, title: string): Promise<Record<string, unknown>> {
      const before = carrier.posted.length
      await button(card, title).last().click()
      await until(`a press of ${title}`, () => carrier.posted.length > before)
      const posted = carrier.posted[before]
      expect(posted?.status).to.equal(200)
      return posted?.activity.value as Record<string, unknown>
    }
    /** Web Chat may draw a card anew just after it was shown, which folds it again. */
    async function unfold(card: Locator, title: string): Promise<Locator> {
      const field = card.locator('textarea').filter({ visible: true })
      for (let tries = 1; ; tries += 1) {
        await button(card, title).first().click()
        const there = await field.waitFor({ timeout: 3_000 }).then(
          () => true,
          () => false,
        )
        if (there) return field
        if (tries === 8) throw new Error(`${title} opens nothing`)
      }
    }
    const shows = (card: Locator, text: string) => card.filter({ hasText: text }).waitFor()

    it('links whoever sends the code of the console', async () => {
      const { code } = await desk.ask<{ code: string }>('/api/me/chats/code', {})
      await write(`${words.link} ${code}`)
      await bubble(say.say.linked(name).slice(0, 12)).waitFor()
      const { places } = await desk.ask<{ places: { kind: string; placeId: string }[] }>('/api/card-places')
      const own = places.find(({ kind }) => kind === 'colleague')
      await desk.ask('/api/card-targets', { kind: 'colleague', placeId: own?.placeId })
    })

    it('sends a draft as it is, and the card says so in its place', async () => {
      const { id, card } = await customer()
      await shoot('waiting', card)
      const draft = String(await draftIn(card))
      const cards = await page.locator('.ac-adaptiveCard').count()
      const value = await press(card, say.button.approve)
      expect(value).to.include({ by: 'dajeong-staff', do: 'approve' })
      await untilGot(id, draft)
      await shows(card, say.card.answer)
      expect(await button(card, say.button.approve).count()).to.equal(0)
      expect(await page.locator('.ac-adaptiveCard').count()).to.equal(cards)
      expect(carrier.connector.said.filter(({ method }) => method === 'PUT')).to.have.length.above(0)
      expect(got(id)).to.have.length(1)
      await shoot('approved', card)
    })

    it('sends what was typed over the draft', async () => {
      const { id, card } = await customer()
      const field = await unfold(card, say.button.edit)
      expect(await field.inputValue()).to.include(await draftIn(card))
      await field.fill(words.edited)
      await shoot('edit', card)
      const value = await press(card, say.button.send)
      expect(value).to.include({ do: 'edit', text: words.edited })
      await untilGot(id, words.edited)
      await shows(card, words.edited)
      expect(got(id)).to.deep.equal([words.edited])
      await shoot('edited', card)
    })

    it('asks for a reason where something was found, and sends with it', async () => {
      model.replies = [words.doubtful]
      const { id, card } = await customer()
      model.replies = words.replies
      const field = await unfold(card, say.button.approveAnyway)
      await field.fill(words.reason)
      await shoot('reason', card)
      const value = await press(card, say.button.sendAnyway)
      expect(value).to.include({ do: 'approve', overrule: words.reason })
      await untilGot(id, words.doubtful)
      await shows(card, say.card.answer)
    })

    it('has the draft written anew with a word of guidance', async () => {
      const { card } = await customer()
      const first = await draftIn(card)
      const field = await unfold(card, say.button.anotherTry)
      await field.fill(words.guidance)
      await shoot('guidance', card)
      const value = await press(card, say.button.anotherTry)
      expect(value).to.include({ do: 'another-try', guidance: words.guidance })
      await until('another draft', async () => {
        const now = await draftIn(card)
        return now !== undefined && now !== first
      })
      expect(model.asked.some((one) => one.includes(words.guidance))).to.equal(true)
      await button(card, say.button.approve).waitFor()
      await shoot('another-try', card)
    })

    it('hands over, and sends the answer that is written on the card', async () => {
      const { id, card } = await customer()
      await press(card, say.button.handOver)
      await shows(card, say.card.withPerson)
      await shoot('handed-over', card)
      const field = await unfold(card, say.button.reply)
      await field.fill(words.byHand)
      await shoot('reply', card)
      const value = await press(card, say.button.send)
      expect(value).to.include({ do: 'reply', text: words.byHand })
      await untilGot(id, words.byHand)
      await shows(card, words.byHand)
      expect(got(id)).to.deep.equal([words.byHand])
      await shoot('replied', card)
    })

    it('gives back, and the bot writes again', async () => {
      const { card } = await customer()
      await press(card, say.button.handOver)
      await shows(card, say.card.withPerson)
      await press(card, say.button.giveBack)
      await button(card, say.button.approve).waitFor()
      await shoot('given-back', card)
    })

    it('opens the console at that conversation', async () => {
      const { card, asked } = await customer()
      const { cookie } = desk
      const at = cookie.indexOf('=')
      await page
        .context()
        .addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: service.url }])
      const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        button(card, say.button.open).click(),
      ])
      await opened.getByText(asked).first().waitFor()
      expect(opened.url()).to.match(new RegExp(`^${service.url}/desk/all/\\d+`))
      await opened.close()
    })

    it('takes back what has not gone out', async () => {
      await undoable(60)
      const { id, card } = await customer()
      await press(card, say.button.approve)
      await button(card, say.button.undo).waitFor()
      await shoot('undo', card)
      const value = await press(card, say.button.undo)
      expect(value).to.include({ do: 'undo' })
      await button(card, say.button.approve).waitFor()
      await shows(card, say.card.takenBack(name))
      expect(got(id)).to.deep.equal([])
      await undoable(0)
      await shoot('taken-back', card)
    })

    it('says who was faster, and what went out, to a press that comes late', async () => {
      const { id, card } = await customer()
      carrier.hold(as, true)
      const other = await service.colleague(look.lang === 'ko' ? '서연' : 'Rosa', 'approver')
      const { conversations } = await other.ask<{ conversations: { id: string }[] }>(
        '/api/conversations?tab=to-approve',
      )
      const mine = await Promise.all(
        conversations.map((one) =>
          other.ask<{
            id: string
            draft: { id: string; hash: string; text: string }
            person: { handle: string }
          }>(`/api/conversations/${one.id}`),
        ),
      )
      const text = words.edited
      const seen = mine.find((one) => JSON.stringify(one).includes(`#${customers}00`))
      await other.ask(`/api/conversations/${seen?.id}/edit-and-approve`, {
        ...{ draftId: seen?.draft.id, hash: seen?.draft.hash, text },
      })
      await untilGot(id, text)
      await press(card, say.button.approve)
      carrier.hold(as, false)
      const told = page
        .locator('.ac-adaptiveCard')
        .filter({ hasText: look.lang === 'ko' ? '이미 서연' : 'Rosa' })
      await told.filter({ hasText: say.say.wentOut }).last().waitFor()
      await shows(card, text)
      expect(got(id)).to.deep.equal([text])
      await shoot('stale', told)
    })

    it('shows from the list, and stops and resumes everything', async () => {
      const { asked } = await customer()
      await write(words.queue)
      const list = page.locator('.ac-adaptiveCard').filter({ hasText: say.button.show }).last()
      await list.waitFor()
      await shoot('queue', list)
      const before = await page.locator('.ac-adaptiveCard').filter({ hasText: asked }).count()
      await press(list, say.button.show)
      await until(
        'the card that was asked for',
        async () => (await page.locator('.ac-adaptiveCard').count()) > before,
      )
      await write(words.stop)
      const asks = page.locator('.ac-adaptiveCard').filter({ hasText: say.say.stopAsk }).last()
      await asks.waitFor()
      await shoot('stop', asks)
      expect(await press(asks, say.button.stopNow)).to.include({ do: 'stop' })
      await bubble(say.say.stopped.slice(0, 10)).last().waitFor()
      expect((await desk.ask<{ stopped: unknown }>('/api/stop')).stopped).to.not.equal(null)
      await write(words.resume)
      await bubble(say.say.resumed).last().waitFor()
      await shoot('resumed')
    })
  })
