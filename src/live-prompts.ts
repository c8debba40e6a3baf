import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from './core/intent.ts'
import type { Ask } from './core/missing.ts'
import type { Db } from './store/db.ts'
import { findLivePrompts, keepTexts, liveMark, type PromptText } from './store/prompts.ts'
import { loadLive, withWords } from './writer/live-set.ts'
import { phraseLanguage, phraseName, readPhraseSources } from './writer/phrase-files.ts'
import { BadPhrases, type Phrases, readPhrases } from './writer/phrases.ts'
import {
  BadPrompt,
  hashOf,
  type PromptSet,
  readAsks,
  readSources,
  type Sources,
} from './writer/prompt-file.ts'
import type { ReplyTask } from './writer/prompt-tasks.ts'

// What an admin changes holds after this long, on every node, for the price of a small query.
const freshForMs = 500

const folder = fileURLToPath(new URL('../prompts', import.meta.url))

/** The prompts and phrases that come with this version. @throws BadPrompt */
export function shippedPrompts(): Sources {
  return new Map([...readSources(folder), ...readPhraseSources(join(folder, 'plain'))])
}

/**
 * The prompts of each brand, as its admins have them now.
 * @param onTrouble told once a change when words of a brand cannot be used; the file's hold in their place.
 */
export function makeLivePrompts(
  db: Db,
  files: Sources,
  onTrouble: (message: string, error: unknown) => void,
): (brandId: string) => Promise<PromptSet> {
  return follow(db, async (rows) => {
    const { set, faults } = await loadLive(
      files,
      rows.filter(({ name }) => phraseLanguage(name) === null),
    )
    for (const { name, why } of faults)
      onTrouble(`the brand's prompt ${name} cannot be used, so the file's holds`, new Error(why))
    return set
  })
}

/**
 * What the brand's prompts want a chat to ask for, each by its task; made without the rest of a prompt, which phrases do not need.
 * @param onTrouble told once a change when a brand's prompt cannot be read; what the file asks for holds in its place.
 */
export function makeLiveAsks(
  db: Db,
  files: Sources,
  onTrouble: (message: string, error: unknown) => void,
): (brandId: string) => Promise<Asks> {
  return follow(db, async (rows) => asksIn(withWords(files, rows), files, onTrouble))
}

/**
 * What these prompts want a chat to ask for.
 * @param files of which the one is read whose place cannot be.
 * @throws BadPrompt when the files themselves are broken.
 */
export function asksIn(
  sources: Sources,
  files: Sources,
  onTrouble: (message: string, error: unknown) => void,
): Asks {
  const asksOf = (task: ReplyTask): readonly Ask[] => {
    const [source, file] = [sources.get(task), files.get(task)]
    try {
      return source ? readAsks(source) : []
    } catch (error) {
      if (!(error instanceof BadPrompt) || !file || file === source) throw error
      onTrouble(
        `what the brand's prompt ${task} asks for cannot be read, so what the file asks for holds`,
        error,
      )
      return readAsks(file)
    }
  }
  return {
    'reply-complaint': asksOf('reply-complaint'),
    'reply-question': asksOf('reply-question'),
    'reply-chatter': asksOf('reply-chatter'),
  }
}

type Asks = Readonly<Record<ReplyTask, readonly Ask[]>>

/** Phrases with the exact words that they were read from. */
export interface LivePhrases {
  phrases: Phrases
  text: PromptText
}

/**
 * The phrases of each brand, as its admins have them now.
 * @param onTrouble told once a change when phrases of a brand cannot be used; the file's hold in their place.
 * @throws BadPhrases at once when the files themselves are broken.
 */
export function makeLivePhrases(
  db: Db,
  files: Sources,
  onTrouble: (message: string, error: unknown) => void,
): (brandId: string) => Promise<Record<Language, LivePhrases>> {
  const ours = (language: Language) => read(language, files.get(phraseName(language))?.text ?? '')
  const shipped: Record<Language, LivePhrases> = { ko: ours('ko'), en: ours('en') }
  return follow(db, async (rows) => {
    const live = { ...shipped }
    for (const { name, source } of rows) {
      const language = phraseLanguage(name)
      try {
        if (language) live[language] = read(language, source)
      } catch (error) {
        if (!(error instanceof BadPhrases)) throw error
        onTrouble(`the brand's phrases ${name} cannot be used, so the file's hold`, error)
      }
    }
    return live
  })
}

function read(language: Language, source: string): LivePhrases {
  const name = phraseName(language)
  const phrases = readPhrases(source, language, `${name}.yaml`)
  return { phrases, text: { name, hash: hashOf(source), source } }
}

/** What is made of a brand's live words, made anew when others are live. */
function follow<T>(
  db: Db,
  make: (rows: Awaited<ReturnType<typeof findLivePrompts>>) => Promise<T>,
): (brandId: string) => Promise<T> {
  interface Entry {
    at: number
    mark: string | null
    made: Promise<T>
  }
  const brands = new Map<string, Entry>()

  async function renew(brandId: string, kept: Entry | undefined, entry: { mark: string | null }): Promise<T> {
    const mark = await liveMark(db, brandId)
    entry.mark = mark
    if (kept && kept.mark === mark) return kept.made
    return make(mark === '' ? [] : await findLivePrompts(db, brandId))
  }

  return (brandId) => {
    const kept = brands.get(brandId)
    const now = performance.now()
    if (kept && now - kept.at < freshForMs) return kept.made
    const fresh = { at: now, mark: null as string | null }
    const entry: Entry = Object.assign(fresh, { made: renew(brandId, kept, fresh) })
    brands.set(brandId, entry)
    // Asked again by the next message, not after the time is over.
    entry.made.catch(() => brands.delete(brandId))
    return entry.made
  }
}

/** Keeps words in the database, once in this process. */
export function makeKeeper(db: Db): (texts: readonly PromptText[]) => Promise<void> {
  const kept = new Map<string, Promise<void>>()
  return async (texts) => {
    const fresh = texts.filter(({ hash }) => !kept.has(hash))
    if (fresh.length > 0) {
      const work = keepTexts(db, fresh)
      for (const { hash } of fresh) {
        kept.set(hash, work)
        work.catch(() => kept.delete(hash))
      }
    }
    await Promise.all(texts.map(({ hash }) => kept.get(hash)))
  }
}
