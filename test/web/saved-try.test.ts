import { expect } from 'chai'
import { saveAccount } from '../../src/store/accounts.ts'
import { makeScene, most } from '../desk/scene.ts'
import { makeBrand } from '../http/people.ts'
import { testKey } from '../support/database.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

/** The brand's one account. @returns what lets somebody write to it. */
async function openDoor({ test, brandId }: StaffPage['house']) {
  const accountId = await saveAccount(test.db, testKey, {
    ...{ brandId, channel: 'webhook', nativeId: 'shop', handle: '@shop', name: 'Shop' },
    ...{ mode: 'draft', settings: {} },
  })
  const writes = (text: string, name: string) => makeScene(test.db, text, { accountId, name })
  return { accountId, writes }
}

const field = '.saved-fields textarea'

describe('a saved reply is tried, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  let expectLine: StaffPage['expectLine']
  let door: Awaited<ReturnType<typeof openDoor>>
  beforeEach(async () => {
    ;({ house, page, signIn, expectLine } = await openPage())
    door = await openDoor(house)
  })

  const choose = (words: string) => page.click(`.picker label:has-text("${words}")`)
  async function open(reply: string) {
    await page.goto(`${house.server.url}/desk/policy/saved?reply=${reply}`)
    await signIn()
    await page.waitForSelector('.picker label')
  }
  const told = async (selector: string) => (await page.locator(selector).allInnerTexts()).map((text) => text)

  it('on people who wrote: beside what it says now, word by word, with what is found', async () => {
    await door.writes('환불 언제 돼요?', '하나')
    await door.writes('아직도 안 왔어요', '두리')
    const words = { name: '환불', language: 'ko', text: '{{person.name}} 님, 담당자가 확인해 볼게요.' }
    const made = (await (await house.call('/api/saved-replies', words)).json()) as { id: string }
    await open(made.id)
    expect(await page.isDisabled('#try-reply')).to.equal(true)
    expect(await page.locator('.picker fieldset').count()).to.equal(1)
    await choose('환불 언제 돼요?')
    await page.click('#try-reply')
    await page.waitForSelector('.said-to .side')
    expect(await told('.said-to .side .reply-text')).to.deep.equal(['하나 님, 담당자가 확인해 볼게요.'])

    await page.fill(field, '{{person.name}} 님, 꼭 환불해 드릴게요!')
    await page.waitForSelector('#tried-old')
    await choose('아직도 안 왔어요')
    await page.click('#try-reply')
    await page.waitForSelector('.said-to:nth-child(2)')
    await page.waitForSelector('#tried-old', { state: 'detached' })
    expect(await page.locator('.said-to .side').count()).to.equal(4)
    expect(await told('.said-to .side:first-child .reply-text')).to.deep.equal([
      ...['하나 님, 담당자가 확인해 볼게요.', '두리 님, 담당자가 확인해 볼게요.'],
    ])
    const second = '.said-to:nth-child(2) .side:nth-child(2)'
    expect(await page.textContent(`${second} ins`)).to.include('환불해')
    expect((await told(`${second} del`)).join(' ')).to.include('담당자가')
    expect(await page.locator(`${second} .finding.person, ${second} .finding.blocks`).count()).to.be.above(0)
    const length = (await page.textContent(`${second} .length`)) ?? ''
    expect(length).to.equal(`길이 ${[...'두리 님, 꼭 환불해 드릴게요!'].length} / ${most}`)
    expect(await page.textContent('.said-to:nth-child(2) a')).to.equal('대화 보기')

    // What is saved meanwhile is not what stands on the left any more.
    await page.fill('.saved-fields input[name=reason]', '약속해도 돼요')
    await page.click('.saved-fields button[type=submit]')
    await page.waitForSelector('#live-old')
    await page.click('#try-reply')
    await page.waitForSelector('#live-old', { state: 'detached' })
    expect(await told('.said-to .chip')).to.deep.equal(['같은 글이에요', '같은 글이에요'])
    const { db } = house.test
    expect(await db.selectFrom('sends').select('id').execute()).to.deep.equal([])
    expect(await db.selectFrom('drafts').select('id').execute()).to.deep.equal([])
    const versions = await db.selectFrom('saved_reply_versions').select('reason').orderBy('id').execute()
    expect(versions.map(({ reason }) => reason)).to.deep.equal([null, '약속해도 돼요'])
  })

  it('before there is one, says what is too long for the channel, and loses nothing where it cannot', async () => {
    await door.writes('언제 와요?', '하나')
    await open('new')
    await choose('언제 와요?')
    expect(await page.isDisabled('#try-reply')).to.equal(true)
    await page.waitForSelector('.saved-try :text("먼저 위에 답을 적어 주세요")')
    await page.fill(field, '{{person.age}}살')
    await page.waitForSelector('.saved-try :text("채울 수 없는 자리를 먼저")')
    expect(await page.isDisabled('#try-reply')).to.equal(true)
    const long = `{{person.name}} 님, ${'곧 가요. '.repeat(120).trim()}`
    await page.fill(field, long)
    await page.click('#try-reply')
    await page.waitForSelector('.said-to .length.over')
    const counted = [...long.replace('{{person.name}}', '하나')].length
    expect(await page.textContent('.said-to .length')).to.equal(
      `길이 ${counted} / ${most} · 이 채널에서 보낼 수 있는 길이를 ${counted - most}만큼 넘어요.`,
    )
    expect(await page.locator('.said-to .side').count()).to.equal(1)

    expectLine(/status of 404/)
    const elsewhere = await makeBrand(house.test.db, '이웃집')
    await house.test.db.updateTable('accounts').set({ brand_id: elsewhere }).execute()
    await page.click('#try-reply')
    await page.waitForSelector('.saved-try .trouble:has-text("다른 것을 골라 주세요")')
    expect(await page.inputValue(field)).to.equal(long)
    expect(await house.test.db.selectFrom('saved_replies').select('id').execute()).to.deep.equal([])
  })
})

describe('trying a saved reply looks right and is open to everybody', () => {
  const openPage = useStaffPage()

  for (const look of roomLooks) {
    it(`${look.name}, ${look.width} × ${look.height}`, async () => {
      const { page, house, signIn } = await openPage({}, look.locale)
      const english = look.locale.startsWith('en')
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      await house.test.db.updateTable('colleagues').set({ name: 'Kim' }).execute()
      const { wrong, looked } = watchLooks(page, { ...look, name: `${look.name}-saved-try` })
      const door = await openDoor(house)
      const said = english
        ? ['When will my refund come?', 'It has been a week and nobody answers me. What is going on there?']
        : ['환불은 언제 되나요?', '일주일째 답이 없네요. 도대체 어떻게 되고 있는 건가요?']
      for (const [at, text] of said.entries()) await door.writes(text, ['Hana', 'Duri'][at] ?? '')
      const reply = {
        ...{ name: english ? 'Refund' : '환불', language: english ? 'en' : 'ko' },
        text: english
          ? '{{person.name}}, this is {{colleague.name}}. We are looking into your refund.'
          : '{{person.name}} 님, {{colleague.name}}이에요. 환불이 어디까지 되었는지 확인해 볼게요.',
      }
      const made = (await (await house.call('/api/saved-replies', reply)).json()) as { id: string }
      await page.goto(`${house.server.url}/desk/policy/saved?reply=${made.id}`)
      await signIn()
      await page.waitForSelector('.picker label')
      await looked('begins')
      await page.fill(
        field,
        english
          ? `{{person.name}}, this is {{colleague.name}}. I promise that you get your refund today. ${'Thank you. '.repeat(40)}`
          : `{{person.name}} 님, {{colleague.name}}이에요. 오늘 안에 꼭 환불해 드릴게요. ${'고맙습니다. '.repeat(70)}`,
      )
      await page.fill(
        '.saved-fields input[name=reason]',
        english ? 'Refunds are quicker' : '환불이 빨라졌어요',
      )
      for (const box of await page.locator('.picker input[type=checkbox]').all()) await box.check()
      await looked('typed')
      await page.click('#try-reply')
      await page.waitForSelector('.said-to:nth-child(2) .length.over')
      await page.locator('#try-reply').scrollIntoViewIfNeeded()
      await page.evaluate("document.querySelector('.said-to').scrollIntoView()")
      await looked('tried')
      await page.fill(field, english ? '{{person.name}}, one moment.' : '{{person.name}} 님, 잠시만요.')
      await page.waitForSelector('#tried-old')
      await page.click('#try-reply')
      await page.waitForSelector('#tried-old', { state: 'detached' })
      await page.fill(field, `${await page.inputValue(field)} .`)
      await page.evaluate("document.querySelector('#saved-try').scrollIntoView()")
      await looked('old')
      expect(wrong.join('\n')).to.equal('')
    })
  }
})
