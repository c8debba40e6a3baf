import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Classification, Judged } from './core/intent.ts'
import { Visibility } from './core/mention.ts'
import { shippedWeights } from './make-reader.ts'
import { makeLocalReader } from './writer/local-reader.ts'
import { alone } from './writer/rules.ts'
import { makeTriage } from './writer/triage/triage.ts'
import { unpackWeights } from './writer/triage/weights.ts'

// `npm run -s triage < messages.jsonl`: reads {"id", "text", "lang"?, "visibility"?} a line and writes what is read of each
// without a model, a line each, in order. A line that cannot be read is answered with what is wrong with it, and the exit
// code is 1.

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  lang: z.enum(['ko', 'en']).optional(),
  visibility: Visibility.default('public'),
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
  const { id, text, lang, visibility } = given.data
  const read = makeLocalReader({ triage: (said) => triage(said, lang) })
  return { id: id ?? null, ...flat(read(alone(text, visibility)).classification) }
}

function flat(read: Classification): object {
  return {
    ...{ intent: read.intent, confidence: rounded(read.confidence) },
    intents: read.intents.map(({ value, confidence }) => ({ value, confidence: rounded(confidence) })),
    ...{ needsReply: read.needsReply, feeling: read.feeling, urgency: read.urgency },
    ...{ wantsPerson: read.wantsPerson, risks: read.risks, toBrand: read.toBrand, sarcasm: read.sarcasm },
    ...{ spam: read.spam, abuse: read.abuse, language: read.language, level: read.level, topic: read.topic },
    sure: Object.fromEntries(Object.entries(read.sure).map(([name, sure]) => [name, rounded(sure)])),
    words: Object.fromEntries(
      Object.entries(read.words).filter(([, words]) => words.length > 0),
    ) satisfies Partial<Record<Judged, string[]>>,
  }
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1_000) / 1_000
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
