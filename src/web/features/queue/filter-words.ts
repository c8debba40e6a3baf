import i18next from 'i18next'
import { type Choice, choices } from '../../lib/filters.ts'

/** The codes of findings that have a name, in the order of the language that is on. */
export function findingCodes(): string[] {
  const names = i18next.t('queue.findings', { returnObjects: true })
  return Object.entries(names)
    .toSorted(([, one], [, other]) => one.localeCompare(other, i18next.language))
    .map(([code]) => code)
}

/** A finding by its name; a code that has no words yet is shown as it is. */
export function sayFinding(code: string): string {
  const known = `queue.findings.${code}`
  return i18next.exists(known) ? i18next.t(known as 'queue.findings.money') : code
}

/** “한 시간 넘게 기다림”: how long something has waited at least. */
export function sayAge(minutes: number): string {
  const { t } = i18next
  if (minutes >= 1_440) return t('queue.waitsDays', { count: Math.round(minutes / 1_440) })
  if (minutes >= 60) return t('queue.waitsHours', { count: Math.round(minutes / 60) })
  return t('queue.waitsMinutes', { count: minutes })
}

/** A value of a filter as colleagues say it. */
export function sayChoice(name: Choice, value: string): string {
  const { t } = i18next
  const intent = choices.intent.find((one) => one === value)
  const feeling = choices.feeling.find((one) => one === value)
  const urgency = choices.urgency.find((one) => one === value)
  const language = choices.language.find((one) => one === value)
  switch (name) {
    case 'intent':
      return intent ? t(`desk.intent.${intent}`) : value
    case 'feeling':
      return feeling ? t(`desk.feeling.${feeling}`) : value
    case 'urgency':
      return urgency ? t(`desk.urgency.${urgency}`) : value
    case 'language':
      return language ? t(`reading.languages.${language}`) : value
    case 'visibility':
      return t(value === 'direct' ? 'desk.direct' : 'desk.public')
    default:
      return name satisfies never
  }
}
