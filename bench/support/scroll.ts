import { openBrowser } from '../../test/support/browser.ts'

export interface Scrolled {
  /** How many conversations were gone through. */
  rows: number
  /** Between two frames, in milliseconds. */
  frameP50: number
  frameP95: number
  frameWorst: number
}

const steps = 400
const stepPx = 600

/** Scrolls down the queue in a real Chromium as with a wheel, 600 px about every 30 ms, and keeps how far its frames stand apart. */
export async function scrollQueue(url: string, cookie: string): Promise<Scrolled> {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ locale: 'ko-KR', viewport: { width: 1440, height: 900 } })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url }])
    const page = await context.newPage()
    await page.goto(`${url}/desk/to-approve`)
    await page.waitForSelector('.item')
    await page.evaluate(`
      window.frames = []
      window.last = performance.now()
      window.tick = (now) => { frames.push(now - last); last = now; requestAnimationFrame(tick) }
      requestAnimationFrame(tick)`)
    await page.hover('.item')
    for (let step = 0; step < steps; step += 1) {
      await page.mouse.wheel(0, stepPx)
      await page.waitForTimeout(30)
    }
    const frames = ((await page.evaluate('frames')) as number[]).sort((a, b) => a - b)
    const rows = Number(
      await page.evaluate(
        "Math.max(...[...document.querySelectorAll('#items li[data-index]')].map((one) => Number(one.dataset.index)))",
      ),
    )
    const at = (share: number) =>
      frames[Math.min(frames.length - 1, Math.ceil(share * frames.length) - 1)] ?? 0
    return { rows, frameP50: at(0.5), frameP95: at(0.95), frameWorst: frames.at(-1) ?? 0 }
  } finally {
    await browser.close()
  }
}
