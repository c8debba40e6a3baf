import { AsyncLocalStorage } from 'node:async_hooks'
import { type RawBuilder, sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Brands } from '../core/rights.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'
import type { Who } from './stages.ts'

/** Something that somebody did to the house itself, or tried to. */
export interface AuditNote {
  /** `nobody`: they are not signed in. */
  who: Who | 'nobody'
  what: string
  /** Null: it is of no brand. */
  brandId: string | null
  /** What it was done to, as `kind:id`. */
  target: string | null
  /** The colleague that it was done to. */
  colleagueId?: string | null
  before?: Json
  after?: Json
  why?: string | null
}

export interface AuditRow {
  id: string
  at: Date
  who: string
  /** The name of the colleague who did it. */
  name: string | null
  what: string
  brandId: string | null
  target: string | null
  before: Json | null
  after: Json | null
  why: string | null
  address: string | null
  userAgent: string | null
}

interface Origin {
  address: string
  userAgent: string | null
}

const origins = new AsyncLocalStorage<Origin>()
const longestAgent = 300

/** Runs `work` so that whatever it writes into the audit log, however deep, says where it came from. */
export function cameFrom<T>(origin: Origin, work: () => T): T {
  return origins.run(origin, work)
}

/** Where what is done now came from; nowhere on the machine itself. */
export function originNow(): { address: string | null; userAgent: string | null } {
  const { address = null, userAgent = null } = origins.getStore() ?? {}
  return { address, userAgent: userAgent?.slice(0, longestAgent).replaceAll('\u0000', '\uFFFD') ?? null }
}

/** Adds to the audit log, in the transaction of what was done; nothing there is ever changed or taken out. */
export async function noteAudit(
  db: Db,
  /** `eventId`: where the reason stands, if not here. */
  notes: readonly (AuditNote & { accountId?: string; eventId?: string | null })[],
): Promise<void> {
  const { address, userAgent } = originNow()
  for (const one of notes) {
    const brand = one.accountId
      ? sql`coalesce(${one.brandId}::bigint, (select brand_id from accounts where id = ${one.accountId}::bigint))`
      : sql`${one.brandId}::bigint`
    await sql`
      insert into audit (who, what, brand_id, target, colleague_id, before, after, why, address, user_agent,
        event_id)
      values (${one.who}, ${one.what}, ${brand}, ${one.target}, ${one.colleagueId ?? null}, ${json(one.before)},
        ${json(one.after)}, ${one.why?.replaceAll('\u0000', '\uFFFD') ?? null}, ${address}, ${userAgent},
        ${one.eventId ?? null}::bigint)`.execute(db)
  }
}

function json(value: Json | undefined): RawBuilder<unknown> {
  return value === undefined ? sql`null::jsonb` : sql`${toJsonb(value)}::jsonb`
}

export interface AuditAsk {
  /** A colleague's id, or `nobody`, `dajeong`. */
  who: string | null
  what: string | null
  since: Date | null
  until: Date | null
  /** The id that the page before ended with. */
  before: string | null
  most: number
  brands: Brands
}

/**
 * One page, the newest first. Who may read of some brands sees what was done there, and of what is of no brand (sign-ins,
 * passwords) what is about the colleagues of these brands.
 */
export async function listAudit(db: Db, ask: AuditAsk): Promise<AuditRow[]> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (ask.brands !== 'every') {
    const ids = sql`any(${[...ask.brands]}::bigint[])`
    parts.push(sql`(a.brand_id = ${ids} or (a.brand_id is null and a.colleague_id in (
      select colleague_id from memberships where brand_id = ${ids})))`)
  }
  if (ask.who !== null) parts.push(sql`a.who = ${/^\d+$/.test(ask.who) ? `colleague:${ask.who}` : ask.who}`)
  if (ask.what !== null) parts.push(sql`a.what = ${ask.what}`)
  if (ask.since) parts.push(sql`a.at >= ${ask.since}::timestamptz`)
  if (ask.until) parts.push(sql`a.at < ${ask.until}::timestamptz`)
  if (ask.before !== null) parts.push(sql`a.id < ${ask.before}::bigint`)
  const { rows } = await sql<AuditRow>`
    select a.id::text as id, a.at, a.who, c.name, a.what, a.brand_id::text as "brandId", a.target, a.before, a.after,
      coalesce(a.why, e.why) as why,
      a.address, a.user_agent as "userAgent"
    from audit a left join colleagues c on a.who = 'colleague:' || c.id left join events e on e.id = a.event_id
    where ${sql.join(parts, sql` and `)} order by a.id desc limit ${ask.most}`.execute(db)
  return rows
}
