import { Feeling, Intent, type Language } from '../../../core/intent.ts'
import { Visibility } from '../../../core/mention.ts'
import { canSay, linesFor, type Phrases, sentenceOf } from '../../phrases.ts'
import { randomBy } from '../../triage/learn/svm.ts'
import type { ReplyExample } from './examples.ts'

/**
 * Replies that are put together from our own phrases, each as an answer to one of the messages: clean by design. The same seed
 * gives the same replies.
 */
export function cleanPhrases(
  phrases: Phrases,
  lang: Language,
  answered: readonly ReplyExample[],
  count: number,
  seed: number,
): ReplyExample[] {
  const random = randomBy(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, (): ReplyExample => {
    const { message, level } = pick(answered)
    const intent = pick(Intent.options)
    const visibility = pick(Visibility.options)
    const topic = random() < 0.6 ? pick(Object.keys(phrases.topics)) : null
    const lines = linesFor(phrases, { intent, visibility, feeling: pick(Feeling.options) })
    const known = { name: null, topic }
    const reply = lines
      .map(({ line }) =>
        sentenceOf(
          line.map((slot) => pick(slot.filter((phrase) => canSay(phrase, known)))),
          known,
        ),
      )
      .join(' ')
    return { lang, message, reply, visibility, intent, level, faults: [], mark: [], seen: true }
  })
}
