import { expect } from 'chai'
import { cleanText } from '../../src/core/mention.ts'
import { patienceMs } from '../support/patience.ts'
import { type Detector, follow } from './detector.ts'
import { payloads } from './payloads.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

/** The texts as they are stored, wherever they came in. */
export const stored = payloads.map(cleanText)

/** Letters alone, so that the same words are the same however a page breaks its lines. */
export const plainly = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}\uFFFD]+/gu, '').normalize('NFC')

/** For a field that takes so many letters at most: as much of a text as it takes. */
export const cut = (text: string, most: number) => text.slice(0, most).toWellFormed().trim()

export interface HostilePage extends StaffPage {
  /** Goes to a place of the console as a link of it does. */
  go(path: string): Promise<unknown>
  settle(): Promise<unknown>
  /** What a word of JavaScript says of each element of the page, as `one`. */
  each(where: string, says: string): Promise<string[]>
  /** Nothing ran, called out, opened or changed the page since the last look. */
  untouched(where: string): Promise<void>
  /** Waits until these words stand there as they were written, and nothing of them has run. */
  stands(where: string, words: string): Promise<void>
  /** The same of many at once, with one look at the page for all. */
  allStand(where: string, words: readonly string[]): Promise<void>
}

/**
 * The staff's page with a watch over it, for the tests of the `describe` in which it is called.
 * @returns what opens a house, plants in it what means harm, and signs in at a place of the console.
 */
export function useHostilePage() {
  const openPage = useStaffPage()
  return async (
    path: string,
    plant: (house: StaffPage['house']) => Promise<unknown>,
    more: Parameters<typeof openPage>[0] = {},
  ): Promise<HostilePage> => {
    const staff = await openPage(more)
    const { house, page } = staff
    const detector: Detector = await follow(page.context(), page, house.server.url)
    await plant(house)
    await page.goto(house.server.url + path)
    await staff.signIn()
    await page.waitForSelector('#top')

    const each = (where: string, says: string) =>
      page.evaluate(
        `[...document.querySelectorAll(${JSON.stringify(where)})].map((one) => ${says})`,
      ) as Promise<string[]>
    const untouched = async (where: string) => {
      expect(await detector.look(), where).to.deep.equal([])
    }
    async function allStand(where: string, words: readonly string[]) {
      const end = performance.now() + patienceMs
      for (;;) {
        const there = plainly((await each(where, 'one.textContent + (one.value ?? "")')).join(' '))
        const missing = words.find((one) => !there.includes(plainly(one)))
        if (missing === undefined) break
        if (performance.now() > end) expect.fail(`${missing.slice(0, 80)} does not stand in ${where}`)
        await page.waitForTimeout(20)
      }
      await untouched(`${where}: ${(words[0] ?? '').slice(0, 80)}`)
    }
    return {
      ...staff,
      ...{ each, untouched, allStand },
      go: (place) =>
        page.evaluate(
          `history.pushState(null, '', ${JSON.stringify(place)}), dispatchEvent(new PopStateEvent('popstate'))`,
        ),
      settle: () =>
        page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'),
      stands: (where, words) => allStand(where, [words]),
    }
  }
}
