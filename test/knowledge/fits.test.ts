import { expect } from 'chai'
import { fits, judgeFit } from '../../src/knowledge/fits.ts'
import type { Found } from '../../src/knowledge/search.ts'

const made = (heading: string, text: string): Found => ({
  id: heading,
  document: { id: '1', name: 'a.md', title: '안내', version: '1' },
  heading,
  text,
  language: 'ko',
  validFrom: null,
  validUntil: null,
  score: 1,
  validity: 'valid',
})
const light = made('라이트', '월정액은 33,000원이고 데이터 8GB를 제공합니다.')
const store = made('홍대점', '홍대점은 오전 10시 30분에 열고 주차장은 없습니다.')

describe('What fits a question', () => {
  it('keeps what speaks of it, and leaves out what does not', () => {
    expect(fits('라이트 요금 얼마예요', [light, store])).to.deep.equal([light])
    expect(fits('홍대점 주차 되나요', [light, store])).to.deep.equal([store])
  })

  it('keeps nothing where nothing is asked that the passages name', () => {
    expect(fits('강아지 사료 추천해 주세요', [light, store])).to.deep.equal([])
    expect(fits('라이트 얼마예요', [])).to.deep.equal([])
    expect(fits('', [light])).to.deep.equal([])
  })

  it('asks for an amount of the kind that is asked for', () => {
    expect(judgeFit('홍대점 언제 열어요', [light, store]).map(({ answers }) => answers)).to.deep.equal([
      false,
      true,
    ])
    expect(judgeFit('몇 기가 주나요', [light, store]).map(({ answers }) => answers)).to.deep.equal([
      true,
      false,
    ])
  })

  it('keeps three at most, in their order', () => {
    const many = ['가', '나', '다', '라'].map((one) => made(`라이트 ${one}`, light.text))
    expect(fits('라이트 얼마', many)).to.deep.equal(many.slice(0, 3))
  })
})
