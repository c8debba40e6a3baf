import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { type Found, searchPassages } from '../src/knowledge/search.ts'
import { takeDocument } from '../src/knowledge/take.ts'
import type { Db } from '../src/store/db.ts'
import { quoteFor } from '../src/writer/quote.ts'
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
// As many passages as a writer gets (flow/background.ts), and the room of a short public reply.
const given = 3
const room = 300

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
// Written later, to choose by only: a weight that is right for half of the others may be so by chance.
const choosing = linesOf<Asked>('tune.jsonl')
const unknown = linesOf<{ q: string }>('unknown.jsonl')
// Weights are chosen on one half; questions of the other are judged and never looked at.
const isTune = ({ q }: { q: string }) => createHash('sha256').update(q).digest().readUInt32BE(0) % 2 === 0
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
  const asUnknown: { one: { q: string }; found: Found[] }[] = []
  for (const one of unknown) asUnknown.push({ one, found: await ask(one.q) })
  const chosenBy: { lang: 'ko' | 'en'; place: number }[] = []
  for (const one of choosing) chosenBy.push({ lang: one.lang, place: placeOf(one, await ask(one.q)) })
  times.length = 0
  const asked: { one: Asked; found: Found[] }[] = []
  for (const one of questions) asked.push({ one, found: await ask(one.q) })
  const places = asked.map(({ one, found }) => ({
    lang: one.lang,
    tune: isTune(one),
    place: placeOf(one, found),
  }))
  heading(title, ['questions', 'first', 'first 3', '95% interval', 'first 10'])
  for (const lang of ['ko', 'en'] as const) {
    const all = places.filter((one) => one.lang === lang)
    const within = (most: number) => all.filter(({ place }) => place > 0 && place <= most).length
    const interval = wilson(within(3), all.length)
    const hits = within(3) / all.length
    line(lang, [
      String(all.length),
      percent(within(1) / all.length),
      percent(hits),
      interval.map(percent).join('–'),
      percent(within(10) / all.length),
    ])
    report.add({ what: `${lang} in the first 3${among}`, value: hits, interval, goal, better: 'more' })
    for (const half of ['tune', 'held'] as const) {
      const those = all.filter(({ tune }) => tune === (half === 'tune'))
      const good = those.filter(({ place }) => place > 0 && place <= 3).length
      line(`  ${half}`, [
        String(those.length),
        '',
        percent(good / those.length),
        wilson(good, those.length).map(percent).join('–'),
      ])
      more[`${lang} in the first 3, ${half}${among}`] = good / those.length
    }
    const others = chosenBy.filter((one) => one.lang === lang)
    const hit = others.filter(({ place }) => place > 0 && place <= 3).length
    line('  to choose by', [String(others.length), '', percent(hit / others.length)])
    more[`${lang} in the first 3, to choose by${among}`] = hit / others.length
    more[`${lang} first${among}`] = within(1) / all.length
  }
  heading('what phrases quote', ['known: right', 'known: any', 'unknown: any'])
  for (const half of ['tune', 'held'] as const) {
    const inHalf = ({ one }: { one: { q: string } }) => isTune(one) === (half === 'tune')
    const known = asked.filter(inHalf).map(({ one, found }) => ({ one, quoted: quotedFrom(one.q, found) }))
    const right = share(known, ({ one, quoted }) => quoted !== null && placeOf(one, [quoted]) > 0)
    const any = share(known, ({ quoted }) => quoted !== null)
    const other = share(asUnknown.filter(inHalf), ({ one, found }) => quotedFrom(one.q, found) !== null)
    line(half, [percent(right), percent(any), percent(other)])
    more[`known quoted right, ${half}${among}`] = right
    more[`known quoted, ${half}${among}`] = any
    more[`unknown quoted, ${half}${among}`] = other
  }
  times.sort((a, b) => a - b)
  const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
  console.log(`  p50 ${short(quantile(0.5))} ms, p95 ${short(quantile(0.95))} ms`)
  report.add({ what: `p50 ms${among}`, value: quantile(0.5), goal: goalMs, better: 'less' })
  more[`p95 ms${among}`] = quantile(0.95)
}

/** The passage that phrases would quote in answer to a question. */
function quotedFrom(question: string, found: readonly Found[]): Found | null {
  const quote = quoteFor(question, found.slice(0, given), room)
  return found.find(({ id }) => id === quote?.passage) ?? null
}

function share<T>(list: readonly T[], which: (one: T) => boolean): number {
  return list.filter(which).length / list.length
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
