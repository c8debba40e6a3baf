import { useMe } from './session.ts'
import type { Me } from './shapes.ts'

type Right = Me['roles'][number]['rights'][number]

/** Whether somebody has a right at a brand, or, where none is named, at any. The server decides; this is what is shown. */
export function mayAt(me: Me, right: Right, brandId?: string): boolean {
  return me.roles.some(
    (held) =>
      (brandId === undefined || held.brandId === null || held.brandId === brandId) &&
      held.rights.includes(right),
  )
}

export function useMay(right: Right, brandId?: string): boolean {
  return mayAt(useMe(), right, brandId)
}
