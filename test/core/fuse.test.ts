import { expect } from 'chai'
import fc from 'fast-check'
import { cosine, fuse } from '../../src/core/fuse.ts'

describe('rankings fused by reciprocal rank', () => {
  it('give each place 1 / (60 + place), and add', () => {
    const fused = fuse([
      ['a', 'b', 'c'],
      ['c', 'a'],
    ])
    expect(fused.map(({ item }) => item)).to.deep.equal(['a', 'c', 'b'])
    expect(fused[0]?.score).to.be.closeTo(1 / 61 + 1 / 62, 1e-12)
    expect(fused[1]?.score).to.be.closeTo(1 / 63 + 1 / 61, 1e-12)
    expect(fused[2]?.score).to.be.closeTo(1 / 62, 1e-12)
  })

  it('take something that a ranking names twice at its first place', () => {
    expect(fuse([['a', 'a', 'b']]).map(({ score }) => score)).to.deep.equal([1 / 61, 1 / 62])
  })

  it('hold what any ranking has, once, and leave a single ranking as it is', () => {
    const ranking = fc.uniqueArray(fc.nat(30))
    fc.assert(
      fc.property(fc.array(ranking, { maxLength: 4 }), (rankings) => {
        const items = fuse(rankings).map(({ item }) => item)
        expect([...items].sort()).to.deep.equal([...new Set(rankings.flat())].sort())
      }),
    )
    fc.assert(
      fc.property(ranking, (one) => {
        expect(fuse([one, one]).map(({ item }) => item)).to.deep.equal(one)
      }),
    )
  })
})

describe('the cosine', () => {
  const cases: [number[], number[], number][] = [
    [[1, 0], [2, 0], 1],
    [[1, 0], [0, 3], 0],
    [[1, 1], [-1, -1], -1],
    [[0, 0], [1, 1], 0],
    [[1], [1, 2], 0],
  ]
  for (const [a, b, is] of cases)
    it(`of ${JSON.stringify(a)} and ${JSON.stringify(b)} is ${is}`, () => {
      expect(cosine(a, b)).to.be.closeTo(is, 1e-12)
    })
})
