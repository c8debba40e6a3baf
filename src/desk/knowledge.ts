import { type Found, searchPassages } from '../knowledge/search.ts'
import { type Taken, takeDocument } from '../knowledge/take.ts'
import type { Db } from '../store/db.ts'
import { type KnownDocument, listDocuments, removeDocument } from '../store/documents.ts'
import { noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'

/** What admins do with the documents of a brand. */
export interface Knowledge {
  list(brandId: string): Promise<KnownDocument[]>
  /**
   * Takes a file in, in place of the one of the same name. What was added and replaced is written down.
   * @throws UnreadableDocument
   */
  add(file: { brandId: string; name: string; bytes: Uint8Array; who: Who }): Promise<Taken>
  /** @returns false when there is none of this name. */
  remove(brandId: string, name: string, who: Who): Promise<boolean>
  search(brandId: string, question: string, most: number): Promise<Found[]>
}

export function makeKnowledge({ db, now }: { db: Db; now(): Date }): Knowledge {
  return {
    list: (brandId) => listDocuments(db, brandId),
    async add({ brandId, name, bytes, who }) {
      const taken = await takeDocument(db, { brandId, name, bytes, addedBy: who })
      if (taken.kind !== 'same') {
        const why = `${taken.kind} ${name}, version ${taken.version}, ${taken.passages} passages`
        await noteEvents(db, [{ who, kind: 'knowledge', why, detail: { brandId, name } }])
      }
      return taken
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
    search: (brandId, question, most) => searchPassages(db, { brandId, question, most, at: now() }),
  }
}
