import { expect } from 'chai'
import fc from 'fast-check'
import { changedShare } from '../../src/core/changed.ts'
import { expectInProportion } from '../support/growth.ts'

describe('how much of a draft was changed', () => {
  const cases: [says: string, draft: string, sent: string, share: number][] = [
    ['nothing', '내일 도착해요', '내일 도착해요', 0],
    ['spaces and punctuation', '내일 도착해요!', '내일  도착해요.', 0],
    ['one syllable of six, on both sides', '내일 도착해요', '모일 도착해요', 1 / 6],
    ['one word of four, on both sides', 'It arrives very soon', 'It arrives quite soon', 1 / 4],
    ['a second half', 'one two', 'one two three four', 1 / 3],
    ['everything', '내일 도착해요', 'sorry', 1],
    ['the order', 'a b', 'b a', 1 / 2],
    ['a composed letter', '가', '\u1100\u1161', 0],
    ['only signs', '🙂', '🙁', 1],
    ['nothing at all', '', ' ', 0],
  ]
  for (const [says, draft, sent, share] of cases)
    it(`is ${share.toFixed(2)} for ${says}`, () => {
      expect(changedShare(draft, sent)).to.be.closeTo(share, 1e-9)
    })

  const word = fc.constantFrom('배송', '내일', '도착', 'soon', 'order', '5g', '가', 'a')
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '))

  it('is between 0 and 1, the same from both sides, and 0 for the same', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const share = changedShare(a, b)
        expect(share).to.be.within(0, 1)
        expect(changedShare(b, a)).to.equal(share)
        expect(changedShare(a, a)).to.equal(0)
      }),
    )
  })

  it('is 1 where the texts share no word, however long they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 4_000 }), (a, b) => {
        expect(changedShare('left '.repeat(a), 'right '.repeat(b))).to.equal(1)
      }),
      { numRuns: 10 },
    )
  })

  it('takes no longer than in proportion beyond what it looks at in order', () => {
    const other = '다른 글자 '.repeat(5_000)
    expectInProportion((said) => changedShare(said, other), '가 나 다 ', 200_000)
  })
})
