import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../core/intent.ts'
import { readPhrases } from './phrases.ts'
import type { Sources } from './prompt-file.ts'

const names: Record<Language, string> = { ko: 'plain/ko', en: 'plain/en' }

/** What the phrases of a language are called among the words of a brand. */
export function phraseName(language: Language): string {
  return names[language]
}

/** The language of the phrases of this name; null when it names no phrases. */
export function phraseLanguage(name: string): Language | null {
  if (name === names.ko) return 'ko'
  return name === names.en ? 'en' : null
}

/** The files of phrases in a folder, by their names. @throws when one is not there. */
export function readPhraseSources(folder: string): Sources {
  return new Map(
    (['ko', 'en'] as const).map((language) => {
      const path = `${phraseName(language)}.yaml`
      return [phraseName(language), { path, text: readFileSync(join(folder, `${language}.yaml`), 'utf8') }]
    }),
  )
}

/** Whether phrases can be made of these words. @throws BadPhrases with the place in them. */
export function checkPhrases(name: string, source: string): void {
  const language = phraseLanguage(name)
  if (language) readPhrases(source, language, `${name}.yaml`)
}
