import type { PersonalKind } from './kind.ts'

// What a number is often only the words around it tell. Three degrees:
//   private in itself   its form is enough: a resident number, a card, a mobile number, an e-mail, a key, an IBAN;
//   private by a word   seven digits are an order only after "주문번호", a PIN only after "비번", 302호 only after a place;
//   never private       what a company shows as its own (1588-…, what is free to call), prices, barcodes, versions.
// A long number of which nothing tells what it is counts as private: masking too much costs less than too little.

/** Words before which a product's number is what it looks like. */
export const notPrivate = /바코드|barcode|isbn|\bean\b|도서|gtin|\bupc\b/

/** Right before a number, a word that makes a product's code of it, checksum or not. */
export const productBefore =
  /(?:품번|바코드|모델|품목|상품|제품|부품|품명|자재|도서|barcode|isbn|ean|gtin|upc|jan code|sku|model|part|item|style|article|product|catalogue|catalog)(?:명| ?(?:번호|코드|넘버|no\.?|nos\.?|number|code|num|id))*(?:은|는|이|가|:|#|=| |is|was){0,3}$/

/** Right before or behind four parts with points between them, a word that makes a version of them. */
export const versionBefore =
  /(?:펌웨어|버전|버젼|드라이버|업데이트|빌드|패치|소프트웨어|앱|윈도우|안드로이드|firmware|version|driver|build|release|update|upgrade|patch|software|app|windows|android|ios|bios|(?<![a-z])(?:fw|sw|ver|v))(?:은|는|이|가|을|를|:|\.| |is|to|from|number|no\.?|v){0,4}$/
export const versionAfter =
  /^ ?(?:버전|버젼|펌웨어|빌드|업데이트|패치|드라이버|version|firmware|build|update|release|driver|patch)/

/** Whose name a company's number is in is private, though its number is not. */
export const claims =
  /명의|(?:제|저희|내) (?:번호|가게|매장|사무실|학원|회사|집|병원|식당|업체|농장|공장)|my (?:own )?(?:shop|store|office|number|line|business)/

const banks =
  /국민|신한|우리|하나|농협|기업|카카오|카뱅|토스|케뱅|케이뱅크|새마을|우체국|수협|신협|제일|씨티|산업|부산|대구|경남|광주|전북|제주|은행|뱅크|금고|계좌|통장|입금|송금|환불|이체|kookmin|shinhan|woori|hana|nonghyup|kakao|toss|\b(?:ibk|kb|nh|sc|bank|account|acct?|a\/c|checking|savings|routing|aba|iban|sort|deposit|refund|wire|transfer)\b/g

/** A word, the kind it makes of a number, and how many digits such a number has. */
const words: readonly [kind: PersonalKind, word: RegExp, least: number, most: number][] = [
  [
    'tracking-number',
    /운송장|송장|등기|택배|tracking|trac(?:e|k)\b|shipment|parcel|대한통운|한진|로젠|\b(?:cj|fedex|ups|dhl|usps)\b/g,
    9,
    24,
  ],
  [
    'order-number',
    /주문|오더|예약|접수|(?:문의|민원|사건|청구|견적) ?번호|order|booking|reservation|\bref(?:erence)?\b|\b(?:case|ticket|claim|job|complaint|incident|invoice|quote) ?(?:id|no|number|ref|#)|\bpcn\b/g,
    5,
    20,
  ],
  ['passport', /여권|passport/g, 7, 9],
  ['driver-licence', /면허|licen[cs]e|\bdl\b/g, 7, 12],
  ['bank-account', banks, 8, 16],
  ['resident-number', /주민|등록번호|외국인|\b(?:rrn|arc|id)\b|resident|alien/g, 13, 13],
  ['phone', /전화|연락|휴대|핸드폰|폰|phone|cell|mobile|\b(?:call|text|tel|ring)\b/g, 9, 13],
]

/** What the words before a place speak of, with how far away; read once for all numbers that begin there. */
export interface Before {
  text: string
  gaps: Map<PersonalKind, number>
}

export function readBefore(text: string): Before {
  const gaps = new Map<PersonalKind, number>()
  for (const [kind, word] of words) {
    const last = [...text.matchAll(word)].at(-1)
    if (last) gaps.set(kind, text.length - last.index - last[0].length)
  }
  return { text, gaps }
}

/**
 * The kind that the nearest fitting word makes of a number: before it, or close behind.
 * @param joined whether the number is in one piece, or joined by hyphens.
 */
export function kindByWords(
  digits: string,
  joined: boolean,
  before: Before,
  after: string,
): PersonalKind | null {
  if (digits.length === 6 && /\bsort(?: ?code)?\W{0,3}$|분류 ?코드\W{0,3}$/.test(before.text))
    return 'bank-account'
  // Short numbers are many things and need their word at hand; short and spaced they are a list.
  if (!joined && digits.length < 8) return null
  let nearest: { kind: PersonalKind; gap: number } | null = null
  for (const [kind, word, least, most] of words) {
    if (digits.length < least || digits.length > most) continue
    const behind = after.matchAll(word).next().value?.index ?? far
    const gap = Math.min(before.gaps.get(kind) ?? far, behind + 6)
    if (gap <= (digits.length >= 9 ? 30 : 18) && (!nearest || gap < nearest.gap)) nearest = { kind, gap }
  }
  return nearest?.kind ?? null
}

const far = Number.POSITIVE_INFINITY

const amount =
  /^ ?(?:원|만|천|억|조|개|명|점|위|등|회|건|번째|포인트|달러|엔|유로|won\b|krw\b|usd\b|gbp\b|km|mah|points?\b|views?\b|steps?\b|people\b|%)/

/** Money and amounts: "129000원", "$129000", "150000 km". Nobody counts to a thousand million in one piece. */
export function isCounted(before: string, after: string, digits: number): boolean {
  if (digits >= 9) return /^ ?(?:원|달러|won\b|krw\b|usd\b)/.test(after)
  return /[$£€₩¥]\s?$/.test(before) || amount.test(after)
}
