import type { Language } from '../src/core/intent.ts'
import { en } from './staff-words-en.ts'
import { ko, type StaffWords } from './staff-words-ko.ts'

export type { StaffWords }

export const staffWords: Readonly<Record<Language, StaffWords>> = { ko, en }

const zone = 'Asia/Seoul'

/** A time as colleagues read it; the day is said where it is not today. */
export function clock(at: Date | string, language: Language, now: Date): string {
  const date = new Date(at)
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB'
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
  const time = new Intl.DateTimeFormat(locale, {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(date)
  if (day.format(date) === day.format(now)) return time
  const other = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'short', day: 'numeric' })
  return `${other.format(date)} ${time}`
}
