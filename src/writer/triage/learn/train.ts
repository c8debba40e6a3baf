import { buckets, featureVersion, makeFeatures } from '../features.ts'
import { type Decision, decisions, type Output, outputs } from '../outputs.ts'
import { type Calibration, type Joint, outputNames, type Weights } from '../weights.ts'
import { fitJoint, fitPlatt } from './calibrate.ts'
import { classOf, type Example, holds } from './example.ts'
import type { Lesson } from './lessons.ts'
import { asItIs, layLines } from './lines.ts'
import type { SourceRow, Sources } from './sources.ts'
import { type Plane, type Row, randomBy, scoreOf, shuffle, trainSvm } from './svm.ts'

export interface TrainOptions {
  seed: number
  /** How much a mistake costs beside long weights. */
  cost: number
  rounds: number
  folds: number
  /** What a mapped row of a foreign source counts beside an example of our own, per language. */
  mappedMatter: Record<'ko' | 'en', number>
  /** How loud the teachers' scores are beside a message's own features. */
  teacherVolume: number
  /** Only these decisions are learned, for measuring one of them quickly; all when left out. */
  only?: readonly Decision[]
  onStep(message: string): void
}

export const usualOptions: Omit<TrainOptions, 'onStep'> = {
  seed: 1,
  cost: 0.5,
  rounds: 12,
  folds: 5,
  mappedMatter: { ko: 0.1, en: 0.05 },
  teacherVolume: 0.4,
}

/** Trains every output of both languages. Deterministic: the same lessons, sources and options give the same weights. */
export function train(
  lessons: readonly Lesson[],
  sources: Pick<Sources, 'rows' | 'teachers'>,
  options: TrainOptions,
): Weights {
  const ko = trainLanguage('ko', lessons, sources, options)
  const en = trainLanguage('en', lessons, sources, options)
  return joinLanguages(ko, en, options)
}

export interface TrainedLanguage {
  lessons: number
  packed: Int8Array
  fit: Weights['header']['languages']['ko']
}

export function joinLanguages(ko: TrainedLanguage, en: TrainedLanguage, options: TrainOptions): Weights {
  const lessons = ko.lessons + en.lessons
  return {
    header: {
      ...{ format: 2, features: featureVersion, buckets, outputs: [...outputNames] },
      made: { seed: options.seed, cost: options.cost, rounds: options.rounds, lessons },
      languages: { ko: ko.fit, en: en.fit },
    },
    of: { ko: ko.packed, en: en.packed },
  }
}

/** One language's half of `train`, so that each can have a thread of its own. */
export function trainLanguage(
  language: 'ko' | 'en',
  allLessons: readonly Lesson[],
  sources: Pick<Sources, 'rows' | 'teachers'>,
  options: TrainOptions,
): TrainedLanguage {
  const lessons = allLessons.filter(({ example }) => example.lang === language)
  if (lessons.length === 0) return nothingLearned()
  const mapped = sources.rows.filter(({ lang }) => lang === language)
  const teachers = sources.teachers[language]
  const examples = lessons.map(({ example }) => example)
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
  const foreign = options.mappedMatter[language] > 0 ? mapped : []
  const rows = [...own, ...foreign.map(({ text }) => rowOf(text))]
  const folds = foldsOf(examples, options)
  const packed = new Int8Array(buckets * outputs.length)
  const scores = examples.map(() => new Float64Array(outputs.length))
  const calibrations = outputs.map((output, column): Calibration => {
    if (options.only && !options.only.includes(output.decision)) return notLearned
    const truth = examples.map((example) => holds(example, output))
    const all = [...truth, ...foreign.map((row) => mappedTruth(row, output))]
    const base = all.map((one, i) =>
      one === null ? 0 : (lessons[i]?.matter ?? options.mappedMatter[language]),
    )
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
    const scale = coarseStep(plane.weights)
    pack(plane.weights, packed, column, scale)
    return { bias: plane.bias, scale, ...calibrationOf(column, scores, truth, lessons) }
  })
  const words = layLines(language, calibrations, lessons, scores)
  options.onStep(`${language}: ${examples.length} lessons, ${foreign.length} mapped rows`)
  return {
    lessons: lessons.length,
    packed,
    fit: { outputs: calibrations, joint: jointsOf(lessons, scores, options), words },
  }
}

/** From scores of examples that were not learned from: the chance that a score means. */
function calibrationOf(
  column: number,
  scores: readonly Float64Array[],
  truth: readonly (boolean | null)[],
  lessons: readonly Lesson[],
): Pick<Calibration, 'slope' | 'shift' | 'line'> {
  const known = truth.flatMap((one, i) => (one === null || lessons[i]?.natural === 0 ? [] : [i]))
  const fit = fitPlatt(
    known.map((i) => (scores[i] as Float64Array)[column] as number),
    known.map((i) => truth[i] === true),
    known.map((i) => (lessons[i] as Lesson).natural),
  )
  return { ...fit, line: 0.5 }
}

function jointsOf(
  lessons: readonly Lesson[],
  scores: readonly Float64Array[],
  options: TrainOptions,
): Record<string, Joint> {
  const joints: Record<string, Joint> = {}
  for (const [name, { kind, classes }] of Object.entries(decisions)) {
    const decision = name as Decision
    if (kind !== 'one' || (options.only && !options.only.includes(decision))) continue
    const first = outputs.findIndex((output) => output.decision === decision)
    const known = lessons.flatMap(({ example, own, natural: usual }, i) => {
      // Real messages were labelled for what they want, seldom for what they are about.
      const natural = decision === 'topic' ? Number(own) : usual
      if (natural === 0) return []
      const place = (classes as readonly string[]).indexOf(classOf(example, decision) ?? '')
      return place < 0
        ? []
        : [
            {
              row: [...(scores[i] as Float64Array).slice(first, first + classes.length)],
              place,
              natural: natural * (classes[place] === 'complaint' ? complaintTells : 1),
            },
          ]
    })
    joints[decision] = fitJoint(
      known.map(({ row }) => row),
      known.map(({ place }) => place),
      known.map(({ natural }) => natural),
    )
  }
  return joints
}

// A missed complaint costs more than one too many, and pages that brands watch hold more of them than our examples of a usual day:
// of real reviews and tweets to brands a half, of those examples two fifths.
const complaintTells = 1.5

const notLearned: Calibration = { bias: 0, scale: 1, slope: 1, shift: 0, line: 0.5 }

/** A language without examples is read as "all is equally likely". */
function nothingLearned(): TrainedLanguage {
  return {
    lessons: 0,
    packed: new Int8Array(buckets * outputs.length),
    fit: { outputs: outputs.map(() => notLearned), joint: {}, words: { risk: asItIs, wantsPerson: asItIs } },
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

function mappedTruth({ intent }: SourceRow, output: Output): boolean | null {
  return output.decision === 'intent' || output.decision === 'intents' ? intent === output.class : null
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

/**
 * Rounds one output's weights to whole numbers of −127 to 127.
 * @param step what one stands for; the greatest weight is cut to 127 of them.
 */
export function pack(weights: Float64Array, packed: Int8Array, column: number, step: number): void {
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const whole = Math.round((weights[bucket] as number) / step)
    packed[bucket * outputs.length + column] = Math.max(-127, Math.min(127, whole))
  }
}

/** The finest step with which the greatest weight still fits. */
export function finestStep(weights: Float64Array): number {
  let most = 1e-12
  for (const one of weights) most = Math.max(most, Math.abs(one))
  return most / 127
}

/**
 * The step that is shipped: a little longer than a weight usually is. A message has hundreds of pieces, whose roundings cancel
 * out: no figure changed by more than chance, and small numbers pack into a quarter of the room.
 */
export function coarseStep(weights: Float64Array): number {
  let square = 0
  let count = 0
  for (const one of weights) {
    square += one * one
    count += one === 0 ? 0 : 1
  }
  return count === 0 ? 1 : Math.max(1.1 * Math.sqrt(square / count), finestStep(weights))
}
