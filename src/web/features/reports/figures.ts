import type { ReportStep } from '../../../core/report.ts'
import { currentLanguage } from '../../words/language.ts'

/** Numbers and times as they are written in the language that is on. */
export function sayCount(count: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(count)
}

export function sayShare(share: number): string {
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  )
}

/** An average of scores, always with its tenth: 4.0 is not 4. */
export function sayAverage(average: number): string {
  const shape = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(currentLanguage(), shape).format(average)
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** “3분 20초”, “3 min 20 sec”: the two largest units of so many seconds. */
export function sayLag(seconds: number): string {
  let rest = Math.round(seconds)
  const parts: string[] = []
  for (const [unit, per] of units) {
    const count = Math.floor(rest / per)
    if (count === 0 && parts.length > 0) break
    if (count === 0 && unit !== 'second') continue
    parts.push(
      new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    rest -= count * per
    if (parts.length === 2 || rest === 0) break
  }
  return parts.join(' ')
}

const shapes: Record<ReportStep, Intl.DateTimeFormatOptions> = {
  hour: { month: 'short', day: 'numeric', hour: 'numeric' },
  day: { month: 'short', day: 'numeric', weekday: 'short' },
  week: { month: 'short', day: 'numeric' },
}

/** The start of a step, as the zone has it; short for an axis. */
export function sayStep(at: string, step: ReportStep, zone: string): string {
  return formatIn(at, zone, shapes[step])
}

export function sayMark(at: string, step: ReportStep, zone: string): string {
  return formatIn(at, zone, step === 'hour' ? shapes.hour : { month: 'numeric', day: 'numeric' })
}

/** A moment to the minute, of the zone that is reported about. */
export function sayMoment(at: string, zone: string): string {
  return formatIn(at, zone, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })
}

/** Two days, both of which belong to it. */
export function sayDays(from: string, to: string): string {
  const format = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long', timeZone: 'UTC' })
  const [first, last] = [new Date(from), new Date(to)]
  return first <= last ? format.formatRange(first, last) : ''
}

/** A day by itself, `YYYY-MM-DD`. */
export function sayDay(day: string): string {
  return formatIn(day, 'UTC', { month: 'short', day: 'numeric' })
}

function formatIn(at: string, timeZone: string, shape: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(currentLanguage(), { ...shape, timeZone }).format(new Date(at))
  } catch {
    // A zone that only the server knows.
    return new Intl.DateTimeFormat(currentLanguage(), shape).format(new Date(at))
  }
}
