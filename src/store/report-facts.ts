import { type RawBuilder, sql } from 'kysely'
import type { OpenClock } from '../core/opening-hours.ts'
import type { ServiceTimes } from '../core/queue.ts'
import { itself, lightly, type ReportStep } from '../core/report.ts'
import type { Db } from './db.ts'

/** What a report is about: the messages that these accounts heard from `from` until before `to`. */
export interface Span {
  accountIds: readonly string[]
  from: Date
  to: Date
  /** An IANA time zone, whose hours, days and weeks (from Monday) the steps are. */
  zone: string
  step: ReportStep
  /** By which answers are promised: the policy's times, and when somebody was there from the span's start until now. */
  service: { times: ServiceTimes; clock: OpenClock }
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
  const { accountIds, from, zone, step } = span
  const origin = (what: RawBuilder<unknown>, otherwise: RawBuilder<unknown>) => sql`
    case when d.edited_from is null then ${otherwise} else (select ${what} from drafts o where o.id = d.edited_from) end`
  return sql`(
    select m.id, m.conversation_id, m.person_id, m.heard_at, m.stage, m.text, ${stepOf(sql`m.heard_at`, { zone, step })} as at,
      coalesce(m.classification->>'intent', 'unread') as intent, m.classification->>'topic' as topic,
      m.classification->>'urgency' as urgency, m.classification->>'feeling' as feeling, m.visibility,
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

/**
 * How a message of `f` stands to the time that was promised for its answer, as of `now`; null where nothing is owed. The rule is
 * that of the queue (`dueAt` in core/queue.ts) for the message alone; what nobody has read is ordinary and calm.
 */
export function serviceOf({ service }: Pick<Span, 'service'>, now: Date): RawBuilder<string | null> {
  const { times, clock } = service
  const owed = sql`60 * greatest(1, case f.urgency when 'now' then ${times.now}::int when 'high' then ${times.high}::int
      when 'low' then ${times.low}::int else ${times.normal}::int end
    * case when f.feeling in ('angry', 'vindictive') then ${times.upsetPercent}::int else 100 end / 100
    * case f.visibility when 'public' then ${times.publicPercent}::int else 100 end / 100)`
  const until = sql`coalesce(f.sent_at, ${now}::timestamptz)`
  const passed = sql`case f.urgency when 'now' then extract(epoch from ${until} - f.heard_at)::float8
    else ${openSeconds(until, clock)} - ${openSeconds(sql`f.heard_at`, clock)} end`
  return sql`case when f.sent_at is null and f.stage in ('ignored', 'refused', 'withdrawn') then null
    when ${passed} > ${owed} then 'missed' when f.sent_at is null then 'waiting' else 'kept' end`
}

/** The business hours from the clock's start until a moment, in seconds. */
function openSeconds(moment: RawBuilder<unknown>, { starts, lengths, before }: OpenClock) {
  return sql`(select coalesce((${before}::float8[])[y.k] + least(y.at - (${starts}::float8[])[y.k], (${lengths}::float8[])[y.k]), 0)
    from (select x.at, width_bucket(x.at, ${starts}::float8[]) as k
      from (select extract(epoch from ${moment})::float8 as at) x) y)`
}
