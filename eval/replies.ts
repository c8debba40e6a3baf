import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig, readEnvironment } from '../src/config.ts'
import { countText } from '../src/core/limits.ts'
import { makeLook } from '../src/core/look.ts'
import { Policy } from '../src/core/policy.ts'
import { nothingKnown } from '../src/flow/background.ts'
import { compose, type Matter } from '../src/flow/compose.ts'
import { searchPassages } from '../src/knowledge/search.ts'
import { takeDocument } from '../src/knowledge/take.ts'
import { shippedPrompts } from '../src/live-prompts.ts'
import { makeShippedGuard } from '../src/make-guard.ts'
import { shippedWeights } from '../src/make-reader.ts'
import { makeLlmWriter } from '../src/writer/llm-writer.ts'
import { makeLocalReader } from '../src/writer/local-reader.ts'
import { makeModel } from '../src/writer/model.ts'
import { loadPhrases } from '../src/writer/phrases.ts'
import { makePlainWriter } from '../src/writer/plain-writer.ts'
import { loadPrompts, type PromptSet } from '../src/writer/prompt-file.ts'
import { alone } from '../src/writer/rules.ts'
import { makeTriage } from '../src/writer/triage/triage.ts'
import { unpackWeights } from '../src/writer/triage/weights.ts'
import type { Writer } from '../src/writer/writer.ts'
import { openTestDatabase, seedAccount } from '../test/support/database.ts'
import { startReplyModel } from './support/reply-model.ts'
import { cell, columns, figuresOf, type Played, type Run, signed, toHtml } from './support/reply-report.ts'
import { heading, line, makeReport } from './support/report.ts'

// `npm run eval`: the same cases for whoever writes, the phrases or a model, with what is found in the replies, what they rest on,
// what they cost and how long they took, for each prompt version. What a message needs is given, so that only the writing counts.

const look = makeLook(makeShippedGuard())

const { values } = parseArgs({
  options: {
    model: { type: 'boolean', default: false },
    mock: { type: 'boolean', default: false },
    against: { type: 'string' },
    // Held questions about the sample brand, answered from what the search finds.
    questions: { type: 'string', default: '40' },
  },
})

const Case = z.object({
  id: z.string(),
  lang: z.enum(['ko', 'en']),
  kind: z.enum(['complaint', 'question', 'chatter']),
  visibility: z.enum(['public', 'direct']),
  text: z.string(),
  passages: z.array(
    z.object({
      ...{ id: z.string(), heading: z.string(), text: z.string() },
      validity: z.enum(['valid', 'expired', 'future']),
    }),
  ),
  /** Codes that the guard may not find. */
  mustNot: z.array(z.string()),
  /** True: the passages answer it. False: they do not, and the reply has to say so. */
  needsCite: z.boolean().optional(),
})
type Case = z.infer<typeof Case>

const at = new Date('2026-11-22T03:00:00Z')
const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const linesOf = (file: string): unknown[] =>
  readFileSync(folder(`../test/data/${file}`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((one) => JSON.parse(one) as unknown)

/** Questions as customers ask them, each with what the search finds in the sample brand's documents. */
async function heldQuestions(count: number): Promise<Case[]> {
  if (count === 0) return []
  const asked = z
    .array(z.object({ id: z.string(), lang: z.enum(['ko', 'en']), q: z.string() }))
    .parse(linesOf('knowledge/questions.jsonl'))
  const chosen = asked.filter((_, place) => place % Math.ceil(asked.length / count) === 0)
  const { db, close } = await openTestDatabase()
  try {
    const { brandId } = await seedAccount(db)
    const sample = folder('../prompts/knowledge/sample')
    for (const name of readdirSync(sample))
      await takeDocument(db, { brandId, name, bytes: readFileSync(`${sample}/${name}`), addedBy: 'eval' })
    const cases: Case[] = []
    for (const { id, lang, q } of chosen) {
      const found = await searchPassages(db, { brandId, question: q, language: lang, most: 3, at })
      const passages = found.map(({ id, heading, text, validity }) => ({ id, heading, text, validity }))
      cases.push({
        ...{ id: `held-${id}`, lang, kind: 'question', visibility: 'direct', text: q, passages },
        mustNot: ['language', 'level', 'promise', 'claims-human', 'prompt-leak'],
      })
    }
    return cases
  } finally {
    await close()
  }
}

interface Subject {
  writer: Writer
  name: string
  prompts: PromptSet | null
  close(): Promise<void>
}

async function openSubject(): Promise<Subject> {
  const words = folder('../prompts/plain')
  const phrases = { ko: loadPhrases(words, 'ko'), en: loadPhrases(words, 'en') }
  const plain = makePlainWriter({ phrases, read: async (request) => local(request) })
  if (!values.model && !values.mock)
    return { writer: plain, name: 'the phrases', prompts: null, close: async () => {} }
  const mock = values.mock ? await startReplyModel() : null
  const env = mock ? { OPENAI_BASE_URL: mock.url, DAJEONG_MODEL: 'mock' } : readEnvironment()
  const { model, atOnce } = readConfig(env)
  if (!model)
    throw new Error('No model is configured: set OPENAI_BASE_URL and DAJEONG_MODEL, or give --mock.')
  const prompts = await loadPrompts(shippedPrompts())
  const writer = makeLlmWriter({
    model: await makeModel({
      ...{ url: model.baseUrl, key: model.apiKey, name: model.name, deadlineMs: model.timeoutMs },
      ...{ priceIn: model.priceIn, priceOut: model.priceOut, retries: 2, atOnce, jsonMode: true },
    }),
    ...{ plain, read: async (request) => local(request), prompts: async () => prompts },
    ...{ keep: async () => {}, leftToday: () => null },
  })
  return { writer, name: `the model ${model.name}`, prompts, close: async () => mock?.close() }
}

const local = makeLocalReader({ triage: makeTriage(unpackWeights(readFileSync(shippedWeights))) })
const policy = Policy.parse({})
const limits = { max: 500, unit: 'graphemes' } as const

async function play(one: Case, { writer, prompts }: Subject): Promise<Played> {
  const read = local({ ...alone(one.text, one.visibility), brandName: '다정텔레콤' }).classification
  const given = { intent: one.kind, language: one.lang, needsReply: true, wantsPerson: false, risks: [] }
  const matter: Matter = {
    ...{ id: one.id, texts: [one.text], turns: [], person: { name: '', handle: '' }, alreadySent: [] },
    ...{
      classification: { ...read, ...given },
      visibility: one.visibility,
      mode: 'send',
      policy,
      limits,
      at,
    },
    ...{ brand: { id: '', name: '다정텔레콤' }, conversation: { publicTurnsSent: 0, withPerson: false } },
  }
  const started = performance.now()
  const composed = await compose(
    matter,
    { ...nothingKnown, passages: one.passages },
    { writer, look },
    new AbortController().signal,
  )
  const ms = performance.now() - started
  const { tokensIn, tokensOut, costMicros } = composed.spent
  const cost = { tokens: tokensIn + tokensOut, costMicros, ms }
  const about = { id: one.id, kind: one.kind, lang: one.lang, text: one.text }
  if (composed.written === null)
    return {
      ...{ ...about, ...cost, by: 'nothing', reply: null, findings: [], cites: [] },
      ...{ faults: [`no reply: ${composed.why}`], fellBack: null, length: 0 },
    }
  const { written, findings } = composed
  const { prompt, phrases, version } = written.madeFrom as Record<string, string | undefined>
  const promptVersion = Object.values(prompts ?? {}).find(({ name }) => name === prompt)?.version
  return {
    ...{ ...about, ...cost, findings, cites: written.cites, fellBack: written.fellBack },
    by: prompt ? `${prompt} ${promptVersion?.slice(0, 8)}` : `phrases ${phrases} ${version?.slice(0, 8)}`,
    reply: written.text,
    faults: faultsOf(one, findings, written.language),
    length: countText(written.text, limits),
  }
}

function faultsOf(one: Case, findings: Played['findings'], language: string): string[] {
  const codes = findings.map(({ code }) => code)
  const open = codes.includes('not-known')
  return [
    ...one.mustNot.filter((code) => codes.includes(code)).map((code) => `has ${code}`),
    ...(language === one.lang ? [] : [`is in ${language}`]),
    ...(one.needsCite === true && open ? ['does not answer'] : []),
    ...(one.needsCite === false && !open ? ['answers what it cannot know'] : []),
  ]
}

const against = values.against ? (JSON.parse(readFileSync(values.against, 'utf8')) as Run) : null
const cases = [
  ...z.array(Case).parse(linesOf('replies/cases.jsonl')),
  ...(await heldQuestions(Number(values.questions))),
]
const subject = await openSubject()
const played: Played[] = []
for (const one of cases) played.push(await play(one, subject))
await subject.close()

const note = values.mock ? 'Against the mock: figures say nothing about a model.' : null
const run: Run = {
  ...{ at: new Date().toISOString(), writer: subject.name, note },
  ...{ figures: figuresOf(played), cases: played },
}
if (note) console.log(note)
heading(
  `${cases.length} cases by ${subject.name}`,
  columns.map(([, title]) => title),
)
for (const one of run.figures)
  line(
    one.by,
    columns.map(([key]) => cell(one[key])),
  )
if (against) {
  heading(
    `difference to ${against.at}, ${against.writer}`,
    columns.map(([, title]) => title),
  )
  for (const one of run.figures) {
    // A changed prompt has another version; it is compared with the one that had its place.
    const place = one.by.replace(/ [0-9a-f]{8}$/, '')
    const old = against.figures.find(({ by }) => by.replace(/ [0-9a-f]{8}$/, '') === place)
    if (old)
      line(
        one.by,
        columns.map(([key]) => signed(one[key] - old[key])),
      )
  }
}
const output = folder('../bench/output/replies')
mkdirSync(output, { recursive: true })
const file = `${output}/${run.at.replace(/[:.]/g, '-')}`
writeFileSync(`${file}.json`, JSON.stringify(run, null, 1))
writeFileSync(`${file}.html`, toHtml(run, against))
console.log(`\nwritten to ${file}.json and .html`)

const report = makeReport()
const all = run.figures[0]
const byPhrases = values.model || values.mock ? 'replies that block' : 'phrases that block'
report.add({ what: 'cases', value: cases.length, goal: 120, better: 'more' })
report.add({ what: byPhrases, value: all?.blocking ?? 0, goal: 0, better: 'less' })
const { by: _, cases: __, ...rest } = all ?? { by: '', cases: 0 }
process.exit(report.end(rest))
