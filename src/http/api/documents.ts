import type { DocumentVersions, SeenVersion } from '../../desk/document-versions.ts'
import type { HeldUp } from '../../desk/gate.ts'
import type { DocumentAnswer } from '../../desk/knowledge.ts'
import type { NotTaken, TakenHere } from '../../desk/taking.ts'
import type { TryDocument } from '../../desk/try-document.ts'
import { contracts } from '../contract.ts'
import { Failure, wrongFields } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { tried } from './cases.ts'
import { overrulingOf } from './overruling.ts'

export interface DocumentTools {
  /** The brand whose documents these are. */
  brandId: string
  versions: DocumentVersions
  tryDocument: TryDocument
}

/** Everything that the documents ever said: looked at, compared, edited and brought back. */
export function addDocumentRoutes(
  tools: RouteTools,
  { brandId, versions: documents, tryDocument }: DocumentTools,
): void {
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
    published(
      await documents.edit({
        ...{ ...body, id: params.id, who: `colleague:${signIn.colleague.id}` },
        overrule: overrulingOf(body, signIn, brandId),
      }),
    ),
  )
  addRoute(tools, contracts.tryDocument, async ({ body: { document, ...messages } }) => {
    const given =
      document.kind === 'file' ? { ...document, bytes: bytesOf(document.contentBase64) } : document
    const answer = doneOr(await tryDocument({ tried: given, ...messages }))
    return ok({ ...tried(answer).body, hash: answer.hash, byWordsAlone: answer.byWordsAlone })
  })
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
  if (answer.kind === 'unreadable') {
    const { fault, why } = answer as unknown as Extract<NotTaken, { why: string }>
    throw new Failure(422, fault === null ? 'unreadable' : `page-${fault}`, why)
  }
  if (answer.kind === 'changed-meanwhile')
    throw new Failure(
      409,
      'changed-meanwhile',
      'Somebody changed this document after you read it; read it anew, then do yours.',
    )
  return answer as Exclude<T, NotDone>
}

/**
 * What became of a document that saved cases may hold up.
 * @throws Failure 404, 409, 422
 */
export function published(answer: DocumentAnswer | { kind: 'not-found' }) {
  const done: TakenHere | HeldUp = doneOr(answer)
  switch (done.kind) {
    case 'failing':
    case 'may-not-overrule':
    case 'overtaken':
      return { status: 409, body: done, headers: {} } as const
    case 'refused':
      throw new Failure(422, 'broken-prompt', done.why)
    default:
      return ok(done)
  }
}

/** @throws Failure 400 where it is no base64. */
export function bytesOf(contentBase64: string): Buffer {
  const bytes = Buffer.from(contentBase64, 'base64')
  // Node reads over whatever is no base64; only what comes out again as it went in was base64.
  if (bytes.toString('base64') !== contentBase64)
    throw wrongFields({ path: 'contentBase64', message: 'This is not base64.' })
  return bytes
}

function none(): Failure {
  return new Failure(404, 'not-found', 'There is no such document or version.')
}
