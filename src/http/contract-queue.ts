import { z } from 'zod'
import { Feeling, Intent, Language, Urgency } from '../core/intent.ts'
import { Visibility } from '../core/mention.ts'
import { Id, Listed, Tab, Words } from './shapes.ts'

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
} as const
