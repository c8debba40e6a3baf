import type { Db } from '../store/db.ts'
import { type ExportRow, listExport } from '../store/report-export.ts'
import type { Span } from '../store/report-facts.ts'
import { listRatingLines, type RatingLine } from '../store/report-ratings.ts'

export type { ExportRow, RatingLine }

// What is in memory at a time, whatever is exported.
const pageSize = 500

type Read = <T>(work: (trx: Db) => Promise<T>) => Promise<T>

/** Reads conversations page by page, each from one moment: whoever reads slowly keeps nobody's transaction open. */
export function exportConversations(
  read: Read,
  span: Span,
  wanted: { now: Date; texts: boolean },
): AsyncGenerator<ExportRow[]> {
  return inPages(read, (trx, page) => listExport(trx, span, wanted, page))
}

/** The same of those who were asked how they were helped. */
export function exportRatings(
  read: Read,
  span: Span,
  wanted: { texts: boolean },
): AsyncGenerator<RatingLine[]> {
  return inPages(read, (trx, page) => listRatingLines(trx, span, wanted, page))
}

async function* inPages<Row extends { id: string }>(
  read: Read,
  list: (trx: Db, page: { after: string; most: number }) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after = '0'; ; ) {
    const page = { after, most: pageSize }
    const rows = await read((trx) => list(trx, page))
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (rows.length < pageSize) return
    after = last.id
  }
}
