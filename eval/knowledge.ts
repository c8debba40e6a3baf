import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { type Found, searchPassages } from '../src/knowledge/search.ts'
import { takeDocument } from '../src/knowledge/take.ts'
import type { Db } from '../src/store/db.ts'
import { openTestDatabase, seedAccount } from '../test/support/database.ts'
import { manyPassages } from './support/many-passages.ts'
import { heading, line, makeReport, percent, short } from './support/report.ts'
import { wilson } from './support/wilson.ts'

// `npm run eval:knowledge`: how often the right passage of the sample brand is among the first three, and how fast, alone and
// among 100,000 passages of other matters.

const { values } = parseArgs({ options: { passages: { type: 'string', default: '100000' } } })
const at = new Date('2026-11-22T03:00:00Z')
const goal = 0.95
const goalMs = 10

interface Asked {
  id: string
  lang: 'ko' | 'en'
  q: string
  file: string
  section: string
  also?: { file: string; section: string }[]
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const linesOf = <T>(file: string): T[] =>
  readFileSync(folder(`../test/data/knowledge/${file}`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((one) => JSON.parse(one) as T)
const questions = linesOf<Asked>('questions.jsonl')
const unknown = linesOf<{ q: string }>('unknown.jsonl')
const report = makeReport()
const more: Record<string, number> = {}

const { db, close } = await openTestDatabase()
const { brandId } = await seedAccount(db)
const sample = folder('../prompts/knowledge/sample')
for (const name of readdirSync(sample))
  await takeDocument(db, { brandId, name, bytes: readFileSync(`${sample}/${name}`), addedBy: 'eval' })
await measure('the sample brand', '', db)

const count = Number(values.passages)
if (count > 0) {
  const started = performance.now()
  await addMany(count)
  more['seconds to add'] = (performance.now() - started) / 1000
  const { rows } = await sql<{ size: string; terms: string }>`select
    pg_total_relation_size('passage_terms') + pg_total_relation_size('passages') as size,
    (select count(*) from passage_terms) as terms`.execute(db)
  more['MB on disk'] = Number(rows[0]?.size) / 1e6
  more['terms of passages'] = Number(rows[0]?.terms)
  console.log(
    `\n${count} passages more: ${more['seconds to add'].toFixed(0)} s, ${more['MB on disk'].toFixed(0)} MB`,
  )
  await measure(`the sample brand among ${count}`, `, among ${count}`, db)
}
await close()
process.exit(report.end(more))

async function measure(title: string, among: string, from: Db): Promise<void> {
  const times: number[] = []
  const ask = async (question: string): Promise<Found[]> => {
    const started = performance.now()
    const found = await searchPassages(from, { brandId, question, most: 10, at })
    times.push(performance.now() - started)
    return found
  }
  for (const { q } of unknown) await ask(q)
  times.length = 0
  const places: { lang: 'ko' | 'en'; place: number }[] = []
  for (const one of questions) places.push({ lang: one.lang, place: placeOf(one, await ask(one.q)) })
  heading(title, ['questions', 'first', 'first 3', '95% interval', 'first 10'])
  for (const lang of ['ko', 'en'] as const) {
    const all = places.filter((one) => one.lang === lang)
    const within = (most: number) => all.filter(({ place }) => place > 0 && place <= most).length
    const interval = wilson(within(3), all.length)
    const share = within(3) / all.length
    line(lang, [
      String(all.length),
      percent(within(1) / all.length),
      percent(share),
      interval.map(percent).join('–'),
      percent(within(10) / all.length),
    ])
    report.add({ what: `${lang} in the first 3${among}`, value: share, interval, goal, better: 'more' })
    more[`${lang} first${among}`] = within(1) / all.length
  }
  times.sort((a, b) => a - b)
  const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
  console.log(`  p50 ${short(quantile(0.5))} ms, p95 ${short(quantile(0.95))} ms`)
  report.add({ what: `p50 ms${among}`, value: quantile(0.5), goal: goalMs, better: 'less' })
  more[`p95 ms${among}`] = quantile(0.95)
}

function placeOf(asked: Asked, found: readonly Found[]): number {
  const right = [{ file: asked.file, section: asked.section }, ...(asked.also ?? [])]
  return (
    found.findIndex(({ document, heading: name }) =>
      right.some(({ file, section }) => file === document.name && section.trim() === name),
    ) + 1
  )
}

/** As CSV, which is how such a brand would give them. */
async function addMany(passages: number): Promise<void> {
  const perDocument = 1_000
  let rows: string[] = []
  let made = 0
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const flush = async () => {
    const bytes = new TextEncoder().encode(`question,answer,lang\n${rows.join('\n')}\n`)
    await takeDocument(db, { brandId, name: `goods-${made}.csv`, bytes, addedBy: 'eval' })
    rows = []
  }
  for (const { heading: name, text, language } of manyPassages(passages, 1)) {
    rows.push(`${quoted(name)},${quoted(text)},${language}`)
    made += 1
    if (rows.length === perDocument) await flush()
  }
  if (rows.length > 0) await flush()
  await sql`vacuum analyze passage_terms`.execute(db)
  await sql`vacuum analyze passages`.execute(db)
  await sql`vacuum analyze term_counts`.execute(db)
}
