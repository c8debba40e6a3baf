import { expect } from 'chai'
import fc from 'fast-check'
import { Classification, Judged } from '../../src/core/intent.ts'
import { Topic } from '../../src/core/topic.ts'
import { makeLocalReader } from '../../src/writer/local-reader.ts'
import { makeNearExamples } from '../../src/writer/near-examples.ts'
import type { ReadRequest } from '../../src/writer/writer.ts'
import { answered, asked } from '../support/asked.ts'
import { shippedTriage } from '../support/triage.ts'

const near = makeNearExamples()
const read = makeLocalReader({ triage: shippedTriage(), near })

const reading = (text: string, change: Partial<ReadRequest> = {}) =>
  Classification.parse(read(asked(text, change)).classification)

// Plain cases that any weights worth shipping read right; how well the hard ones are read is measured, not asserted.
const cases: [
  title: string,
  text: string,
  expected: Partial<Classification>,
  change?: Partial<ReadRequest>,
][] = [
  [
    'a complaint in Korean',
    '인터넷이 계속 끊겨서 너무 답답해요',
    { intent: 'complaint', needsReply: true, language: 'ko', level: 'polite', by: 'local' },
  ],
  ['a complaint in 반말', '진짜 짜증나네 왜 자꾸 튕겨', { intent: 'complaint', level: 'casual' }],
  [
    'a complaint in English',
    'The app keeps crashing and nobody answers',
    { intent: 'complaint', language: 'en' },
  ],
  ['a question in Korean', '요금제는 어디에서 바꾸나요?', { intent: 'question', feeling: 'calm' }],
  ['a question in English', 'How can I change my plan?', { intent: 'question', level: null }],
  ['praise', 'The technician was wonderful, thank you so much', { intent: 'chatter', feeling: 'pleased' }],
  ['bare thanks', '감사합니다!', { needsReply: false }],
  ['thanks for our answer', '오 감사합니다! 그걸로 할게요 ㅎㅎ', { needsReply: false }, answered],
  ['only emoji', '😂😂👨‍👩‍👧', { needsReply: false }],
  [
    'another bot',
    '오늘 날씨는 맑습니다',
    { needsReply: false },
    { author: { handle: 'w', name: 'w', bot: true } },
  ],
  ['spam', '선착순 100명 공짜! 클릭 http://x.example', { spam: true, needsReply: false }],
  ['a wish for a person', '챗봇 말고 상담원 연결해 주세요', { wantsPerson: true, needsReply: true }],
  ['self-harm, however bare', '죽고 싶어요', { risks: ['self-harm'], needsReply: true }],
  ['whoever writes to us alone', '안녕하세요', { needsReply: true, toBrand: true }, { visibility: 'direct' }],
]

describe('Reading without a model', () => {
  for (const [title, text, expected, change] of cases) {
    it(`sees ${title}`, () => {
      expect(reading(text, change)).to.deep.include(expected)
    })
  }

  it('takes a message without letters to be in the language that they have written before', () => {
    const at = new Date()
    const korean = { turns: [{ from: 'person' as const, text: '택배가 안 와요', at }] }
    expect(reading('20241123-0042', korean).language).to.equal('ko')
    expect(reading('20241123-0042', { beside: ['my parcel is late'] }).language).to.equal('en')
    expect(reading('20241123-0042', { language: 'ko-KR' }).language).to.equal('ko')
    expect(reading('20241123-0042', { ...korean, beside: ['my parcel is late'] }).language).to.equal('en')
  })

  it('says of every decision how sure it is', () => {
    const { sure } = reading('배송이 왜 이렇게 늦어요? 내일까지 필요한데요')
    expect(Object.keys(sure)).to.have.members(Judged.options)
  })

  it('says of every risk how sure it is, and by which words', () => {
    const { risks, riskDetails, sure } = reading('죽고 싶어요. 제 번호는 010-1234-5678이에요')
    expect(risks).to.include.members(['self-harm', 'personal-data'])
    expect(Object.keys(riskDetails)).to.have.members(risks)
    expect(riskDetails['self-harm']).to.deep.include({ sure: 1 })
    expect(riskDetails['self-harm']?.words).to.not.be.empty
    expect(Math.max(...Object.values(riskDetails).map((one) => one.sure))).to.equal(sure.risks)
  })

  it('names words of the message that led to the intent', () => {
    const { words } = reading('환불이 아직도 안 됐어요. 언제까지 기다려요?')
    expect(words.intent).to.satisfy((said: string[]) => said.length > 0 && said.length <= 8)
    for (const word of words.intent ?? [])
      expect('환불이 아직도 안 됐어요. 언제까지 기다려요?').to.include(word)
  })

  it('names no word that stands for a number, a link or a handle', () => {
    const { words } = reading('제 번호 010-1234-5678인데 인터넷이 사흘째 안 돼요 http://a.example @brand')
    expect(JSON.stringify(words)).to.not.match(/<\w+>/)
  })

  it('quotes them as they were written, numbers and capitals too', () => {
    const { words } = reading('CURTAIN ordered 3 weeks ago, where is it?!', { line: 0 })
    const said = Object.values(words).flat()
    expect(said.filter((word) => !'CURTAIN ordered 3 weeks ago, where is it?!'.includes(word))).to.deep.equal(
      [],
    )
  })

  it('gives a model its candidates, which add up to 1', () => {
    const { candidates } = read(asked('음'))
    expect(candidates.map(({ intent }) => intent)).to.have.members(['complaint', 'question', 'chatter'])
    expect(candidates.reduce((sum, { chance }) => sum + chance, 0)).to.be.closeTo(1, 1e-9)
  })

  for (const [title, text] of [
    ['the language is none of ours', 'お待たせしました'],
    ['the Latin letters are not English', '¿Tienen planes para estudiantes extranjeros?'],
    ['there is nothing', ''],
  ] as const) {
    it(`is unsure when ${title}`, () => {
      expect(reading(text).confidence).to.be.below(0.7)
    })
  }

  it('reads a fragment with what was said just before it', () => {
    const alone = reading('어제요', { line: 1 })
    const together = reading('어제요', { line: 1, beside: ['배송 완료라고 뜨는데 물건이 안 왔어요'] })
    expect(together.intent).to.equal('complaint')
    expect(together.confidence).to.be.above(alone.confidence)
  })

  it("calls topics by the brand's own names", () => {
    const topics = [Topic.parse({ name: '로밍', words: ['로밍'] })]
    expect(reading('로밍 신청은 어디서 해요?', { topics })).to.deep.include({ topic: '로밍' })
  })

  it('believes a colleague about a message nearly the same, for that brand', () => {
    near.add({
      id: '7',
      brandId: '1',
      text: '기사님 최고시네요 두 시간이나 기다렸어요',
      labels: { intent: 'complaint', sarcasm: true },
    })
    const text = '기사님 최고시네요!! 두 시간이나 기다렸어요'
    expect(reading(text)).to.deep.include({
      intent: 'complaint',
      sarcasm: true,
      by: 'example',
      confidence: 1,
    })
    expect(reading(text, { brandId: '2' }).by).to.equal('local')
  })

  it('never throws, whatever is written, and what it says is always whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.boolean(), (text, direct) => {
        reading(text, { visibility: direct ? 'direct' : 'public' })
      }),
      { numRuns: 300 },
    )
  })

  for (const [title, text] of [
    ['10,000 characters', '환불해 주세요 '.repeat(1_250)],
    ['NULs', '\u0000\u0000환불\u0000'],
    ['lone surrogates', '\ud83d 환불 \ude00'],
    ['one letter', 'ㅇ'],
    ['thousands of emoji', '😡'.repeat(3_000)],
    ['marks without a letter under them', '\u0301'.repeat(2_000)],
  ] as const) {
    it(`answers ${title}`, () => {
      expect(reading(text).confidence).to.be.within(0, 1)
    })
  }
})
