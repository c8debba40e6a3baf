import { buckets, featureVersion, makeFeatures } from '../features.ts'
import { type Decision, outputs } from '../outputs.ts'
import { type Calibration, outputNames, type Weights } from '../weights.ts'
import { fitPlatt, lineFor, sigmoid } from './calibrate.ts'
import { type Example, holds } from './example.ts'
import type { SourceRow, Teachers } from './sources.ts'
import { type Plane, type Row, randomBy, scoreOf, shuffle, trainSvm } from './svm.ts'

export interface TrainOptions {
  seed: number
  /** How much a mistake costs beside long weights. */
  cost: number
  rounds: number
  folds: number
  /** What a row of a foreign source counts beside an example of our own, per language. */
  sourceMatter: Record<'ko' | 'en', number>
  /** How loud the teachers' scores are beside a message's own features. */
  teacherVolume: number
  onStep(message: string): void
}

export const usualOptions: Omit<TrainOptions, 'onStep'> = {
  seed: 1,
  cost: 0.5,
  rounds: 12,
  folds: 5,
  sourceMatter: { ko: 0, en: 0.05 },
  teacherVolume: 0.3,
}

/** What the learner thought of each example when it had not learned from it; for calibration and honest figures. */
export interface Unseen {
  examples: readonly Example[]
  /** Per example, per output. */
  scores: Float64Array[]
}

export interface Trained {
  weights: Weights
  unseen: Record<'ko' | 'en', Unseen>
}

// Where missing one is worse than looking once too often: the line is laid so that this share of what holds is found, among
// examples that were not learned from.
const recallWanted: Partial<Record<Decision, number>> = { needsReply: 0.985, wantsPerson: 0.985, risk: 0.98 }

/** Trains every output of both languages. Deterministic: the same examples, sources and options give the same weights. */
export function train(
  examples: readonly Example[],
  sources: { rows: readonly SourceRow[]; teachers: Teachers },
  options: TrainOptions,
): Trained {
  const one = (language: 'ko' | 'en') =>
    trainLanguage(
      language,
      examples.filter(({ lang }) => lang === language),
      sources.rows.filter(({ lang }) => lang === language),
      sources.teachers[language],
      options,
    )
  const ko = one('ko')
  const en = one('en')
  return {
    weights: {
      header: {
        ...{ format: 1, features: featureVersion, buckets, outputs: [...outputNames] },
        made: { seed: options.seed, cost: options.cost, rounds: options.rounds, examples: examples.length },
        languages: { ko: ko.calibrations, en: en.calibrations },
      },
      of: { ko: ko.packed, en: en.packed },
    },
    unseen: { ko: ko.unseen, en: en.unseen },
  }
}

function trainLanguage(
  language: 'ko' | 'en',
  examples: readonly Example[],
  foreign: readonly SourceRow[],
  teachers: readonly Plane[],
  options: TrainOptions,
): { packed: Int8Array; calibrations: Calibration[]; unseen: Unseen } {
  if (examples.length === 0) return nothingLearned()
  const read = makeFeatures()
  const rowOf = (text: string): Row => {
    const { count, at, value } = read(text, language)
    return withTeachers(
      { at: at.slice(0, count), value: value.slice(0, count) },
      teachers,
      options.teacherVolume,
    )
  }
  const own = examples.map(({ text }) => rowOf(text))
  const useForeign = options.sourceMatter[language] > 0
  const rows = [...own, ...(useForeign ? foreign.map(({ text }) => rowOf(text)) : [])]
  const folds = foldsOf(examples, options)
  const packed = new Int8Array(buckets * outputs.length)
  const scores = examples.map(() => new Float64Array(outputs.length))
  const calibrations = outputs.map((output, column): Calibration => {
    const truth = examples.map((example) => holds(example, output))
    const all = [
      ...truth,
      ...(useForeign ? foreign.map((row) => sourceTruth(row, output.decision, output.class)) : []),
    ]
    const base = all.map((one, i) => (one === null ? 0 : i < own.length ? 1 : options.sourceMatter[language]))
    // What is rare would otherwise be missed for the sake of what is common.
    const lift = liftOf(all, base)
    const matter = base.map((one, i) => (all[i] ? one * lift : one))
    const settings = {
      size: buckets + teachers.length,
      cost: options.cost,
      rounds: options.rounds,
      seed: options.seed,
    }
    const yes = all.map((one) => one === true)
    for (let fold = 0; fold < options.folds; fold += 1) {
      const plane = trainSvm(
        rows,
        yes,
        matter.map((one, i) => (folds[i] === fold ? 0 : one)),
        settings,
      )
      own.forEach((row, i) => {
        if (folds[i] === fold) (scores[i] as Float64Array)[column] = scoreOf(plane, row)
      })
    }
    const plane = foldTeachers(trainSvm(rows, yes, matter, settings), teachers, options.teacherVolume)
    const scale = pack(plane.weights, packed, column)
    const known = examples.map((_, i) => i).filter((i) => truth[i] !== null)
    const fit = fitPlatt(
      known.map((i) => (scores[i] as Float64Array)[column] as number),
      known.map((i) => truth[i] === true),
    )
    const chances = known.map((i) =>
      sigmoid(fit.slope * ((scores[i] as Float64Array)[column] as number) + fit.shift),
    )
    const wanted = recallWanted[output.decision]
    const line = wanted
      ? lineFor(
          chances,
          known.map((i) => truth[i] === true),
          wanted,
          0.5,
        )
      : 0.5
    return { bias: plane.bias, scale, ...fit, line: Math.min(0.5, line) }
  })
  options.onStep(
    `${language}: ${examples.length} examples, ${useForeign ? foreign.length : 0} rows of other sources`,
  )
  return { packed, calibrations, unseen: { examples, scores } }
}

/** A language without examples is read as "all is equally likely". */
function nothingLearned(): { packed: Int8Array; calibrations: Calibration[]; unseen: Unseen } {
  return {
    packed: new Int8Array(buckets * outputs.length),
    calibrations: outputs.map(() => ({ bias: 0, scale: 1, slope: 1, shift: 0, line: 0.5 })),
    unseen: { examples: [], scores: [] },
  }
}

// The third root, so that a class of 1 in 100 counts about five times as much a row, and never more than that.
function liftOf(truth: readonly (boolean | null)[], matter: readonly number[]): number {
  let yes = 0
  let no = 0
  truth.forEach((one, i) => {
    if (one === true) yes += matter[i] as number
    if (one === false) no += matter[i] as number
  })
  return yes === 0 ? 1 : Math.min(5, Math.max(1, Math.cbrt(no / yes)))
}

/** Which fold an example is tested in: by chance, but the same for the same seed. Foreign rows have none: always learned from. */
function foldsOf(examples: readonly Example[], { seed, folds }: TrainOptions): number[] {
  const random = randomBy(seed + 7)
  const order = examples.map((_, i) => i)
  shuffle(order, random)
  const fold: number[] = []
  order.forEach((example, place) => {
    fold[example] = place % folds
  })
  return fold
}

function sourceTruth(row: SourceRow, decision: Decision, name: string): boolean | null {
  return decision === 'intent' ? row.intent === name : null
}

/** Adds what the teachers make of a message: directions that other data has taught, as features of their own. */
function withTeachers(row: Row, teachers: readonly Plane[], volume: number): Row {
  if (teachers.length === 0) return row
  const at = new Int32Array(row.at.length + teachers.length)
  const value = new Float32Array(at.length)
  at.set(row.at)
  value.set(row.value)
  teachers.forEach((teacher, i) => {
    at[row.at.length + i] = buckets + i
    value[row.at.length + i] = volume * scoreOf(teacher, row)
  })
  return { at, value }
}

/** A linear use of linear teachers is linear: they are added into the weights, and serving never meets them. */
function foldTeachers(plane: Plane, teachers: readonly Plane[], volume: number): Plane {
  const weights = plane.weights.slice(0, buckets)
  let { bias } = plane
  teachers.forEach((teacher, i) => {
    const share = (plane.weights[buckets + i] as number) * volume
    bias += share * teacher.bias
    for (let bucket = 0; bucket < buckets; bucket += 1)
      weights[bucket] = (weights[bucket] as number) + share * (teacher.weights[bucket] as number)
  })
  return { weights, bias }
}

/** Rounds one output's weights to whole numbers of −127 to 127. @returns the size of one step. */
function pack(weights: Float64Array, packed: Int8Array, column: number): number {
  let most = 1e-12
  for (const one of weights) most = Math.max(most, Math.abs(one))
  const scale = most / 127
  for (let bucket = 0; bucket < buckets; bucket += 1)
    packed[bucket * outputs.length + column] = Math.round((weights[bucket] as number) / scale)
  return scale
}
