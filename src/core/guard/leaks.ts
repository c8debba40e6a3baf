import { findWording, type Wording } from '../wording.ts'
import { type Check, type Found, firstOf, type Reading } from './check.ts'
import { chat, hints, mayBeMeant, sayings, shapes, templates } from './leaks-words.ts'

/** A mark is sought as it is written: many need their capitals. */
function firstMark(text: string, wordings: readonly Wording[]): Found[] {
  for (const wording of wordings) {
    const [span] = findWording(text, wording)
    if (span) return [{ span }]
  }
  return []
}

// Blocked is what only a machine says. What a brand that makes software may well mean ("your template", "the API"), a
// colleague decides about.
function leaks({ text, small }: Reading): Found[] {
  const sure = firstMark(text, [chat, templates]).concat(firstOf(small, sayings))
  if (sure[0]) return [sure[0]]
  const perhaps = firstMark(text, [mayBeMeant, shapes]).concat(firstOf(small, hints))[0]
  return perhaps ? [{ ...perhaps, severity: 'person', weak: true }] : []
}

export const leakCheck: Check = {
  code: 'prompt-leak',
  severity: 'blocks',
  ko: '시스템이나 모델의 말이 새어 나왔어요.',
  en: 'It shows words of the system or the model.',
  find: leaks,
}
