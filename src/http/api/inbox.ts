import { z } from 'zod'
import type { Inbox, Place } from '../../desk/inbox.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

/** What the staff reads. */
export function addInboxRoutes(
  tools: RouteTools,
  inbox: Inbox,
  { canRewrite }: { canRewrite: boolean },
): void {
  addRoute(tools, contracts.counts, async ({ brands }) => ok(await inbox.counts(brands)))

  addRoute(tools, contracts.conversations, async ({ query, brands }) => {
    const { conversations, next } = await inbox.list({
      tab: query.tab,
      accountId: query.account ?? null,
      search: query.search?.trim() || null,
      after: query.after === undefined ? null : readPlace(query.after),
      most: query.most,
      brands,
    })
    return ok({ conversations, next: next && writePlace(next) })
  })

  addRoute(tools, contracts.conversation, async ({ params }) => {
    const found = await inbox.read(params.id)
    if (!found) throw new Failure(404, 'not-found', 'There is no such conversation.')
    return ok({ ...found, canRewrite })
  })
}

const PlaceText = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  z.string().regex(/^\d{1,18}$/),
])

function writePlace({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

/** @throws Failure 400 */
function readPlace(text: string): Place {
  try {
    const [at, id] = PlaceText.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (Number.isNaN(Date.parse(at.replace(' ', 'T').replace('+00', 'Z'))))
      throw new RangeError('no such time')
    return { at, id }
  } catch {
    throw new Failure(400, 'wrong-fields', '`after` is not what a page gave as `next`.')
  }
}
