import { expect } from 'chai'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('saved replies, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  beforeEach(async () => {
    ;({ house, page, signIn } = await openPage())
  })

  const read = async <T>(path: string) => (await (await house.call(path)).json()) as T
  const open = (room: string) => page.goto(`${house.server.url}/desk/policy/${room}`)
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)

  it('writes a saved reply with places for names, keeps what it said, and goes back to it', async () => {
    await open('saved')
    await signIn()
    await page.click('#new-reply')
    await page.fill('.saved-fields input[name=name]', '배송 지연')
    await page.fill('.saved-fields textarea', ' 님, 늦어서 죄송해요. {{person.age}}')
    await shows('채울 수 없는 자리', '.saved-fields')
    expect(await page.isDisabled('.saved-fields button[type=submit]')).to.equal(true)
    await page.fill('.saved-fields textarea', ' 님, 늦어서 죄송해요.')
    await page.evaluate("document.querySelector('.saved-fields textarea').setSelectionRange(0, 0)")
    await page.click('[data-variable="person.name"]')
    expect(await page.inputValue('.saved-fields textarea')).to.equal('{{person.name}} 님, 늦어서 죄송해요.')
    expect(await page.textContent('#saved-preview')).to.equal('하나 님, 늦어서 죄송해요.')
    await page.click('.saved-fields button[type=submit]')
    await page.waitForSelector('.version')
    await page.fill('.saved-fields textarea', '{{person.name}} 님, 곧 도착해요.')
    await page.fill('.saved-fields input[name=reason]', ' 네 ')
    expect(await page.isDisabled('.saved-fields button[type=submit]')).to.equal(true)
    await page.fill('.saved-fields input[name=reason]', '이제 빨라졌어요 ')
    await page.click('.saved-fields button[type=submit]')
    await page.waitForSelector('.version:nth-child(2)')
    await shows('이제 빨라졌어요', '.version:nth-child(1)')
    expect(await page.locator('.saved-fields input[name=reason]').count()).to.equal(0)
    const { entries } = await read<{ entries: { why: string | null }[] }>('/api/audit?what=saved-reply')
    expect(entries.map(({ why }) => why)).to.deep.equal([
      ...['changed 배송 지연: 이제 빨라졌어요', 'made 배송 지연'],
    ])
    const list = () => read<{ replies: { id: string; text: string }[] }>('/api/saved-replies')
    expect((await list()).replies[0]?.text).to.equal('{{person.name}} 님, 곧 도착해요.')
    await page.click('.version:nth-child(2) summary')
    await page.waitForSelector('.version:nth-child(2) del')
    await page.click('.version:nth-child(2) .go-back')
    await page.fill('.go-back-form textarea', '아직 늦어요')
    await page.click('.go-back-form button.main')
    await page.waitForSelector('.version:nth-child(3)')
    expect((await list()).replies[0]?.text).to.equal('{{person.name}} 님, 늦어서 죄송해요.')
    expect(await page.inputValue('.saved-fields textarea')).to.equal('{{person.name}} 님, 늦어서 죄송해요.')

    await page.click('#remove-reply')
    await page.click('[role=dialog] button.main')
    await shows('아직 저장된 답이 없어요', '.saved-halves')
    expect((await list()).replies).to.deep.equal([])
    await page.click('#removed-replies summary')
    await page.click('#removed-replies button')
    await page.waitForSelector('.saved-one')
    expect((await list()).replies).to.have.length(1)
  })

  it('does not save over what another saved meanwhile', async () => {
    const words = { name: '인사', language: 'ko', text: '안녕하세요.' }
    const made = await (await house.call('/api/saved-replies', words)).json()
    const { id } = made as { id: string }
    await open(`saved?reply=${id}`)
    await signIn()
    await page.fill('.saved-fields textarea', '안녕하세요, 반가워요.')
    await page.fill('.saved-fields input[name=reason]', '더 반갑게')
    await page.reload()
    await page.waitForSelector('.version')
    await house.call(`/api/saved-replies/${id}`, { ...words, text: '어서 오세요.' }, {}, 'PUT')
    await page.click('.saved-fields button[type=submit]')
    await page.waitForSelector('#saved-meanwhile')
    await shows('어서 오세요.', '#saved-meanwhile')
    expect(await page.inputValue('.saved-fields textarea')).to.equal('안녕하세요, 반가워요.')
    expect(await page.inputValue('.saved-fields input[name=reason]')).to.equal('더 반갑게')
    await page.click('#saved-meanwhile button')
    await page.click('.saved-fields button[type=submit]')
    await page.waitForSelector('.version:nth-child(3)')
    await shows('더 반갑게', '.version:nth-child(1)')
    const { replies } = await read<{ replies: { text: string }[] }>('/api/saved-replies')
    expect(replies[0]?.text).to.equal('안녕하세요, 반가워요.')
  })
})
