import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelError } from '../src/channels/channel.ts'
import type { Call, CallRequest } from '../src/channels/fetch.ts'
import type { Json } from '../src/core/mention.ts'
import { type LineActivity, type OwnLine, ownServiceUrl } from './own-line.ts'

/** What takes our activities to whoever chats. Both throw ChannelError. */
export interface Connector {
  /** @param key `Post.id`, or null. @returns the id by which it can be changed, null where the service names none. */
  send(conversationId: string, activity: LineActivity, key: string | null): Promise<string | null>
  change(conversationId: string, id: string, activity: LineActivity): Promise<void>
}

export interface ConnectorTools {
  own: OwnLine
  /** Whether we answer to that address at all. */
  allows(serviceUrl: string): boolean
  /** Null where no token is shown: on loopback, in development. */
  token: ((refused?: string) => Promise<string>) | null
  call: Call
}

// A turn waits for it, and behind the turn somebody who reads "sending…".
const longestWaitMs = 4_000

/** @returns a function that finds the connector for a service address. @throws ChannelError when we do not answer there */
export function makeConnectors(tools: ConnectorTools): (serviceUrl: string) => Connector {
  const own = ownConnector(tools.own)
  return (serviceUrl) => {
    if (serviceUrl === ownServiceUrl) return own
    if (!tools.allows(serviceUrl))
      throw new ChannelError(
        'refused',
        `${hostOf(serviceUrl)} is not among the services that we answer; an operator can name it in MICROSOFT_SERVICE_HOSTS.`,
      )
    return httpConnector(serviceUrl, tools)
  }
}

function ownConnector(own: OwnLine): Connector {
  return {
    async send(conversationId, activity, key) {
      if (activity.type !== 'typing') return own.post(conversationId, activity, key)
      own.typing(conversationId)
      return null
    },
    change: (conversationId, id, activity) => own.change(conversationId, id, activity),
  }
}

function httpConnector(serviceUrl: string, { token, call }: ConnectorTools): Connector {
  const base = `${serviceUrl.replace(/\/$/, '')}/v3/conversations/`
  const placeOf = (...parts: string[]) => base + parts.map(encodeURIComponent).join('/')

  async function attempt(request: CallRequest, refused?: string): Promise<Json | undefined> {
    const bearer = token && (await token(refused))
    const headers = bearer ? { authorization: `Bearer ${bearer}` } : undefined
    try {
      return (await call({ ...request, headers: { 'content-type': 'application/json', ...headers } }))
        .json as Json
    } catch (error) {
      if (bearer && refused === undefined && error instanceof ChannelError && error.kind === 'auth')
        return attempt(request, bearer)
      throw error
    }
  }

  /** Once more, when that can do no harm and will not take long. */
  async function twice(request: CallRequest): Promise<Json | undefined> {
    try {
      return await attempt(request)
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'busy') throw error
      const waitMs = error.retryAt ? error.retryAt.getTime() - Date.now() : 500
      if (waitMs > longestWaitMs) throw error
      await sleep(Math.max(0, waitMs))
      return attempt(request)
    }
  }

  return {
    async send(conversationId, activity) {
      const { replyToId } = activity
      const parts = [conversationId, 'activities', ...(typeof replyToId === 'string' ? [replyToId] : [])]
      const said = await twice({ method: 'POST', url: placeOf(...parts), body: JSON.stringify(activity) })
      return idIn(said)
    },
    async change(conversationId, id, activity) {
      const url = placeOf(conversationId, 'activities', id)
      // The same words put in the same place twice are there once.
      await twice({ method: 'PUT', url, body: JSON.stringify(activity), repeatable: true })
    },
  }
}

function idIn(said: Json | undefined): string | null {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return null
  return typeof said.id === 'string' && said.id !== '' ? said.id : null
}

function hostOf(serviceUrl: string): string {
  return URL.parse(serviceUrl)?.host || 'That address'
}
