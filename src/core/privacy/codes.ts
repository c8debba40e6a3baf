import { makeSearch } from '../wording-search.ts'
import { passesIban } from './checks.ts'
import { type Personal, type PersonalKind, placesOf, wordsAfter, wordsBefore } from './kind.ts'

// Identifiers of letters and digits. Some are known by their form alone, others need a word near them.

const byForm: readonly [PersonalKind, RegExp][] = [
  // UPS; S10 of the Universal Postal Union, also as its labels space it.
  ['tracking-number', /(?<![A-Z0-9])1Z[0-9A-Z]{16}(?![A-Z0-9])/gi],
  [
    'tracking-number',
    /(?<![A-Z0-9])[A-Z]{2}(?: ?\d{4} ?\d{4} ?\d ?|[ -]?\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?)[A-Z]{2}(?![A-Za-z0-9])/g,
  ],
  ['order-number', /(?<![A-Z0-9-])ORD-[A-Z0-9]{4,20}(?![A-Z0-9])/gi],
  // Korea's passports, before 2021 and since.
  ['passport', /(?<![A-Z0-9-])[MSRGD]\d{8}(?![A-Z0-9])/gi],
  ['passport', /(?<![A-Z0-9-])[MSRGD]\d{3}[A-Z]\d{4}(?![A-Z0-9])/gi],
  // Five letters of the name, the date of birth, two initials, two checks: Britain's DVLA.
  ['driver-licence', /(?<![A-Z0-9])[A-Z]{2}[A-Z9]{3}[ -]?\d{6}[ -]?[A-Z9]{2}\d[ -]?[A-Z]{2}(?![A-Z0-9])/gi],
  // Before 2016 Korea's licences named the region.
  [
    'driver-licence',
    /(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산) ?\d{2}[ .-]\d{6}[ .-]\d{2}(?!\d)/g,
  ],
]

const search = makeSearch(byForm.map(([, form]) => form))

const byWord: readonly [PersonalKind, RegExp, RegExp][] = [
  ['passport', /여권|passport/, /^[A-Z]{1,2}\d{6,9}$|^[A-Z](?=(?:[A-Z]{0,4}\d){3})[A-Z0-9]{7,8}$/i],
  ['driver-licence', /면허|licen[cs]e|\bdl\b/, /^[A-Z]{1,2}\d{5,13}$|^[A-Z]\d{3}(?:-\d{2,4}){2,4}(?:-\d)?$/i],
  ['tracking-number', /운송장|송장|등기|tracking|trac(?:e|k)\b/, /^(?=(?:[^\d]{0,8}\d){6})[A-Z0-9-]{8,30}$/i],
  [
    'order-number',
    /주문|오더|예약|접수|order|booking|reservation|\bref(?:erence)?\b/,
    /^(?=(?:[^\d]{0,8}\d){4})[A-Z0-9-]{6,30}$/i,
  ],
]

// References of six letters and digits are words anywhere else.
const reference =
  /(?:예약 ?번호|booking (?:ref(?:erence)?|code|number|no)|reservation (?:code|number)|confirmation (?:code|number)|\bpnr)(?:은|는|가|이)?\W{0,3}(?:is )?$/
// "case" is also a phone's and "ticket" a show's: their number stands right behind them and has its own form.
const caseBefore =
  /(?:(?<!phone |pencil |pillow |leather |clear |carry |lower |upper |in )\b(?:case|ticket|job|work ?order|claim|complaint|incident|enquiry|inquiry|invoice|quote|quotation|estimate|pcn|notice|rma)|문의|민원|사건|청구|견적|티켓|신고|as(?= ?번호)|a\/s|인보이스)(?: ?(?:id|no\.?|number|num|ref(?:erence)?\.?|code|번호))*(?:은|는|이|가|:|#|=| |is|was|\(){0,3}$/
const caseForm =
  /^(?!(?:19|20)\d\d)(?:[A-Z]{1,5}-?\d{5,12}|\d{1,2}[A-Z]{1,3}(?:-\d{4,8}){1,3}|[A-Z]{1,5}(?:-[A-Z0-9]{1,4})?-\d{4,12}|\d{2,8}-[A-Z]{1,4}\d{0,6}|[A-Z]{1,2}\d{1,3}[A-Z]{1,3}\d{3,8})$/i
// "7C1302 편", "flight 7C1302": an airline and up to four digits are everybody's.
const flight = /^(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\d{1,4}$/
const flightBefore = /(?:flights?|항공편?|편명|비행기)\W{0,3}$/
const flightAfter = /^ ?(?:편|항공|기내|탑승|지연|결항|flight)/
const split = /(?:주민|등록번호|외국인)[^\d\n]{0,14}(\d{6})[^\d\n]{1,8}([1-8]\d{6})(?!\d)/g

/** "주민번호 앞에 910223 뒤에 2345671": both halves with what is between them. */
function findSplitResidents(text: string): Personal[] {
  if (!/\d{7}/.test(text)) return []
  return [...text.matchAll(split)].map((match) => ({
    kind: 'resident-number',
    start: match.index + match[0].indexOf(match[1] ?? ''),
    end: match.index + match[0].length,
  }))
}

export function findCodes(text: string): Personal[] {
  // Of all codes only some shops' order numbers have no digit.
  if (!/\d|ord-/i.test(text)) return []
  const glance = search(text)
  const found = byForm.flatMap(([kind, form], index) =>
    glance.mayHave(index) ? placesOf(kind, text, form) : [],
  )
  // All others have a digit.
  if (!/\d/.test(text)) return found
  found.push(
    ...findSplitResidents(text),
    ...findSpacedPassports(text),
    ...findIbans(text),
    ...findSlashed(text),
  )
  // Of what follows each has a letter beside a digit.
  if (!/[A-Za-z]-?\d|\d-?[A-Za-z]/.test(text)) return found
  for (const match of text.matchAll(/(?<![A-Za-z0-9-])[A-Za-z0-9]{1,30}(?:-[A-Za-z0-9]{1,20}){0,6}/g)) {
    const token = match[0]
    if (!/\d/.test(token) || !/[A-Za-z]/.test(token)) continue
    const end = match.index + token.length
    const before = wordsBefore(text, match.index, 40)
    const after = wordsAfter(text, end, 12)
    if (flight.test(token) && (flightBefore.test(before) || flightAfter.test(after))) continue
    const kind = byWord.find(
      ([, word, form]) => form.test(token) && (word.test(before) || word.test(after)),
    )?.[0]
    if (kind) found.push({ kind, start: match.index, end })
    else if (
      (/^[A-Z0-9]{5,8}$/.test(token) && reference.test(before)) ||
      (caseForm.test(token) && caseBefore.test(before))
    )
      found.push({ kind: 'order-number', start: match.index, end })
  }
  return found
}

/** "claim ref PL/204/1188", where no link and no date is meant. */
function findSlashed(text: string): Personal[] {
  if (!/[A-Z]\/\d/.test(text)) return []
  return placesOf('order-number', text, /(?<![\w/.:-])[A-Z]{1,5}(?:\/\d{2,8}){1,3}(?![\w/])/g).filter(
    ({ start }) => {
      const before = wordsBefore(text, start, 40)
      return caseBefore.test(before) || /(?:\bref(?:erence)?|order|주문|예약|접수)[^\d]{0,10}$/.test(before)
    },
  )
}

function findSpacedPassports(text: string): Personal[] {
  if (!/여권|passport/i.test(text)) return []
  return placesOf('passport', text, /(?<![A-Z0-9-])[A-Z]{1,2} \d{3,4} ?\d{3,5}(?!\d)/gi).filter(
    ({ start, end }) => /여권|passport/.test(`${wordsBefore(text, start, 40)} ${wordsAfter(text, end, 12)}`),
  )
}

// ISO 13616: a country, two check digits, up to 30 letters and digits, written in fours.
const longestIban = 34

function findIbans(text: string): Personal[] {
  if (!/[A-Z]\d\d/i.test(text)) return []
  const found: Personal[] = []
  for (const match of text.matchAll(/(?<![A-Z0-9])[A-Z]{2}\d{2}/gi)) {
    let letters = ''
    let end: number | null = null
    for (let at = match.index; letters.length < longestIban; at++) {
      const char = text.charAt(at)
      if (/[A-Z0-9]/i.test(char)) letters += char
      else if (!/[ -]/.test(char) || !/[A-Z0-9]/i.test(text.charAt(at + 1))) break
      const whole = !/[A-Z0-9]/i.test(text.charAt(at + 1))
      if (whole && letters.length >= 15 && passesIban(letters.toUpperCase())) end = at + 1
      // One mistyped letter is no reason to show an account: the word is enough.
      else if (
        whole &&
        letters.length >= 18 &&
        /iban/.test(wordsBefore(text, match.index, 16)) &&
        /\d$/.test(letters)
      )
        end = at + 1
    }
    if (end !== null) found.push({ kind: 'bank-account', start: match.index, end })
  }
  return found
}
