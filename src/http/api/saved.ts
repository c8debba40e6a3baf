import type { SavedAnswer, SavedReplies, SavedReply } from '../../desk/saved-replies.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

/** Answers that colleagues give again and again. */
export function addSavedRoutes(tools: RouteTools, saved: SavedReplies): void {
  addRoute(tools, contracts.savedReplies, async () => ok({ replies: (await saved.listSaved()).map(toShape) }))
  addRoute(tools, contracts.saveReply, async ({ body, signIn }) =>
    ok(toShape(savedOr(await saved.save({ id: null, ...body, colleague: signIn.colleague })))),
  )
  addRoute(tools, contracts.changeSavedReply, async ({ params, body, signIn }) =>
    ok(toShape(savedOr(await saved.save({ id: params.id, ...body, colleague: signIn.colleague })))),
  )
  addRoute(tools, contracts.trySavedReply, async ({ body, signIn }) => {
    const answer = await saved.tryOut({ ...body, colleague: signIn.colleague })
    switch (answer.kind) {
      case 'tried':
        return ok({ results: answer.results })
      case 'not-found':
        throw none()
      case 'no-conversation':
        throw new Failure(404, 'no-conversation', 'Choose conversations of this brand to try it on.')
      case 'unknown-variables':
        throw unknownVariables(answer)
      default:
        return answer satisfies never
    }
  })
  addRoute(tools, contracts.removeSavedReply, async ({ params, signIn }) => {
    if (!(await saved.removeSaved(params.id, signIn.colleague))) throw none()
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.removedReplies, async () =>
    ok({ replies: (await saved.listRemoved()).map(toShape) }),
  )
  addRoute(tools, contracts.savedReplyVersions, async ({ params }) => {
    const versions = await saved.versionsOf(params.id)
    if (!versions) throw none()
    return ok({ versions: versions.map((one) => ({ ...one, at: one.at.toISOString() })) })
  })
  addRoute(tools, contracts.rollBackSavedReply, async ({ params, body, signIn }) =>
    ok(toShape(savedOr(await saved.rollBackSaved({ id: params.id, ...body, colleague: signIn.colleague })))),
  )
  addRoute(tools, contracts.fillSavedReply, async ({ params, signIn }) => {
    const answer = await saved.fill({
      ...{ conversationId: params.id, replyId: params.reply, colleague: signIn.colleague },
    })
    if (answer.kind === 'not-found') throw none()
    return ok(answer)
  })
}

const toShape = (reply: SavedReply) => ({ ...reply, changedAt: reply.changedAt.toISOString() })

/** @throws Failure 404, 409, 422 */
function savedOr(answer: SavedAnswer): SavedReply {
  switch (answer.kind) {
    case 'saved':
      return answer.reply
    case 'not-found':
      throw none()
    case 'taken':
      throw new Failure(
        409,
        'taken',
        'There is a saved reply of this name in this language; give it another name.',
      )
    case 'changed-meanwhile':
      throw new Failure(
        409,
        'changed-meanwhile',
        'Somebody saved this reply after you read it; read it anew, then save yours.',
      )
    case 'unknown-variables':
      throw unknownVariables(answer)
    default:
      return answer satisfies never
  }
}

function unknownVariables({
  unknown,
  allowed,
}: Extract<SavedAnswer, { kind: 'unknown-variables' }>): Failure {
  const braced = (names: readonly string[]) => names.map((name) => `{{${name}}}`).join(', ')
  const message = `Nothing can be filled in for ${braced(unknown)}. Use ${braced(allowed)}.`
  return new Failure(422, 'unknown-variables', message)
}

function none(): Failure {
  return new Failure(404, 'not-found', 'There is no such saved reply or conversation.')
}
