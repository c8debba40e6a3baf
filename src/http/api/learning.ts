import type { DeskKnowledge } from '../../desk/knowledge.ts'
import type { Lessons } from '../../desk/lessons.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { bytesOf, published } from './documents.ts'
import { overrulingOf } from './overruling.ts'

export interface LearningTools {
  /** The brand that knows it. */
  brandId: string
  lessons: Lessons
  knowledge: DeskKnowledge
}

/** What the brand knows, and what it learned from its colleagues. */
export function addLearningRoutes(tools: RouteTools, { brandId, lessons, knowledge }: LearningTools): void {
  addRoute(tools, contracts.lessons, async ({ query }) => {
    const { kind = null, language = null, intent = null, after = null, most } = query
    const page = await lessons.list({ kind, language, intent, before: after, most })
    return ok({ lessons: page.lessons.map((one) => ({ ...one, at: one.at.toISOString() })), next: page.next })
  })

  addRoute(tools, contracts.removeLesson, async ({ params, signIn }) => {
    if (!(await lessons.remove(params.id, `colleague:${signIn.colleague.id}`)))
      throw new Failure(404, 'not-found', 'There is no such lesson.')
    return ok({ kind: 'done' })
  })

  addRoute(tools, contracts.documents, async () => {
    const documents = await knowledge.list()
    return ok({ documents: documents.map((one) => ({ ...one, addedAt: one.addedAt.toISOString() })) })
  })

  addRoute(tools, contracts.addDocument, async ({ body, signIn }) => {
    const bytes = bytesOf(body.contentBase64)
    const taken = await knowledge.upload({
      ...{ name: body.name, bytes, who: `colleague:${signIn.colleague.id}`, reason: body.reason || null },
      ...(body.seen === undefined ? {} : { seen: body.seen }),
      overrule: overrulingOf(body, signIn, brandId),
    })
    return published(taken)
  })

  addRoute(tools, contracts.addPage, async ({ body, signIn }) => {
    const who = `colleague:${signIn.colleague.id}` as const
    const overrule = overrulingOf(body, signIn, brandId)
    const page = { address: body.url, who, reason: body.reason || null, overrule }
    const seen = body.seen === undefined ? {} : { seen: body.seen }
    const hash = body.hash === undefined ? {} : { hash: body.hash }
    return published(await knowledge.takePage({ ...page, ...seen, ...hash }))
  })

  addRoute(tools, contracts.removeDocument, async ({ params, signIn }) => {
    if (!(await knowledge.remove(params.id, `colleague:${signIn.colleague.id}`)))
      throw new Failure(404, 'not-found', 'There is no such document.')
    return ok({ kind: 'done' })
  })

  addRoute(tools, contracts.searchDocuments, async ({ query }) =>
    ok({ passages: await knowledge.search(query.q, query.most) }),
  )
}
