/** Counts tries within a window, so that nobody guesses for long. */
export interface Attempts {
  /** Counts one try. @returns the milliseconds until the next is allowed, 0 when this one is. */
  take(key: string, now: number): number
  /** Forgets the tries, after one that succeeded. */
  forget(key: string): void
}

interface Tries {
  count: number
  since: number
}

// What is remembered stays small whatever somebody invents: beyond this many keys the oldest is forgotten, but first of all one
// that may still try. Else whoever invents enough addresses would make us forget the one that they are guessing at.
const mostKeys = 10_000

/** @param most tries that are allowed within `windowMs` of the first. */
export function makeAttempts(most: number, windowMs: number, keys = mostKeys): Attempts {
  const tries = new Map<string, Tries>()

  function leastMissed(now: number): string | undefined {
    for (const [key, { count, since }] of tries) if (count < most || now - since >= windowMs) return key
    return tries.keys().next().value
  }

  return {
    take(key, now) {
      const known = tries.get(key)
      if (known && now - known.since < windowMs) {
        known.count += 1
        return known.count > most ? known.since + windowMs - now : 0
      }
      tries.delete(key)
      if (tries.size >= keys) tries.delete(leastMissed(now) ?? '')
      tries.set(key, { count: 1, since: now })
      return 0
    },
    forget(key) {
      tries.delete(key)
    },
  }
}
