import { expect } from 'chai'
import { readQuestion } from '../../src/knowledge/question.ts'
import { expectInProportion } from '../support/growth.ts'

describe('a question as it is searched by', () => {
  const others = (question: string) => readQuestion(question).instead.flatMap((one) => [...one.others.keys()])

  const cases: [question: string, has: string, why: string][] = [
    ['핫스팟 몇기가까지', '테더링', 'another word for the same'],
    ['라이트핫스팟몇기가', '테더링', 'inside a word without spaces'],
    ['핫스팟이요', '테더링', 'with an ending'],
    ['핫 스팟 되나', '테더링', 'with a space that does not belong there'],
    ['돈이 없어 못 내요', '연체', 'two syllables with the space that belongs there'],
    ['how much is tethering', '테더링', 'from the other language'],
    ['is there an early termination fee', '위약금', 'an expression of several words'],
  ]
  for (const [question, has, why] of cases)
    it(`is also searched by ${has}: ${why}`, () => expect(others(question)).to.include(has))

  it('has no other words by chance', () => {
    expect(others('그 얘기가 좋네요'), '기가 inside a short word').not.to.include('gb')
    expect(others('바이올린 악보')).to.deep.equal([])
    expect(others('an early train'), 'one word of an expression').not.to.include('위약금')
  })

  it('has no pieces of words that nobody said', () => {
    const pieces = others('핫스팟 로밍 얼마').filter((term) => term.startsWith('~') || term === '월정')
    expect(pieces).to.deep.equal([])
  })

  it('is read in time that grows with its length', () => {
    expectInProportion(readQuestion, '하루로밍얼마예요핫스팟')
  })
})
