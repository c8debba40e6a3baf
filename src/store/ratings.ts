import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { noteEvents } from './events.ts'
import { isQuiet } from './progress.ts'

/** One closing of a conversation, which is asked about once. */
export interface Closing {
  conversationId: string
  /** The last message that it was closed after. */
  closedAfter: string
}

/** A closing that is taken, with where its customer is spoken to. */
export interface Taken extends Closing {
  ref: Json
  /** Tells this taking from a later one. */
  lease: string
}

/**
 * Takes closings of chats whose customers were answered and were not asked yet how they were helped; whoever takes one asks, and
 * nobody else does until the lease is over. Left out are those who asked for silence, and what ended without an answer.
 * @param leaseMs after this long one that was neither asked nor let go is taken again.
 */
export async function takeToRate(
  db: Db,
  { most, leaseMs }: { most: number; leaseMs: number },
): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    with due as (
      select q.conversation_id, q.closed_after, m.ref
      from queue q join accounts a on a.id = q.account_id and a.channel = 'webchat' and a.state = 'active'
        join brands b on b.id = a.brand_id
        join mentions m on m.id = q.closed_after and m.stage = 'sent'
        join persons p on p.id = m.person_id
      where q.closed_after is not null and not q.open and q.held_by is null and q.heard_at > now() - interval '3 days'
        and not ${isQuiet}
        and not exists (select from ratings r where r.conversation_id = q.conversation_id
          and r.closed_after = q.closed_after and ${isSettled})
      order by q.conversation_id limit ${most}),
    taken as (
      insert into ratings as r (conversation_id, closed_after, again_at)
      select conversation_id, closed_after, now() + ${leaseMs} * interval '1 ms' from due
      on conflict (conversation_id, closed_after) do update set again_at = excluded.again_at where not ${isSettled}
      returning r.conversation_id, r.again_at)
    select d.conversation_id::text as "conversationId", d.closed_after::text as "closedAfter", d.ref, t.again_at::text as lease
    from due d join taken t using (conversation_id)`.execute(db)
  return rows
}

/** Asked, taken by somebody, or never to be asked. */
const isSettled = sql`(r.asked_at is not null or r.again_at is null or r.again_at > now())`

/** They were asked, for sure. */
export async function noteAskedToRate(db: Db, one: Closing): Promise<void> {
  await sql`update ratings set asked_at = coalesce(asked_at, now()), again_at = null
    where conversation_id = ${one.conversationId} and closed_after = ${one.closedAfter}`.execute(db)
}

/**
 * From here on nobody asks them again, whatever becomes of this process: it may have arrived.
 * @returns false when another one has taken them meanwhile.
 */
export async function beginToRate(db: Db, one: Taken): Promise<boolean> {
  const { numAffectedRows } = await sql`update ratings set again_at = null where ${isOurs(one)}`.execute(db)
  return numAffectedRows === 1n
}

/** They could not be asked, for sure. @param again when they can be; null for never. */
export async function giveBackToRate(db: Db, one: Closing, again: Date | null): Promise<void> {
  await sql`update ratings set again_at = ${again} where conversation_id = ${one.conversationId}
    and closed_after = ${one.closedAfter} and asked_at is null`.execute(db)
}

function isOurs({ conversationId, closedAfter, lease }: Taken) {
  return sql`conversation_id = ${conversationId} and closed_after = ${closedAfter} and asked_at is null
    and again_at = ${lease}::timestamptz`
}

/** Keeps what a customer said of how they were helped; what they leave out stays as it was. */
export async function saveRating(
  db: Db,
  one: Closing & { score: number | null; words: string | null },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ accountId: string; score: number | null; words: string | null }>`
      update ratings r set score = coalesce(${one.score}::int, r.score), words = coalesce(${one.words}::text, r.words),
        rated_at = now(), asked_at = coalesce(r.asked_at, now()), again_at = null
      from conversations c where r.conversation_id = ${one.conversationId} and r.closed_after = ${one.closedAfter}
        and c.id = r.conversation_id
      returning c.account_id::text as "accountId", r.score, r.words`.execute(trx)
    const [row] = rows
    // Forgotten meanwhile: then there is nothing to keep it with.
    if (!row) return
    const { accountId, score, words } = row
    await noteEvents(trx, [
      {
        ...{ who: 'person', kind: 'rated', accountId },
        why: [score === null ? null : `${score}/5`, words].filter((part) => part !== null).join(' · '),
        ...{ conversationId: one.conversationId, detail: { score } },
      },
    ])
  })
}
