import { basename, extname } from 'node:path'
import { type ReadDocument, UnreadableDocument } from './document.ts'
import { readHead } from './head.ts'
import { sectionsOfText } from './read-text.ts'

/**
 * A PDF that has text in it. It says nothing about its validity; its title is the one in its properties, else its name.
 * @throws UnreadableDocument
 */
export async function readPdf(file: string, bytes: Uint8Array): Promise<ReadDocument> {
  // 2.6 MB of code that most brands never need.
  const { extractText, getDocumentProxy, getMeta } = await import('unpdf')
  let pages: string[]
  let title = ''
  try {
    // The reader takes the memory that it is given for itself.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    pages = (await extractText(pdf, { mergePages: false })).text
    const { info } = await getMeta(pdf)
    title = typeof info?.Title === 'string' ? info.Title : ''
  } catch (cause) {
    const isLocked = (cause as Error)?.name === 'PasswordException'
    throw new UnreadableDocument(
      file,
      null,
      isLocked
        ? 'this PDF is locked with a password; save it without one.'
        : 'this is no PDF that can be read; open it and save it anew, or give the text as Markdown.',
      { cause },
    )
  }
  const text = pages.join('\n\n')
  if (text.trim() === '')
    throw new UnreadableDocument(
      file,
      null,
      'there is no text in this PDF, only pictures of it; give the text as Markdown, or run a text recognition first.',
    )
  const head = readHead(file, [{ name: 'title', value: title, line: null }], text)
  return { ...head, title: head.title || basename(file, extname(file)), sections: sectionsOfText(text) }
}
