import type { Language } from './intent.ts'
import { countText, type TextLimits } from './limits.ts'
import type { Disclosure } from './policy.ts'

// Says both that a machine writes and how to reach a person, in as few letters as that takes.
const ours: Record<Language, string> = {
  ko: 'AI가 쓴 답이에요. 사람이 필요하면 “상담원”이라고 남겨 주세요.',
  en: 'This is an AI reply. Write “human” to reach a person.',
}

const hour = 3_600_000
const gap = '\n\n'

/** What is put behind a reply of a machine, in the brand's words or in ours. */
export function markOf(disclosure: Disclosure, language: Language): string {
  return disclosure[language] ?? ours[language]
}

/** Every mark that a reply of this brand may carry today. */
function marksOf(disclosure: Disclosure): string[] {
  return [disclosure.ko, disclosure.en, ours.ko, ours.en].filter((mark) => mark !== null)
}

/** A text of ours without the mark behind it, so that replies are compared by what they say. */
export function withoutMark(text: string, disclosure: Disclosure): { body: string; mark: string | null } {
  const end = text.trimEnd()
  const mark = marksOf(disclosure).find((one) => end.endsWith(one)) ?? null
  return mark === null ? { body: text, mark } : { body: end.slice(0, -mark.length).trimEnd(), mark }
}

/**
 * Whether the next reply of a machine has to say what it is: the first one in a conversation, and one after a long silence.
 * What colleagues wrote carries no mark and does not count.
 * @param turns of the conversation, oldest first
 */
export function isDisclosureDue(
  disclosure: Disclosure,
  turns: readonly { from: 'person' | 'brand'; text: string; at: Date }[],
  at: Date,
): boolean {
  if (!disclosure.on) return false
  const marked = turns.findLastIndex(
    ({ from, text }) => from === 'brand' && withoutMark(text, disclosure).mark !== null,
  )
  if (marked < 0) return true
  // Whatever was said since then kept the conversation going.
  const since = turns.slice(marked)
  const gaps = [...since.slice(1).map((turn) => turn.at), at].map(
    (later, place) => later.getTime() - (since[place]?.at.getTime() ?? 0),
  )
  return gaps.some((gap) => gap > disclosure.againAfterHours * hour)
}

/** The reply with its mark behind it, on lines of its own. */
export function withMark(text: string, mark: string): string {
  return `${text}${gap}${mark}`
}

/** What is left for a text that a mark is put behind. */
export function roomBefore(mark: string, limits: TextLimits): TextLimits {
  const takes = `${gap}${mark}`
  const { maxBytes } = limits
  return {
    ...limits,
    max: limits.max - countText(takes, limits),
    ...(maxBytes === undefined ? {} : { maxBytes: maxBytes - countText(takes, { max: 0, unit: 'bytes' }) }),
  }
}
