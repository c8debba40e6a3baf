import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BotTools, type MadeBot, makeBot } from '../../dialogs/bot.ts'
import type { LineActivity, OwnLine } from '../../dialogs/own-line.ts'
import type { Bot, Turn } from '../../dialogs/turn.ts'
import { makeCall } from '../../src/channels/fetch.ts'
import { makeMessagesDoor } from '../../src/http/messages.ts'
import { finishSeen, releaseSeen, takeSeen } from '../../src/store/bot-seen.ts'
import type { Db } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type ConnectorServer, openConnector } from './connector-server.ts'
import { type Issuer, type Key, makeToken, openIssuer } from './issuer.ts'

export const appId = '11111111-2222-3333-4444-555555555555'

export interface Shown {
  conversationId: string
  activity: LineActivity
  key: string | null
}

/** The bot behind a real socket, with an issuer of tokens and a connector beside it. */
export interface World {
  issuer: Issuer
  connector: ConnectorServer
  made: MadeBot
  turns: Turn[]
  /** What the bot does with a turn; nothing unless a test sets it. */
  bot: Bot
  shown: Shown[]
  changed: { conversationId: string; id: string; activity: LineActivity }[]
  typed: string[]
  /** Everything that was logged, as text. */
  logged: string[]
  url: string
  post(
    activity: unknown,
    authorization?: string | null,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string; json: Record<string, unknown> }>
  /** A good token, as far as `claims` and `key` leave it one. */
  token(claims?: Record<string, unknown>, key?: Key): string
  message(more?: Record<string, unknown>): Record<string, unknown>
  close(): Promise<void>
}

let count = 0

export async function openWorld(db: Db, more: Partial<BotTools> = {}): Promise<World> {
  const issuer = await openIssuer()
  const connector = await openConnector()
  const logged: string[] = []
  const write = (message: string, detail: Record<string, unknown> = {}) => {
    const error = detail.error instanceof Error ? `${detail.error.message} ${detail.error.cause ?? ''}` : ''
    logged.push(`${message} ${JSON.stringify(detail)} ${error}`)
  }
  const own: OwnLine = {
    async post(conversationId, activity, key) {
      world.shown.push({ conversationId, activity, key })
      return `shown-${world.shown.length}`
    },
    async change(conversationId, id, activity) {
      world.changed.push({ conversationId, id, activity })
    },
    typing: (conversationId) => void world.typed.push(conversationId),
  }
  const made = makeBot({
    app: { id: appId, password: 'app-s3cret', type: 'MultiTenant' },
    tenantId: null,
    serviceHosts: [connector.host],
    openOnLoopback: false,
    own,
    bot: async (turn) => {
      world.turns.push(turn)
      await world.bot(turn)
    },
    seen: {
      take: (key, until) => takeSeen(db, key, until),
      finish: (key) => finishSeen(db, key),
      release: (key) => releaseSeen(db, key),
    },
    log: { info: write, warn: write, error: write },
    authority: issuer.authority,
    call: makeCall({ userAgent: 'test', timeoutMs: 1_500 }),
    ...more,
  })
  const door = makeMessagesDoor({ answer: made.answer, log: { warn: write } })
  const server = createServer((req, res) => {
    if (!door.handle(req, res)) res.writeHead(299).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`
  const world: World = {
    ...{ issuer, connector, made, logged, url },
    ...{ turns: [], shown: [], changed: [], typed: [] },
    bot: async () => {},
    async post(activity, authorization, headers) {
      const given = authorization === undefined ? `Bearer ${world.token()}` : authorization
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(given === null ? {} : { authorization: given }),
          ...headers,
        },
        body: JSON.stringify(activity) ?? 'null',
      })
      const text = await answer.text()
      const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
      return { status: answer.status, text, json }
    },
    token(claims, key = issuer.good) {
      const now = Math.floor(Date.now() / 1_000)
      return makeToken(key, {
        ...{ iss: issuer.authority.issuer, aud: appId, nbf: now - 60, exp: now + 3_600 },
        serviceurl: connector.url,
        ...claims,
      })
    },
    message(extra) {
      count += 1
      return {
        ...{ type: 'message', id: `a-${count}`, channelId: 'emulator', serviceUrl: connector.url },
        ...{ conversation: { id: 'c-1' }, from: { id: 'u-1', name: '하나' }, recipient: { id: 'bot' } },
        ...{ text: '안녕하세요', locale: 'ko-KR' },
        ...extra,
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await Promise.all([issuer.close(), connector.close()])
    },
  }
  return world
}

/** A world of its own for each test of a `describe`, on one database. @param set is given both before each test. */
export function useWorld(set: (given: { test: TestDatabase; world: World }) => void): void {
  let test: TestDatabase
  let world: World
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())
  beforeEach(async () => {
    await test.db.deleteFrom('bot_seen').execute()
    world = await openWorld(test.db)
    set({ test, world })
  })
  afterEach(() => world.close())
}
