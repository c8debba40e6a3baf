import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { guessLanguage } from './head.ts'
import { koreanStem } from './korean-words.ts'
import { type Terms, termsOf, wordsOf } from './terms.ts'

/** Other words for something that a question names. */
export interface Instead {
  /** Terms of the question that name it. */
  named: readonly string[]
  /** Terms that passages may have in their place, with how much each says. */
  others: Terms
}

/** A question as it is searched by. */
export interface Question {
  language: 'ko' | 'en'
  terms: Terms
  instead: readonly Instead[]
}

interface Expression {
  /** Without spaces when it is Korean. */
  text: string
  /** A Korean expression's as if it were one word. */
  stem: string
  stems: readonly string[]
  isKorean: boolean
  terms: Terms
}

// What another word for the same says, beside the customer's own word.
const sameSays = 0.5
// A Korean word of more syllables is taken for several without spaces.
const longestWord = 6

const groups = readGroups(
  readFileSync(fileURLToPath(new URL('../../prompts/knowledge/same-words.txt', import.meta.url)), 'utf8'),
)

/**
 * What a question is searched by: its terms, and with less weight other words for the same, Korean and English, from
 * `prompts/knowledge/same-words.txt`.
 * @param language of the question; told by its letters if not given.
 */
export function readQuestion(question: string, language = guessLanguage(question)): Question {
  const terms = termsOf(question)
  const words =
    question
      .normalize('NFKC')
      .toLowerCase()
      .match(/[가-힣]+/g) ?? []
  const asked = { words, joined: words.join(''), stems: new Set(wordsOf(question)) }
  const instead: Instead[] = []
  for (const group of groups) {
    const found = group.filter((one) => isIn(one, asked))
    if (found.length === 0) continue
    const others: Terms = new Map()
    for (const one of group)
      for (const [term, weight] of one.terms) {
        // Roots and skeletons of words that nobody said agree with too much.
        if (terms.has(term) || term.startsWith('~')) continue
        const says = (Math.min(1, weight) * sameSays) / Math.max(1, one.stems.length)
        others.set(term, Math.max(others.get(term) ?? 0, says))
      }
    const named = new Set(found.flatMap((one) => [...one.terms.keys()].filter((term) => terms.has(term))))
    if (others.size > 0) instead.push({ named: [...named], others })
  }
  return { language, terms, instead }
}

function readGroups(source: string): Expression[][] {
  return source
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').map((one) => toExpression(one.trim().toLowerCase())))
}

function toExpression(text: string): Expression {
  const isKorean = /[가-힣]/.test(text)
  const bare = isKorean ? text.replaceAll(' ', '') : text
  return { text: bare, stem: koreanStem(bare), stems: wordsOf(text), isKorean, terms: termsOf(text) }
}

function isIn(
  one: Expression,
  { words, joined, stems }: { words: readonly string[]; joined: string; stems: ReadonlySet<string> },
): boolean {
  if (!one.isKorean) return one.stems.length > 0 && one.stems.every((stem) => stems.has(stem))
  const { text, stem } = one
  if (stems.has(stem)) return true
  if (!joined.includes(text)) return false
  if (text.length === 1) return words.includes(text)
  if (text.length > 2) return true
  // Two syllables also meet by chance inside others (얘기가), so they are to begin a word, unless spaces are missing.
  return words.some((word) => word.startsWith(text) || (word.length > longestWord && word.includes(text)))
}
