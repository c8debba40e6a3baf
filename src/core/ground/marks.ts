import type { Around } from './bounds.ts'

/** Something that can be right or wrong to the letter: an amount, a time, a date, a number to dial, a link, a code. */
export interface Quantity {
  /** What is counted, so that 5 GB is never 5 days; '' when the text does not say. */
  unit: string
  value: string
  /** Another value that it may mean: "8시" is 08:00 or 20:00. */
  other?: string
  start: number
  end: number
  /** As it is written. */
  shown: string
  /** What stands around it, where it was read for that. */
  around?: Around
}

const link =
  /https?:\/\/[\w.~:/?#[\]@!$&()*+,;=%-]{1,300}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\w.@-])[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,3}\.[a-z]{2,24}(?![\w-])(?:\/[\w.~/%-]{0,200})?/g
const dialled =
  /\*#?\d{1,6}#?|\+?(?<![\d.])\d{1,4}(?:-\d{1,5}){1,5}(?!\d|,\d)|(?<![a-z\d.-])[a-z]{1,2}-?\d{1,5}(?![a-z\d])/g

/** Links, mail addresses, numbers to dial and codes: right only when they are the same to the letter. */
export function links(text: string): Quantity[] {
  const found: Quantity[] = []
  let left = text
  for (const match of text.matchAll(link)) {
    const shown = match[0].replace(/[.,:;!?)\]]+$/, '')
    const value = shown.replace(/^https?:\/\//, '').replace(/\/$/, '')
    found.push({ unit: 'link', value, start: match.index, end: match.index + shown.length, shown })
    left = left.slice(0, match.index) + ' '.repeat(shown.length) + left.slice(match.index + shown.length)
  }
  for (const match of left.matchAll(dialled)) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(match[0]) || /^\d{1,2}-\d{2}$/.test(match[0])) continue
    if (isRange(match[0], left.slice(match.index + match[0].length)) || isHours(match[0], left)) continue
    found.push({ ...whole('code', match), value: match[0].replaceAll('-', '') })
  }
  return found
}

/** "3-5 business days", "9-18시": from one to the other. */
function isRange(shown: string, after: string): boolean {
  const ends = /^(\d{1,3})-(\d{1,3})$/.exec(shown)
  return (
    ends !== null && Number(ends[1]) < Number(ends[2]) && /^ ?(?:[a-z%]|[일시분개주년명회장초세])/.test(after)
  )
}

const hours = /\b(?:open|opens|hours|weekdays?|daily|from|mon|sat|sun)\b|every day|영업|운영|평일|주말/

/** "Open 10-8": from the morning to the evening. */
function isHours(shown: string, text: string): boolean {
  const ends = /^(\d{1,2})-(\d{1,2})$/.exec(shown)
  return ends !== null && Number(ends[1]) <= 12 && Number(ends[2]) <= 12 && hours.test(text)
}

const koreanDate = /(?:(\d{4})년 ?)?(\d{1,2})월(?: ?(\d{1,2})일)?(?! ?정액)/g
const isoDate = /(?<!\d)(\d{4})(?:-|\.|\/|\. )(\d{1,2})(?:-|\.|\/|\. )(\d{1,2})(?!\d)\.?/g
const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const monthFirst = new RegExp(
  `\\b(${monthNames})[a-z]{0,6}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b`,
  'g',
)
const dayFirst = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthNames})[a-z]{0,6}(?:,? (\\d{4}))?\\b`,
  'g',
)

/** Dates as `Y-M-D` with 0 for what is not said. */
export function dates(text: string): Quantity[] {
  const named = (name: string | undefined) => monthNames.split('|').indexOf(name ?? '') + 1
  const day = (
    match: RegExpExecArray,
    y: string | undefined,
    m: number | string | undefined,
    d: string | undefined,
  ) => ({
    ...whole('date', match),
    value: [y, m, d].map((part) => String(Number(part ?? 0))).join('-'),
  })
  return [
    ...[...text.matchAll(isoDate)].map((match) => day(match, match[1], match[2], match[3])),
    ...[...text.matchAll(koreanDate)].map((match) => day(match, match[1], match[2], match[3])),
    ...[...text.matchAll(monthFirst)].map((match) => day(match, match[3], named(match[1]), match[2])),
    ...[...text.matchAll(dayFirst)].map((match) => day(match, match[3], named(match[2]), match[1])),
  ]
}

const weekday =
  /([월화수목금토일])요일|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|(매일)(?!경)|\b(every day|open daily|daily(?= from| until|[.,;]|$))|평일|\bweekdays?\b|주말|\bweekends?\b/g
const weekdays = ['월mon', '화tues', '수wednes', '목thurs', '금fri', '토satur', '일sun']

/** Days of the week, and what stands for several: a shop that opens on weekdays does not open every day. */
export function daysOfWeek(text: string): Quantity[] {
  return [...text.matchAll(weekday)].map((match) => {
    const name = match[1] ?? match[2]
    const day = name ? weekdays.findIndex((one) => one.includes(name)) : -1
    const several = match[3] || match[4] ? 'all' : /평일|weekday/.test(match[0]) ? 'work' : 'weekend'
    return { ...whole('weekday', match), value: name ? String(day) : several }
  })
}

const koreanTime =
  /(?:(오전|아침|새벽|오후|저녁|밤|낮) ?)?(?<!\d)(\d{1,2})시(?!간)(?: ?(\d{1,2})분| ?(반)(?![가-힣]{2,}|값|납|품|환|경))?/g
const clock = /(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])(?: ?([ap])\.?m\b\.?)?/g
const englishTime = /(?<![\d:.])(\d{1,2}) ?([ap])\.?m\b\.?/g
const named = /자정|정오|\bmidnight\b|\bnoon\b/g

/** Times of day in minutes since midnight. */
export function times(text: string): Quantity[] {
  const found: Quantity[] = []
  for (const match of text.matchAll(koreanTime)) {
    const minutes = match[4] ? 30 : Number(match[3] ?? 0)
    const half = !match[1] ? null : /오전|아침|새벽/.test(match[1]) ? 'am' : 'pm'
    // Midnight is "밤 12시", and noon is every other twelve that is called after the morning.
    found.push(time(match, Number(match[2]), minutes, match[1] === '밤' && match[2] === '12' ? 'am' : half))
  }
  for (const match of text.matchAll(clock))
    found.push(time(match, Number(match[1]), Number(match[2]), match[3] ? `${match[3]}m` : null))
  for (const match of text.matchAll(englishTime)) {
    // The longer form, with minutes, was read before.
    if (text.charAt(match.index - 1) !== ':') found.push(time(match, Number(match[1]), 0, `${match[2]}m`))
  }
  for (const match of text.matchAll(named))
    found.push({ ...whole('clock', match), value: /자정|midnight/.test(match[0]) ? '0' : '720' })
  return found
}

function time(match: RegExpExecArray, hour: number, minutes: number, half: string | null): Quantity {
  const inHalf = hour < 12 && half === 'pm' ? hour + 12 : hour === 12 && half === 'am' ? 0 : hour
  const value = String((inHalf % 24) * 60 + minutes)
  const open = half === null && hour >= 1 && hour <= 12
  return {
    ...whole('clock', match),
    value,
    ...(open ? { other: String(((hour + 12) % 24) * 60 + minutes) } : {}),
  }
}

function whole(unit: string, match: RegExpExecArray): Quantity {
  const shown = match[0].trim()
  return { unit, value: shown, start: match.index, end: match.index + match[0].length, shown }
}
