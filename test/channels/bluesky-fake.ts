import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelTools } from '../../src/channels/channel.ts'

export interface Called {
  nsid: string
  url: URL
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the tests read what they sent.
  body: any
}

export type Handler = (called: Called) => unknown

/** A server that answers what the handlers say: a value as JSON, a Response as it is, a thrown error as a lost line. */
export function makeFakePds(handlers: Record<string, Handler>) {
  const calls: Called[] = []
  const all: Record<string, Handler> = {
    'com.atproto.server.createSession': () => fixture('session'),
    ...handlers,
  }
  const fake: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    const called = {
      nsid: url.pathname.replace('/xrpc/', ''),
      url,
      headers: new Headers(init?.headers),
      body,
    }
    calls.push(called)
    const handler = all[called.nsid]
    const answer = handler ? await handler(called) : failure(501, 'MethodNotImplemented')
    return answer instanceof Response ? answer : Response.json(answer)
  }
  return {
    fetch: fake,
    calls,
    count: (nsid: string) => calls.filter((one) => one.nsid.endsWith(nsid)).length,
  }
}

export function failure(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error, message: `${error} happened` }, { status, headers })
}

// biome-ignore lint/suspicious/noExplicitAny: recorded JSON, changed by the tests before it is read.
export function fixture(name: string): any {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/bluesky', `${name}.json`), 'utf8'))
}

export const settings = {
  service: 'https://bsky.example',
  identifier: 'brand.bsky.example',
  password: 'abcd-efgh-ijkl-mnop',
  chatProxy: 'did:web:api.bsky.chat',
}

export const identity = { nativeId: 'did:plc:brand777', handle: 'brand.bsky.example', name: '다정' }

export const never = new AbortController().signal

export function makeTools(fake: typeof fetch, changes: Partial<ChannelTools> = {}): ChannelTools {
  return { fetch: fake, now: () => new Date(), log: () => {}, ...changes }
}
