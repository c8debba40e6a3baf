import { setImmediate as later } from 'node:timers/promises'
import { expect } from 'chai'
import { makeTurns } from '../../src/desk/turns.ts'

describe('turns', () => {
  it('are taken by so many at once, in order, and given on by what fails too', async () => {
    const turn = makeTurns(2)
    const started: number[] = []
    const ends: (() => void)[] = []
    const work = (place: number) =>
      turn(async () => {
        started.push(place)
        await new Promise<void>((resolve) => ends.push(resolve))
        if (place === 0) throw new Error('broken')
        return place
      })
    const all = [0, 1, 2, 3].map(work)
    const results = Promise.allSettled(all)
    await later()
    expect(started).to.deep.equal([0, 1])
    ends[0]?.()
    await later()
    expect(started).to.deep.equal([0, 1, 2])
    ends[1]?.()
    await later()
    expect(started).to.deep.equal([0, 1, 2, 3])
    ends[2]?.()
    ends[3]?.()
    expect((await results).map(({ status }) => status)).to.deep.equal([
      'rejected',
      ...Array(3).fill('fulfilled'),
    ])
    const last = work(4)
    await later()
    expect(started).to.include(4)
    ends[4]?.()
    expect(await last).to.equal(4)
  })
})
