import { z } from 'zod'
import { Conflict, Done, Id, Problem, Reason, Someone, Time, Words } from './shapes.ts'

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

const NoteShape = z
  .object({
    id: z.string(),
    text: z.string(),
    at: Time,
    by: Someone.nullable(),
    to: z.array(Someone).meta({ description: 'The colleagues whom it speaks to.' }),
  })
  .meta({ id: 'Note', description: 'What colleagues tell each other; no customer reads it.' })

const decided = { 200: Done, 404: Problem, 409: Conflict }

/** What a colleague does in one conversation beside deciding, and the switch that stops everything. */
export const actContracts = {
  undo: {
    method: 'POST',
    path: '/api/conversations/{id}/undo',
    name: 'undo',
    summary: 'Take an approval back that has not gone out yet; the draft waits again.',
    who: 'colleague',
    right: 'approve',
    params: IdParams,
    body: z.object({ sendId: SendId }),
    answers: { 200: Undone, 404: Problem, 409: z.union([TooLate, Conflict]) },
  },
  addNote: {
    method: 'POST',
    path: '/api/conversations/{id}/notes',
    name: 'addNote',
    summary: 'Write a note for colleagues; `@name` tells who it is for.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ text: Words(2_000).trim().min(1) }),
    answers: { 200: z.object({ id: z.string(), to: z.array(Someone) }), 404: Problem, 409: Conflict },
  },
  notes: {
    method: 'GET',
    path: '/api/conversations/{id}/notes',
    name: 'notes',
    summary: 'The notes of a conversation, oldest first.',
    who: 'colleague',
    right: 'read',
    params: IdParams,
    answers: { 200: z.object({ notes: z.array(NoteShape) }) },
  },
  removeNote: {
    method: 'DELETE',
    path: '/api/conversations/{id}/notes/{note}',
    name: 'removeNote',
    summary: 'Remove a note of your own.',
    who: 'colleague',
    right: 'answer',
    params: IdParams.extend({ note: Id }),
    answers: decided,
  },
  readNotes: {
    method: 'POST',
    path: '/api/conversations/{id}/notes/read',
    name: 'readNotes',
    summary: 'You have seen what speaks to you here.',
    who: 'colleague',
    right: 'read',
    params: IdParams,
    answers: { 200: Done },
  },
  mentionsOfMe: {
    method: 'GET',
    path: '/api/me/mentions',
    name: 'mentionsOfMe',
    summary: 'Notes that speak to you and that you have not seen, the newest first.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    answers: { 200: z.object({ notes: z.array(NoteShape.extend({ conversationId: z.string() })) }) },
  },
  snooze: {
    method: 'POST',
    path: '/api/conversations/{id}/snooze',
    name: 'snooze',
    summary: 'Hide it from the work until then or until the person writes; null brings it back.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ until: Time.nullable() }),
    answers: decided,
  },
  markSpam: {
    method: 'POST',
    path: '/api/conversations/{id}/spam',
    name: 'markSpam',
    summary: 'It is spam: what is open ends without an answer, and Dajeong learns from it.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ version: Id, reason: Reason.nullable().default(null) }),
    answers: decided,
  },
  silence: {
    method: 'POST',
    path: '/api/conversations/{id}/silence',
    name: 'silence',
    summary: 'No machine writes to this person any more; `end-wish` takes it back.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ reason: Reason.min(3) }),
    answers: decided,
  },
  stopped: {
    method: 'GET',
    path: '/api/stop',
    name: 'stopped',
    summary: 'Whether sending is stopped, since when, by whom and why.',
    who: 'colleague',
    right: 'read',
    answers: { 200: Stopped },
  },
  stop: {
    method: 'POST',
    path: '/api/stop',
    name: 'stop',
    summary: 'Stop all sending of the brand at once; what is queued keeps its place.',
    who: 'colleague',
    right: 'answer',
    body: z.object({ why: Reason.min(3) }),
    answers: { 200: Stopped },
  },
  resumeSending: {
    method: 'POST',
    path: '/api/resume-sending',
    name: 'resumeSending',
    summary: 'Send again, beginning with what was queued.',
    who: 'colleague',
    right: 'connect',
    answers: { 200: Done },
  },
} as const
