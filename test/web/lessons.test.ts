import { expect } from 'chai'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { makeReview } from '../../src/desk/review.ts'
import { insertLesson } from '../../src/store/lessons.ts'
import { deskTools, makeColleague, makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { cut, type HostilePage, stored, useHostilePage } from './hostile-page.ts'
import { roomLooks, watchLooks } from './room-looks.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('the room of lessons', () => {
  const openPage = useStaffPage()
  const list = '.lesson-list'

  async function open({ house, page, signIn }: StaffPage, english = false): Promise<void> {
    await page.goto(`${house.server.url}/desk/tuning/lessons`)
    await signIn()
    await page.waitForSelector(english ? 'text=Nothing has been learned yet.' : 'text=아직 배운 것이 없어요.')
  }

  /** An account of the house's own brand, on which colleagues decide about three drafts. */
  async function decideThree({ house }: StaffPage, say: readonly [string, string, string, string]) {
    const { db } = house.test
    const { id: accountId } = await seedAccount(db, { nativeId: 'lessons' })
    await db
      .updateTable('accounts')
      .set({ brand_id: house.brandId, name: 'Brand' })
      .where('id', '=', accountId)
      .execute()
    const colleague = await makeColleague(db, 'Mina')
    const review = makeReview(deskTools(db))
    const [asked, drafted, sent, note] = say
    for (const what of ['approve', 'edit', 'refuse'] as const) {
      const scene = await makeScene(db, asked, { accountId, handle: `${what}@town.example`, name: 'Hana' })
      const { id, hash } = await scene.draft(drafted)
      const language = JSON.stringify(/[가-힣]/.test(asked) ? 'ko' : 'en')
      await sql`update mentions set classification = jsonb_set(classification, '{language}', ${language}::jsonb)
        where conversation_id = ${scene.conversationId}`.execute(db)
      const seen = { conversationId: scene.conversationId, draftId: id, hash, colleague }
      const { kind } =
        what === 'approve'
          ? await review.approve(seen)
          : what === 'edit'
            ? await review.editAndApprove({ ...seen, text: sent, because: 'fact', note })
            : await review.refuse({ ...seen, because: 'tone', reason: note })
      expect(kind).to.be.oneOf(['approved', 'refused'])
    }
    return { accountId, colleague }
  }
  async function shows(page: Page, count: number): Promise<void> {
    await page.waitForSelector(`${list} > li:nth-child(${count})`)
    await page.waitForSelector(`${list} > li:nth-child(${count + 1})`, { state: 'detached' })
  }
  const korean = [
    '배송이 언제 오나요?',
    '바로 살펴볼게요!',
    '궁금하셨죠. 곧 살펴볼게요!',
    '너무 짧아요',
  ] as const
  const english = ['When will it come?', 'Let me look!', 'Good question. Let me look!', 'too short'] as const

  it('shows what became of each draft, word by word, and is narrowed in the address', async () => {
    const staff = await openPage()
    const { page } = staff
    await open(staff)
    await decideThree(staff, korean)
    await page.reload()
    await page.waitForSelector(`${list} > li`)
    const shown = await page.locator(`${list} > li`).allInnerTexts()
    expect(shown).to.have.length(3)
    expect(shown[0]).to.match(/보내지 않음[\s\S]*말투 너무 짧아요/)
    expect(shown[1]).to.match(/고쳐 보냄[\s\S]*사실 너무 짧아요/)
    expect(shown[2]).to.contain('그대로 보냄')
    expect(await page.locator(`${list} > li:nth-child(2) del`).allInnerTexts()).to.include('바로')
    expect((await page.locator(`${list} > li:nth-child(2) ins`).allInnerTexts()).join('')).to.contain('궁금')
    await page.getByLabel('동료가 한 일').selectOption('edited')
    await shows(page, 1)
    expect(new URL(page.url()).search).to.equal('?kind=edited')
    await page.getByLabel('언어').last().selectOption('en')
    await page.waitForSelector('text=이렇게 거르면 남는 것이 없어요.')
  })

  it('forgets one after asking: it is no example any more, and the audit log says who', async () => {
    const staff = await openPage()
    const { page, house } = staff
    await open(staff)
    await decideThree(staff, korean)
    await page.reload()
    await page.click(`${list} > li:first-child button`)
    await page.click('[role=dialog] button.main')
    await shows(page, 2)
    const left = await house.test.db.selectFrom('lessons').select('kind').execute()
    expect(left.map(({ kind }) => kind)).to.have.members(['approved', 'edited'])
    const noted = await house.test.db
      .selectFrom('events')
      .select('who')
      .where('kind', '=', 'lesson-removed')
      .execute()
    const admin = await house.test.db
      .selectFrom('colleagues')
      .select('id')
      .where('email', '=', house.admin.email)
      .executeTakeFirstOrThrow()
    expect(noted).to.deep.equal([{ who: `colleague:${admin.id}` }])
  })

  it('shows older ones when asked, each once', async () => {
    const staff = await openPage()
    const { page, house } = staff
    await open(staff)
    const { accountId, colleague } = await decideThree(staff, korean)
    const { db } = house.test
    const { draft_id: draftId } = await db.selectFrom('lessons').select('draft_id').executeTakeFirstOrThrow()
    for (let n = 0; n < 60; n += 1)
      await insertLesson(db, {
        ...{ brandId: house.brandId, accountId, draftId, colleagueId: colleague.id, kind: 'approved' },
        ...{ reason: null, note: null, language: 'ko', intent: 'chatter', visibility: 'public' },
        ...{ message: `말 ${n}`, draft: '네', reply: '네', overruled: false },
      })
    await page.reload()
    await shows(page, 50)
    await page.click('#more-lessons')
    await shows(page, 63)
    expect(await page.locator('#more-lessons').count()).to.equal(0)
  })

  for (const look of roomLooks)
    it(`looks right and is open to everybody: ${look.name}, ${look.width} × ${look.height}`, async () => {
      const staff = await openPage({}, look.locale)
      const { page } = staff
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize(look)
      const isEnglish = look.locale.startsWith('en')
      const { wrong, looked } = watchLooks(page, { ...look, name: `${look.name}-lessons` })
      await open(staff, isEnglish)
      await looked('none')
      await decideThree(staff, isEnglish ? english : korean)
      await page.reload()
      await page.waitForSelector(`${list} > li`)
      await looked('three')
      await page.click(`${list} > li:first-child button`)
      await page.waitForSelector('[role=dialog]')
      await looked('forget', { covered: true })
      expect(wrong).to.deep.equal([])
    })
})

describe('words that were written to run, among the lessons', function () {
  this.timeout(900_000)
  const openPage = useHostilePage()

  it('are words among the lessons', async () => {
    const words = stored.map((one) => cut(one, 4_000))
    async function plant({ test: { db }, brandId }: HostilePage['house']) {
      const { id: accountId } = await seedAccount(db, { nativeId: 'lessons' })
      await db.updateTable('accounts').set({ brand_id: brandId }).where('id', '=', accountId).execute()
      const scene = await makeScene(db, '안녕하세요', { accountId })
      const { id: draftId } = await scene.draft('네')
      const { id: colleagueId } = await db.selectFrom('colleagues').select('id').executeTakeFirstOrThrow()
      for (const one of words)
        await insertLesson(db, {
          ...{ brandId, accountId, draftId, colleagueId, kind: 'refused', reason: 'other', note: one },
          ...{ language: 'ko', intent: 'chatter', visibility: 'public', overruled: true },
          ...{ message: one, draft: one, reply: null },
        })
    }
    const staff = await openPage('/desk/tuning/lessons', plant)
    await staff.page.waitForSelector('.lesson-list > li:nth-child(50)')
    for (let shown = 50; shown < words.length; shown += 50) {
      await staff.page.click('#more-lessons')
      await staff.page.waitForSelector(`.lesson-list > li:nth-child(${Math.min(shown + 50, words.length)})`)
    }
    await staff.allStand('.lesson-list', words)
  })
})
