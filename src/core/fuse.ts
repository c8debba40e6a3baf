/**
 * One ranking out of several, by reciprocal rank fusion: each ranking gives 1 / (k + place) to what it ranks, places counted
 * from 1, and the sums decide. Scores of different kinds need not be comparable. Equals keep the order in which they were
 * first met. (G. Cormack, C. Clarke & S. Büttcher, 2009, who took k = 60.)
 */
export function fuse<T>(rankings: readonly (readonly T[])[], k = 60): { item: T; score: number }[] {
  const scores = new Map<T, number>()
  for (const ranking of rankings) {
    const seen = new Set<T>()
    for (const item of ranking) {
      // A ranking that names something twice has it at its first place.
      if (seen.has(item)) continue
      seen.add(item)
      scores.set(item, (scores.get(item) ?? 0) + 1 / (k + seen.size))
    }
  }
  return [...scores].map(([item, score]) => ({ item, score })).sort((a, b) => b.score - a.score)
}

/** The cosine of the angle between two vectors, from -1 to 1; 0 when one is nothing or their lengths differ. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return 0
  let dot = 0
  let squaresA = 0
  let squaresB = 0
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? 0
    dot += one * other
    squaresA += one * one
    squaresB += other * other
  }
  const size = Math.sqrt(squaresA) * Math.sqrt(squaresB)
  return size > 0 ? dot / size : 0
}
