import type { Answer } from '../../lib/call.ts'
import { Refused } from '../../lib/call.ts'

export type HeldUp = Answer<'PUT /api/prompts/{name}', 409>
export type Ran = Extract<HeldUp, { kind: 'failing' }>['failing'][number]

/** Why nothing was published, where saved cases or a colleague stand against it; null where it is another error. */
export function heldUpBy(error: unknown): HeldUp | null {
  if (!(error instanceof Refused) || error.status !== 409) return null
  const said: { kind?: unknown } | null = error.refusal
  const kinds: readonly unknown[] = ['failing', 'may-not-overrule', 'overtaken'] satisfies HeldUp['kind'][]
  return said && kinds.includes(said.kind) ? (said as unknown as HeldUp) : null
}
