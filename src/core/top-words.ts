import { bareNoun, nounForms } from './bare-noun.ts'

/** A word with how many messages and how many persons it stands in; `word` is how it is mostly written. */
export interface TopWord {
  stem: string
  word: string
  messages: number
  persons: number
}

// Somebody who is alone in saying a word could be told by it.
export const leastPersons = 3
// A stem that is a noun is shown as one (배송 of 배송이 and 배송은); one that is hardly ever used as one is shown as it is said (죄송합니다).
const standsAlone = 0.1

/** Counts words over messages. */
export function makeWordCount() {
  const stems = new Map<string, { persons: Set<string>; messages: number; forms: Map<string, number> }>()
  return {
    /** @param words of one message, no stem twice. */
    add(personId: string, words: readonly { stem: string; word: string }[]): void {
      for (const { stem, word } of words) {
        const known = stems.get(stem) ?? { persons: new Set(), messages: 0, forms: new Map() }
        known.persons.add(personId)
        known.messages += 1
        known.forms.set(word, (known.forms.get(word) ?? 0) + 1)
        stems.set(stem, known)
      }
    },
    /** The most frequent that at least three persons share, the most frequent first. */
    top(most: number): TopWord[] {
      return [...stems]
        .filter(([, { persons }]) => persons.size >= leastPersons)
        .map(([stem, { persons, messages, forms }]) => ({
          ...{ stem, messages, persons: persons.size },
          word: shown(stem, messages, forms),
        }))
        .sort((a, b) => b.messages - a.messages || (a.stem < b.stem ? -1 : 1))
        .slice(0, most)
    },
  }
}

function shown(stem: string, messages: number, forms: ReadonlyMap<string, number>): string {
  if ((forms.get(stem) ?? 0) >= messages * standsAlone) return stem
  const nouns = nounForms(stem, [...forms.keys()])
  const asNoun = nouns.reduce((sum, form) => sum + (forms.get(form) ?? 0), 0)
  const noun = asNoun >= messages * standsAlone ? bareNoun(stem, nouns) : null
  if (noun !== null) return noun
  const [best] = [...forms].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
  return best?.[0] ?? stem
}
