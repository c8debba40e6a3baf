import { ChannelError, type Rate } from './channel.ts'
import { readRate, readRetryAfter, readRetryAt } from './rate.ts'

export interface CallRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  signal?: AbortSignal
  /** A POST that may be repeated without harm (a log-in, a look-up): its doubtful failures are `busy`, not `network`. */
  repeatable?: boolean
}

export interface CallAnswer {
  status: number
  headers: Headers
  /** Null when the answer had no body. */
  json: unknown
}

export type Call = (request: CallRequest) => Promise<CallAnswer>

export interface CallOptions {
  fetch?: typeof fetch
  userAgent: string
  /** From the start of the call to the last byte of the answer. */
  timeoutMs?: number
  /** The longest answer that is read, in bytes. */
  maxBytes?: number
  now?(): Date
  onRate?(rate: Rate): void
  /** A network's own reading of an answer that is not 2xx; `usual` is what this file would throw. */
  judge?(answer: CallAnswer, usual: ChannelError): ChannelError
}

/**
 * Calls a network over HTTP and turns whatever goes wrong into a ChannelError whose message is one sentence for the
 * operator and holds neither a query string nor a credential. Only 2xx is returned.
 *
 * A write whose fate is unknown (time-out, connection lost, 5xx) is `network`; a read, and a write that certainly never
 * left, is `busy`. Redirects are refused: a redirected POST becomes a GET, and the token would travel with it.
 * @throws ChannelError, or the signal's reason when it was aborted before anything was sent
 */
export function makeCall(options: CallOptions): Call {
  const { timeoutMs = 10_000, maxBytes = 5_000_000, now = () => new Date() } = options
  return async (request) => {
    const place = describePlace(request)
    request.signal?.throwIfAborted()
    const timer = startTimer(timeoutMs, request.signal)
    try {
      const response = await (options.fetch ?? fetch)(request.url, {
        method: request.method,
        headers: { accept: 'application/json', 'user-agent': options.userAgent, ...request.headers },
        body: request.body,
        redirect: 'manual',
        signal: timer.signal,
      })
      const rate = readRate(response.headers, now())
      if (rate) options.onRate?.(rate)
      const body = await readBody(response, maxBytes)
      const answer = { status: response.status, headers: response.headers, json: body.json }
      if (!response.ok) {
        const usual = answerError(answer, place, now())
        throw options.judge?.(answer, usual) ?? usual
      }
      if (body.wrong) {
        throw new ChannelError(place.doubtful, `${place.text} was answered with ${body.wrong}.`)
      }
      return answer
    } catch (error) {
      if (error instanceof ChannelError) throw error
      throw lostError(error, place, timer.timedOut() ? timeoutMs : null, request.signal)
    } finally {
      timer.stop()
    }
  }
}

interface Place {
  text: string
  host: string
  /** What a failure is when the request may have arrived. */
  doubtful: 'busy' | 'network'
  secrets: string[]
}

function describePlace(request: CallRequest): Place {
  if (!URL.canParse(request.url))
    throw new ChannelError('refused', 'The address of the network is not a URL.')
  const url = new URL(request.url)
  const secrets = Object.entries(request.headers ?? {})
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value.replace(/^\w+ /, ''))
  const certain = request.method === 'GET' || request.repeatable === true
  return {
    text: `${request.method} ${url.pathname} at ${url.host}`,
    host: url.host,
    doubtful: certain ? 'busy' : 'network',
    secrets: secrets.filter((secret) => secret.length > 0),
  }
}

/** What a status that is not 2xx means when the network says nothing better. */
function answerError(answer: CallAnswer, place: Place, now: Date): ChannelError {
  const { status, headers } = answer
  const said = describeSaid(answer.json, place.secrets)
  const failed = `${place.text} answered ${status}${said}`
  if (status === 429) {
    // A minute: some servers (snac, proxies) name no time, and asking again at once keeps the door shut.
    const retryAt = readRetryAt(headers, now) ?? new Date(now.getTime() + 60_000)
    return new ChannelError('busy', `${failed}: too many calls, next try at ${retryAt.toISOString()}.`, {
      retryAt,
    })
  }
  if (status === 401) {
    return new ChannelError('auth', `${failed}: the credentials are not accepted; make new ones.`)
  }
  if (status === 404 || status === 410) return new ChannelError('gone', `${failed}: it does not exist there.`)
  if (status >= 500 || status === 408 || status === 425) {
    const retryAt = readRetryAfter(headers, now)
    return new ChannelError(place.doubtful, `${failed}: the server is in trouble.`, { retryAt })
  }
  if (status >= 300 && status < 400) {
    return new ChannelError('refused', `${failed}: it lives at ${origin(headers)}; use that address instead.`)
  }
  return new ChannelError('refused', `${failed}.`)
}

/** The server's own words, short and without anything that we sent to prove who we are. */
function describeSaid(json: unknown, secrets: string[]): string {
  if (typeof json !== 'object' || json === null) return ''
  const fields = json as Record<string, unknown>
  const inner = (fields.error as { message?: unknown } | null | undefined)?.message
  const said = [fields.error_description, fields.message, fields.error, inner].find(
    (value) => typeof value === 'string' && value !== '',
  )
  if (typeof said !== 'string') return ''
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said)
  // Control characters would let a server forge lines in our log.
  return ` (${safe.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 200)})`
}

function origin(headers: Headers): string {
  const location = headers.get('location') ?? ''
  return URL.canParse(location) ? new URL(location).origin : 'another address'
}

// Failures of the connection itself: not one byte of the request has left. Node and undici name them in `cause.code`.
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*(CERT|SIGNATURE|SSL).*)$/

function lostError(
  error: unknown,
  place: Place,
  timedOutAfter: number | null,
  signal?: AbortSignal,
): ChannelError {
  const options = { cause: error }
  const doubt = place.doubtful === 'network' ? '; it may have arrived' : ''
  if (timedOutAfter !== null) {
    const text = `${place.text} was not answered within ${timedOutAfter / 1000} s${doubt}.`
    return new ChannelError(place.doubtful, text, options)
  }
  if (signal?.aborted) return new ChannelError(place.doubtful, `${place.text} was given up${doubt}.`, options)
  const codes = errorCodes(error)
  if (codes.length > 0 && codes.every((code) => neverSent.test(code))) {
    const text = `${place.host} could not be reached (${codes[0]}); check its address and our way out.`
    return new ChannelError('busy', text, options)
  }
  const why = codes[0] ? ` (${codes[0]})` : ''
  return new ChannelError(place.doubtful, `${place.text} lost its connection${why}${doubt}.`, options)
}

/** With several addresses for one name, the failure holds one error for each of them. */
function errorCodes(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  if (error instanceof AggregateError) return error.errors.flatMap(errorCodes)
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = errorCodes(error.cause)
  return inner.length > 0 ? inner : code
}

async function readBody(
  response: Response,
  maxBytes: number,
): Promise<{ json: unknown; wrong: string | null }> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    // Leaving the loop cancels the body, so that the rest is not downloaded.
    if (size > maxBytes) return { json: null, wrong: `more than ${maxBytes} bytes` }
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return { json: null, wrong: null }
  try {
    return { json: JSON.parse(text), wrong: null }
  } catch {
    const kind = response.headers.get('content-type')?.split(';')[0] ?? 'something'
    return { json: null, wrong: `${kind} that is not JSON` }
  }
}

/** One signal for the caller's wish and the time-out; AbortSignal.any would pile up on a signal that lives for days. */
function startTimer(timeoutMs: number, outer?: AbortSignal) {
  const controller = new AbortController()
  let timedOut = false
  const giveUp = () => controller.abort(outer?.reason)
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort(new Error('timed out'))
  }, timeoutMs)
  outer?.addEventListener('abort', giveUp, { once: true })
  return {
    signal: controller.signal,
    timedOut: () => timedOut && !outer?.aborted,
    stop: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', giveUp)
    },
  }
}
