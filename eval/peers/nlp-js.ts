import { load } from './load.ts'
import type { Learner, Order } from './order.ts'

interface NodeNlp {
  default: { NlpManager: new (settings: object) => Manager }
}
interface Manager {
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(language: string, text: string): Promise<{ intent: string }>
  export(minified: boolean): string
}

/**
 * NLP.js as it comes, which has words and stems of both languages; only its log and its file are turned off. It says None
 * where it knows too few of the words, and that stands. Its `process` reads the sentiment as well, and is timed with it.
 */
export async function makeNlpJs(language: Order['language']): Promise<Learner> {
  const { NlpManager } = (await load<NodeNlp>('node-nlp')).default
  const manager = new NlpManager({ languages: [language], autoSave: false, nlu: { log: false } })
  return {
    async train(rows) {
      for (const { text, intent } of rows) manager.addDocument(language, text, intent)
      await manager.train()
    },
    say: async (text) => (await manager.process(language, text)).intent,
    measureSize: () => Buffer.byteLength(manager.export(true)),
  }
}
