import type { Json } from '../core/mention.ts'
import { DocumentOvertaken, UnreadableDocument } from '../knowledge/document.ts'
import { type FetchPage, UnreachablePage } from '../knowledge/fetch-page.ts'
import type { Meaning } from '../knowledge/meaning.ts'
import { type Validity, validityOf } from '../knowledge/rank.ts'
import { dayOf, type Found, searchPassages } from '../knowledge/search.ts'
import { type Taken, type Taking, takeDocument } from '../knowledge/take.ts'
import type { Db } from '../store/db.ts'
import { type KnownDocument, listDocuments, removeDocument } from '../store/documents.ts'
import { noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'
import { checkPage, checkUpload } from './upload.ts'

/** What admins do with the documents of a brand. */
export interface Knowledge {
  list(brandId: string): Promise<KnownDocument[]>
  /**
   * Takes a file in, in place of the one of the same name. What was added and replaced is written down.
   * @param file.seen the live version that they know of, null for none; left out, the last one wins.
   * @throws UnreadableDocument
   * @throws DocumentOvertaken where another version is live than the one that was `seen`.
   */
  add(file: {
    brandId: string
    name: string
    ending?: string
    bytes: Uint8Array
    who: Who
    reason?: string | null
    seen?: string | null
  }): Promise<Taken>
  /**
   * @param more.id only if this is the live version.
   * @returns false when there is none of this name.
   */
  remove(
    brandId: string,
    name: string,
    who: Who,
    more?: { reason?: string | null; id?: string },
  ): Promise<boolean>
  search(brandId: string, question: string, most: number): Promise<Found[]>
}

// Whoever sends a file waits no longer for its vectors; what is missing then is made in the background.
const vectorsMs = 10_000

/** What it needs; without `meaning`, passages are found by their words. */
export interface KnowledgeTools {
  db: Db
  meaning?: Meaning | null
  now(): Date
}

export function makeKnowledge({ db, meaning = null, now }: KnowledgeTools): Knowledge {
  return {
    list: (brandId) => listDocuments(db, brandId),
    add: ({ brandId, who, ...file }) =>
      takeDocument(db, { brandId, ...file, addedBy: who, ...takingOf({ db, meaning, now }, 'took in') }),
    async remove(brandId, name, who, { reason = null, id } = {}) {
      return db.transaction().execute(async (trx) => {
        const removed = await removeDocument(trx, brandId, name, { by: who, reason, ...(id && { id }) })
        if (!removed) return false
        const detail: Json = { brandId, name, before: { ...removed }, after: {} }
        const why = withReason(`removed ${name}`, reason)
        await noteEvents(trx, [{ who, kind: 'knowledge', why, detail }])
        return true
      })
    },
    search: (brandId, question, most) => searchPassages(db, { brandId, question, most, at: now(), meaning }),
  }
}

/** What belongs to every taking of a document: its vectors, for as long as somebody waits, and a line of what was done. */
export function takingOf({ meaning = null }: KnowledgeTools, did: 'took in' | 'brought back'): Taking {
  return {
    meaning,
    signal: AbortSignal.timeout(vectorsMs),
    async also(
      trx,
      { kind, id, before },
      { brandId, name, addedBy, version, passages, hash, reason, backTo },
    ) {
      const verb = did === 'took in' ? kind : did
      const why = withReason(`${verb} ${name}, version ${version}, ${passages.length} passages`, reason)
      const detail: Json = {
        ...{ brandId, name, after: { id, hash, ...(backTo ? { backTo } : {}) } },
        ...(before ? { before: { ...before } } : {}),
      }
      await noteEvents(trx, [{ who: addedBy as Who, kind: 'knowledge', why, detail }])
    },
  }
}

function withReason(what: string, reason: string | null | undefined): string {
  return reason ? `${what}: ${reason}` : what
}

/** Why a file was not taken: what is wrong with it, or that somebody was faster. */
export type NotTaken = { kind: 'unreadable'; why: string } | { kind: 'changed-meanwhile' }
export type TakenHere = Omit<Taken, 'why'> & { name: string }

/** Makes an answer of what may go wrong with a document. */
export async function orNotTaken<T>(work: () => Promise<T>): Promise<T | NotTaken> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DocumentOvertaken) return { kind: 'changed-meanwhile' }
    if (error instanceof UnreadableDocument || error instanceof UnreachablePage)
      return { kind: 'unreadable', why: error.message }
    throw error
  }
}

/** The documents of the desk's brand, for whoever is signed in. */
export interface DeskKnowledge {
  list(): Promise<(KnownDocument & { validity: Validity })[]>
  /** Takes a file that a colleague sends; what cannot be read, or is inside not what its name says, is told. */
  upload(file: {
    name: string
    bytes: Uint8Array
    who: Who
    reason?: string | null
    seen?: string | null
  }): Promise<TakenHere | NotTaken>
  /** Takes the page at an address, named by it, in place of what it said before. */
  takePage(address: string, who: Who, reason?: string | null): Promise<TakenHere | NotTaken>
  /** @returns false when there is none. */
  remove(id: string, who: Who): Promise<boolean>
  search(question: string, most: number): Promise<Found[]>
}

export function makeDeskKnowledge(
  tools: KnowledgeTools & { brandId: string; fetchPage: FetchPage },
): DeskKnowledge {
  const { brandId, now, fetchPage } = tools
  const knowledge = makeKnowledge(tools)
  return {
    async list() {
      const day = dayOf(now())
      return (await knowledge.list(brandId)).map((one) => ({ ...one, validity: validityOf(one, day) }))
    },
    upload: ({ name, bytes, ...more }) =>
      orNotTaken(async () => {
        const tidy = checkUpload(name, bytes)
        const { why: _why, ...taken } = await knowledge.add({ brandId, name: tidy, bytes, ...more })
        return { name: tidy, ...taken }
      }),
    takePage: (address, who, reason = null) =>
      orNotTaken(async () => {
        const { name, ending, bytes } = await fetchPage(address)
        checkPage(name, ending, bytes)
        const { why: _why, ...taken } = await knowledge.add({ brandId, name, ending, bytes, who, reason })
        return { name, ...taken }
      }),
    async remove(id, who) {
      const known = (await knowledge.list(brandId)).find((one) => one.id === id)
      return known !== undefined && knowledge.remove(brandId, known.name, who, { id })
    },
    search: (question, most) => knowledge.search(brandId, question, most),
  }
}
