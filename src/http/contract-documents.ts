import { z } from 'zod'
import { Address, mostUploadBytes, Taken } from './contract-learning.ts'
import { Done, Hash, Id, Problem, Reason, Time, Validity, Words } from './shapes.ts'
import { HeldUp, Messages, OverruleCases, tries } from './shapes-tuning.ts'

const IdParams = z.object({ id: Id })
const VersionParams = IdParams.extend({ version: Id })
const Day = z.string().nullable()
const Why = Reason.trim().min(3)

const Passage = z
  .object({
    id: z.string().meta({ description: 'The same for the same words in every version.' }),
    ...{ heading: z.string(), text: z.string(), language: z.enum(['ko', 'en']), version: z.string() },
    ...{ validFrom: Day, validUntil: Day, validity: Validity },
  })
  .meta({ id: 'Passage' })

const Version = z
  .object({
    ...{ id: Id, name: z.string(), title: z.string(), language: z.enum(['ko', 'en']) },
    number: z.number().int().meta({ description: 'Counted from 1, the oldest.' }),
    version: z.string().meta({ description: 'What it says of itself.' }),
    ...{ validFrom: Day, validUntil: Day, validity: Validity, passages: z.number().int() },
    hash: z.string().meta({ description: 'The same for the same content.' }),
    ...{ addedBy: z.string(), addedAt: Time, reason: z.string().nullable() },
    backTo: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'The number of the version that it brought back.' }),
    live: z.boolean(),
    removedAt: Time.nullable(),
    removedBy: z.string().nullable(),
    removedReason: z.string().nullable(),
    replaced: z.boolean().meta({ description: 'It ended because another version took its place.' }),
    editable: z.boolean().meta({ description: 'It is Markdown, text or CSV that was uploaded.' }),
    hasSource: z.boolean().meta({ description: 'What it was made of was kept.' }),
  })
  .meta({ id: 'DocumentVersion' })

const Difference = z
  .object({
    same: z.number().int().meta({ description: 'How many passages are the same.' }),
    changes: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('added'), before: z.null(), after: Passage }),
        z.object({ kind: z.literal('removed'), before: Passage, after: z.null() }),
        z.object({ kind: z.literal('changed'), before: Passage, after: Passage }),
      ]),
    ),
    more: z.number().int().meta({ description: 'How many changes there are besides the 300 that are told.' }),
  })
  .meta({ id: 'DocumentDifference' })

const about = 'document'
const text = z.string().max(5_000_000).meta({ description: 'The whole document, as its file would be.' })

const ByWordsAlone = z.number().int().meta({
  description:
    'How many passages of what is tried were sought by their words alone, because the server that makes their vectors failed or took too long. Once it is live they are made in the background, and replies may find more.',
})

/** Everything that the documents ever said. `id` is that of any version of a document. */
export const documentContracts = {
  documentVersions: {
    method: 'GET',
    path: '/api/knowledge/documents/{id}/versions',
    name: 'documentVersions',
    summary: 'Every version of a document: who took it in, when and why, and how it ended. The newest first.',
    who: 'colleague',
    right: 'read',
    about,
    params: IdParams,
    answers: { 200: z.object({ name: z.string(), versions: z.array(Version) }), 404: Problem },
  },
  documentVersion: {
    method: 'GET',
    path: '/api/knowledge/documents/{id}/versions/{version}',
    name: 'documentVersion',
    summary: 'One version of a document: its passages in their order, as they are or were searched.',
    who: 'colleague',
    right: 'read',
    about,
    params: VersionParams,
    query: z.object({
      from: z.coerce.number().int().min(0).max(1_000_000).default(0).meta({
        description: 'The place to begin at; `next` of the page before.',
      }),
      most: z.coerce.number().int().min(1).max(200).default(100),
    }),
    answers: {
      200: z.object({ version: Version, passages: z.array(Passage), next: z.number().int().nullable() }),
      404: Problem,
    },
  },
  documentSource: {
    method: 'GET',
    path: '/api/knowledge/documents/{id}/versions/{version}/source',
    name: 'documentSource',
    summary: 'The text that a version was made of, to edit it; null where it was not kept or is no text.',
    who: 'colleague',
    right: 'tune',
    about,
    params: VersionParams,
    answers: { 200: z.object({ text: z.string().nullable() }), 404: Problem },
  },
  documentDiff: {
    method: 'GET',
    path: '/api/knowledge/documents/{id}/diff',
    name: 'documentDiff',
    summary: 'What is different between two versions of a document, by passage.',
    who: 'colleague',
    right: 'read',
    about,
    params: IdParams,
    query: z.object({ from: Id, to: Id }),
    answers: { 200: Difference, 404: Problem },
  },
  checkDocument: {
    method: 'POST',
    path: '/api/knowledge/documents/{id}/check',
    name: 'checkDocument',
    summary: 'What a text would change in the live version, were it taken in; nothing is kept.',
    who: 'colleague',
    right: 'tune',
    about,
    quiet: true,
    mostBytes: mostUploadBytes,
    params: IdParams,
    body: z.object({ text }),
    answers: { 200: Difference, 404: Problem, 422: Problem },
  },
  editDocument: {
    method: 'PUT',
    path: '/api/knowledge/documents/{id}',
    name: 'editDocument',
    summary: 'Take a text in, in place of what the document says now.',
    who: 'colleague',
    right: 'tune',
    about,
    mostBytes: mostUploadBytes,
    params: IdParams,
    body: z.object({
      text,
      reason: Why,
      overrule: OverruleCases,
      seen: Id.meta({
        description: 'The version that you had before you. If another one is live: 409 `changed-meanwhile`.',
      }),
    }),
    answers: { 200: Taken, 404: Problem, 409: z.union([Problem, HeldUp]), 422: Problem },
  },
  tryDocument: {
    method: 'POST',
    path: '/api/knowledge/try',
    name: 'tryDocument',
    summary:
      'Answer at most 20 messages with what the documents say and with what they would say, side by side.',
    who: 'colleague',
    right: 'tune',
    mostBytes: mostUploadBytes,
    body: z.object({
      document: z
        .discriminatedUnion('kind', [
          z.object({
            ...{ kind: z.literal('file'), name: Words(200).min(1) },
            contentBase64: z.string().max(mostUploadBytes).meta({ contentEncoding: 'base64' }),
          }),
          z.object({ kind: z.literal('page'), url: Address }),
          z.object({ kind: z.literal('text'), id: Id, text }),
          z.object({ kind: z.literal('version'), id: Id, version: Id }),
          z.object({ kind: z.literal('without'), id: Id }),
        ])
        .meta({
          description:
            'A file as it would be taken in, the page at an address as it is now, a text in place of a document’s, an older version of it, or its absence.',
        }),
      ...Messages,
    }),
    answers: {
      ...tries,
      200: tries[200].extend({
        hash: Hash.nullable().meta({ description: 'Of the content that was tried; null for its absence.' }),
        byWordsAlone: ByWordsAlone,
      }),
    },
  },
  rollBackDocument: {
    method: 'POST',
    path: '/api/knowledge/documents/{id}/roll-back',
    name: 'rollBackDocument',
    summary: 'Let a document say again what it said in a version, also where it was removed.',
    who: 'colleague',
    right: 'tune',
    about,
    params: IdParams,
    body: z.object({
      version: Id,
      reason: Why,
      seen: Id.nullable().meta({
        description:
          'The version that is live as you know it, null for none. If that is no longer so: 409 `changed-meanwhile`.',
      }),
    }),
    answers: { 200: Taken, 404: Problem, 409: Problem, 422: Problem },
  },
  takeDocumentOut: {
    method: 'POST',
    path: '/api/knowledge/documents/{id}/remove',
    name: 'takeDocumentOut',
    summary: 'Take a document out and say why; it can be brought back. `id` is that of its live version.',
    who: 'colleague',
    right: 'tune',
    about,
    params: IdParams,
    body: z.object({ reason: Words(1_000).trim().nullable().default(null) }),
    answers: { 200: Done, 404: Problem, 409: Problem },
  },
  removedDocuments: {
    method: 'GET',
    path: '/api/knowledge/removed',
    name: 'removedDocuments',
    summary: 'The last versions of documents that were taken out, the newest first, 100 at most.',
    who: 'colleague',
    right: 'read',
    answers: { 200: z.object({ documents: z.array(Version) }) },
  },
} as const
