import { expect } from 'chai'
import fc from 'fast-check'
import { makeTid, tidOfReply } from '../../src/channels/bluesky/tid.ts'

const anyDate = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true })
const anyReply = fc.record({ id: fc.string({ minLength: 1 }), at: anyDate })

describe('a record key in TID form', () => {
  it('is the key that the specification gives for the first moment', () => {
    expect(makeTid(new Date(0), 0, 0)).to.equal('2222222222222')
  })

  it('is the key that a known moment and clock have', () => {
    // 1,700,000,000,123,456 µs << 10 | 7, in base 32 with the sortable alphabet, worked out by hand.
    const number = (1_700_000_000_123_456n << 10n) | 7n
    const digits = number.toString(32).padStart(13, '0')
    const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
    const expected = [...digits].map((digit) => alphabet[Number.parseInt(digit, 32)]).join('')
    expect(makeTid(new Date(1_700_000_000_123), 456, 7)).to.equal(expected)
  })

  it('has the form that servers accept', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(999), fc.nat(1023), (at, micros, clock) => {
        expect(makeTid(at, micros, clock)).to.match(
          /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/,
        )
      }),
    )
  })

  it('sorts by time, then by microsecond, then by clock', () => {
    const moment = fc.tuple(anyDate, fc.nat(999), fc.nat(1023))
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const earlier = one[0].getTime() - other[0].getTime() || one[1] - other[1] || one[2] - other[2]
        const [a, b] = [makeTid(...one), makeTid(...other)]
        expect(Math.sign(earlier)).to.equal(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
  })

  it('follows from the reply alone, so that every try writes to the same place', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        expect(tidOfReply(reply)).to.equal(tidOfReply({ id: reply.id, at: new Date(reply.at) }))
      }),
    )
  })

  it('differs for the replies of one moment', () => {
    const at = new Date('2026-11-22T01:00:00.000Z')
    const keys = Array.from({ length: 200 }, (_, n) => tidOfReply({ id: `reply-${n}`, at }))
    expect(new Set(keys).size).to.equal(200)
  })

  for (const [name, at, micros, clock] of [
    ['a time before 1970', new Date(-1), 0, 0],
    ['a time that does not fit into 53 bits', new Date(8_640_000_000_000_000), 999, 0],
    ['more than 999 microseconds', new Date(0), 1000, 0],
    ['a clock id of more than 10 bits', new Date(0), 0, 1024],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(() => makeTid(at, micros, clock)).to.throw(RangeError)
    })
  }
})
