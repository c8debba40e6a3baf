import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { gather } from '../../src/desk/gathering.ts'
import { until } from '../support/chat-world.ts'

describe('work that is gathered', () => {
  it('is done once for a rush, never twice at once, and once more for what came meanwhile', async () => {
    let begun = 0
    let under = 0
    let most = 0
    const held = Promise.withResolvers<void>()
    const gathering = gather(async () => {
      begun += 1
      under += 1
      most = Math.max(most, under)
      if (begun === 1) await held.promise
      under -= 1
    }, 1)
    for (let count = 0; count < 5; count += 1) gathering.poke()
    await until(() => begun === 1)
    for (let count = 0; count < 5; count += 1) {
      gathering.poke()
      await pause(2)
    }
    expect([begun, most]).to.deep.equal([1, 1])
    held.resolve()
    await until(() => begun === 2)
    expect(most).to.equal(1)
    await gathering.stop()
  })

  it('ends with what is under way, and begins nothing more', async () => {
    let begun = 0
    let done = 0
    const held = Promise.withResolvers<void>()
    const gathering = gather(async () => {
      begun += 1
      await held.promise
      done += 1
    }, 1)
    gathering.poke()
    await until(() => begun === 1)
    const stopping = gathering.stop()
    expect(gathering.isStopped()).to.equal(true)
    gathering.poke()
    held.resolve()
    await stopping
    expect(done).to.equal(1)
    await pause(5)
    expect(begun).to.equal(1)
  })
})
