import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import type { Role } from '../../src/core/rights.ts'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { makeWriters } from '../../src/make-writer.ts'
import { makeScene } from '../desk/scene.ts'
import { answeringBy } from '../flow/answering.ts'
import { signedInAs } from '../http/people.ts'
import { seedAccount } from '../support/database.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

const files = shippedPrompts()
const ko = files.get('plain/ko')?.text ?? ''
const voice = files.get('_voice')?.text ?? ''
const code = '.code .cm-content'

describe('the tuning room, on the staff’s page', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let accountId: string
  beforeEach(async () => {
    ;({ house, page } = await openPage())
    const { db } = house.test
    accountId = (await seedAccount(db, { mode: 'draft', nativeId: 'tuning' })).id
    await db.updateTable('accounts').set({ brand_id: house.brandId }).where('id', '=', accountId).execute()
  })

  async function enterAs(role: Role) {
    const { cookie, id } = await signedInAs(house.test.db, role, null)
    const [name = '', value = ''] = cookie.split('=')
    await page.context().clearCookies()
    await page.context().addCookies([{ name, value, url: house.server.url }])
    return id
  }
  const open = (place: string) => page.goto(`${house.server.url}/desk/tuning/${place}`)
  const shows = (words: string, where = 'body') => page.waitForSelector(`${where} :text("${words}")`)
  /** What stands in the editor is replaced as by pasting, which is how whole files come in. */
  async function paste(text: string) {
    await page.click(code)
    await page.keyboard.press('Control+a')
    await page.evaluate(`(() => {
      const data = new DataTransfer()
      data.setData('text/plain', ${JSON.stringify(text)})
      document.querySelector('.code').shadowRoot.querySelector('.cm-content')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true }))
    })()`)
    await page.waitForSelector('#publish')
  }
  async function publish(reason: string) {
    await page.click('#publish')
    await page.fill('textarea[name=reason]', reason)
    await page.click('form.publish button[type=submit]')
  }
  const read = async <T>(path: string) => (await (await house.call(path)).json()) as T
  const live = (name = 'plain%2Fko') => read<{ hash: string; source: string }>(`/api/prompts/${name}`)

  it('publishes also where nobody could look before, and the server looks then', async () => {
    await enterAs('admin')
    await open('prompts/_voice')
    // The browser writes down what was kept from it (staff-page.ts lets that pass).
    await page.route('**/api/prompts/*/check', (route) => route.abort())
    await paste(`${voice}- {{customer}}\n`)
    await page.waitForSelector('#publish:not([disabled])')
    await publish('고쳐 봐요')
    await shows('input에 적지 않은 값이에요', '[role=dialog]')
    await page.click('[role=dialog] button:has-text("취소")')
    await paste(`${voice}- Be brief.\n`)
    await page.waitForSelector('#publish:not([disabled])')
    await publish('짧게 해 봐요')
    await page.waitForSelector('#publish', { state: 'detached' })
    expect((await live('_voice')).source).to.equal(`${voice}- Be brief.\n`)
  })

  it('tries phrases, is held up by a case, mends them, publishes, drafts with them and rolls back', async () => {
    const { db } = house.test
    const { conversationId } = await makeScene(db, '배송이 언제 오나요?', { accountId })
    const before = await live()
    await enterAs('admin')

    await page.goto(`${house.server.url}/desk/all/${conversationId}`)
    await page.click('.more-acts')
    await page.click('[role=menuitem]:has-text("사례로 남기기")')
    await page.waitForSelector('form.case-form')
    expect(await page.inputValue('textarea[name=message]')).to.equal('배송이 언제 오나요?')
    await page.fill('input[name=name]', '호호 웃지 않기')
    await page.click('#add-check')
    await page.selectOption('.check-fields li:last-child select', 'lacks')
    await page.fill('.check-fields li:last-child input', '호호')
    await page.click('form.case-form button[type=submit]')
    await page.waitForSelector('.case-list strong:has-text("호호 웃지 않기")')

    const giggling = ko.replace(/동료가|안내 글/g, '호호 $&')
    await open('phrases/ko')
    await paste(giggling)
    await page.click('a.view:has-text("써 보기")')
    await page.click('.picker fieldset:first-child label:has-text("배송이 언제 오나요?")')
    await page.click('.picker fieldset:last-child label:has-text("호호 웃지 않기")')
    await page.click('#try')
    await page.waitForSelector('.tried ins:has-text("호호")')
    expect(await page.locator('.tried').count()).to.equal(2)
    const [was = '', is = ''] = await page.locator('.tried:first-child .side').allInnerTexts()
    expect(was).to.not.include('호호')
    expect(is).to.include('호호').and.include('동료가 확인').and.include('$0')

    await publish('더 웃게')
    await page.waitForSelector('#failing .ran')
    await shows('“호호”이(가) 없어야 해요 — 있어요', '.failing')
    expect(await page.locator('[name=overrule]').count()).to.equal(0)
    await shows('소유자만 까닭을 적고 할 수 있어요', '#failing')
    expect((await live()).hash).to.equal(before.hash)
    await page.keyboard.press('Escape')

    await enterAs('owner')
    await open('phrases/ko')
    await paste(giggling)
    await publish('더 웃게')
    await page.waitForSelector('#overrule')
    expect(await page.isDisabled('#overrule button')).to.equal(true)
    await page.keyboard.press('Escape')

    await paste(ko.replace(/동료가|안내 글/g, '하하 $&'))
    await publish('조금만 웃게')
    await page.waitForSelector('#toast.shown:has-text("발행했어요")')
    const now = await live()
    expect(now.source).to.include('하하 동료가')
    expect(now.hash).to.not.equal(before.hash)
    expect(await page.getAttribute('#live-version .hash', 'title')).to.equal(now.hash)

    const { writer } = await makeWriters(readConfig({}), db, () => {})
    const later = await makeScene(db, '배송이 언제 오나요?', { accountId, handle: '@two@town.example' })
    await answeringBy(db, 'node', writer)(later.conversationId, new AbortController().signal)
    const drafted = await db
      .selectFrom('drafts')
      .select(['made_from as madeFrom', 'text'])
      .where('conversation_id', '=', later.conversationId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(drafted.madeFrom)).to.include(now.hash)
    expect(drafted.text).to.include('하하')

    await page.click('a.view:has-text("지난 판")')
    await page.click('.one-version:has-text("처음부터 있던 것") button:has-text("되돌리기")')
    await page.fill('[role=dialog] textarea', '아직 일러요')
    await page.click('[role=dialog] button.main')
    await page.waitForSelector('#toast.shown:has-text("되돌렸어요")')
    expect((await live()).hash).to.equal(before.hash)
    await page.waitForSelector(`#live-version .hash[title="${before.hash}"]`)
    const noted = await db
      .selectFrom('events')
      .select('why')
      .where('kind', '=', 'prompt')
      .orderBy('id')
      .execute()
    expect(noted.map(({ why }) => why)).to.deep.equal(['plain/ko: 조금만 웃게', 'plain/ko: 아직 일러요'])
  })

  it('lets an owner overrule a failing case with a reason, and writes it down', async () => {
    const must = [{ kind: 'contains', text: '없는 말' }]
    const words = { name: '못 지킬 약속', message: '안녕하세요!', channel: 'webhook', must }
    expect((await house.call('/api/cases', words)).status).to.equal(200)
    await enterAs('owner')
    await open('prompts/_voice')
    await page.click(code)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('- Be brief.')
    await page.click('a.view:has-text("써 보기")')
    await page.click('.picker fieldset:last-child label:has-text("못 지킬 약속")')
    await page.click('#try')
    await shows('준비된 문장이 답했어요', '.try')
    await publish('짧게 말하기')
    await shows('“없는 말”이(가) 있어야 해요 — 없어요', '.failing')
    await page.click('#failing a:has-text("못 지킬 약속")')
    await page.waitForSelector('.case-form')
    await page.waitForSelector('#failing', { state: 'detached' })
    await open('prompts/_voice')
    await page.click('#publish')
    expect(await page.inputValue('textarea[name=reason]')).to.equal('짧게 말하기')
    await page.click('form.publish button[type=submit]')
    await shows('“없는 말”이(가) 있어야 해요 — 없어요', '.failing')
    await page.fill('textarea[name=reason]', '')
    await page.fill('[name=overrule]', '사례가 낡았어요')
    // Past the cases, but not without saying why at all.
    expect(await page.isDisabled('#overrule button')).to.equal(true)
    await page.fill('textarea[name=reason]', '짧게 말하기')
    await page.click('#overrule button')
    await page.waitForSelector('#toast.shown:has-text("발행했어요")')
    expect((await live('_voice')).source).to.match(/- Be brief\.$/)
    const noted = await house.test.db
      .selectFrom('events')
      .select('why')
      .where('kind', '=', 'cases-overruled')
      .execute()
    expect(noted).to.deep.equal([{ why: '_voice: 사례가 낡았어요' }])
  })

  it('helps while one types, marks what is wrong on its line, and hears no keys of the desk', async () => {
    await enterAs('admin')
    await page.goto(`${house.server.url}/desk/to-approve`)
    await page.waitForSelector('.tabs')
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await page.click('a:has-text("reply-question")')
    await page.click(code)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\ng d {{brandN')
    // By the mouse: keys that follow too soon are meant for the text, and a test is always too soon.
    await page.click('.cm-tooltip-autocomplete li:has-text("brandName")')
    await page.waitForSelector('.cm-line:has-text("g d {{brandName}}")')
    expect(page.url()).to.include('/desk/tuning/prompts/reply-question')
    await page.keyboard.type(' {{customer}}')
    const line = (files.get('reply-question')?.text ?? '').split('\n').length + 1
    await shows(`${line}번째 줄`, '#fault')
    await shows('“customer”은(는) input에 적지 않은 값이에요', '#fault')
    await page.waitForSelector('.cm-lintRange-error')

    await page.reload()
    await page.click(code)
    await page.keyboard.press('Control+End')
    await page.waitForSelector('.cm-line:has-text("{{customer}}")')
    await shows(`${line}번째 줄`, '#fault')
    expect(await page.isDisabled('#publish')).to.equal(true)
    await shows('발행하기 전에 틀린 곳을 고쳐 주세요', '.publish-bar')
    await page.keyboard.press('Control+Enter')
    expect(await page.locator('form.publish').count()).to.equal(0)
    for (let letters = 0; letters < ' {{customer}}'.length; letters += 1)
      await page.keyboard.press('Backspace')
    await page.waitForSelector('#publish:enabled')
    await shows('아직 아무 답에도 쓰이지 않아요', '.publish-bar')
    await page.keyboard.type('{{#if brandName}}')
    await shows('닫히지 않았어요', '#fault')
    expect(await page.isDisabled('#publish')).to.equal(true)
    await page.click('#discard')
    await page.click('[role=dialog] button.main')
    await page.waitForSelector('#publish', { state: 'detached' })
    await page.click(code)
    await page.keyboard.press('Control+End')
    await page.waitForSelector('.cm-line:has-text("Answer with one JSON object")')
    expect(await page.locator('.cm-line:has-text("{{customer}}")').count()).to.equal(0)
  })

  it('gives the words as much of the window as there is, in letters of one width', async () => {
    await enterAs('admin')
    await open('prompts/reply-question')
    await page.waitForSelector(code)
    const measured = () =>
      page.evaluate(`(() => {
        const box = document.querySelector('.code').getBoundingClientRect()
        const below = document.querySelector('.edit-words').getBoundingClientRect().bottom
        const scroller = document.querySelector('.code').shadowRoot.querySelector('.cm-scroller')
        return { height: box.height, below, inner: scroller.clientHeight, all: scroller.scrollHeight, font: getComputedStyle(scroller).fontFamily }
      })()`) as Promise<{ height: number; below: number; inner: number; all: number; font: string }>
    const wide = await measured()
    expect(wide.below).to.be.within(860, 900)
    expect(wide.inner).to.be.within(wide.height - 4, wide.height)
    expect(wide.all, 'scrolls in itself').to.be.above(wide.inner)
    expect(wide.font).to.match(/^"?D2Coding.*\bmonospace\b/)
    await page.setViewportSize({ width: 1440, height: 1100 })
    expect((await measured()).height).to.be.closeTo(wide.height + 200, 2)
    await page.setViewportSize({ width: 1440, height: 500 })
    expect((await measured()).height).to.equal(320)
  })

  it('tells who began with older words, loses nothing of theirs, and shows both', async () => {
    await enterAs('admin')
    await open('prompts/_voice')
    await page.click(code)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('- Mine.')
    await page.waitForSelector('#publish')
    const put = { source: `${voice}- Theirs.\n`, reason: 'faster' }
    expect((await house.call('/api/prompts/_voice', put, {}, 'PUT')).status).to.equal(200)
    await publish('내 것')
    await page.waitForSelector('form.publish [role=alert]:has-text("동료가 다른 것을 발행했어요")')
    await page.keyboard.press('Escape')
    expect((await live('_voice')).source)
      .to.include('Theirs.')
      .and.not.include('Mine.')
    await page.click('#overtaken a')
    await page.waitForSelector('.cm-merge-a .cm-line:has-text("Theirs.")')
    await page.waitForSelector('.cm-merge-b .cm-line:has-text("Mine.")')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.waitForSelector('.cm-deletedChunk:has-text("Theirs.")')
    await page.click('#overtaken button')
    await publish('보고 나서')
    await page.waitForSelector('#toast.shown:has-text("발행했어요")')
    expect((await live('_voice')).source)
      .to.include('Mine.')
      .and.not.include('Theirs.')
  })

  it('makes, runs, changes and deletes cases, and keeps what was typed', async () => {
    await enterAs('admin')
    await open('cases')
    await shows('아직 사례가 없어요')
    await page.click('a:has-text("새 사례")')
    await page.fill('input[name=name]', '칭찬')
    await page.fill('textarea[name=message]', '오늘 직원분이 정말 친절했어요! 제 번호는 010-1234-5678이에요')
    await page.selectOption('.check-fields li:first-child select.mantine-NativeSelect-input >> nth=1', 'en')
    await page.reload()
    await page.waitForSelector('input[name=name][value="칭찬"]')
    await page.click('form.case-form button[type=submit]')
    await page.waitForSelector('.case-list')
    await page.click('#run-cases')
    await shows('1개 가운데 1개가 어긋났어요')
    await shows('답의 언어: 영어 — 한국어', '#ran')
    const { cases } = await read<{ cases: { id: string; message: string }[] }>('/api/cases')
    expect(cases[0]?.message).to.not.include('010-1234-5678')

    await page.click('.case-list a')
    await page.selectOption('.check-fields li:first-child select.mantine-NativeSelect-input >> nth=1', 'ko')
    await page.click('form.case-form button[type=submit]')
    await page.click('#run-cases')
    await shows('1개 모두 통과했어요')
    await page.click('.case-list a')
    await page.click('#remove-case')
    await page.click('[role=dialog] button.main')
    await shows('아직 사례가 없어요')
    expect(await read('/api/cases')).to.deep.equal({ cases: [] })
  })

  it('begins a case on the network of the brand’s first account, by the name that the accounts have it by', async () => {
    const { db } = house.test
    await db.updateTable('accounts').set({ channel: 'mastodon' }).where('id', '=', accountId).execute()
    await enterAs('admin')
    await open('cases/new')
    await page.waitForSelector('select[name=channel] option:text-is("Mastodon")', { state: 'attached' })
    expect(await page.inputValue('select[name=channel]')).to.equal('mastodon')
    const offered = await page.locator('select[name=channel] option').allInnerTexts()
    expect(offered).to.deep.equal(['Mastodon', '웹훅'])
    const long = '배송이 아직도 안 왔는데 언제 오나요? '.repeat(12).trim()
    await page.fill('input[name=name]', '늦은 배송에 날짜를 약속하지 않고 지금 어디에 있는지 알려 주기')
    await page.fill('textarea[name=message]', long)
    await page.click('form.case-form button[type=submit]')
    await page.waitForSelector('.case-list')
    const { cases } = await read<{ cases: { channel: string }[] }>('/api/cases')
    expect(cases.map(({ channel }) => channel)).to.deep.equal(['mastodon'])
    const line = (await page.evaluate(`(() => {
      const said = document.querySelector('.case-list .said-short')
      const name = document.querySelector('.case-list .name')
      return { high: said.clientHeight / parseFloat(getComputedStyle(said).lineHeight), cut: name.scrollWidth > name.clientWidth }
    })()`)) as { high: number; cut: boolean }
    expect(line.high).to.be.closeTo(2, 0.2)
    expect(line.cut).to.equal(false)
  })

  it('is not offered to who may not tune', async () => {
    const { conversationId } = await makeScene(house.test.db, '안녕하세요', { accountId })
    await enterAs('approver')
    await page.goto(`${house.server.url}/desk/all/${conversationId}`)
    await page.click('.more-acts')
    await page.waitForSelector('[role=menuitem]')
    expect(await page.locator('[role=menuitem]:has-text("사례로")').count()).to.equal(0)
    await page.keyboard.press('Escape')
    await open('prompts')
    await shows('이곳은 관리자와 소유자만', '.tuning')
    expect(await page.locator('.tuning-rooms').count()).to.equal(0)
  })
})
