import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import { type Mode, Policy } from '../core/policy.ts'
import type { Brands } from '../core/rights.ts'
import type { Db } from './db.ts'
import { seal, unseal } from './seal.ts'

/** One of the brand's accounts, without its credentials. */
export interface AccountRow {
  id: string
  brandId: string
  brandName: string
  policy: Policy
  channel: string
  nativeId: string
  handle: string
  name: string
  mode: Mode
  state: 'active' | 'paused' | 'refused'
  stateWhy: string | null
  heardAt: Date | null
  provenAt: Date | null
  createdAt: Date
  /** Seconds since it was last known to hear everything; null while it is meant to rest. */
  lagSeconds: number | null
}

/** What a lease holder knows besides. */
export interface LeasedAccount extends AccountRow {
  epoch: string
  cursor: Json | null
  pace: Json | null
  sealed: Buffer
}

function accounts(db: Db) {
  return db
    .selectFrom('accounts as a')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .select([
      'a.id',
      'a.brand_id as brandId',
      'b.name as brandName',
      'b.policy',
      'a.channel',
      'a.native_id as nativeId',
      'a.handle',
      'a.name',
      'a.mode',
      'a.state',
      'a.state_why as stateWhy',
      'a.heard_at as heardAt',
      'a.proven_at as provenAt',
      'a.created_at as createdAt',
      sql<number | null>`case when a.state <> 'paused' then
        extract(epoch from now() - greatest(a.heard_at, a.listened_at, a.created_at))::float8 end`.as(
        'lagSeconds',
      ),
    ])
}

export async function listAccounts(db: Db): Promise<AccountRow[]> {
  const rows = await accounts(db).orderBy('a.id').execute()
  return rows.map((row) => ({ ...row, policy: Policy.parse(row.policy) }))
}

export async function findAccount(db: Db, id: string): Promise<AccountRow | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await accounts(db).where('a.id', '=', id).executeTakeFirst()
  return row ? { ...row, policy: Policy.parse(row.policy) } : null
}

/** Keeps the account from being changed by others until the transaction ends. */
export async function lockAccount(trx: Db, id: string): Promise<void> {
  if (!/^\d{1,18}$/.test(id)) return
  await trx.selectFrom('accounts').select('id').where('id', '=', id).forUpdate().execute()
}

/** The first brand, made when there is none. */
export async function ensureBrand(db: Db, name: string): Promise<string> {
  const first = (from: Db) => from.selectFrom('brands').select('id').orderBy('id').executeTakeFirst()
  const known = await first(db)
  if (known) return known.id
  return db.transaction().execute(async (trx) => {
    // Nodes that start together on an empty database would make one each.
    await sql`lock table brands in share row exclusive mode`.execute(trx)
    const meanwhile = await first(trx)
    if (meanwhile) return meanwhile.id
    const made = await trx
      .insertInto('brands')
      .values({ name, policy: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
}

/** The brand with its policy, locked until the transaction ends; null before the first start. */
export async function findBrand(db: Db): Promise<{ id: string; name: string; policy: Policy } | null> {
  const row = await db
    .selectFrom('brands')
    .select(['id', 'name', 'policy'])
    .orderBy('id')
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, policy: Policy.parse(row.policy) } : null
}

/** The id of the brand of this name; of several the first. */
export async function findBrandNamed(db: Db, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('brands')
    .select('id')
    .where('name', '=', name)
    .orderBy('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The names of brands, those without any account too. */
export async function listBrandNames(db: Db, brands: Brands): Promise<{ id: string; name: string }[]> {
  const all = db.selectFrom('brands').select(['id', 'name']).orderBy('id')
  if (brands === 'every') return all.execute()
  return brands.length === 0 ? [] : all.where('id', 'in', [...brands]).execute()
}

export async function savePolicy(db: Db, brandId: string, policy: Policy): Promise<void> {
  await db
    .updateTable('brands')
    .set({ policy: JSON.stringify(policy) })
    .where('id', '=', brandId)
    .execute()
}

/** The quiet time that the environment asks for, in milliseconds; the rest of the policy stays. */
export async function setQuiet(db: Db, brandId: string, quietMs: number): Promise<void> {
  const row = await db
    .selectFrom('brands')
    .select('policy')
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow()
  await savePolicy(db, brandId, { ...Policy.parse(row.policy), quietMs })
}

export interface NewAccount {
  brandId: string
  channel: string
  nativeId: string
  handle: string
  name: string
  mode: Mode
  settings: unknown
}

/** Stores an account, or new credentials for one that we have. @returns its id. */
export async function saveAccount(db: Db, key: Buffer, account: NewAccount): Promise<string> {
  const sealed = seal(key, `${account.channel} ${account.nativeId}`, account.settings)
  const row = await db
    .insertInto('accounts')
    .values({
      brand_id: account.brandId,
      channel: account.channel,
      native_id: account.nativeId,
      handle: account.handle,
      name: account.name,
      mode: account.mode,
      settings_sealed: sealed,
      proven_at: sql`now()`,
    })
    .onConflict((clash) =>
      clash.columns(['channel', 'native_id']).doUpdateSet({
        handle: account.handle,
        name: account.name,
        mode: account.mode,
        settings_sealed: sealed,
        proven_at: sql`now()`,
        state: 'active',
        state_why: null,
        // Whoever holds the account with the old credentials must let go of it.
        lease_until: sql`'-infinity'`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** @throws OperatorError when the key is not the one they were sealed with. */
export async function openSettings(db: Db, key: Buffer, id: string): Promise<unknown> {
  const row = await db
    .selectFrom('accounts')
    .select(['channel', 'native_id', 'settings_sealed'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return unseal(key, `${row.channel} ${row.native_id}`, row.settings_sealed)
}

export async function setMode(db: Db, id: string, mode: Mode): Promise<void> {
  await db.updateTable('accounts').set({ mode }).where('id', '=', id).execute()
}

/** Anything but `active` stops the listener and the outbox; the queue stays. */
export async function setState(
  db: Db,
  id: string,
  state: AccountRow['state'],
  why: string | null,
): Promise<void> {
  await db.updateTable('accounts').set({ state, state_why: why }).where('id', '=', id).execute()
}

/** For accounts that are delivered to; a listener's is saved with its cursor. At most once a second each. */
export async function noteHeard(db: Db, ids: readonly string[]): Promise<void> {
  await sql`update accounts set heard_at = now() where id = any(${ids}::bigint[])
    and (heard_at is null or heard_at < now() - interval '1 second')`.execute(db)
}

/** Says how long ago each of these accounts, which `node` holds, was last known to hear everything. */
export async function noteListening(
  db: Db,
  node: string,
  known: readonly { id: string; agoMs: number }[],
): Promise<void> {
  if (known.length === 0) return
  await sql`
    update accounts set listened_at = now() - ago * interval '1 millisecond'
    from unnest(${known.map(({ id }) => id)}::bigint[], ${known.map(({ agoMs }) => agoMs)}::float8[]) as known(id, ago)
    where accounts.id = known.id and lease_node = ${node}`.execute(db)
}

export async function noteProven(db: Db, id: string): Promise<void> {
  await db.updateTable('accounts').set({ proven_at: sql`now()` }).where('id', '=', id).execute()
}

export async function savePace(db: Db, id: string, pace: Json): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ pace: JSON.stringify(pace) })
    .where('id', '=', id)
    .execute()
}

/** Removes the account and everything that was heard and said on it. */
export async function removeAccount(db: Db, id: string): Promise<void> {
  await db.deleteFrom('accounts').where('id', '=', id).execute()
}

/**
 * Takes or keeps the lease of every active account that nobody else holds. A lease that is taken anew gets the next epoch,
 * and only the holder of the current epoch may record an attempt to send (see `store/sends.ts`). Rows are waited for: a row
 * that is locked because its listener saves a cursor must not look like a lease that was lost.
 */
export async function takeLeases(db: Db, node: string, ttlMs: number): Promise<LeasedAccount[]> {
  const ttl = sql`now() + ${ttlMs} * interval '1 millisecond'`
  const { rows } = await sql<{ id: string }>`
    update accounts set
      lease_epoch = case when lease_node = ${node} and lease_until > now() then lease_epoch else lease_epoch + 1 end,
      lease_node = ${node}, lease_until = ${ttl}
    where id in (
      select id from accounts
      where state = 'active' and (lease_node = ${node} or lease_until < now()) order by id for update)
    returning id`.execute(db)
  if (rows.length === 0) return []
  const held = await accounts(db)
    .select(['a.lease_epoch as epoch', 'a.cursor', 'a.pace', 'a.settings_sealed as sealed'])
    .where(
      'a.id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('a.id')
    .execute()
  return held.map((row) => ({ ...row, policy: Policy.parse(row.policy) }))
}

/** Opens what `takeLeases` brought. @throws OperatorError */
export function unsealLeased(key: Buffer, account: LeasedAccount): unknown {
  return unseal(key, `${account.channel} ${account.nativeId}`, account.sealed)
}

/** Gives every lease of this node back, at a clean stop or when a killed process of the same node starts again. */
export async function releaseLeases(db: Db, node: string): Promise<void> {
  await sql`update accounts set lease_until = '-infinity' where lease_node = ${node}`.execute(db)
}

/** Active accounts that another node holds, or nobody does; their sends are not this node's to make. */
export async function accountsNotHeldBy(db: Db, node: string): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('lease_node', 'is distinct from', node),
        eb('lease_until', '<', sql<Date>`now()`),
        eb('state', '<>', 'active'),
      ]),
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether its settings were saved anew since then. */
export async function wasRenewedSince(db: Db, id: string, since: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from events
    where account_id = ${id} and conversation_id is null and kind = 'account-renewed' and at >= ${since} limit 1`.execute(
    db,
  )
  return rows.length > 0
}
