/**
 * Turns scores into probabilities: fits 1 / (1 + exp(-(slope · score + shift))) to what was right, by Newton's method with the
 * targets of Platt (1999) as corrected by Lin, Lin and Weng, "A note on Platt's probabilistic outputs for support vector
 * machines", Machine Learning 68 (2007). The scores must be of rows that the plane was not trained on.
 */
export function fitPlatt(
  scores: readonly number[],
  truth: readonly boolean[],
): { slope: number; shift: number } {
  const yes = truth.filter(Boolean).length
  const no = truth.length - yes
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
      const miss = p - (truth[i] ? high : low)
      const bend = p * (1 - p)
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

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
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
