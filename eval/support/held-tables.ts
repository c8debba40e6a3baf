import type { Example } from '../../src/writer/triage/learn/example.ts'
import { calibrationError, interval, macroF1 } from '../../src/writer/triage/learn/figures.ts'
import { randomBy } from '../../src/writer/triage/learn/svm.ts'
import { intentPairs, type Judged, judge, type Row, readAll, shareAt, summary } from './reading.ts'
import { heading, line, percent, short } from './report.ts'
import { languages, readTests } from './sets.ts'
import { inLanguage, intentCells, intentColumns, type Subject } from './subject.ts'

export function heldTables({ triage, held, report }: Subject): Map<'ko' | 'en', Row[]> {
  const rows = new Map(languages.map((lang) => [lang, readAll(triage, inLanguage(held, lang))]))
  heading('held messages, main intent', intentColumns)
  for (const [lang, all] of rows) {
    for (const place of ['all', 'app', 'post', 'comment', 'direct']) {
      const some = all.filter(({ example }) => place === 'all' || example.place === place)
      const pairs = intentPairs(some)
      line(`${lang} ${place}`, intentCells(pairs))
    }
    const pairs = intentPairs(all)
    report.add({
      what: `${lang} held, intent macro-F1`,
      value: macroF1(pairs),
      interval: interval(pairs, macroF1),
      goal: lang === 'ko' ? 0.77 : 0.78,
      better: 'more',
    })
  }
  return rows
}

/** How far two readers of the same messages agree, who did not see each other's labels. */
export function agreement({ held }: Subject): void {
  const second = readTests('second').flatMap((one) => one.examples)
  const bySecond = new Map(second.map((one) => [one.text, one]))
  const asked: [what: string, of: (one: Example) => unknown][] = [
    ['main intent', (one) => one.intent[0]],
    ['needs a reply', (one) => one.reply],
    ['feeling', (one) => one.feeling],
    ['urgency', (one) => one.urgency],
    ['said to the brand', (one) => one.toward],
    ['any risk', (one) => one.risks.length > 0],
    ['wants a person', (one) => one.person],
    ['speech level', (one) => one.level],
  ]
  heading('two readers of the held messages', ['agree', "Cohen's kappa", 'messages'])
  for (const lang of languages) {
    const both = inLanguage(held, lang).flatMap((one) => {
      const other = bySecond.get(one.text)
      return other ? [[one, other] as const] : []
    })
    for (const [what, pick] of asked) {
      if (both.length === 0 || (what === 'speech level' && lang === 'en')) continue
      const pairs = both.map(([a, b]) => [String(pick(a)), String(pick(b))] as const)
      const same = pairs.filter(([a, b]) => a === b).length / pairs.length
      const names = new Set(pairs.flat())
      const share = (name: string, at: 0 | 1) =>
        pairs.filter((pair) => pair[at] === name).length / pairs.length
      const chance = [...names].reduce((sum, name) => sum + share(name, 0) * share(name, 1), 0)
      const kappa = chance === 1 ? 1 : (same - chance) / (1 - chance)
      line(`${lang} ${what}`, [percent(same), short(kappa), String(pairs.length)])
    }
  }
}

export function decisionTables({ report }: Subject, rows: Map<'ko' | 'en', Row[]>): void {
  for (const [lang, all] of rows) {
    heading(`${lang} held, every decision`, [
      'cases',
      'recall',
      'precision',
      'macro-F1',
      'calibration',
      'if perfect',
      'at 95% right',
    ])
    for (const [what, judged] of judge(all)) {
      const { cases, recall, precision, macroF1: macro, calibrationError: error } = summary(judged)
      const yes = judged.every(({ truth }) => truth === 'true' || truth === 'false')
      line(what, [
        ...(yes ? [String(cases), percent(recall), percent(precision)] : [String(judged.length), '', '']),
        ...[percent(macro), short(error), short(perfectError(judged))],
        percent(shareAt(judged, 0.95).share),
      ])
      if (what === 'needs a reply') {
        report.add({ what: `${lang} held, needs a reply, recall`, value: recall, goal: 0.98, better: 'more' })
        report.add({
          what: `${lang} held, needs a reply, precision`,
          value: precision,
          goal: 0.8,
          better: 'more',
        })
      }
      if (what === 'speech level') {
        const told = judged.filter(({ truth }) => truth !== 'none')
        const right = told.filter(({ truth, said }) => truth === said).length / told.length
        report.add({ what: 'ko held, speech level', value: right, goal: 0.95, better: 'more' })
      }
    }
    const right = all.filter(
      ({ example, reading }) => example.lang === reading.language || !/\p{L}/u.test(example.text),
    )
    report.add({
      what: `${lang} held, language`,
      value: right.length / all.length,
      goal: 0.99,
      better: 'more',
    })
  }
}

/** How sure it is against how right, over both languages: half as many messages would mostly measure chance. */
export function calibrationTable({ report }: Subject, rows: Map<'ko' | 'en', Row[]>): void {
  heading('held, both languages: calibration', ['error', 'if perfect', 'promised', 'kept', 'messages'])
  for (const [what, judged] of judge([...rows.values()].flat())) {
    const { calibrationError: error } = summary(judged)
    const share = (pick: (one: Judged) => number) =>
      judged.reduce((sum, one) => sum + pick(one), 0) / judged.length
    const kept = share(({ truth, said }) => (truth === said ? 1 : 0))
    line(what, [
      ...[short(error), short(perfectError(judged)), percent(share(({ confidence }) => confidence))],
      ...[percent(kept), String(judged.length)],
    ])
    report.add({ what: `held, calibration of ${what}`, value: error, goal: 0.03, better: 'less' })
  }
}

/**
 * What the same number of messages would show for a reader that is as sure as it should be, by drawing what is right as often as
 * was promised: few messages never fit their promises exactly.
 */
function perfectError(judged: readonly Judged[]): number {
  const random = randomBy(1)
  const drawn = Array.from({ length: 200 }, () =>
    calibrationError(judged.map(({ confidence }) => ({ confidence, right: random() < confidence }))),
  )
  return drawn.sort((a, b) => a - b)[100] ?? 0
}

export function riskTables({ triage, report, more }: Subject): void {
  const all = readAll(
    triage,
    readTests('risks').flatMap((one) => one.examples),
  )
  heading('risks and the wish for a person', ['cases', 'recall', 'precision'])
  for (const lang of languages) {
    const judged = judge(all.filter(({ example }) => example.lang === lang))
    for (const what of ['any risk', 'wants a person']) {
      const { cases, recall, precision } = summary(judged.get(what) ?? [])
      line(`${lang} ${what}`, [String(cases), percent(recall), percent(precision)])
      report.add({
        what: `${lang} ${what}, recall`,
        value: recall,
        goal: what === 'any risk' ? 0.97 : 0.98,
        better: 'more',
      })
      more[`${lang} ${what}, precision`] = precision
    }
  }
}

export function hardTables({ triage, report }: Subject): void {
  heading('hard sets, main intent', intentColumns)
  for (const { file: name, examples: some } of readTests('hard')) {
    const pairs = intentPairs(readAll(triage, some))
    line(name.replace('.jsonl', ''), intentCells(pairs))
    report.add({
      what: `hard: ${name.replace('.jsonl', '')}`,
      value: macroF1(pairs),
      interval: interval(pairs, macroF1),
      goal: 0.75,
      better: 'more',
    })
  }
}
