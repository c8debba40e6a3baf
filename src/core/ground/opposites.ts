// What colleagues and models turn round without a "not". Left and right exclude each other when said of the same matter.
const pairs: readonly [RegExp, RegExp][] = [
  [/유지|그대로/, /전환|바뀌|밀리|밀려|줄어|풀리/],
  [/켜져|켜지|켜 있|열려 있/, /차단되어|차단돼|꺼져|꺼지|꺼집/],
  [/계속|이어지|이어져|이어집/, /멈추|멈춥|끊기|끊깁|끝나|끝납|중단/],
  [/전부|전액|모두 내/, /절반|일부/],
  [/내려가|떨어지|떨어집/, /유지|올라|올려/],
  [/혼자/, /동의|함께|대리인/],
  [/직접|따로 신청|손수/, /저절로|자동/],
  [/바로|즉시|당일/, /나중에|다음 (?:날|달|영업일)|뒤에/],
  [/(?:그|바로|이) ?전 (?:영업일|날|달|주)|전날|하루 전|직전/, /다음 (?:영업일|날|달|주)|이튿날|익일/],
  [
    /(?:가입|신청|결제|구매|등록)(?:한|하신|된) (?:달|날|주)(?! ?다음)|그 ?달|이번 달|당월|당일/,
    /다음 ?(?:달|날|주)|이튿날|익월|익일/,
  ],
  [/먼저|우선|앞서/, /나중|마지막|뒤에|다음에/],
  [/(?:뒤|후|다음)에도|이후에도|지나도|넘겨도/, /안에서|동안만|이내에만|전까지/],
  [/늦어도|늦게/, /빨라도|일찍/],
  [/앞면|앞쪽|위쪽/, /뒷면|뒤쪽|바닥|아래쪽/],
  [/문제없이|어디서나|누구나/, /수 없|안 되|불가|만 가능|대상이 아/],
  [
    /\b(?:continues?|keeps? working|goes on|go on)\b/,
    /\b(?:stops?|stopped|ends?|blocked|switches itself off)\b/,
  ],
  [/\b(?:lose|loses|lost)\b/, /\b(?:keep|keeps|kept|stays?)\b/],
  [/\bautomatic(?:ally)?\b|\bby itself\b/, /\bmanually\b|\byourself\b|\bby hand\b/],
  [/\bimmediately\b|\bat once\b/, /\blater\b|\bnext (?:day|morning|bill|month)\b/],
  [
    /\bprevious\b|\bthe day before\b|\blast (?:working |business )?day\b/,
    /\bnext\b|\bfollowing\b|\bthe day after\b/,
  ],
  [
    /\bcarr(?:y|ied|ies) over\b|\brolls? over\b|\bmoves? on to\b|\badded to the next\b/,
    /\bnot carried over\b|\bexpires?\b|\blost\b/,
  ],
  [/\bkeep (?:it|them|the)\b/, /\bmust (?:return|send)|\bsend (?:it|them) back/],
  [/\bonly\b/, /\balso\b|\bas well\b/],
  [/\bat least\b|\bno less than\b/, /\bup to\b|\bat most\b|\bno more than\b/],
  [/\bfirst\b/, /\blast\b|\bafterwards?\b/],
  [/\bunlimited\b/, /\blimited\b/],
  [/\bunlocked\b/, /\blocked\b/],
]

/** Whether two texts about one matter say what excludes each other. A word that stands in both settles nothing. */
export function turnedRound(claim: string, source: string): boolean {
  const [a, b] = [claim.toLowerCase(), source.toLowerCase()]
  return pairs.some(([left, right]) => apart(a, b, left, right) || apart(a, b, right, left))
}

function apart(claim: string, source: string, said: RegExp, held: RegExp): boolean {
  return said.test(claim) && !held.test(claim) && held.test(source) && !said.test(source)
}
