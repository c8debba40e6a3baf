import { currentLanguage } from '../words/language.ts'

// Far enough that something may have changed by then.
const laterHours = 3
const morning = 9

/** In three hours, on the hour; null where that is no longer today. On the clock of this machine, as all of these. */
export function laterToday(now: Date): Date | null {
  const then = new Date(now)
  then.setHours(now.getHours() + laterHours + (now.getMinutes() > 0 ? 1 : 0), 0, 0, 0)
  return then.getDate() === now.getDate() ? then : null
}

function morningIn(now: Date, days: number): Date {
  const then = new Date(now)
  then.setDate(now.getDate() + days)
  then.setHours(morning, 0, 0, 0)
  return then
}

export function tomorrowMorning(now: Date): Date {
  return morningIn(now, 1)
}

/** The Monday after today; on a Monday that of next week. */
export function nextMonday(now: Date): Date {
  return morningIn(now, (8 - now.getDay()) % 7 || 7)
}

/** As a field for date and time wants it, on the clock of this machine. */
export function toField(time: Date): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** “11월 23일 (월) 오전 9:00”. */
export function sayWhen(time: string | Date): string {
  return new Date(time).toLocaleString(currentLanguage(), {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
}
