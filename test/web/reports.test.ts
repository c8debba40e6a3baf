import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { sql } from 'kysely'
import { rate } from '../desk/rated.ts'
import { makeTold } from '../desk/reported.ts'
import { makeColleague } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const own = 'from=2026-11-01&to=2026-11-20'
const day = 86_400_000

describe('the reports, on the staff’s page', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let expectLine: StaffPage['expectLine']

  async function opened(query = own, locale = 'ko-KR') {
    const staff = await openPage({}, locale)
    ;({ house, page, expectLine } = staff)
    return async () => {
      await page.goto(`${house.server.url}/desk/reports?${query}`)
      await staff.signIn()
      await page.waitForSelector('.reports')
    }
  }
  async function account() {
    const { db } = house.test
    const { id } = await seedAccount(db)
    const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
    await db.updateTable('accounts').set({ brand_id: brand.id, name: 'Shop' }).execute()
    return { id, tell: makeTold(db, id).tell }
  }

  /** The desk shows whole readings, of which a report needs a part. */
  async function readWhole() {
    const whole = JSON.stringify(readingOf())
    await sql`update mentions set classification = ${whole}::jsonb || classification`.execute(house.test.db)
  }

  /** Sixty messages of which some are decided in each way, of five persons, and one that nobody has read. */
  async function tellAll(english = false) {
    const { tell, id } = await account()
    const { db } = house.test
    const by = (await makeColleague(db, english ? 'Kim' : '지민')).id
    const said = english
      ? { late: 'My parcel is late', money: 'Refund please', sorry: 'We are sorry for the delay' }
      : { late: '배송이 안 와요', money: '환불해 주세요', sorry: '늦어서 죄송합니다' }
    const edits = english
      ? ['We are sorry for the delay today', 'A new one is coming']
      : ['늦어서 죄송합니다 고객님', '새 제품을 보냅니다']
    const model = {
      writer: 'model',
      madeFrom: { prompt: 'reply-question', parts: { a: '1' } },
      costMicros: 4_200,
    } as const
    for (let place = 0; place < 60; place += 1) {
      const at = `2026-11-${String(3 + (place % 15)).padStart(2, '0')}T${String(place % 24).padStart(2, '0')}:10:00Z`
      const one = {
        ...{ at, intent: (['complaint', 'question', 'chatter'] as const)[place % 3] as 'complaint' },
        ...{
          topic: place % 2 ? 'delivery' : 'refund',
          person: `p${place % 5}`,
          name: english ? 'Hana' : '하나',
        },
        ...{ text: place % 4 ? said.late : said.money, readingMicros: 12 },
        ...(place % 3 === 1 ? model : {}),
      }
      const drafted = { ...one, drafted: place, draft: said.sorry }
      const sent = { ...drafted, approved: place * 100, sent: place * 200 }
      if (place % 7 === 0) await tell({ ...one, stage: 'ignored' })
      else if (place % 7 === 1) await tell({ ...drafted, stage: 'refused', refusedBy: by })
      else if (place % 7 === 2) await tell({ ...sent, by, edited: edits[0] as string })
      else if (place % 7 === 3) await tell({ ...sent, by, edited: edits[1] as string })
      else if (place % 7 === 4) await tell({ ...sent, by })
      else if (place % 7 === 5) await tell(sent)
      else await tell(drafted)
    }
    await tell({
      at: '2026-11-05T03:00:00Z',
      intent: 'unread',
      stage: 'heard',
      name: english ? 'Hana' : '하나',
    })
    await rateSome(tell, by, english)
    await readWhole()
    const spent = Array.from({ length: 15 }, (_, place) => ({
      ...{ brand_id: '1', day: `2026-11-${String(3 + place).padStart(2, '0')}` },
      ...{ tokens_in: 900_000, tokens_out: 12_000 + place, cost_micros: 350_000 + place * 9_000 },
    }))
    const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
    await db
      .insertInto('spending')
      .values(spent.map((one) => ({ ...one, brand_id: brand.id })))
      .execute()
    return id
  }
  /** Thirteen of earlier days who were asked in these whether it helped: nine gave a score, six wrote something. */
  async function rateSome(tell: ReturnType<typeof makeTold>['tell'], by: string, english: boolean) {
    const said = english
      ? [
          'Quick & kind',
          'I had to ask twice',
          '<b>Still</b> waiting',
          'Thanks!',
          'A person next time please',
          'ok',
        ]
      : [
          '빠르고 친절했어요',
          '두 번이나 물어봤어요',
          '<b>아직</b>도 기다려요',
          '고마워요!',
          '다음엔 사람과 바로 이야기하고 싶어요',
          '네',
        ]
    const scores = [5, 4, 1, 5, 2, 4, 5, 3, 5]
    for (let place = 0; place < 13; place += 1) {
      const sent = { drafted: 1, approved: 2, sent: 3, ...(place % 3 ? { by } : {}) }
      const at = `2026-10-${10 + place}T03:00:00Z`
      const one = await tell({ at, ...sent, person: `r${place}`, name: english ? 'Mina' : '미나' })
      await rate(house.test.db, one, {
        ...{ at: `2026-11-${String(3 + place).padStart(2, '0')}T04:30:00Z` },
        ...{ score: scores[place] ?? null, words: said[place] ?? null },
      })
    }
  }
  /** The page's policy forbids what waitForFunction would do in it. */
  async function until(condition: string): Promise<void> {
    while (!(await page.evaluate(condition))) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const numberOf = (text: string) => Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''))
  const search = () => new URL(page.url()).searchParams
  const allCounted = async () => {
    await page.waitForSelector('.report')
    await until(
      "document.querySelectorAll('.all-reports .report').length === 9 && !document.querySelector('.waiting, [aria-busy=true].report')",
    )
  }
  const total = '.totals .total:first-child'

  it('open behind each number as many lines as it says, page by page, and each leads to its conversation', async () => {
    const open = await opened()
    await tellAll()
    await open()
    await allCounted()
    const first = await page.textContent(`${total} a.figure`)
    expect(numberOf(first ?? '')).to.equal(61)
    await page.click(`${total} a.figure`)
    await page.waitForSelector('.behind li')
    expect(search().get('what')).to.equal('heard')
    expect(await page.locator('.behind li').count()).to.equal(20)
    for (let pages = 0; pages < 3; pages += 1) {
      const before = await page.locator('.behind li').count()
      await page.click('[role=dialog] button:has-text("더 보기")')
      await until(`document.querySelectorAll('.behind li').length > ${before}`)
    }
    expect(await page.locator('.behind li').count()).to.equal(61)
    await page.waitForSelector('[role=dialog] [role=status]:has-text("모두 61개예요.")')
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    expect(search().get('what')).to.equal(null)

    // One number of every kind of report.
    const kinds: [about: string, lines: number][] = [
      ['불만, 초안까지', 17],
      ['모두, 조금 고침', 9],
      ['모두, 다시 씀', 9],
      ['모두, 안 보냄', 9],
      ['모델, 비용', 17],
      ['점수를 준 분', 9],
      ['5점을 준 분', 4],
      ['다정이 자동으로 답함, 여쭤본 분', 5],
      ['배송, 대화 열기', 30],
    ]
    for (const [about, lines] of kinds) {
      await page.locator(`a.figure:has-text("${about}")`).first().click()
      await page.waitForSelector('.behind li')
      while (await page.locator('[role=dialog] button:has-text("더 보기")').count()) {
        const before = await page.locator('.behind li').count()
        await page.click('[role=dialog] button:has-text("더 보기")')
        await until(`document.querySelectorAll('.behind li').length > ${before}`)
      }
      expect(await page.locator('.behind li').count(), about).to.equal(lines)
      await page.keyboard.press('Escape')
      await page.waitForSelector('[role=dialog]', { state: 'detached' })
    }

    await page.click(`${total} a.figure`)
    await page.click('.behind li:first-child a')
    await page.waitForSelector('.conversation')
    expect(new URL(page.url()).pathname).to.match(/^\/desk\/all\/\d+$/)
    expect(new URL(page.url()).search).to.equal('')
    // Back leads to the same list.
    await page.goBack()
    await page.waitForSelector('.behind li')
    expect(search().get('from')).to.equal('2026-11-01')
  })

  it('keep in the address what is shown, so that a link leads to the same report', async () => {
    const open = await opened('')
    const id = await tellAll()
    const { tell } = makeTold(house.test.db, id)
    await tell({ at: new Date(Date.now() - 40 * day).toISOString() })
    await readWhole()
    await open()
    await page.waitForSelector('.empty-report, .totals')
    await page.click('.spans button:has-text("90일")')
    await until("location.search.includes('span=90')")
    await page.selectOption(
      '.controls label:has-text("계정") ~ * select, select:has(option:has-text("Shop"))',
      id,
    )
    await until(`location.search.includes('account=${id}')`)
    await page.selectOption('select:has(option[value=hour])', 'day')
    await page.click('.spans button:has-text("동료별")')
    await page.waitForSelector('th:has-text("다정 (자동으로 보냄)")')
    const link = page.url()
    expect(link)
      .to.match(/span=90/)
      .and.match(/by=colleague/)
      .and.match(/step=day/)
    await page.goto('about:blank')
    await page.goto(link)
    await page.waitForSelector('th:has-text("다정 (자동으로 보냄)")')
    expect(await page.getAttribute('.spans button:has-text("90일")', 'aria-pressed')).to.equal('true')
    await page.waitForSelector('text=날마다의 비용은 브랜드 전체로만 알 수 있어요')
    // To the desk goes the account and nothing else.
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await until(`location.pathname === '/desk/to-approve' && location.search === '?account=${id}'`)
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.waitForSelector('.reports')
    expect(Object.fromEntries(search())).to.deep.equal({ account: id })
  })

  it('say what is wrong with days before they are asked about, and what the server says no to', async () => {
    const open = await opened()
    await tellAll()
    await open()
    await allCounted()
    await page.fill('.controls input[type=date] >> nth=0', '2026-11-25')
    await page.waitForSelector('text=첫날이 마지막 날보다 늦거나')
    expect(search().get('from')).to.equal('2026-11-01')
    await page.fill('.controls input[type=date] >> nth=0', '2026-11-10')
    await until("location.search.includes('from=2026-11-10')")
    expectLine(/status of 40[04]/)
    await page.goto(`${house.server.url}/desk/reports?${own}&account=999999`)
    await page.waitForSelector('[role=alert]:has-text("이 브랜드에는 그 계정이 없어요")')
    await page.goto(`${house.server.url}/desk/reports?${own}&zone=Asia/Nowhere`)
    await page.waitForSelector('[role=alert]:has-text("모르는 시간대예요")')
  })

  it('count by the times that the policy promises, and say which', async () => {
    const open = await opened()
    await tellAll()
    await open()
    await allCounted()
    const kept = async () =>
      numberOf((await page.textContent('tr:has(a:has-text("모두, 지킴")) a:has-text("모두, 지킴")')) ?? '')
    expect(await page.textContent('.promised-line')).to.equal(
      '지금 바로 30분서둘러 1시간보통 4시간천천히 8시간',
    )
    const before = await kept()
    const short = { now: 1, high: 1, normal: 1, low: 1 }
    await house.test.pool.query(`update brands set policy = policy || $1`, [
      JSON.stringify({ serviceTimes: short }),
    ])
    await page.reload()
    await allCounted()
    expect(await page.textContent('.promised-line')).to.include('보통 1분')
    expect(await kept()).to.be.lessThan(before)
  })

  it('are downloaded with and without what was written', async () => {
    const open = await opened()
    await tellAll()
    await open()
    await allCounted()
    const taken = async (button: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)])
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
    }
    const bare = await taken('a:has-text("CSV 내려받기")')
    expect(bare.name).to.match(/^conversations-2026-11-01-2026-11-20\.csv$/)
    expect(bare.text.startsWith('\ufeffid,')).to.equal(true)
    expect(bare.text).to.not.include('배송이 안 와요')
    await page.check('input[type=checkbox]')
    await page.waitForSelector('text=고객의 말이 파일에 들어가요')
    expect((await taken('a:has-text("CSV 내려받기")')).text).to.include('배송이 안 와요')
    const json = await taken('a:has-text("JSON 내려받기")')
    expect(JSON.parse(json.text)).to.have.length(61)
  })

  it('tell how customers rated the help, in their own words as text, and give it as a file', async () => {
    const open = await opened()
    await tellAll()
    await open()
    await allCounted()
    const section = page.locator('section.report:has(h2:text-is("고객 평가"))')
    expect(await section.locator('.rating-average').textContent()).to.equal('평균5점 만점에 3.8점')
    expect(await section.locator('.rating-words b').count()).to.equal(0)
    expect(await section.locator('.rating-words li').allInnerTexts()).to.have.length(5)
    await section
      .locator('.rating-words li:has-text("<b>아직</b>도 기다려요") .points:text-is("1점")')
      .waitFor()
    await section.locator('a:has-text("남긴 말 6건 모두 보기")').click()
    await page.waitForSelector('[role=dialog]:has-text("글을 남긴 평가") .behind li')
    expect(await page.locator('.behind .rated-line').count()).to.equal(6)
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    await section.locator('button:has-text("계정별")').click()
    await section.locator('tr:has(th:text-is("Shop")):has-text("3.8")').waitFor()
    await section.locator('summary').click()
    // The last four were asked and did not answer: none yet, and not nought.
    expect(await section.locator('tr:has(th:has-text("11월 15일"))').textContent()).to.match(/아직 없음01/)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      section.locator('a:has-text("평가를 CSV로")').click(),
    ])
    const text = readFileSync(await download.path(), 'utf8')
    expect(text.trim().split('\r\n')).to.have.length(14)
    expect(text).to.not.include('기다려요')
  })

  it('teach, where nothing was said, what would be seen and how to see more', async () => {
    const open = await opened('')
    const { tell } = await account()
    await tell({ at: new Date(Date.now() - 60 * day).toISOString() })
    await open()
    await page.waitForSelector('.empty-report')
    await page.click('button:has-text("최근 90일 보기")')
    await page.waitForSelector(`${total} a.figure`)
    expect(numberOf((await page.textContent(`${total} a.figure`)) ?? '')).to.equal(1)
  })

  it('count days as the chosen zone has them', async () => {
    const open = await opened(`${own}&zone=America/New_York`)
    const { tell } = await account()
    await tell({ at: '2026-11-05T03:00:00Z' })
    await open()
    await allCounted()
    await page.click('.report:has-text("들어온 말") summary')
    await page.waitForSelector('tr:has(a.figure):has-text("11월 4일")')
    await page.selectOption('select:has(option[value="America/New_York"])', 'Asia/Seoul')
    await page.waitForSelector('tr:has(a.figure):has-text("11월 5일")')
    expect(search().has('zone')).to.equal(false)
  })

  for (const look of roomLooks) {
    it(`look right and are open to everybody: ${look.name}, ${look.width} × ${look.height}`, async () => {
      const english = look.locale.startsWith('en')
      const open = await opened(own, look.locale)
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const { wrong, looked } = watchLooks(page, look)
      await house.test.db.updateTable('brands').set({ name: 'Brand' }).execute()
      await open()
      await page.waitForSelector('.empty-report')
      await looked('reports-empty')
      await tellAll(english)
      await page.reload()
      await allCounted()
      await looked('reports')
      await page.evaluate("document.querySelector('.reports').scrollTop = 700")
      await looked('reports-middle')
      await page.evaluate("document.querySelector('.reports').scrollTop = 1600")
      await looked('reports-later')
      await page.evaluate("document.querySelector('.ratings').closest('section').scrollIntoView()")
      await looked('reports-ratings')
      await page.evaluate("document.querySelector('.reports').scrollTop = 9999")
      await looked('reports-end')
      await page.evaluate("for (const one of document.querySelectorAll('.reports details')) one.open = true")
      await looked('reports-tables')
      // Observers are told after the page is laid out.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
      const tables = (await page.evaluate(`[...document.querySelectorAll('.wide')].map((box) => ({
        cut: box.scrollWidth > box.clientWidth + 1,
        told: box.closest('.wide-frame').querySelector('.wide-cue') !== null,
      }))`)) as { cut: boolean; told: boolean }[]
      expect(tables.filter(({ cut, told }) => cut !== told)).to.deep.equal([])
      if (look.width === 390) {
        await page.evaluate(
          "document.querySelector('.wide-edges[data-after=true] .wide').scrollBy({ left: 9999, behavior: 'instant' })",
        )
        await page.waitForSelector('.wide-edges[data-before=true][data-after=false]')
      }
      await page.locator(`${total} a.figure`).first().click()
      await page.waitForSelector('.behind li')
      await looked('reports-behind')
      expect(wrong.join('\n')).to.equal('')
    })
  }
})
