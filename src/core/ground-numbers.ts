import { dates, daysOfWeek, links, type Quantity, times } from './ground-marks.ts'
import { inDigits, readAmount } from './ground-numerals.ts'

const units: readonly [pattern: string, unit: string, factor: number][] = [
  ['gbps|기가비피에스', 'speed', 1_000_000],
  ['mbps|메가비피에스', 'speed', 1000],
  ['kbps', 'speed', 1],
  ['tb|테라', 'data', 1_000_000],
  ['gb|기가(?:바이트)?', 'data', 1000],
  ['mb|메가(?:바이트)?', 'data', 1],
  ['원(?!래)|won', 'won', 1],
  ['달러|dollars?|usd', 'dollar', 1],
  ['포인트|점|points?', 'point', 1],
  ['%|퍼센트|프로(?!그)|percent', '%', 1],
  ['영업일|(?:working|business) days?', 'working day', 1],
  ['개월|달|months?', 'month', 1],
  ['학년도|년도?|years?|해(?!지|외|당)', 'month', 12],
  ['주일|주(?!세|시|신|십|말|소|문|차|민|택)|weeks?', 'day', 7],
  ['일|days?', 'day', 1],
  ['시간|hours?|hrs?', 'minute', 60],
  ['분(?!실|이|께|은|의|도|과)|분(?=이면|이내|이 |이상|이에|이라)|minutes?|mins?', 'minute', 1],
  ['초(?!기|등)|seconds?', 'second', 1],
  ['박(?!스)|nights?', 'night', 1],
  ['번 ?출구', 'exit', 1],
  ['회선|lines?', 'line', 1],
  ['개 ?채널|채널|channels?', 'channel', 1],
  ['개 ?국(?!어)|개 ?나라|나라|(?:other )?countries', 'country', 1],
  ['명|사람|인(?!증|천|터|감|치)|분|people|persons?', 'person', 1],
  ['세(?!종|금|트)|살', 'age', 1],
  ['번째|번(?!호)|회(?!사|선|원|의)|차례|times?', 'time', 1],
  ['장(?!애)', 'sheet', 1],
  ['대(?!표|리|신|여|상|구)|devices?', 'device', 1],
  ['곳|군데|(?:company-owned )?stores?', 'place', 1],
  ['층|floors?', 'floor', 1],
  ['자리|digits?', 'digit', 1],
  ['건', 'item', 1],
  ['배(?!송|터|우)', 'fold', 1],
  ['째', 'rank', 1],
  ['미터|킬로', 'metre', 1],
]
const readers = units.map(([pattern, unit, factor]) => ({
  // Latin units end where their word ends; Korean ones are followed by whatever particle comes.
  pattern: new RegExp(`^[ -]?(?:${pattern})(?![a-z])`),
  unit,
  factor,
}))

const number =
  /(krw |krw|₩|\$)?(?<![\d.a-z])(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?(?: ?[백천만억](?! ?\d+ ?[세살](?![가-힣]))(?: ?\d[\d,]{0,9}(?= ?[백천만]| ?원| ?포인트))?){0,4})(?:st|nd|rd|th)?/g
// "12, 24 or 36 months", "4~6영업일": the unit is said once, at the end.
const listed = /^ ?(?:,|·|~|-|–|및|to|and|or|또는|이나|나|에서|부터) ?$/

/** Everything in a text that can be checked to the letter, in the order of the text. Time grows with the length. */
export function quantitiesOf(text: string): Quantity[] {
  const small = plain(text)
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
      found.push(quantity(currency === '$' ? 'dollar' : 'won', value, start, end, text))
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
])

/** Whether two quantities say the same. Where one text names no unit, only things that are counted may be meant. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  const units =
    a.unit === b.unit || (a.unit === '' && countable.has(b.unit)) || (b.unit === '' && countable.has(a.unit))
  if (!units) return false
  if (a.unit === 'date') return sameDate(a.value, b.value)
  return a.value === b.value || a.other === b.value || a.value === b.other
}

/** `Y-M-D`, with 0 where the text says nothing. */
function sameDate(a: string, b: string): boolean {
  const [left, right] = [a.split('-'), b.split('-')]
  return left.every((part, at) => part === right[at] || (at === 0 && (part === '0' || right[at] === '0')))
}
