import type {
  Policies,
  PolicyFault,
  PolicyPublished,
  ShownPolicy,
  ShownPolicyVersion,
} from '../../desk/policy.ts'
import { policySchema } from '../../desk/tuning-schema.ts'
import type { makeWhatIf } from '../../desk/what-if.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { overrulingOf } from './overruling.ts'

export interface PolicyTools {
  /** The brand whose policy this is. */
  brandId: string
  policies: Policies
  whatIf: ReturnType<typeof makeWhatIf>
}

/** The policy with its versions, and what a change of it would do. */
export function addPolicyRoutes(tools: RouteTools, { brandId, policies, whatIf }: PolicyTools): void {
  const whole = async (found: ShownPolicy | null) => {
    if (!found) throw noVersion()
    const { policy } = found
    return ok({ ...shown(found), policy, sentences: await policies.say(brandId, policy) })
  }

  addRoute(tools, contracts.policy, async () => whole(await policies.read(brandId)))
  addRoute(tools, contracts.policySchema, async () => ok(policySchema()))
  addRoute(tools, contracts.policyVersions, async () =>
    ok({ versions: (await policies.history(brandId)).map(shown) }),
  )
  addRoute(tools, contracts.policyVersion, async ({ params }) =>
    whole(await policies.version(brandId, params.version)),
  )
  addRoute(tools, contracts.policyDiff, async ({ query }) => {
    const changes = await policies.differ(brandId, query.from, query.to)
    if (!changes) throw noVersion()
    return ok({ changes })
  })
  addRoute(tools, contracts.checkPolicy, async ({ body }) => {
    const checked = await policies.check(brandId, body.policy)
    if (checked.kind !== 'fits') throw policyRefusal(checked)
    const { policy, changes } = checked
    return ok({ policy, changes, sentences: await policies.say(brandId, policy) })
  })
  addRoute(tools, contracts.whatIf, async ({ body }) => {
    const told = await whatIf({ brandId, change: body.policy, mode: body.mode })
    if (told.kind !== 'told') throw policyRefusal(told)
    return ok({ ...told, changed: told.changed.map((one) => ({ ...one, at: one.at.toISOString() })) })
  })
  addRoute(tools, contracts.publishPolicy, async ({ body, signIn }) =>
    published(
      await policies.publish({
        ...{ brandId, change: body.policy, reason: body.reason, seen: body.seen ?? null },
        who: `colleague:${signIn.colleague.id}`,
        overrule: overrulingOf(body, signIn, brandId),
      }),
    ),
  )
  addRoute(tools, contracts.rollBackPolicy, async ({ body, signIn }) =>
    published(await policies.rollBack({ ...body, brandId, who: `colleague:${signIn.colleague.id}` })),
  )
}

/** @throws Failure 400, 404, 422 */
function published(answer: PolicyPublished) {
  switch (answer.kind) {
    case 'published':
    case 'same':
      return ok({ ...answer, version: shown(answer.version) })
    case 'failing':
    case 'may-not-overrule':
    case 'overtaken':
      return { status: 409, body: answer, headers: {} } as const
    case 'changed-meanwhile':
      return { status: 409, body: { ...answer, version: shown(answer.version) }, headers: {} } as const
    case 'refused':
      throw new Failure(422, 'broken-prompt', answer.why)
    default:
      throw policyRefusal(answer)
  }
}

/** Why a policy is not taken. */
export function policyRefusal(
  answer: { kind: 'wrong'; faults: PolicyFault[] } | { kind: 'no-brand' } | { kind: 'no-version' },
): Failure {
  switch (answer.kind) {
    case 'no-brand':
      return new Failure(404, 'not-found', 'There is no such brand.')
    case 'no-version':
      return noVersion()
    case 'wrong':
      return new Failure(400, 'wrong-fields', 'The policy cannot be so; nothing was changed.', {
        fields: answer.faults
          .slice(0, 20)
          .map(({ field, message }) => ({ path: `policy.${field}`, message })),
      })
  }
}

function noVersion(): Failure {
  return new Failure(404, 'not-found', 'There is no such version of the policy.')
}

function shown(one: ShownPolicyVersion) {
  return { ...one, at: one.at?.toISOString() ?? null }
}
