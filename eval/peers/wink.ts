import { load } from './load.ts'
import type { Learner, Order } from './order.ts'

interface Wink {
  default: () => Classifier
}
interface Classifier {
  definePrepTasks(tasks: readonly Task[]): void
  learn(text: string, intent: string): void
  consolidate(): void
  predict(text: string): string
  exportJSON(): string
}
type Task = (input: never) => string[]
interface Utils {
  default: { string: { tokenize0: Task }; tokens: { removeWords: Task; stem: Task } }
}

/**
 * wink's naive Bayes as it comes. Its tokens are the caller's: for English the words of its own toolbox, without stop words
 * and stemmed; for Korean, which that toolbox drops, two syllables at a time within a word. It says `unknown` of a text
 * none of whose tokens it has seen, and that stands.
 */
export async function makeWink(language: Order['language']): Promise<Learner> {
  const classifier = (await load<Wink>('wink-naive-bayes-text-classifier')).default()
  classifier.definePrepTasks(language === 'ko' ? [toPairs] : await englishTasks())
  return {
    train(rows) {
      for (const { text, intent } of rows) classifier.learn(text, intent)
      classifier.consolidate()
    },
    say: (text) => classifier.predict(text),
    measureSize: () => Buffer.byteLength(classifier.exportJSON()),
  }
}

async function englishTasks(): Promise<Task[]> {
  const { string, tokens } = (await load<Utils>('wink-nlp-utils')).default
  return [string.tokenize0, tokens.removeWords, tokens.stem]
}

function toPairs(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.flatMap((word) =>
    word.length < 3 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
  )
}
