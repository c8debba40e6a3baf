import { sql } from 'kysely'
import type { Decision } from '../core/decide.ts'
import type { Finding } from '../core/draft.ts'
import { Classification } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import type { Mode } from '../core/policy.ts'
import type { Db } from './db.ts'

/** A draft of the machine with all that its decision was made from. */
export interface Answered {
  draftId: string
  conversationId: string
  at: Date
  /** What the draft answers, oldest first, and how each was read. */
  texts: string[]
  classifications: Classification[]
  findings: Finding[]
  fellBack: string | null
  decision: Decision
  visibility: Visibility
  account: { id: string; channel: string; mode: Mode }
  /** Answers of ours that the conversation had before it. */
  answersBefore: number
}

// A colleague waits for it; what takes longer is not worth holding a connection for.
const mostMs = 10_000

/** The newest answers of a brand that were drafted and decided about, at most `most`. @throws when it takes longer than 10 s. */
export async function listAnswered(db: Db, brandId: string, most: number): Promise<Answered[]> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('statement_timeout', ${String(mostMs)}, true)`.execute(trx)
    const { rows } = await sql<Omit<Answered, 'classifications'> & { classifications: unknown[] }>`
      select d.id::text as "draftId", d.conversation_id::text as "conversationId", d.created_at as at, m.texts,
        m.classifications, d.findings, d.fell_back as "fellBack", d.decision, c.visibility,
        json_build_object('id', a.id::text, 'channel', a.channel, 'mode', a.mode) as account,
        (select count(*)::int from sends s where s.conversation_id = d.conversation_id and s.state = 'sent'
          and s.sent_at < d.created_at) as "answersBefore"
      from drafts d join conversations c on c.id = d.conversation_id join accounts a on a.id = c.account_id
        cross join lateral (
          select json_agg(m.text order by m.id) as texts, json_agg(m.classification order by m.id) as classifications
          from mentions m where m.conversation_id = d.conversation_id and m.classification is not null
            and (m.draft_id = d.id or m.draft_id in (
              select e.id from drafts e where e.conversation_id = d.conversation_id and e.edited_from = d.id))) m
      where a.brand_id = ${brandId} and d.decision is not null and d.writer <> 'colleague' and m.texts is not null
      order by d.id desc limit ${most}`.execute(trx)
    return rows.map((row) => ({
      ...row,
      classifications: row.classifications.map((one) => Classification.parse(one)),
    }))
  })
}
