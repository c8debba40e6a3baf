import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { signedInAs } from '../http/people.ts'
import { seedAccount } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

const looks = roomLooks.map((look) => ({ ...look, name: `talk-${look.name}` }))

describe('what is in one conversation looks right and is open to everybody', () => {
  const openPage = useStaffPage()

  for (const look of looks) {
    it(`on every view: ${look.name}`, async () => {
      const { page, house, signIn } = await openPage({}, look.locale)
      const english = look.locale === 'en-US'
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const { wrong, looked } = watchLooks(page, look)
      const { db } = house.test
      const say = english
        ? {
            name: 'Hana',
            text: 'When will my parcel arrive?',
            draft: 'It left our shop today.',
            note: '@Kim please look',
          }
        : {
            name: '하나',
            text: '배송 언제 와요?',
            draft: '방금 출발했어요!',
            note: '@Kim 환불 건도 봐 주세요',
          }
      const disclosure = { on: false, againAfterHours: 24, channels: {}, ko: null, en: null }
      const { id: accountId } = await seedAccount(db, { policy: { undoSeconds: 60, disclosure } })
      const scene = await makeScene(db, say.text, { name: say.name, accountId })
      await scene.draft(say.draft)
      const read = readingOf({ intent: 'question', confidence: 0.8, why: [english ? 'arrive' : '배송'] })
      await db
        .updateTable('mentions')
        .set({ classification: JSON.stringify(read) })
        .execute()
      await db.updateTable('accounts').set({ name: 'Brand' }).execute()
      await db.updateTable('brands').set({ name: 'Shop' }).execute()
      await db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const sua = await signedInAs(db, 'approver', null)
      await db.updateTable('colleagues').set({ name: 'Sua' }).where('id', '=', sua.id).execute()
      const as = { cookie: sua.cookie }
      const path = `/api/conversations/${scene.conversationId}`
      await house.call('/api/saved-replies', {
        name: 'Hello',
        language: 'en',
        text: 'Hello, {{person.name}}!',
      })

      await page.goto(`${house.server.url}/desk/to-approve`)
      await signIn()
      await page.waitForSelector('.bell')
      await house.call(`${path}/notes`, { text: say.note }, as)
      await page.reload()
      await page.click('.bell')
      await page.waitForSelector('.bell-text')
      await looked('bell')
      await page.keyboard.press('Escape')
      await page.click('.item')
      await page.waitForSelector('.note')
      await house.call(`${path}/presence`, { doing: 'typing' }, as)
      await page.waitForSelector('#company .chip')
      await looked('company')
      await house.call(`${path}/take`, {}, as)
      await page.waitForSelector('#send:disabled')
      await looked('leased')
      await page.click('#take')
      await page.waitForSelector('#let-go')
      await page.locator('.note-form textarea').pressSequentially('@S')
      await page.waitForSelector('.note-names')
      await looked('at-names')
      await page.keyboard.press('Escape')
      await page.fill('.note-form textarea', '')
      await page.click('.more-acts')
      await page.waitForSelector('[role=menuitem]')
      await looked('more')
      await page
        .locator('[role=menuitem]')
        .filter({ hasText: english ? 'later' : '나중에' })
        .click()
      await page.waitForSelector('.snooze')
      await looked('snooze')
      await page.keyboard.press('Escape')
      await page.click('#saved')
      await page.waitForSelector('[role=option]')
      await looked('saved')
      await page.keyboard.press('Escape')
      await page.click('#card')
      await page.waitForSelector('#person-card')
      await looked('card')
      await page.click('#link-person summary')
      await page.click('#forget')
      await looked('forget')
      await page.keyboard.press('Escape')
      await page.waitForSelector('#person-card', { state: 'detached' })
      await page.click('#send')
      await page.waitForSelector('#undo-bar, .ask-line, #notice:visible')
      if ((await page.locator('.ask-line').count()) > 0) await page.keyboard.press('1')
      await page.waitForSelector('#undo-bar')
      await looked('undo')
      await page.goto(`${house.server.url}/desk/all/${scene.conversationId}`)
      await page.click('#card')
      await page.click('#forget')
      await page.click('#forget-form label >> nth=0')
      await page.click('#forget-form input[type=checkbox]')
      await page.click('#forget-form .main')
      await page.waitForSelector('#receipt')
      await looked('receipt')
      await page.keyboard.press('Escape')
      await page.goto(`${house.server.url}/desk/all/${scene.conversationId}`)
      await page.waitForSelector('#gone')
      await looked('gone')
      expect(wrong.join('\n')).to.equal('')
    })
  }
})
