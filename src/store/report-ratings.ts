import { type RawBuilder, sql } from 'kysely'
import type { Answerer, RatingFigure } from '../core/rated.ts'
import type { Db } from './db.ts'
import type { Entry } from './report-entries.ts'
import { type Span, stepOf } from './report-facts.ts'

export interface Ratings {
  /** Conversations that were closed and asked about. */
  asked: number
  /** Those that gave a score. */
  rated: number
  /** Of the scores; null where nobody gave one. */
  average: number | null
  /** How many gave 1, 2, 3, 4 and 5. */
  scores: number[]
  /** Those that wrote something, with a score or without. */
  inWords: number
}

/** In one of these groups, or in all when each is null. */
export interface RatingRow extends Ratings {
  /** The start of the step in which they were asked. */
  at: Date | null
  accountId: string | null
  answerer: Answerer | null
}

/** Which of them are wanted; what is null is not asked about. */
export interface RatingsBehind {
  what: RatingFigure
  score: number | null
  answerer: Answerer | null
  /** The start of a step. */
  at: Date | null
}

/** One that was asked, with what they said. */
export interface Rated extends Entry {
  score: number | null
}

/** What customers said of how they were helped: by step, by account, by who answered them, and together. */
export async function countRatings(trx: Db, span: Span): Promise<RatingRow[]> {
  const scores = [1, 2, 3, 4, 5].map((score) => sql`count(*) filter (where r.score = ${score})::int`)
  const { rows } = await sql<RatingRow & { whole: boolean }>`
    select r.at, r.account_id::text as "accountId", r.answerer, count(*)::int as asked, count(r.score)::int as rated,
      avg(r.score)::float8 as average, array[${sql.join(scores)}] as scores, count(r.words)::int as "inWords",
      grouping(r.at, r.account_id, r.answerer) = 7 as whole
    from ${answered(askedIn(span))} group by grouping sets ((r.at), (r.account_id), (r.answerer), ())
    order by r.at, r.account_id, r.answerer`.execute(trx)
  return rows
    .filter((row) => row.whole || row.at !== null || row.accountId !== null || row.answerer !== null)
    .map(({ whole: _whole, ...row }) => row)
}

export interface AccountName {
  id: string
  name: string
  channel: string
}

/** How the accounts are called that somebody was asked on. */
export async function listAccountNames(trx: Db, span: Span): Promise<AccountName[]> {
  const { rows } = await sql<AccountName>`
    select a.id::text, coalesce(nullif(a.name, ''), a.handle) as name, a.channel from accounts a
    where a.id in (select r.account_id from ${askedIn(span)}) order by a.id`.execute(trx)
  return rows
}

/** One page of those that a number counts, in the order in which their last messages were heard. */
export async function listRated(
  trx: Db,
  span: Span,
  { what, score, answerer, at }: RatingsBehind,
  page: { after: string | null; most: number; newest?: boolean },
): Promise<Rated[]> {
  const conditions: RawBuilder<unknown>[] = [counts[what]]
  if (score !== null) conditions.push(sql`r.score = ${score}`)
  if (at !== null) conditions.push(sql`r.at = ${at}`)
  if (page.after !== null) conditions.push(sql`r.closed_after > ${page.after}::bigint`)
  const order = page.newest ? sql`coalesce(r.rated_at, r.asked_at) desc, r.closed_after` : sql`r.closed_after`
  const among = sql`(select * from ${askedIn(span)} where ${sql.join(conditions, sql` and `)}
    order by ${order} ${answerer === null ? sql`limit ${page.most}` : sql``}) r`
  const { rows } = await sql<Rated>`
    select r.conversation_id::text as "conversationId", r.closed_after::text as "mentionId", null as "draftId",
      coalesce(r.rated_at, r.asked_at) as at, coalesce(nullif(p.name, ''), p.handle) as name, r.words as text, r.score
    from ${answerer === null ? among : answered(among)}
      join conversations c on c.id = r.conversation_id join persons p on p.id = c.person_id
    ${answerer === null ? sql`` : sql`where r.answerer = ${answerer}`} order by ${order} limit ${page.most}`.execute(
    trx,
  )
  return rows
}

/** One that was asked, as a line of a file; times are null until then. */
export interface RatingLine {
  id: string
  conversationId: string
  accountId: string
  account: string
  channel: string
  askedAt: Date
  ratedAt: Date | null
  score: number | null
  answeredBy: Answerer | null
  /** Whose answer was the last; null for what left by itself. */
  colleague: string | null
  /** Only where texts are wanted. */
  words?: string | null
}

/** One page of those that were asked in the span, in the order of their ids. @param page.after the last id of the page before. */
export async function listRatingLines(
  trx: Db,
  span: Span,
  { texts }: { texts: boolean },
  page: { after: string; most: number },
): Promise<RatingLine[]> {
  const among = sql`(select * from ${askedIn(span)} where r.closed_after > ${page.after}::bigint
    order by r.closed_after limit ${page.most}) r`
  const { rows } = await sql<RatingLine>`
    select r.closed_after::text as id, r.conversation_id::text as "conversationId", a.id::text as "accountId",
      a.handle as account, a.channel, r.asked_at as "askedAt", r.rated_at as "ratedAt", r.score, r.answerer as "answeredBy",
      (select w.name from sends s join colleagues w on w.id = s.approved_by where s.id = r.last_send) as colleague
      ${texts ? sql`, r.words` : sql``}
    from ${answered(among)} join accounts a on a.id = r.account_id order by r.closed_after`.execute(trx)
  return rows
}

const counts: Record<RatingFigure, RawBuilder<unknown>> = {
  'asked-to-rate': sql`true`,
  rated: sql`r.score is not null`,
  'rated-in-words': sql`r.words is not null`,
}

/** A row for each closing that was asked about in the span, called `r`. */
function askedIn(span: Span): RawBuilder<unknown> {
  const { accountIds, from, to } = span
  return sql`(
    select g.conversation_id, g.closed_after, g.asked_at, g.rated_at, g.score, nullif(g.words, '') as words, c.account_id,
      ${stepOf(sql`g.asked_at`, span)} as at
    from ratings g join conversations c on c.id = g.conversation_id
    where c.account_id = any(${accountIds}::bigint[]) and g.asked_at >= ${from} and g.asked_at < ${to}
  ) r`
}

/**
 * The same rows with whose answers they had, which are those since the closing before.
 * @param among called `r`; a page of them, where a page is wanted, for this looks at the replies of each.
 */
function answered(among: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select r.*, x.answerer, x.last_send from ${among} cross join lateral (
      select case when bool_and(s.approved_by is null) then 'itself' when bool_and(s.approved_by is not null) then 'colleague'
          when count(*) > 0 then 'mixed' end as answerer,
        (array_agg(s.id order by s.sent_at desc))[1] as last_send
      from sends s where s.conversation_id = r.conversation_id and s.state = 'sent' and s.mention_id <= r.closed_after
        and s.mention_id > coalesce((select max(b.closed_after) from ratings b
          where b.conversation_id = r.conversation_id and b.closed_after < r.closed_after), 0)) x
  ) r`
}
