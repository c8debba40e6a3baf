import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { saveAccount } from '../../src/store/accounts.ts'
import { makeScene } from '../desk/scene.ts'
import { signedInAs } from '../http/people.ts'
import { testKey } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const pictures = fileURLToPath(new URL('../output/console/', import.meta.url))

interface Held {
  version: string
  hash: string
  author: string
  reason: string
  policy: {
    rules: unknown
    minConfidence: number
    publicTurns: number
    undoSeconds: number
    silentDays: number
    competitors: string[]
    topics: { name: string; words: string[]; like: string[] }[]
    voice: { level: string; neverSay: string[]; persona: string }
    disclosure: { channels: unknown; ko: string | null }
    businessHours: { week: Record<string, unknown>; holidays: string[]; zone: string }
    serviceTimes: Record<string, number>
    dailyBudgetUsd: number | null
  }
}

describe('rules and voice, at the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']
  let expectLine: StaffPage['expectLine']
  before(() => mkdirSync(pictures, { recursive: true }))
  beforeEach(async () => {
    ;({ house, page, signIn, expectLine } = await openPage())
    // What is typed is looked at as it is typed, and is not whole yet.
    expectLine(/status of 400/)
  })

  const read = async <T>(path: string) => (await (await house.call(path)).json()) as T
  const held = () => read<Held>('/api/policy')
  const put = (policy: object, reason: string) => house.call('/api/policy', { policy, reason }, {}, 'PUT')
  const open = (room: string) => page.goto(`${house.server.url}/desk/policy/${room}`)
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)
  async function enter(room: string) {
    await open(room)
    await signIn()
    await page.waitForSelector('.policy-rooms')
  }
  async function publish(reason: string) {
    await page.fill('#publish textarea', reason)
    await page.click('#publish button[type=submit]')
  }
  /** An account that sends, and a question of which Dajeong is sure, with a draft in which nothing was found. */
  async function asked() {
    const { db } = house.test
    const accountId = await saveAccount(db, testKey, {
      ...{ brandId: house.brandId, channel: 'webhook', nativeId: 'shop', handle: '@shop', name: 'Shop' },
      ...{ mode: 'send', settings: {} },
    })
    const scene = await makeScene(db, '배송 언제 와요?', { accountId })
    await scene.draft('내일 도착해요.')
    const sure = readingOf({ intent: 'question', confidence: 0.95 })
    await db
      .updateTable('mentions')
      .set({ classification: JSON.stringify(sure) })
      .execute()
    return { accountId, conversationId: scene.conversationId }
  }

  it('makes a rule of words, shows what it would have done, lets it hold, and goes back to the very same', async () => {
    const { conversationId } = await asked()
    const before = await held()
    await enter('rules')
    await page.check('input[value=sentences]')
    await page.click('#add-rule')
    const rule = '#rule-1'
    await page.selectOption(`${rule} select[aria-label="어떤 말"]`, 'question')
    await page.fill(`${rule} input[name="rules.1.minConfidence"]`, '0.9')
    await page.selectOption(`${rule} select[aria-label="초안에서 발견된 점"]`, 'none')
    await page.selectOption(`${rule} select[aria-label="하는 일"]`, 'send')
    await page.fill(`${rule} input[name="rules.1.afterSeconds"]`, '30')
    await shows('모든 계정에서 질문: 확신 0.9 이상, 발견된 점이 없으면 30초 뒤에 보내요', '#said-changes')

    await page.click('#look-back')
    const row = page.locator('#against-live tr.differs')
    await row.waitFor()
    expect(await row.locator('td').allInnerTexts()).to.deep.equal(['동료가 확인', '보내요', '1'])
    await page.click('.differing summary')
    expect(await page.getAttribute('.differing a', 'href')).to.equal(`/desk/all/${conversationId}`)
    expect(await page.textContent('.differing')).to.contain('(30초 뒤)')
    expect((await held()).hash).to.equal(before.hash)

    await publish('질문은 반 분 뒤에 보내요')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    const after = await held()
    expect(after).to.include({ reason: '질문은 반 분 뒤에 보내요' })
    expect((after.policy.rules as unknown[])[1]).to.deep.equal({
      ...{ intent: 'question', accounts: 'any', visibility: 'any', minConfidence: 0.9, findings: 'none' },
      ...{ feelings: 'any', do: 'send', afterSeconds: 30 },
    })
    await shows('아직 바꾼 것이 없어요', '.changes')

    await page.click('.policy-rooms a:has-text("지난 판")')
    await page.waitForSelector('.version:nth-child(2)')
    await page.waitForSelector('#version-changes:has-text("30초 뒤에 보내요")')
    await page.click('.version:nth-child(2) .go-back')
    await page.fill('.go-back-form textarea', '아직 일러요')
    await page.click('.go-back-form button.main')
    await page.waitForSelector('#restored.notice')
    const back = await held()
    expect(back.hash).to.equal(before.hash)
    expect(back.reason).to.equal('아직 일러요')
    expect(await page.textContent('#restored')).to.contain(before.hash.slice(0, 12))
  })

  it('orders and removes sentences by buttons and by keys, and keeps them through a reload', async () => {
    const rules = ['chatter', 'question', 'complaint'].map((intent) => ({ intent, do: 'ask' }))
    await put({ rules }, '세 문장')
    await enter('rules')
    await page.waitForSelector('#rule-2')
    const intents = () =>
      page
        .locator('.rule select[aria-label="어떤 말"]')
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value))
    await page.click('#rule-0 .down')
    expect(await intents()).to.deep.equal(['question', 'chatter', 'complaint'])
    expect(await page.evaluate("document.activeElement.closest('.rule').id")).to.equal('rule-1')
    await page.focus('#rule-2 select')
    await page.keyboard.press('Alt+ArrowUp')
    expect(await intents()).to.deep.equal(['question', 'complaint', 'chatter'])
    await page.reload()
    await page.waitForSelector('#rule-2')
    expect(await intents()).to.deep.equal(['question', 'complaint', 'chatter'])
    await page.click('#rule-0 .remove')
    expect(await intents()).to.deep.equal(['complaint', 'chatter'])
    expect(await page.evaluate('document.activeElement.id')).to.equal('rule-0')
    await publish('불만부터 봐요')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    const after = (await held()).policy.rules as { intent: string }[]
    expect(after.map(({ intent }) => intent)).to.deep.equal(['complaint', 'chatter'])
  })

  it('lets a sentence name accounts and feelings, and none that sends name who is angry', async () => {
    const { accountId } = await asked()
    await put({ rules: [{ intent: 'any', do: 'ask' }] }, '한 문장')
    await enter('rules')
    await page.click('#rule-0 button[aria-label^="계정:"]')
    await page.click('[role=menuitemcheckbox]:has-text("@shop")')
    await page.keyboard.press('Escape')
    await page.click('#rule-0 button[aria-label^="기분:"]')
    await page.click('[role=menuitemcheckbox]:has-text("차분한")')
    await page.click('[role=menuitemcheckbox]:has-text("화난")')
    await page.keyboard.press('Escape')
    await page.selectOption('#rule-0 select[aria-label="하는 일"]', 'send')
    await page.click('#rule-0 button[aria-label^="기분:"]')
    const angry = page.locator('[role=menuitemcheckbox]:has-text("화난")')
    expect(await angry.isDisabled()).to.equal(true)
    expect(await angry.getAttribute('aria-checked')).to.equal('false')
    await page.keyboard.press('Escape')
    await shows('계정 @shop에서 차분한 분의 모든 말', '#said-changes')
    await publish('차분한 분께만')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    expect((await held()).policy.rules).to.deep.include.members([
      {
        ...{ intent: 'any', accounts: [accountId], visibility: 'any', minConfidence: 0.7, findings: 'notes' },
        ...{ feelings: ['calm'], do: 'send', afterSeconds: 0 },
      },
    ])
  })

  it('shows what is wrong at its field, publishes nothing until it is mended, and loses nothing typed', async () => {
    const before = await held()
    await enter('voice')
    await page.fill('textarea[name="voice.persona"]', '다'.repeat(601))
    const fault = page.locator(
      '.mantine-InputWrapper-root:has(textarea[name="voice.persona"]) .mantine-InputWrapper-error',
    )
    await fault.waitFor()
    expect(await fault.textContent()).to.contain('600자까지')
    expect(await page.getAttribute('textarea[name="voice.persona"]', 'aria-invalid')).to.equal('true')
    expect(await page.locator('#publish').count()).to.equal(0)
    await page.fill('input[name="disclosure.againAfterHours"]', '하루')
    await page.waitForSelector('#faults li:nth-child(2)')
    await page.reload()
    await fault.waitFor()
    expect(await page.inputValue('input[name="disclosure.againAfterHours"]')).to.equal('하루')
    expect((await held()).hash).to.equal(before.hash)
    await page.fill('textarea[name="voice.persona"]', '다정텔레콤의 다정이에요.')
    await page.fill('input[name="disclosure.againAfterHours"]', '12')
    await page.fill('input[name="disclosure.ko"]', 'AI가 답해요')
    await publish('이름을 알려 줘요')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    const { voice, disclosure } = (await held()).policy
    expect(voice.persona).to.equal('다정텔레콤의 다정이에요.')
    expect(disclosure).to.deep.include({ againAfterHours: 12, ko: 'AI가 답해요' })
  })

  it('reaches every field: words, topics, times, hours, holidays, giving and care, in one publication', async () => {
    await enter('words')
    await page.fill('textarea[name="voice.neverSay"]', '무조건\n 최저가 \n\n')
    await page.fill('textarea[name="competitors"]', '온통신')
    await page.fill('textarea[name="linkHosts"]', 'shop.example')
    await page.click('#add-topic')
    const topics = (await held()).policy.topics.length
    await page.fill(`input[name="topics.${topics}.name"]`, '요금제')
    await page.fill(`input[name="topics.${topics}.words"]`, '요금제, 데이터')
    await page.click('.policy-rooms a:has-text("시간과 배정")')
    await page.fill('input[name="serviceTimes.high"]', '45')
    await page.click('button[aria-label="토요일에 시간 더하기"]')
    await page.fill('input[name="businessHours.week.sat.0.1"]', '13:00')
    await page.fill('#holiday', '2026-12-25')
    await page.click('fieldset:has(#holiday) button:has-text("더하기")')
    await page.check('input[name="assignment.roundRobin"]')
    await page.fill('input[name="silentDays"]', '14')
    await page.click('.policy-rooms a:has-text("보내는 규칙")')
    await page.fill('input[name="undoSeconds"]', '20')
    await page.fill('input[name="quietMs"]', '2.5')
    await page.fill('input[name="dailyBudgetUsd"]', '3.5')
    await page.fill('input[name="publicTurns"]', '2')
    await page.check('input[value=complaint]')
    await page.click('.policy-rooms a:has-text("말투와 안내")')
    await page.fill('#channel-name', 'webhook')
    await page.click('fieldset:has(#channel-name) button:has-text("더하기")')
    await page.selectOption('select[aria-label="webhook: 안내"]', 'off')
    await shows('채널마다 다른 안내: 없음 → webhook 안내 끔', '#said-changes')
    await shows('급한 일의 답(분): 60 → 45', '#said-changes')
    await publish('한 번에 많이')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    const { policy } = await held()
    expect(policy.voice.neverSay).to.deep.equal(['무조건', '최저가'])
    expect(policy.topics.at(-1)).to.deep.equal({ name: '요금제', words: ['요금제', '데이터'], like: [] })
    expect(policy.businessHours.week.sat).to.deep.equal([['09:00', '13:00']])
    expect(policy.businessHours.holidays).to.deep.equal(['2026-12-25'])
    expect(policy.disclosure.channels).to.deep.equal({ webhook: { on: false } })
    expect(policy).to.deep.include({
      ...{ competitors: ['온통신'], linkHosts: ['shop.example'], silentDays: 14, undoSeconds: 20 },
      ...{ quietMs: 2_500, dailyBudgetUsd: 3.5, publicTurns: 2, sendIntents: ['complaint', 'chatter'] },
      assignment: { roundRobin: true, toWhoKnows: true },
    })
    expect(policy.serviceTimes.high).to.equal(45)
  })

  const formal = {
    ...{ name: '해요체로 답해요', message: '배송 언제 와요?', channel: 'webhook', visibility: 'public' },
    ...{ language: 'ko', must: [{ kind: 'level', is: 'haeyo' }] },
  }

  it('keeps fields that stand beside each other in line, whatever stands above them', async () => {
    await enter('rules')
    await page.fill('input[name="undoSeconds"]', '90')
    await page.waitForSelector('#faults')
    const rows = (await page.evaluate(`(() => {
      const tops = new Map()
      for (const root of document.querySelectorAll('.field-grid > *')) {
        const row = Math.round(root.getBoundingClientRect().top)
        const input = root.querySelector('input').getBoundingClientRect().top
        const label = root.querySelector('label').getBoundingClientRect().top
        tops.set(row, [...(tops.get(row) ?? []), [Math.round(label), Math.round(input)].join()])
      }
      return [...tops.values()].map((row) => ({ fields: row.length, lines: new Set(row).size }))
    })()`)) as { fields: number; lines: number }[]
    expect(rows[0]?.fields).to.be.above(1)
    expect(rows.map(({ lines }) => lines)).to.deep.equal(rows.map(() => 1))
  })

  it('calls the topics that came with us by their names, and lets them have others', async () => {
    await enter('words')
    const first = '.topics > li:first-child'
    await page.waitForSelector(`${first} .topic-name`)
    expect((await page.locator(`${first} .topic-name`).allInnerTexts()).join().replace(/\s+/g, ' ')).to.equal(
      '배송 delivery',
    )
    await page.click('button[aria-label="배송 주제의 이름 바꾸기"]')
    await page.keyboard.type('택배')
    await page.keyboard.press('Tab')
    await shows('주제: 더함 택배; 뺌 배송', '#said-changes')
    await publish('택배라고 불러요')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    const { topics } = (await held()).policy
    expect(topics[0]).to.deep.equal({ name: '택배', words: [], like: ['delivery'] })
    expect(topics[1]?.name).to.equal('refund')
  })

  it('says which case fails and what was there instead; who may not overrule is not offered to', async () => {
    expect((await house.call('/api/cases', formal)).status).to.equal(200)
    const before = await held()
    const admin = await signedInAs(house.test.db, 'admin', null)
    const [name = '', value = ''] = admin.cookie.split('=')
    await page.context().addCookies([{ name, value, url: house.server.url }])
    await open('voice')
    await page.selectOption('select[name="voice.level"]', 'hapsyo')
    await publish('더 공손하게')
    await page.waitForSelector('#failing')
    const failing = await page.textContent('#failing')
    expect(failing).to.contain('해요체로 답해요').and.to.contain('소유자만 까닭을 적고')
    expect(failing).to.match(/습니다|합니다|입니다|니다/)
    expect(await page.locator('#overrule').count()).to.equal(0)
    expect((await held()).hash).to.equal(before.hash)
    await page.screenshot({ path: `${pictures}policy-failing.png` })

    await page.context().clearCookies()
    await open('voice')
    await signIn()
    await page.selectOption('select[name="voice.level"]', 'hapsyo')
    await publish('더 공손하게')
    await page.fill('#overrule input', '시험이 옛것이에요')
    await page.click('#overrule button[type=submit]')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    expect((await held()).policy.voice.level).to.equal('hapsyo')
    const overruled = await house.test.db
      .selectFrom('events')
      .select('why')
      .where('kind', '=', 'cases-overruled')
      .execute()
    expect(overruled).to.deep.equal([{ why: 'policy: 시험이 옛것이에요' }])
  })

  it('tells the second of two who published meanwhile and what, and keeps what they typed', async () => {
    await enter('rules')
    await page.fill('input[name="publicTurns"]', '3')
    await page.fill('input[name="undoSeconds"]', '30')
    await page.waitForSelector('#publish')
    await put({ publicTurns: 5, silentDays: 9 }, '다른 동료의 까닭')
    await publish('내 까닭')
    await page.waitForSelector('#overtaken')
    await shows('다른 동료의 까닭', '#overtaken')
    await shows('조용하면 끝난 것으로 보는 날 수: 7 → 9', '#overtaken')
    expect((await held()).policy.publicTurns).to.equal(5)
    expect(await page.inputValue('input[name="publicTurns"]')).to.equal('3')
    expect(await page.inputValue('#publish textarea')).to.equal('내 까닭')
    expect(await page.isDisabled('#publish button[type=submit]')).to.equal(true)
    await page.click('#go-on')
    await shows('공개 대화에서 우리 답의 수: 5 → 3', '#said-changes')
    await page.click('#publish button[type=submit]')
    await page.waitForSelector('#toast:has-text("발행했어요")')
    expect((await held()).policy).to.include({ publicTurns: 3, undoSeconds: 30, silentDays: 9 })
  })

  it('answers a message twice, as it is and as it would be', async () => {
    await asked()
    await enter('voice')
    await page.selectOption('select[name="voice.level"]', 'hapsyo')
    await page.click('#try-messages')
    await page.check('.picker input[type=checkbox]')
    await page.click('#try')
    await page.waitForSelector('#tried .tried')
    await page.screenshot({ path: `${pictures}policy-tried.png` })
    const [live = '', tried = ''] = await page.locator('#tried .side').allInnerTexts()
    expect(live)
      .to.contain('지금 규칙')
      .and.not.to.match(/니다[.!]/)
    expect(tried)
      .to.contain('이 규칙')
      .and.to.match(/니다[.!]/)
  })

  it('is in the menu, the palette and under a key for who may, and closed with a word for who may not', async () => {
    await page.goto(house.server.url)
    await signIn()
    await page.waitForSelector('#list')
    await page.keyboard.press('g')
    await page.keyboard.press('y')
    await page.waitForSelector('.policy-rooms')
    await page.click('button[aria-label^="내 메뉴"]')
    await shows('규칙과 말투', '[role=menu]')
    await page.keyboard.press('Escape')
    await page.context().clearCookies()
    const agent = await signedInAs(house.test.db, 'agent', null)
    const [name = '', value = ''] = agent.cookie.split('=')
    await page.context().addCookies([{ name, value, url: house.server.url }])
    await open('rules')
    await shows('관리자와 소유자가 정해요')
    expect(await page.locator('.policy-rooms').count()).to.equal(0)
    await page.click('button[aria-label^="내 메뉴"]')
    expect(await page.locator('[role=menu] :text-is("규칙과 말투")').count()).to.equal(0)
  })
})
