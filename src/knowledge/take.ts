import { createHash } from 'node:crypto'
import type { Db } from '../store/db.ts'
import { type NewDocument, saveDocument } from '../store/documents.ts'
import type { Meaning } from './meaning.ts'
import { readDocument } from './read-document.ts'
import { splitDocument } from './split.ts'
import { type Terms, termsOf } from './terms.ts'

// A heading says in few words what its passage is about; so does, less surely, the title of the whole.
const headingSays = 2
const titleSays = 1
// Part of a document's hash, so that adding the same file again searches it by today's terms. Raise when `termsOf` changes.
const termsVersion = 1

export interface Taken {
  kind: 'added' | 'replaced' | 'same'
  title: string
  version: string
  passages: number
  /** Of these how many are found by their words alone though they need not; 0 where nothing is found by meaning. */
  withoutVectors: number
  /** Why, for the operator. */
  why: string | null
}

/**
 * Reads a file and takes it in, in place of the live document of the same name.
 * @param file.name what the document is called, with the ending that says how to read it, unless `ending` says that.
 * @param file.meaning makes the vectors, after it is taken in and for as long as `signal` lets it.
 * @throws UnreadableDocument, before anything is changed.
 */
export async function takeDocument(
  db: Db,
  file: {
    brandId: string
    name: string
    ending?: string
    bytes: Uint8Array
    addedBy: string
    meaning?: Meaning | null
    signal?: AbortSignal
    /** What belongs to it, done in the same transaction; not called when nothing was done. */
    also?(trx: Db, kind: 'added' | 'replaced', document: NewDocument): Promise<void>
  },
): Promise<Taken> {
  const document = await prepareDocument(file)
  const kind = await db.transaction().execute(async (trx) => {
    const saved = await saveDocument(trx, document)
    if (saved !== 'same') await file.also?.(trx, saved, document)
    return saved
  })
  const { brandId, name, title, version, passages } = document
  const filled = await file.meaning?.fill({ brandId, name, ...(file.signal && { signal: file.signal }) })
  const { missing = 0, why = null } = filled ?? {}
  return { kind, title, version, passages: passages.length, withoutVectors: missing, why }
}

/** Everything that is done before the database is asked. @throws UnreadableDocument */
export async function prepareDocument(file: {
  brandId: string
  name: string
  ending?: string
  bytes: Uint8Array
  addedBy: string
}): Promise<NewDocument> {
  const read = await readDocument(file.name, file.bytes, file.ending)
  const passages = splitDocument(file.name, read)
  const hash = createHash('sha256').update(`${termsVersion}\u0000\u0000`).update(file.bytes)
  return {
    brandId: file.brandId,
    name: file.name,
    version: read.version,
    language: read.language,
    title: read.title,
    validFrom: read.validFrom,
    validUntil: read.validUntil,
    hash: hash.digest('hex'),
    addedBy: file.addedBy,
    passages: passages.map(({ id, ...passage }) => ({
      ...passage,
      key: id,
      terms: termsOfPassage(read.title, passage),
    })),
  }
}

function termsOfPassage(title: string, passage: { heading: string; text: string }): Terms {
  const terms = termsOf(passage.text)
  const add = (text: string, says: number) => {
    for (const [term, times] of termsOf(text)) terms.set(term, (terms.get(term) ?? 0) + times * says)
  }
  add(passage.heading, headingSays)
  add(title, titleSays)
  return terms
}
