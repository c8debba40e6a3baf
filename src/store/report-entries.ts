import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Item } from './report-list.ts'

/** One of those that a number counts, with whose it is and how it begins. */
export interface Entry extends Item {
  name: string
  /** Of the message, or of the draft; null where it was deleted. */
  text: string | null
}

// Enough to know which one it is; all of it stands in the conversation.
const mostLetters = 200

/** Adds to each who it is about and how it begins, in the same order. */
export async function readEntries(trx: Db, items: readonly Item[]): Promise<Entry[]> {
  const ids = (of: 'mentionId' | 'draftId') => items.map((item) => item[of])
  const { rows } = await sql<{ name: string; text: string | null }>`
    select coalesce(nullif(p.name, ''), p.handle) as name,
      left(case when m.id is null then d.text when m.deleted_at is null then m.text end, ${mostLetters}) as text
    from unnest(${items.map(({ conversationId }) => conversationId)}::bigint[], ${ids('mentionId')}::bigint[],
      ${ids('draftId')}::bigint[]) with ordinality i (conversation_id, mention_id, draft_id, place)
      join conversations c on c.id = i.conversation_id
      left join mentions m on m.id = i.mention_id
      left join drafts d on d.id = i.draft_id
      join persons p on p.id = coalesce(m.person_id, c.person_id)
    order by i.place`.execute(trx)
  return items.map((item, place) => ({
    ...item,
    name: rows[place]?.name ?? '',
    text: rows[place]?.text ?? null,
  }))
}
