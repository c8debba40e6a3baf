import type { PromptAnswer, Prompts, ShownVersion } from '../../desk/prompts.ts'
import type { Replay } from '../../desk/replay.ts'
import { contracts } from '../contract.ts'
import { Failure, wrongFields } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { overrulingOf } from './overruling.ts'

export interface PromptTools {
  /** The brand whose prompts these are. */
  brandId: string
  prompts: Prompts
  replay(draftId: string): Promise<Replay | null>
}

/** What a model is told, and how a draft came about. */
export function addPromptRoutes(tools: RouteTools, { brandId, prompts, replay }: PromptTools): void {
  addRoute(tools, contracts.prompts, async () =>
    ok({ prompts: (await prompts.list(brandId)).map((one) => shown(one)) }),
  )
  addRoute(tools, contracts.prompt, async ({ params }) => {
    const found = await prompts.read(brandId, params.name)
    if (!found) throw noPrompt()
    return ok({ ...shown(found), source: found.source })
  })
  addRoute(tools, contracts.promptVersions, async ({ params }) => {
    const found = await prompts.history(brandId, params.name)
    if (!found) throw noPrompt()
    return ok({ versions: found.map((one) => shown(one)) })
  })
  addRoute(tools, contracts.promptVersion, async ({ params }) => {
    const found = await prompts.version(brandId, params.name, params.version)
    if (!found) throw new Failure(404, 'not-found', 'There is no such version of it.')
    return ok({ ...shown(found), source: found.source })
  })
  addRoute(tools, contracts.savePrompt, async ({ params, body, signIn }) => {
    refuseBook(params.name, body.source)
    const { id } = signIn.colleague
    const overrule = overrulingOf(body, signIn, brandId)
    return changed(await prompts.save({ ...params, ...body, brandId, overrule, who: `colleague:${id}` }))
  })
  addRoute(tools, contracts.checkPrompt, async ({ params, body }) => {
    refuseBook(params.name, body.source)
    const why = await prompts.check({ brandId, name: params.name, source: body.source })
    if (why === undefined) throw noPrompt()
    return ok({ why })
  })
  addRoute(tools, contracts.rollBackPrompt, async ({ params, body, signIn }) =>
    changed(await prompts.rollBack({ ...params, ...body, brandId, who: `colleague:${signIn.colleague.id}` })),
  )
  addRoute(tools, contracts.replay, async ({ params }) => {
    const found = await replay(params.id)
    if (!found) throw new Failure(404, 'not-found', 'There is no such draft.')
    const parts = found.parts.map((part) => ({
      ...part,
      versions: part.versions.map((one) => ({ ...one, at: one.at.toISOString() })),
    }))
    return ok({ ...found, at: found.at.toISOString(), parts })
  })
}

/** A model that is told a book hears nothing of it. @throws Failure 400 */
export function refuseBook(name: string, source: string): void {
  if (name.startsWith('plain/') || source.length <= 20_000) return
  throw wrongFields({ path: 'source', message: 'A prompt has at most 20,000 characters.' })
}

/** @throws Failure 404, 422 */
function changed(answer: PromptAnswer) {
  switch (answer.kind) {
    case 'saved':
    case 'same':
      return ok({ kind: answer.kind, version: shown(answer.version) })
    case 'no-prompt':
      throw noPrompt()
    case 'no-version':
      throw new Failure(404, 'not-found', 'There is no such version of it.')
    case 'failing':
    case 'may-not-overrule':
    case 'overtaken':
      return { status: 409, body: answer, headers: {} } as const
    case 'refused':
      throw new Failure(422, 'broken-prompt', answer.why)
  }
}

function shown(one: ShownVersion) {
  return { ...one, at: one.at?.toISOString() ?? null }
}

function noPrompt(): Failure {
  return new Failure(404, 'not-found', 'There is no prompt of this name.')
}
