import { expect } from 'chai'
import { lookAt, roomLooks } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

describe('the list of documents', () => {
  const openPage = useStaffPage()

  for (const look of roomLooks)
    it(`reads well and is open to everybody: ${look.name}`, async () => {
      const { page, house, signIn } = await openPage({}, look.locale)
      const english = look.locale.startsWith('en')
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const documents: [name: string, text: string][] = english
        ? [
            [
              'roaming-in-the-whole-world.md',
              '# Roaming and calls from abroad for travellers\n## Price\n3 dollars.',
            ],
            ['gifts.md', '---\nversion: 2020.1\nvalid_until: 2020-12-31\n---\n# Gifts\n## What\nA cup.'],
          ]
        : [
            ['roaming.md', '# 해외 로밍과 국제 전화 안내, 여행자를 위한 모든 것\n## 요금\n하루 3,000원'],
            ['gifts.md', '---\nversion: 2020.1\nvalid_until: 2020-12-31\n---\n# 사은품\n## 무엇\n컵'],
          ]
      for (const [name, text] of documents) {
        const contentBase64 = Buffer.from(text).toString('base64')
        expect((await house.call('/api/knowledge', { name, contentBase64 })).status).to.equal(200)
      }
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      await page.goto(`${house.server.url}/desk/documents`)
      await signIn()
      await page.waitForSelector('.document-list tbody tr:nth-child(2)')
      await lookAt(page, `documents-list-${look.name}`, look.locale)
      // On a phone a name has the width of its row, and the button stands beside it.
      const row = page.locator('.document-list tbody tr').last()
      const [title, button, whole] = await Promise.all([
        row.locator('td').first().boundingBox(),
        row.locator('button').boundingBox(),
        row.boundingBox(),
      ])
      if (!title || !button || !whole) throw new Error('there is no row')
      expect(button.x + button.width).to.be.at.most(whole.x + whole.width + 1)
      if (look.width < 900) {
        expect(title.width).to.be.greaterThan(whole.width * 0.6)
        expect(button.y).to.be.lessThan(title.y + title.height)
      }
    })
})
