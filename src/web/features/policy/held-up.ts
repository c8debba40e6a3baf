import { type Answer, Refused } from '../../lib/call.ts'

type HeldUp = Answer<'PUT /api/policy', 409>
export type Failing = Extract<HeldUp, { kind: 'failing' | 'may-not-overrule' }>['failing'][number]

/** Why a policy was not published, where that is no fault of the request; null for every other error. */
export function heldUpOf(error: unknown): HeldUp | null {
  if (!(error instanceof Refused) || error.status !== 409 || !error.refusal) return null
  // Of what other decisions may be told, none has these names.
  return error.refusal as unknown as HeldUp
}
