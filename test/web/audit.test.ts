import { expect } from 'chai'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { noteAudit } from '../../src/store/audit.ts'
import { noteEvents } from '../../src/store/events.ts'
import { lookAt } from './room-looks.ts'
import { useStaffPage } from './staff-page.ts'

describe('the log of what was done, at the console', () => {
  const openPage = useStaffPage()

  it('tells the log in the words of who reads it, and what nobody has foreseen as it stands', async () => {
    const { house, page, signIn } = await openPage()
    const { db } = house.test
    const { brandId } = house
    const put = (path: string, body: object) => house.call(path, body, {}, 'PUT')
    const rule = { intent: 'question', minConfidence: 0.9, findings: 'none', do: 'send', afterSeconds: 30 }
    expect(
      (await put('/api/policy', { policy: { rules: [rule] }, reason: '질문은 내보내요' })).status,
    ).to.equal(200)
    const changed = { rules: [{ ...rule, afterSeconds: 60 }] }
    expect((await put('/api/policy', { policy: changed, reason: '천천히' })).status).to.equal(200)
    const voice = shippedPrompts().get('_voice')?.text ?? ''
    expect(
      (await put('/api/prompts/_voice', { source: `${voice}- 짧게.\n`, reason: '더 짧게 쓰기' })).status,
    ).to.equal(200)
    const document = { brandId, name: 'faq.md', after: { id: '7', hash: 'a'.repeat(64), backTo: '3' } }
    await noteEvents(db, [
      { who: 'dajeong', kind: 'knowledge', why: 'added the sample brand, 24 documents', detail: { brandId } },
      {
        ...{ who: 'dajeong', kind: 'knowledge', detail: document },
        why: 'brought back faq.md, version 2026-11, 12 passages: 옛 글이 맞아요',
      },
    ])
    const reply = { name: '인사: 아침', language: 'ko', text: '안녕하세요.' }
    const made = (await (await house.call('/api/saved-replies', reply)).json()) as { id: string }
    const warmer = { ...reply, text: '반가워요.', reason: '더 반갑게: 봄' }
    expect((await put(`/api/saved-replies/${made.id}`, warmer)).status).to.equal(200)
    await noteAudit(db, [
      {
        who: 'dajeong',
        what: 'moon-landing',
        brandId,
        target: null,
        why: 'because',
        after: { crater: 'Tycho' },
      },
    ])
    await page.goto(`${house.server.url}/desk/audit`)
    await signIn()
    await page.waitForSelector('#entries li')
    const entry = async (what: string) => {
      const all = await page.locator('#entries > li', { hasText: what }).allInnerTexts()
      return all.map((text) => text.replace(/\s+/g, ' '))
    }
    const [second = '', first = ''] = await entry('규칙을 바꿈')
    expect(second).to.include(
      '보내는 규칙: 바꿈 모든 계정에서 질문: 확신 0.9 이상, 발견된 점이 없으면 30초 뒤에 보내요 → ',
    )
    expect(second).to.include('까닭: 천천히')
    expect(first).to.include('보내는 규칙: ')
    const [prompt = ''] = await entry('프롬프트를 바꿈')
    expect(prompt).to.include('프롬프트 _voice').and.include('까닭: 더 짧게').and.not.include('까닭: _voice')
    const [backAgain = '', sample = ''] = await entry('문서를 바꿈')
    expect(sample).to.include('예시 브랜드의 문서 24개를 넣었어요')
    expect(backAgain)
      .to.include('지난 판을 되살렸어요. 버전 2026-11, 글 12개.')
      .and.include('까닭: 옛 글이 맞아요')
    const [changedReply = '', newReply = ''] = await entry('저장된 답을 바꿈')
    expect(newReply).to.include('새로 만들었어요.').and.not.include('까닭')
    expect(changedReply).to.include('고쳤어요.').and.include('까닭: 더 반갑게: 봄').and.include('반가워요.')
    const unknown = page.locator('#entries > li', { hasText: 'moon-landing' })
    expect((await unknown.allInnerTexts()).join())
      .to.include('까닭: because')
      .and.include('crater')
    const document3 = page.locator('#entries > li', { hasText: '되살렸어요' })
    await document3.locator('summary').click()
    expect((await document3.allInnerTexts()).join(' ').replace(/\s+/g, ' '))
      .to.include('되돌린 판 3')
      .and.include(`해시 ${'a'.repeat(12)}`)
      .and.not.match(/backTo|\bhash\b|\bid\b/)
    const texts = (await page.locator('#entries > li', { hasNotText: 'moon-landing' }).allInnerTexts()).join(
      ' ',
    )
    expect(texts).to.not.match(/\b(?:version|before|after|passages|brought|changed|failing|reason)\b/)

    await lookAt(page, 'audit-told', 'ko-KR')
    await page.setViewportSize({ width: 390, height: 844 })
    await lookAt(page, 'audit-told-phone', 'ko-KR')
  })
})
