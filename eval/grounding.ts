import { ground } from '../src/core/ground.ts'
import { makeCiter, readSentences, type Sentence, sets } from './support/grounding-sentences.ts'
import { heading, line, makeReport, percent } from './support/report.ts'
import { wilson } from './support/wilson.ts'

/**
 * How well `core/ground.ts` tells what documents hold from what they do not.
 * `node eval/grounding.ts [--documents FOLDER] [--misses]`: `--misses` lists what was judged wrongly in the part that the
 * rules and weights were made on, never in a part that is judged.
 */
const option = (name: string) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
const cite = makeCiter(option('--documents'))
const sentences = readSentences()

interface Outcome {
  one: Sentence
  codes: string[]
  missing: string[]
}

async function judge(list: readonly Sentence[], whole = false): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of list) {
    const passages = await cite(one, whole)
    const { findings, groundings } = ground(one.sentence, { passages, thread: one.thread ?? [] })
    outcomes.push({
      one,
      codes: findings.map(({ code }) => code),
      missing: groundings.flatMap(({ missing }) => missing),
    })
  }
  return outcomes
}

function count(outcomes: readonly Outcome[], which: (one: Sentence) => boolean, flagged: boolean) {
  const those = outcomes.filter(({ one }) => which(one))
  const hits = those.filter(({ codes }) => codes.length > 0 === flagged).length
  return { hits, of: those.length, value: those.length === 0 ? Number.NaN : hits / those.length }
}

const isTalk = ({ kind }: Sentence) => kind === 'talk'
const holds = (one: Sentence) => one.supported && !isTalk(one)
const fails = (one: Sentence) => !one.supported
const cell = ({ hits, of, value }: { hits: number; of: number; value: number }) =>
  of === 0 ? '–' : `${hits}/${of} ${percent(value)}`

const judged = Object.fromEntries(
  await Promise.all(
    sets.map(async (set) => [set, await judge(sentences.filter((one) => one.set === set))] as const),
  ),
) as Record<(typeof sets)[number], Outcome[]>

heading('sentences', ['found', 'kept', 'talk left'])
for (const [name, outcomes] of Object.entries(judged)) {
  for (const lang of ['ko', 'en', ''] as const) {
    const inLang = outcomes.filter(({ one }) => lang === '' || one.lang === lang)
    line(`${name} ${lang || 'both'}`, [
      cell(count(inLang, fails, true)),
      cell(count(inLang, holds, false)),
      cell(count(inLang, isTalk, false)),
    ])
  }
}

const report = makeReport()
const figures: [string, (one: Sentence) => boolean, boolean, number][] = [
  ['unsupported found', fails, true, 0.97],
  ['supported kept', holds, false, 0.95],
  ['talk left alone', isTalk, false, 0.95],
]
for (const set of ['held', 'stranger'] as const) {
  for (const [what, which, flagged, goal] of figures) {
    const { hits, of, value } = count(judged[set], which, flagged)
    if (of > 0)
      report.add({ what: `${what}, ${set}`, value, interval: wilson(hits, of), goal, better: 'more' })
  }
}

heading('by kind', ['tune', 'held', 'stranger'])
for (const kind of [
  ...new Set(sentences.map(({ kind, supported }) => `${supported ? '+' : '-'}${kind}`)),
].sort()) {
  const which = (one: Sentence) => `${one.supported ? '+' : '-'}${one.kind}` === kind
  const flagged = kind.startsWith('-')
  line(
    kind,
    (['tune', 'held', 'stranger'] as const).map((set) => cell(count(judged[set], which, flagged))),
  )
}

const expired = judged.held.filter(({ one }) => one.kind === 'expired-value')
const blocked = expired.filter(({ codes }) => codes.includes('expired-source')).length
const whole = await judge(
  sentences.filter((one) => one.set === 'held' && !isTalk(one)),
  true,
)
const timed = sentences.filter(({ set }) => set === 'held')
const began = performance.now()
await judge(timed)
const each = (performance.now() - began) / timed.length
const more = {
  'expired values that block, held': blocked / expired.length,
  'unsupported found when whole files are cited, held': count(whole, fails, true).value,
  'supported kept when whole files are cited, held': count(whole, holds, false).value,
  'unsupported found, later': count(judged.later, fails, true).value,
  'supported kept, later': count(judged.later, holds, false).value,
  'ms a sentence': each,
}
heading('without a goal', ['value'])
for (const [what, value] of Object.entries(more)) line(what, [value.toFixed(3)])

if (process.argv.includes('--misses')) {
  heading('judged wrongly, tune', [])
  for (const { one, codes, missing } of judged.tune) {
    if (codes.length > 0 === one.supported)
      console.log(
        `  ${one.id} ${one.supported ? '+' : '-'}${one.kind}  ${one.sentence}  [${missing.join(' | ')}]`,
      )
  }
}
process.exit(report.end(more))
