import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Reading } from '../../lib/shapes.ts'

export type Judged = Reading['differs'][number]

/** What is decided about a message, in the order of what matters to a reader. */
export const judged = [
  'intent',
  'feeling',
  'urgency',
  'topic',
  'level',
  'language',
  'needsReply',
  'toBrand',
  'wantsPerson',
  'risks',
  'sarcasm',
  'spam',
  'abuse',
] as const satisfies readonly Judged[]

// Letters, digits or a picture: something that says what it is.
const hasLetters = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

// What is less likely than not is a suspicion, and said as one: "yes, 10%" says two things at once.
const beyondDoubt = 0.5

export function percent(chance: number): string {
  return `${Math.round(chance * 100)}%`
}

/** What was read, as a colleague says it. */
export function useReadingWords() {
  const { t } = useTranslation()

  function topicName(topic: string | null): string {
    if (topic === null) return t('reading.none')
    const known = `reading.topic.${topic}`
    return i18next.exists(known) ? t(known as 'reading.topic.refund') : topic
  }
  function riskName(read: Reading, risk: Reading['risks'][number]): string {
    const name = t(`reading.risk.${risk}`)
    const sure = read.riskDetails[risk]?.sure ?? read.sure.risks ?? 1
    return sure < beyondDoubt ? t('reading.maybe', { what: name }) : name
  }
  function wordFor(read: Reading, name: Judged): string {
    switch (name) {
      case 'intent':
        return t(`desk.intent.${read.intent}`)
      case 'feeling':
        return t(`desk.feeling.${read.feeling}`)
      case 'urgency':
        return t(`desk.urgency.${read.urgency}`)
      case 'topic':
        return topicName(read.topic)
      case 'level':
        return read.level ? t(`reading.level.${read.level}`) : t('reading.noLevel')
      case 'language':
        return t(`reading.languages.${read.language}`)
      case 'risks':
        return read.risks.map((risk) => riskName(read, risk)).join(', ') || t('reading.none')
      default: {
        if (!read[name]) return t('reading.no')
        return t((read.sure[name] ?? 1) < beyondDoubt ? 'reading.suspected' : 'reading.yes')
      }
    }
  }
  /** What led to a reading, to be read by somebody who did not make it: a mark by its name, what has none left out. */
  function ledBy(why: readonly string[]): string[] {
    const named = why.flatMap((word) => {
      if (hasLetters.test(word)) return [word]
      if (word.includes('?')) return [t('reading.mark.question')]
      return word.includes('!') ? [t('reading.mark.exclamation')] : []
    })
    return [...new Set(named)]
  }
  return { topicName, wordFor, ledBy }
}
