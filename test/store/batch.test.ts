import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { makeBatch } from '../../src/store/batch.ts'

describe('a batch', () => {
  it('does together what came together, and answers each with its own', async () => {
    const groups: number[][] = []
    const double = makeBatch<number, number>(async (items) => {
      groups.push(items)
      return items.map((item) => item * 2)
    }, 100)
    expect(await Promise.all([1, 2, 3].map(double))).to.deep.equal([2, 4, 6])
    expect(groups).to.deep.equal([[1, 2, 3]])
  })

  it('gathers what comes while a group is under way, in order and within its size', async () => {
    const groups: number[][] = []
    const work = makeBatch<number, number>(async (items) => {
      groups.push(items)
      await pause(20)
      return items
    }, 2)
    const first = work(1)
    await pause(5)
    await Promise.all([first, ...[2, 3, 4].map(work)])
    expect(groups).to.deep.equal([[1], [2, 3], [4]])
  })

  it('fails the bad one alone, and tells it why', async () => {
    const work = makeBatch<number, string>(async (items) => {
      if (items.includes(13)) throw new Error('not thirteen')
      return items.map(String)
    }, 100)
    const results = await Promise.allSettled([12, 13, 14].map(work))
    expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect((results[1] as PromiseRejectedResult).reason.message).to.equal('not thirteen')
    expect(await work(15)).to.equal('15')
  })

  it('goes on after a failure with what waited behind it', async () => {
    let broken = true
    const work = makeBatch<number, number>(async (items) => {
      await pause(5)
      if (broken) throw new Error('away')
      return items
    }, 1)
    const first = work(1).catch((error: Error) => error.message)
    const second = work(2)
    expect(await first).to.equal('away')
    broken = false
    expect(await second).to.equal(2)
  })

  it('lets the next group grow after one of several, and keeps nobody waiting alone', async () => {
    const groups: number[][] = []
    const work = makeBatch<number, number>(
      async (items) => {
        groups.push(items)
        return items
      },
      100,
      { gatherMs: 30 },
    )
    await Promise.all([1, 2].map(work))
    const third = work(3)
    await pause(10)
    await Promise.all([third, work(4)])
    expect(groups).to.deep.equal([
      [1, 2],
      [3, 4],
    ])
    await pause(60)
    await work(5)
    expect(groups.at(-1)).to.deep.equal([5])
  })

  it('has no more groups under way than it has lanes', async () => {
    let now = 0
    let most = 0
    const work = makeBatch<number, number>(
      async (items) => {
        now += 1
        most = Math.max(most, now)
        await pause(5)
        now -= 1
        return items
      },
      1,
      { lanes: 2 },
    )
    const waits: Promise<number>[] = []
    for (let n = 0; n < 8; n += 1) {
      waits.push(work(n))
      await pause(1)
    }
    expect(await Promise.all(waits)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7])
    expect(most).to.equal(2)
  })
})
