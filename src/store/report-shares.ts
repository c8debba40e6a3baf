import { sql } from 'kysely'
import { type CountedIntent, Fate, Service } from '../core/report.ts'
import type { Db } from './db.ts'
import { factsOf, type Span, serviceOf } from './report-facts.ts'

export type Shares = Record<Fate, number>

/** What became of drafts: in one of these groups, or in all when each is null. */
export interface ShareRow {
  intent: CountedIntent | null
  version: string | null
  /** A colleague's id, or `dajeong` for what left by itself. */
  colleague: string | null
  /** Null for `dajeong`, and for colleagues who are no longer here. */
  name: string | null
  shares: Shares
}

/** Messages by what became of their draft: by intent, by version, by colleague, and together. */
export async function countShares(trx: Db, span: Span): Promise<ShareRow[]> {
  const fates = Fate.options.map((fate) => sql`count(*) filter (where fate = ${fate})::int`)
  const { rows } = await sql<Omit<ShareRow, 'shares'> & { counts: number[] }>`
    select g.*, c.name from (
      select intent, version, colleague, array[${sql.join(fates)}] as counts
      from ${factsOf(span)} where fate is not null group by grouping sets ((intent), (version), (colleague), ())) g
    left join colleagues c on c.id::text = g.colleague
    order by intent, version, c.name, colleague`.execute(trx)
  return rows.map(({ counts, ...row }) => ({ ...row, shares: named(Fate.options, counts) }))
}

export interface ServiceRow {
  /** Null over all intents. */
  intent: CountedIntent | null
  counts: Record<Service, number>
}

/** Messages by how they stand to the time that was promised, as of `now`: by intent and together. */
export async function countService(trx: Db, span: Span, now: Date): Promise<ServiceRow[]> {
  const states = Service.options.map((state) => sql`count(*) filter (where service = ${state})::int`)
  const { rows } = await sql<{ intent: CountedIntent | null; counts: number[] }>`
    select intent, array[${sql.join(states)}] as counts
    from (select f.intent, ${serviceOf(span, now)} as service from ${factsOf(span)}) x
    where service is not null group by grouping sets ((intent), ()) order by intent nulls last`.execute(trx)
  return rows.map(({ intent, counts }) => ({ intent, counts: named(Service.options, counts) }))
}

function named<K extends string>(names: readonly K[], counts: readonly number[]): Record<K, number> {
  return Object.fromEntries(names.map((name, place) => [name, counts[place] ?? 0])) as Record<K, number>
}
