import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Page } from 'playwright-core'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const pictures = fileURLToPath(new URL('../output/console/', import.meta.url))

/** Both languages, both schemes, both sizes. */
export const roomLooks = [
  { name: 'wide', width: 1440, height: 900, locale: 'ko-KR', scheme: 'light' },
  { name: 'wide-dark-english', width: 1440, height: 900, locale: 'en-US', scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, locale: 'ko-KR', scheme: 'light' },
  { name: 'phone-dark-english', width: 390, height: 844, locale: 'en-US', scheme: 'dark' },
] as const

/** Takes a picture of what is shown, as high as the room is. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const now = page.viewportSize() ?? { width: 1440, height: 900 }
  // A room scrolls in itself, so the window is made as high as what is in it.
  const high = Number(await page.evaluate("document.getElementById('main')?.scrollHeight ?? 0")) + 60
  await page.setViewportSize({ width: now.width, height: Math.max(now.height, Math.min(high, 4_000)) })
  await page.screenshot({ path: `${pictures}${name}.png` })
  await page.setViewportSize(now)
}

/** What is shown is open to everybody, does not scroll sideways, and is in its language. */
export async function lookAt(page: Page, name: string, locale: string): Promise<void> {
  await picture(page, name)
  await page.evaluate(axe)
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`)) as string[]
  expect(found, name).to.deep.equal([])
  expect(
    await page.evaluate('document.scrollingElement.scrollWidth <= innerWidth'),
    `${name}: width`,
  ).to.equal(true)
  const words = String(await page.evaluate('document.body.innerText')).replaceAll('한국어', '')
  if (locale.startsWith('en')) expect(words.match(/[가-힣]+/g) ?? [], name).to.deep.equal([])
}
