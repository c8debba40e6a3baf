/**
 * How alike two texts are, from 0 to 1: Dice's coefficient over character bigrams. Bigrams of characters need no
 * word boundaries, so Korean with its endings and English are measured alike. Case, spaces and punctuation do not count.
 */
export function similarity(a: string, b: string): number {
  return likeness(a)(b, 0)
}

/** The text among `others` that is most like `text`, when it is at least `least` (0–1) alike; else null. */
export function findSimilar(
  text: string,
  others: Iterable<string>,
  least: number,
): { text: string; similarity: number } | null {
  const compare = likeness(text)
  let best: { text: string; similarity: number } | null = null
  for (const other of others) {
    const found = compare(other, Math.max(least, best?.similarity ?? 0))
    if (found >= least && found > (best?.similarity ?? 0)) best = { text: other, similarity: found }
    if (best?.similarity === 1) break
  }
  return best
}

/** What is left of a text when only its letters and numbers count. */
export function bareText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Prepares one side once. The returned function may answer 0 early when `least` cannot be reached. */
export function likeness(text: string): (other: string, least: number) => number {
  const bare = bareText(text)
  const counts = bigramsOf(bare)
  return (other, least) => {
    const otherBare = bareText(other)
    if (otherBare === bare) return 1
    if (bare.length < 2 || otherBare.length < 2) return 0
    const total = bare.length + otherBare.length - 2
    if ((2 * (Math.min(bare.length, otherBare.length) - 1)) / total < least) return 0
    let shared = 0
    for (const [pair, count] of bigramsOf(otherBare)) shared += Math.min(count, counts.get(pair) ?? 0)
    return (2 * shared) / total
  }
}

/** How often each pair of neighbouring letters occurs. */
export function bigramsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}
