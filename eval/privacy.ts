import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { findPersonal, hidePersonal, maskPersonal, type Personal, showPersonal } from '../src/core/privacy.ts'
import { linesOf, SourceName, textsOf } from '../src/writer/triage/learn/texts.ts'
import { makeVariants, Planted } from './support/privacy-variants.ts'
import { heading, line, makeReport, percent } from './support/report.ts'

// `npm run eval:privacy`: what is left of planted identifiers after masking, and what is masked of messages that have none.
// With --sources also how much of real messages is masked, of which nobody knows what should be.

const { values } = parseArgs({
  options: {
    sources: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '7' },
    show: { type: 'boolean', default: false },
  },
})

const folder = fileURLToPath(new URL('../test/data/privacy/', import.meta.url))
const written = linesOf(`${folder}private.jsonl`).map((row) => Planted.parse(row))
const hard = linesOf(`${folder}hard.jsonl`).map((row) => Planted.parse(row))
// Found and clean together, by another hand than the finders'.
const other = linesOf(`${folder}other-hand.jsonl`).map((row) => Planted.parse(row))
const clean = linesOf(`${folder}clean.jsonl`).map((row) => z.object({ text: z.string() }).parse(row).text)
const plantedIn = (rows: readonly Planted[]) => rows.reduce((sum, { planted }) => sum + planted.length, 0)
const variants = makeVariants(written, 2_000 - plantedIn(written), Number(values.seed))

const report = makeReport()
const more: Record<string, number> = {}

/** How much of a value is covered: its letters and digits, of which the last one may tell as much as the first. */
function covered(text: string, value: string, found: readonly Personal[]): 'found' | 'partly' | 'missed' {
  let worst: 'found' | 'partly' | 'missed' = 'found'
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const tells = [...value.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => at + index)
    const hidden = tells.filter((place) => found.some(({ start, end }) => start <= place && place < end))
    if (hidden.length === tells.length) continue
    worst = hidden.length > 0 && worst === 'found' ? 'partly' : 'missed'
  }
  return worst
}

/** @param most the share of values that may be left. */
function measure(name: string, rows: readonly Planted[], most = 0): void {
  const byKind = new Map<string, { found: number; partly: number; missed: number; named: number }>()
  let unequal = 0
  let hiddenLeft = 0
  for (const { id, text, planted } of rows) {
    const found = findPersonal(text)
    const hidden = hidePersonal(text)
    if (showPersonal(hidden.text, hidden.book) !== text) unequal += 1
    for (const { kind, value } of planted) {
      const row = byKind.get(kind) ?? { found: 0, partly: 0, missed: 0, named: 0 }
      const how = covered(text, value, found)
      row[how] += 1
      const start = text.indexOf(value)
      const over = found.find((one) => one.start < start + value.length && one.end > start)
      if (over?.kind === kind) row.named += 1
      if (value.length >= 6 && hidden.text.includes(value)) hiddenLeft += 1
      if (how !== 'found' && values.show) console.log(`  ${how} ${kind} ${id}: ${value} in ${text}`)
      byKind.set(kind, row)
    }
  }
  heading(`${name}: ${plantedIn(rows)} in ${rows.length} messages`, [
    'found',
    'partly',
    'missed',
    'kind right',
  ])
  let left = 0
  for (const [kind, { found, partly, missed, named }] of [...byKind].sort()) {
    line(kind, [found, partly, missed, percent(named / (found + partly + missed))].map(String))
    left += partly + missed
  }
  const share = left / plantedIn(rows)
  if (most > 0) report.add({ what: `${name}: share left`, value: share, goal: most, better: 'less' })
  else report.add({ what: `${name}: left`, value: left, goal: 0, better: 'less' })
  if (most === 0)
    report.add({ what: `${name}: left behind placeholders`, value: hiddenLeft, goal: 0, better: 'less' })
  report.add({ what: `${name}: not as before when shown again`, value: unequal, goal: 0, better: 'less' })
  more[`${name}: planted`] = plantedIn(rows)
}

measure('by hand', written)
measure('variants', variants)
measure('hard', hard)
measure('another hand', other, 0.01)

const isMasked = (text: string) => findPersonal(text).length > 0
const falsely = clean.filter(isMasked)
const otherClean = other.filter(({ planted }) => planted.length === 0).map(({ text }) => text)
const otherFalsely = otherClean.filter(isMasked)
heading('messages without anything private', ['messages', 'masked'])
line('clean', [String(clean.length), String(falsely.length)])
line('another hand', [String(otherClean.length), String(otherFalsely.length)])
if (values.show)
  for (const text of [...falsely, ...otherFalsely]) console.log(`  ${text} → ${maskPersonal(text)}`)
report.add({
  what: 'clean messages masked',
  value: falsely.length / clean.length,
  goal: 0.01,
  better: 'less',
})
report.add({
  what: 'another hand: clean messages masked',
  value: otherFalsely.length / otherClean.length,
  goal: 0.01,
  better: 'less',
})

for (const source of values.sources.length > 0 ? SourceName.options : []) {
  const texts = textsOf(values.sources, source)
  if (texts.length === 0) continue
  const kinds = texts.map((text) => findPersonal(text).map(({ kind }) => kind)).filter((of) => of.length > 0)
  const counts = Object.entries(Object.groupBy(kinds.flat(), (kind) => kind))
  heading(`real messages of ${source}`, ['messages', 'masked', '%'])
  const share = kinds.length / texts.length
  line('all', [String(texts.length), String(kinds.length), percent(share)])
  for (const [kind, of] of counts) line(`  ${kind}`, ['', String(of?.length ?? 0)])
  more[`${source}: share masked`] = share
}

process.exit(report.end(more))
