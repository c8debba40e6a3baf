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
  [/문제없이|어디서나|누구나/, /수 없|안 되|불가|만 가능|대상이 아/],
  [
    /\b(?:continues?|keeps? working|goes on|go on)\b/,
    /\b(?:stops?|stopped|ends?|blocked|switches itself off)\b/,
  ],
  [/\b(?:lose|loses|lost)\b/, /\b(?:keep|keeps|kept|stays?)\b/],
  [/\bautomatic(?:ally)?\b|\bby itself\b/, /\bmanually\b|\byourself\b|\bby hand\b/],
  [/\bimmediately\b|\bat once\b/, /\blater\b|\bnext (?:day|morning|bill|month)\b/],
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
