import type { Db } from '../store/db.ts'
import { writePairs } from '../store/search.ts'
import { giveOutArrivals } from './assigning.ts'

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
  let timer: NodeJS.Timeout | null = null
  let working: Promise<void> | null = null
  let again = false
  let stopped = false

  async function work(): Promise<void> {
    try {
      let given = 0
      for (let some = 1; some > 0 && !stopped; ) {
        some = await giveOutArrivals(tools.db, givenAtOnce)
        given += some
      }
      if (given > 0) tools.onGiven()
      for (let some = writtenAtOnce; some === writtenAtOnce && !stopped; )
        some = await writePairs(tools.db, writtenAtOnce)
    } catch (error) {
      tools.onTrouble(error)
    }
  }

  function begin(): void {
    timer = null
    if (working) {
      again = true
      return
    }
    working = work().finally(() => {
      working = null
      if (!again) return
      again = false
      poke()
    })
  }

  function poke(): void {
    if (!stopped) timer ??= setTimeout(begin, gatherMs)
  }

  poke()
  return {
    poke,
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await working
    },
  }
}
