import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeLocalReader } from '../src/writer/local-reader.ts'
import { alone } from '../src/writer/rules.ts'
import type { Example } from '../src/writer/triage/learn/example.ts'
import { readExamples } from '../src/writer/triage/learn/examples.ts'
import { interval, macroF1 } from '../src/writer/triage/learn/figures.ts'
import { lessonsOf } from '../src/writer/triage/learn/lessons.ts'
import { readSources } from '../src/writer/triage/learn/sources.ts'
import { usualOptions } from '../src/writer/triage/learn/train.ts'
import { makeTriage } from '../src/writer/triage/triage.ts'
import { unpackWeights } from '../src/writer/triage/weights.ts'
import { askPeers, type Order, type Peer } from './support/peers.ts'
import { intentPairs, type Judged, judge, type Row, readAll, shareAt, summary } from './support/reading.ts'
import { groupOf, macroF1Of, peerRows, readInFolds, readUnseen } from './support/real.ts'
import { heading, line, makeReport, percent, short } from './support/report.ts'
import { examplesFolder, labelsFolder, languages, readDevelopment, readTests } from './support/sets.ts'
import { measureSpeed } from './support/speed.ts'

// `npm run eval:triage`: how well and how fast the local classifier reads, beside the packages that a user could take off npm.
// docs/triage.md says what each table can tell and what it cannot. With --sources also on real messages.

const { values } = parseArgs({
  options: {
    weights: {
      type: 'string',
      default: fileURLToPath(new URL('../prompts/triage/weights.bin', import.meta.url)),
    },
    sources: { type: 'string', multiple: true, default: [] },
    // all: also where a source is left out, about an hour; held: on held and hard messages and the development sets; none.
    peers: { type: 'string', default: 'all' },
  },
})

const report = makeReport()
const more: Record<string, number> = {}
const file = readFileSync(values.weights)
const triage = makeTriage(unpackWeights(file))
const read = makeLocalReader({ triage })
const files = readExamples(examplesFolder)
const examples = files.flatMap((one) => one.examples)
const sources = readSources(labelsFolder, values.sources, usualOptions.seed)
const held = readTests('held').flatMap((one) => one.examples)
const of = <T extends { lang: 'ko' | 'en' }>(list: readonly T[], lang: 'ko' | 'en') =>
  list.filter((one) => one.lang === lang)
const f1Cells = (pairs: ReturnType<typeof intentPairs>) => {
  const [low, high] = interval(pairs, macroF1)
  return [String(pairs.length), percent(macroF1(pairs)), `${percent(low)}–${percent(high)}`]
}
const perIntent = (pairs: ReturnType<typeof intentPairs>) =>
  ['complaint', 'question', 'chatter'].map((name) => {
    const there = pairs.filter(([truth]) => truth === name)
    return percent(there.filter(([, said]) => said === name).length / there.length)
  })

function heldTables(): Map<'ko' | 'en', Row[]> {
  const rows = new Map(languages.map((lang) => [lang, readAll(triage, of(held, lang))]))
  heading('held messages, main intent', ['messages', 'macro-F1', '95%', 'complaint', 'question', 'chatter'])
  for (const [lang, all] of rows) {
    for (const place of ['all', 'app', 'post', 'comment', 'direct']) {
      const some = all.filter(({ example }) => place === 'all' || example.place === place)
      const pairs = intentPairs(some)
      line(`${lang} ${place}`, [...f1Cells(pairs), ...perIntent(pairs)])
    }
    const pairs = intentPairs(all)
    report.add({
      what: `${lang} held, intent macro-F1`,
      value: macroF1(pairs),
      interval: interval(pairs, macroF1),
      goal: lang === 'ko' ? 0.77 : 0.78,
      better: 'more',
    })
  }
  return rows
}

/** How far two readers of the same messages agree, who did not see each other's labels. */
function agreement(): void {
  const second = readTests('second').flatMap((one) => one.examples)
  const bySecond = new Map(second.map((one) => [one.text, one]))
  const asked: [what: string, of: (one: Example) => unknown][] = [
    ['main intent', (one) => one.intent[0]],
    ['needs a reply', (one) => one.reply],
    ['feeling', (one) => one.feeling],
    ['urgency', (one) => one.urgency],
    ['said to the brand', (one) => one.toward],
    ['any risk', (one) => one.risks.length > 0],
    ['wants a person', (one) => one.person],
    ['speech level', (one) => one.level],
  ]
  heading('two readers of the held messages', ['agree', "Cohen's kappa", 'messages'])
  for (const lang of languages) {
    const both = of(held, lang).flatMap((one) => {
      const other = bySecond.get(one.text)
      return other ? [[one, other] as const] : []
    })
    for (const [what, pick] of asked) {
      if (both.length === 0 || (what === 'speech level' && lang === 'en')) continue
      const pairs = both.map(([a, b]) => [String(pick(a)), String(pick(b))] as const)
      const same = pairs.filter(([a, b]) => a === b).length / pairs.length
      const names = new Set(pairs.flat())
      const share = (name: string, at: 0 | 1) =>
        pairs.filter((pair) => pair[at] === name).length / pairs.length
      const chance = [...names].reduce((sum, name) => sum + share(name, 0) * share(name, 1), 0)
      const kappa = chance === 1 ? 1 : (same - chance) / (1 - chance)
      line(`${lang} ${what}`, [percent(same), short(kappa), String(pairs.length)])
    }
  }
}

function decisionTables(rows: Map<'ko' | 'en', Row[]>): void {
  for (const [lang, all] of rows) {
    heading(`${lang} held, every decision`, [
      'cases',
      'recall',
      'precision',
      'macro-F1',
      'calibration',
      'at 95% right',
    ])
    for (const [what, judged] of judge(all)) {
      const { cases, recall, precision, macroF1: macro, calibrationError } = summary(judged)
      const yes = judged.every(({ truth }) => truth === 'true' || truth === 'false')
      line(what, [
        ...(yes ? [String(cases), percent(recall), percent(precision)] : [String(judged.length), '', '']),
        ...[percent(macro), short(calibrationError), percent(shareAt(judged, 0.95).share)],
      ])
      report.add({
        what: `${lang} held, calibration of ${what}`,
        value: calibrationError,
        goal: 0.03,
        better: 'less',
      })
      if (what === 'needs a reply') {
        report.add({ what: `${lang} held, needs a reply, recall`, value: recall, goal: 0.98, better: 'more' })
        report.add({
          what: `${lang} held, needs a reply, precision`,
          value: precision,
          goal: 0.8,
          better: 'more',
        })
      }
      if (what === 'speech level') {
        const told = judged.filter(({ truth }) => truth !== 'none')
        const right = told.filter(({ truth, said }) => truth === said).length / told.length
        report.add({ what: 'ko held, speech level', value: right, goal: 0.95, better: 'more' })
      }
    }
    const right = all.filter(
      ({ example, reading }) => example.lang === reading.language || !/\p{L}/u.test(example.text),
    )
    report.add({
      what: `${lang} held, language`,
      value: right.length / all.length,
      goal: 0.99,
      better: 'more',
    })
  }
}

function riskTables(): void {
  const all = readAll(
    triage,
    readTests('risks').flatMap((one) => one.examples),
  )
  heading('risks and the wish for a person', ['cases', 'recall', 'precision'])
  for (const lang of languages) {
    const judged = judge(all.filter(({ example }) => example.lang === lang))
    for (const what of ['any risk', 'wants a person']) {
      const { cases, recall, precision } = summary(judged.get(what) ?? [])
      line(`${lang} ${what}`, [String(cases), percent(recall), percent(precision)])
      report.add({
        what: `${lang} ${what}, recall`,
        value: recall,
        goal: what === 'any risk' ? 0.97 : 0.98,
        better: 'more',
      })
      more[`${lang} ${what}, precision`] = precision
    }
  }
}

function hardTables(): void {
  heading('hard sets, main intent', ['messages', 'macro-F1', '95%', 'complaint', 'question', 'chatter'])
  for (const { file: name, examples: some } of readTests('hard')) {
    const pairs = intentPairs(readAll(triage, some))
    line(name.replace('.jsonl', ''), [...f1Cells(pairs), ...perIntent(pairs)])
    report.add({
      what: `hard: ${name.replace('.jsonl', '')}`,
      value: macroF1(pairs),
      interval: interval(pairs, macroF1),
      goal: 0.75,
      better: 'more',
    })
  }
}

/** Real messages, each read by a classifier that has not learned it. */
function realTables(): Map<'ko' | 'en', Row[]> {
  const read = new Map<'ko' | 'en', Row[]>()
  if (sources.labelled.length === 0) {
    console.log('\nreal messages: not measured, because no --sources were given')
    return read
  }
  heading('real messages, main intent, five parts', [
    'messages',
    'macro-F1',
    '95%',
    'complaint',
    'question',
    'chatter',
  ])
  const groups = new Map(sources.labelled.map(({ source, example }) => [example.text, groupOf(source)]))
  for (const lang of languages) {
    const rows = readInFolds(files, sources, lang)
    read.set(lang, rows)
    for (const group of ['all', ...new Set(rows.map(({ example }) => groups.get(example.text) ?? ''))]) {
      const pairs = intentPairs(
        rows.filter(({ example }) => group === 'all' || groups.get(example.text) === group),
      )
      line(`${lang} ${group}`, [...f1Cells(pairs), ...perIntent(pairs)])
    }
    more[`${lang} real, macro-F1`] = macroF1(intentPairs(rows))
  }
  return read
}

/** How much is decided here, and what the rest would cost. */
function cascadeTables(rows: Map<'ko' | 'en', Row[]>, name: string): void {
  heading(`${name}: decided here, surest first`, [
    '90% right',
    '95% right',
    '97% right',
    '99% right',
    'line at 95%',
  ])
  const intents = (all: readonly Row[]): Judged[] => judge(all).get('intent') ?? []
  for (const [lang, all] of rows) {
    const judged = intents(all)
    const shares = [0.9, 0.95, 0.97, 0.99].map((wanted) => percent(shareAt(judged, wanted).share))
    line(lang, [...shares, short(shareAt(judged, 0.95).line)])
  }
  heading(`${name}: at the policy's usual line of 0.7`, [
    'to the model',
    'right here',
    'tokens a call',
    'US$ per 1,000',
  ])
  for (const [lang, all] of rows) {
    const judged = intents(all)
    const here = judged.filter(({ confidence }) => confidence >= 0.7)
    const asked = (judged.length - here.length) / judged.length
    // The classify prompt is about 700 tokens, a message about 60, an answer about 120; at 0.15 and 0.60 US$ a million.
    const dollars = asked * 1_000 * ((760 * 0.15 + 120 * 0.6) / 1e6)
    const right = here.filter(({ truth, said }) => truth === said).length / Math.max(1, here.length)
    line(lang, [`${(asked * 1_000).toFixed(0)} / 1,000`, percent(right), '760 + 120', dollars.toFixed(3)])
    more[`${lang} ${name}, model calls per 1,000`] = asked * 1_000
  }
  heading(`${name}: complaints, when those above a line get a second look`, ['recall', 'second look', 'line'])
  for (const [lang, all] of rows) {
    const chance = (row: Row) => row.chances.find(({ intent }) => intent === 'complaint')?.chance ?? 0
    const complaints = all
      .filter(({ example }) => example.intent[0] === 'complaint')
      .map(chance)
      .sort((a, b) => b - a)
    const at = complaints[Math.ceil(complaints.length * 0.95) - 1] ?? 0
    const looked = all.filter((row) => chance(row) >= at).length / all.length
    line(lang, ['95.0', percent(looked), short(at)])
    report.add({
      what: `${lang} ${name}, second look for 95% of complaints`,
      value: looked,
      goal: 0.6,
      better: 'less',
    })
  }
}

/** The same rows for us and for the peers: held and hard messages, the development sets, and each source left out. */
function peerTables(): Peer[] {
  const speed: Peer[] = []
  for (const lang of languages) {
    const lessons = lessonsOf(files, sources.labelled)
    const known = new Set(lessons.map(({ example }) => example.text))
    const development = readDevelopment(values.sources, lang).filter(({ text }) => !known.has(text))
    const tests: Record<string, { text: string; intent: string }[]> = {
      held: of(held, lang).map(({ text, intent }) => ({ text, intent: intent[0] as string })),
      hard: readTests('hard').flatMap((one) =>
        of(one.examples, lang).map(({ text, intent }) => ({ text, intent: intent[0] as string })),
      ),
      ...(development.length > 0 ? { development } : {}),
    }
    const ours = Object.fromEntries(
      Object.entries(tests).map(([name, rows]) => [
        name,
        rows.map(({ text }) => read(alone(text)).classification.intent as string),
      ]),
    )
    speed.push(
      ...versus(lang, { language: lang, train: peerRows(lessons, sources, lang), tests }, tests, ours),
    )
    if (values.peers === 'all') leftOutTables(lang)
  }
  return speed
}

/** Each source read by who has never seen it. */
function leftOutTables(lang: 'ko' | 'en'): void {
  const real = sources.labelled.filter(({ example }) => example.lang === lang)
  for (const group of new Set(real.map(({ source }) => groupOf(source)))) {
    const rest = real.filter(({ source }) => groupOf(source) !== group)
    const asked = real.filter(({ source }) => groupOf(source) === group).map(({ example }) => example)
    const name = `without ${group}`
    const set = { [name]: asked.map(({ text, intent }) => ({ text, intent: intent[0] as string })) }
    const said = readUnseen(files, rest, sources, asked).map(({ reading }) => reading.intent)
    const learned = peerRows(lessonsOf(files, rest), { ...sources, rows: [] }, lang)
    versus(lang, { language: lang, train: learned, tests: set }, set, { [name]: said })
  }
}

function versus(
  lang: 'ko' | 'en',
  order: Order,
  tests: Record<string, { intent: string }[]>,
  ours: Record<string, string[]>,
): Peer[] {
  const peers = askPeers(order)
  const names = peers.map(({ name }) => name)
  heading(`${lang}: macro-F1 of ours and of peers`, [
    'messages',
    'ours',
    ...names.map((name) => name.slice(0, 13)),
    'ahead by',
  ])
  for (const [name, rows] of Object.entries(tests)) {
    const truth = rows.map(({ intent }) => intent)
    const own = macroF1Of(truth, ours[name] ?? [])
    const theirs = peers.map((peer) =>
      peer.failed === null ? macroF1Of(truth, peer.said[name] ?? []) : Number.NaN,
    )
    const ahead = own - Math.max(...theirs.filter(Number.isFinite))
    line(`${lang} ${name}`, [String(rows.length), percent(own), ...theirs.map(percent), percent(ahead)])
    report.add({ what: `${lang} ${name}, ahead of the best peer`, value: ahead, goal: 0.02, better: 'more' })
  }
  for (const { name, failed } of peers) if (failed !== null) console.log(`  ${name} failed: ${failed}`)
  return peers
}

const heldRows = heldTables()
agreement()
decisionTables(heldRows)
riskTables()
hardTables()
const realRows = realTables()
cascadeTables(heldRows, 'held')
if (realRows.size > 0) cascadeTables(realRows, 'real')
const speed = values.peers === 'none' ? [] : peerTables()
if (speed.length === 0) console.log('\npeers: not measured (--peers none)')
measureSpeed({ file, texts: [...examples, ...held].map(({ text }) => text), peers: speed, add: report.add })
process.exit(report.end(more))
