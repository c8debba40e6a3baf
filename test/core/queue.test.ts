import { expect } from 'chai'
import fc from 'fast-check'
import { Feeling, Urgency } from '../../src/core/intent.ts'
import { BusinessHours, openSpans } from '../../src/core/opening-hours.ts'
import { Policy } from '../../src/core/policy.ts'
import { dueAt, promisedMinutes, ServiceTimes, type Weight, whyDue } from '../../src/core/queue.ts'
import { anyHours, anyMoment, anyTimes, anyWeight } from '../support/queue-rule.ts'

const times = ServiceTimes.parse({})
const office = BusinessHours.parse({})
const always = BusinessHours.parse({
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  ),
})
const plain: Weight = { urgency: 'normal', feeling: 'calm', visibility: 'direct' }
const due = (at: string, more: Partial<Weight> = {}, hours = office) =>
  dueAt(new Date(at), { ...plain, ...more }, times, hours).toISOString()

describe('the rule of the queue', () => {
  it('counts the promised time in business hours', () => {
    // 2026-11-23 is a Monday; Seoul is nine hours ahead.
    expect(due('2026-11-23T01:00:00Z')).to.equal('2026-11-23T05:00:00.000Z')
    expect(due('2026-11-23T07:00:00Z')).to.equal('2026-11-24T02:00:00.000Z')
    expect(due('2026-11-20T23:00:00Z')).to.equal('2026-11-23T04:00:00.000Z')
  })

  it('skips holidays', () => {
    const hours = BusinessHours.parse({ holidays: ['2026-11-23', '2026-11-24'] })
    expect(due('2026-11-23T01:00:00Z', {}, hours)).to.equal('2026-11-25T04:00:00.000Z')
  })

  it('runs round the clock for what cannot wait', () => {
    expect(due('2026-11-21T20:00:00Z', { urgency: 'now' })).to.equal('2026-11-21T20:30:00.000Z')
  })

  it('is shorter for who is angry and for what everybody reads', () => {
    expect(promisedMinutes(plain, times)).to.equal(240)
    expect(promisedMinutes({ ...plain, feeling: 'angry' }, times)).to.equal(120)
    expect(promisedMinutes({ ...plain, feeling: 'vindictive', visibility: 'public' }, times)).to.equal(90)
    expect(promisedMinutes({ ...plain, visibility: 'public' }, times)).to.equal(180)
  })

  it('takes the gaps of a lunch break and of a night into account', () => {
    const hours = BusinessHours.parse({
      week: {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '18:00'],
        ],
      },
    })
    expect(due('2026-11-23T02:00:00Z', {}, hours)).to.equal('2026-11-23T07:00:00.000Z')
  })

  it('counts hours that passed where clocks change', () => {
    const hours = { ...always, zone: 'America/New_York' }
    // 2026-03-08 02:00 becomes 03:00, and 2026-11-01 02:00 becomes 01:00.
    expect(due('2026-03-08T05:00:00Z', {}, hours)).to.equal('2026-03-08T09:00:00.000Z')
    expect(due('2026-11-01T04:00:00Z', {}, hours)).to.equal('2026-11-01T08:00:00.000Z')
    const nine = BusinessHours.parse({ zone: 'America/New_York', week: { sun: [['00:00', '04:00']] } })
    // That Sunday has three hours before four in the morning, so the fourth is on Monday from nine.
    expect(due('2026-03-08T05:00:00Z', {}, nine)).to.equal('2026-03-09T14:00:00.000Z')
  })

  it('is never due in closed hours unless it cannot wait', () => {
    fc.assert(
      fc.property(anyMoment, anyWeight, anyTimes, anyHours, (at, weight, promised, hours) => {
        const end = dueAt(at, weight, promised, hours).getTime()
        if (weight.urgency === 'now') {
          expect(end - at.getTime()).to.equal(promisedMinutes(weight, promised) * 60_000)
          return
        }
        for (const span of openSpans(hours, at)) {
          if (span.start > end) break
          if (span.start < end && end <= span.end) return
        }
        expect.fail(`due at ${new Date(end).toISOString()}, when it is closed`)
      }),
      { numRuns: 300 },
    )
  })

  it('holds exactly the promised minutes of open time', () => {
    fc.assert(
      fc.property(anyMoment, anyWeight, anyTimes, anyHours, (at, weight, promised, hours) => {
        if (weight.urgency === 'now') return
        const end = dueAt(at, weight, promised, hours).getTime()
        let open = 0
        for (const span of openSpans(hours, at)) {
          if (span.start >= end) break
          open += Math.max(0, Math.min(end, span.end) - Math.max(at.getTime(), span.start))
        }
        expect(open).to.equal(promisedMinutes(weight, promised) * 60_000)
      }),
      { numRuns: 300 },
    )
  })

  it('is never earlier for who came later', () => {
    const later = fc.integer({ min: 0, max: 10 * 86_400_000 })
    fc.assert(
      fc.property(anyMoment, later, anyWeight, anyTimes, anyHours, (at, ms, weight, promised, hours) => {
        const first = dueAt(at, weight, promised, hours).getTime()
        const second = dueAt(new Date(at.getTime() + ms), weight, promised, hours).getTime()
        expect(second).to.be.at.least(first)
      }),
      { numRuns: 300 },
    )
  })

  it('is plain time where it is always open, in every zone', () => {
    const zone = fc.constantFrom('Asia/Seoul', 'America/New_York', 'America/Havana', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(anyMoment, anyWeight, anyTimes, zone, (at, weight, promised, name) => {
        const end = dueAt(at, weight, promised, { ...always, zone: name })
        expect(end.getTime() - at.getTime()).to.equal(promisedMinutes(weight, promised) * 60_000)
      }),
      { numRuns: 200 },
    )
  })

  it('is refused where nobody is ever there, and where hours make no sense', () => {
    const closed = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, []]))
    const wrong = [
      { week: closed },
      { week: { mon: [['18:00', '09:00']] } },
      {
        week: {
          mon: [
            ['09:00', '13:00'],
            ['12:00', '18:00'],
          ],
        },
      },
      { week: { mon: [['9:00', '18:00']] } },
      { week: { mon: [['09:00', '24:30']] } },
      { zone: 'Asia/Nowhere' },
      { zone: '+09:00' },
      { holidays: ['2026-02-30'] },
    ]
    for (const hours of wrong)
      expect(Policy.safeParse({ businessHours: hours }).success, JSON.stringify(hours)).to.equal(false)
    expect(Policy.safeParse({ businessHours: {} }).success).to.equal(true)
  })

  it('says of every weight why, in Korean and in English', () => {
    for (const urgency of Urgency.options)
      for (const feeling of Feeling.options)
        for (const visibility of ['public', 'direct'] as const) {
          const weight = { urgency, feeling, visibility }
          const { ko, en } = whyDue(weight, promisedMinutes(weight, times))
          expect(ko).to.match(/(시간|분) 안에 답해요\.$/)
          expect(en).to.match(/ (h|min)( of business hours|, day and night)\.$/)
        }
    expect(whyDue({ urgency: 'high', feeling: 'angry', visibility: 'public' }, 90)).to.deep.equal({
      ko: '급한 일, 화가 난 분, 모두가 보는 글: 업무 시간으로 1시간 30분 안에 답해요.',
      en: 'urgent, angry, public: an answer within 1 h 30 min of business hours.',
    })
  })
})
