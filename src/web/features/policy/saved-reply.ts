import type { Answer } from '../../lib/call.ts'

export type Saved = Answer<'GET /api/saved-replies'>['replies'][number]
