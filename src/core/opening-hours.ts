import { z } from 'zod'

const clock = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/
const Clock = z.string().regex(clock, 'Write a time of day as 09:00; the latest is 24:00.')
const Span = z.tuple([Clock, Clock])
const Day = z
  .array(Span)
  .max(6)
  .refine(
    (spans) =>
      spans.flat().every((one, at, all) => at === 0 || minuteOf(all[at - 1] as string) < minuteOf(one)),
    'Each stretch ends after it begins, and begins after the one before it has ended.',
  )

/** In ISO's order: Monday first. */
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const office: [string, string][] = [['09:00', '18:00']]

// What is promised in working minutes must come about within a few years of weeks like this one.
const leastWeek = 60

const Week = z.object({
  mon: Day.default(office),
  tue: Day.default(office),
  wed: Day.default(office),
  thu: Day.default(office),
  fri: Day.default(office),
  sat: Day.default([]),
  sun: Day.default([]),
})

/** When somebody is at the desk, by the clock on their wall. */
export const BusinessHours = z.object({
  /** An IANA name, which PostgreSQL knows too. */
  zone: z
    .string()
    .refine(isZone, 'Name a time zone as the IANA does, such as Asia/Seoul.')
    .default('Asia/Seoul'),
  week: Week.default(Week.parse({})).refine(
    (week) => weekdays.reduce((sum, day) => sum + openMinutes(week[day]), 0) >= leastWeek,
    'Open at least an hour a week; for round the clock, give every day ["00:00", "24:00"].',
  ),
  /** Days on which nobody is there, as 2026-12-25. */
  holidays: z.array(z.iso.date()).max(366).default([]),
})
export type BusinessHours = z.infer<typeof BusinessHours>

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function openMinutes(spans: readonly (readonly [string, string])[]): number {
  return spans.reduce((sum, [from, to]) => sum + minuteOf(to) - minuteOf(from), 0)
}

function isZone(name: string): boolean {
  // An offset such as +09:00 is a zone to JavaScript, and to PostgreSQL the opposite one.
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
}

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * The stretches in which somebody is there, in milliseconds since 1970, from the day before the one on which `from` lies there;
 * they follow one another and never overlap. A time of day that a change of the clocks skips is read by the clock before it; one
 * that comes twice, as its second coming: both as PostgreSQL does.
 */
export function* openSpans(hours: BusinessHours, from: Date): Generator<{ start: number; end: number }> {
  const holidays = new Set(hours.holidays)
  const wall = from.getTime() + offsetAt(hours.zone, from.getTime())
  let reached = Number.NEGATIVE_INFINITY
  // Far beyond what the schema lets anybody promise: then the loop ends where PostgreSQL's does.
  for (let day = Math.floor(wall / dayMs) - 1, days = 0; days < mostDays; day += 1, days += 1) {
    const midnight = day * dayMs
    if (holidays.has(new Date(midnight).toISOString().slice(0, 10))) continue
    const weekday = weekdays[(((day + 3) % 7) + 7) % 7] as (typeof weekdays)[number]
    for (const [opens, closes] of hours.week[weekday]) {
      const start = Math.max(reached, instantOf(hours.zone, midnight + minuteOf(opens) * minuteMs))
      const end = instantOf(hours.zone, midnight + minuteOf(closes) * minuteMs)
      if (end <= start) continue
      reached = end
      yield { start, end }
    }
  }
}

const mostDays = 5_000

/** The stretches of a span of time as columns, in seconds since 1970: how long each is, and how long all before it are together. */
export interface OpenClock {
  starts: number[]
  lengths: number[]
  before: number[]
}

/** For counting the business hours between many pairs of moments, none of which lies before `from` or after `until`. */
export function openClock(hours: BusinessHours, from: Date, until: Date): OpenClock {
  const clock: OpenClock = { starts: [], lengths: [], before: [] }
  let together = 0
  for (const { start, end } of openSpans(hours, from)) {
    if (start > until.getTime()) break
    clock.starts.push(start / 1_000)
    clock.lengths.push((end - start) / 1_000)
    clock.before.push(together)
    together += (end - start) / 1_000
  }
  return clock
}

/** When so many minutes of business hours have passed since `from`. */
export function afterOpenMinutes(hours: BusinessHours, from: Date, minutes: number): Date {
  let left = minutes * minuteMs
  for (const { start, end } of openSpans(hours, from)) {
    const begin = Math.max(start, from.getTime())
    if (end <= begin) continue
    if (end - begin >= left) return new Date(begin + left)
    left -= end - begin
  }
  return new Date(from.getTime() + minutes * minuteMs)
}

/** @param wall what the clock on the wall shows, as if it were UTC. */
function instantOf(zone: string, wall: number): number {
  const before = wall - offsetAt(zone, wall - dayMs)
  const after = wall - offsetAt(zone, wall + dayMs)
  if (before === after) return after
  if (wall - after === offsetAt(zone, after)) return after
  return before
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs
}

/** When somebody is there next; null when somebody is now. */
export function opensAt(hours: BusinessHours, now: Date): Date | null {
  for (const { start, end } of openSpans(hours, now)) {
    if (end > now.getTime()) return start > now.getTime() ? new Date(start) : null
  }
  return null
}
