import { expect } from 'chai'
import { OperatorError } from '../../src/store/data-folder.ts'
import type { Embedded } from '../../src/store/embedded.ts'
import { type KeptServer, keepServer } from '../../src/store/keep-server.ts'
import { patienceMs } from '../support/patience.ts'

describe('a server that is kept', () => {
  let kept: KeptServer
  let living: Set<number>
  let told: string[]
  let starts: number
  beforeEach(() => {
    // Numbers that no process has, so that the glance at the system sees that they are gone.
    living = new Set([2_147_483_640])
    told = []
    starts = 0
  })
  afterEach(() => kept.stop())

  const server = (pid: number, url = 'postgres://one'): Embedded => ({
    url,
    pid,
    isRunning: () => living.has(pid),
    stop: async () => void living.delete(pid),
  })
  function keep(start: () => Promise<Embedded>): void {
    kept = keepServer(
      server(2_147_483_640),
      () => {
        starts += 1
        return start()
      },
      (message) => told.push(message),
    )
  }
  async function until(ask: () => boolean): Promise<void> {
    const deadline = Date.now() + patienceMs
    while (!ask()) {
      if (Date.now() > deadline) throw new Error('It did not come to pass.')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const fresh = async () => {
    living.add(2_147_483_641)
    return server(2_147_483_641)
  }

  it('is left alone while it runs, whatever a connection says', async () => {
    keep(fresh)
    kept.look()
    expect(starts).to.equal(0)
  })

  it('is started once when it is gone, however often somebody notices', async () => {
    keep(fresh)
    living.clear()
    for (let at = 0; at < 5; at += 1) kept.look()
    await until(() => kept.pid === 2_147_483_641)
    expect(starts).to.equal(1)
    expect(told).to.have.length(1)
    expect(kept.isRunning()).to.equal(true)
  })

  it('is missed without anybody noticing', async () => {
    keep(fresh)
    living.clear()
    await until(() => kept.pid === 2_147_483_641)
  })

  it('stays down once it was stopped, and what is coming back is stopped too', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    keep(async () => {
      await promise
      return fresh()
    })
    living.clear()
    kept.look()
    const stopping = kept.stop()
    resolve()
    await stopping
    kept.look()
    expect([...living]).to.deep.equal([])
    expect(starts).to.equal(1)
  })

  it('ends the process when its place was taken meanwhile', async () => {
    const others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    const thrown = new Promise((resolve) => process.once('unhandledRejection', resolve))
    try {
      keep(async () => server(2_147_483_641, 'postgres://another'))
      living.clear()
      kept.look()
      expect(await thrown).to.be.instanceOf(OperatorError)
    } finally {
      for (const other of others) process.on('unhandledRejection', other)
    }
  })
})
