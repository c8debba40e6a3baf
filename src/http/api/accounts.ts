import type { z } from 'zod'
import type { Accounts, NotProven, SettingField } from '../../desk/accounts.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { type Answer, addRoute, ok, type RouteTools } from '../route.ts'
import type { Account } from '../shapes.ts'

type Row = Awaited<ReturnType<Accounts['list']>>[number]
type Made = { field: string; value: string }[]

/** What of the accounts the API needs. */
export type AccountTools = Omit<Accounts, 'describe'>

/** The brand's accounts: how they are, and what they may do. */
export function addAccountRoutes(tools: RouteTools, accounts: AccountTools): void {
  const whoOf = ({ signIn }: { signIn: { colleague: { id: string } } }) =>
    `colleague:${signIn.colleague.id}` as const

  addRoute(tools, contracts.accounts, async ({ brands }) => {
    const all = await accounts.list()
    return ok({
      accounts: all.filter(({ brandId }) => brands === 'every' || brands.includes(brandId)).map(toShape),
    })
  })
  addRoute(tools, contracts.setMode, async (call) =>
    changed(await accounts.setMode(call.params.id, call.body.mode, whoOf(call))),
  )
  addRoute(tools, contracts.pause, async (call) =>
    changed(await accounts.pause(call.params.id, call.body.why, whoOf(call))),
  )
  addRoute(tools, contracts.resume, async (call) =>
    changed(await accounts.resume(call.params.id, whoOf(call))),
  )
  addRoute(tools, contracts.channels, async () => ok({ channels: await accounts.channels() }))

  addRoute(tools, contracts.connectAccount, async (call) => {
    const { channel, settings, mode } = call.body
    const made: Made = []
    const added = await accounts.add({
      ...{ channel, settings, who: whoOf(call), brands: call.brands },
      ...(mode ? { mode } : {}),
      onMade: async (field, value) => void made.push({ field, value }),
    })
    switch (added.kind) {
      case 'no-channel': {
        const message = `There is no network called “${channel}”; there are ${added.known.join(', ')}.`
        return notConnected({ message, fields: [{ path: 'channel', message }] })
      }
      case 'wrong-settings': {
        const fields = added.faults.map(({ field, message }) => ({ path: field, message }))
        return notConnected({ message: 'Something in the settings cannot be used.', fields })
      }
      case 'elsewhere':
        throw new Failure(
          409,
          'account-elsewhere',
          'This account is connected at another brand, where you may not connect accounts. Ask an admin there.',
        )
      case 'not-proven': {
        const about = (await accounts.channels()).find(({ name }) => name === channel)
        const path = blamed(about?.fields ?? [], added.error)
        const fields = path === null ? [] : [{ path, message: added.why }]
        return {
          status: 422 as const,
          body: { error: 'not-proven' as const, message: added.why, fault: added.error, fields, made },
        }
      }
      case 'added': {
        const account = (await accounts.list()).find(({ id }) => id === added.id)
        if (!account) throw new Failure(409, 'account-gone', 'A colleague removed it meanwhile.')
        return ok({ account: toShape(account), wasKnown: added.wasKnown, made })
      }
      default:
        return added satisfies never
    }
  })

  addRoute(tools, contracts.checkAccount, async (call) => {
    const { id } = call.params
    const result = await accounts.check(id, whoOf(call))
    const account = (await accounts.list()).find((one) => one.id === id)
    if (result.kind === 'no-account' || !account) throw none()
    if (result.kind === 'proven')
      return ok({ proven: true, fault: null, why: null, account: toShape(account) })
    return ok({ proven: false, fault: result.error, why: result.why, account: toShape(account) })
  })

  addRoute(tools, contracts.removeAccount, async (call) => {
    const { id } = call.params
    const account = (await accounts.list()).find((one) => one.id === id)
    if (!account) throw none()
    if (bare(call.body.handle) !== bare(account.handle))
      throw new Failure(422, 'other-handle', `Type the handle of the account as it is: ${account.handle}.`)
    return changed(await accounts.remove(id, whoOf(call)))
  })
}

/** The field that is most likely wrong: what the network refuses is the secret, what cannot be reached is the address. */
function blamed(fields: readonly SettingField[], error: NotProven['error']): string | null {
  const field = fields.find(({ secret, address }) => (error === 'auth' ? secret : address))
  return field?.name ?? null
}

function notConnected(of: {
  message: string
  fields: { path: string; message: string }[]
}): Answer<typeof contracts.connectAccount> {
  return { status: 422, body: { error: 'wrong-settings', fault: null, made: [], ...of } }
}

const bare = (handle: string) => handle.trim().replace(/^@/, '')

/** @throws Failure 404 */
function changed(answer: Awaited<ReturnType<Accounts['pause']>>): {
  status: 200
  body: z.infer<typeof Account>
} {
  if (answer.kind === 'no-account') throw none()
  return { status: 200, body: toShape(answer.account) }
}

function none(): Failure {
  return new Failure(404, 'not-found', 'There is no such account.')
}

function toShape(row: Row): z.infer<typeof Account> {
  return {
    ...row,
    heardAt: row.heardAt?.toISOString() ?? null,
    provenAt: row.provenAt?.toISOString() ?? null,
    connectedAt: row.createdAt.toISOString(),
    lagSeconds: row.lagSeconds === null ? null : Math.max(0, Math.round(row.lagSeconds)),
    hookPath: row.channel === 'webhook' ? `/hooks/webhook/${row.id}` : null,
  }
}
