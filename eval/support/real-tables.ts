import { macroF1 } from '../../src/writer/triage/learn/figures.ts'
import { intentPairs, type Row } from './reading.ts'
import { groupOf, readInFolds } from './real.ts'
import { heading, line } from './report.ts'
import { languages } from './sets.ts'
import { intentCells, intentColumns, type Subject } from './subject.ts'

/** Real messages, each read by a classifier that has not learned it. */
export function realTables({ files, sources, more }: Subject): Map<'ko' | 'en', Row[]> {
  const read = new Map<'ko' | 'en', Row[]>()
  if (sources.labelled.length === 0) {
    console.log('\nreal messages: not measured, because no --sources were given')
    return read
  }
  heading('real messages, main intent, five parts', intentColumns)
  const groups = new Map(sources.labelled.map(({ source, example }) => [example.text, groupOf(source)]))
  for (const lang of languages) {
    const rows = readInFolds(files, sources, lang)
    if (rows.length === 0) continue
    read.set(lang, rows)
    for (const group of ['all', ...new Set(rows.map(({ example }) => groups.get(example.text) ?? ''))]) {
      const pairs = intentPairs(
        rows.filter(({ example }) => group === 'all' || groups.get(example.text) === group),
      )
      line(`${lang} ${group}`, intentCells(pairs))
    }
    more[`${lang} real, macro-F1`] = macroF1(intentPairs(rows))
  }
  return read
}
