import { z } from 'zod'
import { Id, Time, Words } from './shapes.ts'

const Entry = z
  .object({
    id: z.string(),
    at: Time,
    who: z
      .string()
      .meta({ description: '`colleague:ID`, `dajeong` (the machine or its operator) or `nobody`.' }),
    name: z.string().nullable(),
    what: z.string(),
    brandId: z.string().nullable(),
    target: z.string().nullable().meta({ description: 'What it was done to, as `kind:id`.' }),
    before: z.unknown(),
    after: z.unknown(),
    why: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'Null: on the machine itself.' }),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })

export const AuditFilter = z.object({
  who: z
    .string()
    .regex(/^(\d{1,18}|nobody|dajeong)$/)
    .optional()
    .meta({ description: 'A colleague’s id, `nobody` or `dajeong`.' }),
  what: Words(40).optional(),
  since: Time.optional(),
  until: Time.optional(),
})

/** Who may do what, and who did. */
export const peopleContracts = {
  audit: {
    method: 'GET',
    path: '/api/audit',
    name: 'audit',
    summary: 'What was done to the house itself, the newest first. As a table: GET /api/audit.csv.',
    who: 'colleague',
    right: 'people',
    about: 'any',
    query: AuditFilter.extend({
      after: Id.optional().meta({ description: '`next` of the page before.' }),
      most: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answers: { 200: z.object({ entries: z.array(Entry), next: z.string().nullable() }) },
  },
} as const
