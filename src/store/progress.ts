import { sql } from 'kysely'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'

/** How the answer to a message comes along. */
export interface Progress {
  accountId: string
  nativeId: string
  conversationId: string
  stage: Stage
  /** A colleague talks with them. */
  held: boolean
  /** Nothing is said by a machine: they asked for that, or the brand has stopped. */
  quiet: boolean
  /** Answers that the conversation has had. */
  answers: number
  /** It tells what the chat has asked for. */
  told: { ko: string; en: string } | null
}

/** Of those messages that are there. */
export async function findProgress(
  db: Db,
  asked: readonly { accountId: string; nativeId: string }[],
): Promise<Progress[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<Progress>`
    select m.account_id::text as "accountId", m.native_id as "nativeId", m.stage,
      c.id::text as "conversationId", c.held_by is not null as held,
      ${isQuiet} as quiet,
      c.answers,
      (select jsonb_build_object('ko', one->>'ko', 'en', one->>'en') from jsonb_array_elements(c.asked) one
        where one->>'toldIn' = m.id::text limit 1) as told
    from unnest(${asked.map(({ accountId }) => accountId)}::bigint[], ${asked.map(({ nativeId }) => nativeId)}::text[])
      as w(account_id, native_id)
    join mentions m on m.account_id = w.account_id and m.native_id = w.native_id
    join conversations c on c.id = m.conversation_id
    join persons p on p.id = c.person_id
    join accounts a on a.id = c.account_id join brands b on b.id = a.brand_id`.execute(db)
  return rows
}

/** Of a conversation of the person `p` on the account `a` of the brand `b`. */
export const isQuiet = sql<boolean>`(b.stopped_at is not null or a.mode = 'off' or exists (
  select from person_wishes w where w.brand_id = a.brand_id and w.channel = a.channel
    and w.native_id = coalesce(p.everywhere, p.native_id) and w.wish = 'silence' and w.ended_at is null))`
