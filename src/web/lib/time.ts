import { currentLanguage } from '../words/language.ts'

const units: readonly [below: number, seconds: number, name: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [Number.POSITIVE_INFINITY, 86_400, 'day'],
]

/** “3분 전”, “3 min ago”; “지금”, “now” below five seconds. */
export function ago(time: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - new Date(time).getTime()) / 1_000))
  const say = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto', style: 'narrow' })
  if (seconds < 5) return say.format(0, 'second')
  const [, per, name] = units.find(([below]) => seconds < below) ?? [0, 86_400, 'day' as const]
  const count = Math.floor(seconds / per)
  // "Yesterday" is said of the calendar's day; of 24 hours it would be wrong half the time.
  return new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'always', style: 'narrow' }).format(
    -count,
    name,
  )
}

/** A day as people say it, such as “11월 22일”. */
export function day(time: string): string {
  return new Date(time).toLocaleDateString(currentLanguage(), { month: 'long', day: 'numeric' })
}

/** Day and time to the minute, for who wants to know exactly. */
export function moment(time: string): string {
  return new Date(time).toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
}

/** A sum in millionths of a dollar; a small part of a cent is still told apart from nothing. */
export function dollars(micros: number): string {
  const small = micros < 10_000 ? { maximumSignificantDigits: 2 } : {}
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', ...small }).format(
    micros / 1_000_000,
  )
}

/** A time of day, with its day where that is another one than today. @param timeZone the browser's where it is left out. */
export function shortMoment(time: string, timeZone?: string, now = new Date()): string {
  const at = new Date(time)
  const dayOf = (moment: Date) => moment.toLocaleDateString('en-CA', { timeZone })
  const sameDay = dayOf(at) === dayOf(now)
  return at.toLocaleString(currentLanguage(), {
    timeZone,
    ...(sameDay ? {} : { month: 'short', day: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  })
}
