import { expect } from 'chai'
import { readQuestion } from '../../src/knowledge/question.ts'
import { fitness, tellingOf } from '../../src/knowledge/rank.ts'
import { termsOf } from '../../src/knowledge/terms.ts'
import type { Candidate, Counts } from '../../src/store/passages.ts'

const day = '2026-11-22'
const passage = (text: string, more: Partial<Candidate> = {}): Candidate => ({
  row: text,
  id: text,
  document: { id: '1', name: 'a.md', title: '', version: '1' },
  heading: '',
  text,
  language: 'ko',
  validFrom: null,
  validUntil: null,
  terms: termsOf(text),
  length: 10,
  ...more,
})
const counts = (terms: Record<string, number>, passages = 100_000): Counts => ({
  passages,
  length: 10,
  terms: new Map(Object.entries(terms)),
})

describe('how well a passage fits', () => {
  const week = passage('로밍 7일')
  const others = ['공항', '비행기', '문자', '전화', '배', '국경', '예약', '취소'].map((word) =>
    passage(`로밍 ${word}`),
  )

  it('is told by the words that part what was found, however rare the others are', () => {
    const tells = tellingOf([week, ...others], counts({ 로밍: 12, '7': 20_000 }))
    expect(tells('7')).to.be.above(tells('로밍'))
    const question = readQuestion('로밍 7일')
    const score = (one: Candidate) => fitness(one, question, { tells, length: 10 }, day)
    for (const one of others) expect(score(week)).to.be.above(score(one))
  })

  it('is told by what is rare among all where those found say it alike', () => {
    const tells = tellingOf([passage('로밍 요금'), passage('로밍 요금')], counts({ 로밍: 12, 요금: 40_000 }))
    expect(tells('로밍')).to.be.above(tells('요금'))
    expect(tells('요금')).to.be.above(0)
  })

  it('counts less where it holds no more or not yet', () => {
    const tells = tellingOf([week], counts({ 로밍: 12 }))
    const score = (more: Partial<Candidate>) =>
      fitness(passage('로밍 7일', more), readQuestion('해외여행 로밍 7일'), { tells, length: 10 }, day)
    expect(score({ validUntil: '2026-11-21' })).to.be.below(score({}))
    expect(score({ validFrom: '2026-11-23' })).to.equal(score({ validUntil: '2026-11-21' }))
    expect(score({ validFrom: day, validUntil: day })).to.equal(score({}))
  })

  it('counts a little less where what is asked for is not there', () => {
    const pairs: [question: string, has: string, hasNot: string][] = [
      ['로밍 얼마예요', '로밍 하루 9,900원', '로밍 하루 신청'],
      ['로밍 몇 시까지', '로밍 오후 9시', '로밍 오후 센터'],
      ['로밍 몇기가 줘요', '로밍 4GB 하루', '로밍 고속 하루'],
      ['how much is roaming', 'Roaming is KRW 9,900', 'Roaming is in the app'],
    ]
    for (const [asked, ...texts] of pairs) {
      const [has, hasNot] = texts.map((text) =>
        passage(text, { terms: new Map([...termsOf('로밍'), ...termsOf('roaming')]) }),
      ) as [Candidate, Candidate]
      const tells = tellingOf([has, hasNot], counts({ 로밍: 12, roam: 12 }))
      const score = (one: Candidate) => fitness(one, readQuestion(asked, 'ko'), { tells, length: 10 }, day)
      expect(score(hasNot) / score(has), asked).to.be.closeTo(0.9, 1e-9)
    }
  })

  it('is better where what stands above it names what is asked, also in another word', () => {
    const text = '신청은 앱에서 합니다. 해지 로밍'
    const none = passage(text)
    const tells = tellingOf([none, passage('로밍 요금')], counts({ 로밍: 12, 해지: 12 }))
    const question = readQuestion('로밍 해지')
    const score = (more: Partial<Candidate>) =>
      fitness(passage(text, more), question, { tells, length: 10 }, day)
    const titled = { document: { ...none.document, title: '로밍 해지' } }
    expect(score({ heading: '로밍 해지' }) / score({})).to.be.closeTo(1.3, 1e-9)
    expect(score({ heading: '로밍 해지', ...titled }) / score({})).to.be.closeTo(1.6, 1e-9)
    expect(score({ heading: '요금 안내' })).to.equal(score({}))
    const other = score({ heading: '로밍 cancel' })
    expect(other).to.be.above(score({ heading: '로밍' }))
    expect(other).to.be.below(score({ heading: '로밍 해지' }))
  })

  it('is told in the other language by how much of the question a passage covers', () => {
    const korean = passage('요금제 가격')
    const roaming = passage('Roaming in Japan: KRW 9,900 a day', { language: 'en' })
    const plans = passage('The price of a plan', { language: 'en' })
    const tells = tellingOf([korean, roaming, plans], counts({ roam: 12, japan: 12, price: 9, 가격: 9 }, 160))
    const question = readQuestion('일본 로밍 가격')
    const score = (one: Candidate) => fitness(one, question, { tells, length: 10 }, day)
    expect(score(roaming)).to.be.above(score(korean))
    expect(score(plans)).to.be.below(score(korean))
  })
})
