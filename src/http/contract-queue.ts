import { z } from 'zod'
import { Feeling, Intent, Language, Urgency } from '../core/intent.ts'
import { Visibility } from '../core/mention.ts'
import { Done, Id, Listed, Problem, Someone, Tab, Time, Words } from './shapes.ts'

/** Several values in one parameter, with commas between them; any of them will do. */
function Several<T extends z.ZodType<string, string>>(value: T, about: string) {
  return z
    .string()
    .min(1)
    .max(1_000)
    .transform((text) => text.split(','))
    .pipe(z.array(value).max(50))
    .optional()
    .meta({ description: `${about} Several with commas between them.` })
}

const IdParams = z.object({ id: Id })
const Assigned = z
  .object({ kind: z.literal('assigned'), conversationId: z.string(), assignee: Someone.nullable() })
  .meta({ id: 'Assigned' })
const AssignedElsewhere = z
  .object({ kind: z.literal('assigned-elsewhere'), assignee: Someone.nullable() })
  .meta({ id: 'AssignedElsewhere' })
const NotClosed = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('still-open') }),
    z.object({ kind: z.literal('held'), by: Someone }),
  ])
  .meta({
    id: 'NotClosed',
    description: 'Decide, answer or dismiss what is open first; take over what is held.',
  })
const Member = Someone.extend({
  available: z.boolean(),
  capacity: z.number().int().meta({ description: 'Open conversations that they take at a time.' }),
  load: z.number().int().meta({ description: 'Open conversations that were given to them.' }),
}).meta({ id: 'TeamMember' })

const Assignee = z.union([z.enum(['me', 'nobody']), Id])

export const queueContracts = {
  conversations: {
    method: 'GET',
    path: '/api/conversations',
    name: 'conversations',
    summary:
      'One page of a tab. Work comes by who is due first; what is over, and `sent` and `all`, by what is newest; `sort` changes that.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    query: z.object({
      tab: Tab.default('to-approve'),
      sort: z.enum(['next', 'newest', 'oldest']).optional().meta({ description: '`next`: due first.' }),
      brand: Several(Id, 'Ids of brands.'),
      account: Several(Id, 'Ids of accounts.'),
      intent: Several(Intent, 'What it is.'),
      feeling: Several(Feeling, 'How the person feels.'),
      urgency: Several(Urgency, 'How soon it is needed.'),
      language: Several(Language, 'What it is written in.'),
      visibility: Several(Visibility, 'Who can read it.'),
      finding: Several(z.string().min(1).max(40), 'Codes of findings in the draft that waits.'),
      assignee: Several(Assignee, 'Who is to look at it: `me`, `nobody` or ids of colleagues.'),
      mine: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: '`true`: only what is open and was given to you or is held by you.' }),
      overdue: z.enum(['true', 'false']).optional().meta({ description: '`true`: only what is due by now.' }),
      minutesOld: z.coerce
        .number()
        .int()
        .min(0)
        .max(10_000_000)
        .optional()
        .meta({ description: 'Waits for so many minutes or longer.' }),
      search: Words(200).optional().meta({ description: 'Said by either side, or in a name or handle.' }),
      after: z.string().max(200).optional().meta({ description: '`next` of the page before.' }),
      most: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answers: { 200: z.object({ conversations: z.array(Listed), next: z.string().nullable() }) },
  },
  queueRule: {
    method: 'GET',
    path: '/api/queue/rule',
    name: 'queueRule',
    summary:
      'How soon each kind of message is to be answered, by brand, and when that would be if it came now.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    answers: {
      200: z.object({
        brands: z.array(
          Someone.extend({
            zone: z.string(),
            times: z.array(
              z.object({
                ...{ urgency: Urgency, feeling: Feeling, visibility: Visibility },
                minutes: z.number().int(),
                dueIfNow: Time,
                because: z.object({ ko: z.string(), en: z.string() }),
              }),
            ),
          }),
        ),
      }),
    },
  },
  assign: {
    method: 'POST',
    path: '/api/conversations/{id}/assign',
    name: 'assign',
    summary: 'Tell a colleague, or with null nobody, to look at it. The bot goes on all the same.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({
      to: Id.nullable(),
      seen: Id.nullable()
        .optional()
        .meta({ description: 'Who had it when you decided; with another one now nothing changes (409).' }),
    }),
    answers: { 200: Assigned, 404: Problem, 409: AssignedElsewhere, 422: Problem },
  },
  takeNext: {
    method: 'POST',
    path: '/api/queue/next',
    name: 'takeNext',
    summary: 'Get what is due first of what needs a colleague and has none; never the same as somebody else.',
    who: 'colleague',
    right: 'answer',
    about: 'any',
    answers: { 200: z.discriminatedUnion('kind', [Assigned, z.object({ kind: z.literal('nothing') })]) },
  },
  close: {
    method: 'POST',
    path: '/api/conversations/{id}/close',
    name: 'close',
    summary: 'Nothing more is waited for here; what the person says next opens it again.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    answers: { 200: Done, 404: Problem, 409: NotClosed },
  },
  setAvailability: {
    method: 'POST',
    path: '/api/me/availability',
    name: 'setAvailability',
    summary: 'Say whether you can be given conversations, and how many at a time.',
    who: 'colleague',
    right: 'read',
    body: z.object({
      available: z.boolean(),
      capacity: z.number().int().min(1).max(500).nullable().default(null),
    }),
    answers: { 200: Member },
  },
  team: {
    method: 'GET',
    path: '/api/queue/team',
    name: 'team',
    summary: 'Who is available, how many conversations they take, and how many they have.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    answers: { 200: z.object({ team: z.array(Member) }) },
  },
} as const
