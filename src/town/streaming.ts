import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { FaultBox } from './faults.ts'
import type { Status, Token } from './rows.ts'
import { toNotificationJson, toStatusJson } from './shapes.ts'
import { findMentioned } from './statuses.ts'
import { findToken } from './tokens.ts'
import type { Town } from './town.ts'

export interface Streaming {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Breaks every open stream without a farewell, or those of one token. Returns how many. */
  cut(token?: string): number
  close(): void
}

interface Listener {
  socket: WebSocket
  token: Token
  account: string
  streams: Set<string>
}

const HEARTBEAT_MS = 30_000
/** A listener that is this far behind, in bytes, is let go: it polls after its reconnect anyway. */
const MOST_UNSENT = 16 * 1024 * 1024
/** How late a reordered or repeated event may come, in milliseconds. */
const LATEST_MS = 300

const Subscription = z.object({ type: z.enum(['subscribe', 'unsubscribe']), stream: z.string() })

/** `GET /api/v1/streaming`, the user stream over WebSocket. There is no replay: what nobody listens to is gone. */
export function makeStreaming(town: Town, faults: FaultBox): Streaming {
  const server = new WebSocketServer({ noServer: true })
  const listeners = new Set<Listener>()
  const timers = new Set<NodeJS.Timeout>()

  const later = (work: () => void) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        work()
      },
      1 + faults.random() * LATEST_MS,
    )
    timers.add(timer)
  }

  const send = (listener: Listener, stream: string, event: string, payload: string) => {
    if (!listener.streams.has(stream) || listener.socket.readyState !== WebSocket.OPEN) return
    if (listener.socket.bufferedAmount > MOST_UNSENT) listener.socket.terminate()
    else listener.socket.send(JSON.stringify({ stream: [stream], event, payload }))
  }

  const tell = (accounts: Set<string>, stream: string, event: string, makePayload: () => string) => {
    const told = [...listeners].filter(
      (listener) => accounts.has(listener.account) && listener.streams.has(stream),
    )
    if (told.length === 0) return
    const payload = makePayload()
    for (const listener of told) {
      const now = () => send(listener, stream, event, payload)
      const isNotification = event === 'notification'
      if (isNotification && faults.strikes('duplicateNotifications')) later(now)
      if (isNotification && faults.strikes('reorderNotifications')) later(now)
      else now()
    }
  }

  const home = (status: Status) => {
    const followers =
      status.visibility === 'direct'
        ? []
        : town.store.all<{ account_id: string }>('select account_id from follows where target_id = :id', {
            id: status.account_id,
          })
    return new Set([status.account_id, ...followers.map((follower) => follower.account_id)])
  }

  const concerned = (status: Status) =>
    new Set([...home(status), ...findMentioned(town, status.id).map((account) => account.id)])

  town.happenings.on('posted', (status) =>
    tell(home(status), 'user', 'update', () => JSON.stringify(toStatusJson(town, status))),
  )
  // Mastodon tells of an edit those whose home shows the post; here the mentioned hear it too.
  town.happenings.on('edited', (status) =>
    tell(concerned(status), 'user', 'status.update', () => JSON.stringify(toStatusJson(town, status))),
  )
  town.happenings.on('deleted', (status) => tell(concerned(status), 'user', 'delete', () => status.id))
  town.happenings.on('notified', (notification) => {
    const to = new Set([notification.account_id])
    const payload = () => JSON.stringify(toNotificationJson(town, notification))
    tell(to, 'user', 'notification', payload)
    tell(to, 'user:notification', 'notification', payload)
  })

  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.socket.ping()
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    accept(request, socket, head) {
      socket.on('error', () => socket.destroy())
      const address = new URL(request.url ?? '/', 'http://town')
      if (!/^\/api\/v1\/streaming\/?$/.test(address.pathname)) return refuse(socket, '404 Not Found')
      const token = findToken(town, tokenOf(request, address))
      const account = token?.account_id
      if (!token || !account) return refuse(socket, '401 Unauthorized')
      server.handleUpgrade(request, socket, head, (client) => {
        const listener: Listener = { socket: client, token, account, streams: new Set() }
        const first = address.searchParams.get('stream')
        if (first !== null) listener.streams.add(first)
        listeners.add(listener)
        client.on('close', () => listeners.delete(listener))
        client.on('error', () => client.terminate())
        client.on('message', (data) => subscribe(listener, String(data)))
      })
    },
    cut(token) {
      const chosen = [...listeners].filter(
        (listener) => token === undefined || listener.token.token === token,
      )
      for (const listener of chosen) listener.socket.terminate()
      return chosen.length
    },
    close() {
      clearInterval(heartbeat)
      for (const timer of timers) clearTimeout(timer)
      for (const listener of listeners) listener.socket.terminate()
      server.close()
    },
  }
}

function subscribe(listener: Listener, text: string): void {
  const parsed = Subscription.safeParse(parseJson(text))
  if (!parsed.success) return
  if (parsed.data.type === 'subscribe') listener.streams.add(parsed.data.stream)
  else listener.streams.delete(parsed.data.stream)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function tokenOf(request: IncomingMessage, address: URL): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return (
    bearer ??
    address.searchParams.get('access_token') ??
    request.headers['sec-websocket-protocol']?.split(',')[0]?.trim() ??
    ''
  )
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
