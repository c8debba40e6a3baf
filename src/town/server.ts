import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { makeAccount } from './accounts.ts'
import { apiRoutes } from './api.ts'
import { faultRoutes } from './fault-routes.ts'
import { makeFaultBox } from './faults.ts'
import { answerApi, findRoute } from './gate.ts'
import { type Call, makeRouter, readBody, sendAnswer, toAnswer } from './http.ts'
import { makeLive } from './live.ts'
import { requireLocal } from './local.ts'
import { oauthRoutes } from './oauth.ts'
import { pageRoutes } from './page.ts'
import { peopleRoutes } from './people.ts'
import { makeRateLimiter } from './rate.ts'
import { openStore } from './store.ts'
import { makeStreaming } from './streaming.ts'
import { settleBrandToken } from './tokens.ts'
import type { Happenings, Town } from './town.ts'
import { witnessRoutes } from './witness.ts'

export interface TownWish {
  /** The town's memory; `:memory:` forgets. */
  file: string
  /** 0 takes a free one. */
  port: number
  host?: string
  brandToken?: string
  brandName?: string
  /** Where the people of the brand work; the page links to it. */
  deskUrl?: string
  now?: () => number
}

export interface OpenTown {
  url: string
  port: number
  brandToken: string
  close(): Promise<void>
}

/** A batch of 1,000 long messages fits. */
const TOWN_BODY_BYTES = 16 * 1024 * 1024

/**
 * Opens a town: its file, its API, its page.
 * @throws Error with one sentence for the operator when the port or the file cannot be had.
 */
export async function openTown(wish: TownWish): Promise<OpenTown> {
  const now = wish.now ?? Date.now
  const host = wish.host ?? '127.0.0.1'
  const store = openStore(wish.file, now)
  const happenings = new EventEmitter<Happenings>()
  happenings.setMaxListeners(0)
  let url = ''
  const town: Town = { store, now, happenings, url: () => url, domain: () => url.replace('http://', '') }
  const server = createServer({ keepAliveTimeout: 65_000 })
  let port: number
  try {
    port = await listen(server, wish.port, host)
  } catch (error) {
    store.close()
    throw error
  }
  url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!store.one('select 1 from accounts where brand = 1')) {
    makeAccount(town, {
      handle: 'brand',
      name: wish.brandName ?? '다정텔레콤',
      lang: 'ko',
      bot: true,
      brand: true,
      colour: '#b4532f',
    })
  }
  const brandToken = settleBrandToken(town, wish.brandToken)

  const faults = makeFaultBox()
  const rate = makeRateLimiter(now)
  const streaming = makeStreaming(town, faults)
  const live = makeLive(town)
  const api = makeRouter([...oauthRoutes(town), ...apiRoutes(town, faults)])
  const people = makeRouter([
    ...peopleRoutes(town),
    ...witnessRoutes(town, { brandToken, deskUrl: wish.deskUrl ?? null }),
    ...faultRoutes(town, { faults, rate, streaming, brandToken }),
  ])
  const page = makeRouter(pageRoutes(town))

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', 'http://town')
    const call = { method: request.method ?? 'GET', path: address.pathname, query: address.searchParams }
    if (/^\/(api|oauth)\//.test(call.path)) {
      await answerApi({ town, faults, rate, route: api }, call, request, response)
      return
    }
    if (call.path.startsWith('/town/')) {
      requireLocal(request)
      if (call.path === '/town/events') return live.accept(call.query, response)
      const match = findRoute(people, call)
      const body = await readBody(request, TOWN_BODY_BYTES)
      const full: Call = {
        ...call,
        headers: request.headers,
        params: match.params,
        body,
        token: undefined,
        viewer: undefined,
      }
      return sendAnswer(response, match.route.answer(full))
    }
    const match = findRoute(page, call)
    const plain: Call = {
      ...call,
      headers: request.headers,
      params: match.params,
      body: {},
      token: undefined,
      viewer: undefined,
    }
    sendAnswer(response, match.route.answer(plain))
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent && !response.destroyed) sendAnswer(response, toAnswer(error))
      else response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    try {
      streaming.accept(request, socket, head)
    } catch {
      socket.destroy()
    }
  })

  return {
    url,
    port,
    brandToken,
    async close() {
      live.close()
      streaming.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      store.close()
    },
  }
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is taken: stop what listens there, or choose another one with --port.`
          : `The town cannot listen on ${host}:${port} (${cause.message}): choose another --host or --port.`
      reject(new Error(reason, { cause }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
