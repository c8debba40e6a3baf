import { expect } from 'chai'
import { Ask, findMissing } from '../../src/core/missing.ts'
import { Topic, usualTopics } from '../../src/core/topic.ts'
import { readingOf } from '../support/reading.ts'

const orderNumber = Ask.parse({
  ...{ topics: ['delivery', 'refund'], ko: '주문번호', en: 'your order number' },
  told: ['order-number', 'tracking-number', 'digits'],
})
const phone = Ask.parse({ topics: ['delivery'], ko: '전화번호', en: 'your phone number', told: ['phone'] })

describe('what is missing to help somebody', () => {
  const cases: [string, string, Parameters<typeof readingOf>[0], string | null][] = [
    [
      'a complaint about a parcel',
      '택배가 아직도 안 왔어요',
      { intent: 'complaint', topic: 'delivery' },
      '주문번호',
    ],
    [
      'a question about their own',
      '제 주문 언제 오나요?',
      { intent: 'question', topic: 'delivery' },
      '주문번호',
    ],
    ['a question that is everybody’s', '배송비는 얼마예요?', { intent: 'question', topic: 'delivery' }, null],
    ['another topic', '와이파이가 끊겨요', { intent: 'complaint', topic: 'outage' }, null],
    ['no topic', '너무하네요', { intent: 'complaint', topic: null }, null],
    ['small talk', '내 택배 상자 귀엽다', { intent: 'chatter', topic: 'delivery' }, null],
    [
      'where there may be a risk',
      '택배 상자에 손을 다쳤어요',
      { intent: 'complaint', topic: 'delivery', risks: ['medical'], sure: { risks: 0.4 } },
      null,
    ],
    [
      'where hardly anything speaks for a risk',
      '담요가 아직도 안 왔어요',
      { intent: 'complaint', topic: 'delivery', risks: ['medical'], sure: { risks: 0.02 } },
      '주문번호',
    ],
    [
      'where what is personal is all that is to be careful with',
      '택배가 안 와요',
      { intent: 'complaint', topic: 'delivery', risks: ['personal-data'], sure: { risks: 0.4 } },
      '주문번호',
    ],
    [
      'what was told already',
      '주문번호 20241123-0042 택배가 안 왔어요',
      { intent: 'complaint', topic: 'delivery' },
      null,
    ],
  ]
  for (const [title, text, reading, expected] of cases)
    it(`is told by its topic and by what they wrote: ${title}`, () => {
      const found = findMissing([orderNumber], readingOf(reading), [text], usualTopics)
      expect(found?.ko ?? null).to.equal(expected)
    })

  it('looks at everything that was written, and goes on to the next that is missing', () => {
    const reading = readingOf({ intent: 'complaint', topic: 'delivery' })
    const said = ['주문번호는 ORD-7QX21 이에요', '택배가 안 와요']
    expect(findMissing([orderNumber, phone], reading, said, usualTopics)?.en).to.equal('your phone number')
  })

  it('holds for a brand’s own topic that is like it', () => {
    const own = [Topic.parse({ name: '유심 배송', words: ['유심'], like: ['delivery'] })]
    const reading = readingOf({ intent: 'complaint', topic: '유심 배송' })
    expect(findMissing([orderNumber], reading, ['유심이 안 와요'], own)?.ko).to.equal('주문번호')
    expect(findMissing([orderNumber], reading, ['유심이 안 와요'], usualTopics)).to.equal(null)
  })
})
