import type { Assigning } from '../../desk/assigning.ts'
import type { QueueRule } from '../../desk/queue-rule.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

export type QueueTools = Assigning & QueueRule

const noConversation = () => new Failure(404, 'not-found', 'There is no such conversation.')

/** Who is to look at what, and by which rule. */
export function addQueueRoutes(tools: RouteTools, queue: QueueTools): void {
  addRoute(tools, contracts.queueRule, async ({ brands }) =>
    ok({ brands: (await queue.rule()).filter(({ id }) => brands === 'every' || brands.includes(id)) }),
  )

  addRoute(tools, contracts.assign, async ({ params, body, signIn: { colleague } }) => {
    const { to, seen } = body
    const ask = { conversationId: params.id, colleague, to }
    const answer = await queue.assign(seen === undefined ? ask : { ...ask, seen })
    if (answer.kind === 'not-found') throw noConversation()
    if (answer.kind === 'no-colleague')
      throw new Failure(422, 'no-colleague', 'There is no such colleague; GET /api/queue/team lists them.')
    if (answer.kind === 'assigned-elsewhere') return { status: 409 as const, body: answer }
    return ok(answer)
  })

  addRoute(tools, contracts.takeNext, async ({ signIn, brands }) =>
    ok(await queue.takeNext(signIn.colleague, brands)),
  )

  addRoute(tools, contracts.close, async ({ params, signIn: { colleague } }) => {
    const answer = await queue.close({ conversationId: params.id, colleague })
    if (answer.kind === 'not-found') throw noConversation()
    if (answer.kind !== 'closed') return { status: 409 as const, body: answer }
    return ok({ kind: 'done' })
  })

  addRoute(tools, contracts.setAvailability, async ({ body, signIn }) =>
    ok(await queue.setAvailability(signIn.colleague.id, body)),
  )

  addRoute(tools, contracts.team, async ({ brands }) => ok({ team: await queue.team(brands) }))
}
