import { expect } from 'chai'
import { lookAt, roomLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const first = `---
title: 로밍 안내
version: "1"
---
## 하루 요금
로밍은 하루 11,000원이에요.

## 문자
문자는 무료예요.
`
const second = first.replace('version: "1"', 'version: "2"').replace('11,000원', '13,000원')
const words = { reason: '값이 잘못 올라왔어요' }

describe('versions of documents, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  let expectLine: StaffPage['expectLine']
  beforeEach(async () => {
    ;({ house, page, signIn, expectLine } = await openPage())
  })

  const add = async (text: string, name = 'roaming.md', more: object = {}) => {
    const contentBase64 = Buffer.from(text).toString('base64')
    const answer = await house.call('/api/knowledge', { name, contentBase64, ...more })
    return ((await answer.json()) as { id: string }).id
  }
  const versions = async (id: string) => {
    const answer = await house.call(`/api/knowledge/documents/${id}/versions`)
    return ((await answer.json()) as { versions: Record<string, unknown>[] }).versions
  }
  const found = async (question: string) =>
    (await house.call(`/api/knowledge/search?q=${encodeURIComponent(question)}`)).text()
  const shows = (said: string, where = 'body') => page.waitForSelector(`${where} :text("${said}")`)
  const open = (search = '') => page.goto(`${house.server.url}/desk/documents${search}`)

  it('shows what is searched, what is different, and brings an older one back with a reason', async () => {
    const one = await add(first, 'roaming.md', { reason: '처음 올려요' })
    await add(second)
    await open()
    await signIn()
    await page.click('.documents td a')
    await shows('13,000원', '.document-passages')
    await page.click('.document-views a:nth-child(2)')
    await page.waitForSelector('.document-change.changed')
    expect(await page.textContent('.document-change del')).to.include('11')
    expect(await page.textContent('.document-change ins')).to.include('13')
    await shows('처음 올려요', '[data-version="1"]')
    await page.click('[data-version="1"] a')
    await page.waitForSelector('#old-passages')
    await shows('11,000원', '.document-passages')
    await page.goBack()
    await page.click('[data-version="1"] .bring-back')
    await page.fill('.bring-back-form textarea', words.reason)
    await page.click('.bring-back-form button.main')
    await page.waitForSelector('[data-version="3"]')
    await shows('지금 쓰는 것', '[data-version="3"]')
    const [live, , oldest] = await versions(one)
    expect(live).to.include({ live: true, backTo: 1, reason: words.reason, hash: oldest?.hash })
    expect(await found('로밍 하루 요금'))
      .to.include('11,000원')
      .and.not.include('13,000원')
    expect(await page.isVisible('[data-version="1"] .bring-back')).to.equal(false)
  })

  it('edits a text where it stands, after showing what that changes', async () => {
    const one = await add(first)
    await open(`?document=${one}&view=edit`)
    await signIn()
    await page.waitForSelector('textarea[name=source]')
    expect(await page.inputValue('textarea[name=source]')).to.equal(first)
    await page.fill('textarea[name=source]', '---\nlang: fr\n---\n')
    await page.click('#look')
    await shows('이대로는 읽을 수 없어요', '.document-panel')
    await page.fill('textarea[name=source]', first.replace('11,000원', '9,900원'))
    await page.reload()
    await page.waitForSelector('#discard-edit')
    expect(await page.inputValue('textarea[name=source]')).to.include('9,900원')
    await page.click('#look')
    await page.waitForSelector('.document-change.changed')
    expect(await found('로밍 하루 요금'), 'nothing is kept yet').to.include('11,000원')
    expect(await page.isDisabled('#change-document button[type=submit]')).to.equal(true)
    await page.fill('#change-document textarea', '값이 내렸어요')
    await page.click('#change-document button[type=submit]')
    await shows('고친 것이 없어요', '.document-panel')
    expect(await found('로밍 하루 요금')).to.include('9,900원')
    expect((await versions(one))[0]).to.include({ number: 2, reason: '값이 내렸어요' })
    expect(await page.inputValue('textarea[name=source]')).to.include('9,900원')
  })

  it('does not take the place of what a colleague took in meanwhile, and keeps what was typed', async () => {
    const one = await add(first)
    await open(`?document=${one}&view=edit`)
    await signIn()
    const mine = first.replace('무료예요', '50원이에요')
    await page.fill('textarea[name=source]', mine)
    await page.click('#look')
    await page.fill('#change-document textarea', '문자 값이 생겼어요')
    await add(second, 'roaming.md', { reason: '값이 올랐어요' })
    await page.click('#change-document button[type=submit]')
    await page.waitForSelector('#document-overtaken .document-change')
    await shows('값이 올랐어요', '#document-overtaken')
    expect(await page.inputValue('textarea[name=source]')).to.equal(mine)
    expect(await versions(one)).to.have.length(2)
    await page.click('#go-on-editing')
    await page.click('#look')
    await page.waitForSelector('#change-document')
    await page.fill('#change-document textarea', '문자 값이 생겼어요')
    await page.click('#change-document button[type=submit]')
    await shows('고친 것이 없어요', '.document-panel')
    expect(await versions(one)).to.have.length(3)
    expect(await found('문자')).to.include('50원')
    await page.fill('textarea[name=source]', first)
    await house.call(`/api/knowledge/documents/${(await versions(one))[0]?.id}/remove`, {})
    await page.reload()
    await shows('고치는 동안 이 문서가 빠졌어요', '#document-overtaken')
    expect(await page.inputValue('textarea[name=source]')).to.equal(first)
  })

  it('takes a document out with a reason, lists it apart, and brings it back', async () => {
    const one = await add(first)
    await open()
    await signIn()
    await page.click('.documents td button')
    await page.fill('[role=dialog] textarea', '로밍을 그만둬요')
    await page.click('[role=dialog] button.main')
    await page.click('#removed-documents summary')
    await shows('로밍을 그만둬요', '#removed-documents')
    expect((await versions(one))[0]).to.include({ live: false, removedReason: '로밍을 그만둬요' })
    expect(await found('로밍')).to.not.include('11,000')
    await page.click('#removed-documents .bring-back')
    await page.fill('.bring-back-form textarea', '다시 팔아요')
    await page.click('.bring-back-form button.main')
    await page.waitForSelector('.documents td a')
    expect(await found('로밍')).to.include('11,000')
  })

  it('says why an upload is wanted, and tells who was faster', async () => {
    const one = await add(first)
    await open()
    await signIn()
    await page.waitForSelector('.documents td a')
    await page.fill('input[name=upload-reason]', '올해 값이에요')
    const file = (text: string) => ({
      ...{ name: 'roaming.md', mimeType: 'text/markdown', buffer: Buffer.from(text) },
    })
    await page.setInputFiles('#upload', file(second))
    await shows('새 것으로 바꿨어요')
    expect((await versions(one))[0]).to.include({ number: 2, reason: '올해 값이에요' })
    await page.waitForFunction("document.querySelector('input[name=upload-reason]').value === ''")
    await page.waitForSelector('.documents td:nth-child(2):text-is("2")')
    await add(first)
    await page.setInputFiles('#upload', file(`${second}\n더 있어요.`))
    await shows('그사이 동료가 이 문서를 바꿨어요')
    expect(await versions(one)).to.have.length(3)
  })

  it('says so where the original is older than that it is kept, or is no text', async () => {
    const one = await add(first)
    const table = await add('<h1>반품</h1><p>7일 안에 돼요.</p>', 'returns.html')
    await house.test.db.deleteFrom('document_sources').execute()
    await open(`?document=${one}&view=edit`)
    await signIn()
    await shows('같은 파일을 다시 올리면')
    await open(`?document=${table}&view=edit`)
    await shows('여기서는 Markdown, 텍스트, CSV 파일만')
    expectLine(/status of 404/)
    await open('?document=999')
    await shows('이 문서를 찾을 수 없어요')
  })
})

describe('versions of documents look right and are open to everybody', () => {
  const openPage = useStaffPage()

  for (const look of roomLooks)
    it(`in every view: ${look.name}, ${look.width} × ${look.height}`, async () => {
      const { page, house, signIn } = await openPage({}, look.locale)
      const english = look.locale.startsWith('en')
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const koreanText = (price: string, until: string) =>
        `---\ntitle: 로밍 안내\nlang: ko\nversion: "2"\nvalid_until: ${until}\n---\n## 하루 요금\n로밍은 하루 ${price}원이고, 쓰지 않은 날에는 내지 않아요.\n\n## 문자\n문자는 어디서나 무료예요.\n`
      const englishText = (price: string, until: string) =>
        `---\ntitle: Roaming\nlang: en\nversion: "2"\nvalid_until: ${until}\n---\n## A day\nRoaming costs ${price} won a day, and nothing on days without use.\n\n## Messages\nText messages are free everywhere.\n`
      const textOf = english ? englishText : koreanText
      const add = async (text: string, name: string, more: object = {}) => {
        const contentBase64 = Buffer.from(text).toString('base64')
        const answer = await house.call('/api/knowledge', { name, contentBase64, ...more })
        return ((await answer.json()) as { id: string }).id
      }
      const reason = english ? 'The prices of this year' : '올해 값으로 바꿔요'
      await add(textOf('9,900', '2025-12-31'), 'roaming.md', { reason })
      await add(`${textOf('11,000', '2099-12-31')}\n## ${english ? 'New' : '새 소식'}\n5G.\n`, 'roaming.md')
      const id = await add(textOf('13,000', '2026-01-31'), 'roaming.md', { reason })
      const old = await add(textOf('1', '2026-01-31'), 'old-prices-of-last-year.md')
      await house.call(`/api/knowledge/documents/${old}/remove`, { reason })

      const go = (search: string) => page.goto(`${house.server.url}/desk/documents${search}`)
      const looked = (view: string) => lookAt(page, `${look.name}-documents-${view}`, look.locale)
      await go('')
      await signIn()
      await page.click('#removed-documents summary')
      await page.waitForSelector('.documents td a')
      await looked('list')
      await go(`?document=${id}`)
      await page.waitForSelector('.document-passage')
      await looked('passages')
      await page.click('.document-views a:nth-child(2)')
      await page.waitForSelector('.document-change')
      await page.click('[data-version="1"] .bring-back')
      await looked('versions')
      await page.click('.document-views a:nth-child(3)')
      await page.waitForSelector('textarea[name=source]')
      await page.fill('textarea[name=source]', textOf('12,000', '2099-12-31'))
      await page.click('#look')
      await page.waitForSelector('#change-document')
      await looked('edit')
      await add(textOf('14,000', '2099-12-31'), 'roaming.md', { reason })
      await page.fill('#change-document textarea', reason)
      await page.click('#change-document button[type=submit]')
      await page.waitForSelector('#document-overtaken .document-change')
      await looked('overtaken')
      await go(`?document=${old}`)
      await page.waitForSelector('#document-out')
      await looked('out')
    })
})
