import type { Acts } from '../../desk/acts.ts'
import type { Refusal } from '../../desk/decision.ts'
import type { Stop } from '../../desk/stop.ts'
import { contracts } from '../contract.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { toConflict } from './review.ts'

/** What a colleague does in one conversation beside deciding, and the switch that stops everything. */
export function addActRoutes(tools: RouteTools, acts: Acts): void {
  addRoute(tools, contracts.undo, async ({ params, body, signIn }) => {
    const answer = await acts.undo({ conversationId: params.id, ...body, colleague: signIn.colleague })
    if (answer.kind === 'undone') return ok(answer)
    if (answer.kind === 'too-late')
      return { status: 409, body: { ...answer, at: answer.at.toISOString() } } as const
    return refused(answer)
  })
  addRoute(tools, contracts.addNote, async ({ params, body, signIn }) => {
    const answer = await acts.addNote({ conversationId: params.id, ...body, colleague: signIn.colleague })
    return answer.kind === 'noted' ? ok(answer) : refused(answer)
  })
  addRoute(tools, contracts.notes, async ({ params }) => ok({ notes: await acts.notes(params.id) }))
  addRoute(tools, contracts.removeNote, async ({ params, signIn }) =>
    done(
      await acts.removeNote({
        ...{ conversationId: params.id, noteId: params.note, colleague: signIn.colleague },
      }),
    ),
  )
  addRoute(tools, contracts.readNotes, async ({ params, signIn }) => {
    await acts.readNotes({ conversationId: params.id, colleague: signIn.colleague })
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.mentionsOfMe, async ({ signIn, brands }) =>
    ok({ notes: await acts.mentionsOf(signIn.colleague.id, brands) }),
  )
  addRoute(tools, contracts.snooze, async ({ params, body, signIn }) => {
    const until = body.until === null ? null : new Date(body.until)
    return done(await acts.snooze({ conversationId: params.id, until, colleague: signIn.colleague }))
  })
  addRoute(tools, contracts.markSpam, async ({ params, body, signIn }) =>
    done(await acts.markSpam({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.silence, async ({ params, body, signIn }) =>
    done(await acts.silence({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.stopped, async () => ok({ stopped: toStop(await acts.stopped()) }))
  addRoute(tools, contracts.stop, async ({ body, signIn }) =>
    ok({ stopped: toStop(await acts.stop({ ...body, colleague: signIn.colleague })) }),
  )
  addRoute(tools, contracts.resumeSending, async ({ signIn }) => {
    await acts.resume({ colleague: signIn.colleague })
    return ok({ kind: 'done' })
  })
}

type Settled = { kind: 'note-removed' | 'snoozed' | 'spam' | 'silenced' }

function done(answer: Settled | Refusal) {
  switch (answer.kind) {
    case 'note-removed':
    case 'snoozed':
    case 'spam':
    case 'silenced':
      return ok({ kind: 'done' })
    default:
      return refused(answer)
  }
}

function refused(answer: Refusal) {
  if (answer.kind === 'blocked') throw new Error('what says nothing cannot be blocked')
  return { status: 409, body: toConflict(answer) } as const
}

function toStop(stop: Stop | null) {
  return stop && { ...stop, at: stop.at.toISOString() }
}
