import type { FetchPage } from '../knowledge/fetch-page.ts'
import { prepareDocument, prepareVersion } from '../knowledge/take.ts'
import { layOver } from '../knowledge/tried.ts'
import { findNameOf } from '../store/document-versions.ts'
import type { NewDocument } from '../store/documents.ts'
import { endingOf, findLiveOf, isEditable } from './live-document.ts'
import { triedVectorsMs } from './publish-document.ts'
import { readPage } from './read-page.ts'
import { type KnowledgeTools, type NotTaken, orNotTaken } from './taking.ts'
import type { makeTry, TryAnswer } from './try.ts'
import { checkUpload } from './upload.ts'

/** What is tried in place of what a document says now. A document is named by the id of any of its versions. */
export type TriedDocument =
  | { kind: 'file'; name: string; bytes: Uint8Array }
  | { kind: 'page'; url: string }
  | { kind: 'text'; id: string; text: string }
  | { kind: 'version'; id: string; version: string }
  | { kind: 'without'; id: string }

/** Answers messages with what the documents say and with what they would say, side by side. Nothing of it is kept but its cost. */
export type TryDocument = (ask: {
  tried: TriedDocument
  conversations: readonly string[]
  caseIds: readonly string[]
}) => Promise<TriedAnswer | NotTaken | { kind: 'not-found' }>

type TriedAnswer = TryAnswer & {
  /** Of what was tried; null where that was an absence. */
  hash: string | null
  /** How many passages of it were sought by their words alone, because they had no vectors in time. */
  byWordsAlone: number
}

export function makeTryDocument(
  tools: KnowledgeTools & {
    brandId: string
    fetchPage: FetchPage
    tryOut: ReturnType<typeof makeTry>
    /** How long vectors are waited for, in milliseconds. */
    vectorsMs?: number
  },
): TryDocument {
  const { db, brandId, meaning = null, fetchPage, tryOut, vectorsMs = triedVectorsMs } = tools
  const nobody = { addedBy: 'nobody', reason: '' }

  /** @returns null where there is no such document or version. */
  async function read(tried: TriedDocument): Promise<{ name: string; document: NewDocument | null } | null> {
    if (tried.kind === 'file') {
      const name = checkUpload(tried.name, tried.bytes)
      return { name, document: await prepareDocument({ brandId, name, bytes: tried.bytes, ...nobody }) }
    }
    if (tried.kind === 'page') {
      const document = await readPage(fetchPage, { brandId, address: tried.url, ...nobody })
      return { name: document.name, document }
    }
    if (tried.kind === 'version') {
      const name = await findNameOf(db, brandId, tried.id)
      const document =
        name && (await prepareVersion(db, { brandId, name, version: tried.version, ...nobody }))
      return document ? { name: document.name, document } : null
    }
    const live = await findLiveOf(db, brandId, tried.id)
    if (!live) return null
    const { name } = live
    if (tried.kind === 'without') return { name, document: null }
    if (!isEditable(live)) return null
    const bytes = new TextEncoder().encode(tried.text)
    checkUpload(name, bytes)
    return { name, document: await prepareDocument({ brandId, name, ...endingOf(live), bytes, ...nobody }) }
  }

  return ({ tried, conversations, caseIds }) =>
    orNotTaken(async () => {
      const found = await read(tried)
      if (!found) return { kind: 'not-found' }
      const signal = AbortSignal.timeout(vectorsMs)
      const knowledge = await layOver(db, { brandId, ...found, meaning, signal })
      const answer = await tryOut({ brandId, prompts: {}, policy: null, knowledge, conversations, caseIds })
      const byWordsAlone = meaning ? knowledge.passages.length - knowledge.vectors.size : 0
      return { ...answer, hash: found.document?.hash ?? null, byWordsAlone }
    })
}
