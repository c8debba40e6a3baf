import { DocumentOvertaken } from '../knowledge/document.ts'
import type { Meaning } from '../knowledge/meaning.ts'
import { takePrepared } from '../knowledge/take.ts'
import { layOver } from '../knowledge/tried.ts'
import { tuningMark } from '../store/cases.ts'
import type { Db } from '../store/db.ts'
import { findLive, lockKnowledge, type NewDocument } from '../store/documents.ts'
import { lockPrompts } from '../store/prompts.ts'
import type { Who } from '../store/stages.ts'
import { type Gate, type HeldUp, type Overruling, openGate, overruledNote, publishGated } from './gate.ts'
import { type TakenHere, takingOf } from './taking.ts'

// Who tries a document waits no longer for its vectors; without them it is found by its words.
export const triedVectorsMs = 10_000

/** Something else was published while the cases ran. */
class Moved extends Error {
  override name = 'Moved'
}

/**
 * Takes a document in if no saved case fails with it, or an owner overrules those that do.
 * @param ask.seen the live version that they know of, null for none; left out, the last one wins.
 * @throws DocumentOvertaken
 */
export async function publishDocument(
  tools: { db: Db; meaning?: Meaning | null; gate?: Gate },
  ask: { document: NewDocument; who: Who; seen?: string | null; overrule?: Overruling | null },
): Promise<TakenHere | HeldUp> {
  const { db, meaning = null, gate = openGate } = tools
  const { document, who, seen, overrule = null } = ask
  const { brandId, name } = document
  // At each try: nobody waits for cases to be told that a colleague was faster, or that it says this already.
  async function gateNow(): Promise<Gate> {
    const live = await findLive(db, brandId, name)
    if (seen !== undefined && seen !== (live?.id ?? null)) throw new DocumentOvertaken(name)
    return live?.hash === document.hash ? openGate : gate
  }
  const knowledge = () =>
    layOver(db, { brandId, name, document, meaning, signal: AbortSignal.timeout(triedVectorsMs) })
  return publishGated<TakenHere>(
    db,
    brandId,
    async () => (await gateNow())({ brandId, prompts: {}, policy: null, knowledge, overrule }),
    async (gated, mark) => {
      try {
        const taking = takingOf({ meaning }, 'took in', (version) =>
          overruledNote(gated, { brandId, who, overrule, what: name, isDocument: true, version }),
        )
        const { why: _why, ...taken } = await takePrepared(db, document, {
          ...taking,
          ...(seen === undefined ? {} : { seen }),
          async first(trx) {
            await lockPrompts(trx, brandId)
            await lockKnowledge(trx, brandId)
            if (mark !== (await tuningMark(trx, brandId))) throw new Moved()
          },
        })
        return { name, ...taken }
      } catch (error) {
        if (error instanceof Moved) return null
        throw error
      }
    },
  )
}
