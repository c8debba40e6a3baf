import type { z } from 'zod'
import type { ByHand } from '../../desk/by-hand.ts'
import type { Correct, Corrected } from '../../desk/correct.ts'
import type { Refusal } from '../../desk/decision.ts'
import type { Handover } from '../../desk/handover.ts'
import type { Retry } from '../../desk/retry.ts'
import type { Approved, Review } from '../../desk/review.ts'
import type { Wishes } from '../../desk/wishes.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import type { Conflict } from '../shapes.ts'

export interface Decisions extends Review, Handover, Retry, Correct, Wishes {
  sendByHand(ask: ByHand): Promise<Approved | Refusal>
}

/** What the staff decides. */
export function addReviewRoutes(tools: RouteTools, desk: Decisions): void {
  addRoute(tools, contracts.approve, async ({ params, body, signIn }) =>
    spoken(await desk.approve({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.editAndApprove, async ({ params, body, signIn }) =>
    spoken(await desk.editAndApprove({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.sendByHand, async ({ params, body, signIn }) =>
    spoken(await desk.sendByHand({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.refuse, async ({ params, body, signIn }) =>
    done(await desk.refuse({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.handOver, async ({ params, body, signIn }) =>
    done(await desk.handOver({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.giveBack, async ({ params, signIn }) =>
    done(await desk.giveBack({ conversationId: params.id, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.dismiss, async ({ params, body, signIn }) =>
    done(await desk.dismiss({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.endWish, async ({ params, body, signIn }) =>
    done(await desk.endWish({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.retry, async ({ params, body, signIn }) =>
    done(await desk.retry({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.anotherTry, async ({ params, body, signIn }) =>
    done(await desk.anotherTry({ conversationId: params.id, ...body, colleague: signIn.colleague })),
  )
  addRoute(tools, contracts.correct, async ({ params, body, signIn }) =>
    corrected(
      await desk.correct({
        conversationId: params.id,
        mentionId: params.mention,
        correction: body,
        colleague: signIn.colleague,
      }),
    ),
  )
  addRoute(tools, contracts.preview, async ({ params, body }) => {
    const answer = await desk.preview({ conversationId: params.id, ...body })
    if (answer.kind !== 'preview') throw noConversation()
    return ok(answer)
  })
}

type Spoken =
  | { status: 200; body: Omit<Approved, 'undoUntil'> & { undoUntil: string | null } }
  | { status: 409; body: z.infer<typeof Conflict> }
  | { status: 422; body: Extract<Refusal, { kind: 'blocked' }> }

function spoken(answer: Approved | Refusal): Spoken {
  if (answer.kind === 'approved')
    return { status: 200, body: { ...answer, undoUntil: answer.undoUntil?.toISOString() ?? null } }
  if (answer.kind === 'blocked') return { status: 422, body: answer }
  return { status: 409, body: toConflict(answer) }
}

/** The answer to a decision after which nothing is said. */
function done(
  answer:
    | {
        kind:
          | 'refused'
          | 'handed-over'
          | 'given-back'
          | 'dismissed'
          | 'retried'
          | 'another-try'
          | 'wish-ended'
      }
    | Refusal,
): { status: 200; body: { kind: 'done' } } | { status: 409; body: z.infer<typeof Conflict> } {
  switch (answer.kind) {
    case 'refused':
    case 'handed-over':
    case 'given-back':
    case 'dismissed':
    case 'retried':
    case 'another-try':
    case 'wish-ended':
      return ok({ kind: 'done' })
    case 'blocked':
      throw new Error('a decision that says nothing cannot be blocked')
    default:
      return { status: 409, body: toConflict(answer) }
  }
}

function corrected(
  answer: Corrected | Refusal,
): { status: 200; body: Corrected } | { status: 409; body: z.infer<typeof Conflict> } {
  if (answer.kind === 'corrected') return ok(answer)
  if (answer.kind === 'blocked') throw new Error('a correction says nothing, so nothing of it can be blocked')
  return { status: 409, body: toConflict(answer) }
}

/** @throws Failure 404 */
export function toConflict(refusal: Exclude<Refusal, { kind: 'blocked' }>): z.infer<typeof Conflict> {
  if (refusal.kind === 'not-found') throw noConversation()
  if (refusal.kind !== 'already-decided') return refusal
  return { ...refusal, at: refusal.at?.toISOString() ?? null }
}

function noConversation(): Failure {
  return new Failure(404, 'not-found', 'There is no such conversation, draft or message.')
}
