import { Refusal } from './http.ts'

export interface RateLimit {
  limit: number
  windowSeconds: number
}

/** Mastodon's limit for a signed-in caller. */
export const USUAL_RATE: RateLimit = { limit: 300, windowSeconds: 300 }

export interface RateLimiter {
  set(rate: RateLimit): void
  get(): RateLimit
  /** Counts one request of the token. Returns the headers for its answer; throws Refusal 429 over the limit. */
  take(token: string): Record<string, string>
  /** Counts nothing: the 429 that a fault asks for. */
  refuse(resetSeconds: number): Refusal
}

export function makeRateLimiter(now: () => number): RateLimiter {
  let rate = USUAL_RATE
  const used = new Map<string, { window: number; count: number }>()
  const headers = (remaining: number, resetAt: number) => ({
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-remaining': String(Math.max(0, remaining)),
    'x-ratelimit-reset': new Date(resetAt).toISOString(),
  })
  return {
    set(wish) {
      rate = wish
      used.clear()
    },
    get: () => rate,
    take(token) {
      // Windows are cut from the clock, as rack-attack does for Mastodon, not from the first request.
      const length = rate.windowSeconds * 1000
      const window = Math.floor(now() / length)
      const before = used.get(token)
      const count = before?.window === window ? before.count + 1 : 1
      used.set(token, { window, count })
      const told = headers(rate.limit - count, (window + 1) * length)
      if (count > rate.limit) throw new Refusal(429, 'Too many requests', told)
      return told
    },
    refuse: (resetSeconds) => new Refusal(429, 'Too many requests', headers(0, now() + resetSeconds * 1000)),
  }
}
