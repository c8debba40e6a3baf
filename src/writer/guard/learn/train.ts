import type { Language } from '../../../core/intent.ts'
import { fitPlatt } from '../../triage/learn/calibrate.ts'
import { type Plane, type Row, randomBy, scoreOf, shuffle, trainSvm } from '../../triage/learn/svm.ts'
import { joined } from '../hear-faults.ts'
import { buckets, makeReplyFeatures } from '../reply-features.ts'
import { emptyPlanes, faults, type Hearing, type Planes } from '../weights.ts'
import { type ReplyExample, requestOf } from './examples.ts'
import { type Judged, layLine } from './lines.ts'

export interface GuardTrainOptions {
  seed: number
  /** How much a mistake costs beside long weights. */
  cost: number
  rounds: number
  folds: number
}

export const usualGuardOptions: GuardTrainOptions = { seed: 1, cost: 1, rounds: 8, folds: 4 }

/** What the patterns make of an example: codes that they are sure of, and codes that weak words speak for. */
export interface Patterns {
  sure: ReadonlySet<string>
  weak: ReadonlySet<string>
}

/** Everything that is learned from, as rows. */
interface Lessons {
  wholes: Row[]
  parts: { row: Row; of: number; marked: boolean }[]
  partsOf: number[][]
}

// There are fewer phrases than there are replies put together from them, and none may sound bad.
const phraseMatter = 2

// A sentence of a bad reply that no mark names may be part of the fault: half innocent, half not.
const unmarkedMatter = 0.3

function lessonsOf(examples: readonly ReplyExample[]): Lessons {
  const read = makeReplyFeatures()
  const lessons: Lessons = { wholes: [], parts: [], partsOf: [] }
  examples.forEach((example, of) => {
    const { whole, parts } = read(example.reply, requestOf(example))
    lessons.wholes.push(whole)
    lessons.partsOf.push(parts.map((_, i) => lessons.parts.length + i))
    for (const { sentence, row } of parts) {
      const marked =
        parts.length === 1 || example.mark.some((mark) => touches(example.reply, mark, sentence.span))
      lessons.parts.push({ row, of, marked })
    }
  })
  return lessons
}

function touches(reply: string, mark: string, [start, end]: [number, number]): boolean {
  const at = reply.indexOf(mark)
  return at < end && at + mark.length > start
}

interface Pair {
  whole: Plane
  part: Plane
}

/** @param matter what each example counts; 0 leaves it out. */
function trainPair(
  code: string,
  examples: readonly ReplyExample[],
  { wholes, parts }: Lessons,
  matter: readonly number[],
  { cost, rounds, seed }: GuardTrainOptions,
): Pair {
  const settings = { size: buckets, cost, rounds, seed }
  const has = examples.map(({ faults: all }) => all.includes(code))
  const lift = liftOf(has)
  const whole = trainSvm(
    wholes,
    has,
    matter.map((one, i) => (has[i] ? one * lift : one)),
    settings,
  )
  const truth = parts.map(({ of, marked }) => marked && has[of] === true)
  const part = trainSvm(
    parts.map(({ row }) => row),
    truth,
    parts.map(
      ({ of }, i) => (matter[of] as number) * (truth[i] ? liftOf(truth) : has[of] ? unmarkedMatter : 1),
    ),
    settings,
  )
  return { whole, part }
}

// The third root, so that a fault of 1 in 30 counts about three times as much a reply.
function liftOf(truth: readonly boolean[]): number {
  const yes = truth.filter(Boolean).length
  return yes === 0 ? 1 : Math.min(8, Math.cbrt(truth.length / yes))
}

function scoreBy({ whole, part }: Pair, { wholes, parts, partsOf }: Lessons, example: number): number {
  const own = partsOf[example]?.map((at) => scoreOf(part, parts[at]?.row as Row)) ?? []
  return joined(scoreOf(whole, wholes[example] as Row), Math.max(...own))
}

/** What to learn from: examples of one language, and which of them the scores are wanted of. */
export interface GuardTask {
  examples: readonly ReplyExample[]
  /** Clean replies that are learned from without being counted: our own phrases. */
  phrases: readonly ReplyExample[]
  options: GuardTrainOptions
}

/** For each fault the score of each example, by planes that did not learn from it, and the fold of each. */
export function crossFit({ examples, phrases, options }: GuardTask): { scores: number[][]; folds: number[] } {
  const all = [...examples, ...phrases]
  const lessons = lessonsOf(all)
  const folds = foldsOf(examples.length, options)
  const scores = faults.map((code) => {
    const score: number[] = []
    for (let fold = 0; fold < options.folds; fold += 1) {
      const matter = all.map((_, i) => (i >= examples.length ? phraseMatter : folds[i] === fold ? 0 : 1))
      const pair = trainPair(code, all, lessons, matter, options)
      for (let i = 0; i < examples.length; i += 1) if (folds[i] === fold) score[i] = scoreBy(pair, lessons, i)
    }
    return score
  })
  return { scores, folds }
}

/** Which fold an example is tested in: by chance, but the same for the same seed. */
function foldsOf(count: number, { seed, folds }: GuardTrainOptions): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  shuffle(order, randomBy(seed + 7))
  const fold: number[] = []
  order.forEach((example, place) => {
    fold[example] = place % folds
  })
  return fold
}

/** How one fault is judged on examples that were not learned from. */
export function judgedFor(
  column: number,
  examples: readonly ReplyExample[],
  scores: readonly number[][],
  patterns: readonly Patterns[],
): Judged[] {
  const code = faults[column] as string
  return examples.map(({ faults: all, seen }, i) => ({
    score: scores[column]?.[i] as number,
    truth: all.includes(code),
    clean: all.length === 0,
    sure: patterns[i]?.sure.has(code) === true,
    weak: patterns[i]?.weak.has(code) === true,
    seen,
  }))
}

export interface HearingOf {
  language: Language
  examples: number
  hearings: Hearing[]
  planes: Planes
}

/** Trains one language. Deterministic: the same examples and options give the same weights. */
export function trainHearing(language: Language, task: GuardTask, patterns: readonly Patterns[]): HearingOf {
  const { examples, phrases, options } = task
  const { scores } = crossFit(task)
  const all = [...examples, ...phrases]
  const lessons = lessonsOf(all)
  const planes = emptyPlanes()
  const hearings = faults.map((code, column): Hearing => {
    const pair = trainPair(
      code,
      all,
      lessons,
      all.map((_, i) => (i >= examples.length ? phraseMatter : 1)),
      options,
    )
    const judged = judgedFor(column, examples, scores, patterns)
    const platt = fitPlatt(
      judged.map(({ score }) => score),
      judged.map(({ truth }) => truth),
      judged.map(() => 1),
    )
    return {
      whole: { bias: pair.whole.bias, scale: pack(pair.whole.weights, planes.whole, column) },
      part: { bias: pair.part.bias, scale: pack(pair.part.weights, planes.part, column) },
      ...platt,
      ...layLine(judged),
    }
  })
  return { language, examples: examples.length, hearings, planes }
}

/**
 * Rounds the weights to whole numbers of −127 to 127. The step is longer than a weight usually is: a reply has hundreds of
 * pieces, whose roundings cancel out, and small numbers pack into little room.
 */
function pack(weights: Float64Array, packed: Int8Array, column: number): number {
  let square = 0
  let count = 0
  let most = 1e-12
  for (const one of weights) {
    square += one * one
    count += one === 0 ? 0 : 1
    most = Math.max(most, Math.abs(one))
  }
  const step = Math.max(1.1 * Math.sqrt(square / Math.max(1, count)), most / 127)
  for (let bucket = 0; bucket < buckets; bucket += 1)
    packed[bucket * faults.length + column] = Math.round((weights[bucket] as number) / step)
  return step
}
