// How far a statement reaches: how often, how many, when, and in what order. Left a claim says it, right are the ways in which
// a source may say the same. Without one of these the claim reaches further than its source, or less far.
const reaches: readonly [said: RegExp, held: RegExp][] = [
  [/매달|매월|달마다/, /(?<!개)월|달/],
  [/매번|때마다|할 때마다|올 때마다|갈 때마다/, /매번|때마다|마다/],
  [/언제든|언제나|항상|아무 때나|늘 /, /언제든|언제나|항상|24시간|늘 |매일/],
  [
    /몇 번이라도|몇 번이든|여러 번|얼마든지|마음껏|마음대로|횟수 제한/,
    /몇 번|여러 번|얼마든지|무제한|제한 ?없/,
  ],
  [/무제한|제한 없이/, /무제한|제한 ?없|계속/],
  [
    /누구나|모두(?= (?:쓸|쓰|받|볼|사용|이용|가능|무료))|둘 다|전부|어디서나|어디서든/,
    /누구나|모두|모든|둘 다|전부|전액|다 |각각|나란히|어디/,
  ],
  [/하자마자|즉시|곧바로|당장/, /자마자|즉시|바로|당일|그 자리/],
  [/다음 날|이튿날|다음날/, /다음 ?날|이튿날/],
  [/다음 달/, /다음 ?달|담달/],
  [/(?<!며)칠? ?전에도|이전에도/, /전에도|전이라도|전이라면/],
  [/한 명만|한 사람만|하나만/, /[한1] ?(?:명|사람|가지)|하나/],
  [/한 번만/, /[한1] ?번|1회/],
  [
    /[아어여해셔려써라러]도 (?:괜찮|돼|됩|되)/,
    /도 ?(?:괜찮|돼|됩|되|좋)|필요(?:가|는)? ?없|없이|없어도|않아도|무료|저절로|자동|처음부터|포함|수 있|대신|되살|미뤄|면제|제외|상관/,
  ],
  [
    /(?:관계|상관|구분|제한) ?없이|무관하게|가리지 않고|이라도 |든지? (?:다|모두)/,
    /(?:관계|상관|구분|제한) ?없|무관|가리지 않|누구나|모두|모든|전부|언제나/,
  ],
  [/반드시|무조건|틀림없이|꼭 (?!필요)/, /반드시|무조건|꼭|[해여아어]야|필요|필수/],
  [/하루 종일|온종일|24시간 내내/, /하루 종일|온종일|24시간/],
  [/모두에게|모든 |전원|어느 것이나|뭐든|무엇이든/, /모두|모든|전원|전부|다 |누구나|각각|어떤|어느/],
  [
    /\bregardless\b|\bwhatever\b|\bno matter\b/,
    /\bregardless\b|\bwhatever\b|\bno matter\b|\bany\b|\ball\b|\bevery\b|\beven\b|\bwithout\b|\bno\b/,
  ],
  [
    /\bas soon as\b|\bthe (?:very )?(?:moment|minute|second)\b|\bstraight away\b/,
    /\bas soon as\b|\bimmediately\b|\bat once\b|\bmoment\b|\bwhen\b|\bonce\b|\bright away\b|\bwithin (?:seconds|a minute)\b/,
  ],
  [
    /\bguarantee|\bcertainly\b|\bdefinitely\b|\bwithout exception\b/,
    /\bguarantee|\bcertainly\b|\bdefinitely\b|\balways\b|\bmust\b|\bwithout exception\b/,
  ],
  [
    /\bany\b(?! (?:more|longer|extra|fee|charge|cost|other|questions?|time))(?<!n't [a-z]{0,8} ?any)(?<!not [a-z]{0,8} ?any)(?<!without any)(?<!no any)/,
    /\bany|\bevery|\ball\b|\beach\b|\bnone\b|\bno\b|\bwhatever\b|\bboth\b/,
  ],
  [/\bboth\b/, /\bboth\b|\band\b|\btwo\b|\beach\b|\ball\b|\beither\b/],
  [/더 높은|더 비싼|더 큰/, /높은|비싼|큰|이상/],
  [/더 낮은|더 싼|더 작은/, /낮은|싼|작은|이하/],
  [/\bat any time\b|\banytime\b|\bwhenever you (?:like|want)\b/, /\bany ?time\b|\bwhenever\b|\bat any\b/],
  [
    /\bas (?:many|often|much)\b|\bunlimited\b|\bwithout (?:any )?limit|\bforever\b|\bfor good\b|\bany number of\b/,
    /\bunlimited\b|\bany number\b|\bas (?:many|often|much)\b|\bforever\b|\bfor good\b|\bno limit/,
  ],
  [/\balways\b/, /\balways\b|\bevery\b|\beach\b|\ball\b|\bany\b/],
  [
    /\bonly\b(?! costs?)/,
    /\bonly\b|\bjust\b|\bexcept\b|\balone\b|\bnot\b|\bno\b|\bthan\b|\bmost\b|\bup to\b|\bbut\b|\blimited\b|\bonce\b|n't\b|\bmust\b|\bunless\b|\bneeds?\b/,
  ],
  [
    /\bstill\b/,
    /\bstill\b|\bcontinu|\bgoes? on\b|\bkeeps?\b|\bremain|\balso\b|\beven\b|\bunlimited\b|\blater\b/,
  ],
  [/\bnever\b/, /\bnever\b|\bnot\b|n['’]t\b|\bno\b|\bcannot\b/],
  [
    /\ball\b(?! right)|\bevery(?:one|body|thing)?\b|\banyone\b|\banybody\b/,
    /\ball\b|\bevery|\beach\b|\bany|\bboth\b|\bno\b|\bnone\b|\bdaily\b|\bonly if\b|\bper\b/,
  ],
  [
    /\bimmediately\b|\bat once\b|\bright away\b|\binstantly\b/,
    /\bimmediately\b|\bat once\b|\bright away\b|\bwithin seconds\b/,
  ],
  [/\bnext (?:working |business )?day\b/, /\bnext (?:working |business )?day\b|\bday after\b/],
  [
    /\bcompletely\b|\bin full\b|\bentirely\b|\bfully\b/,
    /\bcompletely\b|\bfull|\bentire|\ball\b|\beverything\b|\bstops?\b/,
  ],
  [/\bbefore\b/, /\bbefore\b|\buntil\b|\bfirst\b|\bin advance\b|\bahead\b|\bprior\b|\bearlier\b|\bby\b/],
  [
    /\bafter\b/,
    /\bafter|\bonce\b|\bfollowing\b|\bwhen\b|\bthen\b|\blast\b|\bsince\b|\blater\b|\bif\b|\babove\b|\bcan still\b|\bfrom\b/,
  ],
  [/\bper minute\b/, /\bper minute\b|\ba minute\b/],
  [/\bper second\b/, /\bper second\b|\ba second\b/],
]

/** What a claim says of how far it reaches and the source does not, as the claim writes it. Both in small letters. */
export function reachUnlike(claim: string, source: string): string[] {
  return reaches.flatMap(([said, held]) => {
    const found = said.exec(claim)
    return found && !held.test(source) ? [found[0].trim()] : []
  })
}

/** How a word stands in a text: what is said of it is denied, is not, or may be either. */
export type Standing = 'denied' | 'said' | 'open'

const koreanDenied =
  /^(?:[가-힣]{0,4}지 ?(?:는 |도 )?(?:않|못|마)|[은는이가도을를]{0,1} ?(?:없|아니|불가|안 [돼되됩]|필요(?:가|는|도)? ?없)|[하되]?[할될] 필요(?:가|는|도)? ?없)/
// Further on in the same clause something else may be denied.
const koreanOpen = /^[가-힣]{0,6} ?(?:[가-힣]{1,6} ?)?(?:없|않|못|안 |아니|불가|마세|말아)/
const koreanSaid =
  /^(?:하|해|했|할|한|합|함|되|돼|됐|될|된|됩|시키|받|드리|드려|[이가]? ?있|으?[시셔며면고]|[아어]|습니다|ㅂ니다)/
const deniedBefore = /(?:^|[\s])(?:안|못) $|[불미비]$/
/** How each mention of a Korean word stands in a text; English denies too far from the word for that. */
export function standingsOf(text: string, stem: string): Standing[] {
  const found: Standing[] = []
  if (!/^[가-힣]/.test(stem)) return found
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    const before = text.slice(Math.max(0, at - 4), at)
    const after = text.slice(at + stem.length, at + stem.length + 18)
    if (koreanDenied.test(after) || deniedBefore.test(before)) found.push('denied')
    else found.push(koreanSaid.test(after) && !koreanOpen.test(after) ? 'said' : 'open')
  }
  return found
}

const koreanOnly =
  /(?:([가-힣]{2,6}(?<![은는이가을를에서로고며면의])) )?(?<![가-힣])([가-힣]{2,8}?)(?:에서|에게|으로|로|까지|기)?(?:만(?= )|뿐)/g
const englishOnly = /\bonly ((?:[a-z0-9'-]{1,20} ?){1,4})|\b((?:[a-z0-9'-]{1,20} ){1,3})only(?=[.,;]|$)/g

/** To what a clause limits its statement: for each limit the words of it. Small letters. */
export function limitsIn(clause: string): string[] {
  if (/[가-힣]/.test(clause))
    return [...clause.matchAll(koreanOnly)]
      .map((match) => match[2] ?? '')
      .filter((noun) => !/지$|^그$|^얼마$|^하$|번$|^그때$|[는은을를]$/.test(noun))
  return [...clause.matchAll(englishOnly)].map((match) => (match[1] ?? match[2] ?? '').trim())
}
