import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Guard, makeGuard } from './core/guard.ts'
import { makeHearing } from './writer/guard/hear-faults.ts'
import { unpackGuardWeights } from './writer/guard/weights.ts'

/** The weights of the guard's reader that come with this version. */
export const shippedGuardWeights = fileURLToPath(new URL('../prompts/guard/weights.bin', import.meta.url))

/** The guard as it is shipped: patterns, and the reader that hears what they do not see. */
export function makeShippedGuard(): Guard {
  return makeGuard({ ears: makeHearing(unpackGuardWeights(readFileSync(shippedGuardWeights))) })
}
