import { z } from 'zod'
import type { Json } from '../src/core/mention.ts'
import { type Refusal, refusal } from './answer.ts'

// Ids become parts of a path at the connector, where a name of dots alone would lead elsewhere.
const Id = z
  .string()
  .min(1)
  .max(1_000)
  .refine((id) => !/^\.{1,2}$/.test(id), 'is not an id')
const ChannelAccount = z.looseObject({
  id: z.string().max(1_000),
  name: z.string().max(1_000).nullish(),
  aadObjectId: z.string().max(200).nullish(),
})
const Members = z.array(ChannelAccount).max(1_000).nullish()

/** An activity of the Bot Framework as far as we read it; whatever else it has is kept as it came. */
export const Arrived = z.looseObject({
  type: z.string().min(1).max(100),
  id: Id.nullish(),
  channelId: z.string().regex(/^[\w.-]{1,100}$/, 'is not the name of a channel'),
  serviceUrl: z.string().min(1).max(2_000),
  conversation: z.looseObject({
    id: Id,
    isGroup: z.boolean().nullish(),
    conversationType: z.string().max(100).nullish(),
    tenantId: z.string().max(200).nullish(),
  }),
  from: ChannelAccount,
  recipient: ChannelAccount.nullish(),
  name: z.string().max(200).nullish(),
  text: z.string().max(100_000).nullish(),
  value: z.json().nullish(),
  locale: z.string().max(100).nullish(),
  replyToId: Id.nullish(),
  timestamp: z.string().max(100).nullish(),
  deliveryMode: z.string().max(100).nullish(),
  membersAdded: Members,
  membersRemoved: Members,
  entities: z
    .array(z.looseObject({ type: z.string().max(200).nullish() }))
    .max(1_000)
    .nullish(),
})
export type Arrived = z.infer<typeof Arrived>

const deepest = 64

/** Reads what somebody sent as an activity. Nothing in it is trusted afterwards either, but its shape. */
export function readActivity(body: unknown): { activity: Arrived } | { refused: Refusal } {
  const cleaned = clean(body, 0)
  if (cleaned === tooDeep)
    return { refused: bad(`The activity has more than ${deepest} levels; send a flatter one.`) }
  const read = Arrived.safeParse(cleaned)
  if (read.success) return { activity: read.data }
  const [issue] = read.error.issues
  const place = issue?.path.join('.')
  return {
    refused: bad(
      place
        ? `The activity cannot be read: ${place}: ${issue?.message}.`
        : 'Send an activity of the Bot Framework: an object with type, channelId, serviceUrl, conversation and from.',
    ),
  }
}

const bad = (message: string) => refusal(400, 'bad-activity', message)

const tooDeep = Symbol('too deep')

/** Without what PostgreSQL cannot keep (NUL, lone surrogates) and without keys that would reach a prototype. */
function clean(value: unknown, depth: number): Json | undefined | typeof tooDeep {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\uFFFD')
  if (typeof value !== 'object' || value === null) return value as Json | undefined
  if (depth >= deepest) return tooDeep
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const item of value) {
      const kept = clean(item, depth + 1)
      if (kept === tooDeep) return tooDeep
      items.push(kept ?? null)
    }
    return items
  }
  const fields: { [key: string]: Json } = {}
  for (const [name, item] of Object.entries(value)) {
    if (name === '__proto__') continue
    const kept = clean(item, depth + 1)
    if (kept === tooDeep) return tooDeep
    if (kept !== undefined) fields[clean(name, depth) as string] = kept
  }
  return fields
}
