import { fileURLToPath } from 'node:url'
import type { Db } from './store/db.ts'
import { findLivePrompts, keepTexts, liveMark, type PromptText } from './store/prompts.ts'
import { loadLive } from './writer/live-set.ts'
import { type PromptSet, readSources, type Sources } from './writer/prompt-file.ts'

// What an admin changes holds after this long, on every node, for the price of a small query.
const freshForMs = 500

/** The prompts that come with this version. @throws BadPrompt */
export function shippedPrompts(): Sources {
  return readSources(fileURLToPath(new URL('../prompts', import.meta.url)))
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
  const brands = new Map<string, { at: number; mark: string | null; set: Promise<PromptSet> }>()

  async function renew(
    brandId: string,
    kept: { mark: string | null; set: Promise<PromptSet> } | undefined,
    entry: { mark: string | null },
  ): Promise<PromptSet> {
    const mark = await liveMark(db, brandId)
    entry.mark = mark
    if (kept && kept.mark === mark) return kept.set
    const { set, faults } = await loadLive(files, mark === '' ? [] : await findLivePrompts(db, brandId))
    for (const { name, why } of faults)
      onTrouble(`the brand's prompt ${name} cannot be used, so the file's holds`, new Error(why))
    return set
  }

  return (brandId) => {
    const kept = brands.get(brandId)
    const now = performance.now()
    if (kept && now - kept.at < freshForMs) return kept.set
    const entry = { at: now, mark: null as string | null, set: Promise.resolve({} as PromptSet) }
    entry.set = renew(brandId, kept, entry)
    brands.set(brandId, entry)
    // Asked again by the next message, not after the time is over.
    entry.set.catch(() => brands.delete(brandId))
    return entry.set
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
