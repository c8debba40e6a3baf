import type { Json } from '../core/mention.ts'
import type { PageFault } from '../core/page-fault.ts'
import { DocumentOvertaken, UnreadableDocument } from '../knowledge/document.ts'
import { UnreachablePage } from '../knowledge/fetch-page.ts'
import type { Meaning } from '../knowledge/meaning.ts'
import type { Taken, Taking } from '../knowledge/take.ts'
import type { Db } from '../store/db.ts'
import { type Note, noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'

// Whoever sends a file waits no longer for its vectors; what is missing then is made in the background.
const vectorsMs = 10_000

/** What it needs; without `meaning`, passages are found by their words. */
export interface KnowledgeTools {
  db: Db
  meaning?: Meaning | null
  now(): Date
}

/**
 * What belongs to every taking of a document: its vectors, for as long as somebody waits, and a line of what was done.
 * @param besides what else is written down of it.
 */
export function takingOf(
  { meaning = null }: Pick<KnowledgeTools, 'meaning'>,
  did: 'took in' | 'brought back',
  besides: (version: string) => Note | null = () => null,
): Taking {
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
      const more = besides(id)
      const done: Note = { who: addedBy as Who, kind: 'knowledge', why, detail }
      await noteEvents(trx, more ? [done, more] : [done])
    },
  }
}

/** What was done, with why. */
export function withReason(what: string, reason: string | null | undefined): string {
  return reason ? `${what}: ${reason}` : what
}

/** Why a file or a page was not taken: what is wrong with it, or that somebody was faster. */
export type NotTaken =
  | { kind: 'unreadable'; why: string; fault: PageFault | null }
  | { kind: 'changed-meanwhile' }
export type TakenHere = Omit<Taken, 'why'> & { name: string }

/** Makes an answer of what may go wrong with a document. */
export async function orNotTaken<T>(work: () => Promise<T>): Promise<T | NotTaken> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DocumentOvertaken) return { kind: 'changed-meanwhile' }
    if (error instanceof UnreachablePage)
      return { kind: 'unreadable', why: error.message, fault: error.fault }
    if (error instanceof UnreadableDocument) return { kind: 'unreadable', why: error.message, fault: null }
    throw error
  }
}
