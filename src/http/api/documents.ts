import type { DocumentVersions, SeenVersion } from '../../desk/document-versions.ts'
import type { NotTaken } from '../../desk/knowledge.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

/** Everything that the documents ever said: looked at, compared, edited and brought back. */
export function addDocumentRoutes(tools: RouteTools, documents: DocumentVersions): void {
  addRoute(tools, contracts.documentVersions, async ({ params }) => {
    const { name, versions } = thereOr(await documents.versionsOf(params.id))
    return ok({ name, versions: versions.map(toShape) })
  })
  addRoute(tools, contracts.documentVersion, async ({ params, query }) => {
    const { version, ...page } = thereOr(await documents.passagesOf({ ...params, ...query }))
    return ok({ version: toShape(version), ...page })
  })
  addRoute(tools, contracts.documentSource, async ({ params }) =>
    ok(thereOr(await documents.sourceOf(params))),
  )
  addRoute(tools, contracts.documentDiff, async ({ params, query }) =>
    ok(doneOr(await documents.difference({ id: params.id, ...query }))),
  )
  addRoute(tools, contracts.checkDocument, async ({ params, body }) =>
    ok(doneOr(await documents.check({ id: params.id, ...body }))),
  )
  addRoute(tools, contracts.editDocument, async ({ params, body, signIn }) =>
    ok(doneOr(await documents.edit({ id: params.id, ...body, who: `colleague:${signIn.colleague.id}` }))),
  )
  addRoute(tools, contracts.rollBackDocument, async ({ params, body, signIn }) =>
    ok(doneOr(await documents.rollBack({ id: params.id, ...body, who: `colleague:${signIn.colleague.id}` }))),
  )
  addRoute(tools, contracts.takeDocumentOut, async ({ params, body, signIn }) =>
    ok(doneOr(await documents.remove({ id: params.id, ...body, who: `colleague:${signIn.colleague.id}` }))),
  )
  addRoute(tools, contracts.removedDocuments, async () =>
    ok({ documents: (await documents.removed()).map(toShape) }),
  )
}

function toShape(one: SeenVersion) {
  return {
    ...one,
    addedAt: one.addedAt.toISOString(),
    removedAt: one.removedAt?.toISOString() ?? null,
  }
}

function thereOr<T>(found: T | null): T {
  if (found === null) throw none()
  return found
}

type NotDone = NotTaken | { kind: 'not-found' }

/** @throws Failure 404, 409, 422 */
export function doneOr<T extends { kind: string }>(answer: T): Exclude<T, NotDone> {
  if (answer.kind === 'not-found') throw none()
  if (answer.kind === 'unreadable')
    throw new Failure(422, 'unreadable', (answer as unknown as Extract<NotTaken, { why: string }>).why)
  if (answer.kind === 'changed-meanwhile')
    throw new Failure(
      409,
      'changed-meanwhile',
      'Somebody changed this document after you read it; read it anew, then do yours.',
    )
  return answer as Exclude<T, NotDone>
}

function none(): Failure {
  return new Failure(404, 'not-found', 'There is no such document or version.')
}
