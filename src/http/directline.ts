import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { z } from 'zod'
import { activityIdOf } from '../core/chat-place.ts'
import type { ChatDesk, ChatHouse, Pass } from '../desk/chat.ts'
import type { ChatPass } from '../desk/chat-tokens.ts'
import type { Log } from '../log.ts'
import { type ChatStreams, makeChatStreams } from './chat-streams.ts'
import {
  Beginning,
  Entering,
  longestSaid,
  noUploads,
  Posted,
  readWatermark,
  toKept,
  toShown,
} from './directline-wire.ts'
import { discardBody, readBody } from './webhook-body.ts'

export interface DirectLineTools {
  desk: ChatDesk
  /** Counts one try of somebody. @returns the milliseconds until the next is allowed, 0 when this one is. */
  limits: { enter: Limit; open: Limit; say: Limit; sayFrom: Limit; read: Limit; readFrom: Limit }
  /** Something of the visitor's is kept, and the bot is to see it. */
  onSaid(chatId: string): void
  /** Where people reach us, such as `https://desk.example`; null where each request tells. */
  publicUrl: string | null
  addressOf(req: IncomingMessage): string
  log: Pick<Log, 'warn'>
}

export type Limit = (who: string) => Promise<number>

export interface DirectLine {
  /** False, with nothing touched, when the path is not below /directline/. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean
  streams: ChatStreams
  close(): void
}

/** A refusal in the words of the protocol. */
class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

// How much is read of a chat in one answer.
const mostActivities = 500
const path = /^\/(?:v3\/)?directline\/(.*)$/

/**
 * The door of our own chat line, Direct Line 3.0 as kept clients speak it. It stands before the framework on the same server.
 * What a visitor says is acknowledged when it is on disk.
 */
export function makeDirectLine(tools: DirectLineTools): DirectLine {
  const { desk, limits, log } = tools
  const streams = makeChatStreams({ desk, log })

  async function answer(req: IncomingMessage, res: ServerResponse, rest: string): Promise<void> {
    const [route = '', query = ''] = rest.split('?')
    const parameters = new URLSearchParams(query)
    const parts = route.split('/').filter((part) => part !== '')
    if (req.method === 'OPTIONS') return preflight(req, res)
    if (req.method === 'POST' && route === 'tokens/generate') return send(res, 200, await enter(req, res))
    const pass = readPassOf(req)
    hold(await limits.read(pass.c))
    hold(await limits.readFrom(tools.addressOf(req)))
    await allow(req, res, pass.a)
    await ofToday(pass)
    if (req.method === 'POST' && route === 'tokens/refresh')
      return send(res, 200, toWire(desk.renew(pass), null))
    if (req.method === 'POST' && route === 'conversations') return open(req, res, pass)
    if (parts[0] !== 'conversations' || parts[1] === undefined) throw nothingHere
    if (decoded(parts[1]) !== pass.c)
      throw new Refused(403, 'BadArgument', 'This token is for another conversation.')
    if (!(await desk.exists(pass.c)))
      throw new Refused(404, 'NotFound', 'This conversation is no more; begin a new one.')
    const what = parts.slice(2).join('/')
    if (req.method === 'GET' && what === '')
      return send(
        res,
        200,
        toWire(desk.renew(pass), streamUrl(req, pass, parameters.get('watermark') ?? '0')),
      )
    if (req.method === 'GET' && what === 'activities')
      return send(res, 200, await read(pass.c, readWatermark(parameters.get('watermark'))))
    if (req.method === 'POST' && what === 'activities') return say(req, res, pass)
    if (req.method === 'POST' && what === 'upload') {
      throw new Refused(415, 'UploadsRefused', noUploads)
    }
    throw nothingHere
  }

  async function enter(req: IncomingMessage, res: ServerResponse) {
    hold(await limits.enter(tools.addressOf(req)))
    const { account, identity = null } = parse(Entering, await json(req))
    const house = await allow(req, res, account)
    if (house.resting)
      throw new Refused(503, 'Resting', 'This chat is resting now; please come back later.', {
        'retry-after': '600',
      })
    const pass = await desk.enter(house, identity)
    if (pass === 'wrong-identity')
      throw new Refused(
        403,
        'WrongIdentity',
        'What names the visitor is not signed with this account’s secret, or is not of today; see docs/webchat.md.',
      )
    return toWire(pass, null)
  }

  async function open(req: IncomingMessage, res: ServerResponse, pass: ChatPass): Promise<void> {
    hold(await limits.open(tools.addressOf(req)))
    const begin = Beginning.safeParse(await json(req))
    const chat = await desk.open(pass, begin.data?.locale ?? null)
    if (!chat) throw new Refused(404, 'NotFound', 'There is no such chat window any more.')
    tools.onSaid(chat.id)
    send(res, 201, toWire(desk.renew(pass), streamUrl(req, pass, '0')))
  }

  async function read(chatId: string, after: number) {
    const kept = await desk.readOn(chatId, after, mostActivities)
    const activities = kept.flatMap((one) => toShown(chatId, one) ?? [])
    return { activities, watermark: String(kept.at(-1)?.seq ?? after) }
  }

  async function say(req: IncomingMessage, res: ServerResponse, pass: ChatPass): Promise<void> {
    const posted = parse(Posted, await json(req))
    // That somebody types is not ours to keep.
    if (posted.type === 'typing') return send(res, 200, { id: `${pass.c}|typing` })
    hold(await limits.say(pass.c))
    hold(await limits.sayFrom(tools.addressOf(req)))
    const activity = toKept(posted, pass)
    if ('refused' in activity) throw new Refused(415, 'UploadsRefused', String(activity.refused))
    if (posted.type === 'message' && !posted.text?.trim() && posted.value === undefined)
      throw new Refused(400, 'BadArgument', 'There is nothing in this message; write something.')
    const key = posted.channelData?.clientActivityID ?? randomUUID()
    const kept = await desk.say(pass.c, key, { ...activity, timestamp: new Date().toISOString() })
    if (!kept) throw new Refused(404, 'NotFound', 'This conversation is no more; begin a new one.')
    send(res, 200, { id: activityIdOf(pass.c, kept.seq) })
    if (kept.isNew) tools.onSaid(pass.c)
  }

  function readPassOf(req: IncomingMessage): ChatPass {
    const [kind, token] = (req.headers.authorization ?? '').split(' ')
    if (kind !== 'Bearer' || !token)
      throw new Refused(401, 'MissingToken', 'Give the token: Authorization: Bearer …')
    return passOf(token)
  }

  function passOf(token: string): ChatPass {
    const pass = desk.read(token)
    if (pass === 'over') throw new Refused(403, 'TokenExpired', 'The token is over; get a new one.')
    if (pass === 'wrong') throw new Refused(403, 'BadToken', 'This token was not made here.')
    return pass
  }

  /** @throws Refused when the site's secret was changed since the pass was given */
  async function ofToday(pass: ChatPass): Promise<void> {
    if (await desk.holds(pass)) return
    throw new Refused(
      403,
      'TokenExpired',
      'Who this is has to be signed anew; load the page of the site again.',
    )
  }

  /** @throws Refused when the account has no window, or the page is none of those that may show it. */
  async function allow(req: IncomingMessage, res: ServerResponse, accountId: string): Promise<ChatHouse> {
    const house = await desk.house(accountId)
    if (!house) throw new Refused(404, 'NotFound', 'There is no chat window of this account.')
    const { origin } = req.headers
    if (origin === undefined || isOwn(req, origin)) return house
    if (!house.origins.includes(origin))
      throw new Refused(403, 'OriginRefused', 'This page is not among the addresses that may show this chat.')
    res.setHeader('access-control-allow-origin', origin)
    res.setHeader('vary', 'origin')
    return house
  }

  const isOwn = (req: IncomingMessage, origin: string) =>
    URL.parse(origin)?.host === (tools.publicUrl ? URL.parse(tools.publicUrl)?.host : req.headers.host) ||
    URL.parse(origin)?.host === req.headers.host

  /** Which page may ask is told with the answer itself; before it nothing is known of the account. */
  function preflight(req: IncomingMessage, res: ServerResponse): void {
    const { origin = '' } = req.headers
    res.writeHead(204, {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
      'access-control-max-age': '600',
      vary: 'origin',
    })
    res.end()
  }

  function streamUrl(req: IncomingMessage, pass: ChatPass, watermark: string): string {
    const base = URL.parse(tools.publicUrl ?? `http://${req.headers.host ?? '127.0.0.1'}`)
    const url = new URL(`/directline/conversations/${encodeURIComponent(pass.c)}/stream`, base ?? undefined)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    url.searchParams.set('watermark', String(readWatermark(watermark)))
    url.searchParams.set('t', desk.renew(pass).token)
    return url.href
  }

  function fail(res: ServerResponse, error: unknown): void {
    const known = error instanceof Refused ? error : null
    if (!known) log.warn('a chat could not be served', { error })
    if (res.headersSent) return void res.destroy()
    const refusal =
      known ??
      new Refused(503, 'ServiceUnavailable', 'It could not be kept; send it again.', { 'retry-after': '2' })
    const { status, code, message, headers } = refusal
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
    send(res, status, { error: { code, message } })
  }

  return {
    streams,
    handle(req, res) {
      const rest = path.exec(req.url ?? '')?.[1]
      if (rest === undefined) return false
      res.setHeader('x-content-type-options', 'nosniff')
      res.setHeader('cache-control', 'no-store')
      res.setHeader('cross-origin-resource-policy', 'cross-origin')
      answer(req, res, rest).catch(async (error: unknown) => {
        // Unread, it would be taken for the next request.
        if (!(await discardBody(req))) res.setHeader('connection', 'close')
        // A page of elsewhere hears why, as long as that tells nothing of an account; otherwise its client tries for ever.
        const { origin } = req.headers
        const tells = error instanceof Refused && error.code === 'OriginRefused'
        if (origin && !tells) res.setHeader('access-control-allow-origin', origin)
        fail(res, error)
      })
      return true
    },
    upgrade(req, socket, head) {
      const [route = '', query = ''] = (path.exec(req.url ?? '')?.[1] ?? '').split('?')
      const chatId = /^conversations\/([\w-]{1,64})\/stream$/.exec(route)?.[1]
      if (chatId === undefined) return false
      const parameters = new URLSearchParams(query)
      // Whoever hangs up meanwhile is nobody's trouble.
      socket.on('error', () => socket.destroy())
      void (async () => {
        const address = tools.addressOf(req)
        const waitMs = await limits.readFrom(address)
        if (waitMs > 0) return refuse(socket, 429)
        const pass = passOf(parameters.get('t') ?? '')
        await ofToday(pass)
        if (pass.c !== chatId || !(await desk.exists(chatId))) throw nothingHere
        const after = readWatermark(parameters.get('watermark'))
        if (!streams.accept(req, socket, head, { chatId, after, address, holds: () => desk.holds(pass) }))
          refuse(socket, 503)
      })().catch((error: unknown) => {
        if (!(error instanceof Refused)) log.warn('a chat window could not be opened', { error })
        refuse(socket, error instanceof Refused ? 403 : 503)
      })
      return true
    },
    close: () => streams.close(),
  }
}

const reasons = { 403: 'Forbidden', 429: 'Too Many Requests', 503: 'Service Unavailable' }

/** Says no to a stream and lets go of its connection, whatever the other side does. */
function refuse(socket: Duplex, status: keyof typeof reasons): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
    socket.destroy(),
  )
  socket.resume()
}

const nothingHere = new Refused(404, 'NotFound', 'There is nothing here.')

/** Clients write the id as it is or escaped; null for what is neither. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

function toWire(pass: Pass, streamUrl: string | null) {
  const { conversationId, token, expiresIn } = pass
  return { conversationId, token, expires_in: expiresIn, ...(streamUrl ? { streamUrl } : {}) }
}

/** @throws Refused 429 */
function hold(waitMs: number): void {
  if (waitMs === 0) return
  const seconds = Math.ceil(waitMs / 1_000)
  throw new Refused(429, 'TooManyRequests', `That was a lot at once; go on in ${seconds} s.`, {
    'retry-after': String(seconds),
  })
}

/** @throws Refused 400, 413 */
async function json(req: IncomingMessage): Promise<unknown> {
  const body = await readBody(req)
  if (body === 'too-large' || body === 'gone')
    throw new Refused(413, 'MessageTooLarge', `Write at most ${longestSaid} characters at once.`)
  if (body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refused(400, 'BadArgument', 'The body is not JSON.')
  }
}

/** @throws Refused 400 */
function parse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new Refused(400, 'BadArgument', `${issue?.path.join('.') || 'The body'}: ${issue?.message}`)
}

function send(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  res.end(text)
}
