import type { Db } from './store/db.ts'
import { readSpending } from './store/spending.ts'

// A budget is a ceiling for the day, not for the second.
const sumLastsMs = 5_000

/**
 * What the model may still cost today for a brand, in millionths of a US dollar: by the nearer of two ceilings, the
 * installation's over all brands and the brand's own; null where there is neither. A sum is looked up at most every `lastsMs`.
 */
export function makeLeftToday(
  db: Db,
  ceiling: number | null,
  lastsMs = sumLastsMs,
): (brandId: string) => Promise<number | null> {
  const sums = new Map<string, { at: number; left: Promise<number | null> }>()
  const look = async (brandId: string): Promise<number | null> => {
    const { all, brand, brandCeiling } = await readSpending(db, brandId)
    const left = [
      ...(ceiling === null ? [] : [ceiling - all]),
      ...(brandCeiling === null ? [] : [brandCeiling - brand]),
    ]
    return left.length === 0 ? null : Math.min(...left)
  }
  return (brandId) => {
    const known = sums.get(brandId)
    if (known && performance.now() - known.at <= lastsMs) return known.left
    const left = look(brandId)
    sums.set(brandId, { at: performance.now(), left })
    return left
  }
}
