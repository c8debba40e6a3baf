import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { noteEvents } from './events.ts'

/** Conversations of chat windows that a colleague has closed, and whose customer was not asked yet how they were helped. */
export async function findToRate(db: Db, most: number): Promise<{ conversationId: string; ref: Json }[]> {
  const { rows } = await sql<{ conversationId: string; ref: Json }>`
    select q.conversation_id::text as "conversationId", m.ref
    from queue q join accounts a on a.id = q.account_id and a.channel = 'webchat' and a.state = 'active'
      join mentions m on m.id = q.last_id
    where q.closed_after is not null and not q.open and q.heard_at > now() - interval '3 days'
      and not exists (select from ratings r where r.conversation_id = q.conversation_id)
      and exists (select from sends s where s.conversation_id = q.conversation_id and s.state = 'sent')
    order by q.conversation_id limit ${most}`.execute(db)
  return rows
}

/** They were asked, and will not be again. */
export async function noteAsked(db: Db, conversationId: string): Promise<void> {
  await sql`insert into ratings (conversation_id) select id from conversations where id = ${conversationId}
    on conflict do nothing`.execute(db)
}

/** Keeps what a customer said of how they were helped; what they leave out stays as it was. */
export async function saveRating(
  db: Db,
  one: { conversationId: string; score: number | null; words: string | null },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ accountId: string; score: number | null; words: string | null }>`
      update ratings r set score = coalesce(${one.score}::int, r.score), words = coalesce(${one.words}::text, r.words), rated_at = now()
      from conversations c where r.conversation_id = ${one.conversationId} and c.id = r.conversation_id
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
