import { expect } from 'chai'
import { wordParts } from '../../src/web/lib/word-parts.ts'
import { stored } from './hostile-page.ts'

const said = (before: string, after: string) =>
  wordParts(before, after).map(({ value, added, removed }) =>
    added ? `+${value}` : removed ? `-${value}` : value,
  )

describe('the difference of two texts', () => {
  it('is told in words, in Korean too', () => {
    expect(said('내일 도착해요.', '모레 도착해요.')).to.deep.equal(['-내일', '+모레', ' 도착해요.'])
    expect(said('같아요', '같아요')).to.deep.equal(['같아요'])
  })

  it('has both texts in it to the letter, whatever stands in them', () => {
    for (const one of [...stored, '하나  둘\n\n셋', ' 하나 둘 ', '<\ufeff둘', '\u00a0둘\u2003셋'])
      for (const [before, after] of [
        [`처음 ${one}`, `${one} 나중`],
        [one, one.replace(/\s+/g, ' ')],
        [one, ''],
      ] as const) {
        const parts = wordParts(before, after)
        const text = (without: 'added' | 'removed') =>
          parts.map((part) => (part[without] ? '' : part.value)).join('')
        expect(text('removed')).to.equal(after)
        expect(text('added')).to.equal(before)
      }
  })
})
