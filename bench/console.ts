import type { Browser } from 'playwright-core'
import { buildConsole } from '../scripts/build-console.ts'
import { makeScene } from '../test/desk/scene.ts'
import { openHouse } from '../test/http/house.ts'
import { openBrowser } from '../test/support/browser.ts'

// `npm run bench:console`: what a colleague waits for. A queue of 300 drafts, a real Chromium with an empty cache, five times:
// from the address to a list that can be worked on, from one key to the next conversation, from approving to the next draft, and
// what is sent over the wire until then. Ends with one line of JSON; exits 1 when a goal is missed.

const rounds = 5
const drafts = 300
const goals = { interactiveMs: 2_000, firstLoadKb: 300 }

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function since(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

interface Round {
  interactiveMs: number
  nextMs: number
  approveMs: number
  firstLoadKb: number
  fontsKb: number
}

async function round(browser: Browser, url: string, cookie: string): Promise<Round> {
  const context = await browser.newContext({ locale: 'ko-KR', viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  const sizes = { code: 0, fonts: 0 }
  page.on('requestfinished', async (request) => {
    // What is still on its way when the page is closed is no part of the first load.
    const found = await request.sizes().catch(() => null)
    if (!found) return
    const { responseBodySize } = found
    const kind = request.resourceType()
    if (kind === 'font') sizes.fonts += responseBodySize
    else if (kind === 'document' || kind === 'script' || kind === 'stylesheet') sizes.code += responseBodySize
  })
  const interactiveMs = await since(async () => {
    await page.goto(`${url}/desk/to-approve`)
    await page.waitForSelector('.item')
    await page.keyboard.press('j')
    await page.waitForSelector('#reply')
  })
  const address = page.url()
  const nextMs = await since(async () => {
    await page.keyboard.press('j')
    await page.waitForURL((now) => now.href !== address)
    await page.waitForSelector('#reply')
  })
  const before = page.url()
  const approveMs = await since(async () => {
    await page.keyboard.press('a')
    await page.waitForURL((now) => now.href !== before)
    await page.waitForSelector('#reply')
  })
  await page.waitForLoadState('load')
  await context.close()
  return { interactiveMs, nextMs, approveMs, firstLoadKb: sizes.code / 1_000, fontsKb: sizes.fonts / 1_000 }
}

await buildConsole()
const house = await openHouse()
const browser = await openBrowser()
const found: Round[] = []
try {
  for (let at = 0; at < drafts; at += 1)
    await (await makeScene(house.test.db, `요금제를 어디서 바꾸나요? (${at})`)).draft(
      '앱에서 바꿀 수 있어요.',
    )
  for (let at = 0; at < rounds; at += 1) found.push(await round(browser, house.server.url, house.cookie))
} finally {
  await browser.close()
  await house.close()
}
const of = (name: keyof Round) => Math.round(median(found.map((one) => one[name])))
const result = {
  interactiveMs: of('interactiveMs'),
  nextMs: of('nextMs'),
  approveMs: of('approveMs'),
  firstLoadKb: of('firstLoadKb'),
  fontsKb: of('fontsKb'),
}
console.log(JSON.stringify({ bench: 'console', rounds, drafts, ...result, goals }))
process.exit(result.interactiveMs <= goals.interactiveMs && result.firstLoadKb <= goals.firstLoadKb ? 0 : 1)
