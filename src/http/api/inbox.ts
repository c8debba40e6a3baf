import { z } from 'zod'
import type { Filters, Inbox, Place } from '../../desk/inbox.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'

/** What the staff reads. */
export function addInboxRoutes(
  tools: RouteTools,
  inbox: Inbox,
  { canRewrite }: { canRewrite: boolean },
): void {
  addRoute(tools, contracts.counts, async ({ signIn, brands, query }) =>
    ok(await inbox.counts(signIn.colleague.id, brands, query.account ?? null)),
  )

  addRoute(tools, contracts.conversations, async ({ query, signIn, brands }) => {
    const { tab, sort = null, most } = query
    const after = query.after === undefined ? null : readPlace(query.after)
    if (after && sort && after.sort !== sort) throw new Failure(400, 'wrong-fields', wrongSort)
    const filters = toFilters(query, signIn.colleague.id)
    const { conversations, next } = await inbox.list({ tab, sort, filters, after, most, brands })
    return ok({ conversations, next: next && writePlace(next) })
  })

  addRoute(tools, contracts.conversation, async ({ params }) => {
    const found = await inbox.read(params.id)
    if (!found) throw new Failure(404, 'not-found', 'There is no such conversation.')
    return ok({ ...found, canRewrite })
  })
}

type Query = z.output<typeof contracts.conversations.query>

function toFilters(query: Query, me: string): Filters {
  const filters: Filters = {}
  if (query.brand) filters.brandIds = query.brand
  if (query.account) filters.accountIds = query.account
  if (query.intent) filters.intents = query.intent
  if (query.feeling) filters.feelings = query.feeling
  if (query.urgency) filters.urgencies = query.urgency
  if (query.language) filters.languages = query.language
  if (query.visibility) filters.visibilities = query.visibility
  if (query.finding) filters.findings = query.finding
  if (query.assignee)
    filters.assignees = query.assignee.map((one) => (one === 'nobody' ? null : one === 'me' ? me : one))
  if (query.mine === 'true') filters.mineOf = me
  if (query.overdue === 'true') filters.overdue = true
  if (query.minutesOld !== undefined) filters.minutesOld = query.minutesOld
  const search = query.search?.trim()
  if (search) filters.search = search
  return filters
}

const wrongSort = '`after` belongs to a list in another order; begin again without it, or leave `sort` out.'

const PlaceText = z.tuple([
  z.enum(['next', 'newest', 'oldest']),
  z.string().regex(/^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/),
  z.string().regex(/^\d{1,18}$/),
])

function writePlace({ sort, at, id }: Place): string {
  return Buffer.from(JSON.stringify([sort, at, id])).toString('base64url')
}

/** @throws Failure 400 */
function readPlace(text: string): Place {
  try {
    const [sort, at, id] = PlaceText.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (at !== 'infinity' && Number.isNaN(Date.parse(at.replace(' ', 'T').replace('+00', 'Z'))))
      throw new RangeError('no such time')
    return { sort, at, id }
  } catch {
    throw new Failure(400, 'wrong-fields', '`after` is not what a page gave as `next`.')
  }
}
