import { createHash } from 'node:crypto'
import type { ReadDocument } from './document.ts'

/** A piece of a document that is found and quoted as a whole. */
export interface Passage {
  /** The same words at the same place of the same document are the same passage, whenever and wherever they are read. */
  id: string
  heading: string
  text: string
  language: 'ko' | 'en'
  version: string
  validFrom: string | null
  validUntil: string | null
}

// A syllable says more than a letter: these are about the same amount of reading.
const most = { ko: 600, en: 900 }

/**
 * Divides a document into passages of at most about 600 Korean or 900 English characters, at borders of paragraphs, else of
 * sentences, else of words. Each keeps the heading of its section.
 * @param name what the brand calls the document; part of the ids.
 */
export function splitDocument(name: string, document: ReadDocument): Passage[] {
  const seen = new Map<string, number>()
  return document.sections.flatMap((section) => {
    const language = section.language ?? document.language
    return pieces(section.text, most[language]).map((text) => {
      const key = [name, section.heading, text].join('\u0000')
      const times = seen.get(key) ?? 0
      seen.set(key, times + 1)
      const hash = createHash('sha256').update(times === 0 ? key : `${key}\u0000${times}`)
      return {
        id: hash.digest('hex').slice(0, 32),
        heading: section.heading,
        text,
        language,
        version: section.version ?? document.version,
        validFrom: section.validFrom === undefined ? document.validFrom : section.validFrom,
        validUntil: section.validUntil === undefined ? document.validUntil : section.validUntil,
      }
    })
  })
}

function pieces(text: string, longest: number): string[] {
  if (text.length <= longest) return [text]
  const paragraphs = text.split(/\n{2,}/)
  return joined(
    paragraphs.flatMap((one) =>
      one.length <= longest ? [one] : joined(sentences(one, longest), longest, ''),
    ),
    longest,
    '\n\n',
  )
}

/** Puts neighbours together while they fit, about evenly, so that no last piece is a scrap. */
function joined(parts: readonly string[], longest: number, between: string): string[] {
  const total = parts.reduce((sum, part) => sum + part.length + between.length, 0)
  const aim = Math.min(longest, Math.ceil(total / Math.ceil(total / longest)) + longest / 4)
  const out: string[] = []
  let now = ''
  for (const part of parts) {
    if (now !== '' && now.length + between.length + part.length > aim) {
      out.push(now.trim())
      now = ''
    }
    now += now === '' ? part : between + part
  }
  if (now.trim() !== '') out.push(now.trim())
  return out
}

/** Sentences and lines with their spaces; what is longer than a passage is cut between words. */
function sentences(paragraph: string, longest: number): string[] {
  const parts = paragraph.split(/(?<=[.!?。！？…]["'”’)\]]?\s)|(?<=\n)/)
  return parts.flatMap((part) => (part.length <= longest ? [part] : words(part, longest)))
}

function words(part: string, longest: number): string[] {
  const out: string[] = []
  let rest = part
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest)
    let cut = space > longest / 2 ? space + 1 : longest
    // Half of an emoji is no letter.
    if (/[\ud800-\udbff]/.test(rest[cut - 1] ?? '')) cut -= 1
    out.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  out.push(rest)
  return out
}
