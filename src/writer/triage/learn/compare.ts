import { Intent } from '../../../core/intent.ts'
import type { Triage } from '../triage.ts'
import type { Example } from './example.ts'
import { f1, interval } from './figures.ts'

/** How one class is read by two classifiers on the same messages. */
export interface Compared {
  language: 'ko' | 'en'
  /** `complaint`, …, or `needs a reply`, `wants a person`, `any risk`. */
  what: string
  cases: number
  /** F1 of each. */
  before: number
  after: number
  /** Half the width of the 95% interval of the difference, by the paired bootstrap: less than this is chance. */
  noise: number
  worse: boolean
}

const yesNo: [what: string, truth: (one: Example) => boolean, said: (one: ReturnType<Triage>) => boolean][] =
  [
    ['needs a reply', (one) => one.reply, (one) => one.needsReply.value],
    ['wants a person', (one) => one.person, (one) => one.wantsPerson.value],
    ['any risk', (one) => one.risks.length > 0, (one) => one.risks.length > 0],
  ]

/** Compares class by class on messages that neither was trained on. A class is worse when it lost more than its noise. */
export function compare(before: Triage, after: Triage, held: readonly Example[]): Compared[] {
  return (['ko', 'en'] as const).flatMap((language) => {
    const rows = held
      .filter(({ lang }) => lang === language)
      .map((example) => ({ example, before: before(example.text), after: after(example.text) }))
    const intents = Intent.options.map((name) =>
      comparedOf(
        language,
        name,
        rows.map((row) => ({
          truth: row.example.intent[0] === name,
          before: row.before.intent[0]?.value === name,
          after: row.after.intent[0]?.value === name,
        })),
      ),
    )
    const others = yesNo.map(([what, truth, said]) =>
      comparedOf(
        language,
        what,
        rows.map((row) => ({ truth: truth(row.example), before: said(row.before), after: said(row.after) })),
      ),
    )
    return [...intents, ...others].filter(({ cases }) => cases > 0)
  })
}

interface Judgement {
  truth: boolean
  before: boolean
  after: boolean
}

function comparedOf(language: 'ko' | 'en', what: string, rows: readonly Judgement[]): Compared {
  const figure = (which: 'before' | 'after') => (some: readonly Judgement[]) => {
    const count = (truth: boolean, said: boolean) =>
      some.filter((row) => row.truth === truth && row[which] === said).length
    return f1({ tp: count(true, true), fp: count(false, true), fn: count(true, false) })
  }
  const difference = (some: readonly Judgement[]) => figure('after')(some) - figure('before')(some)
  const [low, high] = interval(rows, difference)
  const noise = (high - low) / 2
  return {
    ...{ language, what, cases: rows.filter(({ truth }) => truth).length },
    ...{ before: figure('before')(rows), after: figure('after')(rows), noise },
    worse: difference(rows) < -noise - 1e-12,
  }
}
