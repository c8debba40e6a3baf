import { sql } from 'kysely'
import type { Brands } from '../core/rights.ts'
import type { Db } from './db.ts'

/** Somebody on the brand's staff. */
export interface Colleague {
  id: string
  email: string
  name: string
  /** Their password was made for them, so they should choose their own. */
  mustChange: boolean
}

const columns = ['id', 'email', 'name', 'must_change as mustChange'] as const

/** Who is something at one of these brands, or at every brand. */
export async function listColleagues(db: Db, brands: Brands = 'every'): Promise<Colleague[]> {
  let query = db.selectFrom('colleagues as c').select(columns)
  if (brands !== 'every')
    query = query.where(
      sql<boolean>`exists (select 1 from memberships m where m.colleague_id = c.id
        and (m.brand_id is null or m.brand_id = any(${[...brands]}::bigint[])))`,
    )
  return query.orderBy('id').execute()
}

/** A colleague with the hash of their password. */
export type WithPassword = Colleague & { passwordHash: string }

/** Addresses are compared without case. */
export async function findByEmail(db: Db, email: string): Promise<WithPassword | null> {
  const byEmail = withPassword(db).where(sql`lower(email)`, '=', email.toLowerCase())
  return (await byEmail.executeTakeFirst()) ?? null
}

export async function findById(db: Db, id: string): Promise<WithPassword | null> {
  return (await withPassword(db).where('id', '=', id).executeTakeFirst()) ?? null
}

function withPassword(db: Db) {
  return db.selectFrom('colleagues').select([...columns, 'password_hash as passwordHash'])
}

/**
 * Until the transaction is over nobody changes this colleague's password, nor, when they are held `alone`, signs in by it. Of
 * what is theirs whoever needs several takes the links first, then the colleague, then the rest, so that nobody waits for each
 * other.
 */
export async function holdColleague(trx: Db, id: string, how: 'alone' | 'together'): Promise<void> {
  const one = trx.selectFrom('colleagues').select('id').where('id', '=', id)
  await (how === 'alone' ? one.forUpdate() : one.forShare()).execute()
}

export async function findPasswordHash(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('colleagues')
    .select('password_hash as hash')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.hash ?? null
}

/** Whether anybody is on the staff yet. */
export async function anyColleague(db: Db): Promise<boolean> {
  return (await db.selectFrom('colleagues').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** @returns the id, or null when somebody has this address already. */
export async function insertColleague(
  db: Db,
  one: { email: string; name: string; passwordHash: string; mustChange: boolean },
): Promise<string | null> {
  const row = await db
    .insertInto('colleagues')
    .values({
      email: one.email,
      name: one.name,
      password_hash: one.passwordHash,
      must_change: one.mustChange,
    })
    .onConflict((clash) => clash.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/**
 * @param one.instead the hash that must still be stored; left out, whatever is stored is replaced.
 * @returns false when another password is stored by now, or nobody has this id.
 */
export async function setPassword(
  db: Db,
  id: string,
  one: { passwordHash: string; mustChange: boolean; instead?: string },
): Promise<boolean> {
  let update = db
    .updateTable('colleagues')
    .set({ password_hash: one.passwordHash, must_change: one.mustChange })
    .where('id', '=', id)
  if (one.instead !== undefined) update = update.where('password_hash', '=', one.instead)
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** @returns false when nobody has this id. */
export async function setName(db: Db, id: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('colleagues')
    .set({ name })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
