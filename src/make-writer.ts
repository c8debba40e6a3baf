import { makeLeftToday } from './budget.ts'
import type { Config } from './config.ts'
import {
  asksIn,
  makeKeeper,
  makeLiveAsks,
  makeLivePhrases,
  makeLivePrompts,
  shippedPrompts,
} from './live-prompts.ts'
import { makeLearningReader } from './make-reader.ts'
import type { Db } from './store/db.ts'
import { findLivePrompts } from './store/prompts.ts'
import type { Asking } from './writer/ask.ts'
import { replyTask } from './writer/ask-data.ts'
import { type Assist, makeAssist } from './writer/assist.ts'
import { loadLive, type OwnWords, withWords } from './writer/live-set.ts'
import { makeLlmWriter } from './writer/llm-writer.ts'
import type { Read } from './writer/local-reader.ts'
import { makeModel } from './writer/model.ts'
import { phraseLanguage } from './writer/phrase-files.ts'
import { type Phrases, readPhrases } from './writer/phrases.ts'
import { makePlainWriter } from './writer/plain-writer.ts'
import { loadPrompts, type Sources } from './writer/prompt-file.ts'
import type { Writer } from './writer/writer.ts'

/** Who writes, and what helps the colleague who does; without a model nobody helps. */
export interface Writers {
  writer: Writer
  /** Who writes from phrases: the writer itself, or what a model falls back on. */
  plain: Writer
  assist: Assist | null
  /**
   * A writer for practice: these words stand in place of the brand's, and nothing of what it writes or is told is kept.
   * @throws BadPrompt when no prompt can be made of them.
   */
  writerWith(brandId: string, words: readonly OwnWords[]): Promise<Writer>
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
  const files = shippedPrompts()
  const phrases = makeLivePhrases(db, files, onTrouble)
  const liveAsks = makeLiveAsks(db, files, onTrouble)
  const plain: Writer = {
    ...makeKeptPlainWriter(read, keep, phrases),
    asks: async (request) => (await liveAsks(request.brandId))[replyTask(request)],
  }
  const trial = { db, files, read, phrases, onTrouble }
  if (!config.model)
    return { writer: plain, plain, assist: null, writerWith: makeWriterWith({ ...trial, asking: null }) }
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
  return {
    writer: makeLlmWriter({ ...asking, read, plain }),
    plain,
    assist: makeAssist(asking),
    writerWith: makeWriterWith({ ...trial, asking }),
  }
}

/** The plain writer, of each brand with its own phrases; they are kept before an answer names them. */
function makeKeptPlainWriter(
  read: Read,
  keep: ReturnType<typeof makeKeeper>,
  phrasesOf: ReturnType<typeof makeLivePhrases>,
): Writer {
  const writers = new WeakMap<object, Writer>()
  const writerOf = async (brandId: string): Promise<{ writer: Writer; live: LivePair }> => {
    const live = await phrasesOf(brandId)
    const known = writers.get(live)
    if (known) return { writer: known, live }
    const phrases = { ko: live.ko.phrases, en: live.en.phrases }
    const writer = makePlainWriter({ phrases, read })
    writers.set(live, writer)
    return { writer, live }
  }
  return {
    name: 'plain',
    async classify(request) {
      const { classification } = await read(request)
      return { classification, spent: { tokensIn: 0, tokensOut: 0, costMicros: 0 } }
    },
    async draft(request, signal) {
      const { writer, live } = await writerOf(request.brandId)
      await keep([live[request.classification.language].text])
      return writer.draft(request, signal)
    },
  }
}

type LivePair = Awaited<ReturnType<ReturnType<typeof makeLivePhrases>>>

function makeWriterWith(parts: {
  db: Db
  files: Sources
  read: Read
  phrases: ReturnType<typeof makeLivePhrases>
  onTrouble: OnTrouble
  /** Null where no model is configured. */
  asking: Asking | null
}): Writers['writerWith'] {
  const { db, files, read, asking } = parts
  return async (brandId, words) => {
    const live = await parts.phrases(brandId)
    const phrases: Record<'ko' | 'en', Phrases> = { ko: live.ko.phrases, en: live.en.phrases }
    const prompts: OwnWords[] = []
    for (const word of words) {
      const language = phraseLanguage(word.name)
      if (language) phrases[language] = readPhrases(word.source, language, `${word.name}.yaml`)
      else prompts.push(word)
    }
    const { sources } = await loadLive(files, await findLivePrompts(db, brandId))
    const tried = withWords(sources, prompts)
    const set = await loadPrompts(tried)
    const asks = asksIn(tried, files, parts.onTrouble)
    const plain: Writer = {
      ...makePlainWriter({ phrases, read }),
      asks: async (request) => asks[replyTask(request)],
    }
    if (!asking) return plain
    return makeLlmWriter({ ...asking, read, plain, prompts: async () => set, keep: async () => {} })
  }
}
