import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'

/** The exact words of a prompt, a part of one, or a file of phrases. */
export interface PromptText {
  name: string
  /** sha256 of the source, hexadecimal. */
  hash: string
  source: string
}

/** What somebody made of a brand's prompt. */
export interface PromptVersion {
  id: string
  name: string
  hash: string
  author: string
  reason: string
  at: Date
  live: boolean
}

/** Keeps words for good, so that what was made from them can be made again. */
export async function keepTexts(db: Db, texts: readonly PromptText[]): Promise<void> {
  if (texts.length === 0) return
  await db
    .insertInto('prompt_texts')
    .values(texts.map(({ name, hash, source }) => ({ name, hash, source })))
    .onConflict((clash) => clash.column('hash').doNothing())
    .execute()
}

/** The words that are known, by their hash. */
export async function findTexts(db: Db, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .selectFrom('prompt_texts')
    .select(['hash', 'source'])
    .where('hash', 'in', [...hashes])
    .execute()
  return new Map(rows.map(({ hash, source }) => [hash, source]))
}

/** What is live for a brand beside the files, with its words, by name. */
export async function findLivePrompts(db: Db, brandId: string): Promise<(PromptVersion & PromptText)[]> {
  return versions(db, brandId)
    .innerJoin('prompt_texts as t', 't.hash', 'v.hash')
    .select('t.source')
    .where('v.live', '=', true)
    .orderBy('v.name')
    .execute()
}

/** Changes whenever anything else is live for the brand. */
export async function liveMark(db: Db, brandId: string): Promise<string> {
  const { rows } = await sql<{ mark: string | null }>`
    select string_agg(id::text, ' ' order by id) as mark from prompt_versions
    where brand_id = ${brandId} and live`.execute(db)
  return rows[0]?.mark ?? ''
}

/** The versions of one prompt, the newest first. */
export async function listVersions(
  db: Db,
  brandId: string,
  name: string,
  most: number,
): Promise<PromptVersion[]> {
  return versions(db, brandId).where('v.name', '=', name).orderBy('v.id', 'desc').limit(most).execute()
}

export async function findVersion(
  db: Db,
  brandId: string,
  name: string,
  id: string,
): Promise<(PromptVersion & PromptText) | null> {
  const found = await versions(db, brandId)
    .innerJoin('prompt_texts as t', 't.hash', 'v.hash')
    .select('t.source')
    .where('v.name', '=', name)
    .where('v.id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

/** Notes a version. A live one takes the place of the one that was; one that is not leaves the file to hold. */
export async function addVersion(
  trx: Db,
  one: { brandId: string; name: string; hash: string; author: string; reason: string; live: boolean },
): Promise<string> {
  await trx
    .updateTable('prompt_versions')
    .set({ live: false })
    .where('brand_id', '=', one.brandId)
    .where('name', '=', one.name)
    .where('live', '=', true)
    .execute()
  const { id } = await trx
    .insertInto('prompt_versions')
    .values({
      brand_id: one.brandId,
      name: one.name,
      hash: one.hash,
      author: one.author,
      reason: one.reason,
      live: one.live,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Two changes at once could each be right alone and not together; one waits for the other, until its transaction ends. */
export async function lockPrompts(trx: Db, brandId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('dajeong prompts'), hashtext(${brandId}))`.execute(trx)
}

function versions(db: Db, brandId: string) {
  return db
    .selectFrom('prompt_versions as v')
    .select(['v.id', 'v.name', 'v.hash', 'v.author', 'v.reason', 'v.at', 'v.live'])
    .where('v.brand_id', '=', brandId)
}

/** A draft with what it was made from. */
export interface MadeDraft {
  id: string
  brandId: string
  text: string
  writer: 'plain' | 'model' | 'colleague'
  model: string | null
  madeFrom: Record<string, Json>
  inputs: Json | null
  fellBack: string | null
  /** The draft that a colleague made this one from. */
  editedFrom: string | null
  at: Date
}

export async function findMadeDraft(db: Db, id: string): Promise<MadeDraft | null> {
  const found = await db
    .selectFrom('drafts as d')
    .innerJoin('conversations as c', 'c.id', 'd.conversation_id')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['d.id', 'a.brand_id as brandId', 'd.text', 'd.writer', 'd.model', 'd.made_from as madeFrom'])
    .select(['d.inputs', 'd.fell_back as fellBack', 'd.edited_from as editedFrom', 'd.created_at as at'])
    .where('d.id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

/** The draft that a reply was sent from. */
export async function findDraftOfSend(db: Db, sendId: string): Promise<string | null> {
  const found = await db.selectFrom('sends').select('draft_id').where('id', '=', sendId).executeTakeFirst()
  return found?.draft_id ?? null
}

/** The versions of a brand that have these words. */
export async function versionsOf(
  db: Db,
  brandId: string,
  hashes: readonly string[],
): Promise<PromptVersion[]> {
  if (hashes.length === 0) return []
  return versions(db, brandId)
    .where('v.hash', 'in', [...hashes])
    .orderBy('v.id')
    .execute()
}
