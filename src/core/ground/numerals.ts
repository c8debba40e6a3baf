// Korean and English numbers written as words, read into digits. What is not surely a number stays as it is.

const tens: Record<string, number> = {
  열: 10,
  스물: 20,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
}
const ones: Record<string, number> = {
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
}
const counted =
  '번째|번|개월|개|달|대|명|분|사람|곳|군데|가지|장|살|시간|시(?![면고려던는지])|건|회선|나라|채널|해|주|차례|자리|배|병|권|켤레|층|종류|벌|마리|잔|끼|그루|송이|통|판|편|척|쪽|매|묶음|상자|박스|캔|팩|세트'
// "한 번 더", "한 사람": said of no number in particular.
const loosely = `(?!한 ?(?:달|해|대|명|분|사람|개(?!월)|건|주|가지|곳|층|장에|회선에|장|잔|편|통|판|쪽|상자|번(?:에|만|밖|더| 더)))`
const native = new RegExp(
  `(?<![가-힣])${loosely}(?:(${Object.keys(tens).join('|')})(${Object.keys(ones).join('|')})?|(${Object.keys(
    ones,
  )
    .sort((a, b) => b.length - a.length)
    .join('|')}))(?= ?(?:${counted}))`,
  'g',
)

const small: Record<string, number> = Object.fromEntries(
  `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
    .split(' ')
    .map((name, at) => [name, at + 1]),
)
const tenfold: Record<string, number> = Object.fromEntries(
  `twenty thirty forty fifty sixty seventy eighty ninety`.split(' ').map((name, at) => [name, (at + 2) * 10]),
)
const ordinals: Record<string, number> = {
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
}
const scales: Record<string, number> = { hundred: 100, thousand: 1000, million: 1_000_000 }
const plainWord = [...Object.keys(small), ...Object.keys(tenfold)].filter((name) => name !== 'one').join('|')
const anyWord = `${plainWord}|one|${Object.keys(scales).join('|')}`
// "a hundred and fifty", "twenty-four", "two thousand five hundred"; "one" alone is no number.
const phrase = new RegExp(
  `\\b(?:(?:one|a) (?=hundred|thousand|million)|\\d[\\d,.]{0,9} ?(?=(?:hundred|thousand|million)\\b))?(?:${plainWord}|hundred|thousand|million)(?:(?:[ -]|(?<=hundred|thousand|million),? and )(?:${anyWord})){0,7}\\b`,
  'g',
)
const ordinal = new RegExp(`\\b(?:${Object.keys(ordinals).join('|')})\\b`, 'g')
const one =
  /\bone(?=[ -](?:full[ -])?(?:days?|hours?|months?|years?|weeks?|working|business|minutes?|kilos?|nights?)\b)/g

const sino: Record<string, number> = { 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 }
const places: Record<string, number> = { 십: 10, 백: 100, 천: 1000 }
const groups: Record<string, number> = { 만: 10_000, 억: 100_000_000 }
const sinoAmount =
  /(?<![가-힣\d])([일이삼사오육칠팔구십백천만억]{1,4}(?: ?[일이삼사오육칠팔구십백천만]{1,8})?)(?= ?(?:원|포인트|달러|마일(?!리))(?!래|하))/g
// Other counters need a number that is no everyday word: "이 분" is a person, "사 개" is not.
const sinoCounted =
  /(?<![가-힣\d])([삼오육칠팔십백천]|[일이삼사오육칠팔구]?[십백천][일이삼사오육칠팔구십백천만]{0,5})(?= ?(?:개월|퍼센트|프로(?!그)|초(?!기|등)|분(?! ?들)|명|박|킬로|개(?!인|선|봉|통|별|설|수)|점(?!검|심|원|포)|매(?!장|월|일|주|번|년)|일(?=이|간| ?안| ?전| ?뒤| ?후| ?동안)))/g

const fixed: readonly [RegExp, string][] = [
  [/(\d{1,2})일 ?\(영업일 기준\)/g, '$1영업일'],
  [/\bthree[ -]quarters of an hour\b/g, '45 minutes'],
  [/\bthree[ -]quarters\b/g, '75%'],
  [/\ba quarter of (?=the|your|its|each)/g, '25% of '],
  [/\bhalf a million\b/g, '500000'],
  [/하루 이틀|하루이틀/g, '하루 정도'],
  [/사흘/g, '3일'],
  [/나흘/g, '4일'],
  [/닷새/g, '5일'],
  [/엿새/g, '6일'],
  [/열흘/g, '10일'],
  [/보름/g, '15일'],
  [/이틀/g, '2일'],
  [/일주일|한 ?주일|한 주(?= ?(?:안|이내|전|뒤|후|동안|만에))/g, '7일'],
  [/반년/g, '6개월'],
  [/만 하루/g, '24시간'],
  [/두 (?:분|사람|명|곳|가지|대|개)(?: 모두| 다(?= ))/g, '모두'],
  [
    /\ban? (day|week|month|year)(?= (?:before|after|early|earlier|later|ahead|in advance|or (?:more|less|longer)))/g,
    '1 $1',
  ],
  [/영업일(?:로|로는| ?기준(?:으로)?)? ?(\d{1,2}(?: ?[~-] ?\d{1,2})?)일/g, '$1영업일'],
  [/밤낮없이|밤낮으로|하루 종일|온종일|around the clock|round the clock/g, '24시간'],
  [
    /월(?:요일)? ?[~-] ?금(?:요일)?(?![가-힣])|월요일부터 금요일까지|\bmon(?:day)?s? ?(?:to|through|thru|-) ?fri(?:day)?s?\b|주중/g,
    '평일',
  ],
  [/토 ?[·,] ?일(?:요일)?(?![가-힣])|토요일과 일요일|saturdays? and sundays?/g, '주말'],
  [/\b(\d{1,2}) in the morning\b/g, '$1 am'],
  [/\b(\d{1,2}) (?:in the (?:afternoon|evening)|at night)\b/g, '$1 pm'],
  [/하루(?= ?(?:안에|이내|만에|동안|전|뒤|후|이상|(?:정도 )?걸))/g, '1일'],
  [/한 ?달(?= ?(?:안에|이내|만에|동안|전|뒤|후|이상|(?:정도 )?걸|간 ))/g, '1개월'],
  [/반 ?값|(?<![가-힣])반액/g, '50%'],
  [/(?<![가-힣])절반/g, '50%'],
  [/(\d{1,2})분의 ?(\d{1,2})/g, '$2/$1'],
  [/\bhalf an hour\b|\bhalf[ -]hour\b/g, '30 minutes'],
  [/\ba quarter of an hour\b/g, '15 minutes'],
  [/\ba half[ -]day\b|\bhalf a day\b/g, '12 hours'],
  [/\bhalf a year\b/g, '6 months'],
  [/\ban hour and a half\b/g, '1.5 hours'],
  [/\b(a|one) (day|week|month|year) and a half\b/g, '1.5 $2s'],
  [/(?<!and a )\bhalf\b(?![ -](?:an? |hour|day|year|past))/g, '50%'],
  [/\bdouble[sd]?\b(?= (?:the|your|points?|data|rates?|if|in|on|for|when|that)\b|[.,]|$)/g, '2 times'],
  [/\b(?:7|seven) days a week\b|\ball year round\b/g, 'every day'],
  [/연중무휴/g, '매일 쉬지 않고'],
  [/\bper cent\b/g, 'percent'],
  [/\b12 midnight\b/g, 'midnight'],
  [/\b(?:12 )?midday\b|\b12 noon\b/g, 'noon'],
  [/\b(\d{1,2})\.(\d{2}) ?([ap])\.?m\b/g, '$1:$2 $3m'],
  [/\b(krw|usd|eur|gbp|jpy)(?=\d)/g, '$1 '],
  [/(?<!\d)(0\d{1,3}) (\d{3,4}) (\d{4})(?!\d)/g, '$1-$2-$3'],
  [
    /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (fifteen|thirty|forty-five)\b/g,
    '$1:$2',
  ],
  [/(\d)k\b/g, '$1천'],
  [/\b(?:a )?fortnight\b/g, '14 days'],
  [/\ba dozen\b/g, '12'],
  [/\b24\/7\b/g, '24 hours every day'],
  [
    /\b(within|in|after|for|takes?|about|than|only) an? (minute|hour|day|week|month|year)\b(?! (?:ago|or))/g,
    '$1 1 $2',
  ],
  [/\btwice\b/g, '2 times'],
  [/\bthrice\b/g, '3 times'],
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
    .replace(sinoCounted, (amount) => String(readAmount(amount)))
    .replace(native, (_, ten?: string, more?: string, alone?: string) =>
      String((tens[ten ?? ''] ?? 0) + (ones[more ?? alone ?? ''] ?? 0)),
    )
    .replace(one, '1')
    .replace(phrase, readWords)
    .replace(
      /(\d ?[천만] ?)([일이삼사오육칠팔구])(?=[천백십])/g,
      (_, before: string, digit: string) => `${before}${sino[digit]}`,
    )
    .replace(
      /\b(\d{1,2}|one):(15|30|45)\b/g,
      (_, hour: string, minutes: string) => `${hour === 'one' ? 1 : hour}:${minutes}`,
    )
    .replace(
      /\b(\d+|one) point (\d)\b/g,
      (_, whole: string, part: string) => `${whole === 'one' ? 1 : whole}.${part}`,
    )
    .replace(/\bhalf past (\d{1,2})\b/g, '$1:30')
    .replace(/\b(?:a )?quarter past (\d{1,2})\b/g, '$1:15')
    .replace(/\b(?:a )?quarter to (\d{1,2})\b/g, (_, hour: string) => `${((Number(hour) + 10) % 12) + 1}:45`)
    .replace(ordinal, (numeral) => String(ordinals[numeral]))
    .replace(
      /(\d{1,3}(?:\.\d+)?) and a half (hours?|days?|weeks?|months?|years?)/g,
      (_, whole: string, unit: string) => `${Number(whole) + 0.5} ${unit}`,
    )
    .replace(/(\d{1,3}) ?(시간|년|개월|달) 반(?![가-힣])/g, (_, whole: string, unit: string) =>
      unit === '개월' || unit === '달' ? `${whole}${unit} 15일` : `${Number(whole) + 0.5}${unit}`,
    )
    .replace(
      /(\d{1,3}) ?시간 ?(\d{1,2}) ?분/g,
      (_, hours: string, minutes: string) => `${Number(hours) * 60 + Number(minutes)}분`,
    )
}

/** "two thousand five hundred", "a hundred and fifty", "2 million". A list ("two, three") is left to its parts. */
function readWords(words: string): string {
  let total = 0
  let group = 0
  const parts = words.split(/[\s-]+|,/).filter((part) => part !== 'and' && part !== '')
  // "twelve or twenty" never comes here; "two three" is no number.
  let before = Number.POSITIVE_INFINITY
  const found: string[] = []
  const close = () => {
    if (total + group > 0) found.push(String(total + group))
    total = 0
    group = 0
    before = Number.POSITIVE_INFINITY
  }
  for (const part of parts) {
    const scale = scales[part]
    if (scale) {
      if (scale === 100) group = (group || 1) * 100
      else {
        total += (group || 1) * scale
        group = 0
      }
      before = scale
      continue
    }
    const value = part === 'a' ? 1 : (small[part] ?? tenfold[part] ?? Number(part.replaceAll(',', '')))
    if (value >= before || (before < 100 && before % 10 !== 0)) close()
    group += value
    before = value
  }
  close()
  return found.join(' ')
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
