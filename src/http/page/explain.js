import { helpingWords } from './helping-words.js'
import { language, words } from './words.js'

/** Says what happened instead of what was asked. */
export function explain({ kind, ...more }) {
  switch (kind) {
    case 'overtaken':
      return words.overtaken(more.newMessage)
    case 'text-changed':
      return words.textChanged
    case 'already-decided': {
      const who = words.decided(more.by?.name ?? words.dajeong, words.what[more.decision] ?? more.decision)
      return more.text ? `${who} ${words.withText(more.text)}` : who
    }
    case 'held':
      return words.held(more.by.name)
    case 'needs-reason':
      return helpingWords.sendAnyway
    case 'blocked':
      return words.blocked
    case 'forbidden':
      return language === 'en' ? more.en : more.ko
    default:
      return more.message ?? kind
  }
}
