import type { People, PeopleRefusal } from '../../desk/people.ts'
import type { Sessions } from '../../desk/sessions.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { weakPassword } from '../weak-password.ts'

/** Who is on the staff, what they may do, and where one is signed in oneself. */
export function addPeopleRoutes(tools: RouteTools, people: People, sessions: Sessions): void {
  const { houseBrand } = tools.rights
  const at = ({ brandId }: { brandId?: string | null | undefined }) =>
    brandId === undefined ? houseBrand : brandId

  addRoute(tools, contracts.staff, async ({ brands }) => {
    const staff = await people.list(brands)
    return ok({
      staff: staff.map(({ memberships, seenAt, ...one }) => ({
        ...{ ...one, roles: memberships, seenAt: seenAt?.toISOString() ?? null },
      })),
    })
  })
  addRoute(tools, contracts.invite, async ({ body, signIn }) => {
    const answer = await people.invite(signIn, { ...body, brandId: at(body) })
    if (answer.kind !== 'invited') throw refused(answer)
    return ok({ id: answer.id, link: answer.link && shown(answer.link) })
  })
  addRoute(tools, contracts.resetLink, async ({ params, body, signIn }) => {
    const answer = await people.resetLink(signIn, params.id, body)
    if (answer.kind !== 'link') throw refused(answer)
    return ok(shown(answer.link))
  })
  addRoute(tools, contracts.setRole, async ({ params, body, signIn }) => {
    const answer = await people.setRole(signIn, { id: params.id, role: body.role, brandId: at(body) })
    if (answer.kind !== 'role') throw refused(answer)
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.removeColleague, async ({ params, body, signIn }) => {
    const answer = await people.remove(signIn, { id: params.id, brandId: at(body) })
    if (answer.kind !== 'removed') throw refused(answer)
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.acceptLink, async ({ body, ip }) => {
    const answer = await people.accept({ ...body, ip })
    switch (answer.kind) {
      case 'accepted':
        return ok({ email: answer.email })
      case 'no-link':
        throw new Failure(403, 'no-link', 'This link was used, is too old or was replaced; ask for another.')
      case 'too-many': {
        const seconds = Math.ceil(answer.waitMs / 1_000)
        const headers = { 'retry-after': String(seconds) }
        throw new Failure(429, 'too-many', 'Too many tries. Wait some minutes.', { headers })
      }
      case 'too-short':
        throw new Failure(422, 'too-short', `A password has at least ${answer.least} characters.`)
      case 'weak':
        throw weakPassword(answer.why)
      case 'too-long':
        throw new Failure(422, 'too-long', `A password has at most ${answer.most} characters.`)
      default:
        return answer satisfies never
    }
  })
  addRoute(tools, contracts.sessions, async ({ signIn }) => {
    const found = await sessions.list(signIn)
    const shape = (one: (typeof found)[number]) => ({
      ...{ ...one, since: one.since.toISOString(), seenAt: one.seenAt.toISOString() },
    })
    return ok({ sessions: found.map(shape) })
  })
  addRoute(tools, contracts.endSession, async ({ body, signIn }) => {
    if (body.id === 'others') await sessions.endOthers(signIn)
    else if (!(await sessions.end(signIn, body.id)))
      throw new Failure(404, 'not-found', 'You have no such session.')
    return ok({ kind: 'done' })
  })
}

/** The token stands after the `#`, which no server and no log ever sees. */
function shown({ token, expiresAt }: { token: string; expiresAt: Date }) {
  return { path: `/#link=${token}`, expiresAt: expiresAt.toISOString() }
}

function refused(answer: PeopleRefusal): Failure {
  switch (answer.kind) {
    case 'not-found':
      return new Failure(404, 'not-found', 'There is no such colleague or brand.')
    case 'not-yours': {
      const role = answer.role === null ? 'such a role' : `the role ${answer.role}`
      return new Failure(403, 'not-yours', `You may not give, take or touch ${role} there; an owner may.`)
    }
    case 'last-owner':
      return new Failure(409, 'last-owner', 'Somebody must own the brand; make another owner first.')
    case 'already-here':
      return new Failure(
        409,
        'already-here',
        `They are ${answer.role} there already; change it with PUT /api/colleagues/${answer.id}/role.`,
      )
    default:
      return answer satisfies never
  }
}
