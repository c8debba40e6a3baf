/** For one fault: the score of each reply, by judges that did not learn from it, and whether it has the fault. */
export interface Scored {
  scores: readonly number[]
  truth: readonly boolean[]
  /** Whether a reply that is stopped for it waits for a person; false for a mere note. */
  stops: boolean
}

export interface LineLimits {
  /** Of clean replies not more than this share may be stopped by one check. */
  alarmsAtMost: number
  /** What a clean reply that no other check stops costs, beside a fault of this check that is missed. */
  price: number
}

/**
 * Lays the lines of all faults together. A clean reply that is stopped for two reasons is stopped once, and a faulty one that
 * is stopped for another reason than its own is stopped, too: so each line in turn is laid where it gains most, given
 * the others, until none moves.
 * @param clean how much each reply counts among the clean ones; 0 for one that is not clean
 */
export function layLines(
  faults: readonly Scored[],
  clean: readonly number[],
  { alarmsAtMost, price }: LineLimits,
): number[] {
  const cleanAt = Array.from(clean.keys()).filter((i) => (clean[i] as number) > 0)
  const all = cleanAt.reduce((sum, i) => sum + (clean[i] as number), 0)
  const steps = faults.map(({ scores }) => stepsOf(scores, clean, cleanAt, alarmsAtMost * all))
  const lines = steps.map((some) => some.at(-1) as number)
  const isStopped = (i: number): boolean =>
    faults.some(({ scores, stops }, k) => stops && (scores[i] as number) >= (lines[k] as number))
  for (let round = 0; round < 6; round += 1) {
    let moved = false
    faults.forEach(({ scores, truth, stops }, k) => {
      const before = lines[k] as number
      lines[k] = Number.POSITIVE_INFINITY
      const bad = truth.flatMap((is, i) =>
        is ? [{ score: scores[i] as number, counts: stops && !isStopped(i) ? 2 : 1 }] : [],
      )
      const good = cleanAt.flatMap((i) =>
        stops && !isStopped(i) ? [{ score: scores[i] as number, counts: clean[i] as number }] : [],
      )
      const over = (some: typeof bad, line: number): number =>
        some.reduce((sum, { score, counts }) => (score >= line ? sum + counts : sum), 0)
      let best = { line: before, gain: Number.NEGATIVE_INFINITY }
      for (const line of steps[k] as number[]) {
        const gain = over(bad, line) / Math.max(1, bad.length) - (price * over(good, line)) / all
        if (gain > best.gain) best = { line, gain }
      }
      lines[k] = best.line
      moved ||= best.line !== before
    })
    if (!moved) break
  }
  return lines
}

/** Lines just above the clean reply that sounds worst, next worst, and so on, as far as there is room. */
function stepsOf(
  scores: readonly number[],
  clean: readonly number[],
  cleanAt: readonly number[],
  room: number,
): number[] {
  const sorted = [...cleanAt].sort((a, b) => (scores[b] as number) - (scores[a] as number))
  const steps: number[] = []
  let used = 0
  for (const i of sorted) {
    if (used > room) break
    steps.push((scores[i] as number) + 1e-6)
    used += clean[i] as number
  }
  return steps.length > 0 ? steps : [0]
}
