import { z } from 'zod'
import { withoutMark } from './disclosure.ts'
import type { Classification, Intent, Language } from './intent.ts'
import type { Visibility } from './mention.ts'
import type { Disclosure } from './policy.ts'
import { maskPersonal } from './privacy.ts'

/** What a colleague did with a draft. */
export const LessonKind = z.enum(['approved', 'edited', 'refused'])
export type LessonKind = z.infer<typeof LessonKind>

/** What was wrong with it. */
export const LessonReason = z.enum(['fact', 'tone', 'policy', 'length', 'other'])
export type LessonReason = z.infer<typeof LessonReason>

/** A draft with what became of it, without anything that tells who the person is. */
export interface Lesson {
  kind: LessonKind
  reason: LessonReason | null
  note: string | null
  language: Language
  intent: Intent
  visibility: Visibility
  message: string
  draft: string
  /** What was sent in the end; null when nothing was. */
  reply: string | null
  /** A colleague sent it against what the guard had found in it. */
  overruled: boolean
}

export interface Taught {
  kind: LessonKind
  reason: LessonReason | null
  note: string | null
  classification: Pick<Classification, 'intent' | 'language'>
  visibility: Visibility
  /** What the person said, oldest first. */
  texts: readonly string[]
  draft: string
  reply: string | null
  overruled: boolean
  person: { name: string; handle: string }
  disclosure: Disclosure
}

// Longer ones are pasted in, and no example of how to answer.
const longest = 4_000

/** Makes a lesson of a decision; whatever is personal in it is masked, and the mark of a machine is no part of a reply. */
export function toLesson(taught: Taught): Lesson {
  const { kind, reason, note, classification, visibility, overruled, person, disclosure } = taught
  const clean = (text: string) => withoutPerson(text, person).slice(0, longest)
  const said = (text: string) => clean(withoutMark(text, disclosure).body)
  return {
    ...{ kind, reason, visibility, overruled },
    ...{ language: classification.language, intent: classification.intent },
    note: note === null ? null : clean(note),
    message: clean(taught.texts.join('\n')),
    draft: said(taught.draft),
    reply: taught.reply === null ? null : said(taught.reply),
  }
}

const named = /[@＠][\p{L}\p{N}_][\p{L}\p{N}_.-]{0,60}(?:@[\p{L}\p{N}.-]{1,80})?/gu

/**
 * The text without personal data, without the person's own name in any of its parts, and without anybody's handle. It errs on
 * the side of masking too much: a lesson is read for its words, not for whom they are about.
 */
export function withoutPerson(text: string, person: { name: string; handle: string }): string {
  const handle = person.handle.replace(/^@/, '')
  const bare = handle.split('@')[0] ?? ''
  let masked = text.normalize('NFC')
  if (handle.length > 1) masked = masked.replaceAll(handle, '[handle]')
  masked = maskPersonal(masked).replace(named, '[handle]')
  for (const name of [...namesIn(person.name), ...(bare.length > 2 ? [bare] : [])])
    masked = replaceName(masked, name)
  return masked
}

/** The whole name and its words; of a Korean name of three syllables also what friends say. Longest first. */
function namesIn(name: string): string[] {
  const whole = name.normalize('NFC').trim()
  const words = whole.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []
  const given = words.filter((word) => /^[가-힣]{3}$/.test(word)).map((word) => word.slice(1))
  return [...new Set([...(words.length > 1 ? [whole] : []), ...words, ...given])]
    .filter((one) => one.length > 1)
    .sort((a, b) => b.length - a.length)
}

// Korean puts endings behind a name; a name in Latin letters inside another word is that word.
const latin = /^[\p{Script=Latin}\p{M}\p{N}'’_.-]+$/u
const letter = /[\p{Script=Latin}\p{M}\p{N}]/u

function replaceName(text: string, name: string): string {
  let done = ''
  let from = 0
  const small = text.toLowerCase()
  // Some letters change their length when they become small, and places would not be those of the text. Of two letters
  // only the name itself is one: "An" is, and "an" is not.
  const anyCase = small.length === text.length && name.length > 2
  const within = anyCase ? small : text
  const wanted = anyCase ? name.toLowerCase() : name
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length
    const inWord = latin.test(name) && (letter.test(text[at - 1] ?? '') || letter.test(text[end] ?? ''))
    if (inWord || at < from) continue
    done += `${text.slice(from, at)}[name]`
    from = end
  }
  return done + text.slice(from)
}
