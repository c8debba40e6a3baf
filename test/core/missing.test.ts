import { expect } from 'chai'
import { Ask, type AskedOnce, findMissing, findTold, isBareAnswer, isSame } from '../../src/core/missing.ts'
import { Topic, usualTopics } from '../../src/core/topic.ts'
import { readingOf } from '../support/reading.ts'

const orderNumber = Ask.parse({
  ...{ topics: ['delivery', 'refund'], ko: '주문번호', en: 'your order number' },
  told: ['order-number', 'tracking-number', 'digits'],
})
const phone = Ask.parse({ topics: ['delivery'], ko: '전화번호', en: 'your phone number', told: ['phone'] })

const now = (text: string) => ({ texts: [text], earlier: [] })

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
      const found = findMissing([orderNumber], readingOf(reading), now(text), usualTopics)
      expect(found?.ko ?? null).to.equal(expected)
    })

  it('looks at everything that was written, and goes on to the next that is missing', () => {
    const reading = readingOf({ intent: 'complaint', topic: 'delivery' })
    const said = { texts: ['택배가 안 와요'], earlier: ['주문번호는 ORD-7QX21 이에요'] }
    expect(findMissing([orderNumber, phone], reading, said, usualTopics)?.en).to.equal('your phone number')
  })

  it('is of theirs only where they say so now', () => {
    const reading = readingOf({ intent: 'question', topic: 'delivery' })
    const said = { texts: ['제주도도 하루 만에 가나요?'], earlier: ['제 주문 언제 오나요?'] }
    expect(findMissing([orderNumber], reading, said, usualTopics)).to.equal(null)
  })

  it('holds for a brand’s own topic that is like it', () => {
    const own = [Topic.parse({ name: '유심 배송', words: ['유심'], like: ['delivery'] })]
    const reading = readingOf({ intent: 'complaint', topic: '유심 배송' })
    expect(findMissing([orderNumber], reading, now('유심이 안 와요'), own)?.ko).to.equal('주문번호')
    expect(findMissing([orderNumber], reading, now('유심이 안 와요'), usualTopics)).to.equal(null)
  })
})

describe('what they were asked for, and tell', () => {
  const at = new Date('2026-11-24T09:00:00Z')
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
  const asked: AskedOnce = {
    ...{ ko: '주문번호', en: 'your order number', told: ['order-number', 'digits'] },
    ...{ at, toldIn: null },
  }
  const said = (...texts: string[]) =>
    texts.map((text, place) => ({ id: `${place}`, text, heardAt: later(place + 1) }))

  for (const [text, tells] of [
    ['20241123-0042', true],
    ['주문번호는 4411이에요', true],
    ['ORD-7QX21', true],
    ['A12345요', true],
    ['No. 12345', true],
    ['👍', false],
    ['1', false],
    ['네 감사합니다', false],
    ['3일째예요', false],
    ['(사진)', false],
    ['아직도 안 왔어요', false],
  ] as const)
    it(`is told, or not, by “${text}”`, () => {
      expect(findTold([asked], said(text))?.mention.text ?? null).to.equal(tells ? text : null)
    })

  it('is told by what comes after thanks and small talk', () => {
    expect(findTold([asked], said('네', '잠시만요', '20241123-0042'))?.mention.id).to.equal('2')
  })

  it('is told by any words where nobody can say what it looks like, but not by thanks', () => {
    const device = { ...asked, told: [], ko: '쓰시는 기기' }
    expect(findTold([device], said('고맙습니다', '갤럭시예요'))?.mention.text).to.equal('갤럭시예요')
  })

  it('is not told before it was asked for, nor a day later', () => {
    const of = (heardAt: Date) => findTold([asked], [{ id: '1', text: '20241123-0042', heardAt }])
    expect(of(later(-1))).to.equal(null)
    expect(of(later(24 * 60 - 1))).not.to.equal(null)
    expect(of(later(24 * 60))).to.equal(null)
  })

  it('is told once: by the message that is being answered still, and by none after it', () => {
    const told = { ...asked, toldIn: '0' }
    expect(findTold([told], said('20241123-0042', '010101'))?.mention.id).to.equal('0')
    expect(findTold([told], said('20241123-0042', '010101').slice(1))).to.equal(null)
  })

  for (const [text, bare] of [
    ['20241123-0042', true],
    ['No. A12345', true],
    ['주문번호는 4411이에요', true],
    ['주문번호 20241123-0042입니다.', true],
    ['네, 운송장번호는123456789012예요', true],
    ['my order is 12345', true],
    ['hana@example.com', true],
    ['010-1234-5678', true],
    ['제 주문 12345 왜 안 와요', false],
    ['order 12345 is late', false],
    ['3일째 안 와요', false],
    ['번호', false],
    ['👍', false],
  ] as const)
    it(`is all that they say, or not: “${text}”`, () => {
      expect(isBareAnswer(text)).to.equal(bare)
    })

  it('is the same thing by another name', () => {
    expect(
      isSame(asked, { ko: '주문 번호', en: 'the number of your order', told: ['order-number'] }),
    ).to.equal(true)
    expect(isSame(asked, { ...phone })).to.equal(false)
  })
})
