import { sentencesOf } from '../core/ground/sentences.ts'
import type { Passage } from '../core/ground/source.ts'
import { groundOf, has, type Word, wordsOf } from '../core/ground/words.ts'

/** Words of the brand's own documents, letter by letter. */
export interface Quote {
  text: string
  passage: string
}

// A sentence is an answer when it and its heading speak of at least half of what is asked, and of two things at least;
// a question that names one thing only is answered by what has it in the heading.
const enough = 0.5
const fewestWords = 2
// The search is right more often about its first passage than about the next.
const laterCounts = 0.9

/**
 * The sentence or two, of the passages that hold today, that come nearest to the question; null when none fits or there is no
 * room for it.
 * @param room the most UTF-16 units that a quotation may have
 */
export function quoteFor(question: string, passages: readonly Passage[], room: number): Quote | null {
  const words = distinct(wordsOf(question))
  if (words.length === 0) return null
  let best: { quote: Quote; score: number } | null = null
  for (const [place, passage] of passages.entries()) {
    if (passage.validity !== 'valid') continue
    const found = nearest(words, passage, room)
    const score = (found?.score ?? 0) * laterCounts ** place
    if (found && score > (best?.score ?? 0))
      best = { quote: { text: found.text, passage: passage.id }, score }
  }
  return best?.quote ?? null
}

function nearest(
  words: readonly Word[],
  passage: Passage,
  room: number,
): { text: string; score: number } | null {
  const heading = groundOf(passage.heading)
  const sentences = sentencesOf(passage.text)
  const whole = words.reduce((sum, { weight }) => sum + weight, 0)
  const named = words.filter((word) => has(heading, word) >= 0.8)
  // Of a question with its answer the answer is wanted, whatever words it has.
  const asksTheSame =
    /[?？]\s*$/.test(passage.heading) &&
    weigh(named) / Math.max(whole, weigh(wordsOf(passage.heading))) >= enough
  let best: { at: number; score: number } | null = null
  for (const [at, { text }] of sentences.entries()) {
    if (text.length > room || /[“”"]/.test(text)) continue
    const ground = groundOf(text)
    const own = words.filter((word) => has(ground, word) >= 0.8)
    const both = distinct([...own, ...named])
    const covered = weigh(both) / whole
    const fits =
      asksTheSame ||
      (covered >= enough && own.length > 0 && both.length >= Math.min(fewestWords, words.length))
    if (!fits) continue
    const score = covered + weigh(own) / whole + (asksTheSame && at === 0 ? 2 : 0)
    if (score > (best?.score ?? 0)) best = { at, score }
  }
  if (!best) return null
  const first = sentences[best.at]
  const second = sentences[best.at + 1]
  if (!first) return null
  const two = second ? passage.text.slice(first.start, second.end) : ''
  const takesTwo = asksTheSame && second && two.length <= room && !/[“”"\n]/.test(two)
  return { text: takesTwo ? two : first.text, score: best.score }
}

function weigh(words: readonly Word[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0)
}

function distinct(words: readonly Word[]): Word[] {
  return [...new Map(words.map((word) => [word.stem, word])).values()]
}
