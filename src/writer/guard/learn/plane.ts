import { type Plane, type Row, trainSvm } from '../../triage/learn/svm.ts'
import { buckets } from '../reply-features.ts'

export interface PlaneOptions {
  cost: number
  rounds: number
  seed: number
}

// How far a piece's evidence counts in its loudness, and the most that it may: pieces that are all on one side are mostly rare.
const evidenceCounts = 0.5
const loudestEvidence = 3

/**
 * Trains one plane, with pieces as loud as they tell something: those that stand on one side more often than on the other
 * (Wang and Manning, "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification", ACL 2012). The loudness goes
 * into the weights, so that who reads need not know of it.
 * @param matter how much each row counts; 0 leaves it out.
 */
export function trainPlane(
  rows: readonly Row[],
  truth: readonly boolean[],
  matter: readonly number[],
  options: PlaneOptions,
): Plane {
  const kept = Array.from(rows.keys()).filter((i) => (matter[i] as number) > 0)
  const isTrue = kept.map((i) => truth[i] === true)
  const own = kept.map((i) => rows[i] as Row)
  const loud = loudnessOf(own, isTrue)
  const { weights, bias } = trainSvm(
    own.map(({ at, value }) => ({
      at,
      value: value.map((one, k) => one * (loud[at[k] as number] as number)),
    })),
    isTrue,
    kept.map((i) => matter[i] as number),
    { size: buckets, ...options },
  )
  return { weights: weights.map((one, bucket) => one * (loud[bucket] as number)), bias }
}

function loudnessOf(rows: readonly Row[], truth: readonly boolean[]): Float64Array {
  const yes = new Float64Array(buckets)
  const no = new Float64Array(buckets)
  let all = 0
  rows.forEach(({ at }, i) => {
    const side = truth[i] ? yes : no
    if (truth[i]) all += 1
    for (const bucket of at) side[bucket] = (side[bucket] as number) + 1
  })
  return Float64Array.from(yes, (often, bucket) => {
    const other = no[bucket] as number
    const ratio = Math.log((often + 1) / (all + 1) / ((other + 1) / (rows.length - all + 1)))
    return 1 - evidenceCounts + evidenceCounts * Math.min(loudestEvidence, Math.abs(ratio))
  })
}

/**
 * Rounds the weights to whole numbers of −127 to 127. The step is longer than a weight usually is: a reply has hundreds of
 * pieces, whose roundings cancel out, and small numbers pack into little room.
 * @returns what a step stands for
 */
export function packInto(packed: Int8Array, weights: Float64Array, column: number, width: number): number {
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
    packed[bucket * width + column] = Math.round((weights[bucket] as number) / step)
  return step
}
