import type { Json } from '../core/mention.ts'
import { type FetchPage, UnreachablePage } from '../knowledge/fetch-page.ts'
import { type Validity, validityOf } from '../knowledge/rank.ts'
import { dayOf, type Found, searchPassages } from '../knowledge/search.ts'
import { prepareDocument, type Taken, takeDocument } from '../knowledge/take.ts'
import { type KnownDocument, listDocuments, removeDocument } from '../store/documents.ts'
import { noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'
import type { Gate, HeldUp, Overruling } from './gate.ts'
import { publishDocument } from './publish-document.ts'
import { readPage } from './read-page.ts'
import {
  type KnowledgeTools,
  type NotTaken,
  orNotTaken,
  type TakenHere,
  takingOf,
  withReason,
} from './taking.ts'
import { checkUpload } from './upload.ts'

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

export function makeKnowledge({ db, meaning = null, now }: KnowledgeTools): Knowledge {
  return {
    list: (brandId) => listDocuments(db, brandId),
    add: ({ brandId, who, ...file }) =>
      takeDocument(db, { brandId, ...file, addedBy: who, ...takingOf({ meaning }, 'took in') }),
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

/** What becomes of a document that saved cases may hold up. */
export type DocumentAnswer = TakenHere | NotTaken | HeldUp

/** The documents of the desk's brand, for whoever is signed in. */
export interface DeskKnowledge {
  list(): Promise<(KnownDocument & { validity: Validity })[]>
  /**
   * Takes a file that a colleague sends, if no saved case fails with it; what cannot be read, or is inside not what its name says,
   * is told.
   */
  upload(file: {
    name: string
    bytes: Uint8Array
    who: Who
    reason?: string | null
    seen?: string | null
    overrule?: Overruling | null
  }): Promise<DocumentAnswer>
  /** Takes the page at an address, named by it, in place of what it said before. */
  takePage(page: {
    address: string
    who: Who
    reason?: string | null
    seen?: string | null
    /** Only if it still says what has this hash. */
    hash?: string
    overrule?: Overruling | null
  }): Promise<DocumentAnswer>
  /** @returns false when there is none. */
  remove(id: string, who: Who): Promise<boolean>
  search(question: string, most: number): Promise<Found[]>
}

export function makeDeskKnowledge(
  tools: KnowledgeTools & { brandId: string; fetchPage: FetchPage; gate?: Gate },
): DeskKnowledge {
  const { brandId, now, fetchPage } = tools
  const knowledge = makeKnowledge(tools)
  return {
    async list() {
      const day = dayOf(now())
      return (await knowledge.list(brandId)).map((one) => ({ ...one, validity: validityOf(one, day) }))
    },
    upload: ({ name, bytes, who, reason = null, ...more }) =>
      orNotTaken(async () => {
        const tidy = checkUpload(name, bytes)
        const document = await prepareDocument({ brandId, name: tidy, bytes, addedBy: who, reason })
        return publishDocument(tools, { document, who, ...more })
      }),
    takePage: ({ address, who, reason = null, hash, ...more }) =>
      orNotTaken(async () => {
        const document = await readPage(fetchPage, { brandId, address, addedBy: who, reason })
        if (hash !== undefined && hash !== document.hash)
          throw new UnreachablePage(
            'changed',
            `${document.name} has changed since it was tried; try it again.`,
          )
        return publishDocument(tools, { document, who, ...more })
      }),
    async remove(id, who) {
      const known = (await knowledge.list(brandId)).find((one) => one.id === id)
      return known !== undefined && knowledge.remove(brandId, known.name, who, { id })
    },
    search: (question, most) => knowledge.search(brandId, question, most),
  }
}
