import { sql } from 'kysely'
import type { Decision } from '../core/decide.ts'
import type { Finding } from '../core/draft.ts'
import type { Classification, Feeling, Urgency } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import { type Mode, Policy } from '../core/policy.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { via } from './via.ts'
import { type StandingWish, standingWish } from './wishes.ts'

/** Something that was said in a conversation, by the person or by us. */
export type SaidTurn =
  | {
      from: 'person'
      id: string
      at: string
      text: string
      url: string | null
      stage: Stage
      why: string | null
      failedAt: Stage | null
      edited: boolean
      classification: Classification | null
    }
  | {
      from: 'brand'
      id: string
      at: string
      text: string
      url: string | null
      state: 'queued' | 'sending' | 'sent' | 'failed'
      error: string | null
      approvedBy: string | null
      /** It can be taken back until then; null when it cannot, or goes out at once. */
      undoUntil: string | null
      writer: 'plain' | 'model' | 'colleague'
      /** The draft that a colleague edited into this; null where nobody did. */
      drafted: string | null
    }

export interface ReadDraft {
  id: string
  text: string
  hash: string
  language: 'ko' | 'en'
  writer: 'plain' | 'model' | 'colleague'
  model: string | null
  fellBack: string | null
  findings: Finding[]
  decision: Decision | null
  /** How it was to be answered, and why; null where nobody chose. */
  tone: { strategy: string; why: { ko: string; en: string }[] } | null
  /** The prompt or the phrases that it was written from, with their hash; null for what a colleague wrote. */
  madeBy: { name: string; hash: string } | null
  /** Ids of the passages that it rests on. */
  cites: string[]
  at: string
}

export interface ReadEvent {
  id: string
  at: string
  who: string
  /** The colleague's name, when `who` is one. */
  name: string | null
  kind: string
  mentionId: string | null
  from: Stage | null
  to: Stage | null
  why: string | null
  /** The codes of the findings that a colleague sent a text against; `why` is their reason then. */
  overruled: string[]
}

/** What the queue has of one conversation. */
export interface QueueStand {
  assignee: { id: string; name: string } | null
  open: boolean
  waitsUntil: string | null
  dueAt: string | null
  /** The minutes that were promised; null where nothing is open. */
  promised: number | null
  urgency: Urgency
  feeling: Feeling
}

export interface ReadConversation {
  id: string
  brandId: string
  version: string
  visibility: Visibility
  heldBy: { id: string; name: string } | null
  /** Where it stands in the queue. */
  place: QueueStand
  /** Hidden from the work until then, or until the person says something. */
  snoozedUntil: string | null
  wish: StandingWish | null
  account: {
    id: string
    channel: string
    handle: string
    name: string
    mode: Mode
    state: 'active' | 'paused' | 'refused'
    stateWhy: string | null
  }
  /** The names of the brand's topics. */
  topics: string[]
  /** See `via.ts`. */
  via: string | null
  person: { id: string; handle: string; name: string }
  turns: SaidTurn[]
  draft: ReadDraft | null
  events: ReadEvent[]
}

// The newest of each; who wants the whole story of years asks the database.
const turnsRead = 200
const eventsRead = 200

/** The whole conversation as a colleague reads it, in one statement, so that all of it is of one moment. */
export async function readConversation(db: Db, id: string): Promise<ReadConversation | null> {
  const { rows } = await sql<{ one: Omit<ReadConversation, 'topics'>; policy: unknown }>`
    select json_build_object(
      'id', c.id::text, 'brandId', b.id::text, 'version', c.version::text, 'visibility', c.visibility,
      'heldBy', case when h.id is null then null else json_build_object('id', h.id::text, 'name', h.name) end,
      'account', json_build_object('id', a.id::text, 'channel', a.channel, 'handle', a.handle, 'name', a.name,
        'mode', a.mode, 'state', a.state, 'stateWhy', a.state_why),
      'place', json_build_object(
        'assignee', case when g.id is null then null else json_build_object('id', g.id::text, 'name', g.name) end,
        'open', coalesce(q.open, false), 'waitsUntil', q.waits_until, 'dueAt', nullif(q.due_at, 'infinity'), 'promised', q.promised,
        'urgency', coalesce(q.urgency, 'normal'), 'feeling', coalesce(q.feeling, 'calm')),
      'snoozedUntil', c.snoozed_until, 'wish', ${standingWish},
      'via', ${via},
      'person', json_build_object('id', p.id::text, 'handle', p.handle, 'name', p.name),
      'turns', (
        select coalesce(json_agg(t.turn order by t.at, t.place, t.id), '[]') from (
          (select m.heard_at as at, 0 as place, m.id, json_build_object('from', 'person', 'id', m.id::text, 'at', m.heard_at,
              'text', m.text, 'url', m.url, 'stage', m.stage, 'why', m.why, 'failedAt', m.failed_at,
              'edited', m.edited_at is not null, 'classification', m.classification) as turn
            from mentions m where m.conversation_id = c.id order by m.id desc limit ${turnsRead})
          union all
          (select coalesce(s.sent_at, s.queued_at), 1, s.mention_id, json_build_object('from', 'brand', 'id', s.id::text,
              'at', coalesce(s.sent_at, s.queued_at), 'text', s.text, 'url', s.url, 'state', s.state, 'error', s.error,
              'approvedBy', w.name, 'writer', d.writer,
              'drafted', (select o.text from drafts o where o.id = d.edited_from),
              'undoUntil', case when s.state = 'queued' then s.not_before end)
            from sends s join drafts d on d.id = s.draft_id left join colleagues w on w.id = s.approved_by
            where s.conversation_id = c.id and s.state <> 'voided' order by s.queued_at desc limit ${turnsRead})) t),
      'draft', (
        select json_build_object('id', d.id::text, 'text', d.text, 'hash', d.hash, 'language', d.language,
          'writer', d.writer, 'model', d.model, 'fellBack', d.fell_back, 'findings', d.findings,
          'decision', d.decision, 'tone', d.made_from->'tone',
          'madeBy', case
            when d.made_from ? 'prompt' then json_build_object('name', d.made_from->>'prompt',
              'hash', coalesce(d.made_from->'parts'->>(d.made_from->>'prompt'), ''))
            when d.made_from ? 'phrases' then json_build_object('name', 'plain/' || (d.made_from->>'phrases'),
              'hash', coalesce(d.made_from->>'version', '')) end,
          'cites', coalesce(d.made_from->'cites', '[]'),
          'at', d.created_at)
        from drafts d where d.conversation_id = c.id and d.state = 'current'),
      'events', (
        select coalesce(json_agg(e.event order by e.id), '[]') from (
          select e.id, json_build_object('id', e.id::text, 'at', e.at, 'who', e.who, 'name', w.name, 'kind',
            case when e.kind = 'decision' then e.detail->>'decision' else e.kind end,
            'mentionId', e.mention_id::text, 'from', e.from_stage, 'to', e.to_stage, 'why', e.why,
            'overruled', coalesce(e.detail->'overruled', '[]')) as event
          from events e left join colleagues w on e.who = 'colleague:' || w.id
          where e.conversation_id = c.id order by e.id desc limit ${eventsRead}) e)
    ) as one, b.policy
    from conversations c join accounts a on a.id = c.account_id join persons p on p.id = c.person_id
      join brands b on b.id = a.brand_id
      left join queue q on q.conversation_id = c.id
      left join colleagues h on h.id = c.held_by left join colleagues g on g.id = q.assignee_id
    where c.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return null
  return { ...row.one, topics: Policy.parse(row.policy).topics.map(({ name }) => name) }
}

/** In whose name a conversation is answered, and how that brand speaks. */
export async function findPlace(
  db: Db,
  id: string,
): Promise<{ brandId: string; brandName: string; policy: Policy } | null> {
  const row = await db
    .selectFrom('conversations as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .select(['b.id as brandId', 'b.name as brandName', 'b.policy'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, policy: Policy.parse(row.policy) } : null
}
