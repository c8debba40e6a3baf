import { IconClock } from '@tabler/icons-react'
import i18next from 'i18next'
import { moment } from '../../lib/time.ts'
import { useTick } from '../../ui/ago.tsx'

/** “23분 남음”, “2 h late”: in whole minutes, hours or days, never more than there are. */
export function sayDue(dueAt: string, overdue: boolean, now = Date.now()): string {
  const { t } = i18next
  const ms = Date.parse(dueAt) - now
  // A clock that goes wrong on this machine must not call something on time that the server calls late.
  const late = overdue || ms < 0
  const minutes = Math.floor(Math.max(0, late ? -ms : ms) / 60_000)
  if (minutes < 1) return t(late ? 'queue.justLate' : 'queue.soon')
  return t(late ? 'queue.late' : 'queue.left', { time: sayMinutes(minutes) })
}

/** In the largest unit of which there are two or more; below two hours in minutes. */
function sayMinutes(minutes: number): string {
  const { t } = i18next
  if (minutes < 120) return t('queue.minutes', { count: minutes })
  if (minutes < 2_880) return t('queue.hours', { count: Math.floor(minutes / 60) })
  return t('queue.days', { count: Math.floor(minutes / 1_440) })
}

/** Until when an answer is promised. What is late is red and says so. */
export function Due({ dueAt, overdue }: { dueAt: string; overdue: boolean }) {
  useTick()
  const late = overdue || Date.parse(dueAt) < Date.now()
  return (
    <time className={late ? 'due late' : 'due'} dateTime={dueAt} title={moment(dueAt)}>
      <IconClock size={13} aria-hidden="true" /> {sayDue(dueAt, overdue)}
    </time>
  )
}
