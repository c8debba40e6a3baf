import type { CardPlaces } from '../../desk/card-places.ts'
import type { StaffChats } from '../../desk/staff-chats.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

export interface ChatTools {
  chats: Pick<StaffChats, 'makeCode' | 'own' | 'unlink'>
  places: Pick<CardPlaces, 'list' | 'add' | 'remove' | 'resume'>
}

const done = () => ok({ kind: 'done' })

/** Working from a chat: one's own chats, and where cards go. */
export function addChatRoutes(tools: RouteTools, { chats, places }: ChatTools): void {
  addRoute(tools, contracts.ownChats, async ({ signIn }) => {
    const found = await chats.own(signIn.colleague.id)
    return ok({ chats: found.map((one) => ({ ...one, since: one.since.toISOString() })) })
  })
  addRoute(tools, contracts.makeChatCode, async ({ signIn }) => {
    const made = await chats.makeCode(signIn)
    if (made.kind === 'made') return ok({ code: made.code, expiresAt: made.expiresAt.toISOString() })
    const headers = { 'retry-after': String(Math.ceil(made.waitMs / 1_000)) }
    throw new Failure(429, 'too-many', 'Too many codes. Wait some minutes.', { headers })
  })
  addRoute(tools, contracts.unlinkChat, async ({ body, signIn }) => {
    if (!(await chats.unlink(signIn.colleague, body.id)))
      throw new Failure(404, 'not-found', 'You are not linked in such a chat.')
    return done()
  })
  addRoute(tools, contracts.cardPlaces, async () => ok({ places: await places.list() }))
  addRoute(tools, contracts.addCardTarget, async ({ body, signIn }) => {
    if (!(await places.add({ ...body, colleague: signIn.colleague })))
      throw new Failure(
        409,
        'no-place',
        'There is no such place, or cards go there already; read the list anew.',
      )
    return done()
  })
  addRoute(tools, contracts.removeCardTarget, async ({ body, signIn }) => {
    if (!(await places.remove({ ...body, colleague: signIn.colleague }))) throw noTarget()
    return done()
  })
  addRoute(tools, contracts.resumeCardTarget, async ({ body, signIn }) => {
    if (!(await places.resume({ ...body, colleague: signIn.colleague }))) throw noTarget()
    return done()
  })
}

function noTarget(): Failure {
  return new Failure(404, 'not-found', 'Cards do not go there, or are not paused there; read the list anew.')
}
