import { sql } from 'kysely'
import type { Db } from '../../src/store/db.ts'

/** A conversation that was closed and whose customer was asked how they were helped. */
export interface Asked {
  conversationId: string
  /** The message that it was closed after. */
  id: string
}

/** Writes what a customer answered, at the time that a test wants; with neither they did not answer. */
export async function rate(
  db: Db,
  { conversationId, id }: Asked,
  { at, score = null, words = null }: { at: string; score?: number | null; words?: string | null },
): Promise<void> {
  const answered = score === null && words === null ? null : at
  await sql`insert into ratings (conversation_id, closed_after, asked_at, score, words, rated_at)
    values (${conversationId}, ${id}, ${at}, ${score}, ${words}, ${answered})`.execute(db)
}
