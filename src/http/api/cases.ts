import type { CaseAnswer, Cases, ShownCase } from '../../desk/cases.ts'
import type { Policies } from '../../desk/policy.ts'
import type { makeTry, TryAnswer } from '../../desk/try.ts'
import { promptHelp } from '../../desk/tuning-schema.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { policyRefusal } from './policy.ts'
import { refuseBook } from './prompts.ts'

export interface CaseTools {
  /** The brand whose cases these are. */
  brandId: string
  cases: Cases
  policies: Pick<Policies, 'check'>
  tryOut: ReturnType<typeof makeTry>
}

/** The saved cases, and what a version that is not published makes of messages. */
export function addCaseRoutes(tools: RouteTools, { brandId, cases, policies, tryOut }: CaseTools): void {
  const policyOf = async (change: Record<string, unknown> | null) => {
    if (change === null) return null
    const checked = await policies.check(brandId, change)
    if (checked.kind !== 'fits') throw policyRefusal(checked)
    return checked.policy
  }

  addRoute(tools, contracts.cases, async () => ok({ cases: (await cases.list(brandId)).map(shown) }))
  addRoute(tools, contracts.addCase, async ({ body, signIn }) =>
    saved(await cases.add({ brandId, words: body, who: `colleague:${signIn.colleague.id}` })),
  )
  addRoute(tools, contracts.changeCase, async ({ params, body, signIn }) =>
    saved(
      await cases.change({ brandId, id: params.id, words: body, who: `colleague:${signIn.colleague.id}` }),
    ),
  )
  addRoute(tools, contracts.removeCase, async ({ params, signIn }) => {
    const removed = await cases.remove({
      ...{ brandId, id: params.id, who: `colleague:${signIn.colleague.id}` },
    })
    if (!removed) throw noCase()
    return ok({ kind: 'done' })
  })
  addRoute(tools, contracts.caseFromConversation, async ({ params, body, signIn }) =>
    saved(
      await cases.fromConversation({
        ...{ ...body, brandId, conversationId: params.id, who: `colleague:${signIn.colleague.id}` },
      }),
    ),
  )
  addRoute(tools, contracts.runCases, async ({ body }) => {
    for (const [name, source] of Object.entries(body.prompts)) refuseBook(name, source)
    const { prompts, mode, ids } = body
    const policy = await policyOf(body.policy)
    const run = await cases.run({ brandId, prompts, policy, mode, ...(ids ? { ids } : {}) })
    if (run.kind === 'refused') throw new Failure(422, 'broken-prompt', run.why)
    return ok({ results: run.results, failed: run.failed })
  })
  addRoute(tools, contracts.tryPrompt, async ({ params, body }) => {
    refuseBook(params.name, body.source)
    const { conversations, caseIds } = body
    const prompts = { [params.name]: body.source }
    return tried(await tryOut({ brandId, prompts, policy: null, conversations, caseIds }))
  })
  addRoute(tools, contracts.tryPolicy, async ({ body }) => {
    const { conversations, caseIds } = body
    const policy = await policyOf(body.policy)
    return tried(await tryOut({ brandId, prompts: {}, policy, conversations, caseIds }))
  })
  addRoute(tools, contracts.promptHelp, async () => ok({ prompts: promptHelp() }))
}

/** @throws Failure 404, 409 */
function saved(answer: CaseAnswer) {
  switch (answer.kind) {
    case 'saved':
      return ok(shown(answer.case))
    case 'no-case':
      throw noCase()
    case 'no-conversation':
      throw new Failure(404, 'not-found', 'There is no such conversation, or nobody has said anything in it.')
    case 'name-taken':
      throw new Failure(409, 'name-taken', 'Another case has this name; choose another.')
    case 'full':
      throw new Failure(409, 'full', `There are ${answer.most} cases already; remove one first.`)
  }
}

/**
 * Messages answered side by side.
 * @throws Failure 404, 422
 */
export function tried(answer: TryAnswer) {
  switch (answer.kind) {
    case 'tried':
      return ok({ results: answer.results })
    case 'refused':
      throw new Failure(422, 'broken-prompt', answer.why)
    case 'no-message':
      throw new Failure(404, 'not-found', 'Choose conversations or cases of this brand to try it on.')
  }
}

function shown(one: ShownCase) {
  return { ...one, at: one.at.toISOString() }
}

function noCase(): Failure {
  return new Failure(404, 'not-found', 'There is no such case.')
}
