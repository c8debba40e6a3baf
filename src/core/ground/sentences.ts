/** A piece of a text with its place, in UTF-16 units; `end` is the first unit after it. */
export interface Piece {
  text: string
  start: number
  end: number
}

// A mark ends a sentence when a space or the end follows, with quotes and brackets in between. So numbers (3.5), links
// and "a.m.," go on. A line break always ends one: what stands below is another row or another thought.
const sentenceEnd = /[.!?。！？…]{1,8}["'”’)\]」』]{0,3}(?=\s|$)|\n+/g
const goesOn = /(?:^|[\s(])(?:[ap]\.m|no|e\.g|i\.e|mr|ms|mrs|dr|st|vs)\.$/i

/** The sentences of a reply or a passage, Korean or English, without the space around them. */
export function sentencesOf(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length
    if (match[0] === '.' && goesOn.test(text.slice(Math.max(0, end - 6), end)) && runsOn(text, end)) continue
    keep(text, from, end, found)
    from = end
  }
  keep(text, from, text.length, found)
  return found
}

/** After "10 p.m." a small letter, a zone or a digit goes on with the same sentence. */
function runsOn(text: string, end: number): boolean {
  return /^\s{1,4}(?:[a-z0-9(]|Korea|KST)/.test(text.slice(end, end + 12))
}

function keep(text: string, from: number, to: number, found: Piece[]): void {
  const piece = text.slice(from, to)
  const trimmed = piece.trim()
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return
  const start = from + piece.indexOf(trimmed)
  found.push({ text: trimmed, start, end: start + trimmed.length })
}

// Korean clauses end with a connective, English ones with a conjunction. A comma between digits is part of a number.
const clauseEnd =
  /(?<!\d),(?!\d{3}(?!\d))\s*|;\s*|(?<=[가-힣](?:(?<![광신최창경])고|며|지만|는데|은데|니|면서))\s+(?!있|계시|계셔|싶|나면|나서)|\s+(?=and (?:you|we|it|they|the|your|our|this|there|is|are|can|cannot|must|may|will|has|have|lasts|costs|works|takes|goes|stops|starts|receive)\b)|\s+(?=and (?:krw|KRW|₩))|\s+(?=(?:even )?(?:if|when|unless|until)\s)|\s+(?=(?:but|while|because|so|although|though|whereas|which|except)\s)/g

/** A row of a table: its cells belong together, so it is one clause whatever commas it has. */
const row = /^[^.!?]{1,200}: [^.!?]{1,200}$/

/** The parts of one sentence that each say one thing. */
export function clausesOf(sentence: string): Piece[] {
  if (row.test(sentence)) return [{ text: sentence, start: 0, end: sentence.length }]
  const found: Piece[] = []
  let from = 0
  for (const match of sentence.matchAll(clauseEnd)) {
    keep(sentence, from, match.index, found)
    from = match.index + match[0].length
  }
  keep(sentence, from, sentence.length, found)
  return found
}
