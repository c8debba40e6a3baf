import { basename, extname } from 'node:path'
import { EmptyDocument, type ReadDocument, type Section, UnreadableDocument } from './document.ts'
import { readCsv } from './read-csv.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPdf } from './read-pdf.ts'
import { readText } from './read-text.ts'

/** The largest file that is taken, in bytes: 5 MB are some 800 printed pages. */
export const largestBytes = 5_000_000

const readers: Record<string, (file: string, text: string) => ReadDocument> = {
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.txt': readText,
  '.html': readHtml,
  '.htm': readHtml,
  '.csv': readCsv,
}

/** File endings that can be read. */
export const knownEndings: readonly string[] = [...Object.keys(readers), '.pdf']

/**
 * Reads a document by the ending of its name.
 * @param file its name or path, for the ending and for what is said about it.
 * @param given the ending, where the name has none that says what it is.
 * @throws UnreadableDocument
 */
export async function readDocument(file: string, bytes: Uint8Array, given?: string): Promise<ReadDocument> {
  const ending = given ?? extname(file).toLowerCase()
  if (!knownEndings.includes(ending))
    throw new UnreadableDocument(
      file,
      null,
      `files that end in "${ending || basename(file)}" cannot be read; there are ${knownEndings.join(', ')}.`,
    )
  if (bytes.length > largestBytes)
    throw new UnreadableDocument(
      file,
      null,
      `it has ${(bytes.length / 1e6).toFixed(1)} MB, and ${largestBytes / 1e6} MB are the most; divide it into several.`,
    )
  const reader = readers[ending]
  const read = reader ? reader(file, decode(file, bytes)) : await readPdf(file, bytes)
  const sections = read.sections.map(clean).filter(({ text }) => text !== '')
  if (sections.length === 0)
    throw new EmptyDocument(file, null, 'there is no text in it; add some, or leave the file out.')
  return { ...read, title: read.title || sections[0]?.heading || basename(file, extname(file)), sections }
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    // A byte order mark is dropped, and line ends become one kind, so that the same words are the same passage.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch (cause) {
    throw new UnreadableDocument(file, lineOfFault(bytes), 'this is not UTF-8; save the file as UTF-8.', {
      cause,
    })
  }
}

function lineOfFault(bytes: Uint8Array): number {
  let start = 0
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(10, start)
    const part = bytes.subarray(start, end === -1 ? undefined : end)
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(part)
    } catch {
      return line
    }
    if (end === -1) return line
    start = end + 1
  }
}

function clean(section: Section): Section {
  const tidy = (text: string) =>
    text
      // PostgreSQL's text has no NUL.
      .replaceAll('\u0000', '')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  return { ...section, heading: tidy(section.heading).replaceAll('\n', ' '), text: tidy(section.text) }
}
