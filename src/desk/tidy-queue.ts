import type { Db } from '../store/db.ts'
import { writePairs } from '../store/search.ts'
import { giveOutArrivals } from './assigning.ts'
import { gather } from './gathering.ts'

export interface QueueTidier {
  /** Something changed; what it left to do is done soon. */
  poke(): void
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>
}

// A rush of messages is tidied up after once in this time, beside the answers and not before them.
const gatherMs = 1_000
const givenAtOnce = 200
const writtenAtOnce = 200

/**
 * Does what the queue needs and nobody waits for: gives out what came in, and indexes what was said. What is not done because this
 * stops is still there for the next start or another node.
 */
export function tidyQueue(tools: {
  db: Db
  /** Conversations were given to colleagues. */
  onGiven(): void
  onTrouble(error: unknown): void
}): QueueTidier {
  async function work(): Promise<void> {
    try {
      let given = 0
      for (let some = 1; some > 0 && !gathering.isStopped(); ) {
        some = await giveOutArrivals(tools.db, givenAtOnce)
        given += some
      }
      if (given > 0) tools.onGiven()
      for (let some = writtenAtOnce; some === writtenAtOnce && !gathering.isStopped(); )
        some = await writePairs(tools.db, writtenAtOnce)
    } catch (error) {
      tools.onTrouble(error)
    }
  }

  const gathering = gather(work, gatherMs)
  gathering.poke()
  return { poke: gathering.poke, stop: gathering.stop }
}
