import { z } from 'zod'
import { Policy } from '../core/policy.ts'
import { findBrand, savePolicy } from '../store/accounts.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'

export type PolicyAnswer =
  | { kind: 'policy'; brand: string; policy: Policy; changed: string[] }
  | { kind: 'no-brand' }
  | { kind: 'wrong'; faults: { field: string; message: string }[] }

/** What admins may set for the brand; who changed what is written down. Running listeners follow at their next start. */
export async function changePolicy(db: Db, change: Record<string, unknown>, who: Who): Promise<PolicyAnswer> {
  return db.transaction().execute(async (trx) => {
    const brand = await findBrand(trx)
    if (!brand) return { kind: 'no-brand' }
    const { voice, disclosure, assignment } = brand.policy
    // Of these only what is given changes.
    const parts = {
      ...(change.voice ? { voice: { ...voice, ...change.voice } } : {}),
      ...(change.disclosure ? { disclosure: { ...disclosure, ...change.disclosure } } : {}),
      ...(change.assignment ? { assignment: { ...assignment, ...change.assignment } } : {}),
    }
    const read = z.strictObject(Policy.shape).safeParse({ ...brand.policy, ...change, ...parts })
    if (!read.success) {
      const faults = read.error.issues.map((issue) => ({
        field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
        message: issue.message,
      }))
      return { kind: 'wrong', faults }
    }
    const changed = Object.keys(change).filter(
      (name) =>
        JSON.stringify(brand.policy[name as keyof Policy]) !==
        JSON.stringify(read.data[name as keyof Policy]),
    )
    if (changed.length > 0) {
      await savePolicy(trx, brand.id, read.data)
      const detail = { brandId: brand.id, before: brand.policy, after: read.data }
      await noteEvents(trx, [{ who, kind: 'policy', why: `changed: ${changed.join(', ')}`, detail }])
    }
    return { kind: 'policy', brand: brand.name, policy: read.data, changed }
  })
}
