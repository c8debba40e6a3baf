import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig, readEnvironment } from '../config.ts'
import { decide } from '../core/decide.ts'
import type { TextLimits } from '../core/limits.ts'
import { makeLook } from '../core/look.ts'
import { Visibility } from '../core/mention.ts'
import { Mode, Policy, policyOn } from '../core/policy.ts'
import { nothingKnown } from '../flow/background.ts'
import { compose, type Matter, situationOf } from '../flow/compose.ts'
import { shippedPrompts } from '../live-prompts.ts'
import { makeShippedGuard } from '../make-guard.ts'
import { shippedWeights } from '../make-reader.ts'
import { OperatorError } from '../store/data-folder.ts'
import { makeLlmWriter } from '../writer/llm-writer.ts'
import { makeLocalReader } from '../writer/local-reader.ts'
import { makeModel } from '../writer/model.ts'
import { loadPhrases } from '../writer/phrases.ts'
import { makePlainWriter } from '../writer/plain-writer.ts'
import { loadPrompts } from '../writer/prompt-file.ts'
import { alone } from '../writer/rules.ts'
import { makeTriage } from '../writer/triage/triage.ts'
import { unpackWeights } from '../writer/triage/weights.ts'
import type { Writer } from '../writer/writer.ts'
import { answerLines, Id } from './json-lines.ts'

// `npm run -s draft < messages.jsonl`: reads {"id", "text", "channel"?, "visibility"?, "passages"?} a line and writes what would be
// answered, with what the guard found in it and what the policy would do, a line each, in order. Nothing is stored or sent.

const usage = `npm run -s draft -- [--model] [--mode draft|send] [--brand NAME] < messages.jsonl
  --model  the configured model writes (OPENAI_BASE_URL, DAJEONG_MODEL); without it, written phrases do`

// As the networks count; `webhook` as an account of it is set up by default.
const limitsOf: Record<string, Record<Visibility, TextLimits>> = {
  mastodon: both({ max: 500, unit: 'graphemes', linkCounts: 23, mentionDomainFree: true }),
  bluesky: {
    public: { max: 300, unit: 'graphemes', maxBytes: 3_000 },
    direct: { max: 1_000, unit: 'graphemes', maxBytes: 10_000 },
  },
  webhook: both({ max: 2_000, unit: 'graphemes' }),
}

function both(limits: TextLimits): Record<Visibility, TextLimits> {
  return { public: limits, direct: limits }
}

const GivenPassage = z.object({
  id: z.coerce.string().min(1),
  heading: z.string().default(''),
  text: z.string(),
  validity: z.enum(['valid', 'expired', 'future']).default('valid'),
})

const Line = z.object({
  id: Id,
  text: z.string(),
  channel: z.enum(['mastodon', 'bluesky', 'webhook']).default('mastodon'),
  visibility: Visibility.default('public'),
  /** What the brand's documents say about it; a running service looks this up itself. */
  passages: z.array(GivenPassage).max(20).default([]),
})

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        model: { type: 'boolean', default: false },
        mode: { type: 'string', default: 'send' },
        brand: { type: 'string', default: '다정텔레콤' },
      },
    })
    return { ...values, mode: Mode.parse(values.mode) }
  } catch (cause) {
    throw new OperatorError(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`, { cause })
  }
}

async function makeAsked(withModel: boolean): Promise<Writer> {
  const local = makeLocalReader({ triage: makeTriage(unpackWeights(readFileSync(shippedWeights))) })
  const read = async (request: Parameters<typeof local>[0]) => local(request)
  const words = fileURLToPath(new URL('../../prompts/plain', import.meta.url))
  const phrases = { ko: loadPhrases(words, 'ko'), en: loadPhrases(words, 'en') }
  const plain = makePlainWriter({ phrases, read })
  if (!withModel) return plain
  const { model, atOnce } = readConfig(readEnvironment())
  if (!model)
    throw new OperatorError(
      'No model is configured: set OPENAI_BASE_URL and DAJEONG_MODEL, or leave out --model.',
    )
  const prompts = await loadPrompts(shippedPrompts())
  return makeLlmWriter({
    model: await makeModel({
      ...{ url: model.baseUrl, key: model.apiKey, name: model.name, deadlineMs: model.timeoutMs },
      ...{ priceIn: model.priceIn, priceOut: model.priceOut, retries: 2, atOnce, jsonMode: true },
    }),
    ...{ read, plain },
    prompts: async () => prompts,
    keep: async () => {},
    leftToday: () => null,
  })
}

async function main(): Promise<void> {
  const { model, mode, brand } = readArguments()
  const writer = await makeAsked(model)
  const look = makeLook(makeShippedGuard())
  const usualPolicy = Policy.parse({})
  const patience = new AbortController().signal
  let count = 0
  await answerLines(Line, async ({ text, channel, visibility, passages }) => {
    count += 1
    const request = { ...alone(text, visibility), brandName: brand, line: usualPolicy.minConfidence }
    const { classification } = await writer.classify(request, patience)
    const situation = {
      ...{ mode, policy: policyOn(usualPolicy, channel), classification, visibility, texts: [text] },
      conversation: { publicTurnsSent: 0, withPerson: false },
    }
    const { intent, feeling, needsReply, risks, language, confidence, by } = classification
    const reading = { intent, feeling, needsReply, risks, language, confidence, by }
    const early = decide(situationOf(situation))
    if (early.kind === 'ignore' || early.kind === 'hand-over')
      return { draft: null, findings: [], decision: early, reading }
    const matter: Matter = {
      ...situation,
      ...{ id: `line-${count}`, turns: [], person: { name: '', handle: '' } },
      ...{ brand: { id: '', name: brand }, limits: limitsOf[channel]?.[visibility] as TextLimits },
      ...{ alreadySent: [], at: new Date() },
    }
    const composed = await compose(matter, { ...nothingKnown, passages }, { writer, look }, patience)
    if (composed.written === null)
      return { draft: null, findings: [], decision: { kind: 'hand-over', why: composed.why }, reading }
    const { written, findings, decision, tone, spent } = composed
    const { fellBack, cites } = written
    return {
      draft: written.text,
      ...{ writer: written.writer, strategy: tone.strategy, cites, fellBack, ...spent },
      ...{ findings, decision, reading },
    }
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof OperatorError ? error.message : error)
  process.exit(1)
})
