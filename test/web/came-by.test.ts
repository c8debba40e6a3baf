import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { useStaffPage } from './staff-page.ts'

describe('a conversation of a chat window’s account, on the staff’s page', () => {
  const openPage = useStaffPage()

  for (const [locale, nativeId, shown] of [
    ['ko-KR', 'line:U1', 'LINE'],
    ['ko-KR', 'facebook:77', '페이스북 메신저'],
    ['en-US', 'facebook:77', 'Facebook Messenger'],
    ['en-US', 'viber:77', 'viber'],
    ['ko-KR', 'guest:abc', '채팅 창'],
    ['ko-KR', 'user:line:7', '채팅 창'],
  ] as const)
    it(`says by which channel ${nativeId} came (${locale})`, async () => {
      const { house, page, signIn } = await openPage({}, locale)
      const { db } = house.test
      const { id: accountId } = await seedAccount(db, {
        ...{ channel: 'webchat', nativeId: 'webchat:home', handle: 'home' },
        settings: { name: 'home', origins: 'https://shop.example', otherChannels: 'line, facebook' },
      })
      const scene = await makeScene(db, '배송 언제 와요?', { accountId, visibility: 'direct' })
      await db
        .updateTable('persons')
        .set({ native_id: nativeId })
        .where('account_id', '=', accountId)
        .execute()
      await page.goto(`${house.server.url}/desk/all/${scene.conversationId}`)
      await signIn()
      const line = await page.waitForSelector('.thread-pane header p.soft.small')
      expect(await line.textContent()).to.contain(`(${shown})`)
    })
})
