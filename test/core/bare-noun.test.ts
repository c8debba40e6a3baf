import { expect } from 'chai'
import fc from 'fast-check'
import { bareNoun } from '../../src/core/bare-noun.ts'
import { koreanStem } from '../../src/knowledge/korean-words.ts'

/** By the stem that all these forms share, as they are counted. */
function shownOf(forms: string): string | null {
  const all = forms.split(' ')
  const stems = new Set(all.map(koreanStem))
  expect([...stems], 'one stem').to.have.length(1)
  return bareNoun([...stems][0] ?? '', all)
}

describe('a noun as it stands alone', () => {
  const cases: [forms: string, noun: string | null][] = [
    ['배송이', '배송'],
    ['배송이 배송을', '배송'],
    ['배송 배송이', '배송'],
    ['배송이 배송이에요', '배송'],
    ['배송에서 배송에', '배송'],
    ['배송이 배송해', '배송'],
    ['서비스가', '서비스'],
    ['택배가 택배는', '택배'],
    ['휴대폰으로', '휴대폰'],
    ['매장에서', '매장'],
    ['카드로 카드가', '카드'],
    // Letters of their own stay.
    ['고양이', '고양이'],
    ['고양이 고양이가', '고양이'],
    ['고양이는 고양이를', '고양이'],
    ['아이가 아이는 아이', '아이'],
    ['떡볶이가', '떡볶이'],
    ['제주도', '제주도'],
    ['제주도 제주도에', '제주도'],
    ['바나나', '바나나'],
    ['바나나 바나나가', '바나나'],
    ['전문가 전문가가 전문가는', '전문가'],
    ['고속도로', '고속도로'],
    ['회의가', '회의'],
    // Verbs are no nouns.
    ['죄송합니다 죄송해요', null],
    ['감사합니다', null],
  ]
  for (const [forms, noun] of cases)
    it(`is ${noun ?? 'none'}, of ${forms}`, () => {
      expect(shownOf(forms)).to.equal(noun)
    })

  it('begins every form that it is told of, and is never shorter than their stem', () => {
    const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code))
    const rest = fc.constantFrom(
      '',
      '이',
      '가',
      '은',
      '는',
      '을',
      '를',
      '에서',
      '으로',
      '도',
      '해요',
      '합니다',
    )
    fc.assert(
      fc.property(
        fc.array(syllable, { minLength: 2, maxLength: 4 }),
        fc.array(rest, { minLength: 1 }),
        (stem, rests) => {
          const word = stem.join('')
          const noun = bareNoun(word, [...new Set(rests.map((one) => word + one))])
          expect(noun === null || noun.startsWith(word)).to.equal(true)
        },
      ),
    )
  })
})
