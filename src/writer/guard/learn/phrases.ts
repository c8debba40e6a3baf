import { Classification, Feeling, Intent, type Language } from '../../../core/intent.ts'
import { Visibility } from '../../../core/mention.ts'
import { Voice } from '../../../core/policy.ts'
import { toneOf } from '../../../core/tone.ts'
import type { Phrases } from '../../phrases.ts'
import { writePlain } from '../../plain-writer.ts'
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
  return Array.from({ length: count }, (_, at): ReplyExample => {
    const { message, level } = pick(answered)
    const intent = pick(Intent.options)
    const visibility = pick(Visibility.options)
    const read = { needsReply: true, urgency: 'normal', wantsPerson: false, spam: false, risks: [], why: [] }
    const given = {
      classification: Classification.parse({
        ...{ ...read, intent, level, feeling: pick(Feeling.options) },
        ...{ language: lang, confidence: 1, by: 'local' },
      }),
      ...{ texts: [message], turns: [], visibility, limits: { max: 500, unit: 'graphemes' as const } },
    }
    const { text: reply } = writePlain(phrases, {
      ...{ ...given, id: `${seed}-${at}`, tone: toneOf(given), voice: Voice.parse({}), alreadySent: [] },
      ...{ person: { name: '', handle: '' }, brandId: '', brandName: '', showPersonal: true },
      background: { passages: [], examples: [], earlier: [] },
    })
    return { lang, message, reply, visibility, intent, level, faults: [], mark: [], seen: true }
  })
}
