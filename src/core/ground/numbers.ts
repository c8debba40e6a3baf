import { dates, daysOfWeek, links, type Quantity, times } from './marks.ts'
import { inDigits, readAmount } from './numerals.ts'

const units: readonly [pattern: string, unit: string, factor: number][] = [
  ['gbps|기가비피에스|기가비트|gigabits?(?: per second)?', 'speed', 1_000_000],
  ['mbps|메가비피에스|메가비트|megabits?(?: per second)?', 'speed', 1000],
  ['kbps|킬로비트|kilobits?(?: per second)?', 'speed', 1],
  ['tb|테라', 'data', 1_000_000],
  ['gb|기가(?:바이트)?', 'data', 1000],
  ['mb|메가(?:바이트)?', 'data', 1],
  ['원(?!래)|won|krw', 'won', 1],
  ['달러|dollars?|usd|bucks', 'dollar', 1],
  ['유로|euros?|eur|€', 'euro', 1],
  ['파운드|pounds?|gbp', 'pound', 1],
  ['엔(?!진|터)|yen|jpy', 'yen', 1],
  ['위안|yuan|cny', 'yuan', 1],
  ['센트|cents?', 'cent', 1],
  ['마일(?!리)|miles?', 'mile', 1],
  ['포인트|점(?!검|심|포)|points?|pts?|p', 'point', 1],
  ['%(?: ?포인트|p)?|퍼센트(?: ?포인트)?|프로(?!그)|percent(?:age points?)?', '%', 1],
  ['세(?!종|금|트)|살|years?[ -]olds?|years? of age', 'age', 1],
  ['영업일|(?:working|business) days?', 'working day', 1],
  ['개월|달(?!러|라)|months?', 'month', 1],
  ['학년도|년도?|years?|해(?!지|외|당)', 'month', 12],
  ['주일|주(?!세|시|신|십|말|소|문|차|민|택)|weeks?', 'day', 7],
  ['일|days?', 'day', 1],
  ['시간|hours?|hrs?', 'minute', 60],
  ['분(?!실|께|들|께서)|minutes?|mins?', 'minute', 1],
  ['초(?!기|등|과)|seconds?|secs?', 'minute', 1 / 60],
  ['박(?!스)|nights?', 'night', 1],
  ['킬로미터|km|kilometres?|kilometers?', 'metre', 1000],
  ['센티미터|센티|센치|cm|centimetres?|centimeters?', 'metre', 0.01],
  ['밀리미터|mm|millimetres?|millimeters?', 'metre', 0.001],
  ['미터|metres?|meters?|m', 'metre', 1],
  ['킬로그램|킬로|kg|kilos?|kilograms?', 'gram', 1000],
  ['그램|grams?|grammes?|g', 'gram', 1],
  ['밀리리터|ml|millilitres?|milliliters?', 'litre', 0.001],
  ['리터|litres?|liters?|l', 'litre', 1],
  ['번 ?출구', 'exit', 1],
  ['회선|lines?', 'line', 1],
  ['개 ?채널|채널|channels?', 'channel', 1],
  ['개 ?국(?!어)|개 ?나라|나라|(?:other )?countries', 'country', 1],
  ['명|사람|인(?!증|천|터|감|치)|분|people|persons?', 'person', 1],
  ['번째|번(?!호)|회(?!사|선|원|의)|차례|times?', 'time', 1],
  ['장(?!애|소|기)|매(?!장|월|일|주|번|년|회|달)', 'sheet', 1],
  ['대(?!표|리|신|여|상|구)|devices?', 'device', 1],
  ['곳|군데|(?:company-owned )?stores?', 'place', 1],
  ['층|floors?', 'floor', 1],
  ['자리|digits?', 'digit', 1],
  ['건', 'item', 1],
  ['배(?!송|터|우)', 'fold', 1],
  ['째', 'rank', 1],
  ['레벨|levels?', 'level', 1],
  ['개(?!월|인|선|통|별|설|봉)|pieces?|items?', 'piece', 1],
]
// "Two full days", "5,000 Korean won".
const between =
  'full|whole|calendar|extra|more|additional|consecutive|straight|entire|further|free|us|korean|new|different'
const readers = units.map(([pattern, unit, factor]) => ({
  // Latin units end where their word ends; Korean ones are followed by whatever particle comes.
  pattern: new RegExp(`^[ -]?(?:(?:${between})[ -])?(?:${pattern})(?![a-z])`),
  unit,
  factor,
}))

const currencies: Record<string, string> = {
  krw: 'won',
  '₩': 'won',
  '€': 'euro',
  eur: 'euro',
  '£': 'pound',
  gbp: 'pound',
  '¥': 'yen',
  jpy: 'yen',
}
const number =
  /(krw ?|usd ?|us ?\$|₩|\$|€|£|¥|eur ?|gbp ?|jpy ?)?(?<![\d.a-z])(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?(?: ?[백천만억](?! ?\d+ ?[세살](?![가-힣]))(?: ?\d[\d,]{0,9}(?= ?[백천만]| ?원| ?포인트))?){0,4})(?:st|nd|rd|th)?/g
// "12, 24 or 36 months", "4~6영업일": the unit is said once, at the end.
const listed = /^ ?(?:,|·|~|-|–|및|to|and|or|또는|이나|나|에서|부터) ?$/

/** Everything in a text that can be checked to the letter, in the order of the text. Time grows with the length. */
export function quantitiesOf(text: string): Quantity[] {
  return quantitiesIn(plain(text))
}

/** The same of a text that is plain already; places are those in it. */
export function quantitiesIn(small: string): Quantity[] {
  const found: Quantity[] = []
  let left = small
  for (const read of [links, dates, daysOfWeek, times]) {
    for (const one of read(left)) {
      found.push(one)
      left = left.slice(0, one.start) + ' '.repeat(one.end - one.start) + left.slice(one.end)
    }
  }
  found.push(...numbers(left))
  return found.sort((a, b) => a.start - b.start)
}

/** The text as quantities are read from it: one kind of letters and digits, numbers in digits. */
export function plain(text: string): string {
  return inDigits(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\u2010-\u2015\u2212〜～∼]/g, (dash) => (/[〜～∼]/.test(dash) ? '~' : '-'))
      .replace(/[’‘]/g, "'"),
  )
}

function numbers(text: string): Quantity[] {
  const found: Quantity[] = []
  for (const match of text.matchAll(number)) {
    const [whole, currency, digits = ''] = match
    const start = match.index
    let end = start + whole.length
    const value = readAmount(digits)
    // "5G" and "3G" are what a network is called.
    if (/^g(?![a-z])/.test(text.slice(end))) {
      if (value >= 6) found.push(quantity('data', value * 1000, start, end + 1, text))
      continue
    }
    if (currency) {
      found.push(quantity(currencies[currency.trim()] ?? 'dollar', value, start, end, text))
      continue
    }
    const after = text.slice(end, end + 24)
    const reader = readers.find(({ pattern }) => pattern.test(after))
    if (reader) end += reader.pattern.exec(after)?.[0].length ?? 0
    found.push(quantity(reader?.unit ?? '', value * (reader?.factor ?? 1), start, end, text))
  }
  for (let at = found.length - 2; at >= 0; at--) inherit(found[at], found[at + 1], text)
  return found
}

function inherit(one: Quantity | undefined, next: Quantity | undefined, text: string): void {
  if (!one || !next || one.unit !== '' || next.unit === '') return
  if (!listed.test(text.slice(one.end, next.start))) return
  const factor = Number(next.value) / readAmount(/[\d,.]+/.exec(next.shown)?.[0].replace(/[,.]$/, '') ?? '1')
  one.unit = next.unit
  if (Number.isFinite(factor) && ['data', 'minute', 'month', 'day'].includes(next.unit))
    one.value = String(Number(one.value) * factor)
}

function quantity(unit: string, value: number, start: number, end: number, text: string): Quantity {
  return { unit, value: String(value), start, end, shown: text.slice(start, end).trim() }
}

const countable = new Set([
  'person',
  'time',
  'sheet',
  'device',
  'place',
  'item',
  'line',
  'digit',
  'rank',
  'channel',
  'country',
  'piece',
  'level',
  'age',
])

// "휴대폰 세 대" are three lines and "쿠폰 두 개" two sheets; how many it is must be the same.
const counters = new Set([
  'piece',
  'sheet',
  'device',
  'line',
  'place',
  'item',
  'channel',
  'country',
  'person',
])
const minutesPerDay = 1440

/** Whether two quantities say the same. Where one text names no unit, only things that are counted may be meant. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  const units =
    a.unit === b.unit ||
    (a.unit === '' && countable.has(b.unit)) ||
    (b.unit === '' && countable.has(a.unit)) ||
    (counters.has(a.unit) && counters.has(b.unit))
  if (!units) return alikes.some((alike) => alike(a, b) || alike(b, a))
  if (a.unit === 'date') return sameDate(a.value, b.value)
  return a.value === b.value || a.other === b.value || a.value === b.other
}

// Units that say the same in other words, and numbers whose unit a text leaves to the reader.
const alikes: readonly ((a: Quantity, b: Quantity) => boolean)[] = [
  // "72 hours" are three days.
  (a, b) => a.unit === 'day' && b.unit === 'minute' && Number(a.value) * minutesPerDay === Number(b.value),
  // "두 분" reads as two minutes or two people.
  (a, b) =>
    a.unit === 'minute' &&
    /^\d ?분$/.test(a.shown) &&
    (counters.has(b.unit) || b.unit === '') &&
    a.value === b.value,
  // "500메가" of a line is its speed.
  (a, b) =>
    a.unit === 'data' &&
    b.unit === 'speed' &&
    /메가$|기가$/.test(a.shown) &&
    Number(a.value) * 1000 === Number(b.value),
  // "31 December 2026" is in 2026, the third day is the 3rd, and the second time the second.
  (a, b) => a.unit === '' && b.unit === 'date' && a.value.length === 4 && b.value.startsWith(`${a.value}-`),
  (a, b) => a.unit === '' && b.unit === 'day' && /\d(?:st|nd|rd|th)$/.test(a.shown) && a.value === b.value,
  // "from 1 to 31 December", "11월 1일부터 30일까지": the month is said once.
  (a, b) => (a.unit === '' || a.unit === 'day') && b.unit === 'date' && b.value.endsWith(`-${a.value}`),
  (a, b) => a.unit === 'rank' && b.unit === 'time' && a.value === b.value,
  // And so is "500M".
  (a, b) =>
    a.unit === 'metre' &&
    b.unit === 'speed' &&
    a.shown.endsWith('m') &&
    Number(a.value) * 1000 === Number(b.value),
  // An amount without its currency, "from 9 to 6".
  (a, b) => a.unit === '' && moneys.has(b.unit) && Number(a.value) >= 100 && a.value === b.value,
  (a, b) =>
    a.unit === '' &&
    b.unit === 'clock' &&
    Number(a.value) <= 12 &&
    [Number(a.value) * 60, Number(a.value) * 60 + 720].includes(Number(b.value)),
]
const moneys = new Set(['won', 'dollar', 'euro', 'pound', 'yen'])

/** Whether a source that says `whole` holds `part`: what is open every day is open on
 * Mondays, and the third of May is in May. */
export function covers(whole: Quantity, part: Quantity): boolean {
  if (whole.unit === 'date' && part.unit === 'date' && part.value.endsWith('-0')) {
    const [ours, theirs] = [part.value.split('-'), whole.value.split('-')]
    return ours[1] === theirs[1] && (ours[0] === theirs[0] || ours[0] === '0' || theirs[0] === '0')
  }
  if (whole.unit !== 'weekday' || part.unit !== 'weekday') return false
  if (whole.value === 'all') return true
  if (whole.value === 'work') return /^[0-4]$/.test(part.value)
  return whole.value === 'weekend' && /^[56]$/.test(part.value)
}

// "In one month" where a source says "a month", "100%" where it says "in full".
const spelled: Readonly<Record<string, RegExp>> = {
  '1 day': /\b(?:an?|per|each|every|one|that|same) day\b|\bdaily\b|하루|매일/,
  '7 day': /\b(?:an?|per|each|every|one) week\b|\bweekly\b|매주|한 주|일주일/,
  '1 month': /\b(?:an?|per|each|every|one) month\b|\bmonthly\b|한 ?달|매월|매달|월 /,
  '12 month': /\b(?:an?|per|each|every|one|calendar) year\b|\byearly\b|\bannual|매년|해마다|한 해|연 /,
  '60 minute': /\b(?:an|per|each|every|one) hour\b|\bhourly\b/,
  '1 minute': /\b(?:a|per|each|every|one) minute\b|분당/,
  '1440 minute': /\b(?:any (?:time|hour)|day and night|day or night|at all hours)\b|밤낮|언제든|항상/,
  '100 %': /\b(?:full|fully|all|whole|entire|complete|completely)\b|전액|전부|모두|다 /,
}
const single = /\b(?:one|once|an?|single|first|each|per)\b|한 |하나|첫|마다|당 |1/

/** One of a thing: a text may say it with no number at all, as "a bag" and "한 번만" do. */
export function isOne({ unit, value }: Quantity): boolean {
  return value === '1' && (unit === '' || countable.has(unit))
}

/** Whether a text in small letters says a quantity without a number. */
export function isSpelled(quantity: Quantity, text: string): boolean {
  if (isOne(quantity)) return single.test(text)
  return spelled[`${quantity.value} ${quantity.unit}`]?.test(text) ?? false
}

/** `Y-M-D`, with 0 where the text says nothing. */
function sameDate(a: string, b: string): boolean {
  const [left, right] = [a.split('-'), b.split('-')]
  return left.every((part, at) => part === right[at] || (at === 0 && (part === '0' || right[at] === '0')))
}
