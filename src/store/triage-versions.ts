import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** Weights that the classifier learned here, with how good they were found; at most one version is live. */
export interface TriageVersion {
  id: string
  madeAt: Date
  madeBy: string
  figures: Json
  live: boolean
  note: string | null
}

/** Keeps weights. With `live` they are what is read with from now on. @returns the version's id. */
export async function addVersion(
  db: Db,
  one: { weights: Buffer; figures: Json; madeBy: string; note: string | null; live: boolean },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    if (one.live) await retire(trx)
    const { id } = await trx
      .insertInto('triage_versions')
      .values({
        weights: one.weights,
        figures: toJsonb(one.figures),
        made_by: one.madeBy,
        note: one.note,
        live: one.live,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** Null when the shipped weights are in use. */
export async function liveVersion(db: Db): Promise<{ id: string; weights: Buffer } | null> {
  const row = await db
    .selectFrom('triage_versions')
    .select(['id', 'weights'])
    .where('live', '=', true)
    .executeTakeFirst()
  return row ?? null
}

/** As `liveVersion`, without reading the weights: cheap enough to ask often. */
export async function liveVersionId(db: Db): Promise<string | null> {
  const row = await db.selectFrom('triage_versions').select('id').where('live', '=', true).executeTakeFirst()
  return row?.id ?? null
}

/** Every version, the newest first. */
export async function listVersions(db: Db): Promise<TriageVersion[]> {
  return db
    .selectFrom('triage_versions')
    .select(['id', 'made_at as madeAt', 'made_by as madeBy', 'figures', 'live', 'note'])
    .orderBy('id', 'desc')
    .execute()
}

/**
 * Makes this version the one that is read with; null goes back to the shipped weights.
 * @returns false when there is no such version; nothing has changed then.
 */
export async function publishVersion(db: Db, id: string | null): Promise<boolean> {
  if (id !== null && !/^\d{1,18}$/.test(id)) return false
  return db.transaction().execute(async (trx) => {
    const known = trx.selectFrom('triage_versions').select('id').where('id', '=', id)
    if (id !== null && !(await known.executeTakeFirst())) return false
    await retire(trx)
    if (id !== null)
      await trx.updateTable('triage_versions').set({ live: true }).where('id', '=', id).execute()
    return true
  })
}

/** None is live until the transaction ends, and nobody else publishes meanwhile; whoever reads is not kept waiting. */
async function retire(trx: Db): Promise<void> {
  await sql`lock table triage_versions in share row exclusive mode`.execute(trx)
  await trx.updateTable('triage_versions').set({ live: false }).where('live', '=', true).execute()
}
