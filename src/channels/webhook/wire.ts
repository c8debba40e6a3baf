import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import { longestText, Visibility } from '../../core/mention.ts'
import { ChannelError } from '../channel.ts'

/** The most events that one request may hold. */
export const mostEvents = 100

// Two ids and a few words make the key of a conversation, and PostgreSQL indexes at most 2,704 bytes.
const Id = z.string().min(1).max(256)

const said = {
  id: Id,
  author: z.object({
    id: Id,
    name: z.string().max(512),
    handle: z.string().max(512).nullish(),
    bot: z.boolean().nullish(),
  }),
  text: z.string().max(longestText),
  visibility: Visibility,
  parent: Id.nullish(),
  thread: Id.nullish(),
  language: z.string().max(35).nullish(),
  postedAt: z.string().max(64).nullish(),
  url: z.string().max(2048).nullish(),
}

/** One event as a sender writes it; docs/webhook.md explains each field. What we do not know is ignored. */
export const WireEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mention'), ...said }),
  z.object({ type: z.literal('edited'), ...said }),
  z.object({ type: z.literal('deleted'), id: Id }),
])
export type WireEvent = z.infer<typeof WireEvent>

/** What a receiver answers to a reply. Without an id of its own the reply's idempotency key stands in. */
export const WireReceipt = z
  .object({
    id: z.union([z.string().min(1).max(256), z.number().int().transform(String)]).nullish(),
    url: z.string().max(2048).nullish(),
  })
  .nullable()

/**
 * Reads a body of one event or of many. All or nothing: the sender is told which field is wrong, mends it and sends the whole
 * again, and never has to find out which part was taken.
 * @throws ChannelError `refused`; its cause is a SyntaxError when the body is not JSON at all.
 */
export function readEvents(rawBody: Buffer): WireEvent[] {
  const body = parseJson(rawBody)
  if (!Array.isArray(body)) return [readEvent(body, '')]
  if (body.length > mostEvents) {
    throw new ChannelError(
      'refused',
      `The array has ${body.length} events and may have ${mostEvents}; split it.`,
    )
  }
  return body.map((one, at) => readEvent(one, `[${at}]`))
}

function parseJson(rawBody: Buffer): unknown {
  const bad = (message: string) =>
    new ChannelError('refused', message, { cause: new SyntaxError('not JSON in UTF-8') })
  if (!isUtf8(rawBody)) throw bad('The body is not valid UTF-8; encode it as UTF-8.')
  try {
    return JSON.parse(rawBody.toString('utf8'))
  } catch {
    throw bad('The body is not JSON; send one event as a JSON object, or an array of them.')
  }
}

function readEvent(value: unknown, where: string): WireEvent {
  const read = WireEvent.safeParse(value)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const path = [where, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.')
  throw new ChannelError('refused', `${path || 'The event'}: ${describe(issue, value)}`)
}

function describe(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  if (issue?.code === 'invalid_union' && issue.path.at(-1) === 'type') {
    const type = (value as { type?: unknown } | null)?.type
    const said =
      typeof type === 'string' ? `${JSON.stringify(type.slice(0, 40))} is not known` : 'it is missing'
    return `${said}; use "mention", "edited" or "deleted".`
  }
  return `${issue?.message ?? 'it cannot be read'}; see docs/webhook.md for what it takes.`
}
