import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { correctionsAfter, countCorrections } from './store/corrections.ts'
import type { Db } from './store/db.ts'
import { liveVersion, liveVersionId } from './store/triage-versions.ts'
import { makeLocalReader, type Read } from './writer/local-reader.ts'
import { makeNearExamples } from './writer/near-examples.ts'
import { makeTriage, type Triage } from './writer/triage/triage.ts'
import { unpackWeights } from './writer/triage/weights.ts'

/** The weights that come with this version. */
export const shippedWeights = fileURLToPath(new URL('../prompts/triage/weights.bin', import.meta.url))

// What colleagues correct and publish counts after this long, on every node, for the price of three small queries.
const freshForMs = 250
const takenAtOnce = 1_000

/**
 * A reader that follows its database: corrections of colleagues count as soon as they are saved, and a published version of
 * the weights takes the place of the shipped one.
 * @param onTrouble told when a published version cannot be read; the shipped weights read on.
 */
export function makeLearningReader(db: Db, onTrouble: (message: string, error: unknown) => void): Read {
  const shipped = makeTriage(unpackWeights(readFileSync(shippedWeights)))
  const near = makeNearExamples()
  const local = makeLocalReader({ triage: (text, told) => triage(text, told), near })
  let triage: Triage = shipped
  let version: string | null = null
  let lastId = '0'
  const heardOf = new Set<string>()
  let fresh = { at: Number.NEGATIVE_INFINITY, work: Promise.resolve() }

  async function refresh(): Promise<void> {
    const live = await liveVersionId(db)
    if (live !== version) {
      const found = live === null ? null : await liveVersion(db)
      triage = found ? trained(found.weights, found.id) : shipped
      version = live
    }
    await takeCorrections()
    if ((await countCorrections(db)) >= heardOf.size) return
    // Some were forgotten, with the account or the message that they were about; what is left is read anew.
    near.clear()
    heardOf.clear()
    lastId = '0'
    await takeCorrections()
  }

  async function takeCorrections(): Promise<void> {
    for (;;) {
      const some = await correctionsAfter(db, lastId, takenAtOnce)
      for (const { id, brandId, mentionId, text, labels } of some) {
        near.add({ id: mentionId, brandId, text, labels })
        heardOf.add(mentionId)
        lastId = id
      }
      if (some.length < takenAtOnce) return
    }
  }

  function trained(weights: Buffer, id: string): Triage {
    try {
      return makeTriage(unpackWeights(weights))
    } catch (error) {
      onTrouble(
        `version ${id} of the classifier cannot be read, so the shipped one is used; train anew`,
        error,
      )
      return shipped
    }
  }

  return async (request) => {
    const now = performance.now()
    if (now - fresh.at > freshForMs) {
      fresh = { at: now, work: refresh() }
      fresh.work.catch(() => {
        // Asked again by the next message, not after the time is over.
        fresh.at = Number.NEGATIVE_INFINITY
      })
    }
    await fresh.work
    return local(request)
  }
}
