import type { LocalReader } from '../../src/writer/local-reader.ts'
import type { Example } from '../../src/writer/triage/learn/example.ts'
import { interval, macroF1 } from '../../src/writer/triage/learn/figures.ts'
import type { lessonsOf } from '../../src/writer/triage/learn/lessons.ts'
import type { Sources } from '../../src/writer/triage/learn/sources.ts'
import type { Triage } from '../../src/writer/triage/triage.ts'
import type { Pair } from './reading.ts'
import { type makeReport, percent } from './report.ts'

/** What is measured, on what, and where its figures go. */
export interface Subject {
  triage: Triage
  read: LocalReader
  /** Our own examples, by file. */
  files: Parameters<typeof lessonsOf>[0]
  sources: Sources
  folders: readonly string[]
  held: readonly Example[]
  report: ReturnType<typeof makeReport>
  /** Figures without a goal, for the last line. */
  more: Record<string, number>
}

export const inLanguage = <T extends { lang: 'ko' | 'en' }>(list: readonly T[], lang: 'ko' | 'en') =>
  list.filter((one) => one.lang === lang)

/** How many messages, macro-F1, its 95% interval, and how many of each intent were found. */
export function intentCells(pairs: readonly Pair[]): string[] {
  const [low, high] = interval(pairs, macroF1)
  const found = ['complaint', 'question', 'chatter'].map((name) => {
    const there = pairs.filter(([truth]) => truth === name)
    return percent(there.filter(([, said]) => said === name).length / there.length)
  })
  return [String(pairs.length), percent(macroF1(pairs)), `${percent(low)}–${percent(high)}`, ...found]
}

export const intentColumns = ['messages', 'macro-F1', '95%', 'complaint', 'question', 'chatter']
