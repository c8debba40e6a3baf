import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { makeTriage, type Reading } from './writer/triage/triage.ts'
import { unpackWeights } from './writer/triage/weights.ts'

// `npm run -s triage < messages.jsonl`: reads {"id", "text", "lang"?} a line and writes what the local classifier makes of each,
// a line each, in order. A line that cannot be read is answered with what is wrong with it, and the exit code is 1.

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  lang: z.enum(['ko', 'en']).optional(),
})

const weights = fileURLToPath(new URL('../prompts/triage/weights.bin', import.meta.url))
const triage = makeTriage(unpackWeights(readFileSync(weights)))

function answer(line: string, number: number): object {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { error: `line ${number} is not JSON` }
  }
  const read = Line.safeParse(value)
  if (!read.success) return { error: `line ${number}: ${z.prettifyError(read.error)}` }
  return { id: read.data.id ?? null, ...flat(triage(read.data.text, read.data.lang)) }
}

function flat(reading: Reading): object {
  const [main] = reading.intent
  const sure = (one: { value: unknown; confidence: number }) => ({
    ...one,
    confidence: rounded(one.confidence),
  })
  return {
    intent: main?.value,
    confidence: rounded(main?.confidence ?? 0),
    intents: reading.intent.map(sure),
    needsReply: reading.needsReply.value,
    feeling: reading.feeling.value,
    urgency: reading.urgency.value,
    wantsPerson: reading.wantsPerson.value,
    risks: reading.risks.map((one) => one.value),
    toBrand: reading.toBrand.value,
    sarcasm: reading.sarcasm.value,
    spam: reading.spam.value,
    abuse: reading.abuse.value,
    language: reading.language,
    level: reading.level?.value ?? null,
    topic: reading.topic.value,
    sure: {
      needsReply: rounded(reading.needsReply.confidence),
      feeling: rounded(reading.feeling.confidence),
      urgency: rounded(reading.urgency.confidence),
      wantsPerson: rounded(reading.wantsPerson.confidence),
      toBrand: rounded(reading.toBrand.confidence),
    },
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
