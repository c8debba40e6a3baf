import { z } from 'zod'
import { Conflict, Done, Id, Problem, Someone, Time } from './shapes.ts'

const IdParams = z.object({ id: Id })

const Company = z
  .object({
    present: z.array(Someone.extend({ doing: z.enum(['looking', 'typing']) })),
    lease: Someone.extend({ until: Time })
      .nullable()
      .meta({ description: 'Who has it to themselves; nobody else decides here until then.' }),
  })
  .meta({ id: 'Company', description: 'Who is in a conversation at this moment.' })

const decided = { 200: Done, 404: Problem, 409: Conflict }

/** Who is looking, who is typing, and whose turn it is. */
export const presenceContracts = {
  presence: {
    method: 'POST',
    path: '/api/conversations/{id}/presence',
    name: 'presence',
    summary:
      'Say every few seconds what you do here; after 15 s of silence you are gone. Prolongs your lease.',
    who: 'colleague',
    right: 'read',
    quiet: true,
    params: IdParams,
    body: z.object({ doing: z.enum(['looking', 'typing', 'gone']) }),
    answers: { 200: Company, 404: Problem },
  },
  company: {
    method: 'GET',
    path: '/api/conversations/{id}/presence',
    name: 'company',
    summary: 'Who is here, and who has the conversation to themselves.',
    who: 'colleague',
    right: 'read',
    params: IdParams,
    answers: { 200: Company, 404: Problem },
  },
  take: {
    method: 'POST',
    path: '/api/conversations/{id}/take',
    name: 'take',
    summary: 'Have it to yourself for ten minutes and for as long as you are here; the draft stays.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ takeFrom: Id.optional() }),
    answers: decided,
  },
  letGo: {
    method: 'POST',
    path: '/api/conversations/{id}/let-go',
    name: 'letGo',
    summary: 'Let others decide here again.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    answers: decided,
  },
} as const
