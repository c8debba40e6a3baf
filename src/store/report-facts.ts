import { type RawBuilder, sql } from 'kysely'
import { itself, lightly, type Promised, type ReportStep } from '../core/report.ts'
import type { Db } from './db.ts'

/** What a report is about: the messages that these accounts heard from `from` until before `to`. */
export interface Span {
  accountIds: readonly string[]
  from: Date
  to: Date
  /** An IANA time zone, whose hours, days and weeks (from Monday) the steps are. */
  zone: string
  step: ReportStep
}

/**
 * Reads for a report, all of it from one moment. A report reads much of a table, so what keeps the rest of the house from doing
 * that by mistake is lifted here, and the plan is made for the span that was asked for.
 */
export function readReport<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`select set_config('enable_seqscan', 'on', true), set_config('work_mem', '64MB', true),
        set_config('random_page_cost', '1.1', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
        trx,
      )
      return work(trx)
    })
}

/** The start of the step that a time lies in. */
export function stepOf(time: RawBuilder<unknown>, { step, zone }: Pick<Span, 'step' | 'zone'>) {
  return sql`date_trunc(${step}::text, ${time}, ${zone}::text)`
}

/** By which version of which words a draft was made: the prompt with the hash of its parts, or the phrases with theirs. */
export function versionOf(draft: 'd' | 'o'): RawBuilder<string> {
  const from = sql.ref(`${draft}.made_from`)
  return sql`case
    when ${from} ? 'prompt' then (${from}->>'prompt') || '@' || left(md5(coalesce(${from}->>'parts', '')), 8)
    when ${from} ? 'phrases' then 'phrases-' || (${from}->>'phrases') || '@' || left(coalesce(${from}->>'version', ''), 8)
    else 'by-hand' end`
}

/**
 * A row for each message, called `f`, with the draft that answers it, as it stands now. A draft that a colleague edited counts as
 * the one that it came from, and what was taken back before it was sent does not count. Only what a query names is computed.
 * @param which which messages `m`, where not those that the span's accounts heard in it; none of them is older than the span.
 */
export function factsOf(span: Span, which: RawBuilder<unknown> = heardIn(span)): RawBuilder<unknown> {
  const { accountIds, from, to: _, ...steps } = span
  const origin = (what: RawBuilder<unknown>, otherwise: RawBuilder<unknown>) => sql`
    case when d.edited_from is null then ${otherwise} else (select ${what} from drafts o where o.id = d.edited_from) end`
  return sql`(
    select m.id, m.conversation_id, m.person_id, m.heard_at, m.stage, m.text, ${stepOf(sql`m.heard_at`, steps)} as at,
      coalesce(m.classification->>'intent', 'unread') as intent, m.classification->>'topic' as topic,
      case when d.writer <> 'colleague' then d.created_at
        when d.edited_from is not null then (select o.created_at from drafts o where o.id = d.edited_from) end as drafted_at,
      s.queued_at as approved_at, s.sent_at, ${origin(versionOf('o'), versionOf('d'))} as version,
      case when s.state = 'sent' and d.writer <> 'colleague' then 'unedited'
        when s.state = 'sent' and d.edited_from is null then 'by-hand'
        -- What was edited this very moment is measured for the next report.
        when s.state = 'sent' then (select case when g.changed < ${lightly} then 'lightly-edited' else 'rewritten' end
          from draft_changes g where g.draft_id = d.id)
        when d.state = 'refused' and m.stage = 'refused' then 'refused' end as fate,
      case when s.approved_by is not null then s.approved_by::text
        when d.state = 'refused' then (select substr(e.who, 11) from events e where e.conversation_id = m.conversation_id
          and e.kind = 'decision' and e.detail->>'draftId' = d.id::text order by e.id desc limit 1)
        else ${itself} end as colleague
    -- Nothing is drafted or queued before it is heard, which spares reading what is older.
    from mentions m left join drafts d on d.id = m.draft_id and d.created_at >= ${from}
      left join sends s on s.draft_id = d.id and s.state <> 'voided'
        and s.account_id = any(${accountIds}::bigint[]) and s.queued_at >= ${from}
    where ${which}
  ) f`
}

function heardIn({ accountIds, from, to }: Span): RawBuilder<unknown> {
  return sql`m.account_id = any(${accountIds}::bigint[]) and m.heard_at >= ${from} and m.heard_at < ${to}`
}

/** How a message of `f` stands to the time that was promised, as of `now`; null where nothing is owed. */
export function serviceOf(promised: Promised, now: Date): RawBuilder<string | null> {
  const { complaint, question, chatter } = promised
  const owed = sql`case f.intent when 'complaint' then ${complaint}::float8 when 'chatter' then ${chatter}::float8
    else ${question}::float8 end * interval '1 minute'`
  return sql`case when f.sent_at is not null then case when f.sent_at - f.heard_at <= ${owed} then 'kept' else 'missed' end
    when f.stage in ('ignored', 'refused', 'withdrawn') then null
    when ${now}::timestamptz - f.heard_at > ${owed} then 'missed' else 'waiting' end`
}
