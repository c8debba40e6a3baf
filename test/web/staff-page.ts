import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { openHouse } from '../http/house.ts'
import { openBrowser } from '../support/browser.ts'
import { patienceMs } from '../support/patience.ts'

type House = Awaited<ReturnType<typeof openHouse>>

export interface StaffPage {
  house: House
  page: Page
  /** Fills in what signs the admin in, where the page asks for it. */
  signIn(): Promise<void>
  /** Lets the browser write down such a line: what a test makes the server say no to. */
  expectLine(line: RegExp): void
}

/**
 * Keeps every toast of a page: one is gone after some seconds, and a busy machine may look later than that. To be called before the
 * page is opened.
 * @returns the red ones so far; `until` waits for one with these words.
 */
export async function keepToasts(
  page: Page,
): Promise<{ reds(): Promise<string[]>; until(words: string): Promise<void> }> {
  await page.addInitScript(`
    globalThis.toasts = []
    addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
      const shown = document.querySelector('#toast.shown')
      if (shown) toasts.push({ bad: shown.classList.contains('bad'), text: shown.textContent })
    }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true }))`)
  const all = () => page.evaluate('toasts') as Promise<{ bad: boolean; text: string }[]>
  return {
    reds: async () => (await all()).flatMap(({ bad, text }) => (bad ? [text] : [])),
    async until(words) {
      const end = Date.now() + patienceMs
      while (!(await all()).some(({ text }) => text.includes(words))) {
        if (Date.now() > end) throw new Error(`No toast said: ${words}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

/**
 * The staff's page in a real browser, for the tests of the `describe` in which it is called. After each test the page and its
 * house are closed, and nothing may have gone wrong in the page.
 * @returns what opens a house and an empty page for one test.
 */
export function useStaffPage(): (
  more?: Parameters<typeof openHouse>[0],
  locale?: string,
) => Promise<StaffPage> {
  let browser: Browser
  let opened: StaffPage | null = null
  let troubles: string[] = []
  // A page that is being closed may still be loading, and what it misses then is no fault of its own.
  let over = false
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  afterEach(async () => {
    over = true
    await opened?.page.context().close()
    await opened?.house.close()
    opened = null
    expect(troubles).to.deep.equal([])
  })

  return async (more = {}, locale = 'ko-KR') => {
    const house = await openHouse(more)
    troubles = []
    over = false
    const expected: RegExp[] = []
    const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } })
    // What the Content-Security-Policy forbade is a fault of the page, whether or not it can be seen.
    await context.addInitScript(
      "addEventListener('securitypolicyviolation', (e) => console.error('forbidden by the policy: ' + e.violatedDirective + ' ' + e.blockedURI))",
    )
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    page.on('pageerror', (error) => {
      if (!over) troubles.push(String(error))
    })
    page.on('dialog', (dialog) => {
      troubles.push(`a dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (line) => {
      // The browser writes down every 401 and 409, and what a test keeps from it; those are no faults of the page.
      const meant = /status of (?:4(?:01|03|09|22)|502)|net::ERR_FAILED/
      // A conversation whose person was forgotten is asked for once more, and so is their card where it is open.
      const gone =
        line.text().includes('status of 404') &&
        /\/api\/(?:conversations|persons)\//.test(line.location().url)
      const isMeant = meant.test(line.text()) || expected.some((one) => one.test(line.text()))
      if (line.type() === 'error' && !gone && !isMeant && !over) troubles.push(line.text())
    })
    async function signIn() {
      await page.fill('input[name=email]', house.admin.email)
      await page.fill('input[name=password]', house.admin.password)
      await page.click('button.main')
    }
    opened = { house, page, signIn, expectLine: (line) => void expected.push(line) }
    return opened
  }
}
