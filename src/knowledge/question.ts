import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { guessLanguage } from './head.ts'
import { kindsAsked } from './kinds.ts'
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
  /** Of what kinds of things it asks for, a passage that answers has each. */
  kinds: readonly RegExp[]
}

interface Expression {
  /** Without spaces when it is Korean. */
  text: string
  /** The words of a Korean one; more than one where it is written apart. */
  parts: readonly string[]
  /** A Korean expression's as if it were one word. */
  stem: string
  stems: readonly string[]
  isKorean: boolean
  terms: Terms
}

/** A question's words of hangul, those without spaces between, and the stems of all its words. */
interface Asked {
  words: readonly string[]
  joined: string
  stems: ReadonlySet<string>
}

// What another word for the same says, beside the customer's own word.
const sameSays = 0.5
// A Korean word of more syllables is taken for several without spaces.
const longestWord = 6

const groups = readGroups(
  readFileSync(fileURLToPath(new URL('../../prompts/knowledge/same-words.txt', import.meta.url)), 'utf8'),
)
// Going through thousands of expressions for every question takes as long as the ranking does.
const clues = readClues(groups)
const longestClue = Math.max(...[...clues.keys()].map((clue) => (/[가-힣]/.test(clue) ? clue.length : 1)))

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
  for (const group of groupsFor(asked)) {
    const found = group.filter((one) => isIn(one, asked))
    if (found.length === 0) continue
    const others: Terms = new Map()
    for (const one of group) {
      // Pieces of what nobody said, a word of an expression, a pair of syllables, a root, agree with too much.
      if (one.stems.length > 1) continue
      for (const [term, weight] of one.terms) if (weight >= 1 && !terms.has(term)) others.set(term, sameSays)
    }
    const named = new Set(found.flatMap((one) => [...one.terms.keys()].filter((term) => terms.has(term))))
    if (others.size > 0) instead.push({ named: [...named], others })
  }
  return { language, terms, instead, kinds: kindsAsked(question) }
}

function readGroups(source: string): Expression[][] {
  return source
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').map((one) => toExpression(one.trim().toLowerCase())))
}

/** What a question has if an expression of a group is in it: of a Korean one the stem or the text, of others the first stem. */
function readClues(of: readonly Expression[][]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [place, group] of of.entries())
    for (const { isKorean, text, stem, stems } of group)
      for (const clue of isKorean ? [stem, text] : stems.slice(0, 1))
        places.set(clue, [...(places.get(clue) ?? []), place])
  return places
}

/** The groups that may have something to do with a question, in their order. */
function groupsFor({ joined, stems }: Asked): Expression[][] {
  const places = new Set<number>()
  const look = (clue: string) => {
    for (const place of clues.get(clue) ?? []) places.add(place)
  }
  for (const stem of stems) look(stem)
  for (let at = 0; at < joined.length; at++)
    for (let length = 1; length <= longestClue && at + length <= joined.length; length++)
      look(joined.slice(at, at + length))
  return [...places].sort((a, b) => a - b).map((place) => groups[place] ?? [])
}

function toExpression(text: string): Expression {
  const isKorean = /[가-힣]/.test(text)
  const bare = isKorean ? text.replaceAll(' ', '') : text
  const parts = isKorean ? text.split(/\s+/) : []
  return { text: bare, parts, stem: koreanStem(bare), stems: wordsOf(text), isKorean, terms: termsOf(text) }
}

function isIn(one: Expression, { words, joined, stems }: Asked): boolean {
  if (!one.isKorean) return one.stems.length > 0 && one.stems.every((stem) => stems.has(stem))
  const { text, parts, stem } = one
  if (stems.has(stem)) return true
  if (!joined.includes(text)) return false
  if (text.length === 1) return words.includes(text)
  if (text.length > 2) return true
  // Two syllables also meet by chance inside others (얘기가), so they are to begin a word, unless spaces are missing.
  const [first, second] = parts
  return words.some(
    (word, i) =>
      word.startsWith(text) ||
      (word.length > longestWord && word.includes(text)) ||
      (second !== undefined && word === first && words[i + 1]?.startsWith(second)),
  )
}
