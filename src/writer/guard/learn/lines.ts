/** What is known of one example for one fault: the reader's score, by planes that did not learn from it, and the patterns. */
export interface Judged {
  score: number
  truth: boolean
  /** Without any fault. */
  clean: boolean
  sure: boolean
  weak: boolean
  /** The patterns were written looking at it: it tells of the reader only. */
  seen: boolean
}

export interface Lines {
  /** From this score on the reader alone is enough. */
  line: number
  /** From this score on it is enough where weak words say so, too. */
  withPattern: number
}

// Of clean replies not more than this share may be stopped by one check: by the reader, and by all that the check does. On
// replies that the lines were not laid by it comes out higher, 2.6 % at most, so this keeps it about 2.5 %.
const alarmsAtMost = 0.02

/** What a check finds with these lines. */
export function isFound({ score, sure, weak }: Judged, { line, withPattern }: Lines): boolean {
  return sure || score >= (weak ? withPattern : line)
}

/**
 * The two lines that find most while false alarms stay below the limit; where several do, the ones with
 * fewest alarms.
 */
export function layLine(judged: readonly Judged[]): Lines {
  const unseen = judged.filter(({ seen }) => !seen)
  const clean = unseen.filter((one) => one.clean)
  const bad = unseen.filter((one) => one.truth)
  const room = Math.floor(alarmsAtMost * clean.length) - clean.filter(({ sure }) => sure).length
  // Patterns may have used up what is allowed; then only what is heard loudly is heard.
  const strict = stepsOf(clean.filter(({ sure, weak }) => !sure && !weak))
  const loose = stepsOf(clean.filter(({ sure, weak }) => !sure && weak))
  let best: Lines & { found: number; alarms: number } = {
    ...{ line: strict(0), withPattern: loose(0), found: -1, alarms: 0 },
  }
  for (let alarms = 0; alarms <= Math.max(0, room); alarms += 1) {
    for (let ofWeak = 0; ofWeak <= alarms; ofWeak += 1) {
      const lines = { line: strict(alarms - ofWeak), withPattern: loose(ofWeak) }
      const found = bad.filter((one) => isFound(one, lines)).length
      if (found > best.found) best = { ...lines, found, alarms }
    }
  }
  const allClean = judged.filter((one) => one.clean)
  const line = Math.max(best.line, stepsOf(allClean)(Math.floor(alarmsAtMost * allClean.length)))
  // Weak words speak for a fault: they never make it harder to be heard.
  return { line, withPattern: Math.min(line, best.withPattern) }
}

/** The line that lets so many of these pass: just above the next score. */
function stepsOf(clean: readonly Judged[]): (alarms: number) => number {
  const scores = clean.map(({ score }) => score).sort((a, b) => b - a)
  return (alarms) => (scores[alarms] ?? -1) + 0.001
}
