import { load } from './load.ts'
import type { Learner, Order } from './order.ts'

interface FastTextPackage {
  getFastTextModule: () => Promise<unknown>
  getFastTextClass(options: object): Promise<new () => FastText>
}
interface FastText {
  trainSupervised(url: string, settings: object, onProgress: () => void): Promise<Model>
}
interface Model {
  predict(text: string, count: number): Predictions
  saveModel(): { size: number }
}
interface Predictions {
  size(): number
  get(at: number): [confidence: number, label: string]
  delete(): void
}

// The package starts from what fastText takes for word vectors; these are what fastText takes for classification. The
// lengths of character n-grams are fastText's own for letters, and shorter for syllables, which hold two or three each.
const usual = { loss: 'softmax', lr: 0.1, epoch: 5, minCount: 1, wordNgrams: 2 }
const characters = { en: { minn: 3, maxn: 6 }, ko: { minn: 2, maxn: 4 } }

/** What fastText's tutorial goes on to, because so few rows need more rounds than its defaults have. */
export const tutorial = { lr: 1, epoch: 25 }

/** fastText in WebAssembly, with pairs of words and with characters, so that Korean endings are seen. */
export async function makeFastText(language: Order['language'], settings: object = {}): Promise<Learner> {
  const { getFastTextModule, getFastTextClass } = await load<FastTextPackage>('fasttext.wasm.js')
  const fastText = new (await getFastTextClass({ getFastTextModule }))()
  let model: Model | null = null
  let intents: string[] = []
  const getModel = () => {
    if (!model) throw new Error('fastText was asked before it was trained.')
    return model
  }
  return {
    async train(rows) {
      intents = [...new Set(rows.map(({ intent }) => intent))]
      const lines = rows.map(({ text, intent }) => `__label__${intents.indexOf(intent)} ${toWords(text)}\n`)
      const url = `data:text/plain;base64,${Buffer.from(lines.join('')).toString('base64')}`
      // Without a function to tell of its progress it breaks.
      model = await fastText.trainSupervised(
        url,
        { ...usual, ...characters[language], ...settings },
        () => {},
      )
    },
    say(text) {
      const predictions = getModel().predict(toWords(text), 1)
      const label = predictions.size() > 0 ? predictions.get(0)[1] : null
      predictions.delete()
      return label === null ? '' : (intents[Number(label.slice('__label__'.length))] ?? '')
    },
    measureSize() {
      // With fastText's two million hashed vectors, 800 MB, the package ends itself while it saves; with one million it does not.
      try {
        return getModel().saveModel().size
      } catch {
        return null
      }
    },
  }
}

/** fastText knows only spaces; small letters and signs set apart are what its tutorial does beforehand. */
function toWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, ' $& ')
    .replace(/\s+/g, ' ')
    .trim()
}
