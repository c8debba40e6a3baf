import { sql } from 'kysely'
import type { CountedIntent } from '../core/report.ts'
import type { Db } from './db.ts'
import { factsOf, type Span, stepOf } from './report-facts.ts'

/** How long it took from hearing a message, in seconds, for those that got there; null where none did. */
export interface Lag {
  count: number
  median: number | null
  p90: number | null
}

export interface Flow {
  heard: number
  drafted: Lag
  approved: Lag
  sent: Lag
}

export interface FlowRow extends Flow {
  /** The start of the step; null over all steps. */
  at: Date | null
  /** Null over all intents. */
  intent: CountedIntent | null
}

/** Messages and how long they took, by step and intent, by intent, and together. */
export async function countFlow(trx: Db, span: Span): Promise<FlowRow[]> {
  const { rows } = await sql<Omit<FlowRow, keyof Flow> & { counts: number[]; lags: (number[] | null)[] }>`
    select f.at, f.intent,
      array[count(*)::int, count(drafted_at)::int, count(approved_at)::int, count(sent_at)::int] as counts,
      json_build_array(${lag('drafted_at')}, ${lag('approved_at')}, ${lag('sent_at')}) as lags
    from ${factsOf(span)} group by grouping sets ((f.at, f.intent), (f.intent), ())
    order by f.at nulls last, f.intent nulls last`.execute(trx)
  return rows.map(({ at, intent, counts: [heard = 0, ...counts], lags }) => {
    const [drafted, approved, sent] = [0, 1, 2].map((place) => ({
      count: counts[place] ?? 0,
      median: lags[place]?.[0] ?? null,
      p90: lags[place]?.[1] ?? null,
    })) as [Lag, Lag, Lag]
    return { at, intent, heard, drafted, approved, sent }
  })
}

function lag(until: 'drafted_at' | 'approved_at' | 'sent_at') {
  const seconds = sql`extract(epoch from ${sql.ref(until)} - f.heard_at)::float8`
  return sql`percentile_cont(array[0.5, 0.9]) within group (order by ${seconds})`
}

/** The start of every step of a span, with those in which nothing was heard. */
export async function listSteps(trx: Db, span: Span): Promise<Date[]> {
  // Closer together than the shortest step is long, so that no change of the clock hides one.
  const every = span.step === 'hour' ? '30 minutes' : '12 hours'
  const { rows } = await sql<{ at: Date }>`
    select distinct ${stepOf(sql`g`, span)} as at
    from generate_series(${span.from}::timestamptz, ${span.to}::timestamptz - interval '1 microsecond', ${every}::interval) g
    order by 1`.execute(trx)
  return rows.map(({ at }) => at)
}
