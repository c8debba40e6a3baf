import { may } from '../../core/rights.ts'
import type { Overruling } from '../../desk/gate.ts'
import type { SignIn } from '../../desk/staff.ts'

/** Who says that failing cases are to be overruled, and whether they may; null where nobody says so. */
export function overrulingOf(
  { overrule }: { overrule: string | null },
  { memberships }: Pick<SignIn, 'memberships'>,
  brandId: string,
): Overruling | null {
  return overrule === null ? null : { reason: overrule, mayOverrule: may(memberships, 'own', brandId) }
}
