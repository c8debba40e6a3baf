import type { TextLimits } from '../../core/limits.ts'
import { ChannelError } from '../channel.ts'
import { type Client, standing } from './client.ts'
import { WireInstance } from './wire.ts'

export interface Instance {
  limits: TextLimits
  /** Where the user stream is. */
  streaming: URL
  /** Mastodon itself, and not one of the others that speak its API. */
  isMastodon: boolean
}

// Mastodon's own; also what a server that tells nothing can be trusted to take.
const usualMax = 500
const linkCounts = 23

/** What the server says of itself. @throws ChannelError */
export async function askInstance(client: Client, signal?: AbortSignal): Promise<Instance> {
  const told = await askVersion(client, 'v2', signal).catch((error: unknown) => {
    // Before 4.0, and on some relatives, there is only the first version.
    if (error instanceof ChannelError && (error.kind === 'gone' || error.kind === 'refused')) {
      return standing(askVersion(client, 'v1', signal))
    }
    throw error
  })
  // '4.3.1', '4.4.0+glitch'; but '2.7.2 (compatible; Pleroma 2.6)', '4.0.0 (not true; really snac/2.75)', '0.20.0'.
  const isMastodon = /^[1-9]\d*\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(told.version)
  return { limits: toLimits(told, isMastodon), streaming: toStreaming(told, client), isMastodon }
}

const askVersion = (client: Client, version: 'v1' | 'v2', signal?: AbortSignal) =>
  client.get(`/api/${version}/instance`, WireInstance, signal)

/**
 * Only Mastodon itself is known to count graphemes, any link alike and no domains. Its relatives count code points of
 * everything; UTF-16 units are never fewer, so that we refuse a text before they do.
 */
function toLimits(told: WireInstance, isMastodon: boolean): TextLimits {
  const statuses = told.configuration?.statuses
  const max = statuses?.max_characters ?? told.max_toot_chars ?? usualMax
  if (!isMastodon) return { max, unit: 'utf16' }
  return {
    max,
    unit: 'graphemes',
    linkCounts: statuses?.characters_reserved_per_url ?? linkCounts,
    mentionDomainFree: true,
  }
}

function toStreaming(told: WireInstance, client: Client): URL {
  const own = client.settings.url.replace(/^http/, 'ws')
  const named = told.configuration?.urls?.streaming ?? told.urls?.streaming_api ?? own
  const base = URL.canParse(named) ? new URL(named) : new URL(own)
  // The token goes there: never less safe than the server's own address.
  const isSafe = base.protocol === 'wss:' || (base.protocol === 'ws:' && own.startsWith('ws:'))
  return new URL('/api/v1/streaming?stream=user', isSafe ? base : own)
}
