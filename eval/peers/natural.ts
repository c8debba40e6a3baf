import { load } from './load.ts'
import type { Learner } from './order.ts'

interface Natural {
  default: { BayesClassifier: new () => Bayes }
}
interface Bayes {
  addDocument(text: string, intent: string): void
  train(): void
  classify(text: string): string
}

/**
 * natural as it comes: words of Latin letters and digits, stemmed, stop words left out. Hangul is no letter to it, so of a
 * Korean text only what is not Korean remains, and a row without such words is not learned at all.
 */
export async function makeNatural(): Promise<Learner> {
  const { BayesClassifier } = (await load<Natural>('natural')).default
  const bayes = new BayesClassifier()
  return {
    train(rows) {
      for (const { text, intent } of rows) bayes.addDocument(text, intent)
      bayes.train()
    },
    say: (text) => bayes.classify(text),
    measureSize: () => Buffer.byteLength(JSON.stringify(bayes)),
  }
}
