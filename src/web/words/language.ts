import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { desk as deskEn } from './en-desk.ts'
import { helping as helpingEn } from './en-helping.ts'
import { people as peopleEn } from './en-people.ts'
import { queue as queueEn } from './en-queue.ts'
import { reading as readingEn } from './en-reading.ts'
import { shell as shellEn } from './en-shell.ts'
import { talk as talkEn } from './en-talk.ts'
import type { accounts } from './ko-accounts.ts'
import type { audit } from './ko-audit.ts'
import type { chats } from './ko-chats.ts'
import { desk } from './ko-desk.ts'
import type { documents } from './ko-documents.ts'
import { helping } from './ko-helping.ts'
import { people } from './ko-people.ts'
import type { policy } from './ko-policy.ts'
import type { promptFaults } from './ko-prompt-faults.ts'
import { queue } from './ko-queue.ts'
import type { ratings } from './ko-ratings.ts'
import { reading } from './ko-reading.ts'
import type { reports } from './ko-reports.ts'
import type { savedTry } from './ko-saved-try.ts'
import { shell } from './ko-shell.ts'
import type { start } from './ko-start.ts'
import { talk } from './ko-talk.ts'
import type { tuning } from './ko-tuning.ts'
import type { webPages } from './ko-web-pages.ts'

const ko = { desk, helping, people, queue, reading, shell, talk }
const en = {
  ...{ desk: deskEn, helping: helpingEn, people: peopleEn },
  ...{ queue: queueEn, reading: readingEn, shell: shellEn, talk: talkEn },
}

declare module 'i18next' {
  interface CustomTypeOptions {
    // What a room brings when it is entered (`addWords`) is known by its keys from the start.
    resources: {
      translation: typeof ko & {
        reports: typeof reports
        ratings: typeof ratings
        policy: typeof policy
        audit: typeof audit
        tuning: typeof tuning
        promptFaults: typeof promptFaults
        accounts: typeof accounts
        chats: typeof chats
        savedTry: typeof savedTry
        start: typeof start
        documents: typeof documents
        webPages: typeof webPages
      }
    }
  }
}

export type Language = 'ko' | 'en'

const key = 'dajeong-language'

/** The language that a colleague chose on this machine, else the browser's; Korean where it is neither. */
function chosen(): Language {
  const kept = localStorage.getItem(key) ?? navigator.language.slice(0, 2)
  return kept === 'en' ? 'en' : 'ko'
}

/** Reads the words of both languages; to be called once, before anything is drawn. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: chosen(),
    fallbackLng: false,
    resources: { ko: { translation: ko }, en: { translation: en } },
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = i18next.language
}

/** The words of a room that is loaded when it is entered; to be called by its file, before it is drawn. */
export function addWords(words: Record<Language, Record<string, unknown>>): void {
  for (const language of ['ko', 'en'] as const)
    i18next.addResourceBundle(language, 'translation', words[language], true)
}

export async function switchLanguage(): Promise<void> {
  const other = currentLanguage() === 'en' ? 'ko' : 'en'
  localStorage.setItem(key, other)
  await i18next.changeLanguage(other)
  document.documentElement.lang = other
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ko'
}

/** Of what the server says in both languages, the one that is on. */
export function inLanguage(both: { ko: string; en: string }): string {
  return both[currentLanguage()]
}
