import { quantitiesOf } from '../core/ground-numbers.ts'
import { readQuestion } from './question.ts'
import type { Found } from './search.ts'
import { type Terms, termsOf } from './terms.ts'

// Chosen on the tune half of test/data/knowledge, for nine in ten known questions to keep their passage (docs/knowledge.md).
export const fitLine = 0.18
const mostFits = 3
// A word that only one of those found has tells more than one that all of them have.
const commonSays = 0.4

/** What kinds of amounts answer a question that asks for one. */
const answers: readonly [asks: RegExp, units: ReadonlySet<string>, or: RegExp][] = [
  [
    /얼마(?![나간]? ?(?:걸|동안|오래|만에))|몇 ?(?:만 ?)?원|가격|how much (?!data)|what(?:'s| is) the (?:price|fee|cost)|\bcosts?\b/i,
    new Set(['won', 'dollar', '%', 'point', 'data', 'fold']),
    /무료|무상|공짜|없|포함|\bfree\b|\bno (?:fee|charge|deposit)|\bnothing\b|\bcharge/i,
  ],
  [
    /언제|몇 ?시|며칠|몇 ?일|몇 ?달|몇 ?개월|기간|얼마나 (?:걸|오래)|\bwhen\b|what time|how (?:long|many (?:days|hours|months|weeks))|\bopening\b/i,
    new Set(['clock', 'date', 'weekday', 'day', 'working day', 'minute', 'month', 'night', 'age']),
    /바로|즉시|당일|다음|매일|매월|저절로|\bimmediately|\bat once|\bnext\b|\bmidnight/i,
  ],
  [
    /몇 ?(?:명|사람|회선|대)(?![가-힣])|몇 ?(?:명|사람|회선|대)까지|how many (?:people|persons|devices|lines|phones)/i,
    new Set(['person', 'line', 'device', '']),
    /혼자|(?:한|두|세) (?:명|사람)|\b(?:one|two|three|four)\b|\bnobody\b/i,
  ],
  [/몇 ?(?:기가|지비|gb)|how much data|how many (?:gb|gigs?)/i, new Set(['data']), /무제한|unlimited/i],
]

/**
 * Those of the passages found that speak of what is asked, at most three, in their order; may be none. A passage fits when it
 * has enough of what the question names, by its own words or others for the same, and an amount of the kind that is asked for.
 * It knows words, not meaning: of questions about a neighbouring matter it keeps most (docs/knowledge.md has how many). Pure.
 * @param line how much of the question a passage must cover, from 0 to 1.
 */
export function fits(question: string, found: readonly Found[], line = fitLine): Found[] {
  return judgeFit(question, found)
    .filter(({ covered, answers: can }) => can && covered >= line)
    .slice(0, mostFits)
    .map(({ passage }) => passage)
}

/** Of each passage how much of the question it covers, from 0 to 1, and whether it has what answers it. */
export function judgeFit(
  question: string,
  found: readonly Found[],
): { passage: Found; covered: number; answers: boolean }[] {
  const asked = readQuestion(question)
  const texts = found.map(({ heading, text, document }) => termsOf(`${document.title}\n${heading}\n${text}`))
  const words = [...asked.terms]
    .filter(([term, weight]) => weight >= 1 && !term.startsWith('~'))
    .map(([term]) => term)
  const known = (word: string, terms: Terms) => {
    if (terms.has(word)) return 1
    let most = 0
    for (const { named, others } of asked.instead)
      if (named.includes(word) && [...others].some(([other, says]) => says >= 0.4 && terms.has(other)))
        most = 0.9
    return Math.max(most, inParts(word, terms))
  }
  const weights = words.map((word) => {
    const times = texts.filter((terms) => known(word, terms) > 0.5).length
    return commonSays + (1 - commonSays) * (1 - times / Math.max(1, texts.length))
  })
  const all = weights.reduce((sum, one) => sum + one, 0)
  const wanted = answers.filter(([asks]) => asks.test(question))
  return found.map((passage, at) => {
    const terms = texts[at] ?? new Map()
    const sum = words.reduce((total, word, place) => total + (weights[place] ?? 0) * known(word, terms), 0)
    return { passage, covered: all === 0 ? 0 : sum / all, answers: wanted.every((one) => has(passage, one)) }
  })
}

function has(passage: Found, [, units, or]: (typeof answers)[number]): boolean {
  return or.test(passage.text) || quantitiesOf(passage.text).some(({ unit }) => units.has(unit))
}

/** 데이터충전 stands for both 데이터 and 충전: how many of its pairs of syllables a text has. */
function inParts(word: string, terms: Terms): number {
  if (word.length < 3 || !/^[가-힣]/.test(word)) return 0
  let pairs = 0
  for (let at = 0; at + 2 <= word.length; at++) if (terms.has(word.slice(at, at + 2))) pairs += 1
  return (0.8 * pairs) / (word.length - 1)
}
