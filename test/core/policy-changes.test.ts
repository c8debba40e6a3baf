import { expect } from 'chai'
import fc from 'fast-check'
import { Policy } from '../../src/core/policy.ts'
import { changesBetween } from '../../src/core/policy-changes.ts'

const policy = (change: object = {}) => Policy.parse(change)

describe('what is different between two policies', () => {
  it('is nothing between the same', () => {
    expect(changesBetween(policy(), policy())).to.deep.equal([])
  })

  const cases: [before: object, after: object, ko: string, en: string][] = [
    [{}, { minConfidence: 0.9 }, '확신 기준: 0.7 → 0.9', 'Line of confidence: 0.7 → 0.9'],
    [
      { voice: { neverSay: ['무조건'] } },
      { voice: { neverSay: ['최저가'] } },
      '쓰지 않는 말: 더함 최저가; 뺌 무조건',
      'Words that never leave: added 최저가; removed 무조건',
    ],
    [
      {},
      { disclosure: { on: false } },
      'AI가 쓴다는 안내: 켬 → 끔',
      'Saying that a machine writes: on → off',
    ],
    [
      {},
      { dailyBudgetUsd: 2 },
      '하루 모델 비용 한도(달러): 없음 → 2',
      'Daily ceiling of the model (USD): none → 2',
    ],
    [
      { topics: [{ name: '요금', words: ['요금'] }] },
      { topics: [{ name: '요금', words: ['요금제'] }] },
      '주제: 바꿈 요금',
      'Topics: changed 요금',
    ],
    [
      { topics: [{ name: 'delivery', words: [] }] },
      { topics: [{ name: 'delivery', words: ['택배'] }] },
      '주제: 바꿈 배송',
      'Topics: changed delivery',
    ],
    [
      { competitors: ['온통신', '새통신'] },
      { competitors: ['새통신', '온통신'] },
      '말하지 않는 다른 회사: 순서가 바뀜: 새통신, 온통신',
      'Other companies that are not named: in another order: 새통신, 온통신',
    ],
    [
      {},
      { voice: { persona: '다정' } },
      '브랜드 소개: 비어 있음 → “다정”',
      'Who the brand is: empty → “다정”',
    ],
    [{}, { voice: { level: 'hapsyo' } }, '말투: 해요체 → 합쇼체', 'Speech level: haeyo → hapsyo'],
    [
      {},
      { sendIntents: ['chatter', 'question'] },
      '동료 없이 답하는 말: 더함 질문',
      'What is answered without a colleague: added questions',
    ],
    [
      { businessHours: { week: { mon: [['09:00', '18:00']], tue: [], wed: [], thu: [], fri: [] } } },
      {
        businessHours: {
          week: {
            mon: [
              ['09:00', '12:00'],
              ['13:00', '18:00'],
            ],
            ...{ tue: [], wed: [], thu: [], fri: [], sun: [['10:00', '14:00']] },
          },
        },
      },
      '업무 시간: 월 09:00–18:00 → 월 09:00–12:00 13:00–18:00, 일 10:00–14:00',
      'Business hours: Mon 09:00–18:00 → Mon 09:00–12:00 13:00–18:00, Sun 10:00–14:00',
    ],
    [
      {},
      { serviceTimes: { high: 45 } },
      '급한 일의 답(분): 60 → 45',
      'Answer to what is urgent (min): 60 → 45',
    ],
    [
      {},
      { disclosure: { channels: { mastodon: { on: false, againAfterHours: 12 } } } },
      '채널마다 다른 안내: 없음 → mastodon 안내 끔, 다시 하기까지(시간) 12',
      'What is said otherwise by channel: none → mastodon says it off, again after (h) 12',
    ],
  ]
  for (const [before, after, ko, en] of cases) {
    it(`is told in words: ${en}`, () => {
      const [change, ...more] = changesBetween(policy(before), policy(after))
      expect(more).to.deep.equal([])
      expect(change).to.include({ ko, en })
    })
  }

  describe('of rules', () => {
    const question = {
      intent: 'question',
      minConfidence: 0.9,
      findings: 'none',
      do: 'send',
      afterSeconds: 30,
    }
    const chatter = { intent: 'chatter', feelings: ['calm', 'pleased'], do: 'send' }
    const handOver = { intent: 'complaint', visibility: 'public', do: 'hand-over' }
    const tell = (before: object[], after: object[]) => {
      const [change, ...more] = changesBetween(policy({ rules: before }), policy({ rules: after }))
      expect(more).to.deep.equal([])
      return change
    }

    it('tells a changed one from what to what', () => {
      const change = tell([question, chatter], [{ ...question, minConfidence: 0.99 }, chatter])
      expect(change?.ko).to.equal(
        '보내는 규칙: 바꿈 모든 계정에서 질문: 확신 0.9 이상, 발견된 점이 없으면 30초 뒤에 보내요 → 모든 계정에서 질문: 확신 0.99 이상, 발견된 점이 없으면 30초 뒤에 보내요',
      )
      expect(change?.en).to.equal(
        'Rules of sending: changed A question on any account with confidence of at least 0.9 and no finding: send after 30 s → A question on any account with confidence of at least 0.99 and no finding: send after 30 s',
      )
    })

    it('tells what was changed, came and went beside each other', () => {
      const change = tell([question, handOver], [{ ...question, do: 'ask', afterSeconds: 0 }, chatter])
      expect(change?.en)
        .to.match(
          /^Rules of sending: changed A question .*send after 30 s → A question .*looks first; added /,
        )
        .and.to.include('; added Chatter from somebody calm or pleased')
        .and.to.include('; removed A complaint in public')
    })

    it('says when they stand in another order, with or without other changes', () => {
      expect(tell([question, chatter], [chatter, question])?.ko).to.match(/^보내는 규칙: 순서가 바뀜: /)
      const change = tell(
        [question, chatter, handOver],
        [chatter, { ...question, afterSeconds: 60 }, handOver],
      )
      expect(change?.ko).to.match(/^보내는 규칙: 바꿈 .*30초 뒤에 보내요 → .*60초 뒤에 보내요; 순서도 바뀜$/)
    })

    it('calls it another rule where little is the same', () => {
      const change = tell([question], [{ ...handOver, accounts: ['3'], feelings: ['calm'] }])
      expect(change?.en).to.match(/^Rules of sending: added .*; removed /)
    })
  })

  it('is never silent about a field, known by name or not', () => {
    const known = policy() as unknown as Record<string, unknown>
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(known), 'addedLater'), (field) => {
        const changed = { ...known, [field]: 'something else' } as unknown as Policy
        const changes = changesBetween(policy(), changed)
        expect(changes.some((one) => one.field.split('.')[0] === field)).to.equal(true)
      }),
    )
  })
})
