import type { ReportStep } from './report.ts'

/** What is wrong with the days that somebody wants a report about. */
export interface WrongSpan {
  kind: 'wrong-span'
  field: 'from' | 'to' | 'zone' | 'step'
  message: string
}

const day = 86_400_000
export const mostDays = 400
export const mostHourDays = 32

/** @param days both belong to the span. */
export function spanFault(days: { from: string; to: string; step: ReportStep }): WrongSpan | null {
  const [from, to] = [Date.parse(days.from), Date.parse(days.to)]
  const count = (to - from) / day + 1
  if (count < 1) return wrong('from', `It is after the last day (${days.to}); give an earlier one.`)
  if (count > mostDays)
    return wrong('from', `A report has at most ${mostDays} days; these are ${count}. Give a later day.`)
  if (days.step === 'hour' && count > mostHourDays)
    return wrong('step', `By the hour a report has at most ${mostHourDays} days; take \`day\`.`)
  return null
}

/** Names of the time zone database only: an offset such as +09:00 means the opposite to PostgreSQL. */
export function zoneFault(zone: string): WrongSpan | null {
  const isName = /^[A-Za-z][A-Za-z0-9_]*(?:[/+-][A-Za-z0-9_]+)*$/.test(zone)
  return isName && isKnown(zone) ? null : unknownZone
}

export const unknownZone: WrongSpan = {
  kind: 'wrong-span',
  field: 'zone',
  message: 'No such time zone; give a name such as Asia/Seoul or UTC.',
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The day that a moment lies on, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** @param days may be negative. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
}

function wrong(field: WrongSpan['field'], message: string): WrongSpan {
  return { kind: 'wrong-span', field, message }
}
