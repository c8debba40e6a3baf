import { expect } from 'chai'
import fc from 'fast-check'
import { drawCard, drawGone, tellCard } from '../../dialogs/card.ts'
import { escapeMarkdown } from '../../dialogs/card-text.ts'
import type { Json } from '../../src/core/mention.ts'
import type { CardState, CardStory } from '../../src/desk/card-story.ts'

const now = new Date('2026-11-23T05:00:00Z')
const drawing = { language: 'ko', link: 'https://desk.example/desk/all/7', canGuide: true, now } as const
const hash = 'a'.repeat(64)

const story = (more: Partial<CardStory> = {}): CardStory => ({
  ...{ conversationId: '7', brandId: '1', mentionId: '70', version: '3', visibility: 'public' },
  ...{ channel: 'mastodon', person: { name: '하나', handle: '@hana@town.example' } },
  ...{ said: ['배송 언제 와요?'], sources: ['배송 안내'] },
  reading: { intent: 'question', feeling: 'disappointed', urgency: 'high', risks: ['legal'] },
  draft: { id: '9', hash, text: '내일 도착해요.', findings: [] },
  state: { kind: 'waiting', takenBackBy: null, heldBy: null },
  ...more,
})

interface Node {
  [key: string]: Json
}

/** Every part of a card, whatever it lies in. */
function parts(card: Json): Node[] {
  if (Array.isArray(card)) return card.flatMap(parts)
  if (typeof card !== 'object' || card === null) return []
  return [card, ...Object.values(card).flatMap(parts)]
}
const runs = (card: Json) =>
  parts(card).flatMap(({ type, text }) => (type === 'TextRun' ? [String(text)] : []))
const titles = (card: Json) =>
  (((card as Node).actions ?? []) as Node[]).map(({ type, title }) => `${type}: ${title}`)
const submits = (card: Json) => parts(card).filter(({ type }) => type === 'Action.Submit')

const decided = (more: object = {}): CardState => ({
  ...{ kind: 'decided', by: '민아', at: '2026-11-23T04:30:00Z', text: '내일 도착해요.', sendId: 's' },
  ...{ state: 'sent', undoUntil: null },
  ...more,
})

describe('a card for colleagues', () => {
  for (const [channel, language, shown] of [
    ['line', 'ko', 'LINE'],
    ['facebook', 'ko', '페이스북 메신저'],
    ['facebook', 'en', 'Facebook Messenger'],
    ['webchat', 'ko', '채팅 창'],
    ['mastodon', 'ko', 'mastodon'],
    ['toString', 'en', 'toString'],
  ] as const)
    it(`calls ${channel} ${shown} (${language})`, () => {
      expect(runs(drawCard(story({ channel }), { ...drawing, language })).join('\n')).to.contain(
        ` · ${shown} · `,
      )
    })

  it('shows the words, the reading, the draft, what was found and what it rests on', () => {
    const findings = [
      { code: 'promise', severity: 'person', ko: '약속이 있어요.', en: 'It promises.', span: null } as const,
    ]
    const said = runs(
      drawCard(story({ draft: { id: '9', hash, text: '내일 도착해요.', findings } }), drawing),
    )
    for (const words of [
      '확인을 기다리는 초안이에요',
      '배송 언제 와요?',
      '내일 도착해요.',
      '⚠ 약속이 있어요.',
    ])
      expect(said).to.include(words)
    expect(said).to.include('질문 · 실망 · 서둘러야 함 · ⚠ 법적 문제')
    expect(said).to.include('근거 문서: 배송 안내')
    expect(said.some((one) => one.startsWith('하나 (@'))).to.equal(true)
  })

  it('carries a draft’s id and what was seen, and nothing that decides', () => {
    const card = drawCard(story(), drawing)
    expect(titles(card)).to.deep.equal([
      'Action.Submit: 그대로 보내기',
      'Action.ShowCard: 고쳐서 보내기',
      'Action.ShowCard: 다시 쓰기',
      'Action.Submit: 내가 맡기',
      'Action.OpenUrl: 콘솔에서 열기',
    ])
    expect(submits(card).map(({ data }) => data)).to.deep.equal([
      { by: 'dajeong-staff', do: 'approve', conversation: '7', draft: '9', hash },
      { by: 'dajeong-staff', do: 'edit', conversation: '7', draft: '9', hash },
      { by: 'dajeong-staff', do: 'another-try', conversation: '7', version: '3' },
      { by: 'dajeong-staff', do: 'hand-over', conversation: '7' },
    ])
  })

  it('is of version 1.4, with inputs whose names are there once', () => {
    const card = drawCard(story(), drawing) as Node
    expect([card.type, card.version]).to.deep.equal(['AdaptiveCard', '1.4'])
    const ids = parts(card).flatMap(({ type, id }) => (type === 'Input.Text' ? [id] : []))
    expect(ids).to.deep.equal(['text', 'guidance'])
    expect(parts(card).find(({ type, id }) => type === 'Input.Text' && id === 'text')?.value).to.equal(
      '내일 도착해요.',
    )
  })

  const finding = (severity: 'blocks' | 'person' | 'note') => [
    { code: 'x', severity, ko: '까닭', en: 'why', span: null } as const,
  ]
  for (const [what, more, expected] of [
    [
      'a doubtful draft asks for a reason',
      { draft: { id: '9', hash, text: '네', findings: finding('person') } },
      'Action.ShowCard: 까닭을 적고 보내기',
    ],
    [
      'a note asks for nothing',
      { draft: { id: '9', hash, text: '네', findings: finding('note') } },
      'Action.Submit: 그대로 보내기',
    ],
    [
      'a blocked draft can only be edited',
      { draft: { id: '9', hash, text: '네', findings: finding('blocks') } },
      'Action.ShowCard: 고쳐서 보내기',
    ],
    [
      'what is not shown whole is sent in the console',
      { draft: { id: '9', hash, text: '가'.repeat(9_000), findings: [] } },
      'Action.ShowCard: 다시 쓰기',
    ],
    [
      'what went out can be taken back',
      { draft: null, state: decided({ state: 'queued', undoUntil: '2026-11-23T05:00:10Z' }) },
      'Action.Submit: 되돌리기',
    ],
    ['what is out cannot', { draft: null, state: decided() }, 'Action.OpenUrl: 콘솔에서 열기'],
    [
      'a handed-over one is answered on the card',
      { draft: null, state: { kind: 'with-person', holder: '준', why: null, summary: null } },
      'Action.ShowCard: 답 쓰기',
    ],
    [
      'an overtaken one offers nothing',
      { draft: null, state: { kind: 'overtaken' } },
      'Action.OpenUrl: 콘솔에서 열기',
    ],
    ['a withdrawn one not even the console', { draft: null, state: { kind: 'withdrawn' } }, undefined],
    [
      'a failed one another try',
      { draft: null, state: { kind: 'failed', why: '모델이 없어요' } },
      'Action.ShowCard: 다시 쓰기',
    ],
  ] as [string, Partial<CardStory>, string | undefined][])
    it(`offers what can be done: ${what}`, () => {
      expect(titles(drawCard(story(more), drawing))[0]).to.equal(expected)
    })

  it('says why it could not be sent in the language of who reads it, and what the network itself said', () => {
    const why =
      'refused: line does not take this reply: the person may have blocked the brand, or too much time has passed since they wrote. Reach them another way. (403 *no*)'
    const failed = story({ draft: null, state: { kind: 'failed', why } })
    const korean = runs(drawCard(failed, drawing)).join('\n')
    expect(korean).to.include('이분이 브랜드를 차단했거나').and.include('403').and.not.include('Reach them')
    expect(runs(drawCard(failed, { ...drawing, language: 'en' })).join('\n')).to.include(
      'the person may have blocked the brand',
    )
  })

  it('says who answered, when, and what went out', () => {
    const said = runs(drawCard(story({ draft: null, state: decided() }), drawing))
    expect(said).to.include('민아 님이 13:30에 답했어요').and.to.include('내일 도착해요.')
    const earlier = decided({ at: '2026-11-20T04:30:00Z', by: null })
    expect(tellCard(story({ draft: null, state: earlier }), { ...drawing, language: 'en' })).to.equal(
      'Answered by Dajeong at 20 Nov 13:30',
    )
  })

  it('has names in words that are read as Markdown, and does nothing of them', () => {
    const told = tellCard(
      story({ draft: null, state: decided({ by: '[민아](https://evil.example)' }) }),
      drawing,
    )
    expect(told).to.include('\\[민아\\]').and.not.include('https://evil')
  })

  it('says that it was taken back, and who has it', () => {
    const state = { kind: 'waiting', takenBackBy: '준', heldBy: '민아' } as const
    const said = runs(drawCard(story({ state }), drawing))
    expect(said).to.include('민아 님이 맡고 있어요')
    expect(said.some((one) => one.startsWith('준 님이 보내기 전에 되돌렸어요'))).to.equal(true)
  })

  it('tells whoever cannot draw it nothing of what a customer wrote', () => {
    const told = tellCard(story(), drawing)
    expect(told).to.equal('확인을 기다리는 초안이에요\n\nhttps://desk.example/desk/all/7')
  })

  it('has no address of a console that nobody named', () => {
    expect(JSON.stringify(drawCard(story(), { ...drawing, link: null }))).to.not.include('OpenUrl')
  })

  it('is emptied when its conversation is no more', () => {
    expect(runs(drawGone('ko'))).to.deep.equal(['이 대화는 지워졌어요. 카드에 있던 내용도 지웠어요.'])
  })

  it('speaks English to whoever reads English', () => {
    const said = runs(drawCard(story(), { ...drawing, language: 'en' }))
    expect(said)
      .to.include('A draft waits for somebody')
      .and.to.include('question · disappointed · soon · ⚠ legal matter')
    const own = said.filter((one) => !/배송|하나|내일/.test(one))
    expect(own.join('\n')).to.not.match(/[가-힣]/)
  })

  const hostile = [
    '[여기](https://evil.example/x) 를 눌러 주세요',
    '<at>Dajeong</at> here **굵게** _기울임_',
    '{{DATE(2026-01-01T00:00:00Z, SHORT)}}',
    '\u202Egnp.exe 환불해 주세요',
    'www.evil.example\n\n\n# 제목\n- 목록',
    '"}],"actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}]',
  ]
  for (const text of hostile)
    it(`shows as data: ${JSON.stringify(text).slice(0, 40)}`, () => {
      const card = drawCard(story({ said: [text], person: { name: text, handle: text } }), drawing)
      // Only runs of text, which know no Markdown, and no address but the console's.
      expect(parts(card).some(({ type }) => type === 'TextBlock')).to.equal(false)
      const urls = parts(card).flatMap(({ url }) => (url === undefined ? [] : [url]))
      expect(urls).to.deep.equal(['https://desk.example/desk/all/7'])
      const shown = runs(card).join('\n')
      expect(shown).to.not.match(/https:\/\/evil|www\.evil|\{\{DATE|\u202E|<at>|@[\w]/)
      expect(JSON.stringify(card)).to.not.include('"entities"')
    })

  it('shows a draft to the letter', () => {
    const text = '안녕하세요 **하나** 님,\n주문 <1234> 은 https://brand.example 에서 볼 수 있어요.'
    expect(
      runs(drawCard(story({ draft: { id: '9', hash, text, findings: [] } }), drawing)).join('\n'),
    ).to.include(text)
  })

  it('is never larger than a chat takes, whatever is written', () => {
    const letters = fc.string({ unit: 'binary', maxLength: 6_000 })
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 1, max: 8 }), (said, draft, times) => {
        const card = drawCard(
          story({
            said: [said.repeat(times)],
            draft: { id: '9', hash, text: draft.repeat(times) || '네', findings: [] },
          }),
          drawing,
        )
        expect(Buffer.byteLength(JSON.stringify(card))).to.be.at.most(25_000)
      }),
      { numRuns: 150 },
    )
  })

  it('says how much was cut', () => {
    const said = runs(drawCard(story({ said: ['가'.repeat(5_000)] }), drawing))
    expect(said.some((one) => /… [\d]+자를 줄였어요/.test(one))).to.equal(true)
  })

  it('escapes names in words that are read as Markdown', () => {
    expect(escapeMarkdown('**민아** [x](y) `z`\n<b>')).to.equal(
      '\\*\\*민아\\*\\* \\[x\\]\\(y\\) \\`z\\` ‹\u2060b\\>',
    )
  })
})
