import { type Judged, judge, type Row, shareAt } from './reading.ts'
import { heading, line, percent, short } from './report.ts'
import type { Subject } from './subject.ts'

/** How much is decided here, and what the rest would cost. */
export function cascadeTables({ report, more }: Subject, rows: Map<'ko' | 'en', Row[]>, name: string): void {
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
