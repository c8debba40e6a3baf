import { readdirSync, readFileSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { prepareDocument } from './knowledge/take.ts'
import type { Db } from './store/db.ts'
import { hadDocuments, type NewDocument, saveDocument } from './store/documents.ts'
import { noteEvents } from './store/events.ts'
import type { Who } from './store/stages.ts'

const folder = new URL('../prompts/knowledge/sample/', import.meta.url)

/** Whether a brand is new to documents; one that has some, or took all of them out, is left as it is. */
export async function wantsSample(db: Db, brandId: string): Promise<boolean> {
  return !(await hadDocuments(db, brandId))
}

/**
 * Takes the documents of the sample brand in, all of them or none: a newcomer's first questions are answered from something,
 * and a start that was cut off begins anew the next time. A file at a time, so that whoever is served meanwhile does not wait.
 * @returns how many were taken; 0 when the brand has got documents meanwhile, or `signal` has ended it.
 */
export async function loadSample(
  db: Db,
  brandId: string,
  signal: AbortSignal,
  who: Who = 'dajeong',
): Promise<number> {
  const documents: NewDocument[] = []
  for (const name of readdirSync(folder).sort()) {
    const bytes = readFileSync(new URL(encodeURIComponent(name), folder))
    documents.push(await prepareDocument({ brandId, name, bytes, addedBy: who }))
    await breathe()
    if (signal.aborted) return 0
  }
  return db.transaction().execute(async (trx) => {
    if (await hadDocuments(trx, brandId)) return 0
    for (const document of documents) await saveDocument(trx, document)
    const why = `added the sample brand, ${documents.length} documents`
    await noteEvents(trx, [{ who, kind: 'knowledge', why, detail: { brandId } }])
    return documents.length
  })
}
