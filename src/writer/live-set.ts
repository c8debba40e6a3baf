import { BadPrompt, ending, loadPrompts, type PromptSet, type Sources } from './prompt-file.ts'

/** Words of a brand's own in place of a file's. */
export interface OwnWords {
  name: string
  source: string
}

export interface LiveSet {
  set: PromptSet
  /** What the set was made of. */
  sources: Sources
  /** Words that could not be used, each with why; the file holds in their place. */
  faults: { name: string; why: string }[]
}

/** The files with these words in their places. */
export function withWords(files: Sources, words: readonly OwnWords[]): Sources {
  const own = words.map(({ name, source }) => [name, { path: `${name}${ending}`, text: source }] as const)
  return new Map([...files, ...own])
}

/**
 * The prompts of a brand: its own words where they can be used, the files for the rest. After an upgrade a file may ask for an
 * input that older words do not have; a customer must not wait for that to be mended.
 * @throws BadPrompt when the files themselves are broken.
 */
export async function loadLive(files: Sources, words: readonly OwnWords[]): Promise<LiveSet> {
  const all = withWords(files, words)
  try {
    return { set: await loadPrompts(all), sources: all, faults: [] }
  } catch (error) {
    if (!(error instanceof BadPrompt)) throw error
  }
  let sources = files
  let set = await loadPrompts(files)
  let left = [...words]
  let faults: LiveSet['faults'] = []
  // What fits joins; one may need another that comes later, so the rest is tried again as long as anything joined.
  for (let joined = true; joined; ) {
    joined = false
    faults = []
    for (const word of left) {
      const tried = withWords(sources, [word])
      try {
        set = await loadPrompts(tried)
        sources = tried
        left = left.filter((one) => one !== word)
        joined = true
      } catch (error) {
        if (!(error instanceof BadPrompt)) throw error
        faults.push({ name: word.name, why: error.message })
      }
    }
  }
  return { set, sources, faults }
}
