import { z } from 'zod'
import { Intent, Language } from '../core/intent.ts'
import { LessonKind, LessonReason } from '../core/lesson.ts'
import { Visibility } from '../core/mention.ts'
import { Done, Hash, Id, Problem, Someone, Source, Validity, Words } from './shapes.ts'
import { HeldUp, OverruleCases } from './shapes-tuning.ts'

const IdParams = z.object({ id: Id })
const Time = z.iso.datetime({ offset: true })

const Lesson = z
  .object({
    id: z.string(),
    draftId: z.string(),
    kind: LessonKind,
    reason: LessonReason.nullable(),
    note: z.string().nullable(),
    language: Language,
    intent: Intent,
    visibility: Visibility,
    message: z.string(),
    draft: z.string(),
    reply: z.string().nullable().meta({ description: 'What was sent; null when nothing was.' }),
    overruled: z.boolean().meta({ description: 'It was sent against a finding, so it is no example.' }),
    by: Someone.nullable(),
    at: Time,
  })
  .meta({ id: 'Lesson', description: 'What a colleague made of a draft; what is personal is masked.' })

const Document = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    version: z.string(),
    language: z.enum(['ko', 'en']),
    validFrom: z.string().nullable(),
    validUntil: z.string().nullable(),
    validity: Validity,
    passages: z.number().int(),
    addedBy: z.string(),
    addedAt: Time,
  })
  .meta({ id: 'Document' })

export const Taken = z
  .object({
    kind: z.enum(['added', 'replaced', 'same']),
    id: Id.meta({ description: 'The live version.' }),
    name: z.string(),
    title: z.string(),
    version: z.string(),
    passages: z.number().int(),
    withoutVectors: z
      .number()
      .int()
      .meta({ description: 'Found by their words alone until vectors are made; 0 where none are wanted.' }),
  })
  .meta({ id: 'TakenDocument' })

const Because = Words(1_000)
  .trim()
  .nullable()
  .default(null)
  .meta({ description: 'Why, for the colleagues who read it later.' })

export const Address = Words(2_000).trim().min(1).meta({ example: 'https://shop.example/returns' })
const Seen = Id.nullable().optional().meta({
  description:
    'The live version that you know of, null for none. If another one is live: 409 `changed-meanwhile`.',
})

// 5 MB in base64, and what is around them.
export const mostUploadBytes = 6_700_000

/** What the brand knows, and what it learned from its colleagues. */
export const learningContracts = {
  lessons: {
    method: 'GET',
    path: '/api/lessons',
    name: 'lessons',
    summary: 'What colleagues made of drafts, the newest first.',
    who: 'colleague',
    right: 'read',
    query: z.object({
      kind: LessonKind.optional(),
      language: Language.optional(),
      intent: Intent.optional(),
      after: Id.optional().meta({ description: '`next` of the page before.' }),
      most: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answers: { 200: z.object({ lessons: z.array(Lesson), next: z.string().nullable() }) },
  },
  removeLesson: {
    method: 'DELETE',
    path: '/api/lessons/{id}',
    name: 'removeLesson',
    summary: 'Forget a lesson; it is no example any more.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    answers: { 200: Done, 404: Problem },
  },
  documents: {
    method: 'GET',
    path: '/api/knowledge',
    name: 'documents',
    summary: 'The documents that replies may rest on.',
    who: 'colleague',
    right: 'read',
    answers: { 200: z.object({ documents: z.array(Document) }) },
  },
  addDocument: {
    method: 'POST',
    path: '/api/knowledge',
    name: 'addDocument',
    summary:
      'Take a document in, in place of the one of the same name: .md, .txt, .html, .csv or .pdf, at most 5 MB.',
    who: 'colleague',
    right: 'tune',
    mostBytes: mostUploadBytes,
    body: z.object({
      name: Words(200)
        .min(1)
        .meta({ description: 'The file’s name, with its ending.', example: 'roaming-ko.md' }),
      contentBase64: z.string().max(mostUploadBytes).meta({ contentEncoding: 'base64' }),
      reason: Because,
      overrule: OverruleCases,
      seen: Seen,
    }),
    answers: { 200: Taken, 409: z.union([Problem, HeldUp]), 422: Problem },
  },
  addPage: {
    method: 'POST',
    path: '/api/knowledge/url',
    name: 'addPage',
    summary:
      'Take in the page at an address, in place of what it said before; at most 5 MB, on the open internet. What stands against it is told by `error`, such as `page-not-found`.',
    who: 'colleague',
    right: 'tune',
    body: z.object({
      url: Address,
      reason: Because,
      overrule: OverruleCases,
      seen: Seen,
      hash: Hash.optional().meta({
        description:
          'That of the page as it was tried. If it says something else by now: 422 `page-changed`.',
      }),
    }),
    answers: { 200: Taken, 409: z.union([Problem, HeldUp]), 422: Problem },
  },
  removeDocument: {
    method: 'DELETE',
    path: '/api/knowledge/{id}',
    name: 'removeDocument',
    summary: 'Take a document out; replies rest on it no more.',
    who: 'colleague',
    right: 'tune',
    params: IdParams,
    answers: { 200: Done, 404: Problem },
  },
  searchDocuments: {
    method: 'GET',
    path: '/api/knowledge/search',
    name: 'searchDocuments',
    summary: 'What the documents say about a question, the best first.',
    who: 'colleague',
    right: 'read',
    query: z.object({
      q: Words(1_000).min(1),
      most: z.coerce.number().int().min(1).max(20).default(5),
    }),
    answers: { 200: z.object({ passages: z.array(Source.extend({ score: z.number() })) }) },
  },
} as const
