import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Example } from '../src/writer/triage/learn/example.ts'
import { readExamples } from '../src/writer/triage/learn/examples.ts'
import { noSources, readSources } from '../src/writer/triage/learn/sources.ts'
import { train, usualOptions } from '../src/writer/triage/learn/train.ts'
import { makeTriage, type Reading } from '../src/writer/triage/triage.ts'
import { unpackWeights, type Weights } from '../src/writer/triage/weights.ts'
import { calibrationError, interval, macroF1, precision, recall } from './support/figures.ts'

// `npm run eval:triage`: how well the local classifier reads. Each file of examples is read by a classifier that has learned
// from all the other files (another writer, another trade), because within one file neighbours are too alike; docs/triage.md
// says what these figures can and cannot tell. Then the shipped weights: their size, loading and speed.

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: here('../prompts/triage/examples') },
    weights: { type: 'string', default: here('../prompts/triage/weights.bin') },
    sources: { type: 'string' },
  },
})

interface Row {
  example: Example
  reading: Reading
}

interface Line {
  what: string
  value: number
  interval?: [number, number]
  goal: number
  better: 'more' | 'less'
}

const files = readExamples(values.examples)
const sources = values.sources ? readSources(values.sources, usualOptions.seed) : noSources
const lines: Line[] = []

/** Reads each file by a classifier that has never seen it. */
function readUnseen(): Map<string, Row[]> {
  const read = new Map<string, Row[]>()
  for (const { file, examples } of files) {
    const spoken = new Set(examples.map(({ lang }) => lang))
    // A language that the file does not speak need not be learned to read it.
    const others = files
      .filter((one) => one.file !== file)
      .flatMap((one) => one.examples.filter(({ lang }) => spoken.has(lang)))
    const { weights } = train(others, sources, { ...usualOptions, folds: 3, onStep: () => {} })
    const triage = makeTriage(weights)
    read.set(
      file,
      examples.map((example) => ({ example, reading: triage(example.text) })),
    )
    console.error(`read ${file} unseen`)
  }
  return read
}

const intentPairs = (rows: readonly Row[]) =>
  rows.map(({ example, reading }) => [example.intent[0] as string, reading.intent[0]?.value ?? ''] as const)

function yesNo(
  what: string,
  rows: readonly Row[],
  truth: (one: Example) => boolean,
  said: (one: Reading) => boolean,
) {
  const counts = { tp: 0, fp: 0, fn: 0 }
  for (const { example, reading } of rows) {
    if (truth(example) && said(reading)) counts.tp += 1
    else if (said(reading)) counts.fp += 1
    else if (truth(example)) counts.fn += 1
  }
  return { what, recall: recall(counts), precision: precision(counts), cases: counts.tp + counts.fn }
}

function percent(value: number): string {
  return (value * 100).toFixed(1).padStart(6)
}

const unseen = readUnseen()
console.log('intent, three-way, files that were not learned from        n   macro-F1  95% interval')
for (const [file, rows] of unseen) {
  const pairs = intentPairs(rows)
  const [low, high] = interval(pairs, macroF1)
  console.log(
    `  ${file.padEnd(50)}${String(rows.length).padStart(8)}${percent(macroF1(pairs))}   ${percent(low)} –${percent(high)}`,
  )
}

for (const lang of ['ko', 'en'] as const) {
  const rows = [...unseen.values()].flat().filter(({ example }) => example.lang === lang)
  const pairs = intentPairs(rows)
  const goal = lang === 'ko' ? 0.77 : 0.78
  lines.push({
    what: `${lang} intent, macro-F1`,
    value: macroF1(pairs),
    interval: interval(pairs, macroF1),
    goal,
    better: 'more',
  })
  const each = [
    yesNo(
      'needs a reply',
      rows,
      (one) => one.reply,
      (one) => one.needsReply.value,
    ),
    yesNo(
      'wants a person',
      rows,
      (one) => one.person,
      (one) => one.wantsPerson.value,
    ),
    yesNo(
      'any risk',
      rows,
      (one) => one.risks.length > 0,
      (one) => one.risks.length > 0,
    ),
    yesNo(
      'sarcasm',
      rows,
      (one) => one.sarcasm,
      (one) => one.sarcasm.value,
    ),
    yesNo(
      'spam',
      rows,
      (one) => one.spam,
      (one) => one.spam.value,
    ),
    yesNo(
      'abuse',
      rows,
      (one) => one.abuse,
      (one) => one.abuse.value,
    ),
  ]
  console.log(`\n${lang}: yes or no                recall  precision   cases`)
  for (const one of each)
    console.log(
      `  ${one.what.padEnd(26)}${percent(one.recall)}     ${percent(one.precision)}${String(one.cases).padStart(8)}`,
    )
  const [reply, person, risk] = each
  lines.push({ what: `${lang} needs a reply, recall`, value: reply?.recall ?? 0, goal: 0.98, better: 'more' })
  lines.push({
    what: `${lang} needs a reply, precision`,
    value: reply?.precision ?? 0,
    goal: 0.8,
    better: 'more',
  })
  lines.push({
    what: `${lang} wants a person, recall`,
    value: person?.recall ?? 0,
    goal: 0.98,
    better: 'more',
  })
  lines.push({ what: `${lang} any risk, recall`, value: risk?.recall ?? 0, goal: 0.97, better: 'more' })
  const language = rows.filter(
    ({ example, reading }) => reading.language === example.lang || reading.language === null,
  )
  lines.push({ what: `${lang} language`, value: language.length / rows.length, goal: 0.99, better: 'more' })
  if (lang === 'ko') {
    const spoken = rows.filter(({ example }) => example.level !== null)
    const right = spoken.filter(({ example, reading }) => reading.level?.value === example.level)
    lines.push({ what: 'ko speech level', value: right.length / spoken.length, goal: 0.95, better: 'more' })
  }
  const feeling = macroF1(
    rows.map(({ example, reading }) => [example.feeling, reading.feeling.value] as const),
  )
  const urgency = macroF1(
    rows.map(({ example, reading }) => [example.urgency, reading.urgency.value] as const),
  )
  console.log(`  feeling macro-F1 ${percent(feeling)}   urgency macro-F1 ${percent(urgency)}`)
  lines.push({
    what: `${lang} intent, calibration error`,
    value: calibrationError(
      rows.map(({ example, reading }) => ({
        confidence: reading.intent[0]?.confidence ?? 0,
        right: reading.intent[0]?.value === example.intent[0],
      })),
    ),
    goal: 0.03,
    better: 'less',
  })
  const byConfidence = rows
    .map(({ example, reading }) => ({
      confidence: reading.intent[0]?.confidence ?? 0,
      right: reading.intent[0]?.value === example.intent[0],
    }))
    .sort((a, b) => b.confidence - a.confidence)
  let kept = 0
  let right = 0
  byConfidence.forEach((one, index) => {
    right += one.right ? 1 : 0
    if (right / (index + 1) >= 0.95) kept = index + 1
  })
  console.log(`  decided locally at 95% right: ${percent(kept / rows.length)} of messages`)
}

function measureSpeed(): void {
  const file = readFileSync(values.weights)
  const start = performance.now()
  const weights: Weights = unpackWeights(file)
  const triage = makeTriage(weights)
  const loadMs = performance.now() - start
  const texts = files.flatMap(({ examples }) => examples.map(({ text }) => text))
  for (const text of texts) triage(text)
  const times = texts.map((text) => {
    const from = performance.now()
    triage(text.slice(0, 1_000))
    return performance.now() - from
  })
  const total = times.reduce((sum, one) => sum + one, 0)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  lines.push({ what: 'weights, MB', value: file.length / 1e6, goal: 3, better: 'less' })
  lines.push({ what: 'load, ms', value: loadMs, goal: 200, better: 'less' })
  lines.push({ what: 'one message, p50 ms', value: at(0.5), goal: 0.3, better: 'less' })
  lines.push({ what: 'one message, p99 ms', value: at(0.99), goal: 2, better: 'less' })
  lines.push({ what: 'messages a second', value: (texts.length / total) * 1000, goal: 4_000, better: 'more' })
}

measureSpeed()
const met = ({ value, goal, better }: Line) => (better === 'more' ? value >= goal : value <= goal)
console.log('\nfigure                                   value     goal')
for (const line of lines) {
  const shown = line.value < 10 ? line.value.toFixed(3) : line.value.toFixed(0)
  const range = line.interval ? ` (${line.interval.map((one) => one.toFixed(3)).join('–')})` : ''
  console.log(
    `${line.what.padEnd(36)}${shown.padStart(10)}   ${line.better === 'more' ? '≥' : '≤'} ${String(line.goal).padEnd(6)} ${met(line) ? 'met' : 'MISSED'}${range}`,
  )
}
const figures = Object.fromEntries(
  lines.map(({ what, value }) => [what, Math.round(value * 10_000) / 10_000]),
)
console.log(`\n${JSON.stringify({ ...figures, met: lines.every(met) })}`)
process.exit(lines.every(met) ? 0 : 1)
