import { rightsOf } from '../../core/rights.ts'
import type { Staff } from '../../desk/staff.ts'
import { isHttps, sessionCookie } from '../auth.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { weakPassword } from '../weak-password.ts'

/** Signing in and out, and one's own password. */
export function addSignInRoutes(tools: RouteTools, staff: Staff): void {
  addRoute(tools, contracts.signIn, async ({ req, body, ip }) => {
    const answer = await staff.signIn({ ...body, code: body.code ?? null, ip })
    switch (answer.kind) {
      case 'signed-in': {
        return ok(answer.colleague, { 'set-cookie': sessionCookie(answer.token, isHttps(req, tools.https)) })
      }
      case 'wrong':
        throw new Failure(403, 'wrong', 'The address or the password is wrong.')
      case 'code-needed':
        throw new Failure(403, 'code-needed', 'Give the code of your app, or a backup code, too.')
      case 'wrong-code':
        throw new Failure(403, 'wrong-code', 'The code is wrong or was used before; wait for the next.')
      case 'too-many':
        throw tooMany(answer.waitMs)
      default:
        return answer satisfies never
    }
  })

  addRoute(tools, contracts.signOut, async ({ req, signIn }) => {
    await staff.signOut(signIn.token)
    return ok({ kind: 'done' }, { 'set-cookie': sessionCookie(null, isHttps(req, tools.https)) })
  })

  addRoute(tools, contracts.me, async ({ signIn }) => {
    const roles = signIn.memberships.map((one) => ({ ...one, rights: [...rightsOf[one.role]] }))
    return ok({ ...signIn.colleague, roles })
  })

  addRoute(tools, contracts.changePassword, async ({ req, body, signIn }) => {
    const answer = await staff.changePassword(signIn, body)
    switch (answer.kind) {
      case 'changed':
        return ok({ kind: 'done' }, { 'set-cookie': sessionCookie(answer.token, isHttps(req, tools.https)) })
      case 'wrong':
        throw new Failure(403, 'wrong', 'The current password is wrong.')
      case 'too-many':
        throw tooMany(answer.waitMs)
      case 'too-short':
        throw new Failure(422, 'too-short', `A password has at least ${answer.least} characters.`)
      case 'weak':
        throw weakPassword(answer.why)
      case 'too-long':
        throw new Failure(422, 'too-long', `A password has at most ${answer.most} characters.`)
      case 'same':
        throw new Failure(422, 'same', 'This is the password that you have.')
      default:
        return answer satisfies never
    }
  })

  addRoute(tools, contracts.changeName, async ({ body, signIn }) => {
    await staff.changeName(signIn, body.name)
    return ok({ kind: 'done' })
  })

  addRoute(tools, contracts.colleagues, async ({ brands }) => ok({ colleagues: await staff.list(brands) }))
}

function tooMany(waitMs: number): Failure {
  const seconds = Math.ceil(waitMs / 1_000)
  const message = `Too many tries. Try again in ${Math.ceil(seconds / 60)} minutes.`
  return new Failure(429, 'too-many', message, { headers: { 'retry-after': String(seconds) } })
}
