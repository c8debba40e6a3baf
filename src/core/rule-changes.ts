import type { PolicyRule } from './policy-rules.ts'

/** What became of the rules of a policy: those that are the same are in none of these. */
export interface RuleChanges {
  changed: { from: PolicyRule; to: PolicyRule }[]
  added: PolicyRule[]
  removed: PolicyRule[]
  /** Those that are in both stand in another order, which decides which of them is followed. */
  moved: boolean
}

const parts = [
  'intent',
  'accounts',
  'visibility',
  'minConfidence',
  'findings',
  'feelings',
  'do',
  'afterSeconds',
] as const
// With fewer parts the same, it is rather another sentence in the place of one that is gone.
const leastSame = 5

/** Which rules were changed, and into what: of those that came and went, each pair that is most alike and nearest to each other. */
export function ruleChanges(before: readonly PolicyRule[], after: readonly PolicyRule[]): RuleChanges {
  const pairOf = new Map<number, number>()
  const taken = new Set<number>()
  const pair = (from: number, to: number) => {
    if (pairOf.has(from) || taken.has(to)) return
    pairOf.set(from, to)
    taken.add(to)
  }
  const pairs = before.flatMap((from, at) =>
    after.map((to, place) => ({ at, place, same: sameParts(from, to), away: Math.abs(at - place) })),
  )
  pairs.sort((a, b) => b.same - a.same || a.away - b.away)
  for (const { at, place, same } of pairs) if (same >= leastSame) pair(at, place)
  const kept = before.flatMap((from, at) => {
    const place = pairOf.get(at)
    const to = place === undefined ? undefined : after[place]
    return place === undefined || to === undefined ? [] : [{ place, from, to }]
  })
  return {
    changed: kept.flatMap(({ from, to }) => (sameParts(from, to) === parts.length ? [] : [{ from, to }])),
    added: after.filter((_, place) => !taken.has(place)),
    removed: before.filter((_, at) => !pairOf.has(at)),
    moved: kept.some(({ place }, at) => place < (kept[at - 1]?.place ?? -1)),
  }
}

function sameParts(one: PolicyRule, other: PolicyRule): number {
  return parts.filter((part) => JSON.stringify(one[part]) === JSON.stringify(other[part])).length
}
