import { macroF1 } from '../../src/writer/triage/learn/figures.ts'
import { countYes, intentPairs, judge, type Row, readAll } from './reading.ts'
import { heading, line, percent } from './report.ts'
import { languages } from './sets.ts'
import { intentCells, intentColumns, type Subject } from './subject.ts'
import { halves, readUnseen } from './unseen.ts'

// docs/triage.md, "Real messages that taught nothing".
const goals = { ko: 0.77, en: 0.78 }

/** Real messages to brands of which no classifier has learned, read by the shipped weights. */
export function unseenTables({ triage, folders, report }: Subject): Map<'ko' | 'en', Row[]> {
  const read = new Map<'ko' | 'en', Row[]>()
  const parts: { name: string; rows: Row[] }[] = []
  for (const lang of languages) {
    const rows = halves.map((half) => readAll(triage, readUnseen(folders, lang, half)))
    const all = rows.flat()
    if (all.length === 0) continue
    read.set(lang, all)
    parts.push({ name: `${lang} all`, rows: all })
    halves.forEach((half, k) => {
      parts.push({ name: `${lang} ${half}`, rows: rows[k] ?? [] })
    })
  }
  if (read.size === 0) {
    console.log('\nreal messages that taught nothing: not measured, because no --sources has them')
    return read
  }
  heading('real messages that taught nothing, main intent', intentColumns)
  for (const { name, rows } of parts) line(name, intentCells(intentPairs(rows)))
  for (const [lang, rows] of read)
    report.add({
      what: `${lang} real that taught nothing, macro-F1`,
      value: macroF1(intentPairs(rows)),
      goal: goals[lang],
      better: 'more',
    })
  heading('and whether somebody waits for an answer', ['recall', 'precision'])
  for (const [lang, rows] of read) {
    const { tp, fp, fn } = countYes(judge(rows).get('needs a reply') ?? [])
    line(lang, [percent(tp / (tp + fn)), percent(tp / (tp + fp))])
  }
  return read
}
