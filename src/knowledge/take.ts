import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Db } from '../store/db.ts'
import { findVersion, type PassageWords, readPassages } from '../store/document-versions.ts'
import { type NewDocument, type NewPassage, type Saved, saveDocument } from '../store/documents.ts'
import { DocumentOvertaken } from './document.ts'
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
  /** The live version. */
  id: string
  title: string
  version: string
  passages: number
  /** Of these how many are found by their words alone though they need not; 0 where nothing is found by meaning. */
  withoutVectors: number
  /** Why, for the operator. */
  why: string | null
}

/** How a document is taken in, whatever it comes from. */
export interface Taking {
  /** Makes the vectors, after it is taken in and for as long as `signal` lets it. */
  meaning?: Meaning | null
  signal?: AbortSignal
  /** The live version that they know who take it in, null for none; left out, the last one wins. */
  seen?: string | null
  /** What has to hold, looked at first in the same transaction; what it throws leaves everything as it was. */
  first?(trx: Db): Promise<void>
  /** What belongs to it, done in the same transaction; not called when nothing was done. */
  also?(trx: Db, saved: Done, document: NewDocument): Promise<void>
}

type Done = Extract<Saved, { id: string }>

/**
 * Reads a file and takes it in, in place of the live document of the same name.
 * @param file.name what the document is called, with the ending that says how to read it, unless `ending` says that.
 * @throws UnreadableDocument, before anything is changed.
 * @throws DocumentOvertaken where another version is live than the one that was `seen`.
 */
export async function takeDocument(
  db: Db,
  file: {
    brandId: string
    name: string
    ending?: string
    bytes: Uint8Array
    addedBy: string
    reason?: string | null
  } & Taking,
): Promise<Taken> {
  return takePrepared(db, await prepareDocument(file), file)
}

/**
 * Takes an older version in again: its very passages, found by today's terms, under its hash.
 * @returns null when the document has no such version.
 * @throws DocumentOvertaken
 */
export async function takeVersion(
  db: Db,
  ask: { brandId: string; name: string; version: string; addedBy: string; reason: string } & Taking,
): Promise<Taken | null> {
  const document = await prepareVersion(db, ask)
  return document && takePrepared(db, document, ask)
}

/** An older version as it would be taken in again. @returns null when the document has no such version. */
export async function prepareVersion(
  db: Db,
  ask: { brandId: string; name: string; version: string; addedBy: string; reason: string },
): Promise<NewDocument | null> {
  const { brandId, name, addedBy, reason } = ask
  const then = await findVersion(db, brandId, name, ask.version)
  if (!then) return null
  const passages = await readPassages(db, then.id)
  const { version, language, title, validFrom, validUntil, hash, ending } = then
  return {
    ...{ brandId, name, version, language, title, validFrom, validUntil, hash, ending, addedBy, reason },
    backTo: then.id,
    passages: passages.map((one) => toPassage(title, one)),
  }
}

/** Takes in what was prepared. @throws DocumentOvertaken */
export async function takePrepared(
  db: Db,
  document: NewDocument,
  { meaning, signal, seen, first, also }: Taking,
): Promise<Taken> {
  const saved = await db.transaction().execute(async (trx) => {
    await first?.(trx)
    const done = await saveDocument(trx, document, seen)
    if (done.kind === 'changed-meanwhile') throw new DocumentOvertaken(document.name)
    if (done.kind !== 'same') await also?.(trx, done, document)
    return done
  })
  const { brandId, name, title, version, passages } = document
  const filled = await meaning?.fill({ brandId, name, ...(signal && { signal }) })
  const { missing = 0, why = null } = filled ?? {}
  const { kind, id } = saved
  return { kind, id, title, version, passages: passages.length, withoutVectors: missing, why }
}

/** Everything that is done before the database is asked. @throws UnreadableDocument */
export async function prepareDocument(file: {
  brandId: string
  name: string
  ending?: string
  bytes: Uint8Array
  addedBy: string
  reason?: string | null
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
    reason: file.reason ?? null,
    ending: file.ending ?? extname(file.name).toLowerCase(),
    source: file.bytes,
    passages: passages.map((one) => toPassage(read.title, one)),
  }
}

/** The hash of what was read, for what is sent in other bytes each time though it says the same, as many pages are. */
export function hashOfWords(document: NewDocument): string {
  const { title, version, language, validFrom, validUntil } = document
  const passages = document.passages.map(({ terms: _terms, ...words }) => words)
  const words = JSON.stringify([title, version, language, validFrom, validUntil, passages])
  return createHash('sha256').update(`${termsVersion}\u0000words\u0000`).update(words).digest('hex')
}

function toPassage(title: string, { id, ...passage }: PassageWords): NewPassage {
  return { ...passage, key: id, terms: termsOfPassage(title, passage) }
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
