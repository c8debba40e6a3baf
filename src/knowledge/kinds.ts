/** What kinds of things questions ask for, with what a passage has that says one. */
const kinds: readonly [asks: RegExp, says: RegExp][] = [
  [
    /얼마(?![나간]? ?(?:걸|동안|오래|만에))|몇 ?(?:만 ?|천)?원|가격|요금은|how much (?!data)|\bprice|\bfee\b|\bcosts?\b|cheapest/i,
    /\d ?원|krw|무료|무상|포인트|%|\bfree\b|no charge/i,
  ],
  [
    /언제|몇 ?시|며칠|몇 ?일|몇 ?달|몇 ?개월|기간|얼마나 (?:걸|오래)|까지|\bwhen\b|what time|how (?:long|many (?:days|hours|months|weeks))|\bopen/i,
    /\d ?(?:시|일|개월|달|년|분)|\d ?(?:a\.m|p\.m|days?|hours?|minutes?|months?|weeks?)|바로|즉시|당일|immediately/i,
  ],
  [/몇 ?(?:기가|지비|gb)|how much data|how many (?:gb|gigs?)/i, /\d ?[gm]b|무제한|unlimited/i],
]

/** Patterns of what a question asks for: an amount of money, a time, an amount of data; none when it asks for something else. */
export function kindsAsked(question: string): RegExp[] {
  return kinds.filter(([asks]) => asks.test(question)).map(([, says]) => says)
}
