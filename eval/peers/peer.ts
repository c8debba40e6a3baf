import { readFileSync } from 'node:fs'
import { peers } from './list.ts'
import { type Learner, Order, type PeerNews, type PeerResult } from './order.ts'

// One peer in a process of its own, so that it can be stopped, and neither its memory nor its end is another's. Whatever a
// package prints is no answer: news goes over IPC.

const [, , name, file] = process.argv
const peer = peers.find((one) => one.name === name)
if (!peer || !file || !process.send) throw new Error('This is started by run.ts, with a peer and an order.')

const tell = (news: PeerNews) =>
  new Promise<void>((resolve, reject) => {
    process.send?.(news, (error: Error | null) => (error ? reject(error) : resolve()))
  })

async function measure(learner: Learner, order: Order): Promise<PeerResult> {
  const start = performance.now()
  await learner.train(order.train)
  const trainSeconds = (performance.now() - start) / 1_000
  await tell({ kind: 'trained' })

  const said: PeerResult['said'] = {}
  for (const [test, rows] of Object.entries(order.tests)) {
    said[test] = []
    for (const { text } of rows) said[test].push(await learner.say(text))
  }
  // A second time for the clock, when everything is warm.
  const times: number[] = []
  for (const { text } of Object.values(order.tests).flat()) {
    const from = performance.now()
    const answer = learner.say(text)
    if (answer instanceof Promise) await answer
    times.push(performance.now() - from)
  }
  const total = times.reduce((sum, one) => sum + one, 0)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? null
  return {
    trainSeconds,
    bytes: learner.measureSize(),
    perSecond: total > 0 ? (times.length / total) * 1_000 : null,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    said,
  }
}

const order = Order.parse(JSON.parse(readFileSync(file, 'utf8')))
const learner = await peer.make(order.language)
await tell({ kind: 'loaded' })
await tell({ kind: 'done', result: await measure(learner, order) })
process.exit(0)
