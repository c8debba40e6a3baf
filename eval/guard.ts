import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { checks, type GuardRequest, guard } from '../src/core/guard.ts'
import { Intent, Language, Level } from '../src/core/intent.ts'
import { Visibility } from '../src/core/mention.ts'
import { linesOf, SourceName, textsOf } from '../src/writer/triage/learn/texts.ts'
import { heading, line, makeReport, percent } from './support/report.ts'
import { wilson } from './support/wilson.ts'

// `npm run eval:guard`: how many replies with a known fault each check finds, and how many clean ones it stops. The patterns
// were written looking at the `tune` texts only; the goals are for the `held` ones. With --sources also how many real
// messages, taken as if they were replies, each check stops: of those nobody knows which deserve it.

const { values } = parseArgs({
  options: {
    sources: { type: 'string', multiple: true, default: [] },
    // Prints every text of `tune` that a check misses or stops wrongly.
    show: { type: 'boolean', default: false },
  },
})

const Sample = z.object({
  lang: Language,
  message: z.string(),
  reply: z.string(),
  visibility: Visibility,
  intent: Intent,
  level: Level.nullable(),
  faults: z.array(z.string()),
  mark: z.array(z.string()),
})
type Sample = z.infer<typeof Sample>

const folder = fileURLToPath(new URL('../test/data/guard/', import.meta.url))
// As a brand would list them: the names of its competitors, all of them invented.
const competitors = readFileSync(`${folder}competitors.txt`, 'utf8').split('\n').filter(Boolean)
const read = (set: string, lang: string) =>
  linesOf(`${folder}${lang}-${set}.jsonl`).map((row) => Sample.parse(row))

function requestFor({ lang, message, visibility, intent, level }: Sample): GuardRequest {
  return {
    limits: { max: 1_000, unit: 'graphemes' },
    classification: { language: lang, intent, level },
    ...{ visibility, alreadySent: [], linkHosts: [], competitors, personText: message, writer: 'model' },
  }
}

interface Row {
  sample: Sample
  codes: Set<string>
}

function judge(samples: readonly Sample[]): Row[] {
  return samples.map((sample) => ({
    sample,
    codes: new Set(guard(sample.reply, requestFor(sample)).map(({ code }) => code)),
  }))
}

const recallGoal = 0.97
const alarmGoal = 0.03
const report = makeReport()
const more: Record<string, number> = {}

function table(title: string, rows: readonly Row[], counted: boolean): void {
  const faulty = rows.filter(({ sample }) => sample.faults.length > 0)
  const clean = rows.filter(({ sample }) => sample.faults.length === 0)
  heading(`${title}: ${faulty.length} faulty, ${clean.length} clean`, [
    'found',
    'of',
    'recall %',
    '95% interval',
    'false alarms %',
    'wrong name %',
  ])
  for (const { code } of checks) {
    const mine = faulty.filter(({ sample }) => sample.faults.includes(code))
    if (mine.length === 0) continue
    const found = mine.filter(({ codes }) => codes.has(code)).length
    const alarms = clean.filter(({ codes }) => codes.has(code)).length
    const others = faulty.filter(({ sample }) => !sample.faults.includes(code))
    const misnamed = others.filter(({ codes }) => codes.has(code)).length
    const interval = wilson(found, mine.length)
    line(code, [
      ...[String(found), String(mine.length), percent(found / mine.length)],
      interval.map(percent).join('–'),
      ...[percent(alarms / clean.length), percent(misnamed / others.length)],
    ])
    if (!counted) continue
    const recall = found / mine.length
    report.add({ what: `${code}: recall`, value: recall, interval, goal: recallGoal, better: 'more' })
    const share = alarms / clean.length
    report.add({
      what: `${code}: false alarms`,
      value: share,
      interval: wilson(alarms, clean.length),
      goal: alarmGoal,
      better: 'less',
    })
  }
  const any = (some: readonly Row[]) => some.filter(({ codes }) => codes.size > 0).length / some.length
  line('any check at all, of faulty replies', ['', '', percent(any(faulty))])
  line('any check at all, of clean replies', ['', '', '', '', percent(any(clean))])
  more[`${title}: faulty with any finding`] = any(faulty)
  more[`${title}: clean with any finding`] = any(clean)
}

function show(rows: readonly Row[]): void {
  for (const { sample, codes } of rows) {
    const missed = sample.faults.filter((fault) => !codes.has(fault))
    const wrong = sample.faults.length === 0 ? [...codes] : []
    if (missed.length > 0) console.log(`missed ${missed.join(', ')}: ${sample.reply}`)
    if (wrong.length > 0) console.log(`wrong ${wrong.join(', ')}: ${sample.reply}`)
  }
}

for (const set of ['tune', 'held']) {
  const rows = new Map(Language.options.map((lang) => [lang, judge(read(set, lang))]))
  for (const [lang, some] of rows) table(`${set}, ${lang}`, some, false)
  table(`${set}, both`, [...rows.values()].flat(), set === 'held')
  if (set === 'tune' && values.show) show([...rows.values()].flat())
}

/** Real people do not write as a brand does, so this tells where a check is jumpy, not how often it is wrong. */
function real(): void {
  const texts = SourceName.options.flatMap((source) => {
    const lang = source === 'kote' || source === 'hatescore' || source === 'curse-2runo' ? 'ko' : 'en'
    // A thousand of each are enough to see which check it is.
    return textsOf(values.sources, source)
      .slice(0, 1_000)
      .map((reply) => ({ source, lang: lang as Language, reply }))
  })
  if (texts.length === 0) {
    console.log('\nreal messages: not measured (--sources)')
    return
  }
  heading(`real messages as if they were replies: ${texts.length}`, ['stopped %'])
  const stopped = new Map<string, number>()
  for (const { lang, reply } of texts) {
    const sample: Sample = {
      ...{
        lang,
        message: '',
        reply,
        visibility: 'direct',
        intent: 'chatter',
        level: null,
        faults: [],
        mark: [],
      },
    }
    const codes = new Set(guard(reply, requestFor(sample)).map(({ code }) => code))
    for (const code of codes) stopped.set(code, (stopped.get(code) ?? 0) + 1)
  }
  for (const { code } of checks) {
    const share = (stopped.get(code) ?? 0) / texts.length
    line(code, [percent(share)])
    more[`real, ${code}`] = share
  }
}
real()
process.exit(report.end(more))
