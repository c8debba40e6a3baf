import type { ServerResponse } from 'node:http'
import { findAccount } from './accounts.ts'
import type { Status } from './rows.ts'
import { findStatus } from './statuses.ts'
import type { Town } from './town.ts'
import { toWitness } from './witness.ts'

export interface Live {
  /** `GET /town/events?as=HANDLE`: server-sent events of what that person may see. */
  accept(query: URLSearchParams, response: ServerResponse): void
  close(): void
}

/** What the page listens to. */
export function makeLive(town: Town): Live {
  const watchers = new Map<ServerResponse, string | null>()

  const tell = (event: string, status: Status, isGone = false) => {
    for (const [response, viewer] of watchers) {
      const isSeen = isGone
        ? status.visibility === 'public' || viewer !== null
        : findStatus(town, status.id, viewer)
      if (!isSeen) continue
      const data = isGone ? { id: status.id } : toWitness(town, status)
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
  }
  town.happenings.on('posted', (status) => tell('posted', status))
  town.happenings.on('edited', (status) => tell('edited', status))
  town.happenings.on('deleted', (status) => tell('deleted', status, true))

  return {
    accept(query, response) {
      const handle = query.get('as')
      const viewer = handle === null ? undefined : findAccount(town, handle)
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write('retry: 1000\n\n')
      watchers.set(response, viewer?.id ?? null)
      response.on('close', () => watchers.delete(response))
    },
    close() {
      for (const response of watchers.keys()) response.end()
    },
  }
}
