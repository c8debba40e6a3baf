import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { type Account, ChannelError } from '../channels/channel.ts'
import { cleanText, type HeardEvent } from '../core/mention.ts'
import type { Log } from '../log.ts'
import { bodyLimit, discardBody, readBody } from './webhook-body.ts'

/** An account as the door needs it: whose channel it is, and how it reads what arrives. */
export interface DoorAccount {
  channel: string
  account: Account
}

export interface WebhookDoorTools {
  /** Null when there is no such account. A paused one hears all the same, so that nothing is lost. */
  find(accountId: string): Promise<DoorAccount | null>
  /** Resolves when the event is on disk. */
  receive(item: { accountId: string; event: HeardEvent }): Promise<void>
  /** Writes down what came with a good signature and could not be read. */
  refuse(accountId: string, note: { why: string; raw: string }): Promise<void>
  log: Pick<Log, 'warn'>
  /** Milliseconds that only ever grow. */
  clock?(): number
}

export interface WebhookCall {
  channel: string
  accountId: string
  headers: IncomingHttpHeaders
  rawBody: Buffer
}

export interface WebhookAnswer {
  status: number
  body: { accepted: number } | { error: string; message: string }
  headers?: Record<string, string>
}

export interface WebhookDoor {
  /** Answers one delivery whose raw body was read. Never throws. */
  answer(call: WebhookCall): Promise<WebhookAnswer>
  /** A plain listener for a node:http server. False, with nothing touched, when the path is not below /hooks/. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
  /** Reads the account anew at the next delivery. */
  forget(accountId: string): void
}

// A changed secret is noticed after this at the latest, like every other change of an account (flow/hold.ts).
const rememberMs = 5_000
const mostRemembered = 1_000
// As much of an unreadable body as staff need to see what is wrong with it, in UTF-16 units.
const rawKept = 4_000

/**
 * The door for what networks deliver. It stands before the framework on the same server, because at thousands of deliveries a
 * second every layer counts: it reads the body, lets the account check the signature over the raw bytes, and acknowledges
 * when all of it is stored.
 */
export function makeWebhookDoor(tools: WebhookDoorTools): WebhookDoor {
  const clock = tools.clock ?? (() => performance.now())
  const remembered = new Map<string, { until: number; found: Promise<DoorAccount | null> }>()

  function find(accountId: string): Promise<DoorAccount | null> {
    const known = remembered.get(accountId)
    if (known && known.until > clock()) return known.found
    if (remembered.size >= mostRemembered) remembered.clear()
    const found = tools.find(accountId)
    remembered.set(accountId, { until: clock() + rememberMs, found })
    found.catch(() => remembered.delete(accountId))
    return found
  }

  async function answer(call: WebhookCall): Promise<WebhookAnswer> {
    const { accountId } = call
    try {
      const door = await find(accountId)
      if (!door?.account.webhook || door.channel !== call.channel) return noSuchDoor
      const events = read(door.account.webhook, call)
      if (events instanceof ChannelError) return await refuse(accountId, call.rawBody, events)
      await store(accountId, events)
      return { status: 202, body: { accepted: events.length } }
    } catch (error) {
      tools.log.warn('a delivery could not be stored; the sender was asked to come again', {
        account: accountId,
        error,
      })
      return wrong(503, 'unavailable', 'It could not be stored; send it again.', { 'retry-after': '2' })
    }
  }

  async function store(accountId: string, events: readonly HeardEvent[]): Promise<void> {
    const [only] = events
    if (only && events.length === 1) return tools.receive({ accountId, event: only })
    for (const round of inRounds(events)) {
      await Promise.all(round.map((event) => tools.receive({ accountId, event })))
    }
  }

  async function refuse(accountId: string, rawBody: Buffer, error: ChannelError): Promise<WebhookAnswer> {
    // Without a good signature anybody may have sent it, and anybody could fill the book of events.
    if (error.kind === 'auth') return wrong(401, 'unauthorized', error.message)
    const raw = cleanText(rawBody.subarray(0, 4 * rawKept).toString('utf8')).slice(0, rawKept)
    await tools.refuse(accountId, { why: error.message, raw: raw.toWellFormed() })
    return error.cause instanceof SyntaxError
      ? wrong(400, 'bad-request', error.message)
      : wrong(422, 'unprocessable', error.message)
  }

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const place = findPlace(req)
    if ('status' in place) return (await discardBody(req)) ? send(res, place) : sendAndClose(req, res, place)
    const rawBody = await readBody(req)
    if (rawBody === 'gone') return
    if (rawBody === 'too-large') {
      return (await discardBody(req)) ? send(res, tooLarge) : sendAndClose(req, res, tooLarge)
    }
    send(res, await answer({ ...place, headers: req.headers, rawBody }))
  }

  return {
    answer,
    handle(req, res) {
      if (!req.url?.startsWith('/hooks/')) return false
      serve(req, res).catch((error) => {
        tools.log.warn('a delivery could not be answered', { error })
        res.destroy()
      })
      return true
    },
    forget: (accountId) => void remembered.delete(accountId),
  }
}

function read(
  webhook: NonNullable<Account['webhook']>,
  { headers, rawBody }: WebhookCall,
): HeardEvent[] | ChannelError {
  try {
    return webhook({ headers, rawBody })
  } catch (error) {
    if (error instanceof ChannelError) return error
    throw error
  }
}

/** Stored together: events of which no two are about the same thing, so that one thing's events keep their order. */
function inRounds(events: readonly HeardEvent[]): HeardEvent[][] {
  const rounds: HeardEvent[][] = []
  let ids = new Set<string>()
  for (const event of events) {
    const id = 'mention' in event ? event.mention.nativeId : event.nativeId
    if (rounds.length === 0 || ids.has(id)) {
      rounds.push([])
      ids = new Set()
    }
    ids.add(id)
    rounds.at(-1)?.push(event)
  }
  return rounds
}

const pathPattern = /^\/hooks\/([a-z][a-z0-9-]{0,40})\/(\d{1,18})\/?(?:\?.*)?$/

/** Where a request wants to go, or what is wrong with it before its body is read. */
function findPlace(req: IncomingMessage): { channel: string; accountId: string } | WebhookAnswer {
  const match = pathPattern.exec(req.url ?? '')
  if (!match?.[1] || !match[2]) return noSuchDoor
  if (req.method !== 'POST') {
    return wrong(405, 'method-not-allowed', 'Deliver with POST.', { allow: 'POST' })
  }
  const type = req.headers['content-type'] ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    return wrong(415, 'unsupported-media-type', 'Send content-type: application/json.')
  }
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return wrong(415, 'unsupported-media-type', 'Send the body uncompressed.')
  }
  return { channel: match[1], accountId: match[2] }
}

function wrong(
  status: number,
  error: string,
  message: string,
  headers?: Record<string, string>,
): WebhookAnswer {
  return { status, body: { error, message }, ...(headers ? { headers } : {}) }
}

const noSuchDoor = wrong(404, 'not-found', 'No account listens here; see `npm run account -- list`.')
const tooLarge = wrong(
  413,
  'too-large',
  `A delivery may have ${bodyLimit} bytes; send fewer events in one request.`,
)

const contentType = 'application/json; charset=utf-8'

function send(res: ServerResponse, { status, body, headers }: WebhookAnswer): void {
  const text = JSON.stringify(body)
  const length = String(Buffer.byteLength(text))
  if (headers) res.writeHead(status, { 'content-type': contentType, 'content-length': length, ...headers })
  // A flat list is written as it is, and this is how nearly every answer goes.
  else res.writeHead(status, ['content-type', contentType, 'content-length', length])
  res.end(text)
}

function sendAndClose(req: IncomingMessage, res: ServerResponse, answer: WebhookAnswer): void {
  send(res, { ...answer, headers: { ...answer.headers, connection: 'close' } })
  res.once('finish', () => req.destroy())
}
