import { expect } from 'chai'
import { z } from 'zod'
import { Faults, makeFaultBox } from '../../src/town/faults.ts'
import type { OpenTown } from '../../src/town/server.ts'
import { call, Notifications, openTestTown, post, read, say, setFaults, witness } from './client.ts'

const Told = z.object({
  faults: z.looseObject({ seed: z.number() }),
  struck: z.record(z.string(), z.number()),
})

describe('faults of the town', () => {
  let town: OpenTown
  beforeEach(async () => {
    town = await openTestTown()
  })
  afterEach(() => town.close())

  const cases: { fault: string; wish: unknown; outcome: number | 'dropped'; kept: number }[] = [
    { fault: 'error500Before', wish: { count: 1 }, outcome: 500, kept: 0 },
    { fault: 'error500After', wish: { count: 1 }, outcome: 500, kept: 1 },
    { fault: 'dropBefore', wish: { count: 1 }, outcome: 'dropped', kept: 0 },
    { fault: 'dropAfter', wish: { count: 1 }, outcome: 'dropped', kept: 1 },
    { fault: 'rate429', wish: { count: 1, resetSeconds: 7 }, outcome: 429, kept: 0 },
  ]
  for (const { fault, wish, outcome, kept } of cases) {
    it(`${fault}: the caller meets ${outcome}, and ${kept} was posted`, async () => {
      await setFaults(town, { [fault]: wish })
      const met = await post(town, { status: '네' }).then(
        (answer) => answer.status,
        () => 'dropped',
      )
      expect(met).to.equal(outcome)
      expect(await witness(town)).to.have.length(kept)
      const told = await read(Told, call(town, '/town/faults', { token: null }))
      expect(told.struck).to.deep.equal({ [fault]: 1 })
      expect((await post(town, { status: '다시' })).status).to.equal(200)
    })
  }

  it('tells with a 429 when to come back', async () => {
    const now = Date.UTC(2026, 10, 22)
    const frozen = await openTestTown({ now: () => now })
    await setFaults(frozen, { rate429: { count: 1, resetSeconds: 7 } })
    const answer = await post(frozen, { status: '네' })
    expect(answer.headers.get('x-ratelimit-reset')).to.equal('2026-11-22T00:00:07.000Z')
    expect(answer.headers.get('x-ratelimit-remaining')).to.equal('0')
    await frozen.close()
  })

  it('gives one status for one key, whatever was lost on the way', async () => {
    await setFaults(town, { error500After: { count: 1 }, dropAfter: { count: 1 } })
    const send = () => post(town, { status: '네' }, { 'idempotency-key': 'k' })
    const lost = await send().then(
      () => 'heard',
      () => 'lost',
    )
    expect(lost).to.equal('lost')
    expect((await send()).status).to.equal(500)
    expect((await send()).status).to.equal(200)
    expect(await witness(town)).to.have.length(1)
  })

  it('meets callers with a token only: people and strangers get through', async () => {
    await setFaults(town, { error500Before: 1 })
    const said = await say(town)
    expect((await call(town, `/api/v1/statuses/${said.id}`, { token: null })).status).to.equal(200)
    expect((await call(town, `/api/v1/statuses/${said.id}`)).status).to.equal(500)
  })

  it('meets only what it was set on', async () => {
    await setFaults(town, { error500Before: 1, on: 'writes' })
    expect((await call(town, '/api/v1/notifications')).status).to.equal(200)
    expect((await post(town, { status: '네' })).status).to.equal(500)
    await setFaults(town, { error500Before: 1, on: 'reads' })
    expect((await call(town, '/api/v1/notifications')).status).to.equal(500)
    expect((await post(town, { status: '네' })).status).to.equal(200)
  })

  it('waits before the work and after it', async () => {
    await setFaults(town, { latencyMs: 30, latencyAfterMs: 30 })
    const start = performance.now()
    await post(town, { status: '네' })
    // Timers may fire a millisecond early; a town that did not wait answers in far less.
    expect(performance.now() - start).to.be.at.least(58)
  })

  it('repeats one notification of a page and shuffles the page, but keeps its links', async () => {
    for (let at = 0; at < 20; at += 1) await say(town, { text: `${at}` })
    const plain = await call(town, '/api/v1/notifications?limit=10')
    const ids = (await read(Notifications, plain)).map((one) => one.id)
    await setFaults(town, { seed: 1, duplicateNotifications: 1, reorderNotifications: 1 })
    const answer = await call(town, '/api/v1/notifications?limit=10')
    const shown = (await read(Notifications, answer)).map((one) => one.id)
    expect(shown).to.have.length(11)
    expect([...new Set(shown)].sort().reverse()).to.deep.equal(ids)
    expect(shown).to.not.deep.equal([...shown].sort().reverse())
    expect(answer.headers.get('link')).to.equal(plain.headers.get('link'))
  })

  it('is off again after DELETE', async () => {
    await setFaults(town, { error500Before: 1, rateLimit: { limit: 1, windowSeconds: 60 } })
    await call(town, '/town/faults', { method: 'DELETE', token: null })
    expect((await post(town, { status: '네' })).status).to.equal(200)
    expect((await post(town, { status: '네' })).headers.get('x-ratelimit-limit')).to.equal('300')
  })
})

describe('the dice of the faults', () => {
  const roll = (seed: number) => {
    const box = makeFaultBox()
    box.set(Faults.parse({ seed, error500After: 0.3 }))
    return Array.from({ length: 1000 }, () => box.strikes('error500After'))
  }

  it('fall the same for the same seed and otherwise for another', () => {
    expect(roll(7)).to.deep.equal(roll(7))
    expect(roll(7)).to.not.deep.equal(roll(8))
  })

  it('strike about as often as they were asked to', () => {
    const share = roll(7).filter(Boolean).length / 1000
    expect(share).to.be.within(0.25, 0.35)
  })

  it('tell a seed that nobody gave, so that the run can be repeated', () => {
    const box = makeFaultBox()
    box.set(Faults.parse({}))
    expect(box.get().seed).to.be.a('number')
  })
})
