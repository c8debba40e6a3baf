import { type Personal, wordsAfter, wordsBefore } from './kind.ts'

// Number plates. Korea's have one of 40 syllables between the digits, of which many are also what things are counted in
// ("12주 1000원", "30도"): those need a region before them or a car in the text.

const regions = '서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주'
const letters = '[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호육해공국합]'
const counts = /[가다도호주조구수자부배모보해국공합고거로소서하사나]/
const korean = new RegExp(
  `(?:(?<![가-힣])(${regions}) ?\\d{1,3}|(?<![\\d가-힣A-Za-z.,:/-])\\d{2,3})( ?)(${letters})( ?)(\\d{4})(?![\\d-]|[.,:]\\d)`,
  'g',
)
/** The plates of motorcycles, and of cars before 1996: "서울 강남 가 1234". */
const ofTown = new RegExp(
  `(?<![가-힣])(?:${regions}) ?[가-힣]{1,3} ?[가나다라마바사아자차카타파하] ?\\d{4}(?![\\d-]|[.,:]\\d)`,
  'g',
)
const mayBeKorean = new RegExp(`${letters} ?\\d{4}(?!\\d)`)

const counted =
  /^(?:원|년|개|명|만|천|억|조|번(?!호)|시|분|초|점|장|매|위|건|회|호|동|층|쪽|권|대|엔|불|달러|유로|포인트|칼로리|가지|판|세트|박스|병|석|실|%|\+)|^ (?:원|년|개|명|만|천|억|조|엔|불|장|매|점|건|회|대|달러|유로|포인트|칼로리|세트|박스)(?![가-힣])|^ ?(?:%|km|kg|g\b|ml|mah|m\b|cm|l\b|x\b|w\b|kcal|won|krw|usd)/
const car =
  /차(?:주|량|번|종|를|가|는|로|에|의|도|랑|예요|입니다|인데|[ .,]|$)|번호판|주차|세차|정비|렌트|렌터|쏘카|하이패스|과태료|견인|택시|버스|트럭|오토바이|바이크|스쿠터|기사님|엔진|타이어|블랙박스|범퍼|접촉 ?사고|뺑소니|입차|출차|대리운전|카센터|충전|전기차|그랜저|소나타|쏘나타|아반떼|쏘렌토|싼타페|카니발|k[3-9]\b|모닝|레이|스파크|아이오닉|테슬라|벤츠|bmw|아우디|제네시스|코나|투싼|스포티지|승용|화물|suv/i

// Britain's since 2001 and before, Ireland's, America's, France's, Germany's.
const forms = [
  '[A-Z]{2}\\d{2}[ -]?[A-Z]{3}',
  '[A-Z]\\d{1,3}[ -]?[A-Z]{3}',
  '[A-Z]{3}[ -]?\\d{1,3}[A-Z]',
  '[A-Z]{1,3}[ -]?\\d{3,4}',
  '\\d{2,3}[ -][A-Z]{1,2}[ -]\\d{1,6}',
  '\\d[A-Z]{3}[ -]?\\d{3}',
  '\\d{3}[ -]?[A-Z]{3}',
  '[A-Z]{2}[ -]?\\d{3}[ -]?[A-Z]{2}',
  '[A-Z]{2,3}\\d[A-Z]?[ -]?\\d{3}',
  '[A-Z]{1,3}-[A-Z]{1,2} ?\\d{1,4}',
  '[A-Z]{2,3}[ -]\\d{2}[ -][A-Z]{2}',
]
const english = new RegExp(
  `(?<![A-Z0-9-])(?!(?:is|was|my|no|num|the|on|reg|for|at|of|to|in|and|or|a|i)[ -])(?:${forms.join('|')})(?!(?:[ ]?(?:mm|cm|ml|kg|pk|kw|mah|inch|percent)\\b)|[A-Z0-9]|-[A-Z0-9])`,
  'gi',
)
const plateWords = /\b(?:plates?|reg|regs|registration|rego|vrm|vrn)\b/i
const plateBefore =
  /\b(?:(?:number|licen[cs]e) ?plates?|plates?|reg(?:istration)?|rego|vrm|vrn)\b[.:#]{0,2}(?: ?(?:number|no|num|mark|plates?|is|was|of|reads?|ending|the|it's|on (?:the|my) (?:car|van|bike)))*[.:#'"“(= -]{0,3}$/
const plateAfter =
  /^['"”,)]{0,2} ?(?:is|was|'s) (?:my|the|his|her|their|our|its) (?:(?:number|licen[cs]e) ?plate|plate|reg)/
// Of these the word tells something else.
const noCar =
  /(?:dinner|hot|steel|face|base|back|side|wall|pizza|cake|glass|paper|product|warranty|account|company|business|vat|charity|user|event|course|class|vapou?r|metal|number of|trade ?mark) (?:number )?(?:plates?|reg|registration)\b.*$/

export function findPlates(text: string): Personal[] {
  if (!/\d/.test(text)) return []
  return [
    ...(mayBeKorean.test(text) ? findKorean(text) : []),
    ...(plateWords.test(text) ? findEnglish(text) : []),
  ]
}

function findKorean(text: string): Personal[] {
  const isAbout = car.test(text)
  const found = [...text.matchAll(korean)].filter((match) => {
    const [whole, region, gapBefore = '', letter = '', gapAfter = ''] = match
    if (counted.test(wordsAfter(text, match.index + whole.length, 8))) return false
    if (region !== undefined || isAbout) return true
    // "10년 사 2024": alone in a text only the tight form, or a syllable that counts nothing.
    return !counts.test(letter) && (gapBefore === '' || gapAfter === '')
  })
  const town = isAbout ? [...text.matchAll(ofTown)] : []
  return [...found, ...town].map((match) => ({
    kind: 'plate',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function findEnglish(text: string): Personal[] {
  return [...text.matchAll(english)].flatMap((match): Personal[] => {
    const end = match.index + match[0].length
    const before = wordsBefore(text, match.index, 40)
    const told =
      (plateBefore.test(before) && !noCar.test(before)) || plateAfter.test(wordsAfter(text, end, 40))
    return told && /[A-Z]/i.test(match[0]) ? [{ kind: 'plate', start: match.index, end }] : []
  })
}
