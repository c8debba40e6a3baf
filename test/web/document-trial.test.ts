import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { lookAt, picture, roomLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const korean = {
  question: '로밍패스는 하루에 얼마예요?',
  name: '로밍 값',
  text: (price: string) =>
    `---\ntitle: 해외로밍\n---\n## 하루 로밍패스 요금\n하루 로밍패스는 하루 ${price}원에 데이터를 무제한으로 쓸 수 있어요.\n`,
  reason: '새해부터 값이 내려요',
}
const english = {
  question: 'How much is the daily roaming pass?',
  name: 'The price of roaming',
  text: (price: string) =>
    `---\ntitle: Roaming\nlang: en\n---\n## The daily roaming pass\nThe daily roaming pass costs ${price} won a day with unlimited data.\n`,
  reason: 'The price goes down next year',
}

describe('a document is tried before it is live, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  let of: typeof korean
  let id: string
  async function begin(inEnglish = false, locale = 'ko-KR') {
    of = inEnglish ? english : korean
    ;({ house, page, signIn } = await openPage({}, locale))
    const accountId = (await seedAccount(house.test.db, { mode: 'send', nativeId: 'trial' })).id
    await house.test.db
      .updateTable('accounts')
      .set({ brand_id: house.brandId })
      .where('id', '=', accountId)
      .execute()
    await makeScene(house.test.db, of.question, { accountId })
    if (inEnglish) await house.test.db.updateTable('persons').set({ name: 'Hana' }).execute()
    const added = await house.call('/api/knowledge', {
      ...{ name: 'roaming.md', contentBase64: Buffer.from(of.text('9,900')).toString('base64') },
    })
    ;({ id } = (await added.json()) as { id: string })
    const made = await house.call('/api/cases', {
      ...{ name: of.name, message: of.question, channel: 'webhook', language: inEnglish ? 'en' : 'ko' },
      must: [{ kind: 'contains', text: '9,900' }],
    })
    expect(made.status).to.equal(200)
  }
  const open = async (search = '') => {
    await page.goto(`${house.server.url}/desk/documents${search}`)
    await signIn()
  }
  const finds = async (word: string) =>
    (await (await house.call(`/api/knowledge/search?q=${encodeURIComponent(of.question)}`)).text()).includes(
      word,
    )
  const file = (price: string) => ({
    ...{ name: 'roaming.md', mimeType: 'text/markdown', buffer: Buffer.from(of.text(price)) },
  })
  /** Chooses the conversation and the case, and waits for both answers. */
  async function tryBoth() {
    await page.waitForSelector('[role=dialog] .picker input[type=checkbox]')
    for (const box of await page.locator('[role=dialog] .picker input[type=checkbox]').all())
      await box.check()
    await page.click('#try')
    await page.waitForSelector('#tried .tried >> nth=1')
  }
  const sides = () => page.locator('#tried .tried').first().locator('.side').allInnerTexts()

  it('shows what replies an edit would lead to, and lets none go live that a case fails with', async () => {
    await begin()
    await open(`?document=${id}&view=edit`)
    await page.waitForSelector('textarea[name=source]')
    expect(await page.isDisabled('#try-edit')).to.equal(true)
    await page.fill('textarea[name=source]', of.text('8,800'))
    await page.click('#try-edit')
    await tryBoth()
    const [live, tried] = await sides()
    expect(live).to.include('9,900').and.to.include('roaming.md')
    expect(tried).to.include('8,800')
    await picture(page, 'document-trial-compared')
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    expect(await page.inputValue('textarea[name=source]')).to.include('8,800')

    await page.click('#look')
    await page.fill('#change-document textarea', of.reason)
    await page.click('#change-document button[type=submit]')
    await page.waitForSelector('#failing .ran.failed')
    expect(await page.textContent('#failing')).to.include(of.name)
    expect(await finds('8,800')).to.equal(false)
    // What failed with that text says nothing of another.
    await page.fill('textarea[name=source]', of.text('7,700'))
    await page.waitForSelector('#failing', { state: 'detached' })
    await page.fill('textarea[name=source]', of.text('8,800'))
    await page.waitForSelector('#failing')
    await page.fill('#overrule input', of.reason)
    await page.click('#overrule button')
    await page.waitForSelector('#edit-document ~ div span:has-text("고친 것이 없어요")')
    expect(await finds('8,800')).to.equal(true)
    const audit = await (await house.call('/api/audit?what=cases-overruled&most=5')).text()
    expect(audit).to.include('document:roaming.md').and.include(of.reason)
  })

  it('says where passages of what was tried were sought by their words alone, and not where they were not', async () => {
    await begin()
    await open(`?document=${id}&view=edit`)
    await page.fill('textarea[name=source]', of.text('8,800'))
    await page.click('#try-edit')
    await tryBoth()
    expect(await page.locator('#by-words-alone').count()).to.equal(0)
    await page.route('**/api/knowledge/try', async (route) => {
      const answer = await route.fetch()
      const told = (await answer.json()) as object
      await route.fulfill({ response: answer, json: { ...told, byWordsAlone: 7 } })
    })
    await page.click('#try')
    await page.waitForSelector('#by-words-alone:has-text("글 7개는 낱말로만 찾아")')
    await picture(page, 'document-trial-by-words-alone')
    await page.keyboard.press('Escape')
    await page.click('#try-edit')
    await page.waitForSelector('#by-words-alone')
  })

  it('tries a file before it is uploaded, and holds it up where a case fails', async () => {
    await begin()
    await open()
    await page.setInputFiles('#try-file', file('8,800'))
    await tryBoth()
    expect((await sides())[1]).to.include('8,800')
    expect(await finds('8,800')).to.equal(false)
    await page.click('#upload-tried')
    await page.waitForSelector('#failing .ran.failed')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    expect(await finds('8,800')).to.equal(false)
    // One with which the case holds goes through, and nothing fails any more.
    await page.setInputFiles('#upload', {
      ...file('9,900'),
      buffer: Buffer.from(`${of.text('9,900')}\n## 문의\n114예요.\n`),
    })
    await page.waitForSelector('#failing', { state: 'detached' })
    await page.waitForSelector('#toast:not(:empty)')
    await page.setInputFiles('#upload', file('8,800'))
    await page.waitForSelector('#failing .ran.failed')
    await page.fill('#overrule input', of.reason)
    await page.click('#overrule button')
    await page.waitForSelector('#failing', { state: 'detached' })
    expect(await finds('8,800')).to.equal(true)
  })

  it('shows what an older version would do, and what would be said without the document', async () => {
    await begin()
    await house.call('/api/cases/1', undefined, {}, 'DELETE')
    const edited = await house.call(
      `/api/knowledge/documents/${id}`,
      { text: of.text('6,600'), seen: id, reason: of.reason },
      {},
      'PUT',
    )
    expect(edited.status, await edited.clone().text()).to.equal(200)
    await open(`?document=${id}&view=versions`)
    await page.click('[data-version="1"] .bring-back')
    await page.fill('.bring-back-form textarea', of.reason)
    await page.click('.bring-back-form .try-document')
    await page.waitForSelector('[role=dialog] .picker input[type=checkbox]')
    await page.locator('[role=dialog] .picker input[type=checkbox]').first().check()
    await page.click('#try')
    await page.waitForSelector('#tried .tried')
    expect(await sides()).to.satisfy(
      ([live, tried]: string[]) => live?.includes('6,600') && tried?.includes('9,900'),
    )
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    expect(await page.inputValue('.bring-back-form textarea'), 'what was typed stays').to.equal(of.reason)
    await page.click('#try-without')
    await page.waitForSelector('[role=dialog] .picker input[type=checkbox]')
    await page.locator('[role=dialog] .picker input[type=checkbox]').first().check()
    await page.click('#try')
    await page.waitForSelector('#tried .tried')
    const [, without] = await sides()
    // What the difference strikes out is what is said now.
    expect(await page.locator('#tried .side').nth(1).locator('ins').allInnerTexts()).to.not.be.empty
    expect(without).to.not.include('roaming.md')
    expect(await finds('6,600')).to.equal(true)
  })

  for (const look of roomLooks)
    it(`looks right and is open to everybody: ${look.name}`, async () => {
      const { width, height, locale, scheme } = look
      await begin(locale === 'en-US', locale)
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height })
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      await open(`?document=${id}&view=edit`)
      await page.waitForSelector('textarea[name=source]')
      await page.fill('textarea[name=source]', of.text('8,800'))
      await page.click('#try-edit')
      await tryBoth()
      await lookAt(page, `${look.name}-document-trial-dialog`, locale)
      await page.keyboard.press('Escape')
      await page.waitForSelector('[role=dialog]', { state: 'detached' })
      await page.click('#look')
      await page.fill('#change-document textarea', of.reason)
      await page.click('#change-document button[type=submit]')
      await page.waitForSelector('#failing .ran.failed')
      await lookAt(page, `${look.name}-document-trial-failing`, locale)
      await page.goto(`${house.server.url}/desk/documents`)
      await page.setInputFiles('#upload', file('8,800'))
      await page.waitForSelector('#failing .ran.failed')
      await lookAt(page, `${look.name}-document-trial-upload`, locale)
    })
})
