import { alone, readByRules } from '../../rules.ts'
import { outputs } from '../outputs.ts'
import { type Calibration, logit, sigmoid, type Weights } from '../weights.ts'
import { fitPlatt, lineFor } from './calibrate.ts'
import type { Example } from './example.ts'
import type { Lesson } from './lessons.ts'

/** How far the words that show a risk, or the wish for a person, can be believed. */
export type Believed = Weights['header']['languages']['ko']['words']

export const asItIs = { slope: 1, shift: 0 }

// Where missing one is worse than looking once too often, the line is laid so that this share of what holds is found among
// examples that were not learned from: for risks and the wish for a person together with the words that show them. English who
// waits for an answer is told from who does not more easily, so more of them are found for the same number looked at in vain.
const graveWanted = { wantsPerson: 0.985, risk: 0.992 }
const recallWanted = {
  ko: { needsReply: 0.984, ...graveWanted },
  en: { needsReply: 0.988, ...graveWanted },
}

type Vital = keyof (typeof recallWanted)['ko']

// What is less likely than this is not even a suspicion; without it a few odd examples would have everybody flagged.
const least = { needsReply: 0.1, wantsPerson: 0.016, risk: 0.009 }

/**
 * Lays the lines of what must not be missed, by our own examples, because real messages seldom speak of a risk; and learns, by
 * all that stand for what a brand receives, how far the words that show one can be believed: in files of risks they mostly mean
 * one, in life they mostly do not.
 */
export function layLines(
  language: 'ko' | 'en',
  calibrations: Calibration[],
  lessons: readonly Lesson[],
  scores: readonly Float64Array[],
): Believed {
  const chanceOf = (i: number, column: number) => {
    const { slope, shift } = calibrations[column] as Calibration
    return sigmoid(slope * ((scores[i] as Float64Array)[column] as number) + shift)
  }
  const believed = { risk: asItIs, wantsPerson: asItIs }
  for (const [name, recall] of Object.entries(recallWanted[language])) {
    const decision = name as Vital
    const columns = outputs.flatMap((output, column) => (output.decision === decision ? [column] : []))
    const rows = lessons.map(({ example, own, natural }, i) => ({
      ...{ own, natural },
      labelled: example.only === undefined && example.not === undefined,
      truth: isThere(decision, example),
      shown: wordsShow(decision, example),
      chance: Math.max(...columns.map((column) => chanceOf(i, column))),
    }))
    const own = rows.filter((row) => row.own)
    const line = lineFor(
      own.map(({ shown, chance }) => (shown ? 1 : chance)),
      own.map(({ truth }) => truth),
      recall,
      0.5,
    )
    for (const column of columns)
      Object.assign(calibrations[column] as Calibration, {
        line: Math.min(0.5, Math.max(least[decision], line)),
      })
    if (decision === 'needsReply') continue
    const shown = rows.filter((row) => row.shown && row.labelled && row.natural > 0)
    if (shown.some(({ truth }) => truth) && shown.some(({ truth }) => !truth))
      believed[decision] = fitPlatt(
        shown.map(({ chance }) => logit(chance)),
        shown.map(({ truth }) => truth),
        shown.map(({ natural }) => natural),
      )
  }
  return believed
}

function isThere(decision: Vital, example: Example): boolean {
  if (decision === 'risk') return example.risks.length > 0
  return decision === 'wantsPerson' ? example.person : example.reply
}

function wordsShow(decision: Vital, { text }: Example): boolean {
  if (decision === 'needsReply') return false
  const { risks, person } = readByRules(alone(text))
  return decision === 'risk' ? risks.size > 0 : person.length > 0
}
