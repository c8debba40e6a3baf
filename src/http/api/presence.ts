import type { Refusal } from '../../desk/decision.ts'
import type { Company, Presence } from '../../desk/presence.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { toConflict } from './review.ts'

/** Who is looking, who is typing, and whose turn it is. */
export function addPresenceRoutes(tools: RouteTools, presence: Presence): void {
  addRoute(tools, contracts.presence, async ({ params, body, signIn }) => {
    const ask = { conversationId: params.id, ...body, colleague: signIn.colleague }
    return ok(there(await presence.doing(ask)))
  })
  addRoute(tools, contracts.company, async ({ params }) => ok(there(await presence.company(params.id))))
  addRoute(tools, contracts.take, async ({ params, body, signIn }) =>
    done(await presence.take({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.letGo, async ({ params, signIn }) =>
    done(await presence.letGo({ conversationId: params.id, colleague: signIn.colleague })),
  )
}

/** @throws Failure 404 */
function there(company: Company | null): Company {
  if (company) return company
  throw new Failure(404, 'not-found', 'There is no such conversation.')
}

function done(answer: { kind: 'taken' | 'let-go' } | Refusal) {
  switch (answer.kind) {
    case 'taken':
    case 'let-go':
      return ok({ kind: 'done' })
    case 'blocked':
      throw new Error('what says nothing cannot be blocked')
    default:
      return { status: 409, body: toConflict(answer) } as const
  }
}
