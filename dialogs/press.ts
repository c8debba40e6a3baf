import { z } from 'zod'
import type { Right } from '../src/core/rights.ts'

const Id = z.string().regex(/^\d{1,18}$/)
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const longestReply = 20_000
// A field that was left empty comes as an empty text, or not at all.
const Reason = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))
  .pipe(z.string().min(3).max(300).nullable())
  .nullable()
  .default(null)
const Guidance = z
  .string()
  .trim()
  .max(300)
  .nullable()
  .default(null)
  .transform((text) => text || null)

const draft = { conversation: Id, draft: Id, hash: Hash }

/**
 * What a pressed card says. Any client can say whatever it likes, so it names only what is meant and what was seen; who may, and
 * whether it still stands, is asked of the desk.
 */
export const Press = z.discriminatedUnion('do', [
  z.object({ do: z.literal('approve'), ...draft, overrule: Reason }),
  z.object({
    do: z.literal('edit'),
    ...draft,
    text: z.string().trim().min(1).max(longestReply),
    overrule: Reason,
  }),
  z.object({ do: z.literal('another-try'), conversation: Id, version: Id, guidance: Guidance }),
  z.object({ do: z.literal('hand-over'), conversation: Id }),
  z.object({
    do: z.literal('reply'),
    ...{ conversation: Id, version: Id, text: z.string().trim().min(1).max(longestReply), overrule: Reason },
    sure: z.boolean().default(false),
  }),
  z.object({ do: z.literal('give-back'), conversation: Id }),
  z.object({ do: z.literal('undo'), conversation: Id, send: z.uuid() }),
  z.object({ do: z.literal('show'), conversation: Id }),
  z.object({ do: z.literal('take'), conversation: Id }),
  z.object({ do: z.literal('stop'), why: Reason }),
  z.object({ do: z.literal('resume') }),
])
export type Press = z.infer<typeof Press>

/** Which right each needs; the same as the console asks for. */
export const rightOf: Readonly<Record<Press['do'], Right>> = {
  approve: 'approve',
  edit: 'approve',
  'another-try': 'answer',
  'hand-over': 'answer',
  reply: 'approve',
  'give-back': 'answer',
  undo: 'approve',
  show: 'read',
  take: 'answer',
  stop: 'answer',
  resume: 'connect',
}

/** What our buttons carry, so that no other bot's button is taken for one. */
export const ours = 'dajeong-staff'

export type ReadPress =
  | { kind: 'press'; press: Press }
  /** One of our buttons, and what was typed beside it is too short or too long. */
  | { kind: 'wrong-words'; field: 'text' | 'overrule' | 'guidance' | 'why' }
  | { kind: 'forged' }
  | { kind: 'none' }

export function readPress(value: unknown): ReadPress {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'none' }
  const { by, ...rest } = value as { [key: string]: unknown }
  if (by !== ours) return { kind: 'none' }
  const read = Press.safeParse(rest)
  if (read.success) return { kind: 'press', press: read.data }
  const wrong = read.error.issues.map(({ path }) => path[0])
  const field = (['text', 'overrule', 'guidance', 'why'] as const).find((one) => wrong.includes(one))
  return field && wrong.every((one) => one === field) ? { kind: 'wrong-words', field } : { kind: 'forged' }
}
