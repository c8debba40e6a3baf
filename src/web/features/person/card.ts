import type { Answer, Ask } from '../../lib/call.ts'

export type Card = Answer<'GET /api/persons/{id}'>
export type Forgotten = Answer<'POST /api/persons/{id}/forget'>
export type Because = Ask<'POST /api/persons/{id}/forget'>['body']['reason']

export const becauses = ['asked', 'authority', 'mistake', 'other'] as const satisfies readonly Because[]
