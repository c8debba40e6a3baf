import type { Persons, Receipt } from '../../desk/persons.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

/** The customer's card, and forgetting them. */
export function addPersonRoutes(tools: RouteTools, persons: Persons): void {
  addRoute(tools, contracts.person, async ({ params }) => {
    const card = await persons.card(params.id)
    if (!card) throw none()
    return ok(card)
  })
  addRoute(tools, contracts.alike, async ({ params, query }) =>
    ok({ people: await persons.alike(params.id, query.search) }),
  )
  addRoute(tools, contracts.linkPerson, async ({ params, body, signIn }) => {
    const { personId: otherId, reason } = body
    const ask = { personId: params.id, otherId, reason, colleague: signIn.colleague }
    if (!(await persons.link(ask)))
      throw new Failure(404, 'not-found', 'These are not two persons of one brand.')
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.unlinkPerson, async ({ params, signIn }) => {
    const ask = { personId: params.id, otherId: params.other, colleague: signIn.colleague }
    if (!(await persons.unlink(ask)))
      throw new Failure(404, 'not-found', 'No colleague has linked these two; what a network proves stays.')
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.forgetPerson, async ({ params, body, signIn }) => {
    const because = body.reason
    const answer = await persons.forget({ personId: params.id, because, colleague: signIn.colleague })
    if (answer.kind === 'not-found') throw none()
    if (answer.kind === 'sending')
      throw new Failure(409, 'sending', 'A reply to them is going out at this moment. Try again in a minute.')
    return ok({ receipt: toReceipt(answer.receipt), stillShown: answer.stillShown })
  })
  addRoute(tools, contracts.erasures, async () => ok({ receipts: (await persons.receipts()).map(toReceipt) }))
}

const toReceipt = (receipt: Receipt) => ({ ...receipt, at: receipt.at.toISOString() })

function none(): Failure {
  return new Failure(404, 'not-found', 'There is no such person.')
}
