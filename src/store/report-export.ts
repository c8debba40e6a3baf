import { sql } from 'kysely'
import type { Feeling, Language, Urgency } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import type { CountedIntent, Fate, Service } from '../core/report.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { factsOf, type Span, serviceOf } from './report-facts.ts'

/** A conversation in one line. Times are the first of their kind in it; a reading is that of the newest message that was read. */
export interface ExportRow {
  id: string
  accountId: string
  account: string
  channel: string
  visibility: Visibility
  firstHeard: Date
  lastHeard: Date
  messages: number
  stage: Stage
  intent: CountedIntent
  feeling: Feeling | null
  urgency: Urgency | null
  language: Language | null
  topic: string | null
  firstDrafted: Date | null
  firstApproved: Date | null
  firstSent: Date | null
  /** Of the newest message that was decided about, as what follows. */
  fate: Fate | null
  /** From 0 to 1; null where no colleague edited. */
  changed: number | null
  writer: 'plain' | 'model' | 'colleague' | null
  version: string | null
  colleague: string | null
  costMicros: number
  /** The worst of its messages. */
  service: Service | null
  /** Only where texts are wanted; oldest first, a line each. */
  said?: string
  replied?: string
}

/** Conversations that began in the span, in the order of their ids. @param page.after the last id of the page before. */
export async function listExport(
  trx: Db,
  span: Span,
  { now, texts }: { now: Date; texts: boolean },
  page: { after: string; most: number },
): Promise<ExportRow[]> {
  const { accountIds, from, to } = span
  const last = (value: string) => sql`(array_agg(${sql.ref(value)} order by f.id desc))[1]`
  const lastDecided = (value: string) =>
    sql`(array_agg(${sql.ref(value)} order by f.id desc) filter (where f.fate is not null))[1]`
  const words = sql`, (select coalesce(string_agg(m.text, e'\n' order by m.id), '') from mentions m
      where m.conversation_id = p.id and m.deleted_at is null) as said,
    (select coalesce(string_agg(s.text, e'\n' order by s.sent_at), '') from sends s
      where s.conversation_id = p.id and s.state = 'sent') as replied`
  const { rows } = await sql<ExportRow>`
    with page as materialized (
      select c.id, c.account_id, c.visibility from conversations c cross join lateral (
        select m.heard_at from mentions m where m.conversation_id = c.id order by m.id limit 1) first
      where c.account_id = any(${accountIds}::bigint[]) and c.heard_at >= ${from} and c.id > ${page.after}::bigint
        and first.heard_at >= ${from} and first.heard_at < ${to}
      order by c.id limit ${page.most}
    ), sums as (
      select f.conversation_id, min(f.heard_at) as "firstHeard", max(f.heard_at) as "lastHeard", count(*)::int as messages,
        min(f.drafted_at) as "firstDrafted", min(f.approved_at) as "firstApproved", min(f.sent_at) as "firstSent",
        ${last('f.stage')} as stage, max(f.id) filter (where f.intent <> 'unread') as read,
        ${lastDecided('f.fate')} as fate, ${lastDecided('f.version')} as version, ${lastDecided('f.colleague')} as colleague,
        max(f.id) filter (where f.fate is not null) as decided,
        case max(case f.service when 'missed' then 3 when 'waiting' then 2 when 'kept' then 1 end)
          when 3 then 'missed' when 2 then 'waiting' when 1 then 'kept' end as service
      from (select f.*, ${serviceOf(span, now)} as service
        from ${factsOf(span, sql`m.conversation_id in (select id from page)`)}) f
      group by f.conversation_id
    )
    select p.id::text, a.id::text as "accountId", a.handle as account, a.channel, p.visibility,
      x."firstHeard", x."lastHeard", x.messages, x.stage,
      coalesce(r.classification->>'intent', 'unread') as intent, r.classification->>'feeling' as feeling,
      r.classification->>'urgency' as urgency, r.classification->>'language' as language, r.classification->>'topic' as topic,
      x."firstDrafted", x."firstApproved", x."firstSent", x.fate,
      (select g.changed from draft_changes g where g.draft_id = m.draft_id) as changed,
      (select coalesce(o.writer, d.writer) from drafts d left join drafts o on o.id = d.edited_from where d.id = m.draft_id) as writer,
      case when x.fate is not null then x.version end as version,
      case when x.fate is not null then coalesce(w.name, x.colleague) end as colleague, x.service,
      (select coalesce(sum(d.cost_micros), 0)::float8 from drafts d where d.conversation_id = p.id)
        + (select coalesce(sum((m.classification->>'costMicros')::bigint), 0)::float8 from mentions m
          where m.conversation_id = p.id) as "costMicros"
      ${texts ? words : sql``}
    from page p join accounts a on a.id = p.account_id join sums x on x.conversation_id = p.id
      left join mentions r on r.id = x.read left join mentions m on m.id = x.decided
      left join colleagues w on w.id::text = x.colleague
    order by p.id`.execute(trx)
  return rows
}
