import { sql } from 'kysely'
import { Classification } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import type { Db } from './db.ts'

/** The newest thing that somebody said in a conversation, as it was before anything answered it. */
export interface PastMessage {
  conversationId: string
  /** The mention that a reply would answer. */
  id: string
  /** Oldest first; more than one where a burst was answered together. */
  texts: string[]
  classification: Classification | null
  /** What was made of it. */
  draftId: string | null
  /** How the draft that was made of it was to answer; null without one. */
  strategy: string | null
  language: string | null
  bot: boolean
  visibility: Visibility
  account: { id: string; channel: string }
  person: { id: string; name: string; handle: string }
  turns: { from: 'person' | 'brand'; text: string; at: Date }[]
  /** What this person had had from the account before it. */
  alreadySent: string[]
  /** Answers of ours that the conversation had before it. */
  answersBefore: number
}

const turnsKept = 20
const sentKept = 50

/** Of each conversation of the brand that is there its newest message that was not taken back. */
export async function findPastMessages(
  db: Db,
  brandId: string,
  conversationIds: readonly string[],
): Promise<PastMessage[]> {
  const { rows } = await sql<{ past: Record<string, unknown> }>`
    select json_build_object(
      'conversationId', c.id::text, 'id', l.id::text, 'texts', b.texts, 'classification', l.classification,
      'draftId', l.draft_id::text,
      'strategy', (select d.made_from->'tone'->>'strategy' from drafts d where d.id = l.draft_id),
      'language', l.language, 'bot', l.bot, 'visibility', c.visibility,
      'account', json_build_object('id', a.id::text, 'channel', a.channel),
      'person', json_build_object('id', p.id::text, 'name', p.name, 'handle', p.handle),
      'turns', (
        select coalesce(json_agg(json_build_object('from', t."from", 'text', t.text, 'at', t.at) order by t.at, t.id), '[]') from (
          (select 'person' as "from", m.text, m.heard_at as at, m.id from mentions m
            where m.conversation_id = c.id and m.id < b.first and m.stage <> 'withdrawn'
            order by m.id desc limit ${turnsKept})
          union all
          (select 'brand', s.text, s.sent_at, s.mention_id from sends s
            where s.conversation_id = c.id and s.state = 'sent' and s.sent_at < b.since
            order by s.sent_at desc limit ${turnsKept})) t),
      'alreadySent', (
        select coalesce(json_agg(s.text), '[]') from (
          select s.text from conversations o join sends s on s.conversation_id = o.id
          where o.person_id = c.person_id and s.state = 'sent' and s.sent_at < b.since
          order by s.sent_at desc limit ${sentKept}) s),
      'answersBefore', (select count(*) from sends s
        where s.conversation_id = c.id and s.state = 'sent' and s.sent_at < b.since)
    ) as past
    from conversations c join accounts a on a.id = c.account_id join persons p on p.id = c.person_id
      cross join lateral (
        select m.* from mentions m where m.conversation_id = c.id and m.stage <> 'withdrawn' order by m.id desc limit 1) l
      cross join lateral (
        select json_agg(m.text order by m.id) as texts, min(m.id) as first, min(m.heard_at) as since from mentions m
        where m.conversation_id = c.id and m.stage <> 'withdrawn' and (m.id = l.id or m.draft_id = l.draft_id)) b
    where a.brand_id = ${brandId} and c.id = any(${conversationIds}::bigint[]) order by c.id`.execute(db)
  return rows.map(({ past }) => {
    const raw = past as unknown as Omit<PastMessage, 'turns'> & {
      turns: { from: 'person' | 'brand'; text: string; at: string }[]
    }
    return {
      ...raw,
      classification: raw.classification ? Classification.parse(raw.classification) : null,
      turns: raw.turns.map((turn) => ({ ...turn, at: new Date(turn.at) })),
    }
  })
}
