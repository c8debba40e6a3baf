import type { Rate } from './channel.ts'

const day = 86_400_000

/**
 * When a 429 says that we may come back, or null when it does not say.
 * Times are read against the answer's own `Date`, because a server whose clock is wrong still measures its pause right,
 * and are kept within a day, because a broken header must not silence an account for years.
 */
export function readRetryAt(headers: Headers, now: Date): Date | null {
  const reset = first(headers, 'x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset')
  return readRetryAfter(headers, now) ?? moment(reset, headers, now)
}

/**
 * The same for a server in trouble. The reset of the rate limit stands in every answer of many networks (Mastodon's
 * among them) and says nothing of the trouble: a failed poll would wait for minutes because of it.
 */
export function readRetryAfter(headers: Headers, now: Date): Date | null {
  return moment(headers.get('retry-after'), headers, now)
}

/** How many calls are left, from whichever of the three spellings the network uses. */
export function readRate(headers: Headers, now: Date): Rate | null {
  const limit = count(first(headers, 'x-ratelimit-limit', 'x-rate-limit-limit', 'ratelimit-limit'))
  const remaining = count(
    first(headers, 'x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining'),
  )
  const resetAt = moment(
    first(headers, 'x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset'),
    headers,
    now,
  )
  return limit === null || remaining === null || resetAt === null ? null : { limit, remaining, resetAt }
}

function first(headers: Headers, ...names: string[]): string | null {
  for (const name of names) {
    const value = headers.get(name)
    if (value !== null) return value
  }
  return null
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}

/** Seconds from now, seconds or milliseconds since 1970, an ISO time (Mastodon) or an HTTP date. */
function moment(text: string | null, headers: Headers, now: Date): Date | null {
  if (text === null) return null
  const number = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null
  if (number !== null && number < 1e9) return within(number * 1000, now)
  const at = number === null ? Date.parse(text) : number < 1e11 ? number * 1000 : number
  if (Number.isNaN(at)) return null
  const theirNow = Date.parse(headers.get('date') ?? '')
  return within(at - (Number.isNaN(theirNow) ? now.getTime() : theirNow), now)
}

function within(ms: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(Math.max(ms, 0), day))
}
