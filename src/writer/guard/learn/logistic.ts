/**
 * Fits weights of a logistic regression by Newton's method, held near a first guess: with few rows, what was guessed counts.
 * @param matter how much each row counts; 0 leaves it out.
 * @param near how strongly each weight but the first, which is the bias, is held.
 */
export function fitLogistic(
  rows: readonly Float64Array[],
  truth: readonly boolean[],
  matter: readonly number[],
  guess: Float64Array,
  near: number,
): Float64Array {
  const size = guess.length
  const weights = Float64Array.from(guess)
  for (let round = 0; round < 30; round += 1) {
    const slope = new Float64Array(size)
    const bend = new Float64Array(size * size)
    for (let j = 0; j < size; j += 1) {
      const held = j === 0 ? near / 100 : near
      slope[j] = held * ((weights[j] as number) - (guess[j] as number))
      bend[j * size + j] = held
    }
    rows.forEach((row, i) => {
      const much = matter[i] as number
      if (much === 0) return
      let score = 0
      for (let j = 0; j < size; j += 1) score += (weights[j] as number) * (row[j] as number)
      const chance = 1 / (1 + Math.exp(-score))
      const miss = much * (chance - (truth[i] ? 1 : 0))
      const curve = much * chance * (1 - chance)
      for (let j = 0; j < size; j += 1) {
        const one = row[j] as number
        if (one === 0) continue
        slope[j] = (slope[j] as number) + miss * one
        for (let k = 0; k <= j; k += 1)
          bend[j * size + k] = (bend[j * size + k] as number) + curve * one * (row[k] as number)
      }
    })
    const step = solve(bend, slope, size)
    const longest = step.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
    // A full step may overshoot where a few columns divide the rows cleanly.
    const share = Math.min(1, 4 / longest)
    for (let j = 0; j < size; j += 1) weights[j] = (weights[j] as number) - share * (step[j] as number)
    if (longest < 1e-6) break
  }
  return weights
}

/** Solves a · x = b for a symmetric positive matrix, of which the lower half is given, by Cholesky's method. */
function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const at = (j: number, k: number): number => matrix[j * size + k] as number
  for (let j = 0; j < size; j += 1) {
    for (let k = 0; k <= j; k += 1) {
      let sum = at(j, k)
      for (let q = 0; q < k; q += 1) sum -= at(j, q) * at(k, q)
      matrix[j * size + k] = j === k ? Math.sqrt(Math.max(1e-12, sum)) : sum / at(k, k)
    }
  }
  const half = new Float64Array(size)
  for (let j = 0; j < size; j += 1) {
    let sum = right[j] as number
    for (let q = 0; q < j; q += 1) sum -= at(j, q) * (half[q] as number)
    half[j] = sum / at(j, j)
  }
  const found = new Float64Array(size)
  for (let j = size - 1; j >= 0; j -= 1) {
    let sum = half[j] as number
    for (let q = j + 1; q < size; q += 1) sum -= at(q, j) * (found[q] as number)
    found[j] = sum / at(j, j)
  }
  return found
}
