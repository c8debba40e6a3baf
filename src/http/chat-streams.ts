import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket, WebSocketServer } from 'ws'
import type { ChatDesk } from '../desk/chat.ts'
import type { Log } from '../log.ts'
import { toShown } from './directline-wire.ts'

/** Visitors' open windows on this node. */
export interface ChatStreams {
  /** @returns false when there is no room for it; nothing is touched then. */
  accept(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    at: {
      chatId: string
      after: number
      address: string
      /** Whether its visitor may still look; asked before anything new is shown, and now and then. */
      holds(): Promise<boolean>
    },
  ): boolean
  /** Something is new in this chat. */
  news(chatId: string): void
  /** Somebody types in this chat. */
  typing(chatId: string): void
  /** News may have been missed: every window is brought up to date. */
  missed(): void
  close(): void
}

interface Window {
  socket: WebSocket
  chatId: string
  /** The place of the last thing that it was shown. */
  after: number
  address: string
  holds(): Promise<boolean>
  alive: boolean
}

const beatMs = 30_000
const mostAtOnce = 200
// Whoever is so far behind, in bytes, is let go; they read on from their watermark when they come back.
const mostUnsent = 1_000_000
// Of one chat: several tabs and devices of one person.
const mostOfOne = 10
// Behind one address there may be an office; a node has room for so many, at 30 kB each.
const mostOfAddress = 200
const mostHere = 20_000
// How long a page may take to be read before the next is read for it.
const longestDrainMs = 30_000
const calmUnsent = 200_000
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
  const addresses = new Map<string, number>()
  let count = 0
  let closed = false
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
      await Promise.all(here.map(letGo))
      for (const one of here) {
        const fresh = kept.filter(({ seq }) => seq > one.after)
        const activities = fresh.flatMap((activity) => toShown(chatId, activity) ?? [])
        if (activities.length > 0) write(one, { activities, watermark: String(last) })
        one.after = Math.max(one.after, last)
      }
      if (kept.length < mostAtOnce) return
      await Promise.all(here.map(drained))
    }
  }

  /** Whoever may not look any more is told so by the line that they come back on. */
  async function letGo({ socket, holds }: Window): Promise<void> {
    if (!(await holds())) socket.close(4403, 'over')
  }

  function write({ socket }: Window, value: unknown): void {
    if (socket.readyState !== WebSocket.OPEN) return
    if (socket.bufferedAmount > mostUnsent) socket.terminate()
    else socket.send(JSON.stringify(value))
  }

  /** Whoever reads slowly is waited for, so that a long chat is not cut off. */
  async function drained({ socket }: Window): Promise<void> {
    const until = performance.now() + longestDrainMs
    while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > calmUnsent) {
      if (performance.now() > until) return socket.terminate()
      await sleep(50)
    }
  }

  function isFull(chatId: string, address: string): boolean {
    const ofAddress = addresses.get(address) ?? 0
    return (windows.get(chatId)?.size ?? 0) >= mostOfOne || ofAddress >= mostOfAddress || count >= mostHere
  }

  const beating = setInterval(() => {
    for (const here of windows.values())
      for (const one of here) {
        if (!one.alive) one.socket.terminate()
        one.alive = false
        one.socket.ping()
        // What could not be asked now is asked at the next beat.
        letGo(one).catch((error: unknown) => log.warn('a chat window could not be looked after', { error }))
      }
  }, beatMs)
  beating.unref()

  return {
    accept(req, socket, head, { chatId, after, address, holds }) {
      if (closed || isFull(chatId, address)) return false
      server.handleUpgrade(req, socket, head, (opened) => {
        // Before anything else: a frame that is none would end the process otherwise.
        opened.on('error', () => opened.terminate())
        const one: Window = { socket: opened, chatId, after, address, holds, alive: true }
        const here = windows.get(chatId) ?? new Set()
        windows.set(chatId, here.add(one))
        addresses.set(address, (addresses.get(address) ?? 0) + 1)
        count += 1
        opened.on('pong', () => {
          one.alive = true
        })
        opened.on('close', () => {
          here.delete(one)
          if (here.size === 0 && windows.get(chatId) === here) windows.delete(chatId)
          const left = (addresses.get(address) ?? 1) - 1
          if (left > 0) addresses.set(address, left)
          else addresses.delete(address)
          count -= 1
        })
        void bring(chatId)
      })
      return true
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
    close() {
      closed = true
      clearInterval(beating)
      for (const here of windows.values()) for (const { socket } of here) socket.close(1012, 'restart')
      server.close()
    },
  }
}
