/** Enough of a passage to tell it from another. */
interface Words {
  /** The same for the same words under the same heading. */
  id: string
  heading: string
  text: string
  language: string
  version: string
  validFrom: string | null
  validUntil: string | null
}

export type PassageChange<P> =
  | { kind: 'added'; before: null; after: P }
  | { kind: 'removed'; before: P; after: null }
  | { kind: 'changed'; before: P; after: P }

/**
 * What is different between two versions of a document, by passage, in the order of the newer one; what went stands behind
 * its neighbour. Words that only stand elsewhere are the same. Takes time in proportion to their number, however they differ.
 * @returns how many are the same, and the others.
 */
export function comparePassages<P extends Words>(
  before: readonly P[],
  after: readonly P[],
): { same: number; changes: PassageChange<P>[] } {
  const partner = pair(before, after)
  const taken = new Set(partner.values())
  // What went, by the passage before it that stayed.
  const gone = new Map<P | null, P[]>()
  let neighbour: P | null = null
  for (const one of before) {
    if (taken.has(one)) neighbour = one
    else put(gone, neighbour, one)
  }
  const changes: PassageChange<P>[] = []
  const tellGone = (behind: P | null) => {
    for (const one of gone.get(behind) ?? []) changes.push({ kind: 'removed', before: one, after: null })
  }
  let same = 0
  tellGone(null)
  for (const one of after) {
    const was = partner.get(one)
    if (!was) changes.push({ kind: 'added', before: null, after: one })
    else if (isSame(was, one)) same += 1
    else changes.push({ kind: 'changed', before: was, after: one })
    if (was) tellGone(was)
  }
  return { same, changes }
}

/** Of each passage which one it was: the same words first, then the same heading, then the same text under another heading. */
function pair<P extends Words>(before: readonly P[], after: readonly P[]): Map<P, P> {
  const partner = new Map<P, P>()
  const free = new Set(before)
  for (const by of ['id', 'heading', 'text'] as const) {
    const waiting = new Map<string, P[]>()
    for (const one of free) put(waiting, one[by], one)
    for (const line of waiting.values()) line.reverse()
    for (const one of after) {
      if (partner.has(one)) continue
      const was = waiting.get(one[by])?.pop()
      if (!was) continue
      partner.set(one, was)
      free.delete(was)
    }
  }
  return partner
}

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

function isSame(one: Words, other: Words): boolean {
  return (
    one.id === other.id &&
    one.language === other.language &&
    one.version === other.version &&
    one.validFrom === other.validFrom &&
    one.validUntil === other.validUntil
  )
}
