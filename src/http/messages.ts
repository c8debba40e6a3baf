import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../log.ts'
import { isLocal } from './auth.ts'
import { Failure, sendJson, toProblem } from './failure.ts'
import { bodyLimit, discardBody, readBody } from './webhook-body.ts'

export interface MessagesTools {
  /** Judges and answers what was posted. Never throws. */
  answer(call: {
    authorization: string | undefined
    body: unknown
    /** It came from a program of this machine, not through a proxy and not from a page. */
    local: boolean
  }): Promise<MessagesAnswer>
  log: Pick<Log, 'warn'>
  /**
   * From where forged tokens come again and again nothing is read for a while, unless it comes with a good one: behind one address there may
   * be others. Left out: there is no limit.
   */
  forgers?: {
    addressOf(req: IncomingMessage): string
    /** @returns the milliseconds until they are heard again, 0 when they are now. */
    wait(address: string): Promise<number>
    count(address: string): Promise<void>
    /** Whether it holds a good token, told by that alone. Never throws. */
    isGood(authorization: string | undefined): Promise<boolean>
  }
}

export interface MessagesAnswer {
  status: number
  forged?: boolean
  body?: unknown
  headers?: Record<string, string>
}

export interface MessagesDoor {
  /** A plain listener for a node:http server. False, with nothing touched, when the path is not ours. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
}

const pathPattern = /^\/api\/messages\/?(?:\?.*)?$/

/**
 * The door at which channels of the Bot Framework deliver (POST /api/messages). It stands before the framework as the door for
 * webhooks does: here nobody is signed in, and who may speak is told by a token.
 */
export function makeMessagesDoor({ answer, log, forgers }: MessagesTools): MessagesDoor {
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const address = forgers?.addressOf(req) ?? ''
    const waitMs = (await forgers?.wait(address)) ?? 0
    if (waitMs > 0 && !(await forgers?.isGood(req.headers.authorization))) return turnAway(req, res, waitMs)
    const wrong = refuseHead(req)
    if (wrong) return refuse(req, res, wrong)
    const raw = await readBody(req)
    if (raw === 'gone') return
    if (raw === 'too-large') return refuse(req, res, tooLarge)
    const body = readJson(raw)
    if (body instanceof Failure) {
      sendFailure(res, body)
      return
    }
    const { authorization } = req.headers
    const given = await answer({ authorization, body, local: isLocalProgram(req) })
    if (given.forged) await forgers?.count(address)
    send(res, given)
  }

  return {
    handle(req, res) {
      if (!pathPattern.test(req.url ?? '')) return false
      serve(req, res).catch((error) => {
        log.warn('an activity could not be answered', { error })
        res.destroy()
      })
      return true
    },
  }
}

/** What is wrong with a request before its body is read. */
function refuseHead(req: IncomingMessage): Failure | null {
  if (req.method !== 'POST')
    return new Failure(405, 'method-not-allowed', 'Deliver with POST.', { headers: { allow: 'POST' } })
  if (!/^application\/json\s*(?:;|$)/i.test(req.headers['content-type'] ?? ''))
    return new Failure(415, 'unsupported-media-type', 'Send content-type: application/json.')
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity')
    return new Failure(415, 'unsupported-media-type', 'Send the body uncompressed.')
  return null
}

const tooLarge = new Failure(413, 'too-large', `An activity may have ${bodyLimit} bytes; send a smaller one.`)

function readJson(raw: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return new Failure(400, 'bad-request', 'The body is not JSON in UTF-8.')
  }
}

/** A page in a browser of this machine is somebody else's, also when a name was made to lead here. */
function isLocalProgram(req: IncomingMessage): boolean {
  const host = URL.parse(`http://${req.headers.host ?? ''}`)?.hostname ?? ''
  const named = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)
  return isLocal(req) && named && req.headers.origin === undefined
}

/** Its body is not even taken. */
function turnAway(req: IncomingMessage, res: ServerResponse, waitMs: number): void {
  const seconds = String(Math.ceil(waitMs / 1_000))
  const text = `Too many tokens from this address were not accepted; send it again in ${seconds} s, with a token for this bot.`
  const failure = new Failure(429, 'too-many-forged', text, { headers: { 'retry-after': seconds } })
  res.once('finish', () => req.destroy())
  sendFailure(res, failure, { connection: 'close' })
}

async function refuse(req: IncomingMessage, res: ServerResponse, failure: Failure): Promise<void> {
  const isRead = await discardBody(req)
  sendFailure(res, failure, isRead ? {} : { connection: 'close' })
  if (!isRead) res.once('finish', () => req.destroy())
}

function sendFailure(res: ServerResponse, failure: Failure, headers: Record<string, string> = {}): void {
  const body = toProblem(failure, randomUUID())
  sendJson(res, failure.status, body, { ...plain, ...failure.headers, ...headers })
}

const plain = { 'x-content-type-options': 'nosniff' }

function send(res: ServerResponse, { status, body, headers }: MessagesAnswer): void {
  if (isProblem(body)) sendFailure(res, new Failure(status, body.error, body.message, { headers }))
  else if (body !== undefined) sendJson(res, status, body, { ...plain, ...headers })
  else {
    res.writeHead(status, { 'content-length': 0, 'cache-control': 'no-store', ...plain, ...headers })
    res.end()
  }
}

function isProblem(body: unknown): body is { error: string; message: string } {
  if (typeof body !== 'object' || body === null) return false
  const { error, message } = body as Record<string, unknown>
  return typeof error === 'string' && typeof message === 'string'
}
