import type { z } from 'zod'
import type { Refusal } from '../../desk/decision.ts'
import type { Helping, Rewritten } from '../../desk/helping.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import type { Conflict } from '../shapes.ts'
import { toConflict } from './review.ts'

/** What helps a colleague to answer. */
export function addHelpingRoutes(tools: RouteTools, helping: Helping): void {
  addRoute(tools, contracts.rewrite, async ({ params, body }) =>
    rewritten(await helping.rewrite({ conversationId: params.id, ...body })),
  )

  addRoute(tools, contracts.translate, async ({ params, body }) => {
    const answer = await helping.translate({ conversationId: params.id, ...body })
    return answer.kind === 'translated' ? ok(answer) : refused(answer)
  })

  addRoute(tools, contracts.summary, async ({ params, query }) => {
    const found = await helping.summary({ conversationId: params.id, ...query })
    if (!found) throw new Failure(404, 'not-found', 'There is no such conversation.')
    return ok({ ...found, at: found.at.toISOString() })
  })
}

type Refused = { status: 409; body: z.infer<typeof Conflict> }

function rewritten(answer: Rewritten | Refusal): { status: 200; body: Rewritten } | Refused {
  return answer.kind === 'rewritten' ? ok(answer) : refused(answer)
}

function refused(answer: Refusal): Refused {
  if (answer.kind === 'blocked') throw new Error('a text that is only looked at cannot be blocked')
  return { status: 409, body: toConflict(answer) }
}
