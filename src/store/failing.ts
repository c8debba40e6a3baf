import type { Db } from './db.ts'
import { findSend, settleTrouble } from './sends.ts'
import { type Move, moveMentions } from './stages.ts'

/**
 * The work on a conversation has used up its tries: what it was about is shown as failed, with the reason, and waits for a
 * colleague's retry.
 */
export async function failAnswer(db: Db, conversationId: string, why: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('mentions')
      .select(['id', 'stage'])
      .where('conversation_id', '=', conversationId)
      .where('stage', 'in', ['heard', 'classified', 'drafted'])
      .orderBy('id')
      .execute()
    const moves: Move[] = rows.map(({ id, stage }) => ({
      mentionId: id,
      from: stage,
      to: 'failed',
      who: 'dajeong',
      why,
      failedAt: stage,
    }))
    await moveMentions(trx, moves)
  })
}

/** The same for a send; whether it arrived is not known, so a retry asks the network first. */
export async function failSend(db: Db, sendId: string, why: string): Promise<void> {
  const send = await findSend(db, sendId)
  if (send) await settleTrouble(db, send, { outcome: 'failed', why, at: null })
}
