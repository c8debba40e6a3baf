import { createHmac } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts tries within a window, on every node together, so that nobody guesses for long. */
export interface Tries {
  /** Counts one try, before it is made. @returns the milliseconds until the next is allowed, 0 when this one is. */
  take(tried: string): Promise<number>
  /** Forgets the tries, after one that succeeded. */
  forget(tried: string): Promise<void>
}

/** @param most tries that are allowed within `windowMs` of the first. @param what one kind of try; each is counted for itself. */
export type CountTries = (what: string, most: number, windowMs: number) => Tries

/** @param key what this installation's secrets are sealed with. */
export function countTriesIn(pool: Pool, key: Buffer): CountTries {
  // What is typed as an address may be a password, and may be of any length.
  const hashOf = (tried: string) => createHmac('sha256', key).update(tried, 'utf8').digest('base64url')

  return (what, most, windowMs) => {
    const limiter = new RateLimiterPostgres({
      ...{ storeClient: pool, storeType: 'pool', tableName: 'tries', tableCreated: true },
      ...{ keyPrefix: what, points: most, duration: windowMs / 1_000 },
      // Who goes on all the same costs the database nothing.
      inMemoryBlockOnConsumed: most + 1,
    })
    return {
      async take(tried) {
        try {
          await limiter.consume(hashOf(tried))
          return 0
        } catch (refused) {
          if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext)
          throw refused
        }
      },
      async forget(tried) {
        await limiter.delete(hashOf(tried))
      },
    }
  }
}

/** Counts what went wrong, of each who does it, on this node alone and until it ends. */
export interface Faults {
  /** @returns the milliseconds until they are heard again, 0 when they are now. */
  wait(who: string): Promise<number>
  count(who: string): Promise<void>
}

/** @param most faults that are borne within `windowMs` of the first. */
export function countFaults(most: number, windowMs: number): Faults {
  const limiter = new RateLimiterMemory({ points: most, duration: windowMs / 1_000 })
  return {
    async wait(who) {
      const known = await limiter.get(who)
      return known && known.consumedPoints >= most ? Math.max(1, known.msBeforeNext) : 0
    },
    async count(who) {
      await limiter.penalty(who)
    },
  }
}

/**
 * Counts what is done often and harms little, on this node alone and until it ends.
 * @returns of each who asks the milliseconds until they may go on, 0 when they may now.
 */
export function countHere(most: number, windowMs: number): (who: string) => Promise<number> {
  const limiter = new RateLimiterMemory({ points: most, duration: windowMs / 1_000 })
  return async (who) => {
    try {
      await limiter.consume(who)
      return 0
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext)
      throw refused
    }
  }
}
