// Hangul and the letters of Chinese and Japanese count each for itself: their words carry endings, and a changed ending is no
// changed word. Elsewhere a word is a word.
const parts =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}'’])+/gu

// Two replies of the longest kind in which nothing agrees take some ten milliseconds; beyond it order no longer counts.
const mostInOrder = 3_000

/**
 * How much of a draft was changed, from 0 (nothing but spaces and punctuation) to 1 (nothing is left): the share of the words of
 * both texts, for Korean of the syllables, that have no place in their longest common subsequence. Beyond 3,000 words that differ
 * the order is not looked at, so that no text takes long.
 */
export function changedShare(draft: string, sent: string): number {
  const before = partsOf(draft)
  const after = partsOf(sent)
  const total = before.length + after.length
  if (total === 0) return draft.trim() === sent.trim() ? 0 : 1
  return (total - 2 * common(before, after)) / total
}

function partsOf(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(parts) ?? []
}

function common(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  let end = 0
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const inOrder = Math.max(left.length, right.length) <= mostInOrder
  return start + end + (inOrder ? longestCommon(left, right) : shared(left, right))
}

/** The length of the longest common subsequence, with one row of the table at a time. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1)
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    for (let at = 0; at < b.length; at += 1)
      row[at + 1] = word === b[at] ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0)
    ;[above, row] = [row, above]
  }
  return above[b.length] ?? 0
}

function shared(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let both = 0
  for (const word of b) {
    const left = counts.get(word) ?? 0
    if (left === 0) continue
    counts.set(word, left - 1)
    both += 1
  }
  return both
}
