import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { ChatDesk } from '../desk/chat.ts'
import type { Log } from '../log.ts'
import { toShown } from './directline-wire.ts'

/** Visitors' open windows on this node. */
export interface ChatStreams {
  accept(req: IncomingMessage, socket: Duplex, head: Buffer, at: { chatId: string; after: number }): void
  /** Something is new in this chat. */
  news(chatId: string): void
  /** Somebody types in this chat. */
  typing(chatId: string): void
  /** News may have been missed: every window is brought up to date. */
  missed(): void
  /** The chats that have a window open here. */
  open(): string[]
  count(): number
  close(): void
}

interface Window {
  socket: WebSocket
  chatId: string
  /** The place of the last thing that it was shown. */
  after: number
  alive: boolean
}

const beatMs = 30_000
const mostAtOnce = 200
// Whoever is so far behind, in bytes, is let go; they read on from their watermark when they come back.
const mostUnsent = 1_000_000
// Of one chat: several tabs and devices of one person.
const mostOfOne = 10
// A visitor sends over HTTP; what comes this way is at most a sign of life.
const longestFrame = 1_024

export function makeChatStreams({
  desk,
  log,
}: {
  desk: Pick<ChatDesk, 'readOn' | 'exists'>
  log: Pick<Log, 'warn'>
}): ChatStreams {
  const server = new WebSocketServer({ noServer: true, maxPayload: longestFrame, perMessageDeflate: false })
  const windows = new Map<string, Set<Window>>()
  // One reading a chat at a time; what comes meanwhile makes it read once more.
  const reading = new Map<string, 'once' | 'again'>()

  async function bring(chatId: string): Promise<void> {
    if (reading.has(chatId)) {
      reading.set(chatId, 'again')
      return
    }
    do {
      reading.set(chatId, 'once')
      try {
        await bringOnce(chatId)
      } catch (error) {
        // They come back by themselves, and read on from where they were.
        for (const { socket } of windows.get(chatId) ?? []) socket.close(1011)
        log.warn('a chat window could not be brought up to date', { error })
      }
    } while (reading.get(chatId) === 'again')
    reading.delete(chatId)
  }

  async function bringOnce(chatId: string): Promise<void> {
    for (;;) {
      const here = [...(windows.get(chatId) ?? [])]
      if (here.length === 0) return
      const after = Math.min(...here.map((one) => one.after))
      const kept = await desk.readOn(chatId, after, mostAtOnce)
      const last = kept.at(-1)?.seq
      if (last === undefined) {
        if (!(await desk.exists(chatId))) for (const { socket } of here) socket.close(4404, 'gone')
        return
      }
      for (const one of here) {
        const fresh = kept.filter(({ seq }) => seq > one.after)
        const activities = fresh.flatMap((activity) => toShown(chatId, activity) ?? [])
        if (activities.length > 0) write(one, { activities, watermark: String(last) })
        one.after = Math.max(one.after, last)
      }
      if (kept.length < mostAtOnce) return
    }
  }

  function write({ socket }: Window, value: unknown): void {
    if (socket.readyState !== WebSocket.OPEN) return
    if (socket.bufferedAmount > mostUnsent) socket.terminate()
    else socket.send(JSON.stringify(value))
  }

  const beating = setInterval(() => {
    for (const here of windows.values())
      for (const one of here) {
        if (!one.alive) one.socket.terminate()
        one.alive = false
        one.socket.ping()
      }
  }, beatMs)
  beating.unref()

  return {
    accept(req, socket, head, { chatId, after }) {
      server.handleUpgrade(req, socket, head, (opened) => {
        const one: Window = { socket: opened, chatId, after, alive: true }
        const here = windows.get(chatId) ?? new Set()
        if (here.size >= mostOfOne) return opened.close(1013, 'too many windows')
        windows.set(chatId, here.add(one))
        opened.on('pong', () => {
          one.alive = true
        })
        opened.on('error', () => opened.terminate())
        opened.on('close', () => {
          here.delete(one)
          if (here.size === 0 && windows.get(chatId) === here) windows.delete(chatId)
        })
        void bring(chatId)
      })
    },
    news(chatId) {
      if (windows.has(chatId)) void bring(chatId)
    },
    typing(chatId) {
      const activity = { type: 'typing', from: { id: 'brand', role: 'bot' }, conversation: { id: chatId } }
      for (const one of windows.get(chatId) ?? [])
        write(one, {
          activities: [{ ...activity, id: `${chatId}|typing`, timestamp: new Date().toISOString() }],
        })
    },
    missed() {
      for (const chatId of windows.keys()) void bring(chatId)
    },
    open: () => [...windows.keys()],
    count: () => [...windows.values()].reduce((sum, here) => sum + here.size, 0),
    close() {
      clearInterval(beating)
      for (const here of windows.values()) for (const { socket } of here) socket.close(1012, 'restart')
      server.close()
    },
  }
}
