import { type Answer, Refused } from './call.ts'

type OfPrompt = Answer<'PUT /api/prompts/{name}', 409>
type OfPolicy = Answer<'PUT /api/policy', 409>

/** Why nothing was published, where saved cases or a colleague stand against it. */
export type HeldUp = OfPrompt | OfPolicy
/** A saved case with what came of it. */
export type Ran = Extract<HeldUp, { kind: 'failing' }>['failing'][number]

const kinds: readonly unknown[] = [
  'failing',
  'may-not-overrule',
  'overtaken',
  'changed-meanwhile',
] satisfies HeldUp['kind'][]

/** @returns null where it is another error. */
export function heldUpBy(error: unknown): HeldUp | null {
  if (!(error instanceof Refused) || error.status !== 409) return null
  const said: { kind?: unknown } | null = error.refusal
  // Of what decisions on a conversation may be told, none that can come here has these names.
  return said && kinds.includes(said.kind) ? (said as unknown as HeldUp) : null
}
