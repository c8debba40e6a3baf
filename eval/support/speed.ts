import { makeLocalReader } from '../../src/writer/local-reader.ts'
import { alone } from '../../src/writer/rules.ts'
import { makeTriage } from '../../src/writer/triage/triage.ts'
import { unpackWeights } from '../../src/writer/triage/weights.ts'
import type { Peer } from './peers.ts'
import { type Figure, heading, line } from './report.ts'

/** Weights, loading and reading, one message at a time on one core, beside the peers of the same run. */
export function measureSpeed({
  file,
  texts,
  peers,
  add,
}: {
  file: Buffer
  texts: readonly string[]
  peers: readonly Peer[]
  add(figure: Figure): void
}): void {
  const start = performance.now()
  const read = makeLocalReader({ triage: makeTriage(unpackWeights(file)) })
  const loadMs = performance.now() - start
  const short = texts.map((text) => text.slice(0, 1_000))
  for (const text of short) read(alone(text))
  const times = short.map((text) => {
    const from = performance.now()
    read(alone(text))
    return performance.now() - from
  })
  const total = times.reduce((sum, one) => sum + one, 0)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const perSecond = (times.length / total) * 1_000
  heading('speed', ['MB', 'a second', 'p50 ms', 'p99 ms', 'training s'])
  const cell = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits))
  line('ours, all decisions, both languages', [
    ...[cell(file.length / 1e6, 2), cell(perSecond, 0), cell(at(0.5), 3), cell(at(0.99), 3)],
  ])
  for (const peer of peers)
    line(`${peer.name} ${peer.version}, one decision, one language`, [
      cell(peer.bytes === null ? null : peer.bytes / 1e6, 2),
      ...[cell(peer.perSecond, 0), cell(peer.p50Ms, 3), cell(peer.p99Ms, 3), cell(peer.trainSeconds, 1)],
    ])
  add({ what: 'weights, MB', value: file.length / 1e6, goal: 3, better: 'less' })
  add({ what: 'load, ms', value: loadMs, goal: 200, better: 'less' })
  add({ what: 'one message, p50 ms', value: at(0.5), goal: 0.3, better: 'less' })
  add({ what: 'one message, p99 ms', value: at(0.99), goal: 2, better: 'less' })
  add({ what: 'messages a second', value: perSecond, goal: 4_000, better: 'more' })
}
