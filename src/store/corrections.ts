import { sql } from 'kysely'
import type { Correction } from '../core/correction.ts'
import type { Classification, Language } from '../core/intent.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

export interface NewCorrection {
  brandId: string
  mentionId: string
  text: string
  language: Language
  labels: Correction
  /** The reading that was corrected. */
  was: Classification | null
  colleagueId: string
}

/** A message with what a colleague said of it. */
export interface KnownCorrection {
  id: string
  brandId: string
  mentionId: string
  text: string
  language: Language
  labels: Correction
}

/**
 * Keeps what a colleague said of a mention, in the caller's transaction. A second word about it takes the first's place
 * under a new id, so that whoever asks for what came after the last id that they know hears of it; what only the first one
 * spoke of is kept while the text is the same. Corrections are saved one after another: in whatever order transactions end,
 * nobody who has seen an id has yet to see a smaller one.
 * @returns the id.
 */
export async function saveCorrection(trx: Db, one: NewCorrection): Promise<string> {
  // An advisory lock, because removing an account touches these rows too and must not wait in a circle with us.
  await sql`select pg_advisory_xact_lock(hashtext('dajeong corrections'))`.execute(trx)
  const { rows } = await sql<{ id: string }>`
    insert into corrections as c (brand_id, mention_id, text, language, labels, was, colleague_id)
    values (${one.brandId}, ${one.mentionId}, ${one.text}, ${one.language}, ${toJsonb(one.labels)}::jsonb,
      ${one.was === null ? null : toJsonb(one.was)}::jsonb, ${one.colleagueId})
    on conflict (mention_id) do update set
      id = default, brand_id = excluded.brand_id, text = excluded.text, language = excluded.language,
      labels = case when c.text = excluded.text then c.labels || excluded.labels else excluded.labels end,
      was = case when c.text = excluded.text then c.was else excluded.was end,
      colleague_id = excluded.colleague_id, at = now()
    returning id`.execute(trx)
  return String(rows[0]?.id)
}

/** Corrections of all brands after this one, the oldest first. @param afterId '0' for all. */
export async function correctionsAfter(db: Db, afterId: string, most: number): Promise<KnownCorrection[]> {
  return db
    .selectFrom('corrections')
    .select(['id', 'brand_id as brandId', 'mention_id as mentionId', 'text', 'language', 'labels'])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(most)
    .execute()
}

/** How many there are; fewer than before when messages were forgotten, and their corrections with them. */
export async function countCorrections(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('corrections')
    .select((row) => row.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Which of these mentions still say what they said when they were corrected. */
export async function findCorrected(db: Db, mentionIds: readonly string[]): Promise<string[]> {
  if (mentionIds.length === 0) return []
  const rows = await db
    .selectFrom('corrections as c')
    .innerJoin('mentions as m', 'm.id', 'c.mention_id')
    .select('m.id')
    .where('m.id', 'in', mentionIds)
    .whereRef('m.text', '=', 'c.text')
    .execute()
  return rows.map(({ id }) => id)
}
