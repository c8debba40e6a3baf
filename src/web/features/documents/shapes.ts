import type { Answer } from '../../lib/call.ts'

export type Version = Answer<'GET /api/knowledge/documents/{id}/versions'>['versions'][number]
export type Difference = Answer<'GET /api/knowledge/documents/{id}/diff'>
