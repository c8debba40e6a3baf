import { bias, line, weights } from './weights.ts'

const rules = ['far', 'undone', 'uncovered', 'alone', 'opposed', 'missing', 'opposite']
const grave = ['alone', 'opposed', 'opposite', 'reach', 'turned', 'absent']
// From here on a clause that points the other way is about as near.
const waveringFrom = -0.3
// Measures that mean more, or less, where another is high.
const together: readonly (readonly [string, string])[] = [
  ['ruled', 'lost'],
  ['grave', 'lost'],
  ['ruled', 'copy'],
  ['numbered', 'lost'],
  ['numbered', 'unknown'],
  ['turning', 'lost'],
  ['opposed', 'lost'],
  ['missing', 'numbers'],
  ['nowhere', 'numbers'],
  ['unknown', 'korean'],
  ['lost', 'korean'],
  ['copy', 'unknown'],
  ['copy', 'nowhere'],
  ['numbersAway', 'single'],
  ['numbersAway', 'copy'],
  ['numbersAway', 'margin'],
  ['apartWords', 'single'],
  ['apartWords', 'copy'],
  ['unknown', 'single'],
  ['polar', 'lost'],
  ['polar', 'opposed'],
]

/** All that the model sees of a claim and a source, by name. */
export function featuresOf(measures: Readonly<Record<string, number>>): Record<string, number> {
  const of = (name: string) => measures[name] ?? 0
  const count = (names: readonly string[]) => names.filter((name) => of(name) > 0).length
  const polar = of('polar')
  const found: Record<string, number> = {
    ...measures,
    ruled: count(rules) > 0 ? 1 : 0,
    families: count(rules),
    grave: Math.min(3, count(grave)),
    turning: polar > 0 ? 1 : 0,
    wavering: polar > waveringFrom ? 1 : 0,
    lostFar: of('lost') ** 2,
    single: of('clauses') <= 1 ? 1 : 0,
    numbered: of('numbers') > 0 ? 1 : 0,
  }
  for (const [a, b] of together) found[`${a} ${b}`] = (found[a] ?? 0) * (found[b] ?? 0)
  return found
}

// Without any of these nothing speaks against a claim, however short or long it is.
const evidence = [
  ...rules,
  'reach',
  'turned',
  'absent',
  'shifted',
  'unknown',
  'verbs',
  'apartWords',
  'numbersAway',
]

/** Whether anything at all speaks against a claim. */
export function isAgainst(measures: Readonly<Record<string, number>>): boolean {
  return (measures.polar ?? 0) > waveringFrom || evidence.some((name) => (measures[name] ?? 0) > 0)
}

/** How likely it is that a source does not hold a claim, from 0 to 1; learned from sentences of several writers. */
export function doubtOf(measures: Readonly<Record<string, number>>): number {
  if (!isAgainst(measures)) return 0
  const features = featuresOf(measures)
  let sum = bias
  for (const [name, [mean, spread, weight]] of Object.entries(weights))
    sum += (weight * ((features[name] ?? 0) - mean)) / spread
  return 1 / (1 + Math.exp(-sum))
}

/** From this doubt on a claim is not held. */
export const doubtful = line
