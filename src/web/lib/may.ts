import { useMe } from './session.ts'
import type { Me } from './shapes.ts'

type Right = Me['roles'][number]['rights'][number]

/** Whether who is signed in may do this at one of their brands at least; the server knows of which. */
export function useMay(right: Right): boolean {
  return useMe().roles.some(({ rights }) => rights.includes(right))
}
