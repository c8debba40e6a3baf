import { RatingFigure } from '../../core/rated.ts'
import type { Figure, NoReport, Report, ReportAsk, Reports } from '../../desk/report.ts'
import { contracts } from '../contract.ts'
import { Failure, wrongFields } from '../failure.ts'
import { addRoute, ok, type RouteTools } from '../route.ts'
import { toRatings } from '../to-ratings.ts'

interface AskedQuery {
  from?: string | undefined
  to?: string | undefined
  account?: string | undefined
  step: ReportAsk['step']
  zone: string
}

/** What happened with the messages, in numbers, and the conversations behind each. */
export function addReportRoutes(tools: RouteTools, reports: Reports): void {
  addRoute(tools, contracts.reportOverview, async ({ query }) => {
    const found = given(await reports.overview(toAsk(query)))
    return ok({
      ...shown(found),
      steps: found.steps.map((at) => at.toISOString()),
      rows: found.rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? '' })),
    })
  })

  addRoute(tools, contracts.reportShares, async ({ query }) =>
    ok(shown(given(await reports.shares(toAsk(query))))),
  )

  addRoute(tools, contracts.reportService, async ({ query }) => {
    const found = given(await reports.service(toAsk(query)))
    const rows = found.rows.map(({ intent, counts }) => {
      const over = counts.kept + counts.missed
      return { intent, ...counts, share: over === 0 ? null : counts.kept / over }
    })
    return ok({ ...shown(found), rows })
  })

  addRoute(tools, contracts.reportCosts, async ({ query }) =>
    ok(shown(given(await reports.costs(toAsk(query))))),
  )

  addRoute(tools, contracts.reportWords, async ({ query }) =>
    ok(shown(given(await reports.words(toAsk(query), query.most)))),
  )

  addRoute(tools, contracts.reportRatings, async ({ query }) => {
    const { steps, rows, newest, names, ...found } = given(await reports.ratings(toAsk(query)))
    return ok({ ...shown(found), ...toRatings({ steps, rows, newest, names }) })
  })

  addRoute(tools, contracts.reportConversations, async ({ query }) => {
    const { after = null, most } = query
    const found = given(await reports.behind(toAsk(query), toFigure(query), { after, most }))
    const items = found.items.map((item) => ({ ...item, at: item.at.toISOString() }))
    return ok({ ...shown(found), items })
  })
}

export function toAsk({ from, to, account, step, zone }: AskedQuery): ReportAsk {
  return { from: from ?? null, to: to ?? null, accountId: account ?? null, step, zone }
}

/** @throws Failure 400, 404 */
export function given<T extends object>(found: Report<T> | NoReport): Report<T> {
  if (found.kind === 'no-account') throw new Failure(404, 'not-found', 'The brand has no such account.')
  if (found.kind === 'wrong-span') {
    const { field, message } = found
    throw wrongFields({ path: field, message })
  }
  return found
}

function shown<T extends { from: Date; to: Date }>(found: T) {
  return { ...found, from: found.from.toISOString(), to: found.to.toISOString() }
}

type Query = (typeof contracts.reportConversations)['query']['_zod']['output']

/** @throws Failure 400 */
function toFigure(query: Query): Figure {
  const { what, intent = null, at, version = null, colleague = null, topic = null } = query
  if (what === 'written') return { kind: 'written', writer: query.writer ?? null, version }
  if (what === 'asked') return { kind: 'asked' }
  if (what === 'spent') {
    if (query.day === undefined)
      throw wrongFields({ path: 'day', message: 'Give the UTC day, as 2026-11-23.' })
    return { kind: 'spent', day: query.day }
  }
  if (what === 'customers-say' || what === 'brand-says') {
    if (query.stem === undefined) throw wrongFields({ path: 'stem', message: 'Give the stem of the word.' })
    return { kind: 'saying', side: what === 'brand-says' ? 'brand' : 'customers', stem: query.stem }
  }
  const step = at === undefined ? null : new Date(at)
  if (isRating(what)) {
    const { score, answerer = null } = query
    return { kind: 'ratings', what, score: score ? Number(score) : null, answerer, at: step }
  }
  return { kind: 'messages', what, intent, at: step, version, colleague, topic }
}

function isRating(what: string): what is RatingFigure {
  return RatingFigure.options.some((one) => one === what)
}
