import { z } from 'zod'
import { Policy } from '../core/policy.ts'
import { changesBetween, type PolicyChange } from '../core/policy-changes.ts'
import type { Brands } from '../core/rights.ts'
import { type AuditAsk, type AuditRow, listAudit } from '../store/audit.ts'
import type { Db } from '../store/db.ts'

export { cameFrom } from '../store/audit.ts'
export type { AuditRow }

export type AuditFilter = Pick<AuditAsk, 'who' | 'what' | 'since' | 'until'>

/** `changes`: what is different in a policy, in words; null where before and after are all there is to tell. */
export type ToldRow = AuditRow & { changes: Pick<PolicyChange, 'field' | 'ko' | 'en'>[] | null }

/** What was done to the house itself: who, what, before, after, from where. */
export interface Audit {
  /** The newest first. `next` is the `before` of the page after this one. */
  list(
    ask: AuditFilter & { brands: Brands; before: string | null; most: number },
  ): Promise<{ rows: ToldRow[]; next: string | null }>
  /** All of the same, some hundreds at a time, so that however many there are it takes no more memory. */
  export(ask: AuditFilter & { brands: Brands }): AsyncGenerator<AuditRow[]>
}

const atOnce = 500

export function makeAudit({ db }: { db: Db }): Audit {
  return {
    async list(ask) {
      // One more than asked for tells whether there is a next page.
      const found = await listAudit(db, { ...ask, most: ask.most + 1 })
      const rows = found.slice(0, ask.most)
      return { rows: rows.map(told), next: found.length > ask.most ? (rows.at(-1)?.id ?? null) : null }
    },
    async *export(ask) {
      let before: string | null = null
      do {
        const rows: AuditRow[] = await listAudit(db, { ...ask, before, most: atOnce })
        if (rows.length > 0) yield rows
        before = rows.length < atOnce ? null : (rows.at(-1)?.id ?? null)
      } while (before !== null)
    },
  }
}

// What an older version of Dajeong wrote down may lack what a policy has by now, and is then told as it stands.
const Stored = z.object(Policy.shape)

function told(row: AuditRow): ToldRow {
  if (row.what !== 'policy') return { ...row, changes: null }
  const [before, after] = [Stored.safeParse(row.before), Stored.safeParse(row.after)]
  if (!before.success || !after.success) return { ...row, changes: null }
  const changes = changesBetween(before.data, after.data).map(({ field, ko, en }) => ({ field, ko, en }))
  return { ...row, changes }
}
