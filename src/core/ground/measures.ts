import { placesOf, sentenceHas } from './close.ts'
import { contrasts } from './contrast.ts'
import { polarOf } from './fine.ts'
import { turnedRound } from './opposites.ts'
import { reachUnlike } from './scope.ts'
import type { Claim, Source } from './source.ts'
import { type Ground, has, type Word } from './words.ts'

export interface Soft {
  values: Record<string, number>
  /** Words that stand nowhere in the source. */
  unknown: string[]
  /** What is said instead of something else. */
  instead: string[]
}

/** Share of the pairs of neighbouring letters of a claim that a text has, from 0 to 1. */
function likeness(claim: string, text: string): number {
  const bare = (one: string) =>
    one
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const there = new Set<string>()
  const far = bare(text)
  for (let at = 0; at + 2 <= far.length; at++) there.add(far.slice(at, at + 2))
  const own = bare(claim)
  let same = 0
  for (let at = 0; at + 2 <= own.length; at++) if (there.has(own.slice(at, at + 2))) same++
  return own.length < 2 ? 0 : same / (own.length - 1)
}

const asked = /[가-힣]/
/** How a claim fits a source, in numbers that a model weighs. */
export function measure(
  claim: Claim,
  source: Source,
  thread: readonly Ground[],
  weigh: (word: Word) => number,
): Soft {
  const places = placesOf(claim, source, weigh)
  const best = places[0] ?? { at: 0, share: 0 }
  const second = places[1]?.share ?? 0
  const words = claim.words.filter(({ name }) => !name)
  const total = words.reduce((sum, word) => sum + weigh(word), 0) || 1
  const here = source.sentences[best.at]
  const before = source.sentences[best.at - 1]
  const own = (word: Word) => thread.some((said) => has(said, word) === 1)
  let away = 0
  let nowhere = 0
  let heaviest = 0
  const unknown: string[] = []
  let verbs = 0
  let apartWords = 0
  for (const word of words) {
    const weight = weigh(word) / total
    const all = has(source.all, word)
    const near = Math.max(
      here ? has(here, word) : 0,
      has(source.heading, word),
      before ? has(before, word) : 0,
    )
    if (all === 0 && !own(word)) {
      nowhere += weight
      if (word.weight >= 0.7) {
        unknown.push(word.stem)
        heaviest = Math.max(heaviest, weight)
      } else verbs++
    } else if (near < 0.5) {
      away += weight
      if (word.weight >= 0.7) apartWords++
    }
  }
  const text = source.texts[best.at] ?? ''
  const small = claim.text.toLowerCase()
  const { absent, shifted } = contrasts(claim.named, source.named[best.at] ?? new Map(), source.names)
  const reach = reachUnlike(small, `${text} ${source.passage.heading.toLowerCase()}`)
  const scattered = claim.quantities.filter((one) => !sentenceHas(source, best.at, one))
  return {
    values: {
      away,
      nowhere,
      heaviest,
      unknown: Math.min(4, unknown.length),
      verbs: Math.min(3, verbs),
      apartWords: Math.min(4, apartWords),
      lost: 1 - best.share,
      margin: best.share - second,
      absent: Math.min(2, absent.length),
      shifted: Math.min(2, shifted.length),
      reach: Math.min(2, reach.length),

      polar: polarOf(claim, source, weigh),
      turned: turnedRound(small, text) ? 1 : 0,
      numbers: Math.min(3, claim.quantities.length),
      numbersAway: Math.min(2, scattered.length),
      copy: likeness(claim.text, text),

      korean: asked.test(claim.text) ? 1 : 0,
      clauses: Math.min(3, claim.clauses.length),
    },
    unknown,
    instead: [...absent, ...shifted, ...reach],
  }
}
