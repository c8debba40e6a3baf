import { z } from 'zod'
import { Language } from '../core/intent.ts'
import { Done, Findings, Id, Problem, Text, Time, Words } from './shapes.ts'

const IdParams = z.object({ id: Id })

const SavedReply = z
  .object({ id: z.string(), name: z.string(), language: Language, text: z.string(), changedAt: Time })
  .meta({ id: 'SavedReply' })

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
    body,
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
    body,
    answers: { 200: SavedReply, 404: Problem, 409: Problem, 422: Problem },
  },
  removeSavedReply: {
    method: 'DELETE',
    path: '/api/saved-replies/{id}',
    name: 'removeSavedReply',
    summary: 'Remove a saved reply.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    answers: { 200: Done, 404: Problem },
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
