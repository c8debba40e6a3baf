import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import type { Line, Post, Turn } from '../../dialogs/turn.ts'
import { type BotHost, makeOwnLine, openChatLine } from '../../src/chat-line.ts'
import type { Json } from '../../src/core/mention.ts'
import { ingest } from '../../src/flow/ingest.ts'
import type { Activity } from '../../src/store/chat.ts'
import { receive, takeReceived } from '../../src/store/inbox.ts'
import { openTestDatabase, seedAccount, type TestDatabase, testKey } from './database.ts'
import { patienceMs } from './patience.ts'

export const identitySecret = 'a secret of thirty-two characters.'
export const site = 'https://shop.example'

export interface ChatWorld {
  database: TestDatabase
  accountId: string
  url: string
  line: ReturnType<typeof openChatLine>
  /** What was logged. */
  troubles: unknown[]
  /** Asks the line as a client does. */
  call(
    path: string,
    more?: { token?: string; body?: unknown; headers?: Record<string, string>; method?: string },
  ): Promise<{
    status: number
    json: Record<string, Json>
    headers: Headers
  }>
  /** A visitor who is let in, and whose chat is open. */
  visitor(more?: { identity?: string; locale?: string }): Promise<Visitor>
  /** Takes in what was heard, as the running service does. */
  takeIn(): Promise<number>
  close(): Promise<void>
}

export interface Visitor {
  id: string
  token: string
  streamUrl: string
  say(text: string, clientActivityID?: string): Promise<number>
  read(watermark?: string): Promise<{ activities: Activity[]; watermark: string }>
  /** Opens the stream and gathers what is pushed. */
  stream(url?: string): Promise<{ activities: Activity[]; socket: WebSocket; close(): Promise<void> }>
}

/** The line with its door, its store and its dialog, and a bot's host that is as plain as can be. */
export async function openChatWorld(
  more: { database?: TestDatabase; accountId?: string; address?: () => string; broken?: () => boolean } = {},
): Promise<ChatWorld> {
  const database = more.database ?? (await openTestDatabase())
  const { db, pool } = database
  const accountId =
    more.accountId ??
    (
      await seedAccount(db, {
        channel: 'webchat',
        nativeId: 'webchat:home',
        handle: 'home',
        settings: {
          name: 'home',
          origins: site,
          identitySecret,
          topics: '배송이 언제 오나요?',
          otherChannels: 'line',
        },
      })
    ).id
  const troubles: unknown[] = []
  const note = (message: string, detail: unknown) => void troubles.push([message, detail])
  const own = makeOwnLine(db, (error) => note('typing', error))
  const line = openChatLine({
    store: { db, pool, key: testKey, node: randomUUID() },
    log: { debug() {}, info() {}, warn: note, error: note },
    publicUrl: null,
    addressOf: more.address ?? (() => '192.0.2.1'),
    hear: (item) => {
      if (more.broken?.()) throw new Error('the inbox is full')
      return receive(db, [item])
    },
    own,
    host: plainHost(own, (turn) => line.customers(turn)),
  })
  const server = createServer((req, res) => {
    if (!line.door.handle(req, res)) res.writeHead(404).end()
  })
  server.on('upgrade', (req, socket, head) => {
    if (!line.door.upgrade(req, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const call: ChatWorld['call'] = async (path, { token, body, headers, method } = {}) => {
    const response = await fetch(`${url}/directline/${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text ? JSON.parse(text) : {}, headers: response.headers }
  }

  return {
    ...{ database, accountId, url, line, troubles, call },
    async visitor({ identity, locale } = {}) {
      const entered = await call('tokens/generate', {
        body: { account: accountId, ...(identity ? { identity } : {}) },
      })
      if (entered.status !== 200) throw new Error(JSON.stringify(entered.json))
      const begun = await call('conversations', { token: String(entered.json.token), body: { locale } })
      if (begun.status !== 201) throw new Error(JSON.stringify(begun.json))
      const [id, token, streamUrl] = [begun.json.conversationId, begun.json.token, begun.json.streamUrl].map(
        String,
      ) as [string, string, string]
      return {
        ...{ id, token, streamUrl },
        async say(text, clientActivityID = randomUUID()) {
          const body = { type: 'message', text, from: { id: 'forged' }, channelData: { clientActivityID } }
          return (await call(`conversations/${id}/activities`, { token, body })).status
        },
        async read(watermark = '') {
          return (await call(`conversations/${id}/activities?watermark=${watermark}`, { token }))
            .json as unknown as { activities: Activity[]; watermark: string }
        },
        async stream(at = streamUrl) {
          const socket = new WebSocket(at)
          const activities: Activity[] = []
          socket.on('message', (data) => activities.push(...JSON.parse(String(data)).activities))
          await new Promise((resolve, reject) => {
            socket.once('open', resolve)
            socket.once('error', reject)
          })
          const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
          return {
            ...{ activities, socket },
            close() {
              socket.close()
              return closed
            },
          }
        },
      }
    },
    takeIn: () =>
      db.transaction().execute(async (trx) => {
        const received = await takeReceived(trx, 1_000)
        const hearer = { id: accountId, nativeId: 'webchat:home', quietMs: 0 }
        await ingest(
          trx,
          received.map(({ event }) => ({ hearer, event })),
        )
        return received.length
      }),
    async close() {
      await line.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (!more.database) await database.close()
    },
  }
}

/** Asks again and again until it holds. */
export async function until<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error('It did not come to pass in time.')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

type Own = ReturnType<typeof makeOwnLine>

/** Turns activities of our own line into turns; dialogs/bot.ts does it for every client. */
function plainHost(own: Own, bot: (turn: Turn) => Promise<void>): BotHost {
  const lineTo = (id: string): Line => ({
    say: ({ id: key, text, suggestions, locale = null }: Post) =>
      own.post(
        id,
        {
          ...{ type: 'message', text, locale, from: { id: 'brand', role: 'bot' } },
          ...(suggestions
            ? {
                suggestedActions: {
                  actions: suggestions.map((value) => ({ type: 'imBack', title: value, value })),
                },
              }
            : {}),
        },
        key ?? null,
      ),
    change: (at, { text }) => own.change(id, at, { type: 'message', text }),
    typing: async () => own.typing(id),
  })
  return {
    async takeOwn(activity) {
      const { id } = activity.conversation as { id: string }
      const kind =
        activity.type === 'message' ? 'message' : activity.type === 'conversationUpdate' ? 'joined' : 'other'
      const from = activity.from as { id: string }
      await bot({
        ...lineTo(id),
        channel: 'directline',
        own: true,
        conversation: { id, group: false, tenant: null },
        from: { id: from.id, name: '', directoryId: null },
        incoming: {
          ...{ id: String(activity.id), kind, replyTo: null, value: activity.value ?? null },
          ...{ text: String(activity.text ?? ''), locale: (activity.locale as string) ?? null },
        },
        reference: { channelId: 'directline', conversation: { id }, serviceUrl: String(activity.serviceUrl) },
      })
    },
    speaker: {
      speak: (reference, work) => work(lineTo((reference.conversation as { id: string }).id)),
    },
  }
}
