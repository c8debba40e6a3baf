import type { Start } from '../../desk/first-steps.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

const done = ok({ kind: 'done' })

/** A brand's first steps, and what the brands are called. */
export function addStartRoutes(tools: RouteTools, start: Start): void {
  addRoute(tools, contracts.brands, async ({ brands }) => ok({ brands: await start.brands(brands) }))
  addRoute(tools, contracts.nameBrand, async ({ body, signIn }) => {
    await start.name(body.name, `colleague:${signIn.colleague.id}`)
    return done
  })
  addRoute(tools, contracts.firstSteps, async () => ok(await start.look()))
  addRoute(tools, contracts.putStepsAway, async ({ body, signIn }) => {
    await start.putAway(body.away, `colleague:${signIn.colleague.id}`)
    return done
  })
  addRoute(tools, contracts.takeSample, async ({ signIn }) =>
    ok({ documents: await start.takeSample(`colleague:${signIn.colleague.id}`) }),
  )
  addRoute(tools, contracts.letCustomerWrite, async ({ body }) => {
    const answer = await start.letCustomerWrite(body.text)
    if (answer === 'no-town')
      throw new Failure(
        409,
        'no-town',
        'The practice network does not run here. Start with DAJEONG_TOWN=on and without other accounts.',
      )
    if (answer === 'town-silent')
      throw new Failure(409, 'town-silent', 'The practice network does not answer. Try again in a moment.')
    return done
  })
}
