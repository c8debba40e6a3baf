import { type Joint, sigmoid, softmax } from '../weights.ts'

/**
 * Turns scores into probabilities: fits 1 / (1 + exp(-(slope · score + shift))) to what was right, by Newton's method with the
 * targets of Platt (1999) as corrected by Lin, Lin and Weng, "A note on Platt's probabilistic outputs for support vector
 * machines", Machine Learning 68 (2007). The scores must be of rows that the plane was not trained on.
 * @param matter how much each row counts.
 */
export function fitPlatt(
  scores: readonly number[],
  truth: readonly boolean[],
  matter: readonly number[],
): { slope: number; shift: number } {
  let yes = 0
  let no = 0
  truth.forEach((one, i) => {
    if (one) yes += matter[i] as number
    else no += matter[i] as number
  })
  const high = (yes + 1) / (yes + 2)
  const low = 1 / (no + 2)
  let slope = 1
  let shift = Math.log((yes + 1) / (no + 1))
  for (let round = 0; round < 100; round += 1) {
    let g0 = 0
    let g1 = 0
    let h00 = 1e-9
    let h01 = 0
    let h11 = 1e-9
    scores.forEach((score, i) => {
      const p = sigmoid(slope * score + shift)
      const much = matter[i] as number
      const miss = much * (p - (truth[i] ? high : low))
      const bend = much * p * (1 - p)
      g0 += miss * score
      g1 += miss
      h00 += bend * score * score
      h01 += bend * score
      h11 += bend
    })
    const determinant = h00 * h11 - h01 * h01
    const dSlope = (h11 * g0 - h01 * g1) / determinant
    const dShift = (h00 * g1 - h01 * g0) / determinant
    // A full step may overshoot where nearly all is one class.
    const step = Math.min(1, 5 / (Math.abs(dSlope) + Math.abs(dShift) + 1e-12))
    slope -= step * dSlope
    shift -= step * dShift
    if (Math.abs(dSlope) + Math.abs(dShift) < 1e-7) break
  }
  return { slope, shift }
}

/** The highest line at which at least `recall` of what holds is at or above it; `fallback` when nothing holds. */
export function lineFor(
  chances: readonly number[],
  truth: readonly boolean[],
  recall: number,
  fallback: number,
): number {
  const held = chances.filter((_, i) => truth[i]).sort((a, b) => b - a)
  if (held.length === 0) return fallback
  return held[Math.min(held.length - 1, Math.ceil(held.length * recall) - 1)] ?? fallback
}

/**
 * Turns the scores of classes of which exactly one holds into probabilities that add up to 1: vector scaling, a slope and a
 * shift for each class before the softmax (Guo, Pleiss, Sun and Weinberger, ICML 2017), fitted by gradient descent with
 * momentum. The scores must be of rows that the planes were not trained on.
 * @param truth the place of the class that holds, for each row.
 * @param matter how much each row counts.
 */
export function fitJoint(
  scores: readonly (readonly number[])[],
  truth: readonly number[],
  matter: readonly number[],
): Joint {
  const all = matter.reduce((sum, one) => sum + one, 0)
  const classes = scores[0]?.length ?? 0
  const joint: Joint = {
    slope: Array.from({ length: classes }, () => 2),
    shift: Array.from({ length: classes }, () => 0),
  }
  const speed = Array.from({ length: classes * 2 }, () => 0)
  for (let round = 0; round < 400; round += 1) {
    const pull = Array.from({ length: classes * 2 }, () => 0)
    scores.forEach((row, i) => {
      const chances = softmax(row, joint)
      row.forEach((score, k) => {
        const miss = (matter[i] as number) * ((chances[k] as number) - (truth[i] === k ? 1 : 0))
        pull[k] = (pull[k] as number) + miss * score
        pull[classes + k] = (pull[classes + k] as number) + miss
      })
    })
    pull.forEach((one, k) => {
      const moved = 0.9 * (speed[k] as number) - (0.5 * one) / all
      speed[k] = moved
      const list = k < classes ? joint.slope : joint.shift
      list[k % classes] = (list[k % classes] as number) + moved
    })
  }
  return joint
}
