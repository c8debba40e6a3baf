import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig, readEnvironment } from './config.ts'
import { decide } from './core/decide.ts'
import { guard } from './core/guard.ts'
import type { TextLimits } from './core/limits.ts'
import { Visibility } from './core/mention.ts'
import { findEcho, findOrders } from './core/orders.ts'
import { Mode, Policy } from './core/policy.ts'
import { answerLines, Id } from './json-lines.ts'
import { shippedWeights } from './make-reader.ts'
import { OperatorError } from './store/data-folder.ts'
import { makeLlmWriter } from './writer/llm-writer.ts'
import { makeLocalReader } from './writer/local-reader.ts'
import { makeModel } from './writer/model.ts'
import { loadPhrases } from './writer/phrases.ts'
import { makePlainWriter } from './writer/plain-writer.ts'
import { loadPrompt } from './writer/prompt-file.ts'
import { alone } from './writer/rules.ts'
import { makeTriage } from './writer/triage/triage.ts'
import { unpackWeights } from './writer/triage/weights.ts'
import { CannotWrite, type DraftRequest, type Writer } from './writer/writer.ts'

// `npm run -s draft < messages.jsonl`: reads {"id", "text", "channel"?, "visibility"?} a line and writes what would be
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

const Line = z.object({
  id: Id,
  text: z.string(),
  channel: z.enum(['mastodon', 'bluesky', 'webhook']).default('mastodon'),
  visibility: Visibility.default('public'),
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
  const words = fileURLToPath(new URL('../prompts/plain', import.meta.url))
  const phrases = { ko: loadPhrases(words, 'ko'), en: loadPhrases(words, 'en') }
  const plain = makePlainWriter({ phrases, read })
  if (!withModel) return plain
  const { model, atOnce } = readConfig(readEnvironment())
  if (!model)
    throw new OperatorError(
      'No model is configured: set OPENAI_BASE_URL and DAJEONG_MODEL, or leave out --model.',
    )
  const prompts = fileURLToPath(new URL('../prompts', import.meta.url))
  return makeLlmWriter({
    model: await makeModel({
      ...{ url: model.baseUrl, key: model.apiKey, name: model.name, deadlineMs: model.timeoutMs },
      ...{ priceIn: model.priceIn, priceOut: model.priceOut, retries: 2, atOnce, jsonMode: true },
    }),
    ...{ read, plain },
    prompts: { classify: await loadPrompt(prompts, 'classify'), reply: await loadPrompt(prompts, 'reply') },
    now: () => new Date(),
    spentToday: async () => 0,
    dailyBudgetMicros: null,
  })
}

async function main(): Promise<void> {
  const { model, mode, brand } = readArguments()
  const writer = await makeAsked(model)
  const policy = Policy.parse({})
  const patience = new AbortController().signal
  let count = 0
  await answerLines(Line, async ({ text, channel, visibility }) => {
    count += 1
    const request = { ...alone(text, visibility), brandName: brand, line: policy.minConfidence }
    const { classification } = await writer.classify(request, patience)
    const situation = {
      ...{ mode, policy, classification, findings: [], visibility, fellBack: null },
      conversation: { publicTurnsSent: 0, withPerson: false },
    }
    const { intent, feeling, needsReply, risks, language, confidence, by } = classification
    const reading = { intent, feeling, needsReply, risks, language, confidence, by }
    const early = decide(situation)
    if (early.kind === 'ignore' || early.kind === 'hand-over')
      return { draft: null, findings: [], decision: early, reading }
    const limits = limitsOf[channel]?.[visibility] as TextLimits
    const draft: DraftRequest = {
      ...{ id: `line-${count}`, texts: [text], classification, turns: [], visibility },
      person: { name: '', handle: '' },
      ...{ brandName: brand, limits, alreadySent: [] },
    }
    try {
      const written = await writer.draft(draft, patience)
      const guarded = guard(written.text, {
        ...{ limits, visibility, classification, alreadySent: [], linkHosts: policy.linkHosts },
        ...{ personText: text, writer: written.writer },
      })
      const ordered = written.writer === 'model' ? findOrders([text], { name: '', handle: '' }) : []
      const findings = [...guarded, ...ordered, ...findEcho(written.text, [text])]
      const decision = decide({ ...situation, findings, fellBack: written.fellBack })
      const { fellBack, tokensIn, tokensOut, costMicros } = written
      return {
        draft: written.text,
        ...{ writer: written.writer, fellBack, tokensIn, tokensOut, costMicros },
        ...{ findings, decision, reading },
      }
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error
      return { draft: null, findings: [], decision: { kind: 'hand-over', why: error.message }, reading }
    }
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof OperatorError ? error.message : error)
  process.exit(1)
})
