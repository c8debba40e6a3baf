import { sql } from 'kysely'
import type { Db } from './db.ts'
import { factsOf, type Span, versionOf } from './report-facts.ts'
import { writtenIn } from './report-list.ts'

/** What a model read and wrote; the cost in millionths of a US dollar. */
export interface Cost {
  tokensIn: number
  tokensOut: number
  costMicros: number
}

export interface DraftCost extends Cost {
  /** Both null over all. */
  writer: 'plain' | 'model' | null
  version: string | null
  drafts: number
}

/** What drafts cost: by who wrote them, by version, and together. A draft that fell back on phrases costs what the model had. */
export async function countDraftCosts(trx: Db, span: Span): Promise<DraftCost[]> {
  const { rows } = await sql<Omit<DraftCost, keyof Cost | 'drafts'> & { sums: number[] }>`
    select writer, version, json_build_array(count(*), sum(tokens_in), sum(tokens_out), sum(cost_micros)) as sums
    from (select d.writer, ${versionOf('d')} as version, d.tokens_in, d.tokens_out, d.cost_micros from drafts d
      where ${writtenIn(span)}) x
    group by grouping sets ((writer), (version), ()) order by writer, version`.execute(trx)
  return rows.map(({ sums: [drafts, tokensIn, tokensOut, costMicros], ...row }) => ({
    ...row,
    ...{
      drafts: drafts ?? 0,
      tokensIn: tokensIn ?? 0,
      tokensOut: tokensOut ?? 0,
      costMicros: costMicros ?? 0,
    },
  }))
}

/** What asking a model about unsure messages cost, in millionths of a US dollar. */
export async function countReadingCost(trx: Db, span: Span): Promise<number> {
  const { accountIds, from, to } = span
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum((classification->>'costMicros')::bigint), 0)::float8 as sum from mentions
    where account_id = any(${accountIds}::bigint[]) and heard_at >= ${from} and heard_at < ${to}`.execute(trx)
  return rows[0]?.sum ?? 0
}

/** Everything that a brand's model cost, help for colleagues included, by UTC day: those that the span touches. */
export async function listSpending(
  trx: Db,
  brandId: string,
  { from, to }: Span,
): Promise<(Cost & { day: string })[]> {
  const { rows } = await sql<Cost & { day: string }>`
    select day::text, tokens_in::float8 as "tokensIn", tokens_out::float8 as "tokensOut", cost_micros::float8 as "costMicros"
    from spending where brand_id = ${brandId} and day >= (${from}::timestamptz at time zone 'UTC')::date
      and day <= ((${to}::timestamptz - interval '1 microsecond') at time zone 'UTC')::date
    order by day`.execute(trx)
  return rows
}

/** Messages by topic, the most frequent first; messages without one are not among them. */
export async function countTopics(
  trx: Db,
  span: Span,
  most: number,
): Promise<{ topic: string; messages: number }[]> {
  const { rows } = await sql<{ topic: string; messages: number }>`
    select topic, count(*)::int as messages from ${factsOf(span)} where topic is not null
    group by topic order by messages desc, topic limit ${most}`.execute(trx)
  return rows
}
