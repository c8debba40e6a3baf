import { type RawBuilder, sql } from 'kysely'
import { type Counted, type CountedIntent, Fate, Service } from '../core/report.ts'
import type { Db } from './db.ts'
import { factsOf, type Span, serviceOf, versionOf } from './report-facts.ts'

/** Which number of a report is meant; what is null is not asked about. */
export interface Behind {
  what: Counted
  intent: CountedIntent | null
  /** The start of a step. */
  at: Date | null
  version: string | null
  colleague: string | null
  topic: string | null
}

/** One of those that a number counts, with the conversation that it stands in. */
export interface Item {
  conversationId: string
  mentionId: string | null
  draftId: string | null
  at: Date
}

/** One page of the messages behind a number, in the order in which they were heard. @param after the id that the page before ended with. */
export async function listMessages(
  trx: Db,
  span: Span,
  { what, intent, at, version, colleague, topic }: Behind,
  now: Date,
  page: { after: string | null; most: number },
): Promise<Item[]> {
  const conditions: RawBuilder<unknown>[] = [counts(what, span, now)]
  if (intent !== null) conditions.push(sql`f.intent = ${intent}`)
  if (at !== null) conditions.push(sql`f.at = ${at}`)
  if (version !== null) conditions.push(sql`f.version = ${version}`)
  if (colleague !== null) conditions.push(sql`f.colleague = ${colleague}`)
  if (topic !== null) conditions.push(sql`f.topic = ${topic}`)
  if (page.after !== null) conditions.push(sql`f.id > ${page.after}::bigint`)
  const { rows } = await sql<Item>`
    select f.conversation_id::text as "conversationId", f.id::text as "mentionId", null as "draftId", f.heard_at as at
    from ${factsOf(span)} where ${sql.join(conditions, sql` and `)} order by f.id limit ${page.most}`.execute(
    trx,
  )
  return rows
}

function counts(what: Counted, span: Span, now: Date): RawBuilder<unknown> {
  if (isOneOf(Fate.options, what)) return sql`f.fate = ${what}`
  if (isOneOf(Service.options, what)) return sql`${serviceOf(span, now)} = ${what}`
  switch (what) {
    case 'heard':
      return sql`true`
    case 'drafted':
      return sql`f.drafted_at is not null`
    case 'approved':
      return sql`f.approved_at is not null`
    case 'sent':
      return sql`f.sent_at is not null`
    case 'decided':
      return sql`f.fate is not null`
    case 'promised':
      return sql`${serviceOf(span, now)} is not null`
    default:
      return what satisfies never
  }
}

function isOneOf<T extends string>(options: readonly T[], value: string): value is T {
  return options.some((one) => one === value)
}

/** One page of the drafts that a machine wrote, as the costs count them. */
export async function listWritten(
  trx: Db,
  span: Span,
  { writer, version }: { writer: 'plain' | 'model' | null; version: string | null },
  page: { after: string | null; most: number },
): Promise<Item[]> {
  const conditions = [writtenIn(span)]
  if (writer !== null) conditions.push(sql`d.writer = ${writer}`)
  if (version !== null) conditions.push(sql`${versionOf('d')} = ${version}`)
  if (page.after !== null) conditions.push(sql`d.id > ${page.after}::bigint`)
  const { rows } = await sql<Item>`
    select d.conversation_id::text as "conversationId", null as "mentionId", d.id::text as "draftId", d.created_at as at
    from drafts d where ${sql.join(conditions, sql` and `)} order by d.id limit ${page.most}`.execute(trx)
  return rows
}

/** One page of the messages that a model was asked about, because the reader was unsure, in the order in which they were heard. */
export async function listAsked(
  trx: Db,
  { accountIds, from, to }: Span,
  page: { after: string | null; most: number },
): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select m.conversation_id::text as "conversationId", m.id::text as "mentionId", null as "draftId", m.heard_at as at
    from mentions m where m.account_id = any(${accountIds}::bigint[]) and m.heard_at >= ${from} and m.heard_at < ${to}
      and (m.classification->>'costMicros')::bigint > 0 and m.id > ${page.after ?? '0'}::bigint
    order by m.id limit ${page.most}`.execute(trx)
  return rows
}

/**
 * One page of the conversations that a model read or wrote for on a UTC day, each once, with the last draft or message that cost
 * something. What helps a colleague (a translation, other words) costs too and is kept nowhere else.
 */
export async function listSpent(
  trx: Db,
  { accountIds }: Span,
  day: string,
  page: { after: string | null; most: number },
): Promise<Item[]> {
  const begin = sql`${day}::timestamp at time zone 'UTC'`
  const end = sql`(${day}::timestamp + interval '1 day') at time zone 'UTC'`
  const { rows } = await sql<Item>`
    select distinct on (x.conversation_id) x.conversation_id::text as "conversationId", x.mention_id::text as "mentionId",
      x.draft_id::text as "draftId", x.at
    from (
      select d.conversation_id, null::bigint as mention_id, d.id as draft_id, d.created_at as at from drafts d
        join conversations c on c.id = d.conversation_id and c.account_id = any(${accountIds}::bigint[])
        where d.cost_micros > 0 and d.created_at >= ${begin} and d.created_at < ${end}
      union all
      select m.conversation_id, m.id, null, m.heard_at from mentions m
        where m.account_id = any(${accountIds}::bigint[]) and m.heard_at >= ${begin} and m.heard_at < ${end}
          and (m.classification->>'costMicros')::bigint > 0) x
    where x.conversation_id > ${page.after ?? '0'}::bigint
    order by x.conversation_id, x.at desc limit ${page.most}`.execute(trx)
  return rows
}

/** What makes a draft `d` one that a machine wrote in this span. */
export function writtenIn({ accountIds, from, to }: Span): RawBuilder<unknown> {
  return sql`d.writer <> 'colleague' and d.created_at >= ${from} and d.created_at < ${to} and exists (
    select 1 from conversations c where c.id = d.conversation_id and c.account_id = any(${accountIds}::bigint[]))`
}
