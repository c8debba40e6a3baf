import { useSearchParams } from 'wouter'
import type { ReportStep } from '../../../core/report.ts'
import { dayIn, daysAfter } from '../../../core/report-days.ts'
import type { Ask } from '../../lib/call.ts'
import { reportsPlace } from '../../lib/places.ts'

export const seoul = 'Asia/Seoul'
export const spans = [7, 30, 90] as const
export const steps = ['hour', 'day', 'week'] as const satisfies readonly ReportStep[]
export const groups = ['intent', 'version', 'colleague'] as const
export type Group = (typeof groups)[number]
export const kinds = ['complaint', 'question', 'chatter'] as const
const order: readonly (string | null)[] = [null, ...kinds, 'unread']
/** Together first, then by what it was about, the same everywhere. */
export function byKind(a: { intent: string | null }, b: { intent: string | null }): number {
  return order.indexOf(a.intent) - order.indexOf(b.intent)
}

/** What the whole room is about. */
export interface ReportAsk {
  /** `YYYY-MM-DD`, of the zone; both belong to it. */
  from: string
  to: string
  step: ReportStep
  zone: string
  account: string | undefined
}

type BehindQuery = NonNullable<Ask<'GET /api/reports/conversations'>['query']>
const figureKeys = [
  'what',
  'intent',
  'at',
  'version',
  'colleague',
  'topic',
  'writer',
  'day',
  'stem',
  'score',
  'answerer',
] as const
/** A number whose conversations are wanted, by the groups that it stands in. */
export type Figure = Pick<BehindQuery, (typeof figureKeys)[number]>

export interface Address {
  ask: ReportAsk
  /** One of `spans`, or null where the days were chosen. */
  days: number | null
  group: Group
  figure: Figure | null
  /** Shows another report in place of this one; what is null is as it usually is. */
  change(parts: Record<string, string | null>): void
  /** The address of what is behind a number. */
  hrefOf(figure: Figure): string
  closeFigure(): void
}

/** What is shown stands in the address, so that a link leads to the same report. What makes no sense there is left out. */
export function useAddress(): Address {
  const [search, setSearch] = useSearchParams()
  const own = isDay(search.get('from')) && isDay(search.get('to'))
  const days = own ? null : (spans.find((span) => String(span) === search.get('span')) ?? 30)
  const zone = search.get('zone') || seoul
  const to = own ? (search.get('to') ?? '') : today(zone)
  const from = days === null ? (search.get('from') ?? '') : daysAfter(to, 1 - days)
  const account = search.get('account')
  const step = steps.find((one) => one === search.get('step')) ?? (days === 90 ? 'week' : 'day')

  return {
    ask: { from, to, step, zone, account: account && /^\d{1,18}$/.test(account) ? account : undefined },
    days,
    group: groups.find((one) => one === search.get('by')) ?? 'intent',
    figure: search.has('what') ? figureIn(search) : null,
    change: (parts) => setSearch((now) => changed(now, parts), { replace: true }),
    hrefOf: (figure) => `${reportsPlace}?${changed(search, withoutFigure, figure)}`,
    closeFigure: () => setSearch((now) => changed(now, withoutFigure), { replace: true }),
  }
}

const withoutFigure = Object.fromEntries(figureKeys.map((key) => [key, null]))

function changed(
  now: URLSearchParams,
  ...parts: Readonly<Record<string, string | null | undefined>>[]
): URLSearchParams {
  const next = new URLSearchParams(now)
  for (const [key, value] of parts.flatMap((part) => Object.entries(part)))
    if (value) next.set(key, value)
    else next.delete(key)
  return next
}

// What is not one of the API's words is refused by it, with a sentence.
function figureIn(search: URLSearchParams): Figure {
  const pairs = figureKeys.map((key) => [key, search.get(key)] as const).filter(([, value]) => value !== null)
  return Object.fromEntries(pairs) as Figure
}

function isDay(word: string | null): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(word ?? '') && !Number.isNaN(Date.parse(word ?? ''))
}

/** A zone that the browser does not know is told of by the server; until then Seoul's day will do. */
function today(zone: string): string {
  try {
    return dayIn(zone, new Date())
  } catch {
    return dayIn(seoul, new Date())
  }
}
