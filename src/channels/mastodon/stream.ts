import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import type { ChannelTools } from '../channel.ts'
import { userAgent } from './client.ts'
import { retryDelay, type Timing } from './timing.ts'

export interface StreamOptions {
  /** Where the stream is; asked before every connection. */
  findUrl(): Promise<URL>
  token: string
  timing: Timing
  signal: AbortSignal
  log: ChannelTools['log']
  onFrame(text: string): void
  /** Whether to stop reading for a while; asked after every frame. */
  isFull(): boolean
  /** It opened or ended: what was said meanwhile is not going to be repeated here. */
  onTurn(isOpen: boolean): void
}

// So many in a row are told of.
const someFailures = 5

// Our token in a header stays out of the logs of their proxies; some relatives read it from the address alone.
type Way = 'header' | 'address'

/** Keeps a user stream open until the signal aborts. It never fails: whether we are still let in is the polls' to find. */
export async function keepStream(options: StreamOptions): Promise<void> {
  const { timing, signal, log } = options
  let failures = 0
  let way: Way = 'header'
  while (!signal.aborted) {
    const ended = await connect(options, way).catch((error: unknown) => ({ lastedMs: 0, why: String(error) }))
    if (signal.aborted) return
    if (ended.lastedMs === 0) way = way === 'header' ? 'address' : 'header'
    failures = ended.lastedMs > timing.longestRetryMs ? 0 : failures + 1
    const delay = retryDelay(timing, failures)
    // A server without a stream would fill the log: a line a minute, for ever.
    const level = failures > someFailures ? 'debug' : 'info'
    log(level, 'The stream ended and will be opened again.', { why: ended.why, delayMs: delay })
    await pause(delay, undefined, { signal }).catch(() => {})
  }
}

/** Resolves when the connection has ended, however it did; `lastedMs` is 0 when it never opened. */
async function connect(options: StreamOptions, way: Way): Promise<{ lastedMs: number; why: string }> {
  const { timing, signal } = options
  const url = await options.findUrl()
  if (signal.aborted) return { lastedMs: 0, why: 'stopped' }
  if (way === 'address') url.searchParams.set('access_token', options.token)
  const headers = { 'user-agent': userAgent, authorization: `Bearer ${options.token}` }
  const socket = new WebSocket(url, { headers, handshakeTimeout: 10_000, maxPayload: 5_000_000 })
  const { promise, resolve } = Promise.withResolvers<string>()
  let openedAt = 0
  let lastSign = Date.now()
  const alive = () => {
    lastSign = Date.now()
  }
  const stop = () => socket.terminate()
  signal.addEventListener('abort', stop, { once: true })
  // A connection can be dead without an end, as after a change of network: silence over two pings is one.
  const watch = setInterval(() => {
    if (Date.now() - lastSign > 2.5 * timing.pingMs) socket.terminate()
    else if (socket.readyState === WebSocket.OPEN) socket.ping()
    if (socket.isPaused && !options.isFull()) socket.resume()
  }, timing.pingMs)
  socket.on('open', () => {
    openedAt = Date.now()
    alive()
    options.onTurn(true)
  })
  socket.on('message', (data) => {
    alive()
    options.onFrame(String(data))
    if (options.isFull()) socket.pause()
  })
  socket.on('ping', alive)
  socket.on('pong', alive)
  // An error is always followed by a close; its message can hold the address, but never the token.
  let why = 'closed'
  socket.on('error', (error) => {
    why = error.message.replaceAll(options.token, '…')
  })
  socket.on('close', (code) => resolve(`${why} (${code})`))
  try {
    const ended = await promise
    return { lastedMs: openedAt === 0 ? 0 : Math.max(Date.now() - openedAt, 1), why: ended }
  } finally {
    clearInterval(watch)
    signal.removeEventListener('abort', stop)
    if (openedAt !== 0) options.onTurn(false)
  }
}
