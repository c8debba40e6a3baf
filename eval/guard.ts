import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  checks,
  type GuardRequest,
  guardByPatterns as guard,
  makeGuard,
  type Seen,
} from '../src/core/guard.ts'
import { Language } from '../src/core/intent.ts'
import { shippedGuardWeights } from '../src/make-guard.ts'
import { makeHearing } from '../src/writer/guard/hear-faults.ts'
import { type ReplyExample, readReplyFile, requestOf } from '../src/writer/guard/learn/examples.ts'
import { hearCrossedInThread } from '../src/writer/guard/learn/thread.ts'
import { faults, unpackGuardWeights } from '../src/writer/guard/weights.ts'
import { SourceName, textsOf } from '../src/writer/triage/learn/texts.ts'
import { heading, line, makeReport, percent } from './support/report.ts'
import { wilson } from './support/wilson.ts'

// `npm run eval:guard`: how many replies with a known fault each check finds, and how many clean ones it stops: by patterns
// alone, by what is heard alone, and as they serve, together. The goals are for replies that neither was made by looking at:
// `held`, whose figures were seen while both were made, and `later`, by another writer, whose were not. `told` is how a brand
// is served that lists its competitors and is told what the person wants; `untold` is what `npm run guard` knows of a line
// that has the reply and the message only. --cross trains on three quarters of the examples and measures the fourth, in turn: larger
// numbers, some minutes. With --sources also how many real messages, taken as if they were replies, each check
// stops: of those nobody knows which deserve it. --show prints what of the examples (never of `held` or `later`) is missed or
// stopped wrongly.

const { values } = parseArgs({
  options: {
    sources: { type: 'string', multiple: true, default: [] },
    cross: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
})

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const held = here('../test/data/guard/')
const examples = here('../prompts/guard/examples')
// As a brand would list them: the names of its competitors, all of them invented.
const competitors = readFileSync(`${held}competitors.txt`, 'utf8').split('\n').filter(Boolean)

const ears = makeHearing(unpackGuardWeights(readFileSync(shippedGuardWeights)))
const both = makeGuard({ ears })
const nothing: Seen = { sure: new Set(), weak: new Set() }

type Way = 'told' | 'untold'

function requestFor(example: ReplyExample, way: Way): GuardRequest {
  const asked = requestOf(example)
  return {
    ...asked,
    classification: way === 'told' ? asked.classification : { language: example.lang, level: example.level },
    limits: { max: 1_000, unit: 'graphemes' },
    ...{ alreadySent: [], linkHosts: [], competitors: way === 'told' ? competitors : [], writer: 'model' },
  }
}

/** What each way finds in one reply. */
interface Row {
  example: ReplyExample
  patterns: Set<string>
  reader: Set<string>
  both: Set<string>
  /** Whether it waits for a person: has a finding that is more than a note. */
  stopped: boolean
}

function judge(some: readonly ReplyExample[], way: Way): Row[] {
  return some.map((example) => {
    const request = requestFor(example, way)
    const findings = both(example.reply, request)
    return {
      example,
      patterns: new Set(guard(example.reply, request).map(({ code }) => code)),
      reader: new Set(ears.faults(example.reply, request, nothing).map(({ code }) => code)),
      both: new Set(findings.map(({ code }) => code)),
      stopped: findings.some(({ severity }) => severity !== 'note'),
    }
  })
}

const ways = ['patterns', 'reader', 'both'] as const
const recallGoal = 0.97
const alarmGoal = 0.03
const report = makeReport()
// A reply that has nothing worse is sent as it is.
const notes = new Set(['cheer', 'apology'])
const more: Record<string, number> = {}

function table(title: string, rows: readonly Row[], counted: boolean): void {
  const faulty = rows.filter(({ example }) => example.faults.length > 0)
  const clean = rows.filter(({ example }) => example.faults.length === 0)
  heading(`${title}: ${faulty.length} faulty, ${clean.length} clean`, [
    ...['of', 'patterns %', 'reader %', 'both %', '95% interval'],
    ...['alarms: patt.', 'reader', 'both'],
  ])
  const sums = { patterns: 0, reader: 0, both: 0 }
  let measured = 0
  for (const { code } of checks) {
    const mine = faulty.filter(({ example }) => example.faults.includes(code))
    if (mine.length === 0) continue
    const isHeard = (faults as readonly string[]).includes(code)
    const share = (some: readonly Row[], way: (typeof ways)[number]) =>
      some.filter((row) => row[way].has(code)).length / some.length
    const cell = (some: readonly Row[], way: (typeof ways)[number]) =>
      way === 'reader' && !isHeard ? '–' : percent(share(some, way))
    const found = mine.filter((row) => row.both.has(code)).length
    const alarms = clean.filter((row) => row.both.has(code)).length
    const interval = wilson(found, mine.length)
    line(code, [
      String(mine.length),
      ...ways.map((way) => cell(mine, way)),
      interval.map(percent).join('–'),
      ...ways.map((way) => cell(clean, way)),
    ])
    measured += 1
    for (const way of ways) sums[way] += share(mine, way === 'reader' && !isHeard ? 'patterns' : way)
    const add = (
      what: string,
      value: number,
      spread: [number, number],
      goal: number,
      better: 'more' | 'less',
    ) =>
      counted
        ? report.add({ what: `${title}, ${code}: ${what}`, value, interval: spread, goal, better })
        : Object.assign(more, { [`${title}, ${code}: ${what}`]: value })
    add('recall', found / mine.length, interval, recallGoal, 'more')
    add('false alarms', alarms / clean.length, wilson(alarms, clean.length), alarmGoal, 'less')
  }
  line('mean of the checks', ['', ...ways.map((way) => percent(sums[way] / measured))])
  const any = (some: readonly Row[], way: (typeof ways)[number]) =>
    some.filter((row) => row[way].size > 0).length / some.length
  line('any check at all', [
    '',
    ...ways.map((way) => percent(any(faulty, way))),
    '',
    ...ways.map((way) => percent(any(clean, way))),
  ])
  const stopped = (some: readonly Row[]) => some.filter((row) => row.stopped).length / some.length
  const grave = faulty.filter(({ example }) => example.faults.some((fault) => !notes.has(fault)))
  line('stopped', ['', '', '', percent(stopped(grave)), '', '', '', percent(stopped(clean))])
  more[`${title}: mean recall`] = sums.both / measured
  more[`${title}: faulty with any finding`] = any(faulty, 'both')
  more[`${title}: clean with any finding`] = any(clean, 'both')
  more[`${title}: faulty stopped`] = stopped(grave)
  more[`${title}: clean stopped`] = stopped(clean)
}

for (const set of ['held', 'later'] as const) {
  for (const way of ['told', 'untold'] as const) {
    const perLanguage = Language.options.map((lang) => ({
      lang,
      rows: judge(readReplyFile(`${held}${lang}-${set}.jsonl`), way),
    }))
    if (way === 'untold')
      for (const { lang, rows } of perLanguage) table(`${set}, ${way}, ${lang}`, rows, false)
    table(
      `${set}, ${way}, both languages`,
      perLanguage.flatMap(({ rows }) => rows),
      way === 'untold',
    )
  }
}

/**
 * Each example judged by who did not learn from it or its neighbours. Examples that the patterns were written by are left out, because on
 * those patterns look better than they are.
 */
async function crossed(language: Language): Promise<Row[]> {
  const phrases = here('../prompts/plain')
  const { examples: all, wants, heard } = await hearCrossedInThread({ language, examples, phrases, seed: 1 })
  return all.flatMap((example, i): Row[] => {
    if (example.seen) return []
    const codes = heard[i] as string[]
    const listened = makeGuard({
      ears: {
        codes: ears.codes,
        wants: () => ({ intent: wants[i] as (typeof wants)[number], sure: true }),
        faults: () => codes.map((code) => ({ code, sure: 1, span: null })),
      },
    })(example.reply, requestFor(example, 'untold'))
    return [
      {
        example,
        patterns: new Set(guard(example.reply, requestFor(example, 'untold')).map(({ code }) => code)),
        reader: new Set(codes),
        both: new Set(listened.map(({ code }) => code)),
        stopped: listened.some(({ severity }) => severity !== 'note'),
      },
    ]
  })
}

if (values.cross) {
  const [ko, en] = await Promise.all([crossed('ko'), crossed('en')])
  table('in turn, ko', ko, false)
  table('in turn, en', en, false)
  table('in turn, both languages', [...ko, ...en], false)
  if (values.show) show([...ko, ...en])
}

function show(rows: readonly Row[]): void {
  for (const { example, both: found } of rows) {
    const missed = example.faults.filter((fault) => !found.has(fault))
    const wrong = example.faults.length === 0 ? [...found] : []
    if (missed.length > 0) console.log(`missed ${missed.join(', ')}: ${example.reply}`)
    if (wrong.length > 0) console.log(`wrong ${wrong.join(', ')}: ${example.reply}`)
  }
}

/** Real people do not write as a brand does, so this tells where a check is jumpy, not how often it is wrong. */
function real(): void {
  const texts = SourceName.options.flatMap((source) => {
    const lang = source === 'kote' || source === 'hatescore' || source === 'curse-2runo' ? 'ko' : 'en'
    // A thousand of each are enough to see which check it is.
    return textsOf(values.sources, source)
      .slice(0, 1_000)
      .map((reply) => ({ lang: lang as Language, reply }))
  })
  if (texts.length === 0) {
    console.log('\nreal messages: not measured (--sources)')
    return
  }
  const rows = judge(
    texts.map(({ lang, reply }) => ({
      ...{ lang, reply, message: '', visibility: 'direct', intent: 'chatter', level: null },
      ...{ faults: [], mark: [], seen: false },
    })),
    'told',
  )
  heading(`real messages as if they were replies: ${texts.length}`, ['patterns %', 'both %'])
  for (const { code } of checks) {
    const share = (way: 'patterns' | 'both') => rows.filter((row) => row[way].has(code)).length / rows.length
    line(code, [percent(share('patterns')), percent(share('both'))])
    more[`real, ${code}`] = share('both')
  }
}
real()
process.exit(report.end(more))
