import { z } from 'zod'
import type { ChannelTools } from '../../../src/channels/channel.ts'
import { makeMastodon } from '../../../src/channels/mastodon/mastodon.ts'
import { openTown } from '../../../src/town/server.ts'
import type { Person, World } from '../world.ts'

// The stream brings what is new; a poll follows each of its turns at once and is otherwise rare.
const timing = { pollMs: 5_000, alonePollMs: 100, firstRetryMs: 20, longestRetryMs: 200, pingMs: 1_000 }

const Post = z.object({ id: z.string() })
const Witness = z.object({
  statuses: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      visibility: z.string(),
      inReplyTo: z.string().nullable(),
      deletedAt: z.string().nullable(),
    }),
  ),
})

/** The town as a world: a server of its own for every test. Without its stream only the polls are left. */
export async function makeMastodonWorld(wish: { stream: boolean }): Promise<World> {
  const town = await openTown({ file: ':memory:', port: 0 })
  const channel = makeMastodon(timing)
  const settings = channel.settings.parse({ url: town.url, token: town.brandToken })
  const tools: ChannelTools = { now: () => new Date(), log: () => {} }
  // Nothing listens there.
  if (!wish.stream) tools.fetch = withStreamAt('ws://127.0.0.1:9')
  const own = new Set<string>()

  async function ask(method: string, path: string, body?: unknown, token?: string): Promise<unknown> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (token) headers.authorization = `Bearer ${token}`
    const response = await fetch(`${town.url}${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The town answered ${method} ${path} with ${response.status}: ${text}`)
    return JSON.parse(text)
  }
  const faults = (wish: object) =>
    ask('POST', '/town/faults', { rateLimit: { limit: 100_000, windowSeconds: 300 }, seed: 7, ...wish })
  const person = async (handle: string, bot = false): Promise<Person> => {
    const made = Post.parse(await ask('POST', '/town/people', { name: handle, handle, bot }))
    return { nativeId: made.id, handle }
  }
  await faults({})
  const brand = Post.parse(await ask('GET', '/town/brand'))

  return {
    channel,
    open: () => channel.open(settings, tools),
    brand: { nativeId: brand.id },
    anna: await person('anna@social.example'),
    ben: await person('ben'),
    robot: await person('robot', true),
    say: async ({ from, text, visibility = 'public', parent }) => {
      const words = { person: from.handle, text, to: 'brand', visibility, inReplyTo: parent }
      return Post.parse(await ask('POST', '/town/say', words)).id
    },
    sayAsBrand: async (text) => {
      const posted = Post.parse(await ask('POST', '/api/v1/statuses', { status: text }, town.brandToken))
      own.add(posted.id)
      return posted.id
    },
    edit: async (id, text) => void (await ask('PUT', `/town/statuses/${id}`, { text: `@brand ${text}` })),
    remove: async (id) => void (await ask('DELETE', `/town/statuses/${id}`)),
    answers: async () => {
      const { statuses } = Witness.parse(await ask('GET', '/town/witness?author=brand'))
      return statuses
        .filter((one) => one.deletedAt === null && !own.has(one.id))
        .map((one) => ({
          nativeId: one.id,
          text: one.text.replace(/^@(anna@social\.example|ben|robot) /, ''),
          parent: one.inReplyTo,
          visibility: one.visibility === 'direct' ? 'direct' : 'public',
        }))
    },
    loseNextAnswer: async () => void (await faults({ on: 'writes', dropAfter: { count: 1 } })),
    beBusy: async () => void (await faults({ on: 'writes', rate429: { count: 1, resetSeconds: 30 } })),
    refuseUs: async () => void (await ask('POST', '/town/faults/revoke-token', {})),
    repeat: async () => void (await faults({ duplicateNotifications: 1, reorderNotifications: 1 })),
    cut: async () => void (await ask('POST', '/town/faults/cut-streams', {})),
    close: () => town.close(),
  }
}

/** The real answers, but for where the stream is said to be. */
function withStreamAt(streaming: string): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!response.ok || !String(input).endsWith('/api/v2/instance')) return response
    const told = z.looseObject({ configuration: z.looseObject({}) }).parse(await response.json())
    return Response.json({ ...told, configuration: { ...told.configuration, urls: { streaming } } })
  }
}
