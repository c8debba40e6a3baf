import { around } from './bounds.ts'
import { type Named, namedIn } from './contrast.ts'
import type { Quantity } from './marks.ts'
import { plain, quantitiesIn, quantitiesOf } from './numbers.ts'
import { type Polarity, polarityOf } from './polarity.ts'
import { clausesOf, sentencesOf } from './sentences.ts'
import { type Ground, groundOf, has, type Word, wordsOf } from './words.ts'

export interface Passage {
  id: string
  heading: string
  text: string
  validity: 'valid' | 'expired' | 'future'
}

/** One clause of a source, with what it counts. */
export interface Clause {
  text: string
  ground: Ground
  /** Sentence it stands in, as a place in `sentences`. */
  sentence: number
  quantities: Quantity[]
  polarity: Polarity
}

/** A passage as sentences are held against it. */
export interface Source {
  passage: Passage
  heading: Ground
  all: Ground
  sentences: Ground[]
  /** The sentences as quantities are read from them, in small letters. */
  texts: string[]
  /** What the sentences name of what stands in one another's place, and the whole passage. */
  named: Named[]
  names: Named
  clauses: Clause[]
  quantities: Quantity[]
  /** Those that stand in the heading. */
  headed: Quantity[]
}

/** A sentence of a reply, taken apart. */
export interface Claim {
  text: string
  words: Word[]
  quantities: Quantity[]
  clauses: ClaimClause[]
  named: Named
}

export interface ClaimClause {
  text: string
  words: Word[]
  quantities: Quantity[]
  polarity: Polarity
}

const known = new Map<string, Source>()
const knownAtMost = 500

/** A passage as sentences are held against it. The same passages are cited again and again, so the last ones are kept. */
export function readSource(passage: Passage): Source {
  const key = `${passage.heading}\n${passage.text}`
  const before = known.get(key)
  if (before) {
    // What was asked for last goes last.
    known.delete(key)
    known.set(key, before)
    return { ...before, passage }
  }
  const source = takeApart(passage)
  known.set(key, source)
  const oldest = known.size > knownAtMost ? known.keys().next().value : undefined
  if (oldest !== undefined) known.delete(oldest)
  return source
}

function takeApart(passage: Passage): Source {
  const sentences = sentencesOf(passage.text)
  const heading = groundOf(passage.heading)
  const clauses = sentences.flatMap(({ text }, sentence) =>
    cut(text).map((clause) => ({ ...clause, ground: groundOf(clause.text), sentence })),
  )
  const headed = quantitiesOf(passage.heading)
  return {
    passage,
    heading,
    all: groundOf(`${passage.heading}\n${passage.text}`),
    sentences: sentences.map(({ text }) => groundOf(text)),
    texts: sentences.map(({ text }) => plain(text)),
    named: sentences.map(({ text }) => namedIn(`${passage.heading} ${text}`)),
    names: namedIn(`${passage.heading} ${passage.text}`),
    clauses,
    headed,
    quantities: [...headed, ...clauses.flatMap(({ quantities }) => quantities)],
  }
}

export function readClaim(text: string): Claim {
  const clauses = cut(text).map((clause) => ({ ...clause, words: wordsOf(clause.text) }))
  const quantities = clauses.flatMap((clause) => clause.quantities)
  return { text, words: wordsOf(text), quantities, clauses, named: namedIn(text) }
}

/** Numbers are read from the whole sentence, since a list says its unit once, and then given to their clauses. */
function cut(sentence: string): { text: string; quantities: Quantity[]; polarity: Polarity }[] {
  const text = plain(sentence)
  const quantities = quantitiesIn(text).map((one) => ({ ...one, around: around(text, one) }))
  return clausesOf(text).map((clause) => ({
    text: clause.text,
    quantities: quantities.filter(({ start }) => start >= clause.start && start < clause.end),
    polarity: polarityOf(clause.text),
  }))
}

/** How rare words are among the clauses of all sources: what every product has tells none apart. */
export function rarity(sources: readonly Source[]): (word: Word) => number {
  const clauses = sources.flatMap((source) => source.clauses)
  const known = new Map<string, number>()
  return (word) => {
    const before = known.get(word.stem)
    if (before !== undefined) return before * word.weight
    const times = clauses.filter(({ ground }) => has(ground, word) >= 0.8).length
    const rare = Math.log(1 + (clauses.length + 1) / (times + 0.5))
    known.set(word.stem, rare)
    return rare * word.weight
  }
}
