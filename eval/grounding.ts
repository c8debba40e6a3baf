import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { ground } from '../src/core/ground.ts'
import { readDocument } from '../src/knowledge/read-document.ts'
import { splitDocument } from '../src/knowledge/split.ts'
import { heading, line, makeReport, percent } from './support/report.ts'

/**
 * How well `core/ground.ts` tells what the sample brand's documents hold from what they do not.
 * `node eval/grounding.ts [--documents FOLDER] [--misses]`: `--misses` lists what was judged wrongly in the half that the
 * patterns and lines were made on, never in the half that is judged.
 */
interface Sentence {
  id: string
  lang: 'ko' | 'en'
  sentence: string
  file: string | null
  sections: string[]
  also?: { file: string; section: string }[]
  thread?: string[]
  supported: boolean
  kind: string
  /** Written after the others: to make patterns on and never judged on, or only to judge what was made. */
  part?: 'tune' | 'later'
}

type Cited = Parameters<typeof ground>[1]['passages'][number] & { file: string }

const option = (name: string) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
const folder = option('--documents') ?? 'prompts/knowledge/sample'
if (!existsSync(folder)) {
  console.error(`There are no documents in ${folder}: name their folder with --documents FOLDER.`)
  process.exit(2)
}
// The day on which the sample brand's documents are read as valid, expired or to come.
const today = '2026-11-22'

const sentences = readFileSync('test/data/grounding/sentences.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((row) => JSON.parse(row) as Sentence)
const documents = new Map<string, Cited[]>()

async function passagesOf(file: string): Promise<Cited[]> {
  const known = documents.get(file)
  if (known) return known
  const document = await readDocument(file, readFileSync(`${folder}/${file}`))
  const read = splitDocument(file, document).map(({ id, heading, text, validFrom, validUntil }): Cited => {
    const validity =
      validUntil && validUntil < today ? 'expired' : validFrom && validFrom > today ? 'future' : 'valid'
    return { id, heading, text, file, validity }
  })
  documents.set(file, read)
  return read
}

function bucket(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

/** What a sentence cites. Talk cites what happens to be there, as in a real reply, whose passages are for all of it. */
async function citedBy(one: Sentence, whole: boolean): Promise<Cited[]> {
  if (one.file === null) {
    const all = await passagesOf(one.lang === 'ko' ? 'faq-ko.csv' : 'faq-en.csv')
    const valid = all.filter(({ validity }) => validity === 'valid')
    return [0, 5, 9].flatMap((step) => valid[(bucket(one.id) + step) % valid.length] ?? [])
  }
  const asked = [...one.sections.map((section) => ({ file: one.file ?? '', section })), ...(one.also ?? [])]
  const found: Cited[] = []
  for (const { file, section } of asked) {
    const here = (await passagesOf(file)).filter(({ heading }) => whole || heading === section)
    if (here.length === 0) throw new Error(`${one.id}: ${file} has no section "${section}".`)
    found.push(...here.filter((passage) => !found.includes(passage)))
  }
  return found
}

interface Outcome {
  one: Sentence
  codes: string[]
  missing: string[]
}

async function judge(list: readonly Sentence[], whole = false): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of list) {
    const passages = await citedBy(one, whole)
    const { findings, groundings } = ground(one.sentence, { passages, thread: one.thread ?? [] })
    outcomes.push({
      one,
      codes: findings.map(({ code }) => code),
      missing: groundings.flatMap(({ missing }) => missing),
    })
  }
  return outcomes
}

/** Wilson's interval of a share, 95% (Wilson 1927). */
function wilson(hits: number, of: number): [number, number] {
  if (of === 0) return [0, 1]
  const z = 1.96
  const share = hits / of
  const centre = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return [(centre - spread) / (1 + (z * z) / of), (centre + spread) / (1 + (z * z) / of)]
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

const isTune = ({ sentence, part }: Sentence) =>
  part === 'tune' || (part === undefined && bucket(sentence) % 2 === 0)
const tune = sentences.filter(isTune)
const later = sentences.filter(({ part }) => part === 'later')
const held = sentences.filter((one) => !isTune(one) && one.part !== 'later')
const judged = { tune: await judge(tune), held: await judge(held), later: await judge(later) }

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
for (const [what, which, flagged, goal] of figures) {
  const { hits, of, value } = count(judged.held, which, flagged)
  report.add({ what: `${what}, held`, value, interval: wilson(hits, of), goal, better: 'more' })
}

heading('by kind', ['tune', 'held'])
for (const kind of [
  ...new Set(sentences.map(({ kind, supported }) => `${supported ? '+' : '-'}${kind}`)),
].sort()) {
  const which = (one: Sentence) => `${one.supported ? '+' : '-'}${one.kind}` === kind
  const flagged = kind.startsWith('-')
  line(kind, [cell(count(judged.tune, which, flagged)), cell(count(judged.held, which, flagged))])
}

const expired = judged.held.filter(({ one }) => one.kind === 'expired-value')
const blocked = expired.filter(({ codes }) => codes.includes('expired-source')).length
const whole = await judge(
  held.filter((one) => !isTalk(one)),
  true,
)
const began = performance.now()
await judge(held)
const each = (performance.now() - began) / held.length
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
