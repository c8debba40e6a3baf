import type { Personal } from './kind.ts'

// Korean addresses. A road or a quarter alone is a place like any other; with its number, and a city or a flat beside it, it
// is where somebody lives.

const province =
  '(?:서울(?:특별시|시)?|(?:부산|대구|인천|광주|대전|울산)(?:광역시|시)?|세종(?:특별자치시|시)?|경기도?|강원(?:특별자치도|도)?|충북|충남|전북(?:특별자치도)?|전남|경북|경남|충청[남북]도|전라[남북]도|경상[남북]도|제주(?:특별자치도|도|시)?)'
// Words that end like a city, a county or a district and are none.
const noTown =
  '(?!다시|혹시|즉시|역시|잠시|임시|택시|표시|동시|당시|무시|몇시|일시|접시|친구|누구|가구|도구|입구|출구|야구|축구|농구|지구|연구|요구|욕구|전구|전체|친군|장군|하군)'
const town = `(?<![가-힣])${noTown}[가-힣]{1,4}(?:시|군|구)`
const inner = '(?: {1,2}[가-힣]{1,5}(?:시|군|구|읍|면))'
// Before its district a city is often written without "시".
const city =
  '(?<![가-힣])(?:수원|성남|고양|용인|안양|안산|부천|화성|청주|천안|전주|포항|창원|마산|진해)(?= {1,2}[가-힣]{1,5}구 )'
const head = `(?:(?<!\\d)\\d{5} )?(?:${province}(?: {0,2}${town.replace('(?<![가-힣])', '')})?|${city}|${town})${inner}{0,2}`

// "으로 3", "바로 2", "가로 30": words that end like a road.
const noRoad =
  '(?!(?:바로|새로|따로|별로|서로|주로|실제로|앞으로|뒤로|위로|아래로|그대로|제대로|이대로|마음대로|세로|가로|카드로|번호로|전화로|도로|고속도로|경로) ?\\d)'
const road = `${noRoad}(?:[가-힣]{1,8}\\d{0,3}(?:대로|로) ?\\d{1,4}(?:번|[가-하])?길|[가-힣]{1,8}\\d{0,3}(?:대로|로|길))(?<!으로)`
const counters = '원|만|천|시|분|초|월|일|년|개|명|번(?!지)|회|점|대|권|%|주|살|인|배|m|cm|km|kg|GB|기가'
const counted = `(?!\\d|[,.-]\\d|(?:${counters})(?!룸)| (?:${counters})(?![가-힣]))`
const houseNumber = `(?:지하 ?)?\\d{1,4}(?:-\\d{1,4})?(?:번지)?${counted}`
const quarter = '[가-힣]{1,5}\\d{0,2}(?:동|리|가)'
const lot = `(?:산 ?)?\\d{1,4}(?:-\\d{1,4})?(?:번지)?${counted}`

const flat =
  '(?:(?:지하 ?)?[A-Za-z]?\\d{1,4}(?:호실?|층|동)(?![가-힣]?\\d)|[A-Za-z가나다라마바사아]동|[가-힣]{2,4}동(?= ?\\d{1,4}호)|\\d{1,2}단지|지층|반지하|옥탑방?|좌측|우측|원룸 ?\\d{1,4}(?!\\d))'
const details = `(?:[, ]{1,3}(?:[가-힣A-Za-z0-9]{1,12} )?${flat}|(?<=동|호|층|\\d),? ?${flat}| 앞)`

const inRegion = new RegExp(
  `${head} {1,2}(?:${quarter} {1,2})?(?:${road} {0,2}${houseNumber}|${quarter} {0,2}${lot})${details}{0,5}`,
  'g',
)
const bareRoad = new RegExp(`(?<![가-힣])${road} {0,2}${houseNumber}${details}{0,5}`, 'g')

// Words that end like a quarter: "이동 2-3", "자동 1-2". A name of one syllable and 리 is more often a word ("머리").
const noQuarter =
  '(?!자동|수동|이동|운동|활동|행동|작동|연동|진동|변동|공동|아동|노동|충동|감동|가동|부동|파동|출동|소동|구동|시동|오동작|반동)'
const bareLot = new RegExp(
  `(?<![가-힣])${noQuarter}[가-힣]{1,4}\\d{0,2}동 {0,2}(?:\\d{1,4}-\\d{1,4}(?![\\d-])|\\d{1,4}번지)${details}{0,5}`,
  'g',
)

const building =
  '(?:아파트|빌라|맨션|오피스텔|마을|타운|빌|시티|캐슬|자이|래미안|푸르지오|힐스테이트|팰리스|하이츠|주공|단지|기숙사|빌리지|센트럴|파크|apt)'
const home = new RegExp(
  `(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]{1,14}${building} ?(?:\\d{1,2}단지 ?)?\\d{1,4}동 {0,2}\\d{1,4}호`,
  'gi',
)
const pair = /(?<!\d)\d{1,4}동 ?\d{1,4}호/g
const speaksOfHome = /주소|배송지|배달|배송|집|사는|살아|살고|보내|동호수|이사|거주|입주/

// Every pattern here has a road or a quarter with a number right behind it.
const hasNumberAtPlace = /[동로길리가] {0,2}(?:(?:지하|산) ?)?\d/

export function findKoreanAddresses(text: string): Personal[] {
  if (!hasNumberAtPlace.test(text)) return []
  const whole = [...text.matchAll(inRegion), ...text.matchAll(home), ...text.matchAll(bareLot)]
  const isAbout = whole.length > 0 || speaksOfHome.test(text)
  // Without a city a road needs a flat, or a text that speaks of somebody's home.
  const roads = [...text.matchAll(bareRoad)].filter((match) => isAbout || /\d ?(?:호|층|번길)/.test(match[0]))
  // "101동" alone may be a joke; beside a place it is a door.
  const pairs = isAbout ? [...text.matchAll(pair)] : []
  return [...whole, ...roads, ...pairs].map((match) => ({
    kind: 'address',
    start: match.index,
    end: match.index + match[0].replace(/[, ]+$/, '').length,
  }))
}
