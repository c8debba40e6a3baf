import type { Stop, StopSwitch } from '../../desk/stop.ts'
import type { UndoSend } from '../../desk/undo.ts'
import { contracts } from '../contract.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { toConflict } from './review.ts'

export interface Acts extends UndoSend, StopSwitch {}

/** What a colleague does in one conversation beside deciding, and the switch that stops everything. */
export function addActRoutes(tools: RouteTools, acts: Acts): void {
  addRoute(tools, contracts.undo, async ({ params, body, signIn }) => {
    const answer = await acts.undo({ conversationId: params.id, ...body, colleague: signIn.colleague })
    if (answer.kind === 'undone') return ok(answer)
    if (answer.kind === 'blocked') throw new Error('what is taken back cannot be blocked')
    if (answer.kind === 'too-late')
      return { status: 409, body: { ...answer, at: answer.at.toISOString() } } as const
    return { status: 409, body: toConflict(answer) } as const
  })
  addRoute(tools, contracts.stopped, async () => ok({ stopped: toStop(await acts.stopped()) }))
  addRoute(tools, contracts.stop, async ({ body, signIn }) =>
    ok({ stopped: toStop(await acts.stop({ ...body, colleague: signIn.colleague })) }),
  )
  addRoute(tools, contracts.resumeSending, async ({ signIn }) => {
    await acts.resume({ colleague: signIn.colleague })
    return ok({ kind: 'done' })
  })
}

function toStop(stop: Stop | null) {
  return stop && { ...stop, at: stop.at.toISOString() }
}
