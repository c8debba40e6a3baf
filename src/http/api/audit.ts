import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { z } from 'zod'
import type { Audit, AuditFilter, AuditRow } from '../../desk/audit.ts'
import { contracts } from '../contract.ts'
import { AuditFilter as Filter } from '../contract-people.ts'
import { toCsv } from '../csv.ts'
import { addRoute, admit, ok, open, type RouteTools, readQuery } from '../route.ts'

const columns = [
  ...[
    'id',
    'at',
    'who',
    'name',
    'what',
    'brand',
    'target',
    'before',
    'after',
    'why',
    'address',
    'user agent',
  ],
]

/** The audit log, for whoever may see who did what. */
export function addAuditRoutes(tools: RouteTools, audit: Audit): void {
  addRoute(tools, contracts.audit, async ({ query, brands }) => {
    const { after = null, most } = query
    const { rows, next } = await audit.list({ ...toFilter(query), brands, before: after, most })
    return ok({ entries: rows.map((one) => ({ ...one, at: one.at.toISOString() })), next })
  })

  open(tools, 'GET', '/api/audit.csv', 'auditCsv', async (req, res) => {
    const { brands } = await admit(tools, req, { right: 'people', about: 'any' })
    const filter = toFilter(readQuery(Filter, req))
    res.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    })
    if (req.method === 'HEAD') {
      res.end()
      return
    }
    const lines = toCsv(plainly(audit.export({ ...filter, brands })), columns)
    await pipeline(Readable.from(lines), res).catch((error: NodeJS.ErrnoException) => {
      // Whoever goes away in the middle is no fault of ours.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
    })
  })
}

async function* plainly(pages: AsyncIterable<AuditRow[]>) {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  for await (const rows of pages)
    yield rows.map((row) => ({
      ...{ ...row, at: row.at.toISOString(), brand: row.brandId, 'user agent': row.userAgent },
      ...{ before: json(row.before), after: json(row.after) },
    }))
}

function toFilter({ who, what, since, until }: z.infer<typeof Filter>): AuditFilter {
  return {
    who: who ?? null,
    what: what ?? null,
    since: since ? new Date(since) : null,
    until: until ? new Date(until) : null,
  }
}
