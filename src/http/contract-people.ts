import { z } from 'zod'
import { Role } from '../core/rights.ts'
import { Done, Id, Problem, Time, Words } from './shapes.ts'

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
    changes: z
      .array(z.object({ field: z.string(), ko: z.string(), en: z.string() }))
      .nullable()
      .meta({
        description:
          'Of a policy: what is different, in words. Null where before and after are all there is to tell.',
      }),
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

const IdParams = z.object({ id: Id })
const AtBrand = Id.nullable()
  .optional()
  .meta({ description: 'Left out: the brand that this Dajeong was started for. Null: every brand.' })
const PasswordLink = z
  .object({ path: z.string(), expiresAt: Time })
  .meta({ id: 'PasswordLink', description: 'A link for one use; it is shown only now.' })

const Employed = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    invited: z.boolean().meta({ description: 'They have not chosen a password yet.' }),
    mustChange: z.boolean(),
    roles: z.array(z.object({ brandId: z.string().nullable(), role: Role })),
    seenAt: Time.nullable(),
  })
  .meta({ id: 'Employed' })

const Session = z
  .object({
    id: z.string(),
    since: Time,
    seenAt: Time,
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })

const people = { who: 'colleague', right: 'people', about: 'any' } as const
const changed = { 200: Done, 403: Problem, 404: Problem, 409: Problem }

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
  staff: {
    ...people,
    method: 'GET',
    path: '/api/staff',
    name: 'staff',
    summary: 'Everybody with a role at a brand where you may give roles.',
    answers: { 200: z.object({ staff: z.array(Employed) }) },
  },
  invite: {
    ...people,
    method: 'POST',
    path: '/api/invitations',
    name: 'invite',
    summary: 'Give somebody a role; who has no password yet gets a link of 7 days, shown once.',
    body: z.object({
      email: Words(320)
        .trim()
        .regex(/^[^\s@]+@[^\s@]+$/, 'An address has the form name@place.'),
      name: Words(80).trim().min(1),
      role: Role,
      brandId: AtBrand,
    }),
    answers: { ...changed, 200: z.object({ id: z.string(), link: PasswordLink.nullable() }) },
  },
  resetLink: {
    ...people,
    method: 'POST',
    path: '/api/colleagues/{id}/reset-link',
    name: 'resetLink',
    summary: 'A link of 24 hours to choose a new password by, shown once.',
    params: IdParams,
    body: z.object({
      dropTwoFactor: z.boolean().default(false).meta({ description: 'They lost their telephone too.' }),
    }),
    answers: { 200: PasswordLink, 403: Problem, 404: Problem },
  },
  setRole: {
    ...people,
    method: 'PUT',
    path: '/api/colleagues/{id}/role',
    name: 'setRole',
    summary: 'Another role in place of the one that they have there.',
    params: IdParams,
    body: z.object({ role: Role, brandId: AtBrand }),
    answers: changed,
  },
  removeColleague: {
    ...people,
    method: 'POST',
    path: '/api/colleagues/{id}/remove',
    name: 'removeColleague',
    summary: 'Take their role there away; without any role nobody signs in.',
    params: IdParams,
    body: z.object({ brandId: AtBrand }),
    answers: changed,
  },
  acceptLink: {
    method: 'POST',
    path: '/api/links/accept',
    name: 'acceptLink',
    summary: 'Choose a password by a link, once; a link whose password was refused still holds.',
    who: 'nobody',
    body: z.object({
      token: z.string().max(100),
      password: z.string().max(10_000).meta({ format: 'password' }),
    }),
    answers: { 200: z.object({ email: z.string() }), 403: Problem, 422: Problem, 429: Problem },
  },
  sessions: {
    method: 'GET',
    path: '/api/me/sessions',
    name: 'sessions',
    summary: 'Where you are signed in.',
    who: 'colleague',
    right: 'self',
    answers: { 200: z.object({ sessions: z.array(Session) }) },
  },
  endSession: {
    method: 'POST',
    path: '/api/me/sessions/end',
    name: 'endSession',
    summary: 'Sign out elsewhere: one session, or all `others`.',
    who: 'colleague',
    right: 'self',
    body: z.object({ id: z.union([Id, z.literal('others')]) }),
    answers: { 200: Done, 404: Problem },
  },
} as const
