import type { Activity } from './activity.ts'

/** Where a conversation goes on: of `POST conversations` and `GET conversations/:id`. */
export interface Begun {
  conversationId: string
  token: string
  /** Seconds. */
  expires_in: number
  streamUrl: string
}

export interface Batch {
  activities: Activity[]
  watermark?: string
}

/** The server said no. `after`: milliseconds until it wants to be asked again; null where it does not say. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly after: number | null
  constructor(status: number, message: string, after: number | null) {
    super(message)
    this.status = status
    this.after = after
  }
}

const patienceMs = 20_000

/**
 * Direct Line 3.0 of the service that this page came from.
 * @throws Refused, and whatever fetch throws when nobody is reached within 20 s
 */
export async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  { token, body }: { token?: string; body?: unknown } = {},
): Promise<T> {
  const answer = await fetch(`/directline/${path}`, {
    method,
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (answer.ok) return (await answer.json()) as T
  const problem = (await answer.json().catch(() => null)) as { error?: { message?: unknown } } | null
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  throw new Refused(
    answer.status,
    String(problem?.error?.message ?? answer.statusText),
    Number.isFinite(seconds) ? seconds * 1000 : null,
  )
}

/** The stream's own host may be one that only our servers know, and the page's policy allows no other than its own. */
export function streamOf(streamUrl: string): string {
  const { pathname, search } = new URL(streamUrl, location.href)
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${pathname}${search}`
}
