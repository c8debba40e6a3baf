import { makeLocalReader } from '../../src/writer/local-reader.ts'
import { alone } from '../../src/writer/rules.ts'
import { makeTriage } from '../../src/writer/triage/triage.ts'
import { unpackWeights } from '../../src/writer/triage/weights.ts'
import type { Peer } from './peers.ts'
import { type Figure, heading, line } from './report.ts'

// A service reads for weeks, so what counts is how fast it is once it is warm; of several rounds the middle one, because on
// any machine something else runs at times.
const rounds = 7

/**
 * Weights, loading and reading, one message at a time on one core, beside the peers of the same run, which read the same texts.
 * @param warmBy read before the clock starts.
 */
export function measureSpeed({
  file,
  warmBy,
  texts,
  peers,
  add,
}: {
  file: Buffer
  warmBy: readonly string[]
  texts: readonly string[]
  peers: readonly Peer[]
  add(figure: Figure): void
}): void {
  const start = performance.now()
  const read = makeLocalReader({ triage: makeTriage(unpackWeights(file)) })
  const loadMs = performance.now() - start
  const timeAll = (all: readonly string[]) =>
    all.map((text) => {
      const from = performance.now()
      read(alone(text.slice(0, 1_000)))
      return performance.now() - from
    })
  timeAll(warmBy)
  const each = Array.from({ length: rounds }, () => timeAll(texts))
  const totals = each.map((times) => times.reduce((sum, one) => sum + one, 0)).sort((a, b) => a - b)
  const perSecond = (texts.length / (totals[Math.floor(rounds / 2)] as number)) * 1_000
  const times = each.flat().sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
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
