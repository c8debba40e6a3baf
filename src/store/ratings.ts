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

/**
 * Takes closings of chats whose customers were answered and were not asked yet how they were helped; whoever takes one asks, and
 * nobody else does. Left out are those who asked for silence, and what ended without an answer.
 */
export async function takeToRate(db: Db, most: number): Promise<(Closing & { ref: Json })[]> {
  const { rows } = await sql<Closing & { ref: Json }>`
    with due as (
      select q.conversation_id, q.closed_after, m.ref
      from queue q join accounts a on a.id = q.account_id and a.channel = 'webchat' and a.state = 'active'
        join brands b on b.id = a.brand_id
        join mentions m on m.id = q.closed_after and m.stage = 'sent'
        join persons p on p.id = m.person_id
      where q.closed_after is not null and not q.open and q.held_by is null and q.heard_at > now() - interval '3 days'
        and not ${isQuiet}
        and not exists (select from ratings r
          where r.conversation_id = q.conversation_id and r.closed_after = q.closed_after)
      order by q.conversation_id limit ${most}),
    taken as (
      insert into ratings (conversation_id, closed_after) select conversation_id, closed_after from due
      on conflict do nothing returning conversation_id)
    select d.conversation_id::text as "conversationId", d.closed_after::text as "closedAfter", d.ref
    from due d join taken t using (conversation_id)`.execute(db)
  return rows
}

/** They could not be asked, for sure, and are another time. */
export async function giveBackToRate(db: Db, one: Closing): Promise<void> {
  await sql`delete from ratings where conversation_id = ${one.conversationId} and closed_after = ${one.closedAfter}
    and rated_at is null`.execute(db)
}

/** Keeps what a customer said of how they were helped; what they leave out stays as it was. */
export async function saveRating(
  db: Db,
  one: Closing & { score: number | null; words: string | null },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ accountId: string; score: number | null; words: string | null }>`
      update ratings r set score = coalesce(${one.score}::int, r.score), words = coalesce(${one.words}::text, r.words), rated_at = now()
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
