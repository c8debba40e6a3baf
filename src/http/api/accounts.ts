import type { z } from 'zod'
import type { Accounts } from '../../desk/accounts.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import type { Account } from '../shapes.ts'

type Row = Awaited<ReturnType<Accounts['list']>>[number]

/** The brand's accounts: how they are, and what they may do. */
export function addAccountRoutes(
  tools: RouteTools,
  accounts: Pick<Accounts, 'list' | 'setMode' | 'pause' | 'resume'>,
): void {
  addRoute(tools, contracts.accounts, async ({ brands }) => {
    const all = await accounts.list()
    return ok({
      accounts: all.filter(({ brandId }) => brands === 'every' || brands.includes(brandId)).map(toShape),
    })
  })
  addRoute(tools, contracts.setMode, async ({ params, body, signIn }) =>
    changed(await accounts.setMode(params.id, body.mode, `colleague:${signIn.colleague.id}`)),
  )
  addRoute(tools, contracts.pause, async ({ params, body, signIn }) =>
    changed(await accounts.pause(params.id, body.why, `colleague:${signIn.colleague.id}`)),
  )
  addRoute(tools, contracts.resume, async ({ params, signIn }) =>
    changed(await accounts.resume(params.id, `colleague:${signIn.colleague.id}`)),
  )
}

/** @throws Failure 404 */
function changed(answer: Awaited<ReturnType<Accounts['pause']>>): {
  status: 200
  body: z.infer<typeof Account>
} {
  if (answer.kind === 'no-account') throw new Failure(404, 'not-found', 'There is no such account.')
  return { status: 200, body: toShape(answer.account) }
}

function toShape(row: Row): z.infer<typeof Account> {
  return { ...row, heardAt: row.heardAt?.toISOString() ?? null }
}
