import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { makeLearningReader } from './make-reader.ts'
import type { Db } from './store/db.ts'
import { spentToday } from './store/spending.ts'
import { makeLlmWriter } from './writer/llm-writer.ts'
import { makeModel } from './writer/model.ts'
import { loadPhrases } from './writer/phrases.ts'
import { makePlainWriter } from './writer/plain-writer.ts'
import { loadPrompt } from './writer/prompt-file.ts'
import type { Writer } from './writer/writer.ts'

const prompts = fileURLToPath(new URL('../prompts', import.meta.url))

// How long the day's sum may be taken from memory: a budget is a ceiling for the day, not for the second.
const sumLastsMs = 5_000

/**
 * The writer that the settings ask for: a model with phrases to fall back on, or phrases alone.
 * @throws when a prompt or a phrase file is broken, with file, line and reason.
 */
export async function makeWriter(
  config: Config,
  db: Db,
  onTrouble: (message: string, error: unknown) => void,
): Promise<Writer> {
  const phrases = (language: 'ko' | 'en') =>
    loadPhrases(fileURLToPath(new URL('../prompts/plain', import.meta.url)), language)
  const read = makeLearningReader(db, onTrouble)
  const plain = makePlainWriter({ phrases: { ko: phrases('ko'), en: phrases('en') }, read })
  if (!config.model) return plain
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
  let sum = { at: Number.NEGATIVE_INFINITY, value: Promise.resolve(0) }
  return makeLlmWriter({
    model,
    read,
    plain,
    prompts: { classify: await loadPrompt(prompts, 'classify'), reply: await loadPrompt(prompts, 'reply') },
    now: () => new Date(),
    spentToday: () => {
      if (performance.now() - sum.at > sumLastsMs) sum = { at: performance.now(), value: spentToday(db) }
      return sum.value
    },
    dailyBudgetMicros: config.dailyBudgetUsd === null ? null : config.dailyBudgetUsd * 1e6,
  })
}
