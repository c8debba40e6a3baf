import { sql } from 'kysely'
import type { Earlier } from '../core/earlier.ts'
import type { Said } from '../core/memory.ts'
import type { Visibility } from '../core/mention.ts'
import type { Db } from './db.ts'

/** What is remembered of a person on one account. */
export interface Memory {
  /** The last other conversations, the newest first; for what everybody reads only those that everybody could read. */
  earlier: Earlier[]
  /** The newest texts of direct messages, by either side; only looked up for what everybody reads. */
  saidInPrivate: string[]
}

const mostEarlier = 3
const mostPrivate = 50

/** One statement, so that it costs one way to the database. */
export async function findMemory(
  db: Db,
  of: { personId: string; conversationId: string; visibility: Visibility },
): Promise<Memory> {
  const { personId, conversationId, visibility } = of
  const { rows } = await sql<{ earlier: (Omit<Earlier, 'at'> & { at: string })[]; said: string[] }>`
    select (
      select coalesce(json_agg(e order by e.heard_at desc), '[]') from (
        select c.heard_at, c.heard_at as at, c.visibility, m.classification->>'intent' as intent,
          m.classification->>'topic' as topic, left(m.text, 400) as asked, (
            select case when d.writer = 'colleague' then 'colleague' else 'machine' end
            from sends s join drafts d on d.id = s.draft_id
            where s.conversation_id = c.id and s.state = 'sent' order by s.sent_at desc limit 1) as "answeredBy"
        from conversations c join lateral (
          select text, classification from mentions where conversation_id = c.id and stage <> 'withdrawn'
          order by (classification->>'needsReply')::boolean desc nulls last, id desc limit 1) m on true
        where c.person_id = ${personId} and c.id <> ${conversationId}
          and (c.visibility = 'public' or ${visibility} = 'direct')
        order by c.heard_at desc limit ${mostEarlier}) e
    ) as earlier, ${visibility === 'public' ? saidTo(personId) : sql`'[]'::json`} as said`.execute(db)
  const [row] = rows
  const earlier = (row?.earlier ?? []).map((one) => ({ ...one, at: new Date(one.at) }))
  return { earlier, saidInPrivate: row?.said ?? [] }
}

/** What a reply in a conversation is held against, so that nothing private surfaces; empty where not everybody reads it. */
export async function findSaid(
  db: Db,
  of: { personId: string; conversationId: string; visibility: Visibility; draftId: string | null },
): Promise<Said> {
  if (of.visibility !== 'public') return { privateTexts: [], publicTexts: [] }
  return {
    privateTexts: await findSaidInPrivate(db, of.personId),
    publicTexts: await findSaidInPublic(db, of),
  }
}

/** What was said in direct messages with the person of a conversation. */
async function findSaidInPrivate(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ said: string[] }>`select ${saidTo(personId)} as said`.execute(db)
  return rows[0]?.said ?? []
}

/**
 * What the written phrases said is left out: besides the person's name and the topic, which are no secrets, it is what everybody is
 * told, and a public reply may say it too.
 */
function saidTo(personId: string) {
  return sql`(
    select coalesce(json_agg(t.text), '[]') from (
      select * from (
        (select m.text, m.heard_at as at from conversations c join mentions m on m.conversation_id = c.id
          where c.person_id = ${personId} and c.visibility = 'direct' order by m.id desc limit ${mostPrivate})
        union all
        (select s.text, s.sent_at from conversations c join sends s on s.conversation_id = c.id
            join drafts d on d.id = s.draft_id
          where c.person_id = ${personId} and c.visibility = 'direct' and s.state in ('sending', 'sent')
            and d.writer <> 'plain' order by s.queued_at desc limit ${mostPrivate})
      ) both_sides order by at desc nulls first limit ${mostPrivate}) t)`
}

/** What everybody could read of a conversation, and what everybody may know: who they are, and the documents a draft cites. */
async function findSaidInPublic(
  db: Db,
  of: { conversationId: string; draftId: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select p.name || ' ' || p.handle as text from conversations c join persons p on p.id = c.person_id
      where c.id = ${of.conversationId}
    union all
    select m.text from mentions m where m.conversation_id = ${of.conversationId} and m.visibility = 'public'
    union all
    select s.text from sends s join conversations c on c.id = s.conversation_id
      where s.conversation_id = ${of.conversationId} and c.visibility = 'public' and s.state = 'sent'
    union all
    select p.heading || ' ' || p.text from drafts d
      join passages p on p.id::text in (select jsonb_array_elements_text(coalesce(d.made_from->'cites', '[]')))
      where d.id = ${of.draftId} or d.id = (select edited_from from drafts where id = ${of.draftId})`.execute(
    db,
  )
  return rows.map(({ text }) => text)
}
