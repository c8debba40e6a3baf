import { expect } from 'chai'
import fc from 'fast-check'
import { bareText, findSimilar, similarity } from '../../src/core/similar.ts'

describe('How alike two texts are', () => {
  it('is 1 when only case, spaces and punctuation differ', () => {
    expect(similarity('정말 고마워요!', '정말고마워요')).to.equal(1)
    expect(similarity('Thank you.', 'thank you')).to.equal(1)
  })

  it('is 0 when they share nothing', () => {
    expect(similarity('안녕하세요', 'good morning')).to.equal(0)
  })

  it('stays high when one word of a sentence changes', () => {
    const one = '배송이 늦어져서 많이 답답하셨죠, 지금 어디쯤 있는지 함께 볼게요'
    expect(similarity(one, one.replace('답답', '속상'))).to.be.within(0.85, 0.99)
  })

  it('is low for two sentences that only sound alike', () => {
    expect(similarity('배송이 언제 오나요?', '교환은 언제 되나요?')).to.be.below(0.6)
  })

  it('calls one letter like itself and unlike another', () => {
    expect(similarity('네', '네!')).to.equal(1)
    expect(similarity('네', '예')).to.equal(0)
  })

  it('is the same from both sides and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(similarity(a, b)).to.equal(similarity(b, a))
        expect(similarity(a, b)).to.be.within(0, 1)
      }),
    )
  })

  it('finds the most alike of many, and none below the line', () => {
    const others = ['안녕하세요', '오늘 날씨가 참 좋네요', '오늘 날씨 참 좋네요!']
    expect(findSimilar('오늘 날씨 참 좋네요', others, 0.9)).to.deep.equal({
      text: '오늘 날씨 참 좋네요!',
      similarity: 1,
    })
    expect(findSimilar('주말에 뭐 하세요', others, 0.9)).to.equal(null)
  })

  it('reads decomposed Hangul like composed', () => {
    expect(bareText('다정'.normalize('NFD'))).to.equal('다정')
  })
})
