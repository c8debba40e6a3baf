import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Finding } from '../core/draft.ts'
import { ground } from '../core/ground.ts'

import { Intent, Language, Level } from '../core/intent.ts'
import { Visibility } from '../core/mention.ts'
import { makeShippedGuard } from '../make-guard.ts'
import { shippedWeights } from '../make-reader.ts'
import { makeLocalReader } from '../writer/local-reader.ts'
import { alone } from '../writer/rules.ts'
import { makeTriage } from '../writer/triage/triage.ts'
import { unpackWeights } from '../writer/triage/weights.ts'
import { answerLines, Id } from './json-lines.ts'

// `npm run -s guard < replies.jsonl`: reads {"id", "reply", "message", "channel"?, "visibility"?, "passages"?} a line and writes
// what the guard has against each reply, a line each, in order. In which language and how politely the person speaks is read of
// the message by the local classifier where the line does not say it, and what they want by the guard itself. Where passages are given, every sentence of
// fact is held against them.

/** What one message of a channel may count, for trying texts; a running service asks the network itself. */
const channels = { mastodon: 500, bluesky: 300, town: 500 } as const
const usualMost = 500

const today = new Date().toISOString().slice(0, 10)
const Day = z.iso.date().nullish()
const GivenPassage = z
  .object({
    id: z.coerce.string().min(1),
    text: z.string(),
    heading: z.string().default(''),
    validity: z.enum(['valid', 'expired', 'future']).optional(),
    /** Days, where the validity is not said: read against today. */
    validFrom: Day,
    validUntil: Day,
  })
  .transform(({ validity, validFrom, validUntil, ...passage }) => ({
    ...passage,
    validity: validity ?? validityOn(today, validFrom, validUntil),
  }))

function validityOn(
  day: string,
  from?: string | null,
  until?: string | null,
): 'valid' | 'expired' | 'future' {
  if (until && until < day) return 'expired'
  return from && from > day ? 'future' : 'valid'
}

const Line = z.object({
  id: Id,
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
  /** What another check found. */
  unsupported: z.array(Finding).max(100).default([]),
  /** What the reply rests on. An empty list: it rests on nothing. */
  passages: z.array(GivenPassage).max(100).optional(),
})

const triage = makeTriage(unpackWeights(readFileSync(shippedWeights)))
const guard = makeShippedGuard()

await answerLines(Line, (given) => {
  const { reply, message, channel, visibility, lang, intent, level, max, passages, unsupported, ...rest } =
    given
  const read =
    lang !== undefined && level !== undefined
      ? { language: lang, level }
      : makeLocalReader({ triage: (said) => triage(said, lang) })(alone(message, visibility)).classification
  const most = max ?? channels[channel as keyof typeof channels] ?? usualMost
  const groundless = passages ? ground(reply, { passages, thread: [message] }).findings : []
  const findings = guard(reply, {
    ...rest,
    limits: { max: most, unit: 'graphemes' },
    visibility,
    classification: {
      language: lang ?? read.language,
      intent,
      level: level ?? read.level ?? null,
    },
    personText: message,
    unsupported: [...unsupported, ...groundless],
  })
  return { findings }
})
