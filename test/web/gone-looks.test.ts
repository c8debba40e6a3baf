import { randomUUID } from 'node:crypto'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { lookAt, roomLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

describe('where a conversation was, it looks right and is open to everybody', () => {
  const openPage = useStaffPage()

  for (const look of roomLooks)
    it(`for who forgot its person, and for a colleague who had it open: ${look.name}`, async () => {
      const { page, house, signIn } = await openPage({}, look.locale)
      const english = look.locale === 'en-US'
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const disclosure = { on: false, againAfterHours: 24, channels: {}, ko: null, en: null }
      const drafted = async (name: string, words: string) => {
        const { id } = await seedAccount(house.test.db, { nativeId: randomUUID(), policy: { disclosure } })
        const scene = await makeScene(house.test.db, words, {
          accountId: id,
          name,
          handle: `@${randomUUID()}`,
        })
        await scene.draft(english ? 'It left our shop today.' : '방금 출발했어요!')
        return `/desk/all/${scene.conversationId}`
      }
      const [hers, his] = english
        ? [await drafted('Hana', 'Where is my parcel?'), await drafted('Duri', 'And mine?')]
        : [await drafted('하나', '배송 언제 와요?'), await drafted('두리', '제 것은요?')]
      await drafted(english ? 'Sena' : '세나', english ? 'I am still here.' : '저는 여기 있어요')
      await house.test.db.updateTable('brands').set({ name: 'Shop' }).execute()
      await house.test.db.updateTable('accounts').set({ name: 'Brand' }).execute()

      await page.goto(`${house.server.url}${hers}`)
      await signIn()
      await page.click('#card')
      await page.click('#forget')
      await page.click('#forget-form label >> nth=0')
      await page.click('#forget-form input[type=checkbox]')
      await page.click('#forget-form .main')
      await page.waitForSelector('#receipt')
      await lookAt(page, `${look.name}-gone-receipt`, look.locale)

      await page.goto(`${house.server.url}${his}`)
      await page.waitForSelector('.conversation')
      const { person_id: person } = await house.test.db
        .selectFrom('conversations')
        .select('person_id')
        .where('id', '=', his.split('/').at(-1) ?? '')
        .executeTakeFirstOrThrow()
      await house.call(`/api/persons/${person}/forget`, { reason: 'asked' })
      await page.waitForSelector('#gone')
      await lookAt(page, `${look.name}-gone-notice`, look.locale)
    })
})
