import type { ServiceTimes } from '../core/queue.ts'
import type { ReportStep } from '../core/report.ts'
import { dayIn, daysAfter, spanFault, unknownZone, type WrongSpan, zoneFault } from '../core/report-days.ts'
import type { TopWord } from '../core/top-words.ts'
import type { Db } from '../store/db.ts'
import { measureChanges } from '../store/report-changes.ts'
import {
  type Cost,
  countDraftCosts,
  countReadingCost,
  countTopics,
  type DraftCost,
  listSpending,
} from '../store/report-costs.ts'
import { type Entry, readEntries } from '../store/report-entries.ts'
import { readReport, type Span } from '../store/report-facts.ts'
import {
  type Behind,
  type Item,
  listAsked,
  listMessages,
  listSpent,
  listWritten,
} from '../store/report-list.ts'
import {
  type AccountName,
  countRatings,
  listAccountNames,
  listRated,
  type Rated,
  type RatingRow,
  type RatingsBehind,
} from '../store/report-ratings.ts'
import { countService, countShares, type ServiceRow, type ShareRow } from '../store/report-shares.ts'
import { findSpan, UnknownZone } from '../store/report-span.ts'
import type { Side } from '../store/report-words.ts'
import { countFlow, type FlowRow, listSteps } from '../store/reports.ts'
import { type ExportRow, exportConversations, exportRatings, type RatingLine } from './report-export.ts'
import { countWords, findSaying, type ReadSoFar } from './report-words.ts'
import { makeTurns } from './turns.ts'

/** What a report is about; what is null is as it usually is. */
export interface ReportAsk {
  /** `YYYY-MM-DD`, of the zone; null for 29 days before `to`. */
  from: string | null
  /** `YYYY-MM-DD`, and the day belongs to it; null for today. */
  to: string | null
  accountId: string | null
  step: ReportStep
  /** An IANA time zone. */
  zone: string
}

/** Why there is no report. */
export type NoReport = WrongSpan | { kind: 'no-account' }
/** A report, with the moments that it begins at and ends before. */
export type Report<T> = { kind: 'report'; from: Date; to: Date } & T

/** Which number the conversations are wanted of. */
export type Figure =
  | ({ kind: 'messages' } & Behind)
  | { kind: 'written'; writer: 'plain' | 'model' | null; version: string | null }
  /** What a model was asked to read. */
  | { kind: 'asked' }
  /** What it read and wrote on a UTC day, `YYYY-MM-DD`. */
  | { kind: 'spent'; day: string }
  | { kind: 'saying'; side: Side; stem: string }
  | ({ kind: 'ratings' } & RatingsBehind)

export interface Reports {
  overview(
    ask: ReportAsk,
  ): Promise<Report<{ steps: Date[]; total: FlowRow; byIntent: FlowRow[]; rows: FlowRow[] }> | NoReport>
  shares(ask: ReportAsk): Promise<Report<{ rows: ShareRow[] }> | NoReport>
  service(ask: ReportAsk): Promise<Report<{ times: ServiceTimes; rows: ServiceRow[] }> | NoReport>
  costs(ask: ReportAsk): Promise<
    | Report<{
        /** By UTC day, for the whole brand; null when one account is asked about, since it is kept by brand. */
        days: (Cost & { day: string })[] | null
        drafts: DraftCost[]
        readingMicros: number
      }>
    | NoReport
  >
  words(
    ask: ReportAsk,
    most: number,
  ): Promise<
    | Report<{
        topics: { topic: string; messages: number }[]
        customers: ReadSoFar & { words: TopWord[] }
        brand: ReadSoFar & { words: TopWord[] }
      }>
    | NoReport
  >
  /** What customers said of how they were helped, by the day they were asked; and the newest of their words. */
  ratings(
    ask: ReportAsk,
  ): Promise<Report<{ steps: Date[]; rows: RatingRow[]; newest: Rated[]; names: AccountName[] }> | NoReport>
  /** Those that a number counts; `next` is the `after` of the page after this one. */
  behind(
    ask: ReportAsk,
    figure: Figure,
    page: { after: string | null; most: number },
  ): Promise<Report<{ items: (Entry & { score?: number | null })[]; next: string | null }> | NoReport>
  /** The conversations that began in the span, read as they are taken. @param wanted.texts with what was said. */
  export(
    ask: ReportAsk,
    wanted: { texts: boolean },
  ): Promise<Report<{ pages: AsyncIterable<ExportRow[]> }> | NoReport>
  /** The same of those who were asked in the span how they were helped. */
  exportRatings(
    ask: ReportAsk,
    wanted: { texts: boolean },
  ): Promise<Report<{ pages: AsyncIterable<RatingLine[]> }> | NoReport>
}

// A report may take seconds and has a connection for so long; the desk needs the others.
const atOnce = 2
// What is read on the page itself; all of them are behind their number.
const newestWords = 5

/** What happened with the messages of a brand, counted when somebody asks. */
export function makeReports({ db, brandId, now }: { db: Db; brandId: string; now(): Date }): Reports {
  const turn = makeTurns(atOnce)
  const read = <T>(work: (trx: Db) => Promise<T>) => turn(() => readReport(db, work))
  const measure = () => turn(() => measureChanges(db, brandId))

  async function report<T extends object>(
    ask: ReportAsk,
    work: (trx: Db, span: Span) => Promise<T>,
  ): Promise<Report<T> | NoReport> {
    const days = daysOf(ask, now())
    if ('kind' in days) return days
    try {
      return await read<Report<T> | NoReport>(async (trx) => {
        const span = await findSpan(trx, brandId, ask.accountId, { ...days, now: now() })
        if (ask.accountId !== null && span.accountIds.length === 0) return { kind: 'no-account' }
        return { kind: 'report', from: span.from, to: span.to, ...(await work(trx, span)) }
      })
    } catch (error) {
      if (error instanceof UnknownZone) return unknownZone
      throw error
    }
  }

  return {
    overview: (ask) =>
      report(ask, async (trx, span) => {
        const all = await countFlow(trx, span)
        return {
          steps: await listSteps(trx, span),
          rows: all.filter(({ at }) => at !== null),
          byIntent: all.filter(({ at, intent }) => at === null && intent !== null),
          total: all.find(({ at, intent }) => at === null && intent === null) as FlowRow,
        }
      }),

    async shares(ask) {
      await measure()
      return report(ask, async (trx, span) => ({ rows: await countShares(trx, span) }))
    },

    service: (ask) =>
      report(ask, async (trx, span) => ({
        times: span.service.times,
        rows: await countService(trx, span, now()),
      })),

    costs: (ask) =>
      report(ask, async (trx, span) => ({
        days: ask.accountId === null ? await listSpending(trx, brandId, span) : null,
        drafts: await countDraftCosts(trx, span),
        readingMicros: await countReadingCost(trx, span),
      })),

    words: (ask, most) =>
      report(ask, async (trx, span) => ({
        topics: await countTopics(trx, span, most),
        customers: await countWords(trx, brandId, span, 'customers', most),
        brand: await countWords(trx, brandId, span, 'brand', most),
      })),

    ratings: (ask) =>
      report(ask, async (trx, span) => {
        const words = { what: 'rated-in-words', score: null, answerer: null, at: null } as const
        return {
          steps: await listSteps(trx, span),
          rows: await countRatings(trx, span),
          newest: await listRated(trx, span, words, { after: null, most: newestWords, newest: true }),
          names: await listAccountNames(trx, span),
        }
      }),

    async behind(ask, figure, page) {
      if (figure.kind === 'messages') await measure()
      return report(ask, async (trx, span) => {
        // One more than asked for tells whether there is a next page.
        const more = { ...page, most: page.most + 1 }
        if (figure.kind === 'ratings') {
          const rated = await listRated(trx, span, figure, more)
          const items = rated.slice(0, page.most)
          return { items, next: rated.length > page.most ? (items.at(-1)?.mentionId ?? null) : null }
        }
        const found = await findItems(trx, span, figure, more)
        const items = found.slice(0, page.most)
        const last = items.at(-1)
        const place = figure.kind === 'spent' ? last?.conversationId : (last?.mentionId ?? last?.draftId)
        const next = found.length > page.most ? (place ?? null) : null
        return { items: await readEntries(trx, items), next }
      })
    },

    async export(ask, wanted) {
      const found = await report(ask, async (_trx, span) => ({ span }))
      if (found.kind !== 'report') return found
      await measure()
      const { span, ...rest } = found
      return { ...rest, pages: exportConversations(read, span, { ...wanted, now: now() }) }
    },

    async exportRatings(ask, wanted) {
      const found = await report(ask, async (_trx, span) => ({ span }))
      if (found.kind !== 'report') return found
      const { span, ...rest } = found
      return { ...rest, pages: exportRatings(read, span, wanted) }
    },
  }

  function findItems(
    trx: Db,
    span: Span,
    figure: Exclude<Figure, { kind: 'ratings' }>,
    page: { after: string | null; most: number },
  ): Promise<Item[]> {
    switch (figure.kind) {
      case 'messages':
        return listMessages(trx, span, figure, now(), page)
      case 'written':
        return listWritten(trx, span, figure, page)
      case 'asked':
        return listAsked(trx, span, page)
      case 'spent':
        return listSpent(trx, span, figure.day, page)
      case 'saying':
        return findSaying(trx, brandId, span, figure, page)
      default:
        return figure satisfies never
    }
  }
}

function daysOf(ask: ReportAsk, now: Date) {
  const { zone, step } = ask
  const wrongZone = zoneFault(zone)
  if (wrongZone) return wrongZone
  const to = ask.to ?? dayIn(zone, now)
  const days = { from: ask.from ?? daysAfter(to, -29), to, zone, step }
  return spanFault(days) ?? days
}
