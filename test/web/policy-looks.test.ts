import { expect } from 'chai'
import { saveAccount } from '../../src/store/accounts.ts'
import { makeScene } from '../desk/scene.ts'
import { testKey } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

describe('rules and voice look right and are open to everybody', () => {
  const openPage = useStaffPage()

  for (const look of roomLooks) {
    it(`in every room: ${look.name}, ${look.width} × ${look.height}`, async () => {
      const { page, house, signIn, expectLine } = await openPage({}, look.locale)
      expectLine(/status of 400/)
      const english = look.locale.startsWith('en')
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const { wrong, looked } = watchLooks(page, { ...look, name: `${look.name}-policy` })
      const bottom = () => page.evaluate("document.querySelector('.policy').scrollTop = 99999")
      const { db } = house.test
      await db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const accountId = await saveAccount(db, testKey, {
        ...{ brandId: house.brandId, channel: 'webhook', nativeId: 'shop', handle: '@shop', name: 'Shop' },
        ...{ mode: 'send', settings: {} },
      })
      const scene = await makeScene(db, english ? 'When will it come?' : '배송 언제 와요?', {
        ...{ accountId, name: 'Hana' },
      })
      await scene.draft(english ? 'It comes tomorrow.' : '내일 도착해요.')
      const sure = readingOf({ intent: 'question', confidence: 0.95 })
      await db
        .updateTable('mentions')
        .set({ classification: JSON.stringify(sure) })
        .execute()
      const rules = [
        { intent: 'question', minConfidence: 0.9, findings: 'none', do: 'send', afterSeconds: 30 },
        { intent: 'chatter', accounts: [accountId], feelings: ['calm', 'pleased'], do: 'send' },
        { intent: 'complaint', visibility: 'public', do: 'hand-over' },
      ]
      const topics = ['delivery', 'refund'].map((name) => ({ name, words: [], like: [name] }))
      const reason = english ? 'Questions go out' : '질문은 내보내요'
      const policy = { rules, topics, businessHours: { holidays: ['2026-12-25'] } }
      expect((await house.call('/api/policy', { policy, reason }, {}, 'PUT')).status).to.equal(200)

      const open = (room: string) => page.goto(`${house.server.url}/desk/policy/${room}`)
      await open('rules')
      await signIn()
      await page.waitForSelector('#rule-2')
      await looked('rules')
      await page.fill('input[name="rules.0.minConfidence"]', '9')
      await page.fill('input[name="undoSeconds"]', '90')
      await page.waitForSelector('#faults li:nth-child(2)')
      await looked('faults')
      await page.fill('input[name="rules.0.minConfidence"]', '0.99')
      await page.fill('input[name="undoSeconds"]', '30')
      await page.waitForSelector('#publish')
      await page.click('#look-back')
      await page.waitForSelector('#against-live')
      await page.click('.differing summary')
      await page.locator('#look-back').scrollIntoViewIfNeeded()
      await looked('what-if')
      await house.call('/api/policy', { policy: { silentDays: 9 }, reason }, {}, 'PUT')
      await page.fill('#publish textarea', reason)
      await page.click('#publish button[type=submit]')
      await page.waitForSelector('#overtaken .said-changes')
      await looked('overtaken')
      await page.click('#rule-1 button.word')
      await page.waitForSelector('[role=menuitemcheckbox]')
      await looked('accounts')
      await page.keyboard.press('Escape')
      for (const room of ['voice', 'words', 'times', 'versions'] as const) {
        await open(room)
        await page.waitForSelector('.policy .panel')
        await page.waitForLoadState('networkidle')
        await looked(room)
        await bottom()
        await looked(`${room}-end`)
        if (room !== 'versions') continue
        await page.click('.version:nth-child(2) .go-back')
        await looked('going-back')
      }
      const saved = {
        ...{ name: english ? 'Delay' : '배송 지연', language: english ? 'en' : 'ko' },
        text: english ? '{{person.name}}, it is late.' : '{{person.name}} 님, 늦어서 죄송해요.',
      }
      const made = await (await house.call('/api/saved-replies', saved)).json()
      const { id } = made as { id: string }
      const later = english ? '{{person.name}}, it comes soon.' : '{{person.name}} 님, 곧 도착해요.'
      await house.call(`/api/saved-replies/${id}`, { ...saved, text: later }, {}, 'PUT')
      await open(`saved?reply=${id}`)
      await page.waitForSelector('.version:nth-child(2)')
      await page.click('.version:nth-child(2) summary')
      await looked('saved')
      await bottom()
      await looked('saved-end')
      expect(wrong.join('\n')).to.equal('')
    })
  }
})
