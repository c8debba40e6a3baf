import type { Account, ChannelTools } from '../../../src/channels/channel.ts'
import { makeMastodon } from '../../../src/channels/mastodon/mastodon.ts'
import type { Timing } from '../../../src/channels/mastodon/timing.ts'

/** What a server answers: JSON with 200, a Response, or something it does. A function is asked. A missing route is 404. */
type Route = unknown

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

export interface FakeServer {
  account: Account
  /** Every call, as `METHOD /path`. */
  asked: Asked[]
  logged: string[]
}

const quick: Timing = { pollMs: 20, alonePollMs: 20, firstRetryMs: 5, longestRetryMs: 20, pingMs: 20 }

export const mastodonSays = {
  version: '4.5.0',
  configuration: { statuses: { max_characters: 500, characters_reserved_per_url: 23 } },
}

/** An account on a server that is a table of routes, for what the town does not play: relatives, odd answers. */
export function openFakeServer(routes: Record<string, Route>, timing = quick): FakeServer {
  const asked: Asked[] = []
  const logged: string[] = []
  const channel = makeMastodon(timing)
  const table: Record<string, Route> = { 'GET /api/v2/instance': mastodonSays, ...routes }
  const answer: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    const request: Asked = {
      method: init?.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
    }
    asked.push(request)
    const route = table[`${request.method} ${request.path}`]
    const got = typeof route === 'function' ? await route(request) : route
    if (got instanceof Response) return got.clone()
    return got === undefined ? refusal(404, 'Record not found') : Response.json(got)
  }
  const tools: ChannelTools = {
    fetch: answer,
    now: () => new Date(),
    log: (_level, message, detail) => logged.push(`${message} ${JSON.stringify(detail ?? {})}`),
  }
  const settings = channel.settings.parse({ url: 'http://127.0.0.1:9', token: 'token-of-the-brand' })
  return { account: channel.open(settings, tools), asked, logged }
}

export function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status })
}

export const brandAccount = { id: '1', acct: 'brand', display_name: '다정', bot: true }
export const annaAccount = { id: '9', acct: 'anna@social.example', display_name: 'Anna' }

export function status(change: object = {}): Record<string, unknown> {
  return {
    id: '103',
    created_at: '2026-11-02T09:00:00.000Z',
    visibility: 'public',
    content: '<p>hello</p>',
    url: 'https://shop.example/@brand/103',
    account: annaAccount,
    mentions: [{ id: '1', acct: 'brand', url: 'https://shop.example/@brand' }],
    ...change,
  }
}
