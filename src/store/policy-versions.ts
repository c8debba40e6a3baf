import { createHash } from 'node:crypto'
import type { Json } from '../core/mention.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** What somebody made of a brand's policy. */
export interface PolicyVersion {
  id: string
  /** As it was stored; an older one may lack what has been added since. */
  policy: Json
  /** sha256 of the policy with its keys in order, hexadecimal. */
  hash: string
  author: string
  reason: string
  at: Date
  live: boolean
}

/** The name of exactly this policy. A database keeps no order of keys, so they are put in order first. */
export function hashPolicy(policy: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(policy)))
    .digest('hex')
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]))
}

/** What `brands` holds, to the letter; null when there is no such brand. With `lock` it is held until the transaction ends. */
export async function findRawPolicy(
  db: Db,
  brandId: string,
  { lock = false } = {},
): Promise<{ name: string; policy: Json } | null> {
  const query = db.selectFrom('brands').select(['name', 'policy']).where('id', '=', brandId)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row ?? null
}

/** The newest first. */
export function listPolicyVersions(db: Db, brandId: string, most: number): Promise<PolicyVersion[]> {
  return versions(db, brandId).orderBy('id', 'desc').limit(most).execute()
}

export async function findPolicyVersion(db: Db, brandId: string, id: string): Promise<PolicyVersion | null> {
  const found = await versions(db, brandId).where('id', '=', id).executeTakeFirst()
  return found ?? null
}

export async function findLivePolicy(db: Db, brandId: string): Promise<PolicyVersion | null> {
  const found = await versions(db, brandId).where('live', '=', true).executeTakeFirst()
  return found ?? null
}

/** Notes a version in the place of the live one. The brand itself is the caller's to change, in the same transaction. */
export async function addPolicyVersion(
  trx: Db,
  one: { brandId: string; policy: Json; hash: string; author: string; reason: string },
): Promise<PolicyVersion> {
  await trx
    .updateTable('policy_versions')
    .set({ live: false })
    .where('brand_id', '=', one.brandId)
    .where('live', '=', true)
    .execute()
  return trx
    .insertInto('policy_versions')
    .values({
      ...{ brand_id: one.brandId, policy: toJsonb(one.policy), hash: one.hash },
      ...{ author: one.author, reason: one.reason, live: true },
    })
    .returning(['id', 'policy', 'hash', 'author', 'reason', 'at', 'live'])
    .executeTakeFirstOrThrow()
}

function versions(db: Db, brandId: string) {
  return db
    .selectFrom('policy_versions')
    .select(['id', 'policy', 'hash', 'author', 'reason', 'at', 'live'])
    .where('brand_id', '=', brandId)
}
