import { mock } from 'node:test'
import { setImmediate as breathe } from 'node:timers/promises'
import { expect } from 'chai'
import { ChannelError, type PaceLimits } from '../../src/channels/channel.ts'
import { makePace, type Pace, type PaceOptions, type Turn } from '../../src/channels/pace.ts'

const start = Date.parse('2026-11-02T09:00:00.000Z')
const patient: Turn = { signal: new AbortController().signal, maxWaitMs: Number.POSITIVE_INFINITY }
const limits: PaceLimits = { burst: 3, everyMs: 10_000, gapMs: 100 }

describe('the pace of an account', () => {
  let open: Pace[]
  beforeEach(() => {
    open = []
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: start })
  })
  afterEach(async () => {
    await Promise.all(open.map((pace) => pace.close()))
    mock.timers.reset()
  })

  function pace(options: Partial<PaceOptions> = {}): Pace {
    const made = makePace({ limits, state: null, now: () => new Date(), save: async () => {}, ...options })
    open.push(made)
    return made
  }
  /** Lets time pass in small steps, with room for promises in between. */
  async function pass(ms: number, step = 25): Promise<void> {
    for (let gone = 0; gone < ms; gone += step) {
      mock.timers.tick(step)
      await breathe()
      await breathe()
    }
  }
  const elapsed = () => Date.now() - start
  /** Asks for `count` turns and gathers when each began. */
  function takeTurns(from: Pace, count: number, turn: Turn = patient): number[] {
    const began: number[] = []
    for (let n = 0; n < count; n += 1) {
      void from.run(async () => began.push(elapsed()), turn).catch(() => {})
    }
    return began
  }
  async function failing(work: Promise<unknown>): Promise<ChannelError> {
    const error = await work.then(
      () => new Error('it did not fail'),
      (reason: unknown) => reason,
    )
    expect(error).to.be.instanceOf(ChannelError)
    return error as ChannelError
  }
  const iso = (ms: number) => new Date(start + ms).toISOString()
  const rate = (remaining: number, resetMs: number, limit = 300) => ({
    limit,
    remaining,
    resetAt: new Date(start + resetMs),
  })

  it('hands back what the work returns, and what it throws', async () => {
    const one = pace()
    const good = one.run(async () => 'done', patient)
    const bad = one
      .run(async () => Promise.reject(new Error('broken')), patient)
      .catch((error: Error) => error)
    await pass(300)
    expect(await good).to.equal('done')
    expect(await bad).to.have.property('message', 'broken')
  })

  it('keeps the gap between two calls', async () => {
    const began = takeTurns(pace(), 3)
    await pass(1_000, 1)
    expect(began).to.have.length(3)
    // The first begins up to two ticks after its moment, which is what the next ones are measured from.
    expect((began[1] ?? 0) - (began[0] ?? 0)).to.be.at.least(98)
    expect((began[2] ?? 0) - (began[1] ?? 0)).to.be.at.least(98)
  })

  it('never starts more than the burst in any window, not even across its border', async () => {
    const one = pace()
    await pass(9_000)
    const began = takeTurns(one, 10)
    await pass(45_000)
    expect(began).to.have.length(10)
    for (let n = 3; n < began.length; n += 1) {
      expect((began[n] ?? 0) - (began[n - 3] ?? 0)).to.be.at.least(10_000)
    }
  })

  it('goes on after the window without waiting longer than a step of it', async () => {
    const began = takeTurns(pace(), 4)
    await pass(10_600)
    expect(began).to.have.length(4)
  })

  it('turns away at once who would wait too long, and says when to come', async () => {
    const one = pace()
    takeTurns(one, 3)
    await pass(1_000)
    let ran = false
    const error = await failing(
      one.run(
        async () => {
          ran = true
        },
        { ...patient, maxWaitMs: 2_000 },
      ),
    )
    expect(error.kind).to.equal('busy')
    expect(error.retryAt?.getTime()).to.be.within(start + 10_000, start + 10_500)
    await pass(15_000)
    expect(ran).to.equal(false)
  })

  it('counts those who already wait when it tells the time', async () => {
    const one = pace()
    takeTurns(one, 6)
    await pass(500)
    const error = await failing(one.run(async () => {}, { ...patient, maxWaitMs: 2_000 }))
    expect(error.retryAt?.getTime()).to.be.at.least(start + 10_000)
    const wait = one.run(async () => elapsed(), { ...patient, maxWaitMs: 30_000 })
    await pass(25_000)
    expect(await wait).to.be.at.least(20_000)
  })

  it('turns away who waits longer than was foreseen, because the calls before did not end', async () => {
    const one = pace({ limits: { ...limits, burst: 100 } })
    for (let n = 0; n < 4; n += 1) void one.run(() => new Promise(() => {}), patient).catch(() => {})
    await pass(1_000)
    const waiting = failing(one.run(async () => 'ran', { ...patient, maxWaitMs: 3_000 }))
    await pass(3_100)
    expect((await waiting).kind).to.equal('busy')
    expect(one.state().pausedUntil).to.equal(null)
  })

  it('stops everybody after a 429 until the time that the network named', async () => {
    const one = pace({ limits: { ...limits, burst: 100 } })
    const refused = failing(
      one.run(async () => {
        throw new ChannelError('busy', 'Too many calls.', { retryAt: new Date(start + 5_000) })
      }, patient),
    )
    const began = takeTurns(one, 8)
    await pass(4_900)
    expect((await refused).retryAt?.toISOString()).to.equal(iso(5_000))
    const early = began.filter((at) => at < 5_000)
    expect(early).to.have.length(0)
    await pass(3_000)
    expect(began).to.have.length(8)
  })

  it('stops also those whose turn was already given out when the 429 came', async () => {
    const one = pace({ limits: { ...limits, burst: 100 } })
    const slow = Promise.withResolvers<void>()
    const refused = failing(
      one.run(async () => {
        await slow.promise
        throw new ChannelError('busy', 'Too many calls.', { retryAt: new Date(start + 5_000) })
      }, patient),
    )
    const began = takeTurns(one, 6)
    await pass(250, 1)
    const before = began.length
    expect(before).to.be.within(1, 3)
    slow.resolve()
    await pass(4_000)
    await refused
    expect(began).to.have.length(before)
    await pass(2_000)
    expect(began).to.have.length(6)
  })

  it('does not pause for a failure that names no time', async () => {
    const one = pace()
    const failed = failing(one.run(() => Promise.reject(new ChannelError('network', 'Lost.')), patient))
    await pass(200)
    await failed
    expect(one.state().pausedUntil).to.equal(null)
  })

  it('keeps the longer of two pauses, and none for more than a day', () => {
    const one = pace()
    one.pauseUntil(new Date(start + 5_000))
    one.pauseUntil(new Date(start + 2_000))
    expect(one.state().pausedUntil).to.equal(start + 5_000)
    one.pauseUntil(new Date(start + 86_400_000 * 365))
    expect(one.state().pausedUntil).to.equal(start + 86_400_000)
  })

  it('waits for the reset when the network says that nothing is left', async () => {
    const one = pace()
    one.observe(rate(0, 7_000))
    const began = takeTurns(one, 1)
    await pass(6_900)
    expect(began).to.have.length(0)
    expect(
      (await failing(one.run(async () => {}, { ...patient, maxWaitMs: 10 }))).retryAt?.toISOString(),
    ).to.equal(iso(7_000))
    await pass(500)
    expect(began).to.have.length(1)
  })

  it('spreads the last calls over the time until the reset', async () => {
    const one = pace({ limits: { ...limits, burst: 300 } })
    one.observe(rate(5, 10_000))
    const began = takeTurns(one, 5)
    await pass(10_000)
    expect(began).to.have.length(5)
    expect((began[4] ?? 0) - (began[0] ?? 0)).to.be.at.least(7_000)
  })

  it('believes the lower count of one window, in whichever order the answers came', () => {
    const one = pace()
    one.observe(rate(10, 60_000))
    one.observe(rate(12, 60_000))
    expect(one.state().rate?.remaining).to.equal(10)
    one.observe(rate(280, 30_000))
    expect(one.state().rate?.remaining).to.equal(10)
    one.observe(rate(299, 360_000))
    expect(one.state().rate?.remaining).to.equal(299)
  })

  it('lets go of the line at once on abort, and never runs the work', async () => {
    const one = pace()
    const stop = new AbortController()
    one.pauseUntil(new Date(start + 1_000))
    let ran = false
    const work = async () => {
      ran = true
    }
    const waiting = one.run(work, { ...patient, signal: stop.signal }).catch((error: Error) => error)
    await pass(100)
    stop.abort(new Error('stopping'))
    expect(await waiting).to.have.property('message', 'stopping')
    await pass(3_000)
    expect(ran).to.equal(false)
    expect(one.state().used).to.deep.equal([])
  })

  it('remembers pause, count and window over a restart', async () => {
    const saved: string[] = []
    const first = pace({ save: async (state) => void saved.push(JSON.stringify(state)) })
    takeTurns(first, 2)
    await pass(500)
    first.observe(rate(50, 60_000))
    first.pauseUntil(new Date(start + 4_000))
    await first.close()
    const second = pace({ state: JSON.parse(saved.at(-1) ?? '') })
    expect(second.state()).to.deep.equal(first.state())
    const began = takeTurns(second, 2)
    await pass(3_000)
    expect(began, 'during the pause').to.have.length(0)
    await pass(2_000)
    expect(began, 'the third call of the window').to.have.length(1)
    await pass(6_000)
    expect(began, 'the first call of the next window').to.have.length(2)
  })

  for (const state of [null, 'x', { pausedUntil: 'soon' }, { pausedUntil: 1e300 }, []]) {
    it(`starts afresh from ${JSON.stringify(state)}`, async () => {
      const began = takeTurns(pace({ state }), 1)
      await pass(100)
      expect(began).to.have.length(1)
    })
  }

  it('does not stay silent for years because the clock was once set wrong', async () => {
    const state = pace().state()
    const far = start + 86_400_000 * 900
    state.pausedUntil = far
    state.used = [{ until: far, count: 3 }]
    expect(pace({ state }).state()).to.deep.include({
      pausedUntil: start + 86_400_000,
      used: [{ until: start + 20_000, count: 3 }],
    })
  })

  it('saves at once, then at most every second, and at the end', async () => {
    const times: number[] = []
    const one = pace({
      limits: { burst: 100, everyMs: 10_000, gapMs: 50 },
      save: async () => void times.push(elapsed()),
    })
    takeTurns(one, 50)
    await pass(2_900)
    expect(times).to.have.length(3)
    const before = times.length
    await one.close()
    expect(times.length).to.be.within(before, before + 1)
  })

  it('offers the state again when it could not be saved', async () => {
    const seen: number[] = []
    const one = pace({
      save: async (state) => {
        seen.push(state.used.length)
        if (seen.length < 3) throw new Error('the disk is full')
      },
    })
    takeTurns(one, 1)
    await pass(4_000)
    expect(seen).to.deep.equal([1, 1, 1])
  })

  it('turns everybody away when it is closed', async () => {
    const one = pace()
    one.pauseUntil(new Date(start + 60_000))
    const waiting = failing(one.run(async () => {}, patient))
    await pass(100)
    await one.close()
    expect((await waiting).kind).to.equal('busy')
    expect((await failing(one.run(async () => {}, patient))).kind).to.equal('busy')
  })
})
