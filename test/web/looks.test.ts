import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { makeScene } from '../desk/scene.ts'
import { readingOf } from '../support/reading.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const pictures = fileURLToPath(new URL('../output/console/', import.meta.url))

interface Look {
  name: string
  width: number
  height: number
  locale: string
  scheme: 'light' | 'dark'
}
const looks: readonly Look[] = [
  { name: 'wide', width: 1440, height: 900, locale: 'ko-KR', scheme: 'light' },
  { name: 'wide-dark-english', width: 1440, height: 900, locale: 'en-US', scheme: 'dark' },
  { name: 'middle', width: 1024, height: 768, locale: 'ko-KR', scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, locale: 'ko-KR', scheme: 'light' },
  { name: 'phone-dark-english', width: 390, height: 844, locale: 'en-US', scheme: 'dark' },
]

/** What axe says is wrong, by rule and place. Everything of WCAG 2.2 A and AA, and what it calls good practice. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`)) as string[]
  return found
}

describe('the console looks right and is open to everybody', () => {
  const openPage = useStaffPage()
  let opened: StaffPage
  before(() => mkdirSync(pictures, { recursive: true }))

  for (const look of looks) {
    it(`on every view: ${look.name}, ${look.width} × ${look.height}`, async () => {
      opened = await openPage({}, look.locale)
      const { page, house } = opened
      const english = look.locale.startsWith('en')
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const wrong: string[] = []
      const looked = async (view: string) => {
        await page.screenshot({ path: `${pictures}${look.name}-${view}.png` })
        for (const fault of await faults(page)) wrong.push(`${view}: ${fault}`)
        if (await page.evaluate('document.scrollingElement.scrollWidth > innerWidth'))
          wrong.push(`${view}: scrolls sideways`)
        const broken =
          "[...document.querySelectorAll('#top .tools > :is(a, button)')].some((one) => one.offsetHeight > 44)"
        if (await page.evaluate(broken)) wrong.push(`${view}: the top bar breaks a word`)
        // The dots stand in the first row of what may be done.
        const [first = 0, dots = first] = (await page.evaluate(
          "[...document.querySelectorAll('.actions :is(.main, .more-acts)')].map((one) => { const { top, height } = one.getBoundingClientRect(); return top + height / 2 })",
        )) as number[]
        if (Math.abs(first - dots) > 8) wrong.push(`${view}: the dots stand in another row`)
        const words = String(await page.evaluate('document.body.innerText'))
        // The other language is named in itself.
        const korean = words.replace('한국어', '').match(/[가-힣]+/g) ?? []
        if (english && korean.length > 0) wrong.push(`${view}: not translated: ${korean.join(' ')}`)
      }
      const say = english
        ? {
            name: 'Hana',
            text: 'When will my parcel arrive?',
            draft: 'I will refund everything by tomorrow.',
          }
        : { name: '하나', text: '배송 언제 와요?', draft: '내일까지 전액 환불해 드릴게요.' }
      const finding = { code: 'promise', ko: '약속하는 말이에요.', en: 'It promises something.' } as const
      const scene = await makeScene(house.test.db, say.text, { name: say.name })
      await scene.draft(say.draft, [{ ...finding, severity: 'person', span: [2, 6] }])
      await house.test.db.updateTable('accounts').set({ name: 'Brand' }).execute()
      await house.test.db.updateTable('brands').set({ name: 'Shop' }).execute()
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const why = english ? ['arrive'] : ['배송']
      const read = readingOf({ intent: 'question', language: english ? 'en' : 'ko', confidence: 0.8, why })
      await house.test.db
        .updateTable('mentions')
        .set({ classification: JSON.stringify(read) })
        .execute()

      await page.goto(house.server.url)
      await page.waitForSelector('input[name=email]')
      await looked('sign-in')
      await opened.signIn()
      await page.waitForSelector('.item')
      await looked('list')
      await page.click('.item')
      await page.waitForSelector('#reply')
      await looked('conversation')
      await page.fill('#reply', `${say.draft} 123456`)
      await page.waitForSelector('#difference')
      await page.click('#difference summary')
      await page.focus('#reply')
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('.ask-line')
      await looked('question')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('r')
      await page.waitForSelector('form.refusal')
      await looked('refusal')
      await page.keyboard.press('Escape')
      await page.click('#every-decision summary')
      await page.keyboard.press('c')
      await page.waitForSelector('form.correct')
      await looked('correction')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.waitForSelector('.keys')
      await looked('keys')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.waitForSelector('[role=option]')
      await looked('palette')
      await page.keyboard.press('Escape')
      await page.click('.accounts')
      await page.waitForSelector('[role=menu]')
      await looked('accounts')
      await page.keyboard.press('Escape')
      await page.keyboard.press('h')
      await page.waitForSelector('#summary')
      await looked('by-hand')
      const body = Buffer.from(
        english ? '# Roaming\n## Price\n3 dollars a day.' : '# 로밍\n## 요금\n하루 3,000원',
      )
      await house.call('/api/knowledge', { name: 'roaming.md', contentBase64: body.toString('base64') })
      await page.keyboard.press('g')
      await page.keyboard.press('d')
      await page.waitForSelector('.documents tbody tr')
      await looked('documents')
      expect(wrong.join('\n')).to.equal('')
    })
  }
})
