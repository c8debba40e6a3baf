import { isTyped } from './checks.ts'
import { type Personal, wordsAfter, wordsBefore } from './kind.ts'

// A date is somebody's birthday only where it is told as one: by a word, by "생" behind it, or beside a name. Dates of orders,
// events and foundings look the same, and a year alone ("90년생") tells hardly anything. A day without its year is not looked for.

const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?'
const shapes = [
  '(?:(?:19|20)\\d\\d|\\d\\d) ?년 ?\\d{1,2} ?월 ?\\d{1,2} ?일',
  '(?:(?:19|20)\\d\\d|\\d{1,2})(?: ?[./-] ?| )\\d{1,2}(?: ?[./-] ?| )(?:(?:19|20)\\d\\d|\\d{1,2})(?:\\.(?!\\d))?',
  // The front of a resident number, with the digit for the sex behind it.
  '\\d{8}|\\d{6}(?:-[1-8](?:[*xX●]{6})?)?',
  `\\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]${month},?[ -](?:(?:19|20)\\d\\d|['’]?\\d\\d)`,
  `(?<![a-z])${month} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d`,
]
const dates = new RegExp(`(?<![\\d./-])(?:${shapes.join('|')})(?!\\d|[./-]\\d)`, 'gi')

// What every date has: six digits, a day behind a month, or a month's name beside a digit.
const mayBeDate =
  /\d{6}|\d ?(?:[./-]|년|[ -](?=\d{1,2}[ -]\d)) ?\d{1,2} ?[./월 -]|\d(?:st|nd|rd|th)?(?: of)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d/i

// Where a word close by tells, any year will do. Where only a name does, a date since then is more often an order's or an event's.
const lastYearBesideName = 2022

const toldBefore =
  /(?:생년 ?월 ?일|생월일|생년|출생 ?(?:일자|일|연월일|년월일)?(?!신고|아|률|율|증명)|태어난 ?(?:날짜|날|건|게|때)|주민(?:등록)?(?:번호)? ?앞 ?(?:자리|번호)|birth ?dates?|dates? of birth|(?<![a-z])d\.?o\.?b(?![a-z])\.?|(?<![a-z])born(?![a-z]))(.*)$/
const closeBy = /^(?: ?\(?[68여섯덟]{1,2} ?자리\)?)?[^\d?!]{0,7}$/
const further = /^(?: ?\(?[68여섯덟]{1,2} ?자리\)?)?[^\d?!.]{0,18}$/
// A brand is born too.
const bornThing =
  /(?:brand|company|shop|store|band|album|club|idea|team|product|app|website|caf[eé]|label|show|character|logo|recipe|game|restaurant) (?:was |were |is )?born.*$/
const birthdayBefore = /(?:생일|생신|birthday)([^\d]{0,20})$/
const occasion =
  /이벤트|행사|파티|공연|콘서트|앨범|카페|발매|주문|구매|결제|배송|까지|event|party|concert|order|deliver|book/

const toldAfter =
  /^\.? ?(?:출생(?!신고|아|률|율)|태어|생(?![가-힣])|생(?:이[에고며라었다신시세]|이 |인데|인 |입니|임|예요|여자|남자|으로|의|은 |는 |도 |딸|아들|아이|아기|자녀|어린이|남아|여아)|\(?만 ?\d{1,2} ?세)|^,? ?\(?(?:is |was )?(?:(?:my|his|her|their) )?(?:birthday|date of birth|birth ?date|dob(?![a-z])|생년월일)/
const sexAfter =
  /^[ ,/(]{1,3}(?:[여남](?:(?:성|자)?(?![가-힣])|(?:성|자|아)(?:예요|이에요|입니다|이고|인데|이며|요))|(?:fe)?male(?![a-z]))/

// The family names of nearly all Koreans, and two syllables.
const nameKo =
  /(?<![가-힣])[김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁어은편용봉사부예경][가-힣]{2}(?: ?(?:씨|님|고객님|환자))?[ ,/:]{0,3}[( ]$/
// "정부가 1948년": a word with its particle.
const noName =
  /(?:[가-힣]{2}[가는를의와과](?= )|이벤트|신제품|신메뉴|한정판|전시회|이용권|정기권|[가-힣]{2}(?:일|점|역|뷰|관))[ ,/:(]{1,4}$/
const aboutPerson =
  /이름|성함|성명|환자|예약자|고객|회원|입금|예금주|계좌|가입자|피보험|명의|보호자|승객|탑승자|투숙|아이|자녀|아들|우리 ?딸|제 ?딸|남편|아내|와이프|엄마|아빠|어머니|아버지|동생|할머니|할아버지|생일|본인|접종|진료|검진|검사|보험/
const nameEn = /(?:[A-Z][a-z'’-]{1,20} ){1,2}[A-Z][a-z'’-]{1,20}(?:[ ,(]{1,3})$/
const kin =
  'son|daughter|kid|child|baby|wife|husband|mum|mom|dad|mother|father|partner|brother|sister|niece|nephew|grand(?:son|daughter|mother|father)'
const kinBefore = new RegExp(
  `\\b[Mm]y (?:(?:${kin})(?:'s name is| is|,)? )[A-Z][a-z'’-]{1,20}(?: [A-Z][a-z'’-]{1,20})?[ ,(]{1,3}$`,
)
const aboutPersonEn = new RegExp(
  `\\b(?:patient|passenger|travell?er|guest|insured|policy ?holder|member|name|my (?:${kin})|mr|mrs|ms|miss)\\b`,
  'i',
)
// What happened that day was no birth.
const happened =
  /^[).,]{0,2} ?(?:에 |자 |날 |부터|까지|이후|가입|방문|구매|주문|결제|예약|입금|개통|출시|발매|공연|개봉|오픈|입원|퇴원|수술|경기|방송|~|[–-] |order|visit|purchas|book|join|concert|show|release)/

/** @param read the text with its spelled digits as digits, in which "생년월일" ends in one: the words are looked for in `text`. */
export function findBirthDates(text: string, read: string): Personal[] {
  if (!/\d/.test(read) || !mayBeDate.test(read)) return []
  let about: boolean | null = null
  const isAbout = () => {
    about ??= aboutPerson.test(text) || aboutPersonEn.test(text)
    return about
  }
  return [...read.matchAll(dates)].flatMap((match) => {
    const year = yearOf(match[0])
    const start = match.index
    const end = start + match[0].length - (match[0].endsWith('.') ? 1 : 0)
    return year !== null && isTold(text, start, end, year, isAbout)
      ? [{ kind: 'birth-date' as const, start, end }]
      : []
  })
}

function isTold(text: string, start: number, end: number, year: number, isAbout: () => boolean): boolean {
  const before = wordsBefore(text, start, 48)
  const after = wordsAfter(text, end, 24)
  if (toldAfter.test(after)) return true
  const told = toldBefore.exec(before)?.[1]
  if (told !== undefined && !bornThing.test(before)) {
    if (closeBy.test(told) && !/^ ?(?:부터|까지(?!만)|이후|~)/.test(after)) return true
    if (further.test(told) && year <= lastYearBesideName && !happened.test(after)) return true
  }
  if (year > lastYearBesideName || happened.test(after)) return false
  const birthday = birthdayBefore.exec(before)?.[1]
  if (birthday !== undefined && !occasion.test(birthday) && !occasion.test(after)) return true
  if (sexAfter.test(after) || /(?:^|[ (,])b\. ?$/.test(before)) return true
  const written = text.slice(Math.max(0, start - 48), start)
  if (kinBefore.test(written)) return true
  return ((nameKo.test(written) && !noName.test(written)) || nameEn.test(written)) && isAbout()
}

/** The year of what can be a date, the earliest of its readings; null for what is none. */
function yearOf(date: string): number | null {
  const parts = date.match(/\d+/g) ?? []
  const [first = ''] = parts
  if (/[a-z]/i.test(date)) {
    const day = /^\d/.test(date) ? Number(first) : Number(parts[0])
    return day >= 1 && day <= 31 ? wholeYear(parts.at(-1) ?? '') : null
  }
  if (first.length === 6) {
    if (isTyped(first)) return null
    const [a, b, c] = [first.slice(0, 2), first.slice(2, 4), first.slice(4)]
    return earliest([
      [a, b, c],
      [c, b, a],
      [c, a, b],
    ])
  }
  if (first.length === 8) {
    if (isTyped(first)) return null
    const [a, b, c] = [first.slice(0, 2), first.slice(2, 4), first.slice(4)]
    return earliest([
      [first.slice(0, 4), first.slice(4, 6), first.slice(6)],
      [c, a, b],
      [c, b, a],
    ])
  }
  const [, second = '', third = ''] = parts
  if (first.length === 4) return earliest([[first, second, third]])
  if (date.includes('년') || third.length < 2) return earliest([[first, second, third]])
  return earliest([
    [first, second, third],
    [third, second, first],
    [third, first, second],
  ])
}

function earliest(readings: readonly (readonly [year: string, month: string, day: string])[]): number | null {
  const years = readings.flatMap(([year, month, day]) => {
    const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
    const whole = isDay ? wholeYear(year) : null
    return whole === null ? [] : [whole]
  })
  return years.length === 0 ? null : Math.min(...years)
}

/** Nobody alive was born before 1900; two digits up to 29 are of this century. */
function wholeYear(year: string): number | null {
  if (year.length === 2) return Number(year) <= 29 ? 2_000 + Number(year) : 1_900 + Number(year)
  return year.length === 4 && Number(year) >= 1_900 && Number(year) <= 2_099 ? Number(year) : null
}
