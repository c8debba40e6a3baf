import { sql } from 'kysely'
import type { Language } from '../core/intent.ts'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** A conversation in a few lines, as of the messages that `version` counts. */
export interface Summary {
  version: string
  text: string
  language: Language
  writer: 'plain' | 'model'
  at: Date
}

export async function findSummary(db: Db, conversationId: string): Promise<Summary | null> {
  const row = await db
    .selectFrom('summaries')
    .select(['version', 'text', 'language', 'writer', 'at'])
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row ?? null
}

/** Keeps the newest summary of a conversation; one of an older version that was slower does not take its place. */
export async function saveSummary(
  db: Db,
  conversationId: string,
  one: Summary & { madeFrom: Record<string, Json>; costMicros: number },
): Promise<void> {
  await sql`
    insert into summaries as s (conversation_id, version, text, language, writer, made_from, cost_micros, at)
    values (${conversationId}, ${one.version}, ${one.text}, ${one.language}, ${one.writer}, ${toJsonb(one.madeFrom)}::jsonb,
      ${one.costMicros}, ${one.at})
    on conflict (conversation_id) do update set version = excluded.version, text = excluded.text,
      language = excluded.language, writer = excluded.writer, made_from = excluded.made_from,
      cost_micros = s.cost_micros + excluded.cost_micros, at = excluded.at
    where s.version <= excluded.version`.execute(db)
}
