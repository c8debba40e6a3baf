import { expect } from 'chai'
import type { Finding } from '../../src/core/draft.ts'
import type { Helping } from '../../src/desk/helping.ts'
import { readConversation } from '../../src/store/desk.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('help for a colleague, on the staff’s page', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']

  async function signedIn(...how: Parameters<typeof openPage>) {
    ;({ house, page, signIn } = await openPage(...how))
  }
  async function openDesk(scene: Scene) {
    await page.goto(`${house.server.url}/#${scene.conversationId}`)
    await signIn()
    await page.waitForSelector('.conversation')
  }
  async function drafted(text: string, findings: Finding[] = []): Promise<Scene> {
    const scene = await makeScene(house.test.db)
    await scene.draft(text, findings)
    return scene
  }
  const lesson = () =>
    house.test.db.selectFrom('lessons').select(['kind', 'reason', 'note', 'overruled']).executeTakeFirst()
  const toast = () => page.waitForSelector('#toast.shown.good, #undo-bar')
  const doubtful = '내일까지 전액 환불해 드릴게요.'

  describe('what needs a reason', () => {
    it('is approved with two keys: approve, and the reason', async () => {
      await signedIn()
      const scene = await drafted(doubtful)
      await openDesk(scene)
      await page.keyboard.press('a')
      await page.waitForSelector('.ask-line:has-text("왜 그래도 보내나요?")')
      expect(await scene.sends()).to.deep.equal([])
      await page.keyboard.press('2')
      await toast()
      expect(await scene.stages()).to.deep.equal(['approved'])
      expect(await lesson()).to.include({ kind: 'approved', overruled: true })
      await page.goto(`${house.server.url}/#${scene.conversationId}`)
      await page.click('#story summary')
      expect(await page.textContent('#story')).to.include('그래도 보낸 까닭 · 책임자가 허락했어요')
    })

    it('takes a reason in own words, not a shorter one than three letters', async () => {
      await signedIn({}, 'en-GB')
      const scene = await drafted(doubtful)
      await openDesk(scene)
      await page.click('#send')
      await page.waitForSelector('.ask-line:has-text("Why send it all the same?")')
      await page.fill('.ask-line input', 'ok')
      await page.keyboard.press('Enter')
      expect(await scene.sends()).to.deep.equal([])
      await page.fill('.ask-line input', 'agreed on the phone')
      await page.keyboard.press('Enter')
      await toast()
      expect(await scene.sends()).to.have.length(1)
    })

    it('can be left, and nothing was sent', async () => {
      await signedIn()
      const scene = await drafted(doubtful)
      await openDesk(scene)
      await page.keyboard.press('a')
      await page.waitForSelector('.ask-line')
      await page.keyboard.press('Escape')
      expect(await page.locator('.ask-line').count()).to.equal(0)
      expect(await scene.stages()).to.deep.equal(['waiting'])
    })
  })

  describe('an edit', () => {
    it('is sent with what was changed, in one key', async () => {
      await signedIn()
      const scene = await drafted('방금 출발했어요!')
      await openDesk(scene)
      await page.fill('#reply', '곧 도착해요.')
      await page.focus('#reply')
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('.ask-line:has-text("무엇을 고쳤나요?")')
      await page.keyboard.press('2')
      await toast()
      expect(await lesson()).to.include({ kind: 'edited', reason: 'tone' })
    })

    it('is sent without a word where only typing changed', async () => {
      await signedIn()
      const scene = await drafted('방금 출발했어요!')
      await openDesk(scene)
      await page.fill('#reply', '방금 출발했어요.')
      await page.click('#send')
      await toast()
      expect(await lesson()).to.include({ kind: 'edited', reason: null })
    })
  })

  it('keeps why a draft was refused', async () => {
    await signedIn()
    const scene = await drafted('방금 출발했어요!')
    await openDesk(scene)
    await page.keyboard.press('r')
    await page.keyboard.press('1')
    await page.fill('[role=dialog] textarea', '아직 안 나갔어요 1')
    await page.keyboard.press('Control+Enter')
    await toast()
    expect(await scene.stages()).to.deep.equal(['refused'])
    expect(await lesson()).to.include({ kind: 'refused', reason: 'fact', note: '아직 안 나갔어요 1' })
  })

  describe('a rewrite', () => {
    const asked: unknown[] = []
    const helping: Helping = {
      canRewrite: true,
      async rewrite(ask) {
        asked.push(ask.wish)
        return { kind: 'rewritten', text: `<b>${ask.text}</b> 고쳤어요`, findings: [] }
      },
      summary: async () => null,
      async translate({ conversationId, language }) {
        const story = await readConversation(house.test.db, conversationId)
        const turns = (story?.turns ?? []).map(({ id, from, text }) => ({
          id,
          from,
          text: `<i>${language}</i> ${text}`,
        }))
        return { kind: 'translated', language, turns, draft: `${language}: ${story?.draft?.text}` }
      },
    }

    it('stands in the editor as an edit, and can be undone', async () => {
      await signedIn({ helping })
      const scene = await drafted('방금 출발했어요!')
      await openDesk(scene)
      await page.click('#rewrite button:has-text("짧게")')
      await toast()
      expect(await page.inputValue('#reply')).to.equal('<b>방금 출발했어요!</b> 고쳤어요')
      expect(await page.textContent('#send')).to.equal('고친 글로 보내기')
      await page.click('#undo')
      expect(await page.inputValue('#reply')).to.equal('방금 출발했어요!')
      expect(await page.isVisible('#undo')).to.equal(false)
      await page.click('#rewrite button:has-text("내 말로")')
      await page.fill('[role=dialog] textarea', '사과를 먼저')
      await page.click('[role=dialog] .main')
      await page.waitForSelector('#undo:visible')
      expect(asked).to.deep.equal(['shorter', { words: '사과를 먼저' }])
    })

    it('is not all that a model is for: the thread and the draft are read in the colleague’s language', async () => {
      await signedIn({ helping })
      const scene = await drafted('방금 출발했어요!')
      await openDesk(scene)
      await page.click('#translate')
      await page.waitForSelector('.translation:has-text("<i>ko</i>")')
      expect(await page.locator('.translation').count()).to.equal(2)
      expect(await page.textContent('.draft-pane .translation')).to.include('ko: 방금 출발했어요!')
      expect(await page.getAttribute('#translate', 'aria-pressed')).to.equal('true')
      await page.click('#translate')
      expect(await page.locator('.translation').count()).to.equal(0)
      // What is sent is the draft, whatever was shown beside it.
      expect(await page.inputValue('#reply')).to.equal('방금 출발했어요!')
    })

    it('is not offered where there is no model', async () => {
      await signedIn()
      const scene = await drafted('방금 출발했어요!')
      await openDesk(scene)
      expect(await page.locator('#rewrite').count()).to.equal(0)
      expect(await page.locator('#translate').count()).to.equal(0)
    })
  })

  it('tells the story so far to whoever takes a conversation', async () => {
    await signedIn()
    const scene = await drafted('방금 출발했어요!')
    await openDesk(scene)
    expect(await page.locator('#summary').count()).to.equal(0)
    await page.keyboard.press('h')
    await page.waitForSelector('#summary:visible')
    expect(await page.textContent('#summary')).to.include('누구: 하나 (@hana@town.example)')
  })

  it('shows what a draft rests on and why it is written so', async () => {
    await signedIn()
    const scene = await drafted('하루 11,000원이에요.')
    const body =
      '---\ntitle: 로밍\nversion: "3"\nvalid_until: 2020-01-01\n---\n# 로밍\n## 하루 요금\n하루 11,000원'
    const sent = await house.call('/api/knowledge', {
      name: 'roaming.md',
      contentBase64: Buffer.from(body).toString('base64'),
    })
    expect(sent.status).to.equal(200)
    const { key } = await house.test.db.selectFrom('passages').select('key').executeTakeFirstOrThrow()
    const tone = { strategy: 'answer-first', why: [{ ko: '묻고 있어요.', en: 'They ask.' }] }
    const brand = await house.test.db.selectFrom('documents').select('brand_id').executeTakeFirstOrThrow()
    await house.test.db.updateTable('accounts').set({ brand_id: brand.brand_id }).execute()
    await house.test.db
      .updateTable('drafts')
      .set({
        made_from: JSON.stringify({
          ...{ cites: [key, 'gone'], tone },
          ...{ prompt: 'reply-question', parts: { 'reply-question': '0f1e2d3c4b5a', voice: 'aa' } },
        }),
      })
      .execute()
    await openDesk(scene)
    await page.waitForSelector('.passage')
    expect(await page.locator('.passage').count()).to.equal(1)
    const passage = await page.textContent('.passage')
    expect(passage).to.include('로밍').and.to.include('기간이 지남').and.to.include('하루 11,000원')
    expect(await page.textContent('#tone'))
      .to.include('답부터 하기')
      .and.to.include('묻고 있어요.')
    expect(await page.textContent('#made-by')).to.equal('쓰인 판: reply-question 0f1e2d3c')
    await page.click('#made-by a')
    await page.waitForSelector('.tuning h1')
    expect(page.url()).to.match(/\/desk\/tuning\/prompts\/reply-question/)
  })

  it('has the documents: to upload, to ask and to remove', async () => {
    await signedIn()
    const scene = await drafted('방금 출발했어요!')
    await openDesk(scene)
    await page.click('.to-documents')
    await page.waitForSelector('.documents')
    const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
    await page.setInputFiles(
      '#upload',
      file('로밍 안내.md', '# 로밍 안내\n## 하루 요금\n로밍은 하루 11,000원이에요.'),
    )
    await page.waitForSelector('.documents tbody tr:has-text("로밍 안내")')
    await page.fill('#question', '로밍 하루 얼마예요?')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#found .passage:has-text("하루 요금")')
    await page.setInputFiles('#upload', file('no.pdf', 'not a PDF'))
    await page.waitForSelector('#toast.shown.bad')
    await page.click('.documents tbody button')
    await page.click('[role=dialog] .main')
    await page.waitForSelector('.documents p:has-text("아직 문서가 없어요")', { state: 'visible' })
    await page.click('.to-desk')
    await page.waitForSelector('#list')
  })
})
