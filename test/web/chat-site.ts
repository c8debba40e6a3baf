import { readFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { toChatSettings } from '../../src/channels/webchat/webchat.ts'
import { makeOwnLine } from '../../src/chat-line.ts'
import { readBuilt } from '../../src/http/built.ts'
import { openHouse } from '../http/house.ts'
import { openBrowser } from '../support/browser.ts'
import { type ChatWorld, identitySecret, openChatWorld, until } from '../support/chat-world.ts'
import { seedAccount } from '../support/database.ts'
import { patienceMs } from '../support/patience.ts'

export interface ChatSite {
  world: ChatWorld
  house: Awaited<ReturnType<typeof openHouse>>
  context: BrowserContext
  page: Page
  /** The service as visitors reach it. */
  service: string
  /** Somebody's site that embeds the window, and another that may not. */
  site: string
  stranger: string
  accountId: string
  /** What the page of the site says in the tag that embeds, beside the account. */
  attributes: { value: string }
  /** Everything that browsers asked for. */
  asked: string[]
  /** What the policies of site and window forbade, and what went wrong in a page. */
  troubles: string[]
  /** The chats that were begun, in order. */
  chats(): Promise<string[]>
  /** The brand says something. */
  say(chatId: string, text: string, more?: Record<string, unknown>): Promise<void>
  typing(chatId: string): void
  /** Nobody is reached until it is called with true. */
  reachable(now: boolean): void
  /** What visitors have sent in a chat. */
  sent(chatId: string): Promise<string[]>
  /** The window within its frame. */
  frame(): Promise<Frame>
}

type Look = {
  width?: number
  height?: number
  locale?: string
  scheme?: 'light' | 'dark'
  /** As where the development packages were left out. */
  unbuilt?: boolean
}

/** The real line and the real pages behind one address, a site on another, and a browser. */
export function useChatSite(): (look?: Look) => Promise<ChatSite> {
  let browser: Browser
  const closing: (() => Promise<unknown>)[] = []
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  return async ({ width = 1440, height = 900, locale = 'ko-KR', scheme = 'light', unbuilt } = {}) => {
    const brandName = locale.startsWith('en') ? 'Dajeong' : '다정텔레콤'
    const attributes = { value: '' }
    let service = ''
    let accountId = ''
    const host = (csp: boolean) =>
      listen(
        createServer((_req, res) => {
          const lang = locale.slice(0, 2)
          res.setHeader('content-type', 'text/html; charset=utf-8')
          // The strictest that a site can be with the window on it.
          if (csp)
            res.setHeader(
              'content-security-policy',
              `default-src 'none'; script-src ${service}; frame-src ${service}; img-src data:`,
            )
          res.end(
            `<!doctype html><html lang="${lang}"><head><link rel="icon" href="data:,"><title>Shop</title><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"></head><body><main><h1>Shop</h1><p><a href="#">Cart</a></p></main><script src="${service}/chat/embed.js" data-account="${accountId}" ${attributes.value} defer></script></body></html>`,
          )
        }),
        closing,
      )
    const site = await host(true)
    const stranger = await host(false)
    const settings = { name: 'home', origins: site, identitySecret, topics: '배송이 언제 오나요?' }
    const read = toChatSettings(settings as Parameters<typeof toChatSettings>[0])
    const house = await openHouse({
      chat: {
        chatOf: async (id) => (id === accountId ? { brand: brandName, lang: 'ko', color: null } : null),
        originsOf: async () => read.origins,
        ...(unbuilt ? { built: (folder) => (folder === 'web' ? readBuilt('web') : new Map()) } : {}),
      },
    })
    closing.push(() => house.close())
    accountId = (
      await seedAccount(house.test.db, {
        ...{ channel: 'webchat', nativeId: 'webchat:home', handle: 'home', settings, brandName },
      })
    ).id
    const world = await openChatWorld({ database: house.test, accountId })
    closing.push(() => world.close())
    let isReachable = true
    const sockets = new Set<Socket>()
    const front = createServer((req, res) => {
      if (!isReachable) return void req.socket.destroy()
      if (world.line.door.handle(req, res)) return
      const { method = 'GET', headers, url = '/' } = req
      const onward = request(`${house.server.url}${url}`, { method, headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
      })
      onward.on('error', () => res.destroy())
      req.pipe(onward)
    })
    front.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    front.on('upgrade', (req, socket, head) => {
      if (!isReachable || !world.line.door.upgrade(req, socket, head)) socket.destroy()
    })
    service = await listen(front, closing)

    const context = await browser.newContext({ locale, viewport: { width, height }, colorScheme: scheme })
    closing.push(() => context.close())
    const asked: string[] = []
    const troubles: string[] = []
    await context.addInitScript(
      "addEventListener('securitypolicyviolation', (e) => console.error('forbidden by the policy: ' + e.violatedDirective + ' ' + e.blockedURI))",
    )
    context.on('request', (one) => asked.push(one.url()))
    context.on('weberror', (error) => troubles.push(String(error.error())))
    context.on('console', (line) => {
      if (line.type() === 'error') troubles.push(line.text())
    })
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    page.on('websocket', (one) => asked.push(one.url()))
    const own = makeOwnLine(house.test.db, (error) => troubles.push(String(error)))
    const { db } = house.test
    return {
      ...{ world, house, context, page, service, site, stranger, accountId, attributes, asked, troubles },
      async chats() {
        return (await db.selectFrom('chats').select('id').orderBy('created_at').execute()).map(({ id }) => id)
      },
      async say(chatId, text, more = {}) {
        await own.post(chatId, { type: 'message', text, from: { id: 'brand', role: 'bot' }, ...more }, null)
      },
      typing: (chatId) => own.typing(chatId),
      reachable(now) {
        isReachable = now
        if (!now) for (const socket of sockets) socket.destroy()
      },
      async sent(chatId) {
        const kept = await world.line.desk.readOn(chatId, 0, 500)
        return kept.flatMap(({ fromVisitor, activity }) =>
          fromVisitor && activity.type === 'message' ? [String(activity.text)] : [],
        )
      },
      frame: () => until(() => page.frames().find((one) => one.url().includes('/chat?')) ?? null),
    }
  }
}

async function listen(server: Server, closing: (() => Promise<unknown>)[]): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

export const box = '[data-id="webchat-sendbox-input"]'

/** The window within the page is there, drawn and greeted. */
export async function openedIn(site: ChatSite): Promise<Frame> {
  await site.page.goto(site.site)
  await site.page.getByRole('button').click()
  const frame = await site.frame()
  await frame.waitForSelector(box)
  await until(async () => (await site.chats()).length > 0)
  return frame
}

/** Waits until these words stand in the window. */
export async function reads(frame: Frame, words: string): Promise<void> {
  await frame.locator(`#window >> text=${words}`).first().waitFor()
}

const typingSign = '.webchat__typing-indicator, .webchat__typingIndicator'

/**
 * Waits until the window shows that somebody types, which is said until then: it is news of one
 * moment that is kept for nobody, and the window may hear nothing yet.
 */
export async function showsTyping(site: ChatSite, chatId: string, frame: Frame): Promise<void> {
  for (const end = performance.now() + patienceMs; performance.now() < end; ) {
    site.typing(chatId)
    const seen = frame.waitForSelector(typingSign, { timeout: 2_000 })
    if (await seen.then(() => true).catch(() => false)) return
  }
  throw new Error('The window never showed that somebody types.')
}

/** How often these words stand in bubbles. */
export async function countOf(frame: Frame, words: string): Promise<number> {
  return frame.locator('.webchat__bubble').filter({ hasText: words }).count()
}

export function expectCalm(site: ChatSite, meant: RegExp = /(?!)/): void {
  expect(site.troubles.filter((one) => !meant.test(one))).to.deep.equal([])
}

/** The answer that can be pressed. */
export const suggested = (words: string) => `.webchat__suggested-action:has-text("${words}")`

/** As somebody does who has a picture on their clipboard. */
export const pastePicture = `(() => {
  const clipboardData = new DataTransfer()
  clipboardData.items.add(new File(['x'], 'x.png', { type: 'image/png' }))
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
})()`
