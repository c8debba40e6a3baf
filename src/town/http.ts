import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account, Token } from './rows.ts'

/** "No", with the status and the words that the caller gets as `{"error": …}`. */
export class Refusal extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.headers = headers
  }
}

export interface Call {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** The `:names` of the route's path. */
  params: Record<string, string>
  body: unknown
  token: Token | undefined
  /** The account that the token speaks for. */
  viewer: Account | undefined
}

export interface Answer {
  status?: number
  json?: unknown
  html?: string
  /** What is no text. */
  bytes?: Buffer
  headers?: Record<string, string>
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Segments that start with a colon are taken as params. */
  path: string
  /** The OAuth scope that the token needs; a route without one is open to everybody. */
  scope?: string
  answer(call: Call): Answer
}

export type Match = { route: Route; params: Record<string, string> }

export function makeRouter(routes: Route[]): (method: string, path: string) => Match | undefined {
  const compiled = routes.map((route) => ({
    route,
    names: [...route.path.matchAll(/:(\w+)/g)].map((found) => found[1] ?? ''),
    pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '([^/]+)')}/?$`),
  }))
  return (method, path) => {
    for (const { route, names, pattern } of compiled) {
      if (route.method !== method) continue
      const found = pattern.exec(path)
      if (!found) continue
      return {
        route,
        params: Object.fromEntries(names.map((name, at) => [name, decode(found[at + 1] ?? '')])),
      }
    }
    return undefined
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Refusal(404, 'Record not found')
  }
}

/**
 * Reads a JSON or form body into one object; an empty one is `{}`.
 * @throws Refusal 400 for what cannot be read, 413 over `limit` bytes, 415 for another kind of body.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limit)
      throw new Refusal(413, `The body is larger than ${limit} bytes`, { connection: 'close' })
    parts.push(part)
  }
  if (size === 0) return {}
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim()
  const text = Buffer.concat(parts).toString('utf8')
  if (type === 'application/x-www-form-urlencoded') return toObject(new URLSearchParams(text))
  if (type !== 'application/json') throw new Refusal(415, 'The body must be JSON or a form')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'The body is not valid JSON')
  }
}

/** `a=1&b[]=2&b[]=3` as `{ a: '1', b: ['2', '3'] }`. */
export function toObject(form: URLSearchParams): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = {}
  for (const key of new Set(form.keys())) {
    if (key.endsWith('[]')) object[key.slice(0, -2)] = form.getAll(key)
    else object[key] = form.get(key) ?? ''
  }
  return object
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const isHtml = answer.html !== undefined
  const json = answer.json === undefined ? '' : JSON.stringify(answer.json)
  const body = answer.bytes ?? answer.html ?? json
  response.writeHead(answer.status ?? 200, {
    'content-type': isHtml ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  })
  response.end(body)
}

export function toAnswer(error: unknown): Answer {
  if (error instanceof Refusal)
    return { status: error.status, json: { error: error.message }, headers: error.headers }
  process.stderr.write(
    `The town met an error of its own: ${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return { status: 500, json: { error: 'Internal server error' } }
}
