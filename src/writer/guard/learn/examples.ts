import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Intent, Language, Level } from '../../../core/intent.ts'
import { Visibility } from '../../../core/mention.ts'

/** A reply with its known faults, and what it answers. */
export const ReplyExample = z.object({
  lang: Language,
  message: z.string(),
  reply: z.string().min(1),
  visibility: Visibility,
  intent: Intent,
  /** Of the message; Korean only. */
  level: Level.nullable(),
  /** None for a clean one. */
  faults: z.array(z.string()),
  /** The words of the reply that are at fault, as they stand there. */
  mark: z.array(z.string()),
  /** Whether the patterns were written looking at it, so that they look better on it than they are. */
  seen: z.boolean().default(false),
})
export type ReplyExample = z.infer<typeof ReplyExample>

/**
 * Reads examples from every `.jsonl` file of a folder whose name begins with the language.
 * @throws Error naming file, line and what is wrong with it.
 */
export function readReplyExamples(folder: string, language: Language): ReplyExample[] {
  const files = readdirSync(folder).filter(
    (name) => name.startsWith(`${language}-`) && name.endsWith('.jsonl'),
  )
  return files.sort().flatMap((file) => {
    const seen = file.includes('-tune')
    return readReplyFile(join(folder, file)).map((example) => ({ ...example, seen }))
  })
}

export function readReplyFile(path: string): ReplyExample[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseExample(line, `${path}, line ${index + 1}`)]))
}

function parseExample(line: string, where: string): ReplyExample {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new Error(`${where}: it is not JSON.`, { cause })
  }
  const read = ReplyExample.safeParse(value)
  if (!read.success) throw new Error(`${where}: ${z.prettifyError(read.error)}`)
  const astray = read.data.mark.find((mark) => !read.data.reply.includes(mark))
  if (astray !== undefined)
    throw new Error(`${where}: the reply does not have the words of its mark "${astray}".`)
  return read.data
}

/** The request under which an example is looked at. */
export function requestOf({ lang, intent, level, message, visibility }: ReplyExample) {
  return { visibility, classification: { language: lang, intent, level }, personText: message }
}
