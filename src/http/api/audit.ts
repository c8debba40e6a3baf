import { once } from 'node:events'
import type { z } from 'zod'
import type { Audit, AuditFilter } from '../../desk/audit.ts'
import { contracts } from '../contract.ts'
import { AuditFilter as Filter } from '../contract-people.ts'
import { addRoute, admit, ok, open, type RouteTools, readQuery } from '../route.ts'

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
    if (req.method !== 'HEAD')
      for await (const lines of audit.export({ ...filter, brands })) {
        // Whoever reads slowly is waited for, so that nothing heaps up here.
        if (!res.write(lines)) await Promise.race([once(res, 'drain'), once(res, 'close')])
        if (res.destroyed) return
      }
    res.end()
  })
}

function toFilter({ who, what, since, until }: z.infer<typeof Filter>): AuditFilter {
  return {
    who: who ?? null,
    what: what ?? null,
    since: since ? new Date(since) : null,
    until: until ? new Date(until) : null,
  }
}
