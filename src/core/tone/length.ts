import type { Language } from '../intent.ts'
import { countText, type TextLimits } from '../limits.ts'
import type { Visibility } from '../mention.ts'
import type { Strategy } from './rules.ts'

export interface Length {
  /** As the channel counts, in its own unit. */
  least: number
  most: number
  sentences: { least: number; most: number }
}

/** How long what they wrote is, in what a reader sees as letters; Hangul says the same in half of them. */
type Size = 'short' | 'middle' | 'long'
const shortUpTo: Record<Language, number> = { ko: 40, en: 80 }
const longFrom: Record<Language, number> = { ko: 150, en: 300 }

type Sentences = readonly [least: number, most: number]
const sentencesFor: Record<Visibility, Record<Size, Sentences>> = {
  direct: { short: [1, 2], middle: [1, 3], long: [2, 5] },
  public: { short: [1, 2], middle: [1, 2], long: [2, 3] },
}

// An answer to small talk is small; whatever they wrote.
const neverMore: Partial<Record<Strategy, number>> = { welcome: 1, 'play-along': 2 }
// What went wrong, and what happens next.
const neverLess: Partial<Record<Strategy, number>> = { listen: 2, inform: 2, 'thank-and-act': 2 }

// A sentence as people write them to a stranger, in letters: the shortest that is one, and the longest that is read.
const shortest: Record<Language, number> = { ko: 8, en: 16 }
const longest: Record<Visibility, Record<Language, number>> = {
  direct: { ko: 50, en: 100 },
  public: { ko: 40, en: 80 },
}

/** How long a reply may be: as long as they were, within what the channel takes, shorter where everybody reads it. */
export function lengthOf(request: {
  strategy: Strategy
  texts: readonly string[]
  language: Language
  visibility: Visibility
  limits: TextLimits
}): Length {
  const { strategy, language, visibility, limits } = request
  if (strategy === 'silence') return { least: 0, most: 0, sentences: { least: 0, most: 0 } }
  const [fewest, many] = sentencesFor[visibility][sizeOf(request)]
  const most = Math.min(many, neverMore[strategy] ?? many)
  const least = Math.min(most, Math.max(fewest, neverLess[strategy] ?? fewest))
  const perLetter = limits.unit === 'bytes' ? bytesOfLetter(language) : 1
  const room = Math.min(limits.max, roomInBytes(limits))
  const wanted = most * longest[visibility][language] * perLetter
  const up = Math.max(0, Math.floor(Math.min(room, wanted)))
  return {
    least: Math.min(up, least * shortest[language] * perLetter),
    most: up,
    sentences: { least, most },
  }
}

export function sizeOf({
  texts,
  language,
  limits,
}: {
  texts: readonly string[]
  language: Language
  limits: TextLimits
}): Size {
  const letters = countText(texts.join('\n').trim(), { ...limits, unit: 'graphemes' })
  if (letters <= shortUpTo[language]) return 'short'
  return letters < longFrom[language] ? 'middle' : 'long'
}

function bytesOfLetter(language: Language): number {
  return language === 'ko' ? 3 : 1
}

/** A second ceiling counts bytes; a letter may have three in either language (’ has). */
function roomInBytes({ maxBytes, unit }: TextLimits): number {
  if (maxBytes === undefined) return Infinity
  return unit === 'bytes' ? maxBytes : Math.floor(maxBytes / 3)
}
