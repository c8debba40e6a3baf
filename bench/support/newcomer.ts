import { z } from 'zod'
import { follow } from './follow.ts'

/** Somebody who has just started Dajeong, with the console open in one window and the practice network in the other. */
export interface Newcomer {
  /** Writes to the brand as somebody new, by the calls of the town's page. */
  post(person: string, text: string): Promise<Posted>
  /** Approves the draft, by the calls of the console. @returns how long it took until the reply was in the town, in ms. */
  approve(posted: Posted): Promise<number>
}

export interface Posted {
  statusId: string
  conversationId: string
  /** From the post until its draft was in the list to approve, in ms. */
  drafted: number
}

const patienceMs = 30_000

const Page = z.object({
  conversations: z.array(
    z.object({ id: z.string(), person: z.object({ handle: z.string() }), draftText: z.string().nullable() }),
  ),
})
const Opened = z.object({ draft: z.object({ id: z.string(), hash: z.string(), text: z.string() }) })
const Status = z.object({ id: z.string(), brand: z.boolean(), inReplyTo: z.string().nullable() })

/** Signs in with the one-time password and chooses another one, as the console demands. */
export async function signIn(
  consoleUrl: string,
  townUrl: string,
  admin: { email: string; password: string },
): Promise<Newcomer> {
  let cookie = ''

  async function ask<T>(url: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await fetch(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', 'x-dajeong': '1', cookie },
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0] ?? ''
    return schema.parse(await response.json())
  }

  await ask(`${consoleUrl}/api/sign-in`, z.unknown(), admin)
  const next = 'a password that a newcomer chooses'
  await ask(`${consoleUrl}/api/change-password`, z.unknown(), { current: admin.password, next })
  const { brand } = await ask(`${townUrl}/town/scene`, z.object({ brand: z.object({ handle: z.string() }) }))

  return {
    async post(person, text) {
      await ask(`${townUrl}/town/people`, z.unknown(), { name: person, handle: person })
      const changes = await follow(`${consoleUrl}/api/live`, { cookie }, AbortSignal.timeout(patienceMs))
      const wish = { person, text, visibility: 'public', to: brand.handle, inReplyTo: null }
      const start = performance.now()
      const said = ask(`${townUrl}/town/say`, Status, wish)
      // The console reads its list whenever it is told of a change.
      for await (const _ of changes) {
        const { conversations } = await ask(`${consoleUrl}/api/conversations?tab=to-approve`, Page)
        const mine = conversations.find((one) => one.person.handle === person && one.draftText !== null)
        if (mine)
          return {
            statusId: (await said).id,
            conversationId: mine.id,
            drafted: performance.now() - start,
          }
      }
      throw new Error('unreachable: the stream ends with an error')
    },

    async approve({ statusId, conversationId }) {
      const conversation = `${consoleUrl}/api/conversations/${conversationId}`
      const { draft } = await ask(conversation, Opened)
      const posts = await follow(`${townUrl}/town/events`, {}, AbortSignal.timeout(patienceMs))
      const start = performance.now()
      const approved = ask(`${conversation}/approve`, z.unknown(), { draftId: draft.id, hash: draft.hash })
      for await (const { event, data } of posts) {
        const post = event === 'posted' ? Status.parse(data) : null
        if (!post?.brand || post.inReplyTo !== statusId) continue
        await approved
        return performance.now() - start
      }
      throw new Error('unreachable: the stream ends with an error')
    },
  }
}
