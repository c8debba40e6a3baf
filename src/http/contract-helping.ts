import { z } from 'zod'
import { Language } from '../core/intent.ts'
import { Conflict, Findings, Id, Problem, Text, Words } from './shapes.ts'

const IdParams = z.object({ id: Id })

const Wish = z
  .union([
    z.enum(['shorter', 'warmer', 'more-formal', 'in-korean', 'in-english']),
    z.object({ words: Words(200).trim().min(1) }),
  ])
  .meta({ id: 'Wish', description: 'A known wish, or the colleague’s own words.' })

const Rewritten = z
  .object({ kind: z.literal('rewritten'), text: z.string(), findings: Findings })
  .meta({ id: 'Rewritten' })

const Translation = z
  .object({
    kind: z.literal('translated'),
    language: Language,
    turns: z
      .array(z.object({ id: z.string(), from: z.enum(['person', 'brand']), text: z.string() }))
      .meta({ description: 'The newest of those that are in another language, 30 at most.' }),
    draft: z.string().nullable().meta({ description: 'Null where it is in that language already.' }),
  })
  .meta({ id: 'Translation' })

const Summary = z
  .object({
    version: z.string().meta({ description: 'The conversation’s version that it was made of.' }),
    text: z.string(),
    language: Language,
    writer: z.enum(['plain', 'model']),
    at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'Summary' })

/** What helps a colleague to answer. */
export const helpingContracts = {
  rewrite: {
    method: 'POST',
    path: '/api/conversations/{id}/rewrite',
    name: 'rewrite',
    summary:
      'Let the model write a text anew; nothing is sent or kept. 409 `forbidden` where there is no model.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ text: Text, wish: Wish }),
    answers: { 200: Rewritten, 404: Problem, 409: Conflict },
  },
  translate: {
    method: 'POST',
    path: '/api/conversations/{id}/translation',
    name: 'translate',
    summary:
      'What was said and the draft, in the language that the colleague reads, by the model; nothing is kept. 409 `forbidden` where there is none.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ language: Language }),
    answers: { 200: Translation, 404: Problem, 409: Conflict },
  },
  summary: {
    method: 'GET',
    path: '/api/conversations/{id}/summary',
    name: 'summary',
    summary: 'The conversation in a few lines, by the model if there is one, else made from what is stored.',
    who: 'colleague',
    right: 'read',
    params: IdParams,
    query: z.object({ language: Language.default('ko') }),
    answers: { 200: Summary, 404: Problem },
  },
} as const
