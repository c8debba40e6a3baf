import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeLeftToday } from './budget.ts'
import type { Config } from './config.ts'
import { makeKeeper, makeLivePrompts, shippedPrompts } from './live-prompts.ts'
import { makeLearningReader } from './make-reader.ts'
import type { Db } from './store/db.ts'
import { type Assist, makeAssist } from './writer/assist.ts'
import { makeLlmWriter } from './writer/llm-writer.ts'
import type { Read } from './writer/local-reader.ts'
import { makeModel } from './writer/model.ts'
import { loadPhrases } from './writer/phrases.ts'
import { makePlainWriter } from './writer/plain-writer.ts'
import { hashOf, loadPrompts } from './writer/prompt-file.ts'
import type { Writer } from './writer/writer.ts'

const phraseFolder = fileURLToPath(new URL('../prompts/plain', import.meta.url))

/** Who writes, and what helps the colleague who does; without a model nobody helps. */
export interface Writers {
  writer: Writer
  /** Who writes from phrases: the writer itself, or what a model falls back on. */
  plain: Writer
  assist: Assist | null
}

type OnTrouble = (message: string, error: unknown) => void

/** The writer that the settings ask for. @throws what `makeWriters` throws. */
export async function makeWriter(config: Config, db: Db, onTrouble: OnTrouble): Promise<Writer> {
  return (await makeWriters(config, db, onTrouble)).writer
}

/**
 * What the settings ask for: a model with phrases to fall back on, or phrases alone.
 * @throws when a prompt or a phrase file is broken, with file, line and reason.
 */
export async function makeWriters(config: Config, db: Db, onTrouble: OnTrouble): Promise<Writers> {
  const read = makeLearningReader(db, onTrouble)
  const keep = makeKeeper(db)
  const plain = makeKeptPlainWriter(read, keep)
  if (!config.model) return { writer: plain, plain, assist: null }
  const files = shippedPrompts()
  // A broken file is told at the start, not to the first customer.
  await loadPrompts(files)
  const { baseUrl, apiKey, name, timeoutMs, priceIn, priceOut } = config.model
  const model = await makeModel({
    url: baseUrl,
    key: apiKey,
    name,
    priceIn,
    priceOut,
    deadlineMs: timeoutMs,
    retries: 2,
    atOnce: config.atOnce,
    jsonMode: true,
  })
  const asking = {
    model,
    keep,
    prompts: makeLivePrompts(db, files, onTrouble),
    leftToday: makeLeftToday(db, config.dailyBudgetUsd === null ? null : config.dailyBudgetUsd * 1e6),
  }
  return { writer: makeLlmWriter({ ...asking, read, plain }), plain, assist: makeAssist(asking) }
}

/** The plain writer; its phrases are kept before an answer names them. */
function makeKeptPlainWriter(read: Read, keep: ReturnType<typeof makeKeeper>): Writer {
  const phrases = { ko: loadPhrases(phraseFolder, 'ko'), en: loadPhrases(phraseFolder, 'en') }
  const plain = makePlainWriter({ phrases, read })
  const text = (language: 'ko' | 'en') => {
    const source = readFileSync(join(phraseFolder, `${language}.yaml`), 'utf8')
    return { name: `plain/${language}`, hash: hashOf(source), source }
  }
  const texts = { ko: text('ko'), en: text('en') }
  return {
    ...plain,
    async draft(request, signal) {
      await keep([texts[request.classification.language]])
      return plain.draft(request, signal)
    },
  }
}
