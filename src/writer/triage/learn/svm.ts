/** One message as the learner sees it: places and values that are not zero. */
export interface Row {
  at: Int32Array
  value: Float32Array
}

export interface Plane {
  weights: Float64Array
  bias: number
}

export interface SvmOptions {
  /** Length of the weights. */
  size: number
  /** How much a mistake costs beside long weights. */
  cost: number
  rounds: number
  seed: number
  /** Where to start: long weights are then those far from it, so that what it knew is kept unless a row says otherwise. */
  from?: Plane
}

/**
 * Trains a linear support vector machine with squared hinge loss by dual coordinate descent: Hsieh, Chang, Lin, Keerthi and
 * Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1. The bias is a feature
 * that is always 1. The same input and seed give the same plane.
 * @param matter how much each row counts; 0 leaves it out.
 */
export function trainSvm(
  rows: readonly Row[],
  truth: readonly boolean[],
  matter: readonly number[],
  { size, cost, rounds, seed, from }: SvmOptions,
): Plane {
  const weights = from ? Float64Array.from(from.weights) : new Float64Array(size)
  const alpha = new Float64Array(rows.length)
  const soften = Float64Array.from(matter, (one) => 1 / (2 * cost * one))
  const curve = Float64Array.from(rows, ({ value }, i) => 1 + sumOfSquares(value) + (soften[i] as number))
  const order = Array.from(rows.keys()).filter((i) => (matter[i] as number) > 0)
  const random = randomBy(seed)
  let bias = from?.bias ?? 0
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random)
    for (const i of order) {
      const { at, value } = rows[i] as Row
      const sign = truth[i] ? 1 : -1
      let score = bias
      for (let k = 0; k < at.length; k += 1)
        score += (weights[at[k] as number] as number) * (value[k] as number)
      const before = alpha[i] as number
      const slope = sign * score - 1 + before * (soften[i] as number)
      const after = Math.max(0, before - slope / (curve[i] as number))
      if (after === before) continue
      alpha[i] = after
      const step = (after - before) * sign
      bias += step
      for (let k = 0; k < at.length; k += 1) {
        const place = at[k] as number
        weights[place] = (weights[place] as number) + step * (value[k] as number)
      }
    }
  }
  return { weights, bias }
}

export function scoreOf({ weights, bias }: Plane, { at, value }: Row): number {
  let score = bias
  for (let k = 0; k < at.length; k += 1) score += (weights[at[k] as number] as number) * (value[k] as number)
  return score
}

function sumOfSquares(value: Float32Array): number {
  let sum = 0
  for (const one of value) sum += one * one
  return sum
}

/** A linear congruential generator (Numerical Recipes' constants): enough to shuffle by, and the same everywhere. */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const kept = list[i] as T
    list[i] = list[j] as T
    list[j] = kept
  }
}
