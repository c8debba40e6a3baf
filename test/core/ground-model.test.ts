import { expect } from 'chai'
import fc from 'fast-check'
import { doubtful, doubtOf, featuresOf, isAgainst } from '../../src/core/ground/model.ts'
import { weights } from '../../src/core/ground/weights.ts'

const clean = { lost: 0, margin: 0.4, polar: -1, copy: 1, numbers: 1, clauses: 1, korean: 1 }

describe('What a small model doubts', () => {
  it('is nothing where nothing speaks against a sentence, however short', () => {
    expect(isAgainst(clean)).to.equal(false)
    expect(doubtOf({ ...clean, numbers: 0 })).to.equal(0)
  })

  it('grows with what speaks against it', () => {
    const little = doubtOf({ ...clean, reach: 1 })
    const much = doubtOf({ ...clean, numbers: 0, reach: 1, opposed: 1, opposite: 1, polar: 1, turned: 1 })
    expect(much).to.be.above(little)
    expect(much).to.be.above(doubtful)
  })

  it('knows a weight for every measure that it makes, and makes every one that it weighs', () => {
    const made = Object.keys(
      featuresOf({ ...clean, ...Object.fromEntries(Object.keys(weights).map((name) => [name, 1])) }),
    )
    expect(made).to.include.members(Object.keys(weights))
  })

  it('is always between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(weights)), fc.double({ min: -5, max: 5, noNaN: true })),
        (measures) => {
          expect(doubtOf(measures)).to.be.within(0, 1)
        },
      ),
    )
  })
})
