import { expect } from 'chai'
import { judge } from '../../bench/faults/judge.ts'
import type { Said } from '../../bench/faults/messages.ts'
import { openWorld, until, type World } from '../../bench/faults/world.ts'

// The real service as a process of its own, the town as another: what the world saw is asked of the town alone. The same
// by the hundred, at random and under load, is `npm run bench:faults`.
describe('a service that is killed with -9', () => {
  let world: World
  before(async () => {
    world = await openWorld(() => 400)
  })
  after(() => world?.close())

  const ask = () => world.say(world.sayings.one())
  const answersTo = async (said: Said) =>
    (await world.town.witness(said.id)).filter((one) => one.brand && one.inReplyTo === said.id)

  async function startAgain(): Promise<void> {
    world.service.start()
    expect(await world.service.ready()).to.equal(true)
  }
  /** Once it is noted as sent, nothing is under way that could send it again. */
  async function expectOneAnswer(said: Said): Promise<void> {
    await until(`${said.key} is sent`, 40_000, async () => (await world.eye.stageOf(said.id)) === 'sent')
    expect(await answersTo(said)).to.have.length(1)
    const { lost, doubled, wrong } = judge(world.said, await world.town.witness())
    expect({ lost, doubled, wrong }).to.deep.equal({ lost: [], doubled: [], wrong: [] })
    expect(world.service.accidents).to.deep.equal([])
  }

  it('while the model writes, answers once', async () => {
    const said = await ask()
    await until('it is read', 20_000, async () => (await world.eye.stageOf(said.id)) === 'classified')
    await world.service.kill()
    expect(await world.eye.stageOf(said.id)).to.equal('classified')
    await startAgain()
    await expectOneAnswer(said)
  })

  it('before the network has accepted its reply, answers once', async () => {
    await world.town.setFaults({ on: 'writes', latencyMs: 1_500 })
    const said = await ask()
    await until('an attempt is noted', 20_000, async () => (await world.eye.sends('sending')).length > 0)
    await world.service.kill()
    expect(await answersTo(said)).to.deep.equal([])
    await world.town.setFaults({})
    await startAgain()
    await expectOneAnswer(said)
  })

  it('after the network has accepted its reply and before that is noted, answers once', async () => {
    await world.town.setFaults({ on: 'writes', latencyAfterMs: 5_000 })
    const said = await ask()
    await until('the network has it', 20_000, async () => (await answersTo(said)).length > 0)
    await world.service.kill()
    expect(await world.eye.stageOf(said.id)).to.equal('sending')
    await world.town.setFaults({})
    await startAgain()
    await expectOneAnswer(said)
  })

  it('while it starts, hears what was said while it was away', async () => {
    await world.service.kill()
    const said = await ask()
    world.service.start()
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(world.service.isReady()).to.equal(false)
    await world.service.kill()
    await startAgain()
    await expectOneAnswer(said)
  })

  it('together with its database, answers once', async () => {
    const said = await ask()
    await until('it is heard', 20_000, async () => (await world.eye.stageOf(said.id)) !== null)
    expect(world.service.killDatabase()).to.equal(true)
    await world.service.kill()
    await startAgain()
    await expectOneAnswer(said)
  })

  it('loses nothing when only its database is killed', async () => {
    const said = await ask()
    await until('it is heard', 20_000, async () => (await world.eye.stageOf(said.id)) !== null)
    expect(world.service.killDatabase()).to.equal(true)
    await expectOneAnswer(said)
    expect(world.service.running()).to.equal(true)
  })

  it('or whose words nobody reads (a closed terminal) goes on, and ends when it is asked to', async () => {
    expect(await world.service.stop()).to.equal(0)
    world.service.start()
    world.service.turnAway()
    await expectOneAnswer(await ask())
    expect(await world.service.stop()).to.equal(0)
  })
})
