import { z } from 'zod'
import { Conflict, Done, Id, Problem, Reason, Time } from './shapes.ts'

const IdParams = z.object({ id: Id })

const SendId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .meta({ description: 'The id of a turn of ours.' })

const Undone = z
  .object({
    kind: z.literal('undone'),
    draftId: z.string().nullable().meta({
      description: 'The draft that waits again; null where a colleague had written the text themselves.',
    }),
    text: z.string().meta({ description: 'What would have gone out.' }),
  })
  .meta({ id: 'Undone' })

const TooLate = z
  .object({
    kind: z.literal('too-late'),
    state: z.enum(['sending', 'sent', 'failed']),
    text: z.string(),
    at: Time,
  })
  .meta({ id: 'TooLate', description: 'It is going out, or has.' })

const Stop = z
  .object({
    at: Time,
    who: z.string(),
    name: z.string().nullable().meta({ description: 'The colleague’s name; null for the command line.' }),
    why: z.string(),
  })
  .meta({ id: 'Stop' })
const Stopped = z.object({ stopped: Stop.nullable().meta({ description: 'Null while the brand sends.' }) })

/** What a colleague does in one conversation beside deciding, and the switch that stops everything. */
export const actContracts = {
  undo: {
    method: 'POST',
    path: '/api/conversations/{id}/undo',
    name: 'undo',
    summary: 'Take an approval back that has not gone out yet; the draft waits again.',
    who: 'colleague',
    params: IdParams,
    body: z.object({ sendId: SendId }),
    answers: { 200: Undone, 404: Problem, 409: z.union([TooLate, Conflict]) },
  },
  stopped: {
    method: 'GET',
    path: '/api/stop',
    name: 'stopped',
    summary: 'Whether sending is stopped, since when, by whom and why.',
    who: 'colleague',
    answers: { 200: Stopped },
  },
  stop: {
    method: 'POST',
    path: '/api/stop',
    name: 'stop',
    summary: 'Stop all sending of the brand at once; what is queued keeps its place.',
    who: 'colleague',
    body: z.object({ why: Reason.min(3) }),
    answers: { 200: Stopped },
  },
  resumeSending: {
    method: 'POST',
    path: '/api/resume-sending',
    name: 'resumeSending',
    summary: 'Send again, beginning with what was queued.',
    who: 'colleague',
    answers: { 200: Done },
  },
} as const
