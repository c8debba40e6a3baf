import fc from 'fast-check'
import { Feeling, Urgency } from '../../src/core/intent.ts'
import { BusinessHours } from '../../src/core/opening-hours.ts'
import { ServiceTimes, type Weight } from '../../src/core/queue.ts'

/** Whole seconds of ten years, so that nothing is lost between JavaScript and PostgreSQL. */
export const anyMoment = fc
  .integer({ min: Date.UTC(2021, 0, 1) / 1_000, max: Date.UTC(2030, 11, 31) / 1_000 })
  .map((seconds) => new Date(seconds * 1_000))

export const anyWeight: fc.Arbitrary<Weight> = fc.record({
  urgency: fc.constantFrom(...Urgency.options),
  feeling: fc.constantFrom(...Feeling.options),
  visibility: fc.constantFrom('public' as const, 'direct' as const),
})

const minutes = fc.integer({ min: 1, max: 2_000 })
const percent = fc.integer({ min: 10, max: 100 })
export const anyTimes: fc.Arbitrary<ServiceTimes> = fc
  .record({
    now: minutes,
    high: minutes,
    normal: minutes,
    low: minutes,
    upsetPercent: percent,
    publicPercent: percent,
  })
  .map((times) => ServiceTimes.parse(times))

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const anyDay = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 6 })
  .map((all) => all.sort((a, b) => a - b))
  .map((all) =>
    Array.from({ length: Math.floor(all.length / 2) }, (_, at) => [
      clock(all[at * 2] as number),
      clock(all[at * 2 + 1] as number),
    ]),
  )

// Zones whose clocks change at midnight, by half an hour, in the other half of the year, and never.
const zones = [
  'Asia/Seoul',
  'America/New_York',
  'Europe/Berlin',
  'America/Havana',
  'Australia/Lord_Howe',
  'UTC',
]

export const anyHours: fc.Arbitrary<BusinessHours> = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.record({
      mon: anyDay,
      tue: anyDay,
      wed: anyDay,
      thu: anyDay,
      fri: anyDay,
      sat: anyDay,
      sun: anyDay,
    }),
    holidays: fc.array(
      anyMoment.map((at) => at.toISOString().slice(0, 10)),
      { maxLength: 5 },
    ),
  })
  .map((hours) => BusinessHours.safeParse(hours))
  .filter(({ success }) => success)
  .map(({ data }) => data as BusinessHours)
