import { Policy } from '../core/policy.ts'
import type { Db } from './db.ts'

export async function listBrandPolicies(db: Db): Promise<{ id: string; name: string; policy: Policy }[]> {
  const rows = await db.selectFrom('brands').select(['id', 'name', 'policy']).orderBy('id').execute()
  return rows.map((row) => ({ ...row, policy: Policy.parse(row.policy) }))
}
