const nativeNumerals: Record<string, number> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  석: 3,
  네: 4,
  넷: 4,
  넉: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열한: 11,
  열두: 12,
  열: 10,
  스무: 20,
  스물: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
}
const counted =
  '번째|번|개월|개|달|대|명|분|사람|곳|군데|가지|장|살|시간|시|건|회선|나라|채널|해|주|차례|자리|배|병|권|켤레|층|종류'
const native = new RegExp(
  `(?<![가-힣])(?!한 ?(?:달|해|대|명|분|사람|개(?!월)|건|주|가지|곳|층|번(?:에|만|밖|더| 더)|장에|회선에))(${Object.keys(
    nativeNumerals,
  )
    .sort((a, b) => b.length - a.length)
    .join('|')})(?= ?(?:${counted}))`,
  'g',
)

const wordNumerals: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
}
const word = new RegExp(`\\b(?:${Object.keys(wordNumerals).join('|')})\\b`, 'g')
const one = /\bone(?=[ -](?:full[ -])?(?:days?|hours?|months?|years?|weeks?|working|business|minutes?)\b)/g

const sino: Record<string, number> = { 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 }
const places: Record<string, number> = { 십: 10, 백: 100, 천: 1000 }
const groups: Record<string, number> = { 만: 10_000, 억: 100_000_000 }
const sinoAmount =
  /(?<![가-힣\d])([일이삼사오육칠팔구십백천만억]{1,4}(?: ?[일이삼사오육칠팔구십백천만]{1,8})?)(?= ?(?:원|포인트)(?!래|하))/g

const fixed: readonly [RegExp, string][] = [
  [/사흘/g, '3일'],
  [/나흘/g, '4일'],
  [/열흘/g, '10일'],
  [/보름/g, '15일'],
  [/이틀/g, '2일'],
  [/\bhalf an hour\b|\bhalf[ -]hour\b/g, '30 minutes'],
  [/\btwice\b/g, '2 times'],
  [/\bthousand\b/g, '천'],
  [/둘째/g, '2째'],
  [/셋째/g, '3째'],
  [/넷째/g, '4째'],
  [/다섯째/g, '5째'],
]

/** Numbers written as words, in digits: 오만구천 원, 두 번, three working days. The rest of the text stays as it is. */
export function inDigits(small: string): string {
  let text = small
  for (const [from, to] of fixed) text = text.replace(from, to)
  return text
    .replace(sinoAmount, (amount) => String(readAmount(amount.replace(' ', ''))))
    .replace(native, (numeral) => String(nativeNumerals[numeral]))
    .replace(one, '1')
    .replace(word, (numeral) => String(wordNumerals[numeral]))
}

/** Reads digits mixed with 백, 천, 만, 억, as in 3만 3천 or 1만 9,800. */
export function readAmount(amount: string): number {
  let total = 0
  let group = 0
  let digit: number | null = null
  for (const match of amount.matchAll(/[\d,]+(?:\.\d+)?|[가-힣]/g)) {
    const part = match[0]
    const place = places[part]
    const whole = groups[part]
    if (place) {
      group += (digit ?? 1) * place
      digit = null
    } else if (whole) {
      total += (group + (digit ?? 0) || 1) * whole
      group = 0
      digit = null
    } else digit = sino[part] ?? Number(part.replaceAll(',', ''))
  }
  return total + group + (digit ?? 0)
}
