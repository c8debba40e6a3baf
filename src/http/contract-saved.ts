import { z } from 'zod'
import { Language } from '../core/intent.ts'
import { Done, Findings, Id, Problem, Reason, Text, Time, Words } from './shapes.ts'

const IdParams = z.object({ id: Id })

const SavedReply = z
  .object({
    ...{ id: z.string(), name: z.string(), language: Language, text: z.string(), changedAt: Time },
    version: Id.meta({ description: 'The newest of its versions; send it back as `seen`.' }),
  })
  .meta({ id: 'SavedReply' })

const Version = z
  .object({
    ...{ id: Id, name: z.string(), language: Language, text: z.string(), at: Time },
    ...{ author: z.string(), reason: z.string().nullable() },
  })
  .meta({ id: 'SavedReplyVersion' })

const body = z.object({
  name: Words(80).trim().min(1),
  language: Language,
  text: Text.min(1).meta({
    description:
      'May hold {{person.name}}, {{brand.name}} and {{colleague.name}}; any other variable is refused.',
  }),
})

const Filled = z
  .object({ text: z.string(), findings: Findings, counted: z.number(), max: z.number() })
  .meta({ id: 'Filled' })

const reason = Words(300).trim().min(3).nullable().default(null).meta({
  description: 'Why it is changed, for the colleagues who read its versions and the audit log.',
})

const Tried = z
  .object({
    ...{ conversationId: Id, message: z.string().meta({ description: 'What the person wrote last.' }) },
    live: Filled.nullable().meta({ description: 'What the saved reply says now; null for a new one.' }),
    tried: Filled,
  })
  .meta({ id: 'TriedSavedReply' })

const seen = Id.optional().meta({
  description: 'The version that you had before you. If somebody saved it since: 409 `changed-meanwhile`.',
})

/** Answers that colleagues give again and again. */
export const savedContracts = {
  savedReplies: {
    method: 'GET',
    path: '/api/saved-replies',
    name: 'savedReplies',
    summary: 'The brand’s saved replies, by name.',
    who: 'colleague',
    right: 'read',
    answers: { 200: z.object({ replies: z.array(SavedReply) }) },
  },
  saveReply: {
    method: 'POST',
    path: '/api/saved-replies',
    name: 'saveReply',
    summary: 'Save a reply for everybody.',
    who: 'colleague',
    right: 'tune',
    body: body.extend({ reason }),
    answers: { 200: SavedReply, 409: Problem, 422: Problem },
  },
  changeSavedReply: {
    method: 'PUT',
    path: '/api/saved-replies/{id}',
    name: 'changeSavedReply',
    summary: 'Change a saved reply.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    body: body.extend({ reason, seen }),
    answers: { 200: SavedReply, 404: Problem, 409: Problem, 422: Problem },
  },
  trySavedReply: {
    method: 'POST',
    path: '/api/saved-replies/try',
    name: 'trySavedReply',
    summary:
      'A text as it would be said to people who wrote, beside what a saved reply says now; nothing is sent or kept.',
    who: 'colleague',
    right: 'tune',
    body: z.object({
      id: Id.nullable().meta({ description: 'The saved reply that it is to change; null for a new one.' }),
      text: body.shape.text,
      conversations: z.array(Id).max(20).meta({ description: 'Of each its newest message is answered.' }),
    }),
    answers: { 200: z.object({ results: z.array(Tried) }), 404: Problem, 422: Problem },
  },
  removeSavedReply: {
    method: 'DELETE',
    path: '/api/saved-replies/{id}',
    name: 'removeSavedReply',
    summary: 'Take a saved reply out of the lists; its versions stay, and it can be rolled back to one.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    answers: { 200: Done, 404: Problem },
  },
  removedReplies: {
    method: 'GET',
    path: '/api/saved-replies/removed',
    name: 'removedReplies',
    summary: 'Saved replies that were removed, the newest first, 100 at most.',
    who: 'colleague',
    right: 'tune',
    answers: { 200: z.object({ replies: z.array(SavedReply) }) },
  },
  savedReplyVersions: {
    method: 'GET',
    path: '/api/saved-replies/{id}/versions',
    name: 'savedReplyVersions',
    summary: 'Everything that a saved reply ever said, the newest first.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    answers: { 200: z.object({ versions: z.array(Version) }), 404: Problem },
  },
  rollBackSavedReply: {
    method: 'POST',
    path: '/api/saved-replies/{id}/roll-back',
    name: 'rollBackSavedReply',
    summary: 'Let a saved reply say again what it said in a version, also where it was removed.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    body: z.object({ version: Id, reason: Reason.trim().min(3) }),
    answers: { 200: SavedReply, 404: Problem, 409: Problem },
  },
  fillSavedReply: {
    method: 'POST',
    path: '/api/conversations/{id}/saved-replies/{reply}/fill',
    name: 'fillSavedReply',
    summary:
      'A saved reply as it would be said here, with what would be found in it; nothing is sent or kept.',
    who: 'colleague',
    right: 'answer',
    params: IdParams.extend({ reply: Id }),
    answers: { 200: Filled, 404: Problem },
  },
} as const
