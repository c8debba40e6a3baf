import i18next from 'i18next'
import { inLanguage } from '../words/language.ts'
import { Refused } from './call.ts'

/** What an error is called where it means something else than elsewhere, by its code. */
export type Instead = Readonly<Record<string, string>>

/** Says what happened instead of what was asked, and what to do now. */
export function explain(error: unknown, instead: Instead = {}): string {
  const { t } = i18next
  if (error instanceof TypeError) return t('desk.offline')
  if (!(error instanceof Refused)) return t('desk.brokenTitle')
  const { refusal, problem } = error
  if (error.status >= 500) return t('desk.broke', { id: problem?.requestId ?? '' })
  if (refusal) return sayRefusal(refusal)
  const code = problem?.error ?? ''
  const here = Object.hasOwn(instead, code) ? instead[code] : undefined
  if (here !== undefined) return here
  const known = [`desk.errors.${code}`, `people.errors.${code}`].find((key) => i18next.exists(key))
  return known ? t(known as 'desk.errors.wrong') : error.message
}

function sayRefusal(refusal: NonNullable<Refused['refusal']>): string {
  const { t } = i18next
  switch (refusal.kind) {
    case 'overtaken':
      return refusal.newMessage
        ? t('desk.overtaken', { text: refusal.newMessage })
        : t('desk.overtakenBySomething')
    case 'text-changed':
      return t('desk.textChanged')
    case 'already-decided': {
      const who = t('desk.decided', {
        name: refusal.by?.name ?? t('desk.dajeong'),
        what: sayKind(refusal.decision),
      })
      return refusal.text ? `${who} ${t('desk.withText', { text: refusal.text })}` : who
    }
    case 'held':
      return t('desk.held', { name: refusal.by.name })
    case 'assigned-elsewhere':
      return refusal.assignee
        ? t('queue.assignedElsewhere', { name: refusal.assignee.name })
        : t('queue.unassignedElsewhere')
    case 'still-open':
      return t('queue.stillOpen')
    case 'needs-reason':
      return t('helping.sendAnyway')
    case 'may-have-arrived':
      return t('desk.mayHaveArrived')
    case 'blocked':
      return t('desk.blocked')
    case 'too-late':
      return t(`talk.tooLate.${refusal.state}`, { text: refusal.text })
    case 'forbidden':
      return inLanguage(refusal)
    default:
      return refusal satisfies never
  }
}

/** What somebody did, as a colleague says it; a kind that has no words yet is shown as it is. */
export function sayKind(kind: string): string {
  const known = `desk.what.${kind}`
  return i18next.exists(known) ? i18next.t(known as 'desk.what.approved') : kind
}
