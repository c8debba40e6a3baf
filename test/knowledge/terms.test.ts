import { expect } from 'chai'
import fc from 'fast-check'
import { koreanRoot, koreanStem } from '../../src/knowledge/korean-words.ts'
import { readQuestion } from '../../src/knowledge/question.ts'
import { termsOf } from '../../src/knowledge/terms.ts'
import { expectInProportion } from '../support/growth.ts'

describe('what a text is searched by', () => {
  const stems: [string, string][] = [
    ['요금제는', '요금제'],
    ['매장에서는', '매장'],
    ['고객센터까지', '고객센터'],
    ['신청하려면', '신청'],
    ['해지됩니다', '해지'],
    ['환불받을', '환불'],
    ['로밍', '로밍'],
    ['집', '집'],
  ]
  for (const [word, stem] of stems)
    it(`is ${stem} of ${word}`, () => {
      expect(koreanStem(word)).to.equal(stem)
    })

  it('is the same root of a verb’s forms', () => {
    const root = (word: string) => koreanRoot(koreanStem(word))
    expect(root('바꿔요')).to.equal(root('바꿀'))
    expect(root('옮겨')).to.equal(root('옮기'))
  })

  const meets: [string, string][] = [
    ['요금제변경하고싶어요', '요금제를 변경할 수 있습니다'],
    ['ｅＳＩＭ 발급', 'e-SIM을 발급합니다'],
    ['3만3천원 맞나요', '월 33,000원입니다'],
    ['refunds', 'How refunding works'],
    ['roming pass', 'Roaming pass'],
    ['5G 요금', '다정 라이트 5g'],
  ]
  for (const [question, passage] of meets)
    it(`meets in "${question}" and "${passage}"`, () => {
      const inPassage = termsOf(passage)
      expect([...termsOf(question).keys()].filter((term) => inPassage.has(term))).to.not.deep.equal([])
    })

  it('is nothing of words that say nothing', () => {
    expect([...termsOf('how do I do it?').keys()]).to.deep.equal([])
    expect([...termsOf('그거 뭐 어떻게').keys()]).to.deep.equal([])
  })

  it('takes in other words for the same, in both languages, and says which were named', () => {
    const { language, instead } = readQuestion('핫스팟 얼마')
    expect(language).to.equal('ko')
    const group = instead.find(({ named }) => named.includes('핫스팟'))
    expect([...(group?.others.keys() ?? [])]).to.include.members(['테더링', 'tether'])
    expect([...(group?.others.keys() ?? [])]).to.not.include('핫스팟')
  })

  it('is found in any text, with numbers above nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const [term, times] of termsOf(text)) {
          expect(term).to.not.equal('')
          expect(times).to.be.above(0)
        }
      }),
    )
  })

  it('takes time in proportion to the text', () => {
    for (const text of ['가', '까지', 'a', '1,', "a'", '하려', '만1']) {
      expectInProportion(termsOf, text, 40_000)
    }
  })
})
