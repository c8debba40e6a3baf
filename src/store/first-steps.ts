import { sql } from 'kysely'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'

/** How far a brand has come, counted now. */
export interface StepFacts {
  name: string
  /** A colleague has said what it is called, or how it speaks. */
  named: boolean
  away: boolean
  documents: number
  /** Accounts that listen. */
  listening: number
  /** Somebody has written to it. */
  heard: boolean
  /** A reply has reached its network. */
  answered: boolean
}

/** @returns null when there is no such brand. */
export async function findStepFacts(db: Db, brandId: string): Promise<StepFacts | null> {
  const { rows } = await sql<StepFacts>`
    select b.name, b.steps_away_at is not null as away,
      b.named_at is not null or exists (
        select 1 from policy_versions p where p.brand_id = b.id and p.author like 'colleague:%') as named,
      (select count(*)::int from documents d where d.brand_id = b.id and d.removed_at is null) as documents,
      (select count(*)::int from accounts a where a.brand_id = b.id and a.state = 'active') as listening,
      exists (select 1 from conversations c join accounts a on a.id = c.account_id where a.brand_id = b.id) as heard,
      exists (select 1 from sends s join accounts a on a.id = s.account_id
        where a.brand_id = b.id and s.state = 'sent') as answered
    from brands b where b.id = ${brandId}::bigint`.execute(db)
  return rows[0] ?? null
}

/** What somebody said last on an account, and what became of it. */
export interface LastTalk {
  conversationId: string
  stage: Stage
  text: string
  /** Our reply, once its network has it. */
  reply: string | null
  url: string | null
}

/** @param of.customer their handle; what others say there meanwhile is not theirs. */
export async function findLastTalk(
  db: Db,
  of: { accountId: string; customer: string },
): Promise<LastTalk | null> {
  const { rows } = await sql<LastTalk>`
    select m.conversation_id::text as "conversationId", m.stage, m.text, s.text as reply, s.url
    from mentions m join persons p on p.id = m.person_id
    left join lateral (select text, url from sends where mention_id = m.id and state = 'sent' limit 1) s on true
    where m.account_id = ${of.accountId}::bigint and p.handle = ${of.customer} order by m.id desc limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function setBrandName(trx: Db, brandId: string, name: string): Promise<void> {
  const named = { name, named_at: sql<Date>`coalesce(named_at, now())` }
  await trx.updateTable('brands').set(named).where('id', '=', brandId).execute()
}

export async function setStepsAway(trx: Db, brandId: string, away: boolean): Promise<void> {
  const at = away ? sql<Date>`coalesce(steps_away_at, now())` : null
  await trx.updateTable('brands').set({ steps_away_at: at }).where('id', '=', brandId).execute()
}
