import type { ServerResponse } from 'node:http'
import type { Problem } from './shapes.ts'

/** What is wrong with a request, in words that may leave the house. */
export class Failure extends Error {
  override name = 'Failure'
  readonly status: number
  readonly error: string
  readonly fields: Problem['fields']
  readonly headers: Record<string, string>
  constructor(
    status: number,
    error: string,
    message: string,
    more: { fields?: Problem['fields']; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.status = status
    this.error = error
    this.fields = more.fields
    this.headers = more.headers ?? {}
  }
}

/** A request whose fields are not as they should be; each is named with what is wrong with it. */
export function wrongFields(...fields: NonNullable<Problem['fields']>): Failure {
  return new Failure(400, 'wrong-fields', 'Something in the request is not as it should be.', { fields })
}

/** What the framework itself refuses, by status; its own words are not passed on. */
const words: Record<number, [string, string]> = {
  400: ['bad-request', 'The request cannot be read.'],
  404: ['not-found', 'There is nothing here.'],
  405: ['method-not-allowed', 'This cannot be done here.'],
  406: ['not-acceptable', 'This is answered as application/json.'],
  413: ['too-large', 'The body is too large.'],
  415: ['unsupported-media-type', 'Send application/json.'],
}

export function failureOf(status: number): Failure {
  const [error, message] = words[status] ?? [
    'internal',
    'Something broke here. The log tells what, under this request id.',
  ]
  return new Failure(status in words ? status : 500, error, message)
}

export function toProblem(failure: Failure, requestId: string): Problem {
  const { error, message, fields } = failure
  return { error, message, requestId, ...(fields ? { fields } : {}) }
}

/** For HEAD, node leaves the body out and keeps its length. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  })
  res.end(text)
}
