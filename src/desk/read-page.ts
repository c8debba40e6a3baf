import { EmptyDocument } from '../knowledge/document.ts'
import { type FetchPage, UnreachablePage } from '../knowledge/fetch-page.ts'
import { hashOfWords, prepareDocument } from '../knowledge/take.ts'
import type { NewDocument } from '../store/documents.ts'
import { startsLikePdf } from './upload.ts'

/**
 * Fetches the page at an address and reads it as the document that it would be, the same way whether it is tried or taken in.
 * @throws UnreachablePage, UnreadableDocument
 */
export async function readPage(
  fetchPage: FetchPage,
  page: { brandId: string; address: string; addedBy: string; reason: string | null },
): Promise<NewDocument> {
  const { address, ...more } = page
  const { name, ending, bytes } = await fetchPage(address)
  const saysPdf = ending === '.pdf'
  if (saysPdf !== startsLikePdf(bytes) || (!saysPdf && bytes.includes(0)))
    throw new UnreachablePage(
      'not-as-said',
      `${name}: it is inside not what its server says; upload it as a file.`,
    )
  try {
    const document = await prepareDocument({ ...more, name, ending, bytes })
    // A page may have a number in it that is another each time; only what it says makes a version.
    return { ...document, hash: hashOfWords(document) }
  } catch (cause) {
    if (!(cause instanceof EmptyDocument)) throw cause
    throw new UnreachablePage(
      'empty',
      `${name}: there is no text in it; a page that is put together by scripts is read as it is sent, so upload what it shows as a file.`,
      { cause },
    )
  }
}
