import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { cut, type HostilePage, stored, useHostilePage } from './hostile-page.ts'

describe('words that were written to run, where a saved reply is tried', function () {
  this.timeout(300_000)
  const openPage = useHostilePage()

  it('are words: who wrote, what they wrote, and what would be said to them', async () => {
    const people = stored.filter((_, at) => at % 12 === 0).slice(0, 10)
    const said = people.map((_, at) => stored[at * 9 + 1] ?? '')
    async function plant({ test: { db }, brandId }: HostilePage['house']) {
      const { id } = await seedAccount(db, { nativeId: 'shop' })
      await db.updateTable('accounts').set({ brand_id: brandId }).where('id', '=', id).execute()
      for (const [at, name] of people.entries())
        await makeScene(db, said[at], { accountId: id, name, handle: `@p${at}` })
    }
    const staff = await openPage('/desk/policy/saved?reply=new', plant)
    const { house, page } = staff
    await staff.allStand('.picker', [...people, ...said])
    for (const box of await page.locator('.picker input[type=checkbox]').all()) await box.check()
    const text = stored.find((one) => !/\{\{|\}\}/.test(one)) ?? ''
    await page.fill('.saved-fields textarea', `${text} {{person.name}}`)
    await page.click('#try-reply')
    await staff.allStand('#tried-replies', [...said, ...people.map((name) => `${text} ${name}`)])
    await page.fill('.saved-fields input[name=name]', cut(text, 80))
    await page.click('.saved-fields button[type=submit]')
    await page.waitForSelector('.version')
    await page.fill('.saved-fields textarea', `{{person.name}} ${text}`)
    await page.fill('.saved-fields input[name=reason]', cut(stored[3] ?? '', 300))
    await page.click('#try-reply')
    await page.waitForSelector('#tried-replies ins')
    await staff.allStand('#tried-replies', [...said, ...people.map((name) => `${text} ${name}`)])
    await page.click('.saved-fields button[type=submit]')
    // The first version may say the very letters that the reason of the second has.
    await page.waitForSelector('.version:nth-child(2)')
    await staff.stands('.version:nth-child(1)', cut(stored[3] ?? '', 300))
    expect(await house.test.db.selectFrom('saved_reply_versions').select('id').execute()).to.have.length(2)
  })
})
