import type { Seen } from '../../../core/guard.ts'
import { Intent, type Language } from '../../../core/intent.ts'
import { fitPlatt } from '../../triage/learn/calibrate.ts'
import { type Plane, type Row, randomBy, scoreOf, shuffle } from '../../triage/learn/svm.ts'
import { likeliest, soundsOf } from '../hear-faults.ts'
import { evidenceFor, firstGuess, type Sounds, weigh } from '../judge.ts'
import { makeReplyFeatures } from '../reply-features.ts'
import { ears, emptyPlanes, faults, type Hearing, type Planes } from '../weights.ts'
import { type ReplyExample, requestOf } from './examples.ts'
import { type LineLimits, layLines } from './lines.ts'
import { fitLogistic } from './logistic.ts'
import { type PlaneOptions, packInto, trainPlane } from './plane.ts'

export type GuardTrainOptions = PlaneOptions & LineLimits & { folds: number }

export const usualGuardOptions: GuardTrainOptions = {
  ...{ seed: 1, cost: 1, rounds: 5, folds: 4 },
  ...{ alarmsAtMost: 0.015, price: 1.5 },
}

/** What to learn from: examples of one language. */
export interface GuardTask {
  language: Language
  examples: readonly ReplyExample[]
  /** Clean replies that are learned from without being counted: our own phrases. */
  phrases: readonly ReplyExample[]
  /** What the patterns see of an example, whose person wants this. */
  look(example: ReplyExample, wants: Intent): Seen
  options: GuardTrainOptions
}

// There are fewer phrases than there are replies put together from them, and none may sound bad.
const phraseMatter = 2

// A sentence of a bad reply that no mark names may be part of the fault: half innocent, half not.
const unmarkedMatter = 0.3

// A reply with another fault is stopped anyway, so taking it for this one costs little.
const otherMatter = 0.2

// These are harmless, or told by rules alone, so a reply that has nothing else is neither bad nor clean.
const apart = new Set(['apology', 'cheer', 'level', 'language', 'link'])

/** Examples as rows, with what their messages are read to want. */
interface Lessons {
  examples: readonly ReplyExample[]
  matter: number[]
  wants: Intent[]
  wholes: Row[]
  parts: { row: Row; of: number; marked: boolean }[]
  partsOf: number[][]
}

/** Planes that read what a message wants, in the order of the intents. */
function trainWants(task: GuardTask, messages: readonly Row[], kept: (example: number) => boolean): Plane[] {
  const scarce = scarcityOf(task.examples)
  return Intent.options.map((intent) => {
    const truth = task.examples.map((example) => example.intent === intent)
    return trainPlane(
      messages,
      truth,
      scarce.map((much, i) => (kept(i) ? much : 0)),
      task.options,
    )
  })
}

/** How much a reply counts so that answers to complaints, which most are, do not outweigh what is said to others. */
function scarcityOf(examples: readonly ReplyExample[]): number[] {
  const many = new Map<Intent, number>()
  for (const { intent } of examples) many.set(intent, (many.get(intent) ?? 0) + 1)
  return examples.map(({ intent }) => Math.sqrt(examples.length / 3 / (many.get(intent) as number)))
}

// Whoever writes a fault writes its clean look-alike beside it, so two neighbours are learned from together or not at all.
const neighbours = 2

/** Which fold each example is tried in: blocks of neighbours by chance, but the same for the same seed. */
function foldsOf(count: number, { seed, folds }: GuardTrainOptions): number[] {
  const blocks = Array.from({ length: Math.ceil(count / neighbours) }, (_, i) => i)
  shuffle(blocks, randomBy(seed + 7))
  return Array.from({ length: count }, (_, i) => (blocks[Math.floor(i / neighbours)] as number) % folds)
}

function lessonsOf(task: GuardTask): Lessons & { messages: Row[]; folds: number[] } {
  const read = makeReplyFeatures()
  const { language, examples, phrases } = task
  const messages = examples.map(({ message }) => read.message(message, language))
  const folds = foldsOf(examples.length, task.options)
  const wants: Intent[] = []
  for (const fold of new Set(folds)) {
    const planes = trainWants(task, messages, (i) => folds[i] !== fold)
    messages.forEach((message, i) => {
      if (folds[i] === fold) wants[i] = likeliest(planes.map((plane) => scoreOf(plane, message)))
    })
  }
  const byMessage = new Map(examples.map(({ message }, i) => [message, wants[i] as Intent]))
  const all = [...examples, ...phrases]
  const lessons: Lessons = {
    ...{ examples: all, wholes: [], parts: [], partsOf: [] },
    matter: [...scarcityOf(examples), ...phrases.map(() => phraseMatter)],
    wants: all.map(({ message, intent }, i) => wants[i] ?? byMessage.get(message) ?? intent),
  }
  all.forEach((example, of) => {
    const { whole, parts } = read.reply(example.reply, requestOf(example), lessons.wants[of] as Intent)
    lessons.wholes.push(whole)
    lessons.partsOf.push(parts.map((_, i) => lessons.parts.length + i))
    for (const { sentence, row } of parts) {
      const marked =
        parts.length === 1 || example.mark.some((mark) => touches(example.reply, mark, sentence.span))
      lessons.parts.push({ row, of, marked })
    }
  })
  return { ...lessons, messages, folds }
}

function touches(reply: string, mark: string, [start, end]: [number, number]): boolean {
  const at = reply.indexOf(mark)
  return at < end && at + mark.length > start
}

interface Pair {
  whole: Plane
  part: Plane
}

/** @param kept which examples to learn from */
function trainPair(
  ear: (typeof ears)[number],
  { examples, matter, wholes, parts }: Lessons,
  kept: (example: number) => boolean,
  options: PlaneOptions,
): Pair {
  const has = examples.map(({ faults: all }) =>
    ear === 'any' ? all.some((fault) => !apart.has(fault)) : all.includes(ear),
  )
  const matters = (i: number): number =>
    kept(i) ? (matter[i] as number) * (has[i] || examples[i]?.faults.length === 0 ? 1 : otherMatter) : 0
  const lift = liftOf(has)
  const truth = parts.map(({ of, marked }) => marked && has[of] === true)
  const liftPart = liftOf(truth)
  return {
    whole: trainPlane(
      wholes,
      has,
      has.map((is, i) => matters(i) * (is ? lift : 1)),
      options,
    ),
    part: trainPlane(
      parts.map(({ row }) => row),
      truth,
      parts.map(({ of }, i) => matters(of) * (truth[i] ? liftPart : has[of] ? unmarkedMatter : 1)),
      options,
    ),
  }
}

// The third root, so that a fault of 1 in 30 counts about three times as much a reply.
function liftOf(truth: readonly boolean[]): number {
  const yes = truth.filter(Boolean).length
  return yes === 0 ? 1 : Math.min(8, Math.cbrt(truth.length / yes))
}

/** What is known of the examples by ears and judges that did not learn from them. */
export interface Crossed {
  wants: Intent[]
  /** For each fault the score of each example. */
  scores: number[][]
  /** The evidence by which they were judged. */
  evidence: Float64Array[][]
}

function crossFit(task: GuardTask, lessons: ReturnType<typeof lessonsOf>): Crossed {
  const { examples } = task
  const sounds: Sounds[] = []
  const { folds } = lessons
  for (const fold of new Set(folds)) {
    const pairs = ears.map((ear) => trainPair(ear, lessons, (i) => folds[i] !== fold, task.options))
    examples.forEach((_, i) => {
      if (folds[i] !== fold) return
      const parts = (lessons.partsOf[i] ?? []).map((at) =>
        pairs.map(({ part }) => scoreOf(part, lessons.parts[at]?.row as Row)),
      )
      const whole = pairs.map((pair) => scoreOf(pair.whole, lessons.wholes[i] as Row))
      sounds[i] = soundsOf(whole, parts).sounds
    })
  }
  const around = examples.map((example, i) => {
    const wants = lessons.wants[i] as Intent
    return { seen: task.look(example, wants), wants, visibility: example.visibility }
  })
  const evidence = faults.map((_, column) =>
    examples.map((_, i) => evidenceFor(column, sounds[i] as Sounds, around[i] as (typeof around)[number])),
  )
  const scores = faults.map((_, column) => {
    const own = evidence[column] as Float64Array[]
    const score: number[] = []
    for (const fold of new Set(folds)) {
      const weights = fitJudge(column, examples, own, (i) => folds[i] !== fold)
      own.forEach((each, i) => {
        if (folds[i] === fold) score[i] = weigh(weights, each)
      })
    }
    return score
  })
  return { wants: lessons.wants.slice(0, examples.length), scores, evidence }
}

// How strongly a judge is held to its first guess.
const judgeHeld = 3

/** Patterns look better on what they were written by than they are, so judges learn from the rest. */
function fitJudge(
  column: number,
  examples: readonly ReplyExample[],
  evidence: readonly Float64Array[],
  kept: (example: number) => boolean,
): Float64Array {
  const truth = examples.map(({ faults: all }) => all.includes(faults[column] as string))
  const lift = Math.sqrt(truth.length / Math.max(1, truth.filter(Boolean).length)) / 2
  const scarce = scarcityOf(examples)
  const matter = examples.map(({ faults: all, seen }, i) => {
    if (seen || !kept(i)) return 0
    return (scarce[i] as number) * (truth[i] ? lift : all.length === 0 ? 1 : otherMatter)
  })
  return fitLogistic(evidence, truth, matter, firstGuess(), judgeHeld)
}

/** The lines by which examples would be judged, laid without those that are left out. */
function linesFor(
  { examples, options }: GuardTask,
  scores: readonly number[][],
  kept: (i: number) => boolean,
) {
  const scarce = scarcityOf(examples)
  const at = Array.from(examples.keys()).filter((i) => kept(i) && !examples[i]?.seen)
  return layLines(
    faults.map((code, column) => ({
      scores: at.map((i) => scores[column]?.[i] as number),
      truth: at.map((i) => examples[i]?.faults.includes(code) === true),
      stops: code !== 'apology',
    })),
    // Squared, each of the intents counts the same.
    at.map((i) => (examples[i]?.faults.length === 0 ? (scarce[i] as number) ** 2 : 0)),
    options,
  )
}

/** For each example what its message was read to want, and which faults were heard in it, by who learned from others. */
export function hearCrossed(task: GuardTask): {
  wants: Intent[]
  heard: string[][]
  scores: number[][]
  folds: number[]
} {
  const lessons = lessonsOf(task)
  const { wants, scores } = crossFit(task, lessons)
  const { examples } = task
  const heard: string[][] = examples.map(() => [])
  const { folds } = lessons
  for (const fold of new Set(folds)) {
    const lines = linesFor(task, scores, (i) => folds[i] !== fold)
    examples.forEach((_, i) => {
      if (folds[i] !== fold) return
      heard[i] = faults.filter((_, k) => (scores[k]?.[i] as number) >= (lines[k] as number))
    })
  }
  return { wants, heard, scores, folds }
}

export interface HearingOf {
  language: Language
  examples: number
  hearing: Hearing
  planes: Planes
}

/** Trains one language. Deterministic: the same examples and options give the same weights. */
export function trainHearing(task: GuardTask): HearingOf {
  const lessons = lessonsOf(task)
  const { language, examples, options } = task
  const { scores, evidence } = crossFit(task, lessons)
  const lines = linesFor(task, scores, () => true)
  const planes = emptyPlanes()
  const hearing: Hearing = { ears: [], wants: [], judges: [] }
  ears.forEach((ear, column) => {
    const { whole, part } = trainPair(ear, lessons, () => true, options)
    hearing.ears.push({
      whole: { bias: whole.bias, scale: packInto(planes.whole, whole.weights, column, ears.length) },
      part: { bias: part.bias, scale: packInto(planes.part, part.weights, column, ears.length) },
    })
  })
  trainWants(task, lessons.messages, () => true).forEach(({ weights, bias }, column) => {
    hearing.wants.push({ bias, scale: packInto(planes.wants, weights, column, Intent.options.length) })
  })
  faults.forEach((code, column) => {
    const weights = fitJudge(column, examples, evidence[column] as Float64Array[], () => true)
    const platt = fitPlatt(
      scores[column] as number[],
      examples.map(({ faults: all }) => all.includes(code)),
      examples.map(({ seen }) => (seen ? 0 : 1)),
    )
    const line = lines[column] as number
    hearing.judges.push({ weights: Array.from(weights, (one) => Number(one.toFixed(5))), line, ...platt })
  })
  return { language, examples: examples.length, hearing, planes }
}
