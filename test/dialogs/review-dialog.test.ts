import { expect } from 'chai'
import { readCommand } from '../../dialogs/commands.ts'
import { decideTyped, nextTalk } from '../../dialogs/handover-dialog.ts'
import { type Press, readPress } from '../../dialogs/press.ts'
import { answerPress, type Outcome } from '../../dialogs/review-dialog.ts'

const now = new Date('2026-11-23T05:00:00Z')
const hash = 'a'.repeat(64)
const approve: Press = { do: 'approve', conversation: '7', draft: '9', hash, overrule: null }
const edit: Press = { ...approve, do: 'edit', text: '고친 글' }
const reply: Press = {
  do: 'reply',
  conversation: '7',
  version: '3',
  text: '네!',
  overrule: null,
  sure: false,
}
const anotherTry: Press = { do: 'another-try', conversation: '7', version: '3', guidance: null }
const findings = [
  { code: 'promise', severity: 'person', ko: '약속이 있어요.', en: 'A promise.', span: null } as const,
]
const by = { id: '2', name: '민아' }
const at = new Date('2026-11-23T04:30:00Z')
const approved: Outcome = {
  kind: 'approved',
  draftId: '9',
  sendId: 's',
  text: '네',
  undoUntil: null,
  warnings: [],
}

type Row = [string, Press, Outcome, { texts: string[]; redraw: boolean; card?: RegExp }]
const turns: Row[] = [
  ['approved on a card', approve, approved, { texts: [], redraw: true }],
  ['edited on a card', edit, approved, { texts: [], redraw: true }],
  ['another try', anotherTry, { kind: 'another-try' }, { texts: [], redraw: true }],
  ['given back', { do: 'give-back', conversation: '7' }, { kind: 'given-back' }, { texts: [], redraw: true }],
  [
    'handed over',
    { do: 'hand-over', conversation: '7' },
    { kind: 'handed-over' },
    {
      texts: ['이제 이 대화는 맡으신 분의 것이에요. 카드의 "답 쓰기"나 `답 …`으로 답할 수 있어요.'],
      redraw: true,
    },
  ],
  [
    'a stale press, with the text that went out',
    approve,
    { kind: 'already-decided', decision: 'edited', by, at, text: '나간 글이에요.' },
    { texts: ['이미 민아 님이 13:30에 처리했어요.'], redraw: true, card: /나간 글이에요\./ },
  ],
  [
    'a stale press where nothing went out',
    approve,
    { kind: 'already-decided', decision: 'refused', by, at, text: '초안' },
    { texts: ['이미 민아 님이 13:30에 처리했어요.'], redraw: true },
  ],
  [
    'what the machine had answered',
    approve,
    { kind: 'already-decided', decision: 'approved', by: null, at: null, text: '네' },
    { texts: ['다정이 이미 답했어요.'], redraw: true, card: /네/ },
  ],
  [
    'a finding that needs a reason',
    approve,
    { kind: 'needs-reason', findings: [...findings] },
    {
      texts: ['그래도 보내려면 이유를 적어 주세요.'],
      redraw: false,
      card: /"id":"overrule".*"do":"approve"/,
    },
  ],
  [
    'a reason for what was edited keeps the text',
    edit,
    { kind: 'needs-reason', findings: [...findings] },
    { texts: ['그래도 보내려면 이유를 적어 주세요.'], redraw: false, card: /"do":"edit".*"text":"고친 글"/ },
  ],
  [
    'blocked',
    approve,
    {
      kind: 'blocked',
      findings: [
        { ...findings[0], severity: 'blocks' } as (typeof findings)[0] & { severity: 'blocks' },
      ] as never,
    },
    { texts: ['이대로는 보낼 수 없어요.'], redraw: false, card: /⛔ 약속이 있어요\./ },
  ],
  [
    'a newer message',
    approve,
    { kind: 'overtaken', newMessage: '더 있어요', version: '4' },
    { texts: ['그사이 고객이 더 썼어요. 새 카드를 읽고 정해 주세요.'], redraw: true },
  ],
  [
    'another text than was seen',
    approve,
    { kind: 'text-changed', text: '새 글', hash },
    { texts: ['초안이 그사이 바뀌었어요. 아래가 지금의 초안이에요.'], redraw: true },
  ],
  [
    'somebody has it',
    approve,
    { kind: 'held', by },
    { texts: ['지금 민아 님이 맡고 있는 대화예요.'], redraw: true },
  ],
  [
    'not there',
    approve,
    { kind: 'not-found' },
    { texts: ['그런 대화가 없거나, 볼 수 있는 브랜드가 아니에요.'], redraw: false },
  ],
  [
    'an account that only listens',
    approve,
    { kind: 'forbidden', ko: '꺼져 있어요.', en: 'off' },
    { texts: ['꺼져 있어요.'], redraw: false },
  ],
  [
    'an earlier answer that may have arrived',
    reply,
    { kind: 'may-have-arrived', text: '앞의 답' },
    {
      texts: ['앞서 보낸 답이 이미 닿았을지도 몰라요. 그 글은 이래요.'],
      redraw: false,
      card: /앞의 답.*"sure":true/,
    },
  ],
  [
    'too late to take back',
    { do: 'undo', conversation: '7', send: 's' },
    { kind: 'too-late', state: 'sent', text: '나갔어요', at },
    { texts: ['이미 나가서 되돌릴 수 없어요.'], redraw: true, card: /나갔어요/ },
  ],
]

describe('the review dialog', () => {
  for (const [what, press, outcome, expected] of turns)
    it(`answers ${what}`, () => {
      const { posts, redraw } = answerPress(press, outcome, { language: 'ko', now, onCard: true })
      expect(posts.map(({ text }) => text)).to.deep.equal(expected.texts.map((text) => text))
      expect(redraw).to.equal(expected.redraw)
      if (expected.card) expect(JSON.stringify(posts[0]?.card)).to.match(expected.card)
    })

  it('says in words how it went where no card tells', () => {
    const asked = { language: 'en', now, onCard: false } as const
    expect(answerPress(approve, approved, asked).posts).to.deep.equal([{ text: 'Sent.' }])
    const later = { ...approved, undoUntil: new Date('2026-11-23T05:00:10Z') } as Outcome
    expect(answerPress(approve, later, asked).posts[0]?.text).to.include('14:00')
  })

  it('does not ask for a reason on a card that is too large for a chat', () => {
    const long: Press = { ...edit, text: '가'.repeat(9_000) } as Press
    const { posts } = answerPress(
      long,
      { kind: 'needs-reason', findings: [...findings] },
      { language: 'ko', now, onCard: true },
    )
    expect(posts[0]?.card).to.equal(undefined)
  })
})

describe('a pressed card', () => {
  const seen = { conversation: '7', draft: '9', hash }
  for (const [what, value, kind] of [
    ['an approval', { by: 'dajeong-staff', do: 'approve', ...seen }, 'press'],
    ['an empty reason is none', { by: 'dajeong-staff', do: 'approve', ...seen, overrule: '  ' }, 'press'],
    [
      'a reason of two letters',
      { by: 'dajeong-staff', do: 'approve', ...seen, overrule: '네요' },
      'wrong-words',
    ],
    ['an empty text', { by: 'dajeong-staff', do: 'edit', ...seen, text: ' \n' }, 'wrong-words'],
    ['an id that is none', { by: 'dajeong-staff', do: 'approve', ...seen, draft: '9 or 1=1' }, 'forged'],
    ['a hash that is none', { by: 'dajeong-staff', do: 'approve', ...seen, hash: 'x' }, 'forged'],
    ['an act that is none', { by: 'dajeong-staff', do: 'drop', ...seen }, 'forged'],
    ['a list', [{ by: 'dajeong-staff' }], 'none'],
    ['another bot’s button', { do: 'approve', ...seen }, 'none'],
    ['nothing', null, 'none'],
    ['a prototype', JSON.parse('{"by":"dajeong-staff","do":"__proto__"}'), 'forged'],
  ] as [string, unknown, string][])
    it(`is read: ${what}`, () => {
      expect(readPress(value).kind).to.equal(kind)
    })
})

describe('a command', () => {
  for (const [text, expected] of [
    ['대기열', { kind: 'queue' }],
    ['<at>Dajeong</at>&nbsp; 여기로'.replace('&nbsp;', '\u00A0'), { kind: 'here' }],
    ['@Dajeong here', { kind: 'here' }],
    ['다음!', { kind: 'next' }],
    ['Stop all', { kind: 'stop' }],
    ['모두 멈춰.', { kind: 'stop' }],
    ['give back', { kind: 'give-back' }],
    ['link 123456', { kind: 'link', code: '123456' }],
    ['연결 123 456', { kind: 'link', code: '123456' }],
    ['link 12345', { kind: 'unknown', text: 'link 12345' }],
    ['link 1234567', { kind: 'unknown', text: 'link 1234567' }],
    ['답 네, 확인할게요.\n두 번째 줄', { kind: 'reply', text: '네, 확인할게요.\n두 번째 줄' }],
    ['답', { kind: 'reply', text: '' }],
    ['답답하네요', { kind: 'unknown', text: '답답하네요' }],
    ['try when does it come?', { kind: 'try', text: 'when does it come?' }],
    ['  ', { kind: 'nothing' }],
    ['constructor', { kind: 'unknown', text: 'constructor' }],
  ] as [string, object][])
    it(`is read: ${JSON.stringify(text)}`, () => {
      expect(readCommand(text)).to.deep.equal(expected)
    })
})

describe('the handover dialog', () => {
  const talk = { conversationId: '7', version: '3' }
  const answered = { conversationId: '8', version: '5' }
  const typed = (text: string, state: Parameters<typeof decideTyped>[1]) =>
    decideTyped(readCommand(text), state)
  for (const [text, state, expected] of [
    ['답 네!', { talk, answered: null }, { kind: 'press', press: reply }],
    ['답 네!', { talk: null, answered: null }, { kind: 'no-talk' }],
    ['답', { talk, answered: null }, { kind: 'reply-what' }],
    ['네!', { talk, answered: null }, { kind: 'not-mine' }],
    ['네!', { talk, answered }, { kind: 'press', press: { ...reply, conversation: '8', version: '5' } }],
    ['돌려주기', { talk, answered: null }, { kind: 'press', press: { do: 'give-back', conversation: '7' } }],
    ['give back', { talk, answered }, { kind: 'press', press: { do: 'give-back', conversation: '8' } }],
    ['돌려주기', { talk: null, answered: null }, { kind: 'no-talk' }],
    ['맡기', { talk, answered: null }, { kind: 'press', press: { do: 'take', conversation: '7' } }],
    ['대기열', { talk, answered }, { kind: 'not-mine' }],
  ] as [string, Parameters<typeof decideTyped>[1], object][])
    it(`takes ${JSON.stringify(text)} ${state.answered ? 'in answer to a card' : state.talk ? 'with a conversation' : 'without one'}`, () => {
      expect(typed(text, state)).to.deep.equal(expected)
    })

  const story = { conversationId: '7', version: '4' }
  for (const [what, press, outcome, expected] of [
    ['a handover begins it', { do: 'hand-over', conversation: '7' }, { kind: 'handed-over' }, story],
    ['giving back ends it', { do: 'give-back', conversation: '7' }, { kind: 'given-back' }, null],
    ['giving another back does not', { do: 'give-back', conversation: '9' }, { kind: 'given-back' }, talk],
    ['a reply goes on from there', reply, approved, story],
    ['a refusal changes nothing', reply, { kind: 'held', by }, talk],
    ['another try ends it', anotherTry, { kind: 'another-try' }, null],
  ] as [string, Press, Outcome, object | null][])
    it(`remembers which conversation is answered here: ${what}`, () => {
      expect(nextTalk(talk, press, outcome, story)).to.deep.equal(expected)
    })
})
