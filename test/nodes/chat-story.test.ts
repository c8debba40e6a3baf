import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Frame, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { until } from '../support/chat-world.ts'
import { patienceMs } from '../support/patience.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'
import { box, countOf, reads } from '../web/chat-site.ts'

const own = 'only-they-know-it'

describe('a visitor in one window and a colleague in another, and a service that is killed between them', function () {
  this.timeout(5 * patienceMs)
  let folder: string
  let port: number
  let browser: Browser
  let program: Program
  let shop: Server
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-story-'))
    port = await freePort()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    shop?.closeAllConnections()
    shop?.close()
    program?.child.kill('SIGTERM')
    await program?.ended
    rmSync(folder, { recursive: true, force: true })
  })

  const start = () =>
    startProgram('src/main.ts', {
      ...{ DAJEONG_DATA: join(folder, 'data'), PORT: String(port), DAJEONG_TOWN: 'off' },
      DAJEONG_QUIET_MS: '0',
    })

  async function openPage(): Promise<Page> {
    const context = await browser.newContext({ locale: 'ko-KR', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    return page
  }

  /** Opens the draft that waits, approves it, and tells its words. */
  async function approve(desk: Page): Promise<string> {
    await desk.goto(`http://127.0.0.1:${port}/desk/to-approve`)
    await desk.click('.item')
    const words = await desk.locator('#reply').inputValue()
    await desk.click('#send')
    return words
  }

  async function openWindow(visitor: Page, url: string): Promise<Frame> {
    await visitor.goto(url)
    await visitor.getByRole('button').click()
    const frame = await until(() => visitor.frames().find((one) => one.url().includes('/chat?')) ?? null)
    await frame.waitForSelector(box)
    return frame
  }

  const lineOf = (words: string) => words.split('\n').find((one) => one.trim() !== '') ?? ''

  it('is told who answers, sees the answer that was approved, keeps it, and loses nothing and reads nothing twice', async () => {
    program = start()
    const [, password = ''] = await program.says(/one-time password: (\S+)/)
    await program.says(/Log {2}/)
    let account = ''
    shop = createServer((_req, res) => {
      res.setHeader('content-type', 'text/html; charset=utf-8')
      res.end(
        `<!doctype html><html lang="ko"><head><link rel="icon" href="data:,"><title>상점</title></head><body><h1>상점</h1><script src="http://127.0.0.1:${port}/chat/embed.js" data-account="${account}" defer></script></body></html>`,
      )
    })
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
    const site = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
    const call = async (cookie: string, path: string, body: unknown) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-dajeong': '1', cookie },
        body: JSON.stringify(body),
      })
      expect(answer.status, path).to.equal(200)
      return answer
    }
    const signedIn = await call('', '/api/sign-in', { email: 'admin@dajeong.local', password })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const changed = await call(cookie, '/api/change-password', { current: password, next: own })
    const still = changed.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const settings = { name: 'home', origins: site }
    const connected = await call(still, '/api/accounts', { channel: 'webchat', settings })
    account = ((await connected.json()) as { account: { id: string } }).account.id

    const desk = await openPage()
    await desk.goto(`http://127.0.0.1:${port}`)
    await desk.fill('input[name=email]', 'admin@dajeong.local')
    await desk.fill('input[name=password]', own)
    await desk.click('button.main')
    await desk.waitForSelector('#top')

    const visitor = await openPage()
    const frame = await openWindow(visitor, site)
    await reads(frame, '먼저 AI가 답을 준비해요')
    await frame.fill(box, '요금제를 바꾸고 싶은데 어떻게 하나요?')
    await frame.press(box, 'Enter')
    await frame.waitForSelector('.webchat__typing-indicator, .webchat__typingIndicator')
    await reads(frame, '담당자')
    const first = lineOf(await approve(desk))
    await until(async () => (await countOf(frame, first)) === 1)

    // Written, and the service is dead before or after it heard: the page does not know which.
    await frame.fill(box, '그리고 유심은 언제 오나요?')
    await frame.press(box, 'Enter')
    await program.kill()
    await frame.locator('#state').filter({ hasText: '보낸 말은' }).waitFor()
    await frame.fill(box, '주말에도 오나요?')
    await frame.press(box, 'Enter')
    program = start()
    await program.says(/Log {2}/)
    await frame.waitForSelector('#state', { state: 'hidden' })
    const second = lineOf(await approve(desk))
    await until(async () => (await countOf(frame, second)) >= 1)

    const again = await openWindow(visitor, site)
    await reads(again, '주말에도 오나요?')
    for (const words of ['요금제를 바꾸고', '유심은 언제', '주말에도 오나요?', first])
      expect(await countOf(again, words), words).to.equal(first === second && words === first ? 2 : 1)
  })
})
