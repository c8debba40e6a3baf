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
// examples that were not learned from: for risks and the wish for a person together with the words that show them.
const recallWanted = { needsReply: 0.984, wantsPerson: 0.985, risk: 0.992 }

// What is less likely than this is not even a suspicion; without it a few odd examples would have everybody flagged.
const least = { needsReply: 0.1, wantsPerson: 0.016, risk: 0.009 }

/**
 * Lays the lines of what must not be missed, by our own examples, because real messages seldom speak of a risk; and learns, by
 * all of them, how far the words that show one can be believed.
 */
export function layLines(
  calibrations: Calibration[],
  lessons: readonly Lesson[],
  scores: readonly Float64Array[],
): Believed {
  const chanceOf = (i: number, column: number) => {
    const { slope, shift } = calibrations[column] as Calibration
    return sigmoid(slope * ((scores[i] as Float64Array)[column] as number) + shift)
  }
  const believed = { risk: asItIs, wantsPerson: asItIs }
  for (const [name, recall] of Object.entries(recallWanted)) {
    const decision = name as keyof typeof recallWanted
    const columns = outputs.flatMap((output, column) => (output.decision === decision ? [column] : []))
    const rows = lessons.map(({ example, own }, i) => ({
      own,
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
    const shown = rows.filter((row) => row.shown && row.labelled)
    if (shown.some(({ truth }) => truth) && shown.some(({ truth }) => !truth))
      believed[decision] = fitPlatt(
        shown.map(({ chance }) => logit(chance)),
        shown.map(({ truth }) => truth),
        shown.map(() => 1),
      )
  }
  return believed
}

function isThere(decision: keyof typeof recallWanted, example: Example): boolean {
  if (decision === 'risk') return example.risks.length > 0
  return decision === 'wantsPerson' ? example.person : example.reply
}

function wordsShow(decision: keyof typeof recallWanted, { text }: Example): boolean {
  if (decision === 'needsReply') return false
  const { risks, person } = readByRules(alone(text))
  return decision === 'risk' ? risks.size > 0 : person.length > 0
}
