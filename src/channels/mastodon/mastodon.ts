import { z } from 'zod'
import type { TextLimits } from '../../core/limits.ts'
import { type Account, type Channel, ChannelError, type ChannelTools, type Identity } from '../channel.ts'
import { type Client, makeClient, neededScopes, Settings, standing, whoWeAre } from './client.ts'
import { find } from './find.ts'
import { askInstance } from './instance.ts'
import { listen } from './listen.ts'
import { send } from './send.ts'
import { type Timing, usualTiming } from './timing.ts'
import { WireAccount, WireApp } from './wire.ts'
import { about } from './words.ts'

/** Mastodon and the servers that speak its API. `timing` is for tests. */
export function makeMastodon(timing: Timing = usualTiming): Channel<Settings> {
  return {
    name: 'mastodon',
    settings: Settings,
    about,
    can: { dm: true, thread: true, edit: true, listen: true, webhook: false, find: true },
    // The server's own limit is 300 calls in 5 minutes for everything; the rest is left to listening.
    pace: { burst: 200, everyMs: 300_000, gapMs: 250 },
    open: (settings, tools) => openAccount(settings, tools, timing),
  }
}

export const mastodon = makeMastodon()

// How long a local name can be on Mastodon, with the @ in front and the space behind. Longer ones, a longer content
// warning and a domain where those count are met by the check of the whole text before it is posted.
const handleCosts = 32

const hour = 3_600_000

function openAccount(settings: Settings, tools: ChannelTools, timing: Timing): Account {
  const client = makeClient(settings, tools)
  const instance = remembered(() => askInstance(client), hour, tools.now)
  const me = remembered(() => askIdentity(client), Number.POSITIVE_INFINITY, tools.now)
  return {
    check: (signal) => check(client, signal),
    limits: async () => withoutHandle((await instance()).limits),
    listen: (options) =>
      listen(
        {
          client,
          timing,
          now: tools.now,
          log: tools.log,
          findStream: async () => new URL((await instance()).streaming),
        },
        options,
      ),
    send: async (reply, signal) => send(client, await instance(), reply, signal),
    find: async (reply, signal) => find(client, await me(), reply, signal),
  }
}

function withoutHandle(limits: TextLimits): TextLimits {
  return { ...limits, max: Math.max(limits.max - handleCosts, 1) }
}

async function check(client: Client, signal: AbortSignal): Promise<Identity> {
  await askInstance(client, signal).catch((error: unknown) => {
    if (!(error instanceof ChannelError) || error.kind === 'auth' || error.retryAt) throw error
    const text = `${client.host} does not answer as a Mastodon server; check the address.`
    throw new ChannelError(error.kind === 'busy' ? 'busy' : 'refused', `${text} ${error.message}`, {
      cause: error,
    })
  })
  const identity = await askIdentity(client, signal)
  await standing(client.get('/api/v1/notifications?types[]=mention&limit=1', z.array(z.unknown()), signal))
  await checkScopes(client, signal)
  return identity
}

async function askIdentity(client: Client, signal?: AbortSignal): Promise<Identity> {
  const own = await standing(client.get(whoWeAre, WireAccount, signal))
  return { nativeId: own.id, handle: own.acct, name: own.display_name ?? own.acct }
}

/**
 * Reading was tried already; writing cannot be tried without posting, so the server is asked what the token's app may
 * do. Servers that do not tell (before 4.3, and relatives) are believed.
 */
async function checkScopes(client: Client, signal: AbortSignal): Promise<void> {
  const app = await client.get('/api/v1/apps/verify_credentials', WireApp, signal).catch(() => null)
  const held = app?.scopes
  if (!held?.length) return
  const missing = neededScopes.filter(
    (scope) => !held.includes(scope) && !held.includes(scope.split(':')[0] ?? ''),
  )
  if (missing.length === 0) return
  const text = `The token for ${client.host} lacks ${missing.join(', ')}; make one that has them.`
  throw new ChannelError('auth', text)
}

/** Asks once and remembers; a failure is not remembered, and those who ask meanwhile share one answer. */
function remembered<T>(ask: () => Promise<T>, forMs: number, now: () => Date): () => Promise<T> {
  let answer: Promise<T> | undefined
  let until = 0
  return () => {
    if (answer && now().getTime() < until) return answer
    until = now().getTime() + forMs
    const asked = ask()
    answer = asked
    asked.catch(() => {
      if (answer === asked) answer = undefined
    })
    return asked
  }
}
