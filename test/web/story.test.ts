import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { startEmbedded } from '../../src/store/embedded.ts'
import { openBrowser } from '../support/browser.ts'
import { patienceMs } from '../support/patience.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

// No word of any language, so whatever holds it holds something of this person.
const secret = 'zqwvanishk'
const kept = new URL('../output/console/', import.meta.url).pathname

/**
 * The whole of it as its users meet it: the program with its own database and town, a customer in one browser, two colleagues in
 * two others. The tests follow each other in one house, as a day does.
 */
describe('the whole story, from the town to the desk and back', () => {
  let folder: string
  let program: Program
  let browser: Browser
  let mina: Page
  let jimin: Page
  let customer: Page
  let home: string
  let town: string
  let database: pg.Client
  const troubles: string[] = []

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-story-'))
    const [port, townPort] = [await freePort(), await freePort()]
    home = `http://127.0.0.1:${port}`
    town = `http://127.0.0.1:${townPort}`
    const env = { DAJEONG_DATA: join(folder, 'data'), DAJEONG_QUIET_MS: '0' }
    program = startProgram('src/main.ts', { ...env, PORT: String(port), DAJEONG_TOWN_PORT: String(townPort) })
    browser = await openBrowser()
    const [, password = ''] = await program.says(/one-time password: (\S+)/)
    await program.says(/Log {2}/)
    const { port: at, password: word } = JSON.parse(
      readFileSync(join(folder, 'data', 'postgres.json'), 'utf8'),
    )
    database = new pg.Client({
      host: '127.0.0.1',
      port: at,
      password: word,
      user: 'dajeong',
      database: 'postgres',
    })
    await database.connect()
    mina = await opened()
    await mina.goto(home)
    await mina.fill('input[name=email]', 'admin@dajeong.local')
    await mina.fill('input[name=password]', password)
    await mina.click('button.main')
    await mina.fill('input[name=current]', password)
    await mina.fill('input[name=next]', '다정한 하루 보내세요')
    await mina.click('button.main')
    await mina.waitForSelector('#top')
    customer = await opened()
    await customer.goto(town)
    await customer.waitForSelector('.ideas button')
  })

  after(async () => {
    await browser?.close()
    await database?.end().catch(() => {})
    await program?.kill()
    // A program that was killed leaves its database running; taking it over is the way to end it.
    if (existsSync(join(folder, 'data', 'postgres.json')))
      await (await startEmbedded(join(folder, 'data'))).stop()
    rmSync(folder, { recursive: true, force: true })
  })

  afterEach(() => expect(troubles.splice(0)).to.deep.equal([]))

  async function opened(more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({
      locale: 'ko-KR',
      viewport: { width: 1440, height: 900 },
      ...more,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    page.on('pageerror', (error) => troubles.push(String(error)))
    return page
  }

  const says = async (person: string, text: string) => {
    await customer.click(`[data-handle=${person}]`)
    await customer.waitForSelector(`[data-handle=${person}][aria-pressed=true]`)
    await customer.fill('#text', text)
    await customer.click('#send')
    await customer.locator('.post', { hasText: text }).first().waitFor()
  }
  const answered = (text: string) => customer.locator('.post.brand', { hasText: text })
  const item = (page: Page, text: string) => page.locator('.item', { hasText: text })
  const openItem = async (page: Page, text: string) => {
    if (!page.url().includes('/desk/')) await page.goto(`${home}/desk/to-approve`)
    await item(page, text).click()
    await page.locator('.turn.theirs', { hasText: text }).first().waitFor()
    await page.waitForSelector('#reply')
  }
  const typed = (page: Page) => page.inputValue('#reply')
  const counted = async (words: string, ...values: unknown[]) =>
    Number((await database.query(words, values)).rows[0].count)

  it('brings a draft for what a customer says in the town, by itself; an edit of it is seen there', async () => {
    await mina.goto(`${home}/desk/to-approve`)
    await mina.waitForSelector('.empty')
    await says('minji', '인터넷이 자꾸 끊겨요')
    await item(mina, '인터넷이 자꾸 끊겨요').waitFor()
    await openItem(mina, '인터넷이 자꾸 끊겨요')
    const draft = await typed(mina)
    expect(draft).to.match(/끊/)
    await mina.fill('#reply', draft.replace('\n', ' 많이 불편하셨죠?\n'))
    await mina.click('#send')
    // Why it was edited is asked in one key; Enter says nothing.
    if (await mina.locator('.ask-line').count()) await mina.keyboard.press('Enter')
    await mina.waitForSelector('#undo-bar')
    expect(await answered('많이 불편하셨죠?').count()).to.equal(0)
    await answered('많이 불편하셨죠?').waitFor()
    await mina.goto(`${home}/desk/sent`)
    await item(mina, '인터넷이 자꾸 끊겨요').waitFor()
  })

  it('lets a colleague in by an invitation, and one of two who press at once, who sees what the other sent', async () => {
    await mina.goto(`${home}/desk/staff`)
    await mina.fill('input[name=email]', 'jimin@dajeong.local')
    await mina.fill('input[name=name]', '지민')
    await mina.selectOption('select[name=role]', 'approver')
    await mina.click('.invite button.main')
    const link = await mina.locator('.once input').inputValue()
    jimin = await opened({ viewport: { width: 390, height: 844 } })
    await jimin.goto(link)
    await jimin.fill('input[name=next]', '오늘도 다정하게 답해요')
    await jimin.fill('input[name=again]', '오늘도 다정하게 답해요')
    await jimin.click('button.main')
    await jimin.waitForSelector('#top')

    await says('joonho', '요금제를 바꾸고 싶은데 앱에서 오류가 나요')
    await mina.goto(`${home}/desk/to-approve`)
    await jimin.goto(`${home}/desk/to-approve`)
    for (const page of [mina, jimin]) await openItem(page, '요금제를 바꾸고')
    await jimin.screenshot({ path: `${kept}story-phone.png` })
    const before = await typed(mina)
    expect(await typed(jimin)).to.equal(before)
    await Promise.all([mina.click('#send'), jimin.click('#send, .phone-bar button.main, .bar .main')])
    await answered(before.split('\n')[0] ?? '')
      .first()
      .waitFor()
    const from = `from sends where text = $1 and state <> 'voided'`
    expect(await counted(`select count(*) ${from}`, before)).to.equal(1)
    // Whoever was second is told who was first.
    const [first] = (
      await database.query(
        `select c.name from sends s join colleagues c on c.id = s.approved_by where text = $1`,
        [before],
      )
    ).rows
    const second = first.name === '지민' ? mina : jimin
    await second.waitForSelector(`:is(#notice, #toast.shown):has-text("${first.name}")`)
  })

  it('shows what the customer adds while it is edited, keeps what was typed, and sends nothing of before', async () => {
    await says('minji', '로밍 요금 문의드려요')
    await mina.goto(`${home}/desk/to-approve`)
    await openItem(mina, '로밍 요금')
    await mina.fill('#reply', '로밍은 앱에서 켤 수 있어요. 어느 나라로 가시나요?')
    await customer
      .locator('.post', { hasText: '로밍 요금 문의드려요' })
      .locator('[data-action=reply]')
      .click()
    await customer.fill('#text', '참, 일본이에요')
    await customer.click('#send')
    await mina.locator('.turn.theirs', { hasText: '참, 일본이에요' }).waitFor()
    expect(await typed(mina)).to.equal('로밍은 앱에서 켤 수 있어요. 어느 나라로 가시나요?')
    expect(await counted(`select count(*) from sends where text like '로밍은 앱에서%'`)).to.equal(0)
    await mina.locator('.draft-pane', { hasText: '참, 일본이에요' }).waitFor()
  })

  it('takes an approval back before it is seen by anybody', async () => {
    await says('joonho', '매장이 몇 시에 닫나요')
    await mina.goto(`${home}/desk/to-approve`)
    await openItem(mina, '매장이 몇 시에')
    const draft = await typed(mina)
    await mina.click('#send')
    await mina.waitForSelector('#undo-bar')
    await mina.keyboard.press('z')
    await mina.waitForSelector('#undo-bar', { state: 'detached' })
    // It opens again in place of the next one, which an approval opens.
    await mina.locator('.turn.theirs', { hasText: '매장이 몇 시에' }).first().waitFor()
    expect(await typed(mina)).to.equal(draft)
    expect(await counted(`select count(*) from sends where state in ('queued', 'sending')`)).to.equal(0)
    expect(await answered(draft.split('\n')[0] ?? '').count()).to.equal(0)
  })

  it('stops everything that waits to go out, and lets it go on', async () => {
    await openItem(mina, '매장이 몇 시에')
    const line = (await typed(mina)).split('\n')[0] ?? ''
    await mina.click('#send')
    await mina.waitForSelector('#undo-bar')
    await jimin.goto(`${home}/desk/to-approve`)
    await mina.click('#stop')
    await mina.fill('[role=dialog] textarea', '확인할 것이 있어요')
    await mina.click('[role=dialog] .main')
    await mina.waitForSelector('#stopped')
    await jimin.waitForSelector('#stopped:has-text("확인할 것이 있어요")')
    await mina.waitForSelector('#undo-bar', { state: 'detached' })
    expect(await answered(line).count()).to.equal(0)
    await mina.click('#stopped button')
    await mina.click('[role=dialog] button.main')
    await answered(line).first().waitFor()
  })

  it('hands a conversation to a person, who answers it by hand', async () => {
    await says('joonho', '상담원과 이야기하고 싶어요')
    await jimin.goto(`${home}/desk/with-person`)
    await item(jimin, '상담원과 이야기').click()
    await jimin.fill('#reply', '안녕하세요, 지민이에요. 무엇을 도와드릴까요?')
    await jimin.click('#send')
    await answered('지민이에요').waitFor()
  })

  it('forgets a person: no word of theirs is left in any table, index or log', async () => {
    await customer.click('#new-person summary')
    await customer.fill('#person-form input[name=name]', secret)
    await customer.click('#person-form button[type=submit]')
    const handle = String(
      await customer.locator('[data-handle][aria-pressed=true]').getAttribute('data-handle'),
    )
    const words = `${secret}입니다. 배송이 너무 늦어요`
    await says(handle, words)
    await mina.goto(`${home}/desk/all`)
    await openItem(mina, words)
    await mina.fill('#reply', `${secret} 님, 늦어서 죄송해요. 바로 알아볼게요.`)
    await mina.click('#send')
    if (await mina.locator('.ask-line').count()) await mina.keyboard.press('Enter')
    await answered(`${secret} 님`).waitFor()
    expect((await placesOf(secret)).length).to.be.greaterThan(3)
    await mina.goto(`${home}/desk/all`)
    await item(mina, words).click()
    await mina.click('#card')
    await mina.click('#forget')
    await mina.click('label:has-text("본인이 원했어요")')
    await mina.click('label:has-text("되돌릴 수 없다는 것을")')
    await mina.click('#forget-form .main')
    await mina.waitForSelector('#receipt')
    expect(await placesOf(secret)).to.deep.equal([])
    // What was deleted stays in a table's file until it is tidied up; indexes are made anew of what is there.
    expect(program.said()).to.not.include(secret)
    expect(readFileSync(join(folder, 'data', 'dajeong.log'), 'utf8')).to.not.include(secret)
  })

  it('is there in the dark and in English on a phone', async () => {
    const context = jimin.context()
    await jimin.emulateMedia({ colorScheme: 'dark' })
    await jimin.evaluate("localStorage.setItem('dajeong-language', 'en')")
    await jimin.goto(`${home}/desk/all`)
    await jimin.waitForSelector('.item')
    await jimin.waitForSelector('text=To approve')
    await jimin.screenshot({ path: `${kept}story-phone-dark.png` })
    expect(await jimin.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true)
    await context.close()
  })

  /** Every column of every table that can hold text. */
  async function placesOf(word: string): Promise<string[]> {
    const { rows } = await database.query(`
      select c.table_schema as schema, c.table_name as "table", c.column_name as "column", c.data_type as type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`)
    const found: string[] = []
    for (const { schema, table, column, type } of rows) {
      const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
      const name = `"${schema}"."${table}"`
      if (await counted(`select count(*) from ${name} where position($1 in lower(${text})) > 0`, word))
        found.push(`${table}.${column}`)
    }
    return found
  }
})
