// Arithmetic and forms that tell one long number from another.

/** Weights of the check digit: https://ko.wikipedia.org/wiki/주민등록번호. */
const residentWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/** A possible date of birth, and one of 0–9 for century, sex and whether a foreigner. */
export function hasBirthDate(digits: string): boolean {
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  return digits.length === 13 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/**
 * The check digit of a resident number, or of a foreigner's (5–8 in the seventh place), which is two more. Numbers given out
 * since October 2020 have none, so that a failure proves nothing where the written form says resident number.
 */
export function passesResidentCheck(digits: string): boolean {
  const sum = residentWeights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  const check = (11 - (sum % 11)) % 10
  const foreign = /^[5-8]$/.test(digits.charAt(6))
  return Number(digits[12]) === check || (foreign && Number(digits[12]) === (check + 2) % 10)
}

/** ISO/IEC 7812: the last digit makes Luhn's sum a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** ISO 13616: letters count from 10, the first four stand last, and the whole leaves 1 when divided by 97. */
export function passesIban(letters: string): boolean {
  let rest = 0
  for (const char of letters.slice(4) + letters.slice(0, 4)) {
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest === 1
}

/** GS1: a product's number of 13 digits, weighted one and three. */
export function passesBarcode(digits: string): boolean {
  if (digits.length !== 13) return false
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

/** 1234567890, 999999999: what somebody types to try a keyboard or a calculator. */
export function isTyped(digits: string): boolean {
  return /^(\d)\1+$/.test(digits) || '01234567890123456789'.includes(digits) || '9876543210'.includes(digits)
}

/** 20261122, or groups of year, month and day, or as many of them as were read. */
export function beginsAsDate(digits: string, sizes: readonly number[]): boolean {
  const shape = sizes.join('-')
  if (shape === '2-2-2') return true
  if (shape === '4-2') return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/.test(digits)
  if (!/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits)) return false
  return sizes[0] === 8 ? sizes.length === 1 : sizes[0] === 4 && sizes[1] === 2 && sizes[2] === 2
}

const mobile = /^(?:0|0082)1[016789]\d{7,8}$/
const landline = /^0(?:2\d{7,8}|[3-6][1-5]\d{7,8}|70\d{8}|50\d{8,9}|80\d{7})$/
const abroadKorean = /^820?(?:1[016789]\d{7,8}|2\d{7,8}|[3-6][1-5]\d{7,8}|70\d{8})$/
const british = /^0(?:7\d{9}|20\d{8}|[13]\d{8,9}|800\d{6,7})$/

/** A phone number: Korean in any grouping, British, North American, and anything after a plus. */
export function isPhone(digits: string, sizes: readonly number[], plus: boolean): boolean {
  if (plus) {
    if (digits.startsWith('82')) return abroadKorean.test(digits)
    return digits.length >= 8 && digits.length <= 15
  }
  const [first, second, third, fourth] = sizes
  if (!digits.startsWith('0')) {
    // North American numbers are written 555-123-4567.
    if (sizes.length === 3) return first === 3 && second === 3 && third === 4
    return sizes.length === 4 && first === 1 && second === 3 && third === 3 && fourth === 4
  }
  const oneByOne = sizes.every((size) => size === 1)
  // "01 02 03 04 05 06" is a list: a prefix stands whole, and what follows it comes in groups.
  const grouped = sizes.length <= 4 && sizes.slice(1).every((size) => size >= 3)
  if (mobile.test(digits)) return oneByOne || grouped || (first ?? 0) >= 3
  if (british.test(digits)) return oneByOne || grouped
  if (landline.test(digits)) return oneByOne || (grouped && endsAsLandline(digits, sizes))
  if (/^00[1-9]\d{7,13}$/.test(digits)) return abroad(sizes)
  return first === 3 && second === 3 && third === 4 && sizes.length === 3
}

/** Behind its area, or with a short group at its end: 027-184639 is the beginning of an account. */
function endsAsLandline(digits: string, sizes: readonly number[]): boolean {
  return (sizes.at(-1) ?? 0) <= 4 || sizes.length === 1 || sizes[0] === (digits.startsWith('02') ? 2 : 3)
}

/** "00 353 86 417 2950": two zeros for the plus, a country, and groups that are no list of pairs. */
function abroad(sizes: readonly number[]): boolean {
  const [first = 0, ...rest] = sizes
  return first >= 2 && first <= 5 && rest.length >= 2 && rest.length <= 6 && rest.some((size) => size >= 3)
}

const free =
  /^(?:(?:82|0|820)80\d{7}|(?:44|0|440)(?:80[08]\d{6,7}|3(?:0[03]|3[03]|4[345]|7[012])\d{7}|8(?:4[345]|7[01])\d{7})|1?8(?:00|88|77|66|55|44|33|22)\d{7})$/

/**
 * A number that a company shows as its own: Korea's 15xx, 16xx, 18xx, and what it pays for, or takes calls of all the country
 * with: Korea's 080, Britain's 0800, 0808, 03xx and 084x, North America's 800 and its sisters.
 * @param plus whether it is written with its country.
 */
export function isCompanyLine(digits: string, sizes: readonly number[], plus: boolean): boolean {
  const shape = sizes.join('-')
  if (/^1[568]\d{6}$/.test(digits)) return !plus && (shape === '4-4' || shape === '8')
  if (!free.test(digits)) return false
  if (plus) return /^(?:820?80|440?[38]|18)/.test(digits)
  // In one piece they may be an order, an account, or 033 in Gangwon.
  if (sizes.length === 1) return /^0(?:80|808|3(?:0[03]|4[345]|7[012])|8)/.test(digits)
  // 033-3123-4567 is Korean.
  return !(shape.startsWith('3-') && digits.startsWith('03')) && shape !== '2-4-4'
}

/** 11-12-123456-01: the office, the year, a number and a check, all by Korea's police. */
export function isKoreanLicence(digits: string, sizes: readonly number[]): boolean {
  const office = Number(digits.slice(0, 2))
  return digits.length === 12 && sizes.join('-') === '2-2-6-2' && office >= 11 && office <= 28
}
