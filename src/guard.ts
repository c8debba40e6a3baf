import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Finding } from './core/draft.ts'
import { guard } from './core/guard.ts'
import { Intent, Language, Level } from './core/intent.ts'
import { Visibility } from './core/mention.ts'
import { shippedWeights } from './make-reader.ts'
import { makeLocalReader } from './writer/local-reader.ts'
import { alone } from './writer/rules.ts'
import { makeTriage } from './writer/triage/triage.ts'
import { unpackWeights } from './writer/triage/weights.ts'

// `npm run -s guard < replies.jsonl`: reads {"id", "reply", "message", "channel"?, "visibility"?} a line and writes what the
// guard has against each reply, a line each, in order. What the person wants, in which language and how politely, is read of
// the message by the local classifier where the line does not say it. A line that cannot be read is answered with what is
// wrong with it, and the exit code is 1.

/** What one message of a channel may count, for trying texts; a running service asks the network itself. */
const channels = { mastodon: 500, bluesky: 300, town: 500 } as const
const usualMost = 500

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  reply: z.string(),
  message: z.string(),
  channel: z.string().max(40).optional(),
  visibility: Visibility.default('public'),
  /** Read of the message where they are missing. */
  lang: Language.optional(),
  intent: Intent.optional(),
  level: Level.nullable().optional(),
  /** The most that the reply may count, in graphemes. */
  max: z.number().int().min(1).optional(),
  alreadySent: z.array(z.string()).max(1_000).default([]),
  sentToday: z.array(z.string()).max(10_000).default([]),
  linkHosts: z.array(z.string()).max(1_000).default([]),
  competitors: z.array(z.string()).max(1_000).default([]),
  disclosureDue: z.boolean().default(false),
  writer: z.enum(['plain', 'model', 'colleague']).default('model'),
  /** What the check against documents found, if it was asked. */
  unsupported: z.array(Finding).max(100).default([]),
  passages: z.array(z.unknown()).optional(),
})

const triage = makeTriage(unpackWeights(readFileSync(shippedWeights)))

function answer(line: string, number: number): object {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { error: `line ${number} is not JSON` }
  }
  const given = Line.safeParse(value)
  if (!given.success) return { error: `line ${number}: ${z.prettifyError(given.error)}` }
  const {
    id,
    reply,
    message,
    channel,
    visibility,
    lang,
    intent,
    level,
    max,
    passages: _,
    ...rest
  } = given.data
  const known = lang !== undefined && intent !== undefined
  const read = known
    ? { language: lang, intent, level }
    : makeLocalReader({ triage: (said) => triage(said, lang) })(alone(message, visibility)).classification
  const most = max ?? channels[channel as keyof typeof channels] ?? usualMost
  const findings = guard(reply, {
    ...rest,
    limits: { max: most, unit: 'graphemes' },
    visibility,
    classification: {
      language: lang ?? read.language,
      intent: intent ?? read.intent,
      level: level ?? read.level ?? null,
    },
    personText: message,
  })
  return { id: id ?? null, findings }
}

let number = 0
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  number += 1
  if (line.trim() === '') continue
  const said = answer(line, number)
  if ('error' in said) process.exitCode = 1
  if (!process.stdout.write(`${JSON.stringify(said)}\n`))
    await new Promise((resolve) => process.stdout.once('drain', resolve))
}
