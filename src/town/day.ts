import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** One line of a file of messages. */
export const DayLine = z.strictObject({
  id: z.string().min(1),
  /** Seconds from the start of the day. */
  at: z.number().min(0),
  /** The handle of who speaks. */
  person: z.string().min(1),
  name: z.string().min(1),
  /** Empty only where something is deleted. */
  text: z.string().default(''),
  lang: z.string().default('ko'),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).default('public'),
  /** The line that this one goes on from: said under the brand's answer to it, or under itself when there is none. */
  replyTo: z.string().optional(),
  bot: z.boolean().default(false),
  /** Says nothing new: changes or takes back what the line `target` said. */
  action: z.enum(['edit', 'delete']).optional(),
  target: z.string().optional(),
  /** Lines with the same name are one message in several breaths: one answer, under any of them, is enough. */
  burst: z.string().optional(),
  /** Whether a good brand would answer. */
  needsReply: z.boolean(),
  kind: z.enum([
    'complaint',
    'question',
    'chatter',
    'thanks',
    'praise',
    'sarcasm',
    'spam',
    'bot',
    'handover',
    'privacy',
    'injection',
    'edit',
    'delete',
  ]),
})
export type DayLine = z.infer<typeof DayLine>

/** The day that comes with the town. */
export const BRAND_DAY = new URL('./brand-day.jsonl', import.meta.url)

/**
 * Reads a file of messages, in the order of their times.
 * @throws Error with one sentence that names the line and what is wrong with it.
 */
export function readDay(file: string | URL): DayLine[] {
  const name = file instanceof URL ? file.pathname : file
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The messages in ${name} cannot be read (${reason}): check the path.`, { cause })
  }
  const lines: DayLine[] = []
  const known = new Set<string>()
  content.split('\n').forEach((text, at) => {
    if (text.trim() === '') return
    const line = readLine(text, `Line ${at + 1} of ${name}`)
    const wrong = findWrong(line, known)
    if (wrong) throw new Error(`Line ${at + 1} of ${name} ${wrong}.`)
    known.add(line.id)
    lines.push(line)
  })
  if (lines.length === 0) throw new Error(`There is no message in ${name}: give it one JSON object a line.`)
  return lines.sort((a, b) => a.at - b.at)
}

function readLine(text: string, where: string): DayLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error(`${where} is not JSON: write one object a line.`, { cause })
  }
  const parsed = DayLine.safeParse(value)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`${where} is wrong at "${first?.path.join('.') ?? ''}": ${first?.message ?? 'unreadable'}.`)
}

function findWrong(line: DayLine, known: Set<string>): string | undefined {
  if (known.has(line.id)) return `repeats the id "${line.id}": give every line its own`
  if (line.action !== 'delete' && line.text.trim() === '') return 'says nothing: give it a text'
  if (line.action !== undefined && line.target === undefined)
    return `has an action but no target: name a line's id`
  for (const other of [line.replyTo, line.target]) {
    if (other !== undefined && !known.has(other)) return `names the line "${other}", which no earlier line is`
  }
  return undefined
}
