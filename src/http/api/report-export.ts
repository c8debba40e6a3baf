import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dayIn } from '../../core/report-days.ts'
import type { Reports } from '../../desk/report.ts'
import type { ExportRow, RatingLine } from '../../desk/report-export.ts'
import { ExportQuery } from '../contract-reports.ts'
import { toCsv } from '../csv.ts'
import { admit, open, parsed, queryOf, type RouteTools } from '../route.ts'
import { given, toAsk } from './reports.ts'

const columns = [
  ...['id', 'accountId', 'account', 'channel', 'visibility', 'firstHeard', 'lastHeard', 'messages', 'stage'],
  ...['intent', 'feeling', 'urgency', 'language', 'topic', 'firstDrafted', 'firstApproved', 'firstSent'],
  ...['fate', 'changed', 'writer', 'version', 'colleague', 'costMicros', 'service'],
] as const satisfies readonly (keyof ExportRow)[]
const texts = ['said', 'replied'] as const satisfies readonly (keyof ExportRow)[]

const ratingColumns = [
  ...['id', 'conversationId', 'accountId', 'account', 'channel', 'askedAt', 'ratedAt', 'score'],
  ...['answeredBy', 'colleague'],
] as const satisfies readonly (keyof RatingLine)[]

/** `GET /api/reports/export`: a line for each conversation, or for each that was asked for a rating, written as it is read, so that any number fits in memory. */
export function addReportExport(tools: RouteTools, reports: Reports): void {
  open(tools, 'GET', '/api/reports/export', 'reportExport', async (req, res) => {
    await admit(tools, req, { right: 'read', about: 'house' })
    const query = parsed(ExportQuery, queryOf(req))
    const wanted = { texts: query.texts === '1' }
    const ask = toAsk({ ...query, step: 'day' })
    const isRatings = query.of === 'ratings'
    const found = given<{ pages: AsyncIterable<object[]> }>(
      isRatings ? await reports.exportRatings(ask, wanted) : await reports.export(ask, wanted),
    )
    const isCsv = query.format === 'csv'
    const [first, last] = [found.from, new Date(found.to.getTime() - 1)].map((at) => dayIn(query.zone, at))
    res.writeHead(200, {
      'content-type': isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${query.of}-${first}-${last}.${query.format}"`,
      'cache-control': 'no-store',
    })
    if (req.method === 'HEAD') {
      res.end()
      return
    }
    const bare = isRatings ? ratingColumns : columns
    const named = wanted.texts ? [...bare, ...(isRatings ? ['words'] : texts)] : bare
    const lines = isCsv ? toCsv(plainly(found.pages), named, { bom: query.bom === '1' }) : toJson(found.pages)
    await pipeline(Readable.from(lines), res).catch((error: NodeJS.ErrnoException) => {
      // Whoever goes away in the middle is no fault of ours.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
    })
  })
}

async function* plainly(pages: AsyncIterable<object[]>) {
  for await (const rows of pages) yield rows.map(toPlain)
}

async function* toJson(pages: AsyncIterable<object[]>) {
  let between = '[\n'
  for await (const rows of pages) {
    yield between + rows.map((row) => JSON.stringify(toPlain(row))).join(',\n')
    between = ',\n'
  }
  yield between === '[\n' ? '[]\n' : '\n]\n'
}

function toPlain(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  )
}
