import type { Db } from '../store/db.ts'
import { type ExportRow, listExport } from '../store/report-export.ts'
import type { Span } from '../store/report-facts.ts'

export type { ExportRow }

// What is in memory at a time, whatever is exported.
const pageSize = 500

/** Reads conversations page by page, each from one moment: whoever reads slowly keeps nobody's transaction open. */
export async function* exportConversations(
  read: <T>(work: (trx: Db) => Promise<T>) => Promise<T>,
  span: Span,
  wanted: { now: Date; texts: boolean },
): AsyncGenerator<ExportRow[]> {
  for (let after = '0'; ; ) {
    const place = { after, most: pageSize }
    const rows = await read((trx) => listExport(trx, span, wanted, place))
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (rows.length < pageSize) return
    after = last.id
  }
}
