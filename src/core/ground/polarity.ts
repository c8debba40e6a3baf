/** Which way a clause points. */
export interface Polarity {
  /** Its main predicate denies, leaving aside what it says of cost. */
  denies: boolean
  /** Whether what it speaks of costs something; null when it does not say. */
  cost: 'free' | 'paid' | null
  /** Whether it must be done or need not be; null when it does not say. */
  duty: 'must' | 'need not' | null
}

const fee =
  '(?:수수료|비용|요금|기본료|이용료|배송비|택배비|보증금|위약금|가입비|통화료|출장비|전기료|[가-힣]{2}료|가격|값|돈)'
// What costs nothing is said with a denial that denies no more than the cost, so it is read, and taken out, first.
const koreanFree = new RegExp(
  `${fee}[가-힣]{0,2} ?(?:전혀 |따로 |더 |또 )?(?:없이|없(?=어요|습니다|으|고|지만|는데)|안 ?(?:나|받|들|내)|(?:나오|붙|받|들|내|생기|부과하|부과되|청구하|청구되)지 ?않)|(?:청구|부과|부담)(?:되|하)?지 ?않|유료[가는]? ?아니|(?:무료|무상|공짜|면제|감면)(?![가는]? ?(?:아니|아닙|되지 ?않|안))|(?<![\\d,])0원|(?:요금|가격|값)에 (?:이미 )?(?:포함|들어)[가-힣]{0,3}(?: 있)?|(?:회사|저희|다정텔레콤|당사)[가이에서]{0,2} ?부담`,
  'g',
)
const koreanPaid = new RegExp(
  `유료|청구|부담|(?:무료|무상|면제)[가는]? ?(?:아니|아닙|되지 ?않|안 ?[돼됩되])[가-힣]*|${fee}[가-힣]{0,2} ?(?:[가-힣]{1,4} )?(?:붙|나오|나와|나옵|있|들어|듭니|발생|부과|내셔|내야|냅니|내)|가산|부과`,
  'g',
)

const koreanEnds =
  '(?:아요|어요|습니다|으며|며|으니|으므로|고(?! 도)|지만|는데|음|다|죠|지요|아서|어서|네요|$)'
// A denial before a noun or in a condition ("쓰지 않은 날", "없으면") says which is meant, not what holds.
const koreanDenies = new RegExp(
  `없${koreanEnds}|않${koreanEnds}|못(?!한|하면|하시|하는|할|해도)|불가|불일치|일치하지 않|(?<![가-힣])안 (?![가-힣]{1,4}[은는신] )(?:돼요|됩니다|되며|되고|되니|되지만|되므로|되는데|돼$|나|받|하|해|합|쓰|써|열|엽|드|줘|들|와|가|보)|안돼요|안됩니다|아니(?:에요|고|며|라서|니)|아닙|제외(?:돼|됩|되)|빠집|빠져|빠지|금지|대상이 아|(?<![가-힣])쉬(?:어요|며|고|는데|세요)|쉽니다|쉬어`,
)
const koreanNeedNot =
  /(?:않|없|안 ?하|안 ?해)[가-힣]{0,3}도 ?(?:돼|됩|되|괜찮)|필요(?:가|는|도)? ?없|필요하지 ?않/
const koreanMust = /[해아어여와가내써려]야 ?(?:만 )?(?:합|해|하|됩|돼)|셔야|필요(?:합|해|하|예|입)/

const englishFree =
  /\b(?:free of charge|no (?:extra )?(?:charge|fee|cost|deposit)s?|pays? no(?: \w+)?|costs? nothing|waived|at no|without (?:a |any )?(?:charge|fee|extra)|(?:not|never) (?:be )?(?:charged|billed|deducted)|(?:(?:is|are|was|were|do|does|did)n['’]t|not|never) (?:be |pay |cost )?(?:charged?|billed|deducted|pay|cost)(?: (?:a|any) \w+)?|free(?! of\b))\b/g
// A denial that says which is meant: "e-SIMs they haven't used".
const englishAside =
  /(?<=[a-z]{2} )(?<!\b(?:and|but|so|if|when|that|because|or|then|while|though|although|where|unless|once|until|before|after|yet) )(?:that|which|who|they|you|we) (?:(?:ha(?:ve|s)|do(?:es)?|did|is|are|was|were|can)(?:n't| not)|cannot) [a-z]+(?= |$)/g
const englishPaid =
  /\bcharged?\b|\bcosts?\b|\bfees?\b|\bpaid\b|\bpays?\b|\bbilled\b|\bdeducted\b|\bnot free\b/
const englishDenies =
  /\b(?:not|no|never|cannot|none|nobody|neither|nor|unable|refused|excluded|(?:comes?|works?|sold) without|stops?|stopped|blocked|except|excluding|impossible)\b|n['’]t\b/
const englishNeedNot =
  /\bneed not\b|(?:do|does)(?:n['’]t| not) (?:need|have)\b|\bno need\b|\bnot (?:needed|required)\b|\bno \w+(?: \w+)? (?:is|are) (?:needed|required)/
const englishMust = /\bmust\b|\bha(?:ve|s) to\b|\bneeds?\b|\brequired\b/

/** Reads which way one clause points. */
export function polarityOf(clause: string): Polarity {
  const small = clause.toLowerCase()
  if (/[가-힣]/.test(small)) {
    const free = small.replace(koreanFree, ' ')
    const rest = free.replace(koreanPaid, ' ')
    const cost = costOf(small, free, rest)
    const needNot = koreanNeedNot.test(small)
    return {
      // "한 번밖에 쓸 수 없어요" says once, and not never.
      denies: !needNot && !/밖에/.test(rest) && koreanDenies.test(rest),
      cost,
      duty: needNot ? 'need not' : koreanMust.test(small) ? 'must' : null,
    }
  }
  const rest = small.replace(englishFree, ' ').replace(englishAside, ' ')
  const needNot = englishNeedNot.test(small)
  return {
    denies: englishDenies.test(rest),
    cost: small.replace(englishFree, ' ') !== small ? 'free' : englishPaid.test(small) ? 'paid' : null,
    duty: needNot ? 'need not' : englishMust.test(small) ? 'must' : null,
  }
}

function costOf(small: string, free: string, rest: string): Polarity['cost'] {
  return free !== small ? 'free' : rest !== free ? 'paid' : null
}

/** A clause that says when something holds, not what holds. */
export function isCondition(clause: string): boolean {
  return /^(?:(?:and|but|so|even|except) )?(?:if|when|unless|once|before|after|until|as soon as|where|while)\b/i.test(
    clause,
  )
}

/** Whether two clauses about the same matter can both hold. */
export function agree(a: Polarity, b: Polarity): boolean {
  if (a.cost && b.cost && a.cost !== b.cost) return false
  if (a.duty && b.duty && a.duty !== b.duty) return false
  return a.denies === b.denies
}

// "동의 없이", "without a contract": what is spared must be spared by the source as well.
const spared =
  /([가-힣]{2,8}?)(?:가|이|은|는|을|를)? ?없이|\bwithout (?:(?:a|an|any|the|your|giving|paying|my|our) ){0,3}([a-z]{3,20})/g

/** What a text says is not needed. */
export function sparedIn(text: string): string[] {
  return [...text.toLowerCase().matchAll(spared)].map((match) => match[1] ?? match[2] ?? '')
}

const koreanOnly = /(?<![가-힣])([가-힣]{2,8}?)(?:에서|에게|으로|로|까지)?만(?= )/g

/** Those to whom, or where alone, something is open; Korean, since an English "only" stands anywhere. */
export function onlyIn(text: string): string[] {
  return [...text.matchAll(koreanOnly)]
    .map((match) => match[1] ?? '')
    .filter((noun) => !/지$|^그$|^얼마$|^하$/.test(noun))
}
