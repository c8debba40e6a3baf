import { type RawBuilder, sql } from 'kysely'
import type { Classification, Feeling, Intent, Language, Urgency } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import type { Brands } from '../core/rights.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { findSaid } from './search.ts'
import { via } from './via.ts'
import { type StandingWish, standingWish } from './wishes.ts'

/** The heaps that conversations lie on for the staff; one conversation may lie on several. */
export const tabs = [
  'to-approve',
  'with-person',
  'failed',
  'waiting-for-customer',
  'done',
  'sent',
  'all',
] as const
export type Tab = (typeof tabs)[number]

/** `next`: by who is due first. */
export type Sort = 'next' | 'newest' | 'oldest'

/** How far a list was read: the sort time as PostgreSQL writes it, and the id. */
export interface Place {
  sort: Sort
  at: string
  id: string
}

/** What is left out does not narrow; of several values any will do. */
export interface Filters {
  brandIds?: readonly string[]
  accountIds?: readonly string[]
  intents?: readonly Intent[]
  feelings?: readonly Feeling[]
  urgencies?: readonly Urgency[]
  languages?: readonly Language[]
  visibilities?: readonly Visibility[]
  /** Codes of findings in the draft that waits. */
  findings?: readonly string[]
  /** Null is nobody. */
  assignees?: readonly (string | null)[]
  /** What is open and was given to this colleague or is held by them: what `countOf` counts. */
  mineOf?: string
  /** What is due by now and not answered. */
  overdue?: boolean
  /** Waits, or has had its last message, for at least so many minutes. */
  minutesOld?: number
  search?: string
}

export interface ListedConversation {
  id: string
  at: string
  account: { id: string; channel: string; handle: string; name: string }
  /** See `via.ts`. */
  via: string | null
  brandId: string
  person: { handle: string; name: string }
  visibility: Visibility
  heldBy: { id: string; name: string } | null
  /** Not shown among the work before then, unless the person says something. */
  snoozedUntil: string | null
  /** Who is to look at it; the bot goes on all the same. */
  assignee: { id: string; name: string } | null
  /** What they have asked of our machine, on whatever account of this network. */
  wish: StandingWish | null
  heardAt: string
  /** When the oldest message came that nobody has answered; null where nothing is open. */
  openedAt: string | null
  dueAt: string | null
  /** The minutes that were promised. */
  promised: number | null
  urgency: Urgency
  feeling: Feeling
  /** Null while nothing of it was read. */
  intent: Intent | null
  findings: string[]
  /** What the draft answers; where none waits, what was said last. */
  lastText: string
  stages: Stage[]
  classification: Classification | null
  /** Null too where the person said more than it has seen. */
  draftText: string | null
}

/** Work is listed by who is due first; what is over, by what is newest. */
export function sortOf(tab: Tab): Sort {
  return tab === 'to-approve' || tab === 'with-person' || tab === 'failed' ? 'next' : 'newest'
}

// Few are snoozed at a time, so they are named once instead of being looked up for each row.
const awake = (now: Date) =>
  sql`q.conversation_id <> all (array(select id from conversations where snoozed_until > ${now}))`

function onTab(tab: Tab, now: Date): RawBuilder<unknown> {
  switch (tab) {
    case 'to-approve':
      return sql`q.to_approve and ${awake(now)}`
    case 'with-person':
      return sql`q.with_person and ${awake(now)}`
    case 'failed':
      return sql`q.failed`
    case 'waiting-for-customer':
      return sql`not q.open and q.waits_until > ${now}`
    case 'done':
      return sql`not q.open and q.held_by is null and (q.waits_until is null or q.waits_until <= ${now})`
    case 'sent':
      return sql`q.sent`
    case 'all':
      return sql`true`
    default:
      return tab satisfies never
  }
}

const orders: Record<
  Sort,
  { by: RawBuilder<unknown>; order: RawBuilder<unknown>; beyond: RawBuilder<unknown> }
> = {
  next: { by: sql`q.due_at`, order: sql`q.due_at, q.conversation_id`, beyond: sql`>` },
  newest: { by: sql`q.heard_at`, order: sql`q.heard_at desc, q.conversation_id desc`, beyond: sql`<` },
  oldest: { by: sql`q.heard_at`, order: sql`q.heard_at, q.conversation_id`, beyond: sql`>` },
}

/** Of these brands alone. */
const ofBrands = (brands: Brands) =>
  brands === 'every' ? sql`true` : sql`q.brand_id = any(${[...brands]}::bigint[])`

async function narrow(db: Db, filters: Filters, now: Date): Promise<RawBuilder<unknown>> {
  const conditions: RawBuilder<unknown>[] = []
  const among = (
    column: RawBuilder<unknown>,
    values: readonly string[] | undefined,
    type: RawBuilder<unknown>,
  ) => {
    if (values) conditions.push(sql`${column} = any(${[...values]}::${type})`)
  }
  among(sql`q.brand_id`, filters.brandIds, sql`bigint[]`)
  among(sql`q.account_id`, filters.accountIds, sql`bigint[]`)
  among(sql`q.intent`, filters.intents, sql`text[]`)
  among(sql`q.feeling`, filters.feelings, sql`text[]`)
  among(sql`q.urgency`, filters.urgencies, sql`text[]`)
  among(sql`q.language`, filters.languages, sql`text[]`)
  among(sql`q.visibility`, filters.visibilities, sql`text[]`)
  if (filters.findings) conditions.push(sql`q.findings && ${[...filters.findings]}::text[]`)
  if (filters.assignees) {
    const ids = filters.assignees.filter((id) => id !== null)
    const nobody = filters.assignees.includes(null) ? sql`or q.assignee_id is null` : sql``
    conditions.push(sql`(q.assignee_id = any(${ids}::bigint[]) ${nobody})`)
  }
  if (filters.mineOf !== undefined)
    conditions.push(sql`q.open and (q.assignee_id = ${filters.mineOf} or q.held_by = ${filters.mineOf})`)
  if (filters.overdue) conditions.push(sql`q.due_at < ${now}`)
  if (filters.minutesOld !== undefined)
    conditions.push(
      sql`coalesce(q.opened_at, q.heard_at) <= ${now}::timestamptz - ${filters.minutesOld} * interval '1 minute'`,
    )
  if (filters.search !== undefined) conditions.push(await findSaid(db, filters.search))
  return conditions.length > 0 ? sql`and ${sql.join(conditions, sql` and `)}` : sql``
}

/** One page of the conversations on a tab. */
export async function listConversations(
  db: Db,
  ask: {
    tab: Tab
    sort: Sort
    filters: Filters
    after: Place | null
    most: number
    now: Date
    /** Left out: every one. */
    brands?: Brands
  },
): Promise<ListedConversation[]> {
  const { by, order, beyond } = orders[ask.sort]
  const after = ask.after
    ? sql`and (${by}, q.conversation_id) ${beyond} (${ask.after.at}::timestamptz, ${ask.after.id}::bigint)`
    : sql``
  const { rows } = await sql<{ one: ListedConversation }>`
    with page as (
      select q.*, c.person_id, c.snoozed_until, c.version from queue q join conversations c on c.id = q.conversation_id join persons p on p.id = c.person_id
      where ${onTab(ask.tab, ask.now)} and ${ofBrands(ask.brands ?? 'every')} ${await narrow(db, ask.filters, ask.now)} ${after}
      order by ${order} limit ${ask.most}
    )
    select json_build_object(
      'id', q.conversation_id::text, 'at', ${by}::text, 'visibility', q.visibility, 'heardAt', q.heard_at,
      'brandId', q.brand_id::text, 'openedAt', q.opened_at, 'dueAt', nullif(q.due_at, 'infinity'), 'promised', q.promised,
      'urgency', q.urgency, 'feeling', q.feeling, 'intent', q.intent, 'findings', q.findings,
      'account', json_build_object('id', a.id::text, 'channel', a.channel, 'handle', a.handle, 'name', a.name),
      'via', ${via}, 'person', json_build_object('handle', p.handle, 'name', p.name),
      'heldBy', case when h.id is null then null else json_build_object('id', h.id::text, 'name', h.name) end,
      'assignee', case when w.id is null then null else json_build_object('id', w.id::text, 'name', w.name) end,
      'snoozedUntil', q.snoozed_until, 'wish', ${standingWish}, 'lastText', coalesce(left(l.text, 300), ''),
      'stages', (select coalesce(json_agg(distinct m.stage), '[]') from mentions m where m.conversation_id = q.conversation_id),
      'classification', l.classification,
      'draftText', left(d.text, 300)
    ) as one
    from page q join persons p on p.id = q.person_id join accounts a on a.id = q.account_id
      left join colleagues h on h.id = q.held_by left join colleagues w on w.id = q.assignee_id
      left join drafts d on d.conversation_id = q.conversation_id and d.state = 'current' and d.conversation_version = q.version
      left join lateral (select text, classification from mentions m
        where m.conversation_id = q.conversation_id and m.stage <> 'withdrawn'
        order by d.id is not null and m.stage = 'waiting' desc, m.id desc limit 1) l on true
    order by ${order}`.execute(db)
  return rows.map(({ one }) => one)
}

/** Beyond this many nobody counts what is over; "999+" says enough, and counting stays cheap. Work is counted to the last one. */
export const mostCounted = 1_000

export type Counts = Record<Tab | 'overdue', number>

const ofAccount = (accountId: string | null) =>
  accountId === null ? sql`true` : sql`q.account_id = ${accountId}::bigint`

/** How many conversations lie on each tab, and how many are due by now. @param accountId null: of every account. */
export async function countTabs(
  db: Db,
  now: Date,
  brands: Brands = 'every',
  accountId: string | null = null,
): Promise<Counts> {
  const of = sql`${ofBrands(brands)} and ${ofAccount(accountId)}`
  const count = (tab: Tab) => sql`(select count(*)::int from queue q where ${onTab(tab, now)} and ${of})`
  const some = (tab: Tab) =>
    sql`(select count(*)::int from (select 1 from queue q where ${onTab(tab, now)} and ${of} limit ${mostCounted}) x)`
  const { rows } = await sql<Counts>`
    select ${count('to-approve')} as "to-approve", ${count('with-person')} as "with-person", ${count('failed')} as failed,
      ${some('waiting-for-customer')} as "waiting-for-customer", ${some('done')} as "done", ${some('sent')} as sent,
      ${some('all')} as "all", (select count(*)::int from queue q where q.due_at < ${now} and ${of}) as overdue`.execute(
    db,
  )
  return rows[0] as Counts
}

/** What each colleague has open: given to them or held by them. Who has nothing is not there. */
export async function countOfEach(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select id, count(*)::int as count from (
      select assignee_id as id from queue where assignee_id is not null and open
      union all
      select held_by from queue where held_by is not null and open and held_by is distinct from assignee_id
    ) each group by id`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** The same for one of them. @param accountId null: on every account. */
export async function countOf(db: Db, colleagueId: string, accountId: string | null = null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from queue q
    where q.open and (q.assignee_id = ${colleagueId} or q.held_by = ${colleagueId}) and ${ofAccount(accountId)}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
