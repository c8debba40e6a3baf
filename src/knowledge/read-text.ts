import type { ReadDocument, Section } from './document.ts'
import { type Given, readHead } from './head.ts'

// A short line of its own before a paragraph is its heading; a sentence is not.
const longestHeading = 60

/**
 * Plain text whose first lines may be `# key: value`. A short line without an end of sentence that stands alone, or is
 * underlined, is the heading of what follows.
 * @throws UnreadableDocument
 */
export function readText(file: string, source: string): ReadDocument {
  const lines = source.split('\n')
  const given: Given[] = []
  let first = 0
  for (; first < lines.length; first++) {
    const line = lines[first] ?? ''
    const [, name, value] = /^#[ \t]*([\p{L}_]{1,40})[ \t]*:(.*)$/u.exec(line) ?? []
    if (name !== undefined && value !== undefined) given.push({ name, value, line: first + 1 })
    else if (line.trim() !== '' || given.length > 0) break
  }
  const body = lines.slice(first).join('\n')
  return { ...readHead(file, given, body), sections: sectionsOfText(body) }
}

/** Divides plain text at its headings. */
export function sectionsOfText(body: string): Section[] {
  const sections: Section[] = []
  let heading = ''
  let blocks: string[] = []
  const end = () => {
    if (blocks.length > 0) sections.push({ heading, text: blocks.join('\n\n') })
    blocks = []
  }
  const all = body
    .split(/\n\s*\n/)
    .map((block) => block.replace(/^\n+|\s+$/g, ''))
    .filter((block) => block.trim() !== '')
  for (const [at, block] of all.entries()) {
    const [top = '', under = '', ...rest] = block.split('\n')
    const isUnderlined = /^\s*(?:={3,}|-{3,})\s*$/.test(under)
    const standsAlone = under === '' && at + 1 < all.length
    if (isHeading(top) && (isUnderlined || standsAlone)) {
      end()
      heading = top.replace(/^#+\s*/, '').trim()
      if (rest.length > 0) blocks.push(rest.join('\n'))
    } else blocks.push(block)
  }
  end()
  return sections
}

function isHeading(line: string): boolean {
  const text = line.trim()
  return (
    text.length > 0 &&
    text.length <= longestHeading &&
    !/[.!。,;:]$|[.!?]\s|다$/.test(text) &&
    !/^[-*•]\s/.test(text)
  )
}
