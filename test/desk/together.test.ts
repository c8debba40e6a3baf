import { expect } from 'chai'
import { together } from '../../src/desk/together.ts'

describe('what several ask for at once', () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  function makeWork() {
    const ends: { key: string; end(): void; fail(): void }[] = []
    const ask = together(
      (key) =>
        new Promise<string>((resolve, reject) => {
          const name = `${key} ${ends.length}`
          ends.push({ key, end: () => resolve(name), fail: () => reject(new Error(name)) })
        }),
    )
    return { ask, ends }
  }

  it('is done again for who came while it was done, once for all of them', async () => {
    const { ask, ends } = makeWork()
    const first = ask('all')
    const later = [ask('all'), ask('all'), ask('all')]
    expect(ends).to.have.length(1)
    ends[0]?.end()
    expect(await first).to.equal('all 0')
    await settle()
    expect(ends).to.have.length(2)
    const last = ask('all')
    ends[1]?.end()
    expect(await Promise.all(later)).to.deep.equal(['all 1', 'all 1', 'all 1'])
    await settle()
    ends[2]?.end()
    expect(await last).to.equal('all 2')
  })

  it('does not wait for what others ask for', () => {
    const { ask, ends } = makeWork()
    void ask('one')
    void ask('two')
    expect(ends.map(({ key }) => key)).to.deep.equal(['one', 'two'])
  })

  it('fails for those who share it, and is tried anew for the next', async () => {
    const { ask, ends } = makeWork()
    const first = ask('all')
    const second = ask('all')
    ends[0]?.fail()
    expect(await first.catch((error: Error) => error.message)).to.equal('all 0')
    await settle()
    ends[1]?.fail()
    expect(await second.catch((error: Error) => error.message)).to.equal('all 1')
    const third = ask('all')
    ends[2]?.end()
    expect(await third).to.equal('all 2')
  })
})
