import { expect } from 'chai'
import type { Classification } from '../../src/core/intent.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { readingOf } from '../support/reading.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('what was read, on the staff’s page', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']

  const read = readingOf({
    intent: 'question',
    intents: [
      { value: 'question', confidence: 0.82 },
      { value: 'complaint', confidence: 0.41 },
    ],
    topic: 'delivery',
    level: 'polite',
    confidence: 0.82,
    sure: { intent: 0.82, feeling: 0.64, topic: 0.9 },
    words: { intent: ['언제 와요'], topic: ['<b>배송</b>'] },
    why: ['언제 와요'],
  })

  /** A message that was read like this, opened; its answer waits. */
  async function opened(change: Partial<Classification> = {}, locale = 'ko-KR'): Promise<Scene> {
    const { signIn, ...open } = await openPage({}, locale)
    ;({ house, page } = open)
    const scene = await makeScene(house.test.db)
    await scene.draft('곧 가요!')
    await setReading(scene, change)
    await page.goto(house.server.url)
    await signIn()
    await page.click(`.item[data-id="${scene.conversationId}"]`)
    await page.waitForSelector('.how-read')
    return scene
  }

  async function setReading(scene: Scene, change: Partial<Classification>) {
    await house.test.db
      .updateTable('mentions')
      .set({ classification: JSON.stringify({ ...read, ...change }) })
      .where('conversation_id', '=', scene.conversationId)
      .execute()
  }

  const line = () => page.textContent('.how-read > .row')
  const decision = (name: string) =>
    page.locator('.how-read tr', { has: page.locator(`th:text-is("${name}")`) }).locator('td')
  const correction = async (scene: Scene) =>
    house.test.db
      .selectFrom('corrections as c')
      .innerJoin('mentions as m', 'm.id', 'c.mention_id')
      .select(['c.labels', 'm.classification'])
      .where('m.conversation_id', '=', scene.conversationId)
      .executeTakeFirst()
  const toast = (text: string) => page.waitForSelector(`#toast.shown.good:has-text("${text}")`)
  const focused = () => page.evaluate('document.activeElement.id')

  it('says who decided, how surely, and for what money', async () => {
    const scene = await opened({ by: 'model', costMicros: 1_234, differs: ['needsReply'] })
    expect(await line()).to.match(/^모델질문 · 차분 · .*82%.*\$0\.0012 — 언제 와요/)
    expect(await page.textContent('.how-read .differ')).to.equal('판단이 갈려요: 답이 필요한가')
    for (const [by, name] of [
      ['local', '분류기'],
      ['example', '고친 예시'],
      ['colleague', '동료'],
      ['rules', '규칙'],
    ] as const) {
      await setReading(scene, { by })
      house.change()
      await page.waitForSelector(`.chip.by:text-is("${name}")`)
    }
    expect(await line()).to.not.include('$')
    expect(await page.locator('.how-read .differ').count()).to.equal(0)
  })

  it('shows every decision with what led to it, as text, and stays open when something happens', async () => {
    await opened()
    await page.click('.how-read summary')
    expect(await page.locator('.how-read tbody tr').count()).to.equal(13)
    expect(await decision('의도').allTextContents()).to.deep.equal(['질문불만 41%언제 와요', '82%'])
    expect(await decision('주제').allTextContents()).to.deep.equal(['배송<b>배송</b>', '90%'])
    expect(await decision('위험').allTextContents()).to.deep.equal(['없음', ''])
    expect(await page.locator('.how-read b').count()).to.equal(0)
    const { conversationId } = (await house.test.db
      .selectFrom('mentions')
      .select('conversation_id as conversationId')
      .executeTakeFirstOrThrow()) as { conversationId: string }
    await house.call(`/api/conversations/${conversationId}/hand-over`, {})
    await page.waitForSelector('text=내가 맡고 있어요')
    await page.waitForSelector('.how-read details[open]')
  })

  it('is corrected by keys alone, and the result is seen', async () => {
    const scene = await opened()
    await page.focus('.how-read summary')
    await page.keyboard.press('c')
    await page.waitForSelector('form.correct')
    expect(await page.textContent('form.correct blockquote')).to.equal('배송 언제 와요?')
    // The intent has the focus; the key that opened the form chose nothing in it.
    expect(await page.inputValue('select[name=intent]')).to.equal('question')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await toast('새로 읽고 다시 써요')
    await page.waitForSelector('.chip.by:text-is("동료")')
    expect(await line()).to.match(/^동료불만 · 격분 · .*100%/)
    const saved = await correction(scene)
    expect(saved?.labels).to.deep.equal({ intent: 'complaint', feeling: 'vindictive' })
    expect(saved?.classification).to.include({ by: 'colleague', topic: 'delivery' })
    expect(await scene.stages()).to.deep.equal(['classified'])
    expect(await page.textContent('#story')).to.include('관리자 · 읽은 것을 고쳤어요')
    expect(await focused()).to.equal('every-decision-summary')
  })

  it('is corrected by its button, and a draft that fits stays', async () => {
    const scene = await opened()
    await page.click('.turn .link')
    await page.selectOption('select[name=topic]', '')
    await page.click('label:has-text("스팸이에요")')
    await page.click('label:has-text("법적 문제")')
    await page.click('label:has-text("언론")')
    await page.click('form.correct .main')
    await toast('다음부터 이렇게')
    expect((await correction(scene))?.labels).to.deep.equal({
      topic: null,
      spam: true,
      risks: ['legal', 'press'],
    })
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect(await page.inputValue('#reply')).to.equal('곧 가요!')
    expect(await focused()).to.match(/^correct-\d+$/)
  })

  it('is left as it was with Esc, and gives the focus back', async () => {
    const scene = await opened()
    await page.focus('#correct')
    await page.keyboard.press('Enter')
    await page.waitForSelector('form.correct')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Escape')
    await page.waitForSelector('form.correct', { state: 'hidden' })
    expect(await focused()).to.equal('correct')
    expect(await correction(scene)).to.equal(undefined)
  })

  it('says why it cannot be saved, and keeps what was chosen', async () => {
    const scene = await opened()
    await page.keyboard.press('c')
    await page.keyboard.press('Enter')
    await page.waitForSelector('form.correct .trouble:has-text("바꾼 것이 없어요")')
    await page.selectOption('select[name=intent]', 'complaint')
    const other = await house.newcomer()
    await house.test.db
      .updateTable('conversations')
      .set(({ selectFrom }) => ({
        held_by: selectFrom('colleagues').select('id').where('email', '=', other.email),
        leased_by: selectFrom('colleagues').select('id').where('email', '=', other.email),
        lease_until: new Date(Date.now() + 600_000),
      }))
      .execute()
    await page.keyboard.press('Enter')
    await page.waitForSelector('form.correct .trouble:has-text("새 동료님이 맡고 있는")')
    expect(await page.inputValue('select[name=intent]')).to.equal('complaint')
    expect(await correction(scene)).to.equal(undefined)
    // The page sees then that there is nothing to correct here.
    await page.keyboard.press('Escape')
    house.change()
    await page.waitForSelector('.notice:has-text("새 동료님이 맡고 있어요")')
    expect(await page.locator('#correct, .turn .link').count()).to.equal(0)
    await page.keyboard.press('c')
    expect(await page.locator('form.correct:visible').count()).to.equal(0)
  })

  it('speaks English, and is among the keys of the help', async () => {
    await opened({ by: 'example' }, 'en-US')
    expect(await line()).to.match(/^Corrected exampleQuestion · calm/)
    await page.keyboard.press('?')
    expect(await page.textContent('[role=dialog]')).to.include('Correct the reading')
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    expect(await page.textContent('form.correct')).to.include('needs a reply')
  })

  it('fits a phone without scrolling sideways', async () => {
    await opened({ words: { intent: ['가'.repeat(60)], risks: ['https://example.com/'.padEnd(60, 'x')] } })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.click('.how-read summary')
    expect(await page.evaluate('document.scrollingElement.scrollWidth > innerWidth')).to.equal(false)
    await page.click('#correct')
    expect(
      await page.evaluate(
        '(() => { const dialog = document.querySelector("[role=dialog]"); return dialog.scrollWidth > dialog.clientWidth })()',
      ),
    ).to.equal(false)
    // The way to end it is in sight, however long the form is.
    const box = await page.locator('form.correct .main').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).to.be.lessThan(844)
  })
})
