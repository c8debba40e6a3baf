import { sql } from 'kysely'
import type { Intent, Language } from '../core/intent.ts'
import type { Lesson, LessonKind } from '../core/lesson.ts'
import type { Visibility } from '../core/mention.ts'
import { likeness } from '../core/similar.ts'
import type { Db } from './db.ts'

export interface NewLesson extends Lesson {
  brandId: string
  accountId: string
  /** The draft that was decided about. */
  draftId: string
  colleagueId: string
}

export interface KnownLesson extends Lesson {
  id: string
  draftId: string
  /** Who decided; null when they are no longer here. */
  by: { id: string; name: string } | null
  at: Date
}

/** Keeps a lesson, in the transaction of the decision that it is of. It goes when its conversation, its account or its brand goes. */
export async function insertLesson(trx: Db, one: NewLesson): Promise<void> {
  await trx
    .insertInto('lessons')
    .values({
      ...{ brand_id: one.brandId, account_id: one.accountId, draft_id: one.draftId, kind: one.kind },
      ...{ reason: one.reason, note: one.note, language: one.language, intent: one.intent },
      ...{ visibility: one.visibility, message: one.message, draft: one.draft, reply: one.reply },
      ...{ overruled: one.overruled, colleague_id: one.colleagueId },
    })
    .execute()
}

/** One page of a brand's lessons, the newest first. @param ask.before the id that the page before ended with. */
export async function listLessons(
  db: Db,
  ask: {
    brandId: string
    kind: LessonKind | null
    language: Language | null
    intent: Intent | null
    before: string | null
    most: number
  },
): Promise<KnownLesson[]> {
  let query = db
    .selectFrom('lessons as l')
    .leftJoin('colleagues as c', 'c.id', 'l.colleague_id')
    .select(['l.id', 'l.draft_id as draftId', 'l.kind', 'l.reason', 'l.note', 'l.language', 'l.intent'])
    .select(['l.visibility', 'l.message', 'l.draft', 'l.reply', 'l.overruled', 'l.at'])
    .select(['c.id as colleagueId', 'c.name'])
    .where('l.brand_id', '=', ask.brandId)
    .orderBy('l.id', 'desc')
    .limit(ask.most)
  if (ask.kind) query = query.where('l.kind', '=', ask.kind)
  if (ask.language) query = query.where('l.language', '=', ask.language)
  if (ask.intent) query = query.where('l.intent', '=', ask.intent)
  if (ask.before) query = query.where('l.id', '<', ask.before)
  const rows = await query.execute()
  return rows.map(({ colleagueId, name, ...row }) => ({
    ...row,
    by: colleagueId === null ? null : { id: colleagueId, name: name ?? '' },
  }))
}

/** @returns false when the brand has no such lesson. */
export async function deleteLesson(db: Db, brandId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('lessons')
    .where('id', '=', id)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** What was learned where a mention stands, which its author takes back. */
export async function forgetLessons(db: Db, mentionId: string): Promise<void> {
  await sql`delete from lessons where draft_id in (
    select d.id from drafts d join mentions m on m.conversation_id = d.conversation_id where m.id = ${mentionId})`.execute(
    db,
  )
}

export interface Example {
  message: string
  reply: string
}

/** Which lessons may serve as examples: of one brand, of one language and intent. */
export interface Kind {
  brandId: string
  language: Language
  intent: Intent
  /** In public only what was said in public is an example. */
  visibility: Visibility
}

// Older ones teach an older way to speak, and reading more costs more than they are worth.
const mostCandidates = 500
// Below it two messages have little more in common than their language.
const leastAlike = 0.15

/** The newest approved and edited replies of a kind, the newest first. What was sent against a finding is no example. */
export function findCandidates(db: Db, { brandId, language, intent, visibility }: Kind): Promise<Example[]> {
  let query = db
    .selectFrom('lessons')
    .select(['message', (row) => row.ref('reply').$notNull().as('reply')])
    .where('brand_id', '=', brandId)
    .where('language', '=', language)
    .where('intent', '=', intent)
    .where('kind', 'in', ['approved', 'edited'])
    .where('reply', 'is not', null)
    .where('overruled', '=', false)
    .orderBy('id', 'desc')
    .limit(mostCandidates)
  if (visibility === 'public') query = query.where('visibility', '=', 'public')
  return query.execute()
}

/** Those whose messages are most like `text`, the most alike first; where none is alike, the newest. No reply comes twice. */
export function nearest(candidates: readonly Example[], text: string, most: number): Example[] {
  const compare = likeness(text)
  const ranked = candidates
    .map((one) => ({ one, alike: compare(one.message, 0) }))
    .sort((a, b) => b.alike - a.alike)
  const alike = ranked.filter(({ alike: how }) => how >= leastAlike).map(({ one }) => one)
  const chosen: Example[] = []
  for (const one of alike.length > 0 ? alike : candidates) {
    if (chosen.length === most) break
    if (!chosen.some(({ reply }) => reply === one.reply)) chosen.push(one)
  }
  return chosen
}

/** The nearest approved replies to messages like `text`. */
export async function findExamples(
  db: Db,
  { text, most, ...kind }: Kind & { text: string; most: number },
): Promise<Example[]> {
  return nearest(await findCandidates(db, kind), text, most)
}
