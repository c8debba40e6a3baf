import { UnreadableDocument } from '../knowledge/document.ts'

const longestName = 200
const magic = new TextEncoder().encode('%PDF-')
// Some programs write a line of their own before it.
const lookedAt = 1_024

/**
 * Looks at a file that somebody sends: whether its name can be a name here, and whether it is inside what its name says.
 * @returns the name, tidied.
 * @throws UnreadableDocument
 */
export function checkUpload(name: string, bytes: Uint8Array): string {
  const tidy = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (tidy === '' || tidy.length > longestName)
    throw new UnreadableDocument(
      tidy.slice(0, 40) || 'the file',
      null,
      `a name has 1 to ${longestName} letters; give it another.`,
    )
  const isPath = /[\p{Cc}\\:*?"<>|]/u.test(tidy) || tidy.split('/').some((part) => /^\.{0,2}$/.test(part))
  if (isPath)
    throw new UnreadableDocument(tidy, null, 'this cannot be a file’s name; use letters, digits, - and _.')
  const isPdf = startsLikePdf(bytes)
  const saysPdf = /\.pdf$/i.test(tidy)
  if (saysPdf && !isPdf)
    throw new UnreadableDocument(tidy, null, 'it is called a PDF and is none inside; export it as PDF again.')
  if (!saysPdf && isPdf)
    throw new UnreadableDocument(tidy, null, 'inside it is a PDF; give its name the ending .pdf.')
  if (!saysPdf && bytes.includes(0))
    throw new UnreadableDocument(
      tidy,
      null,
      'inside it is no text; save it as text, Markdown, HTML, CSV or PDF.',
    )
  return tidy
}

/** Whether a file is a PDF inside, whatever it is called. */
export function startsLikePdf(bytes: Uint8Array): boolean {
  const last = Math.min(bytes.length - magic.length, lookedAt)
  for (let at = 0; at <= last; at += 1)
    if (magic.every((byte, place) => bytes[at + place] === byte)) return true
  return false
}
