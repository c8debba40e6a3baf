import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Classification, Judged } from '../core/intent.ts'
import { Visibility } from '../core/mention.ts'
import { shippedWeights } from '../make-reader.ts'
import { makeLocalReader } from '../writer/local-reader.ts'
import { alone } from '../writer/rules.ts'
import { makeTriage } from '../writer/triage/triage.ts'
import { unpackWeights } from '../writer/triage/weights.ts'
import { answerLines, Id } from './json-lines.ts'

// `npm run -s triage < messages.jsonl`: reads {"id", "text", "lang"?, "visibility"?} a line and writes what is read of each
// without a model, a line each, in order.

const Line = z.object({
  id: Id,
  text: z.string(),
  lang: z.enum(['ko', 'en']).optional(),
  visibility: Visibility.default('public'),
})

const triage = makeTriage(unpackWeights(readFileSync(shippedWeights)))

function flat(read: Classification): object {
  return {
    ...{ intent: read.intent, confidence: rounded(read.confidence) },
    intents: read.intents.map(({ value, confidence }) => ({ value, confidence: rounded(confidence) })),
    ...{ needsReply: read.needsReply, feeling: read.feeling, urgency: read.urgency },
    ...{ wantsPerson: read.wantsPerson, risks: read.risks, toBrand: read.toBrand, sarcasm: read.sarcasm },
    riskDetails: Object.fromEntries(
      Object.entries(read.riskDetails).map(([risk, { sure, words }]) => [
        risk,
        { sure: rounded(sure), words },
      ]),
    ),
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

await answerLines(Line, ({ text, lang, visibility }) => {
  const read = makeLocalReader({ triage: (said) => triage(said, lang) })
  return flat(read(alone(text, visibility)).classification)
})
