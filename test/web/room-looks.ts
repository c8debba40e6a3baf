import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Page } from 'playwright-core'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const pictures = fileURLToPath(new URL('../output/console/', import.meta.url))
mkdirSync(pictures, { recursive: true })

// What stands there in place of words that the page does not know: their key.
const wordless =
  /(?<![\w./@-])(?:accounts|audit|chats|desk|documents|helping|people|policy|promptFaults|queue|ratings|reading|reports|savedTry|shell|start|talk|tuning|webPages)\.[a-z]\w*/g

/** Both languages, both schemes, both sizes. */
export const roomLooks = [
  { name: 'wide', width: 1440, height: 900, locale: 'ko-KR', scheme: 'light' },
  { name: 'wide-dark-english', width: 1440, height: 900, locale: 'en-US', scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, locale: 'ko-KR', scheme: 'light' },
  { name: 'phone-dark-english', width: 390, height: 844, locale: 'en-US', scheme: 'dark' },
] as const

/** Takes a picture of what is shown, as high as the room is. */
export async function picture(page: Page, name: string): Promise<void> {
  const now = page.viewportSize() ?? { width: 1440, height: 900 }
  // A room scrolls in itself, so the window is made as high as what is in it.
  const high = Number(await page.evaluate("document.getElementById('main')?.scrollHeight ?? 0")) + 60
  await page.setViewportSize({ width: now.width, height: Math.max(now.height, Math.min(high, 4_000)) })
  await page.screenshot({ path: `${pictures}${name}.png` })
  await page.setViewportSize(now)
}

/** What WCAG 2.2 AA forbids in what is shown, what scrolls sideways, and what is not in its language or has no words at all. */
export async function faultsOf(
  page: Page,
  locale: string,
  /** `covered`: something stands over parts of buttons, which nobody presses then. */
  { covered = false }: { covered?: boolean } = {},
): Promise<string[]> {
  await page.evaluate(axe)
  const faults = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: ${!covered} } },
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`)) as string[]
  if (await page.evaluate('document.scrollingElement.scrollWidth > innerWidth'))
    faults.push('scrolls sideways')
  // The other language is named in itself.
  const words = String(await page.evaluate('document.body.innerText')).replaceAll('한국어', '')
  const korean = words.match(/[가-힣]+/g) ?? []
  if (locale.startsWith('en') && korean.length > 0) faults.push(`not translated: ${korean.join(' ')}`)
  const named = String(
    await page.evaluate(
      `[...document.querySelectorAll('[placeholder], [aria-label], [title]')].map((one) =>
        ['placeholder', 'aria-label', 'title'].map((name) => one.getAttribute(name)).join(' ')).join(' ')`,
    ),
  )
  const missing = `${words} ${named}`.match(wordless) ?? []
  if (missing.length > 0) faults.push(`without words: ${missing.join(' ')}`)
  return faults
}

/** Takes a picture of each view of a room and keeps what is wrong with it, so that a test tells all of it at once. */
export function watchLooks(
  page: Page,
  look: { name: string; locale: string },
): { wrong: string[]; looked(view: string, more?: { covered?: boolean }): Promise<void> } {
  const wrong: string[] = []
  return {
    wrong,
    async looked(view, more = {}) {
      await page.screenshot({ path: `${pictures}${look.name}-${view}.png` })
      for (const fault of await faultsOf(page, look.locale, more)) wrong.push(`${view}: ${fault}`)
    },
  }
}

/** The same of one view, as high as its room is. */
export async function lookAt(page: Page, name: string, locale: string): Promise<void> {
  await picture(page, name)
  expect(await faultsOf(page, locale), name).to.deep.equal([])
}
