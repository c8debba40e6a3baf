import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { decide } from '../src/core/decide.ts'
import { withoutMark } from '../src/core/disclosure.ts'
import type { Finding } from '../src/core/draft.ts'
import { type Feeling, type Intent, Language, languageOf } from '../src/core/intent.ts'
import { countText, type TextLimits } from '../src/core/limits.ts'
import { makeLook } from '../src/core/look.ts'
import { Visibility } from '../src/core/mention.ts'
import { Policy } from '../src/core/policy.ts'
import { bareText } from '../src/core/similar.ts'
import type { Tone } from '../src/core/tone.ts'
import { nothingKnown } from '../src/flow/background.ts'
import { compose, type Matter, situationOf } from '../src/flow/compose.ts'
import { makeShippedGuard } from '../src/make-guard.ts'
import { shippedWeights } from '../src/make-reader.ts'
import { makeLocalReader } from '../src/writer/local-reader.ts'
import { loadPhrases } from '../src/writer/phrases.ts'
import { makePlainWriter } from '../src/writer/plain-writer.ts'
import { alone } from '../src/writer/rules.ts'
import { randomBy } from '../src/writer/triage/learn/svm.ts'
import { makeTriage } from '../src/writer/triage/triage.ts'
import { unpackWeights } from '../src/writer/triage/weights.ts'
import type { Turn } from '../src/writer/writer.ts'
import { namesMatter, ownMessages, wrongParticles } from './support/named.ts'
import { heading, line, makeReport, percent } from './support/report.ts'
import { readShared, readTests } from './support/sets.ts'

// `npm run eval:samples`: what people would be answered by the written phrases, message by message as the service does it: read,
// tone, words, guard, decision. On the brand day of the practice network and on 500 messages of real people where --sources
// has them; otherwise on messages written by hand that no classifier learns from, and it says so.

const { values } = parseArgs({
  options: {
    sources: { type: 'string', multiple: true, default: [] },
    /** So many of our own messages beside their replies go to docs/samples.md. */
    print: { type: 'string' },
    /** Shows so many replies on the screen, real messages among them. */
    show: { type: 'string' },
    level: { type: 'string', default: 'haeyo' },
    seed: { type: 'string', default: '7' },
  },
})

const aMany = 250
const perPerson = 5

const Said = z.object({
  text: z.string(),
  person: z.string(),
  name: z.string().default(''),
  visibility: Visibility,
  bot: z.boolean().default(false),
  /** Of our own messages: what they are, and words of which a reply should have one. */
  kind: z.string().optional(),
  about: z.array(z.string()).default([]),
})
type Said = z.infer<typeof Said>

const DayLine = z.object({
  text: z.string(),
  person: z.string(),
  name: z.string(),
  visibility: z.string(),
  bot: z.boolean().default(false),
})

function brandDay(): Said[] {
  const path = fileURLToPath(new URL('../src/town/brand-day.jsonl', import.meta.url))
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => DayLine.parse(JSON.parse(one)))
    .filter(({ text }) => text !== '')
    .map((one) => ({ ...one, about: [], visibility: one.visibility === 'direct' ? 'direct' : 'public' }))
}

function own(name: 'messages' | 'fresh'): Said[] {
  return ownMessages(name).map((one) => Said.parse({ ...one, person: one.id }))
}

const random = randomBy(Number(values.seed))

function some<T>(all: readonly T[], many: number): T[] {
  const keyed = all.map((one) => ({ one, key: random() }))
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, many)
    .map(({ one }) => one)
}

function realOnes(): { name: string; said: Said[] } {
  const shared = Language.options.map((lang) =>
    [...readShared(values.sources, lang, 'train'), ...readShared(values.sources, lang, 'dev')].map(
      ({ text }) => text,
    ),
  )
  const held = Language.options.map((lang) =>
    readTests('held').flatMap(({ examples }) =>
      examples.filter((one) => one.lang === lang).map(({ text }) => text),
    ),
  )
  const isReal = shared.every((texts) => texts.length > 0)
  const chosen = (isReal ? shared : held).flatMap((texts, at) =>
    some(texts, aMany).map((text, place) => ({
      ...{ text, person: `${Language.options[at]}${Math.floor(place / perPerson)}` },
      ...{ name: '', bot: false, about: [] },
      visibility: (place % 4 === 3 ? 'direct' : 'public') as Visibility,
    })),
  )
  return { name: isReal ? '500 real messages' : 'held messages of ours (no --sources)', said: chosen }
}

const folder = fileURLToPath(new URL('../prompts/plain', import.meta.url))
const local = makeLocalReader({ triage: makeTriage(unpackWeights(readFileSync(shippedWeights))) })
const writer = makePlainWriter({
  phrases: { ko: loadPhrases(folder, 'ko'), en: loadPhrases(folder, 'en') },
  read: async (request) => local(request),
})
const look = makeLook(makeShippedGuard())
const policy = Policy.parse({ voice: { level: values.level } })
const limits: TextLimits = { max: 500, unit: 'graphemes', linkCounts: 23, mentionDomainFree: true }
const patience = new AbortController().signal
// A day on which the messages come a minute after one another.
const start = Date.UTC(2026, 10, 2, 0)

interface Row {
  said: Said
  kind: 'answered' | 'ignored' | 'handed over'
  language: 'ko' | 'en'
  intent: Intent
  feeling: Feeling
  body: string
  tone: Tone | null
  findings: Finding[]
  why: string
}

async function answerAll(all: readonly Said[], set: string): Promise<Row[]> {
  const memory = new Map<string, { turns: Turn[]; sent: string[] }>()
  const rows: Row[] = []
  for (const [at, said] of all.entries()) {
    const kept = memory.get(said.person) ?? { turns: [], sent: [] }
    memory.set(said.person, kept)
    rows.push(await answerOne(said, `${set}-${at}`, kept, new Date(start + at * 60_000)))
  }
  return rows
}

async function answerOne(
  said: Said,
  id: string,
  kept: { turns: Turn[]; sent: string[] },
  at: Date,
): Promise<Row> {
  const { text, visibility } = said
  const asked = { ...alone(text, visibility), id, turns: kept.turns, line: policy.minConfidence }
  const { classification } = await writer.classify(asked, patience)
  const place = { mode: 'send' as const, policy, classification, visibility, texts: [text] }
  const situation = { ...place, conversation: { publicTurnsSent: 0, withPerson: false } }
  const early = decide({ ...situationOf(situation), authorIsBot: said.bot })
  const { language, intent, feeling } = classification
  const none = { said, language, intent, feeling, body: '', tone: null, findings: [] as Finding[] }
  if (early.kind === 'ignore') return { ...none, kind: 'ignored', why: early.why }
  if (early.kind === 'hand-over') return { ...none, kind: 'handed over', why: early.why }
  const matter: Matter = {
    ...situation,
    ...{ id, turns: kept.turns, person: { name: said.name, handle: said.person } },
    ...{ brand: { id: '1', name: '다정텔레콤' }, limits, alreadySent: kept.sent, at },
  }
  const composed = await compose(matter, nothingKnown, { writer, look }, patience)
  if (composed.written === null) return { ...none, kind: 'handed over', why: composed.why }
  const { written, findings, decision, tone } = composed
  const { body } = withoutMark(written.text, policy.disclosure)
  kept.turns.push({ from: 'person', text, at }, { from: 'brand', text: written.text, at })
  kept.sent.push(written.text)
  return { ...none, kind: 'answered', body, tone, findings, why: decision.why }
}

function sentencesIn(text: string): string[] {
  return text
    .split(/(?<=[.?!~]”?)\s+/)
    .map(bareText)
    .filter((one) => one !== '')
}

const endsIn = {
  haeyo: /(?:[요죠]|어떠세요)["”]?[.?!~]?$/,
  hapsyo: /(?:니다|니까|시오)["”]?[.?!~]?$/,
}

/** Every sentence of ours ends as the tone asks; what is quoted is not ours. */
function speaksAsAsked({ body, tone }: Row): boolean {
  const level = tone?.level
  if (!level) return true
  return body
    .replace(/“[^”]*”/g, '')
    .split(/(?<=[.?!~])\s+/)
    .map((one) => one.replace(/(?:\s|\p{Extended_Pictographic}|\uFE0F)+$/u, ''))
    .filter((one) => /[가-힣]/.test(one))
    .every((one) => endsIn[level].test(one))
}

function isSpecific({ said, body }: Row): boolean {
  return namesMatter(said.text, body, said.about)
}

/** Of our own messages we know what they are; of others what the classifier says. */
function complains({ said, intent }: Row): boolean {
  return said.kind ? ['complaint', 'irony', 'both'].includes(said.kind) : intent === 'complaint'
}

function praises({ said, intent, feeling }: Row): boolean {
  return said.kind ? said.kind === 'thanks' : intent === 'chatter' && feeling === 'pleased'
}

const report = makeReport()
const more: Record<string, number> = {}

// What a message that says nothing in particular can be answered with is no measure.
const namesGoal = 0.6

function table(name: string, rows: readonly Row[], hasGoal: boolean): void {
  const answered = rows.filter(({ kind }) => kind === 'answered')
  const share = (holds: (row: Row) => boolean): number =>
    answered.filter(holds).length / Math.max(1, answered.length)
  heading(`${name}: ${rows.length} messages`, ['value', 'share %'])
  for (const kind of ['answered', 'handed over', 'ignored'] as const) {
    const count = rows.filter((row) => row.kind === kind).length
    line(kind, [String(count), percent(count / rows.length)])
    more[`${name}: ${kind}`] = count
  }
  const codes = new Map<string, number>()
  for (const { code, severity } of answered.flatMap(({ findings }) => findings))
    codes.set(`${severity}: ${code}`, (codes.get(`${severity}: ${code}`) ?? 0) + 1)
  for (const [code, count] of [...codes].sort())
    line(`finding, ${code}`, [String(count), percent(count / answered.length)])
  const said = new Map<string, Set<string>>()
  let repeated = 0
  for (const {
    said: { person },
    body,
  } of answered) {
    const had = said.get(person) ?? new Set()
    for (const one of sentencesIn(body)) {
      if (had.has(one)) repeated += 1
      had.add(one)
    }
    said.set(person, had)
  }
  const blocking = answered.filter(({ findings }) =>
    findings.some(({ severity }) => severity === 'blocks'),
  ).length
  // That no document was at hand is no fault of the words.
  const clean = share(({ findings }) => findings.every(({ code }) => code === 'not-known'))
  const distinct = new Set(answered.map(({ body }) => bareText(body))).size
  const rightLanguage = share(({ body, language }) => languageOf(body) === language)
  const rightLevel = share(speaksAsAsked)
  const specific = share(isSpecific)
  const lengths = answered.map(({ body }) => countText(body, limits)).sort((a, b) => a - b)
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0
  line('no finding but not-known', ['', percent(clean)])
  line('names the matter', ['', percent(specific)])
  for (const [what, holds] of Object.entries({ complaints: complains, praise: praises })) {
    const these = answered.filter((row) => holds(row) && (!row.said.kind || row.said.about.length > 0))
    const value = these.filter(isSpecific).length / Math.max(1, these.length)
    line(`names the matter, ${what}`, [String(these.length), percent(value)])
    const figure = `${name}: names the matter, ${what}`
    if (hasGoal && what === 'complaints') report.add({ what: figure, value, goal: namesGoal, better: 'more' })
    else more[figure] = value
  }
  const particles = answered.flatMap(({ said, body }) => wrongParticles(said.text, body))
  line('wrong particles', [String(particles.length)])
  line('median length', [String(median)])
  report.add({ what: `${name}: blocked`, value: blocking, goal: 0, better: 'less' })
  report.add({ what: `${name}: repeated to one person`, value: repeated, goal: 0, better: 'less' })
  report.add({ what: `${name}: right language`, value: rightLanguage, goal: 1, better: 'more' })
  report.add({ what: `${name}: wrong particles`, value: particles.length, goal: 0, better: 'less' })
  report.add({ what: `${name}: right speech level`, value: rightLevel, goal: 1, better: 'more' })
  Object.assign(more, { [`${name}: distinct`]: distinct, [`${name}: specific`]: specific })
  Object.assign(more, { [`${name}: clean`]: clean, [`${name}: median length`]: median })
}

/** Our own messages beside their replies, each kind of answer in turn. */
function print(rows: readonly Row[], many: number): void {
  const byStrategy = Map.groupBy(
    rows.filter(({ kind }) => kind === 'answered'),
    ({ tone, language }) => `${tone?.strategy} ${language}`,
  )
  const chosen: Row[] = []
  for (let turn = 0; chosen.length < many && turn < rows.length; turn += 1) {
    for (const group of byStrategy.values()) {
      const one = group[turn]
      if (one && chosen.length < many) chosen.push(one)
    }
  }
  const cell = (text: string): string =>
    text
      .replaceAll('|', '\\|')
      .replaceAll('<', '&lt;')
      .replace(/\s*\n\s*/g, ' ')
  const lines = chosen.map(({ said, body, tone, findings, why }) => {
    const found = findings.map(({ code, severity }) => `${code} (${severity})`).join(', ') || '–'
    return `| ${cell(said.text)} | ${cell(body)} | ${tone?.strategy}${said.visibility === 'direct' ? ', direct' : ''} | ${found} | ${why} |`
  })
  const page = [
    '# What people are answered without a model',
    '',
    'Messages of the brand day (`src/town/brand-day.jsonl`) and of `test/data/triage/held`, all of them our own, each beside what',
    'the written phrases (`prompts/plain/`) answer. Public where nothing else is said; no documents were at hand. The line that',
    'says that a machine writes stands behind the first reply to each person and is left out here. Made by',
    '`npm run eval:samples -- --print 40`; the figures are in [tone.md](tone.md).',
    '',
    '| message | reply | strategy | findings | what happens to it |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ]
  writeFileSync(fileURLToPath(new URL('../docs/samples.md', import.meta.url)), page.join('\n'))
}

const day = await answerAll(brandDay(), 'day')
const { name, said } = realOnes()
const real = await answerAll(said, 'real')
const ours = await answerAll(own('messages'), 'own')
const fresh = await answerAll(own('fresh'), 'fresh')
table('brand day', day, true)
table('messages of ours', ours, true)
table('fresh messages of ours', fresh, false)
table(name, real, false)
const all = [...day, ...real].filter(({ kind }) => kind === 'answered')
report.add({
  what: 'distinct replies',
  value: new Set(all.map(({ body }) => bareText(body))).size,
  goal: 200,
  better: 'more',
})
if (values.show !== undefined) {
  for (const { said, body, tone, findings } of some(all, Number(values.show)))
    console.log(
      `\n< ${said.text.slice(0, 240)}\n> ${body}\n  ${tone?.strategy} ${said.visibility} ${findings.map(({ code, severity, span }) => `${code}:${severity}:${span ? body.slice(...span) : ''}`).join(' ')}`,
    )
}
if (values.print !== undefined) {
  const held = readTests('held').flatMap(({ examples }) => examples)
  const others = some(held, 200).map(({ text }, at) =>
    Said.parse({ text, person: `held${at}`, visibility: 'public' }),
  )
  print([...day, ...(await answerAll(others, 'held')), ...ours], Number(values.print))
}
process.exit(report.end(more))
