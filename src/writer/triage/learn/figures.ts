/** What a decision got right, counted against what careful people said. */
export interface Counts {
  tp: number
  fp: number
  fn: number
}

export function precision({ tp, fp }: Counts): number {
  return tp + fp === 0 ? 1 : tp / (tp + fp)
}

export function recall({ tp, fn }: Counts): number {
  return tp + fn === 0 ? 1 : tp / (tp + fn)
}

export function f1({ tp, fp, fn }: Counts): number {
  return tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn)
}

/** Mean of the classes' F1, over classes that occur. */
export function macroF1(pairs: readonly (readonly [truth: string, said: string])[]): number {
  const classes = [...new Set(pairs.map(([truth]) => truth))]
  const each = classes.map((one) => {
    const counts = { tp: 0, fp: 0, fn: 0 }
    for (const [truth, said] of pairs) {
      if (truth === one && said === one) counts.tp += 1
      else if (said === one) counts.fp += 1
      else if (truth === one) counts.fn += 1
    }
    return f1(counts)
  })
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length)
}

/**
 * A 95% interval by the bootstrap: the figure of 400 samples of the same size, drawn with replacement by a fixed seed; the
 * 2.5th and 97.5th percentile (Efron and Tibshirani 1993, chapter 13).
 */
export function interval<T>(rows: readonly T[], figure: (rows: readonly T[]) => number): [number, number] {
  let state = 20_261_122
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const drawn = Array.from({ length: 400 }, () =>
    figure(rows.map(() => rows[Math.floor(random() * rows.length)] as T)),
  ).sort((a, b) => a - b)
  return [drawn[10] ?? Number.NaN, drawn[389] ?? Number.NaN]
}

/**
 * Expected calibration error: how far what was promised is from what was kept, in 15 bins of equal width, weighted by size
 * (Guo, Pleiss, Sun and Weinberger, ICML 2017).
 */
export function calibrationError(rows: readonly { confidence: number; right: boolean }[]): number {
  const bins = Array.from({ length: 15 }, () => ({ promised: 0, kept: 0, size: 0 }))
  for (const { confidence, right } of rows) {
    const bin = bins[Math.min(14, Math.floor(confidence * 15))]
    if (!bin) continue
    bin.promised += confidence
    bin.kept += right ? 1 : 0
    bin.size += 1
  }
  return (
    bins.reduce((sum, { promised, kept }) => sum + Math.abs(promised - kept), 0) / Math.max(1, rows.length)
  )
}
