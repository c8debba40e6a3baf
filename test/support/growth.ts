import { expect } from 'chai'

// Eight times the text may take three times as long as in proportion: what grows with the square takes sixty-four times as
// long. Less than half a millisecond is mostly the clock's own.
const times = 8
const patience = 3
const leastMs = 0.5
// What seemed too long while the machine was busy is looked at again; what grows with the square is slow each time.
const rounds = 6

/**
 * Expects that reading `unit` over and over takes time in proportion to the text and not more, however busy the machine is: both
 * lengths are read in the same moment, each several times, and the quickest counts.
 * @param length of the longer text, in UTF-16 units.
 */
export function expectInProportion(read: (text: string) => unknown, unit: string, length = 20_000): void {
  const text = (size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
  const quickest = (said: string) => {
    const each = [1, 2, 3].map(() => {
      const start = performance.now()
      read(said)
      return performance.now() - start
    })
    return Math.max(leastMs, Math.min(...each))
  }
  read(text(length))
  let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round += 1) {
    short = Math.min(short, quickest(text(length / times)))
    long = Math.min(long, quickest(text(length)))
    if (long / short < times * patience) return
  }
  expect.fail(`${JSON.stringify(unit)}: ${short.toFixed(1)} ms, then ${long.toFixed(1)} ms`)
}
