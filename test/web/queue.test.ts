import { expect } from 'chai'
import { sql } from 'kysely'
import { Policy } from '../../src/core/policy.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { findSend, recordAttempt, settleSent } from '../../src/store/sends.ts'
import { deskTools, makeColleague, makeScene, type Scene } from '../desk/scene.ts'
import { readingOf } from '../support/reading.ts'
import { keepToasts, type StaffPage, useStaffPage } from './staff-page.ts'

describe('the queue in the console', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let fillIn: StaffPage['signIn']

  async function open(locale = 'ko-KR') {
    ;({ house, page, signIn: fillIn } = await openPage({}, locale))
  }
  async function signIn(place = '') {
    await page.goto(`${house.server.url}${place}`)
    await fillIn()
    await page.waitForSelector('#list')
  }
  async function drafted(
    text: string,
    more: Parameters<typeof readingOf>[0] = {},
    setting = {},
  ): Promise<Scene> {
    const scene = await makeScene(house.test.db, text, setting)
    await scene.draft('네, 곧 알려 드릴게요.')
    await house.test.db
      .updateTable('mentions')
      .set({ classification: JSON.stringify(readingOf(more)) })
      .where('conversation_id', '=', scene.conversationId)
      .execute()
    return scene
  }
  /** The page is told of it as it is by the stream. */
  async function make(scene: Scene, set: { due_at?: Date; assignee_id?: string | null }) {
    await house.test.db
      .updateTable('queue')
      .set(set)
      .where('conversation_id', '=', scene.conversationId)
      .execute()
  }
  const item = (scene: Scene) => `.item[data-id="${scene.conversationId}"]`
  /** Waits until exactly these are listed, in this order. */
  const listed = (...scenes: Scene[]) => {
    const each = scenes.map((one, at) => `:has(> li:nth-child(${at + 1}) ${item(one)})`)
    return page.waitForSelector(`#items ul${each.join('')}:not(:has(> li:nth-child(${scenes.length + 1})))`)
  }
  const assigneeOf = async (scene: Scene) =>
    (
      await house.test.db
        .selectFrom('queue')
        .select('assignee_id')
        .where('conversation_id', '=', scene.conversationId)
        .executeTakeFirstOrThrow()
    ).assignee_id
  const me = async () => ((await (await house.call('/api/me')).json()) as { id: string }).id
  const minute = 60_000

  describe('in Korean', () => {
    beforeEach(() => open())

    it('says on each row until when, how urgent, who looks at it, that it is put off, and why it stands there', async () => {
      const late = await drafted('카드가 두 번 결제됐어요', { intent: 'complaint', urgency: 'now' })
      const early = await drafted('영업시간이 궁금해요', { intent: 'question' })
      const mina = await makeColleague(house.test.db, '민아')
      await make(late, { due_at: new Date(Date.now() - 125 * minute) })
      await make(early, { due_at: new Date(Date.now() + 23.5 * minute), assignee_id: mina.id })
      await signIn()
      await page.waitForSelector(item(early))
      expect(await page.textContent(`${item(late)} .due.late`)).to.equal(' 2시간 지남')
      expect(await page.textContent(`${item(late)} .chips`)).to.include('지금 바로')
      expect(await page.textContent(`${item(early)} .due`)).to.equal(' 23분 남음')
      expect(await page.textContent(`${item(early)} .chip.assignee`)).to.include('민아')
      expect(await page.getAttribute(item(late), 'title')).to.match(/^지금 당장.*안에 답해요\.$/)
      await listed(late, early)
      const until = new Date(Date.now() + 60 * minute)
      await house.call(`/api/conversations/${early.conversationId}/snooze`, { until: until.toISOString() })
      await page.goto(`${house.server.url}/desk/all`)
      await page.waitForSelector(`${item(early)} .chip.snoozed`)
      expect(await page.textContent(`${item(early)} .chip.snoozed`)).to.include('까지 미룸')
    })

    it('counts on the tabs what the list is narrowed to, and goes on doing so as more comes', async () => {
      const one = await drafted('배송 언제 와요?')
      await drafted('환불 되나요?')
      const count = (tab: string, number: number) =>
        page.waitForSelector(`.count.${tab}:text-is("${number}")`)
      await signIn(`/desk/to-approve?account=${one.accountId}`)
      await count('to-approve', 1)
      await count('all', 1)
      await drafted('영업시간이 궁금해요')
      await drafted('하나 더요', {}, { accountId: one.accountId, handle: '@two@town.example' })
      house.change()
      await count('to-approve', 2)
      await count('all', 2)
      await page.goto(`${house.server.url}/desk/to-approve`)
      await count('to-approve', 4)
      await drafted('또 하나요')
      house.change()
      await count('to-approve', 5)
    })

    it('shows the rule as it holds for the brand', async () => {
      await drafted('배송 언제 와요?')
      await signIn()
      await page.click('.open-rule')
      await page.waitForSelector('.rule tbody tr')
      const rule = (await page.textContent('.rule')) ?? ''
      expect(rule).to.include('Asia/Seoul')
      expect(rule).to.include('지금 당장: 밤낮 없이 30분 안에 답해요.')
      await page.keyboard.press('Escape')
      await page.waitForSelector('.rule', { state: 'detached' })
      expect(await page.evaluate('document.activeElement.className')).to.include('open-rule')
    })

    it('narrows and orders by the address, which leads to the same list for whoever follows it', async () => {
      const angry = await drafted('화나요', { intent: 'complaint', feeling: 'angry' })
      const calm = await drafted('언제 와요?', { intent: 'question' })
      const direct = await drafted('제 주문이요', { intent: 'question' }, { visibility: 'direct' })
      await signIn()
      await page.waitForSelector(item(direct))
      await page.click('.open-filter')
      await page.click('.filters .pill:text-is("질문")')
      await page.waitForSelector(item(angry), { state: 'detached' })
      await page.click('.filters .pill:text-is("쪽지")')
      await page.waitForSelector(item(calm), { state: 'detached' })
      await listed(direct)
      expect(await page.textContent('.open-filter')).to.equal('거르기 (2)')
      await page.keyboard.press('Escape')
      expect(new URL(page.url()).search).to.equal('?intent=question&visibility=direct')
      await page.reload()
      await page.waitForSelector(item(direct))
      await listed(direct)
      await page.click(item(direct))
      await page.waitForSelector('#reply')
      expect(new URL(page.url()).search).to.equal('?intent=question&visibility=direct')
      await page.click('.filter-chip:has-text("쪽지")')
      await page.waitForSelector(item(calm))
      await page.click('.filters-on .link')
      await page.waitForSelector(item(angry))
      await page.click('.open-sort')
      await page.click('[role=menuitemradio]:has-text("오래된 순")')
      await page.waitForURL('**/*?sort=oldest')
      await page.waitForSelector('.item')
      await listed(angry, calm, direct)
      await page.goto(`${house.server.url}/desk/to-approve?intent=nonsense&feeling=angry,nonsense&sort=worst`)
      await page.waitForSelector(item(angry))
      await listed(angry)
    })

    it('narrows by who is to look at it, by what is overdue, and by what was found in the draft', async () => {
      const mina = await makeColleague(house.test.db, '민아')
      const hers = await drafted('첫째')
      const late = await drafted('둘째')
      const found = await makeScene(house.test.db, '셋째')
      const finding = { code: 'promise', ko: '약속', en: 'promise', severity: 'person', span: null } as const
      await found.draft('꼭 해 드릴게요.', [finding])
      await make(hers, { assignee_id: mina.id })
      await make(late, { due_at: new Date(Date.now() - minute) })
      await signIn()
      await page.waitForSelector(item(found))
      await page.click('.open-filter')
      await page.selectOption('.filters select[aria-label^="동료"]', { label: '민아' })
      await page.waitForSelector(item(found), { state: 'detached' })
      await listed(hers)
      await page.keyboard.press('Escape')
      await page.click('.filter-chip:has-text("민아")')
      await page.waitForSelector(item(found))
      await page.click('.open-filter')
      await page.selectOption('.filters select[aria-label^="고르기"]', { label: '약속' })
      await page.waitForSelector(item(late), { state: 'detached' })
      await listed(found)
      await page.keyboard.press('Escape')
      await page.click('.filters-on .link')
      await page.waitForSelector(item(late))
      await page.click('.open-filter')
      await page.click('.filters .pill:has-text("지난 것만")')
      await page.waitForSelector(item(found), { state: 'detached' })
      await listed(late)
    })

    it('narrows by brand, where there are several, and by how long something has waited', async () => {
      const { db } = house.test
      const ours = await drafted('우리 것')
      await db
        .updateTable('accounts')
        .set({ brand_id: house.brandId })
        .where('id', '=', ours.accountId)
        .execute()
      const theirs = await drafted('두 번째 상회')
      const { id: second } = await db
        .insertInto('brands')
        .values({ name: '두 번째 상회', policy: JSON.stringify(Policy.parse({})) })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db.updateTable('accounts').set({ brand_id: second }).where('id', '=', theirs.accountId).execute()
      await db
        .updateTable('queue')
        .set({ brand_id: second })
        .where('conversation_id', '=', theirs.conversationId)
        .execute()
      const old = await drafted('어제 것')
      const yesterday = new Date(Date.now() - 25 * 60 * minute)
      await db
        .updateTable('queue')
        .set({ opened_at: yesterday })
        .where('conversation_id', '=', old.conversationId)
        .execute()
      await signIn()
      await page.waitForSelector(item(theirs))
      await page.click('.open-filter')
      await page.click('.filters .pill:text-is("두 번째 상회")')
      await page.waitForSelector(item(old), { state: 'detached' })
      await listed(theirs)
      await page.keyboard.press('Escape')
      await page.click('.filter-chip:has-text("두 번째 상회")')
      await page.waitForSelector(item(old))
      await page.click('.open-filter')
      await page.click('.filters .pill:text-is("1일 넘게")')
      await page.waitForSelector(item(theirs), { state: 'detached' })
      await listed(old)
      expect(new URL(page.url()).search).to.equal('?minutesOld=1440')
      await page.keyboard.press('Escape')
      await page.click('.filter-chip:has-text("1일 넘게")')
      await page.waitForSelector(item(theirs))
    })

    it('gives the next one by a key, lists it as mine, and passes it on', async () => {
      const first = await drafted('먼저요')
      const second = await drafted('다음이요')
      const mina = await makeColleague(house.test.db, '민아')
      await make(first, { due_at: new Date(Date.now() - minute) })
      await signIn()
      await page.waitForSelector(item(second))
      await page.keyboard.press('n')
      await page.waitForSelector('#reply')
      expect(new URL(page.url()).pathname).to.equal(`/desk/all/${first.conversationId}`)
      expect(await assigneeOf(first)).to.equal(await me())
      await page.waitForSelector(`${item(first)} .chip.assignee:has-text("나")`)
      await listed(first)
      house.change()
      await page.waitForSelector('.count.mine:text-is("1")')
      await page.click('.open-assign')
      await page.click('[role=menuitem]:has-text("민아")')
      await page.waitForSelector('.open-assign:has-text("민아")')
      expect(await assigneeOf(first)).to.equal(mina.id)
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page.keyboard.press('t')
      await page.waitForURL('**/desk/to-approve')
      await page.waitForSelector(item(second))
      await page.click(item(second))
      await page.waitForSelector(`.bubble:has-text("다음이요")`)
      await page.keyboard.press('i')
      await page.waitForSelector('.open-assign:has-text("볼 사람: 나")')
      expect(await assigneeOf(second)).to.equal(await me())
      await page.keyboard.press('n')
      await page.waitForSelector('#toast:has-text("지금은 새로 받을 대화가 없어요")')
    })

    it('says who was given it meanwhile, and changes nothing', async () => {
      const scene = await drafted('누가 보나요?')
      const mina = await makeColleague(house.test.db, '민아')
      const toasts = await keepToasts(page)
      await signIn()
      await page.click(item(scene))
      await page.waitForSelector('.open-assign')
      await page.route('**/assign', async (route) => {
        await make(scene, { assignee_id: mina.id })
        await route.continue()
      })
      await page.keyboard.press('i')
      await toasts.until('그 사이 민아님이 보기로 했어요')
      await page.waitForSelector('.open-assign:has-text("민아")')
      expect(await assigneeOf(scene)).to.equal(mina.id)
    })

    it('keeps whether I am given conversations and how many', async () => {
      await signIn()
      const menu = async () => {
        await page.click('button[aria-label^="내 메뉴"]')
        await page.waitForSelector('#availability')
      }
      await menu()
      expect(await page.textContent('#availability')).to.equal('대화 받기: 꺼짐')
      await page.click('#availability')
      await page.check('input[name=available]')
      await page.fill('input[name=capacity]', '501')
      await page.click('form.availability .main')
      expect(await page.evaluate('document.querySelector("input[name=capacity]").validity.valid')).to.equal(
        false,
      )
      await page.fill('input[name=capacity]', '7')
      await page.click('form.availability .main')
      await page.waitForSelector('#toast:has-text("저장했어요")')
      await menu()
      await page.waitForSelector('#availability:has-text("켜짐 (0/7)")')
    })

    it('stops all sending with a reason, tells everybody who and why, and resumes', async () => {
      await signIn()
      await page.click('#stop')
      expect(await page.isDisabled('form.stop .main')).to.equal(true)
      await page.fill('form.stop textarea', '요금 안내가 틀렸어요')
      await page.click('form.stop .main')
      await page.waitForSelector('#stopped.shown')
      const bar = (await page.textContent('#stopped')) ?? ''
      expect(bar).to.include('요금 안내가 틀렸어요').and.to.include('관리자')
      const stopped = (await (await house.call('/api/stop')).json()) as { stopped: { why: string } }
      expect(stopped.stopped.why).to.equal('요금 안내가 틀렸어요')
      await page.reload()
      await page.click('#stopped button')
      await page.click('[role=dialog] .main')
      await page.waitForSelector('#stopped:not(.shown)', { state: 'attached' })
      expect(await (await house.call('/api/stop')).json()).to.deep.equal({ stopped: null })
      await page.keyboard.press('Control+k')
      await page.fill('.palette input', '멈추기')
      await page.keyboard.press('Enter')
      await page.waitForSelector('form.stop')
    })

    it('keeps what was typed when stopping did not get through', async () => {
      await signIn()
      await page.click('#stop')
      await page.fill('form.stop textarea', '잘못된 글')
      await page.route('**/api/stop', (route) => route.abort())
      await page.click('form.stop .main')
      await page.waitForSelector('form.stop:has-text("서버에 닿지 않아요")')
      expect(await page.inputValue('form.stop textarea')).to.equal('잘못된 글')
    })

    it('offers who may only read neither the switch nor the next one', async () => {
      await drafted('읽기만 해요')
      const newcomer = await house.newcomer()
      await house.test.db.updateTable('colleagues').set({ must_change: false }).execute()
      await house.call('/api/stop', { why: '시험으로 멈춰요' })
      await page.goto(house.server.url)
      await page.fill('input[name=email]', newcomer.email)
      await page.fill('input[name=password]', newcomer.password)
      await page.click('button.main')
      await page.click('.item')
      await page.waitForSelector('.standing:has-text("볼 사람: 아무도 없음")')
      await page.waitForSelector('#stopped.shown:has-text("관리자나 소유자가 할 수 있어요")')
      expect(await page.locator('#stopped button, #stop, #take-next, .open-assign').count()).to.equal(0)
    })

    it('closes a conversation where nothing is open, and offers it nowhere else', async () => {
      const { db } = house.test
      const scene = await drafted('영업시간이 어떻게 되나요?')
      const open = await drafted('이건 아직 열려 있어요')
      const { conversationId } = scene
      const mina = await makeColleague(db, '민아')
      const version = await scene.version()
      const desk = deskTools(db)
      await makeSendByHand(desk)({ conversationId, version, colleague: mina, text: '아홉 시부터요.' })
      await makeHandover(desk).giveBack({ conversationId, colleague: mina })
      await sql`update accounts set lease_node = 'here', lease_epoch = 1, lease_until = now() + interval '1 hour'`.execute(
        db,
      )
      const send = await findSend(db, (await scene.sends()).at(-1)?.id as string)
      if (!send) throw new Error('no send')
      await recordAttempt(db, send, { node: 'here', epoch: '1', callMs: 1_000 }, null)
      await settleSent(db, send, { nativeId: 'theirs', url: null, ref: null }, null)
      await signIn('/desk/to-approve')
      await page.click(item(open))
      await page.waitForSelector('#send')
      expect(await page.locator('#close').count()).to.equal(0)
      await page.goto(`${house.server.url}/desk/waiting-for-customer`)
      await page.click(item(scene))
      // A message that comes between the look and the click keeps it open.
      await page.route('**/close', async (route) => {
        await scene.say('하나 더 여쭤볼게요')
        await route.continue()
      })
      await page.click('#close')
      await page.waitForSelector('#notice:has-text("아직 답을 기다리는 말이 있어요")')
    })

    it('lists as done what was closed', async () => {
      const scene = await drafted('고마워요')
      await signIn()
      await house.test.db
        .updateTable('queue')
        .set({ open: false, to_approve: false, waits_until: new Date(Date.now() + 60 * minute) })
        .where('conversation_id', '=', scene.conversationId)
        .execute()
      await page.goto(`${house.server.url}/desk/waiting-for-customer/${scene.conversationId}`)
      await page.click('#close')
      await page.waitForSelector('#toast:has-text("했어요")')
      await page.waitForSelector('#items .empty')
      await page.goto(`${house.server.url}/desk/done`)
      await page.waitForSelector(item(scene))
    })
  })
})
