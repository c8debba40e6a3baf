import { guardByPatterns } from '../../src/core/guard.ts'
import { makeLook } from '../../src/core/look.ts'

/** Looks by patterns, which is quick to make; what is heard beside them has tests of its own. */
export const look = makeLook(guardByPatterns)
