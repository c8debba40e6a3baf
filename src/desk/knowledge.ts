import { UnreadableDocument } from '../knowledge/document.ts'
import { type FetchPage, UnreachablePage } from '../knowledge/fetch-page.ts'
import type { Meaning } from '../knowledge/meaning.ts'
import { type Validity, validityOf } from '../knowledge/rank.ts'
import { dayOf, type Found, searchPassages } from '../knowledge/search.ts'
import { type Taken, takeDocument } from '../knowledge/take.ts'
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
   * @throws UnreadableDocument
   */
  add(file: { brandId: string; name: string; ending?: string; bytes: Uint8Array; who: Who }): Promise<Taken>
  /** @returns false when there is none of this name. */
  remove(brandId: string, name: string, who: Who): Promise<boolean>
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
    async add({ brandId, who, ...file }) {
      const { name } = file
      const signal = AbortSignal.timeout(vectorsMs)
      return takeDocument(db, {
        ...{ brandId, ...file, addedBy: who, meaning, signal },
        async also(trx, kind, { version, passages }) {
          const why = `${kind} ${name}, version ${version}, ${passages.length} passages`
          await noteEvents(trx, [{ who, kind: 'knowledge', why, detail: { brandId, name } }])
        },
      })
    },
    async remove(brandId, name, who) {
      return db.transaction().execute(async (trx) => {
        const removed = await removeDocument(trx, brandId, name)
        if (removed)
          await noteEvents(trx, [
            { who, kind: 'knowledge', why: `removed ${name}`, detail: { brandId, name } },
          ])
        return removed
      })
    },
    search: (brandId, question, most) => searchPassages(db, { brandId, question, most, at: now(), meaning }),
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
  }): Promise<(Omit<Taken, 'why'> & { name: string }) | { kind: 'unreadable'; why: string }>
  /** Takes the page at an address, named by it, in place of what it said before. */
  takePage(
    address: string,
    who: Who,
  ): Promise<(Omit<Taken, 'why'> & { name: string }) | { kind: 'unreadable'; why: string }>
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
    async upload({ name, bytes, who }) {
      try {
        const tidy = checkUpload(name, bytes)
        const { why: _why, ...taken } = await knowledge.add({ brandId, name: tidy, bytes, who })
        return { name: tidy, ...taken }
      } catch (error) {
        if (error instanceof UnreadableDocument) return { kind: 'unreadable', why: error.message }
        throw error
      }
    },
    async takePage(address, who) {
      try {
        const { name, ending, bytes } = await fetchPage(address)
        checkPage(name, ending, bytes)
        const { why: _why, ...taken } = await knowledge.add({ brandId, name, ending, bytes, who })
        return { name, ...taken }
      } catch (error) {
        if (error instanceof UnreadableDocument || error instanceof UnreachablePage)
          return { kind: 'unreadable', why: error.message }
        throw error
      }
    },
    async remove(id, who) {
      const known = (await knowledge.list(brandId)).find((one) => one.id === id)
      return known !== undefined && knowledge.remove(brandId, known.name, who)
    },
    search: (question, most) => knowledge.search(brandId, question, most),
  }
}
