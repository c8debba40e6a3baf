import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { makeService, type Service } from '../../bench/faults/dajeong.ts'
import { type Eye, openEye } from '../../bench/faults/eye.ts'
import { judge, type Verdict } from '../../bench/faults/judge.ts'
import { makeSayings, type Said } from '../../bench/faults/messages.ts'
import { openScene, type Scene } from '../../bench/faults/scene.ts'
import { startTown, type Town } from '../../bench/faults/town.ts'
import { addAccount, quietMs, secret, until } from '../../bench/faults/world.ts'
import { openEmptyDatabase } from '../support/database.ts'
import { freePort } from '../support/program.ts'

// Two services as an operator runs them: a data folder each, one database, one secret. What the world saw is asked of the
// town alone. Nothing is asserted about speed, and each wait is many times longer than what is waited for should take.
describe('two nodes on one database', function () {
  this.timeout(240_000)

  interface Node {
    service: Service
    url: string
    /** Its name in the database. */
    name(): string
  }

  let scene: Scene
  let town: Town
  let database: Awaited<ReturnType<typeof openEmptyDatabase>>
  let eye: Eye
  let nodes: Node[]
  const said: Said[] = []
  const sayings = makeSayings()

  before(async () => {
    scene = openScene('dajeong-nodes')
    town = await startTown(scene)
    // From the beginning without a limit of its own: one that grows in the middle looks as if little of it were left.
    await town.setFaults({})
    database = await openEmptyDatabase()
    nodes = [await makeNode('one'), await makeNode('two')]
    // At once, so that both find a database with nothing in it.
    for (const { service } of nodes) service.start()
    for (const { service } of nodes)
      expect(await service.ready(), service.accidents.join('\n')).to.equal(true)
    await addAccount(database.url, town)
    eye = openEye(() => database.url)
    await until('the account listens', 60_000, () => eye.hasCursor())
  })

  after(async () => {
    for (const { service } of nodes ?? []) await service.close()
    await eye?.close()
    await database?.close()
    await scene?.close()
  })

  async function makeNode(name: string): Promise<Node> {
    const port = await freePort()
    const env = {
      PORT: String(port),
      DATABASE_URL: database.url,
      DAJEONG_SECRET: secret,
      DAJEONG_QUIET_MS: String(quietMs),
    }
    const service = makeService(scene, env, name)
    const url = `http://127.0.0.1:${port}`
    return { service, url, name: () => readFileSync(join(service.dataDir, 'node'), 'utf8') }
  }

  /** The node that holds the account, and the other one. */
  async function sides(): Promise<[holder: Node, other: Node]> {
    const holder = await eye.holder()
    const [one, two] = nodes as [Node, Node]
    expect([one.name(), two.name()]).to.include(holder)
    return one.name() === holder ? [one, two] : [two, one]
  }

  /** Somebody new says something that must be answered. */
  async function say(): Promise<Said> {
    const planned = sayings.one()
    const one: Said = { ...planned.said, id: '' }
    one.id = await town.say(planned.saying)
    said.push(one)
    return one
  }

  async function talk(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await say()
      await sleep(everyMs, undefined, { signal }).catch(() => {})
    }
  }

  const verdict = async (): Promise<Verdict> => judge(said, await town.witness())
  const isAnswered = async ({ id }: Said) =>
    (await town.witness(id)).some((one) => one.brand && one.inReplyTo === id)

  async function expectOneAnswerEach(): Promise<void> {
    await until('everything is answered', 90_000, async () => (await verdict()).lost.length === 0)
    // Once all is noted as sent, nothing is under way that could be said again; what else there might be is waited for.
    await until('everything is settled', 90_000, async () => (await eye.stuck()).length === 0)
    await sleep(2_000)
    const { due, answered, answers, lost, doubled, wrong } = await verdict()
    expect({ lost, doubled, wrong }).to.deep.equal({ lost: [], doubled: [], wrong: [] })
    expect({ due, answered, answers }).to.deep.equal({
      due: said.length,
      answered: said.length,
      answers: said.length,
    })
    for (const { service } of nodes) expect(service.accidents).to.deep.equal([])
  }

  /** How many messages a node has heard from the network, and how many replies it has sent, since it was started. */
  async function work({ url }: Node): Promise<{ heard: number; sent: number }> {
    const text = await (await fetch(`${url}/metrics`)).text()
    const count = (line: RegExp) => [...text.matchAll(line)].reduce((sum, found) => sum + Number(found[1]), 0)
    return {
      heard: count(/^dajeong_mentions_total\{.*kind="fresh".*\} (\d+)$/gm),
      sent: count(/^dajeong_sends_total\{.*outcome="sent".*\} (\d+)$/gm),
    }
  }

  it('answer each message once, and one of them alone listens and sends', async () => {
    const [holder, other] = await sides()
    for (let count = 0; count < 30; count += 1) {
      await say()
      await sleep(60)
    }
    await expectOneAnswerEach()
    expect(await work(holder)).to.deep.equal({ heard: 30, sent: 30 })
    expect(await work(other)).to.deep.equal({ heard: 0, sent: 0 })
    expect(await eye.holder()).to.equal(holder.name())
  })

  it('answer each message once when the one that listens is killed with -9 and comes back', async () => {
    const [killed, heir] = await sides()
    const stop = new AbortController()
    const talking = talk(2_000, stop.signal)
    talking.catch(() => {})
    try {
      // In the middle of a send that the network has accepted: the heir knows of the attempt, and not what became of it.
      await town.setFaults({ on: 'writes', latencyAfterMs: 5_000 })
      const doubtful = await say()
      await until('the network has the reply', 60_000, () => isAnswered(doubtful))
      await killed.service.kill()
      expect(await eye.stageOf(doubtful.id)).to.equal('sending')
      await town.setFaults({})
      const { answered: before } = await verdict()

      await until('the other takes over', 120_000, async () => (await eye.holder()) === heir.name())
      await until('the other answers', 60_000, async () => (await verdict()).answered > before)

      killed.service.start()
      expect(await killed.service.ready()).to.equal(true)
      const withBoth = await say()
      await until('what is said to both is answered', 60_000, () => isAnswered(withBoth))
    } finally {
      stop.abort()
      await talking
    }
    await expectOneAnswerEach()
    expect(await eye.holder()).to.equal(heir.name())
    expect((await work(killed)).heard).to.equal(0)
  })
})
