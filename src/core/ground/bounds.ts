/** What stands around a number: which side of it is meant, and for how long or how many it is counted. */
export interface Around {
  side: 'least' | 'most' | null
  /** Before, after or within the time that it counts. */
  order: 'before' | 'after' | 'within' | null
  /** What it is counted by: 33,000 a month is not 33,000 a day. */
  per: string | null
}

const leastAfter =
  /^[가-힣%a-z]{0,6}? ?(?:이상|부터|넘|초과|or more|or over|or older|or above|or longer|and over|and above|or later|or newer|\+|보다 (?:많|길|크|큰|비싼|높))/
const mostAfter =
  /^[가-힣%a-z]{0,6}? ?(?:이하|미만|이내|까지|안에|내에|이 안|도 안|가 안|or less|or fewer|or under|or younger|or below|or shorter|at (?:the )?most|보다 (?:적|짧|작|싼|낮))/
const leastBefore =
  /(?:최소|적어도|at least|no less than|a minimum of|minimum|over|more than|above|exceed(?:s|ing)?|older than|longer than|beyond) ?(?:krw |₩|\$|€|£|gbp |eur |usd )?$/
const mostBefore =
  /(?:최대|많아야|최장|at most|no more than|up to|within|a maximum of|maximum|under|below|less than|fewer than|younger than|until|cheaper than) ?(?:the |krw |₩|\$|€|£|gbp |eur |usd )?$/

const beforeAfter =
  /^[가-힣]{0,3}? ?(?:전(?![가-힣]*체|부|액|화|용|국|자|송)|before|prior|ahead|in advance|earlier|앞서)/
const afterAfter = /^[가-힣]{0,5}? ?(?:후|뒤|지나|지난|after|later|following)/

const withinAfter =
  /^(?:이|을)? ?(?:안에|안으로|이내|내에|내로|안이면)|^(?:이|가)? ?지나지 ?(?:않|전)|^(?:이|가)? ?(?:넘|지나)기 전/

function isAfter(before: string, after: string): boolean {
  return afterAfter.test(after) || /\bafter $/.test(before)
}

const pers: readonly [name: string, before: RegExp, after: RegExp][] = [
  [
    'month',
    /(?:(?<![가-힣])월|매월|매달|한 ?달에|달마다|1개월에|monthly(?: fee of)?) ?(?:최대 |모두 |약 )?(?:krw |₩|\$|€|£)?$/,
    /^[가-힣]{0,3} ?(?:a month|per month|each month|every month|monthly|\/ ?month|\/월)/,
  ],
  [
    'day',
    /(?:하루에?|매일|1일|날마다|daily) ?(?:최대 |모두 |약 )?$/,
    /^[가-힣]{0,3} ?(?:a day|per day|each day|every day|daily|\/ ?day)/,
  ],
  [
    'week',
    /(?:매주|한 ?주에|7일에|주마다|(?<![가-힣])주) ?(?:최대 |모두 |약 )?$/,
    /^ ?(?:a week|per week|each week|every week|weekly)/,
  ],
  [
    'year',
    /(?:매년|(?<![가-힣])연|1년에|한 ?해에?|해마다|연간) ?(?:최대 |모두 |약 )?$/,
    /^ ?(?:a year|per year|each year|every year|yearly|annually|per annum|per calendar year)/,
  ],
  [
    'person',
    /(?:1인당|인당|한 ?사람당?|한 ?명당|1명당|한 사람이|한 분당) ?(?:최대 |모두 |약 )?$/,
    /^ ?(?:a person|per person|each person|per passenger|each passenger|per customer|per guest)/,
  ],
]

/** @param text in small letters, as quantities are read from it (`plain`); the quantity's place in it. */
export function around(text: string, { start, end }: { start: number; end: number }): Around {
  const before = text.slice(Math.max(0, start - 18), start)
  const after = text.slice(end, end + 18)
  const least = leastAfter.test(after) || leastBefore.test(before)
  const most = mostAfter.test(after) || mostBefore.test(before)
  const isWithin = withinAfter.test(after) || /(?:within|inside of) (?:the )?$/.test(before)
  return {
    side: least === most ? null : least ? 'least' : 'most',
    order: isWithin ? 'within' : beforeAfter.test(after) ? 'before' : isAfter(before, after) ? 'after' : null,
    per: pers.find(([, one, other]) => one.test(before) || other.test(after))?.[0] ?? null,
  }
}

/** Whether what stands around the same number says another thing; what one of them leaves open is no difference. */
export function unlike(a: Around, b: Around): boolean {
  const pair = [a.order, b.order]
  const orders = apart(a.order, b.order) && !(pair.includes('within') && pair.includes('before'))
  // "At least four hours before" is "up to four hours before".
  const sides = apart(a.side, b.side) && !pair.includes('before')
  return sides || orders || apart(a.per, b.per)
}

function apart(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}
