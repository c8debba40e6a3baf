import type { Classification, Judged as Decision } from '../../src/core/intent.ts'
import { type Candidates, makeLocalReader } from '../../src/writer/local-reader.ts'
import { alone } from '../../src/writer/rules.ts'
import { classOf, type Example } from '../../src/writer/triage/learn/example.ts'
import {
  type Counts,
  calibrationError,
  macroF1,
  precision,
  recall,
} from '../../src/writer/triage/learn/figures.ts'
import type { Triage } from '../../src/writer/triage/triage.ts'

/** A message, what careful people say of it, and what was read: by the classifier and by words, as in the service. */
export interface Row {
  example: Example
  reading: Classification
  chances: Candidates
}

export function readAll(triage: Triage, examples: readonly Example[]): Row[] {
  const read = makeLocalReader({ triage })
  return examples.map((example) => {
    const { classification, candidates } = read(alone(example.text))
    return { example, reading: classification, chances: candidates }
  })
}

export type Pair = readonly [truth: string, said: string]

export const intentPairs = (rows: readonly Row[]): Pair[] =>
  rows.map(({ example, reading }) => [example.intent[0] as string, reading.intent] as const)

/** One decision as the figures need it: what holds, what was said, and how surely. */
export interface Judged {
  what: string
  truth: string
  said: string
  confidence: number
}

const judgements: [
  what: string,
  decision: Decision,
  truth: (one: Example) => string,
  said: (one: Classification) => string,
][] = [
  ['intent', 'intent', (one) => one.intent[0] ?? '', (one) => one.intent],
  ['feeling', 'feeling', (one) => one.feeling, (one) => one.feeling],
  ['urgency', 'urgency', (one) => one.urgency, (one) => one.urgency],
  ['needs a reply', 'needsReply', (one) => String(one.reply), (one) => String(one.needsReply)],
  ['said to the brand', 'toBrand', (one) => String(one.toward === 'brand'), (one) => String(one.toBrand)],
  ['wants a person', 'wantsPerson', (one) => String(one.person), (one) => String(one.wantsPerson)],
  ['any risk', 'risks', (one) => String(one.risks.length > 0), (one) => String(one.risks.length > 0)],
  ['sarcasm', 'sarcasm', (one) => String(one.sarcasm), (one) => String(one.sarcasm)],
  ['spam', 'spam', (one) => String(one.spam), (one) => String(one.spam)],
  ['abuse', 'abuse', (one) => String(one.abuse), (one) => String(one.abuse)],
]

/** Every decision about every row, by decision. What an example does not tell is left out. */
export function judge(rows: readonly Row[]): Map<string, Judged[]> {
  const judged = new Map<string, Judged[]>()
  const add = (what: string, truth: string, said: string, confidence: number) => {
    judged.set(what, [...(judged.get(what) ?? []), { what, truth, said, confidence }])
  }
  for (const { example, reading } of rows) {
    for (const [what, decision, truth, said] of judgements)
      add(what, truth(example), said(reading), reading.sure[decision] ?? 0)
    if (example.lang === 'ko')
      add('speech level', example.level ?? 'none', reading.level ?? 'none', reading.sure.level ?? 0)
    const topic = classOf(example, 'topic')
    if (topic !== null) add('topic', topic, reading.topic ?? 'none', reading.sure.topic ?? 0)
  }
  return judged
}

export function countYes(judged: readonly Judged[]): Counts {
  const count = (truth: string, said: string) =>
    judged.filter((one) => one.truth === truth && one.said === said).length
  return { tp: count('true', 'true'), fp: count('false', 'true'), fn: count('true', 'false') }
}

export function summary(judged: readonly Judged[]): {
  cases: number
  recall: number
  precision: number
  macroF1: number
  calibrationError: number
} {
  const counts = countYes(judged)
  return {
    cases: counts.tp + counts.fn,
    recall: recall(counts),
    precision: precision(counts),
    macroF1: macroF1(judged.map(({ truth, said }) => [truth, said] as const)),
    calibrationError: calibrationError(
      judged.map(({ confidence, truth, said }) => ({ confidence, right: truth === said })),
    ),
  }
}

/** The largest share of messages, the surest first, of which at least `wanted` are right. */
export function shareAt(judged: readonly Judged[], wanted: number): { share: number; line: number } {
  const sorted = [...judged].sort((a, b) => b.confidence - a.confidence)
  let right = 0
  let kept = 0
  sorted.forEach(({ truth, said }, index) => {
    right += truth === said ? 1 : 0
    if (right / (index + 1) >= wanted) kept = index + 1
  })
  return { share: kept / Math.max(1, sorted.length), line: sorted[kept - 1]?.confidence ?? 1 }
}
