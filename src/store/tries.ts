import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts tries within a window, on every node together, so that nobody guesses for long. */
export interface Tries {
  /** Counts one try, before it is made. @returns the milliseconds until the next is allowed, 0 when this one is. */
  take(key: string): Promise<number>
  /** Forgets the tries, after one that succeeded. */
  forget(key: string): Promise<void>
}

/** @param most tries that are allowed within `windowMs` of the first. @param what one kind of try; each is counted for itself. */
export type CountTries = (what: string, most: number, windowMs: number) => Tries

export function countTriesIn(pool: Pool): CountTries {
  return (what, most, windowMs) => {
    const limiter = new RateLimiterPostgres({
      ...{ storeClient: pool, storeType: 'pool', tableName: 'tries', tableCreated: true },
      ...{ keyPrefix: what, points: most, duration: windowMs / 1_000 },
    })
    return {
      async take(key) {
        try {
          await limiter.consume(hashOf(key))
          return 0
        } catch (refused) {
          if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext)
          throw refused
        }
      },
      async forget(key) {
        await limiter.delete(hashOf(key))
      },
    }
  }
}

// What is typed as an address may be a password, and may be of any length.
function hashOf(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('base64url')
}
