import type { TwoFactorRefusal, TwoFactors } from '../../desk/two-factor.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

/** One's own second factor. */
export function addTwoFactorRoutes(tools: RouteTools, twoFactors: TwoFactors): void {
  addRoute(tools, contracts.twoFactor, async ({ signIn }) => ok(await twoFactors.read(signIn)))
  addRoute(tools, contracts.beginTwoFactor, async ({ body, signIn }) => {
    const answer = await twoFactors.begin(signIn, body.password)
    if (answer.kind !== 'begun') throw refused(answer)
    return ok({ secret: answer.secret, uri: answer.uri })
  })
  addRoute(tools, contracts.confirmTwoFactor, async ({ body, signIn }) => {
    const answer = await twoFactors.confirm(signIn, body.code)
    if (answer.kind !== 'on') throw refused(answer)
    return ok({ backupCodes: answer.backupCodes })
  })
  addRoute(tools, contracts.endTwoFactor, async ({ body, signIn }) => {
    const answer = await twoFactors.end(signIn, body)
    if (answer.kind !== 'off') throw refused(answer)
    return ok({ kind: 'done' })
  })
}

function refused(answer: TwoFactorRefusal): Failure {
  switch (answer.kind) {
    case 'wrong':
      return new Failure(403, 'wrong', 'The password or the code is wrong, or the code was used before.')
    case 'already-on':
      return new Failure(409, 'already-on', 'A second factor is on already; end it first.')
    case 'not-begun':
      return new Failure(409, 'not-begun', 'There is no second factor; begin one first.')
    case 'too-many': {
      const seconds = Math.ceil(answer.waitMs / 1_000)
      return new Failure(429, 'too-many', 'Too many tries. Wait some minutes.', {
        headers: { 'retry-after': String(seconds) },
      })
    }
    default:
      return answer satisfies never
  }
}
