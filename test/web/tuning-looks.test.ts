import { expect } from 'chai'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { makeScene } from '../desk/scene.ts'
import { signedInAs } from '../http/people.ts'
import { seedAccount } from '../support/database.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

const voice = shippedPrompts().get('_voice')?.text ?? ''
const code = '.code .cm-content'

describe('the tuning room looks right and is open to everybody', () => {
  const openPage = useStaffPage()

  for (const look of roomLooks) {
    it(`on every view: ${look.name}, ${look.width} × ${look.height}`, async () => {
      const { house, page } = await openPage({}, look.locale)
      const english = look.locale.startsWith('en')
      const { db } = house.test
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const { wrong, looked } = watchLooks(page, { ...look, name: `${look.name}-tuning` })
      const open = (place: string) => page.goto(`${house.server.url}/desk/tuning/${place}`)
      const say = english
        ? ['When will my parcel arrive?', 'The staff were so kind today, thank you!']
        : ['배송이 언제 오나요?', '오늘 직원분이 정말 친절했어요! 감사해요']
      const accountId = (await seedAccount(db, { mode: 'send', nativeId: 'looks' })).id
      await db
        .updateTable('accounts')
        .set({ brand_id: house.brandId, name: 'Brand' })
        .where('id', '=', accountId)
        .execute()
      await db.updateTable('brands').set({ name: 'Shop' }).execute()
      for (const [at, text] of say.entries())
        await makeScene(db, text, { accountId, name: 'Hana', handle: `@hana${at}@town.example` })
      await db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const { cookie } = await signedInAs(db, 'owner', null)
      const [name = '', value = ''] = cookie.split('=')
      await page.context().addCookies([{ name, value, url: house.server.url }])

      await open('cases')
      await page.waitForSelector('.tuning .empty')
      await looked('no-cases')
      await house.call('/api/cases', {
        ...{ name: english ? 'Parcels' : '배송 질문', message: say[0], channel: 'webhook' },
        ...{ language: english ? 'en' : 'ko' },
        must: [
          { kind: 'language', is: english ? 'en' : 'ko' },
          { kind: 'lacks', text: english ? 'giggle' : '호호' },
        ],
      })
      const reason = english ? 'Shorter, after what customers told us' : '더 짧게: 길다는 말이 많았어요'
      const put = { source: `${voice}- Be brief.\n`, reason }
      expect((await house.call('/api/prompts/_voice', put, {}, 'PUT')).status).to.equal(200)

      await open('prompts')
      await page.waitForSelector('.prompt-line')
      await looked('prompts')
      await open('prompts/_voice')
      await page.click(code)
      await page.keyboard.press('Control+End')
      await page.keyboard.type('- Never shout.\n{{')
      await page.waitForSelector('.cm-tooltip-autocomplete li')
      await looked('completions')
      await page.keyboard.press('Escape')
      await page.keyboard.type('customer}}')
      await page.waitForSelector('#fault p')
      await looked('fault')
      for (let letters = 0; letters < 12; letters += 1) await page.keyboard.press('Backspace')
      await page.waitForSelector('#fault p', { state: 'detached' })
      await page.click('.views a:nth-child(2)')
      await page.waitForSelector('.code.difference .cm-content')
      await looked('compare')
      await page.click('.views a:nth-child(4)')
      await page.waitForSelector('.one-version')
      await looked('versions')
      await open('prompts/reply-question')
      await page.waitForSelector(code)
      await looked('prompt')

      await open(`phrases/${english ? 'en' : 'ko'}`)
      await page.waitForSelector(code)
      await looked('phrases')
      const source = shippedPrompts().get(`plain/${english ? 'en' : 'ko'}`)?.text ?? ''
      const giggling = source.replace(
        english ? /\b(?:a colleague|We)\b/g : /동료가|안내 글/g,
        english ? 'giggle $&' : '호호 $&',
      )
      await page.evaluate(`(() => {
        const field = document.querySelector('.code').shadowRoot.querySelector('.cm-content')
        field.focus()
      })()`)
      await page.keyboard.press('Control+a')
      await page.evaluate(`(() => {
        const data = new DataTransfer()
        data.setData('text/plain', ${JSON.stringify(giggling)})
        document.querySelector('.code').shadowRoot.querySelector('.cm-content')
          .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true }))
      })()`)
      await page.click('.views a:nth-child(3)')
      await page.waitForSelector('.picker fieldset:first-child label')
      await page.waitForSelector('.picker fieldset:last-child label')
      for (const box of await page.locator('.picker input[type=checkbox]').all()) await box.check()
      await page.click('#try')
      await page.waitForSelector('.tried')
      await page.evaluate("document.querySelector('#tried').scrollIntoView()")
      await looked('tried')
      await page.evaluate("document.querySelector('.tuning-room').scrollTop = 0")
      await looked('try')
      await page.click('#publish')
      await page.fill('textarea[name=reason]', reason)
      await page.click('form.publish button[type=submit]')
      await page.waitForSelector('.failing .ran')
      await looked('held-up')
      await page.keyboard.press('Escape')

      await open('cases')
      await page.click('.run-cases .mantine-Radio-root:nth-child(2) input')
      await page.click('#run-cases')
      await page.waitForSelector('#ran .ran')
      await page.click('#ran summary')
      await looked('cases')
      await page.click('.case-list a')
      await page.waitForSelector('.case-form')
      await looked('case')
      expect(wrong.join('\n')).to.equal('')
    })
  }
})
