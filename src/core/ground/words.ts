import { englishDoing, englishStop, koreanStop, sameMeaning } from './lists.ts'
import { inDigits } from './numerals.ts'
import { everyday, everydayVerbs } from './same-words.ts'
import { englishStem } from './stem.ts'

/** A word that says something, cut to what its forms share. */
export interface Word {
  stem: string
  /** How much it matters that a source has it too, from 0 to 1: a thing more than what is done with it. */
  weight: number
  /** Names must stand in the source: Latin words in a Korean text, words with a capital in an English one. */
  name: boolean
  /** What is done, known by its ending; Korean only. */
  verb?: true
}

const particles =
  /(?:에서는|에서도|으로는|으로도|까지는|까지만|까지도|부터는|에게는|에게도|한테는|이라는|이라도|이라면|이라서|에서|에는|에도|으로|로는|로도|까지|부터|마다|보다|처럼|만큼|에게|께서|한테|이나|이랑|하고|밖에|조차|라도|라면|은|는|이|가|을|를|에|의|로|와|과|도|만|께|나|랑|쯤|씩)$/
const copula =
  /(?:이에요|예요|이예요|입니다|이세요|이시고|이시면|이신|이고요|이고|이며|이지만|인데요|인데|이니까|이니|이면|이라|인가요|이었고|이었어요|였어요)$/
const doing =
  /^([가-힣]{2,8}?)(?:하|해|했|할|한|합|함|되|돼|됐|될|된|됩|시키|시켜|받|드리|드려|드립|주세|주시|당하|없|있)[가-힣]*$/
const acting =
  /(?:습니다|ㅂ니다|니다|어요|아요|여요|세요|셔요|으셔|셔도|셔서|시면|으면|면|려면|지만|는데|은데|니까|아도|어도|아서|어서|고|며|요|죠|던|는|은|을|ㄹ|자|도록|으니|니|기|게|지|신|실)$/

/** The words of a text that say something, each once for each time it stands there. */
export function wordsOf(text: string): Word[] {
  if (/[가-힣]/.test(text)) return koreanAndOther(inDigits(text.normalize('NFKC')))
  return koreanAndOther(text)
}

function koreanAndOther(text: string): Word[] {
  const found: Word[] = []
  const korean = /[가-힣]/.test(text)
  for (const match of text.normalize('NFKC').matchAll(/[가-힣]+|[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*/g)) {
    const [token] = match
    if (/^[가-힣]/.test(token)) {
      // A unit with its particle belongs to the number before it.
      if (
        /[\d%][ ]?$/.test(text.slice(Math.max(0, match.index - 2), match.index)) &&
        /\d$/.test(text.slice(0, match.index).trimEnd()) &&
        token.length <= 5 &&
        unitWord.test(token)
      )
        continue
      const word = koreanWord(token, text.slice(match.index + token.length, match.index + token.length + 4))
      if (word) found.push(word)
    } else {
      const word = latinWord(token, korean, startsSentence(text, match.index))
      if (word) found.push(word)
    }
  }
  return found
}

const unitWord =
  /^(?:원|기가|메가|시간|분|초|일|개월|달|년|주|명|사람|번|회|회선|개|장|대|곳|나라|개국|채널|포인트|점|세|살|층|건|배|영업일|박|퍼센트|천|만|백|월|시|째|자리|출구|미터)/

// What helps a verb stands behind it: "깎아 드려요", "나올 수 있어요".
const helped = /^ (?:드[리려립릴]|주[시세실]|줄|줘|준|줍|보[시세실]|봐|수(?![가-힣]))/

const helpedForm = /[아어여려켜꺼해내춰줘워와겨쳐혀펴눠꿔나러릴을할될낼쓸올칠볼]$/

/** @param after what follows the token. */
function koreanWord(token: string, after: string): Word | null {
  let stem = token.replace(copula, '')
  if (stem.length >= 2) stem = stem.replace(particles, '') || stem
  if (spelledOut.test(token) || /^(?:않|없|있|못|되|돼|됩|아닌|아니|아닐)/.test(token)) return null
  if (token.length >= 2 && helped.test(after) && helpedForm.test(token) && !doing.test(token))
    return shortVerb(token.slice(0, 1), token)
  // "뜯지 않은", "붙지 않아요": a verb that is denied, and no noun.
  if (token.length >= 2 && token.endsWith('지') && denied.test(after)) {
    const denies = doing.exec(token)
    if (!denies) return verbOf(token.slice(0, -1), token)
  }
  if (joining.test(token)) return shortVerb(token.slice(0, 1), token)
  const long = longEnding.exec(token)
  if (long) return verbOf(token.slice(0, long.index), token)
  if (koreanStop.has(stem) || koreanStop.has(token)) return null
  const done = doing.exec(token)
  if (done?.[1]) {
    const noun = done[1].length > 2 ? done[1].replace(/(?:은|는|이|가|을|를|도|에)$/, '') : done[1]
    return koreanStop.has(noun) ? null : { stem: noun, weight: 0.7, name: false }
  }
  const verb = acting.exec(token)
  if (verb && stem === token) {
    const root = token.slice(0, verb.index)
    if (koreanStop.has(root)) return null
    // 정지, 보기: as often a noun as a verb.
    if (root.length < 2)
      return verb[0].length === 1 && token.length === 2
        ? { stem: token, weight: nounLike.test(token) ? 0.7 : 0.3, name: false }
        : shortVerb(root, token)
    return { stem: root.slice(0, 2), weight: 0.3, name: false, verb: true }
  }
  if (/(?:[았었웠겠셨였했됐]|[셔아어해내]야)[을던]?$/.test(stem))
    return { stem: stem.slice(0, 2), weight: 0.3, name: false, verb: true }
  if (stem.length < 2 && !/^[앱집돈]$/.test(stem)) return null
  return { stem, weight: 1, name: placeName.test(stem) }
}

const denied = /^ ?(?:는 |도 )?(?:않|못|말|마)/
const joining =
  /^[가-힣]{0,4}(?:누|뀌|넣|늦|붙|뜯|믿|끊|잊|잃|닫|걷|넘|옮|높|찾|맞|열|걸|밀|틀|들|만들)[아어](?:서|도)?$/

// Nouns of two syllables that end as verbs do; the rest of those are verbs.
const nounLike = /[신지기자던]$|광고|신고|경고|사고|재고|창고|참고|권고|화면|서면|지면|가게|무게|가을|마을/

const spelledOut = /^[일이삼사오육칠팔구십백천만억]{3,12}(?:원|포인트|$)/
// Endings that would look like a noun with its particle.
const longEnding =
  /(?:으?시거나|거나|으?셔도|으?셔야|으?셔서|으?시는|으?시던|으?시지|으?시려면|[아어여]도|지는|지도|려면|려고|[아어]서는)$/

function verbOf(root: string, token: string): Word | null {
  if (root.length >= 2) {
    const done = doing.exec(token)
    if (done?.[1] && !koreanStop.has(done[1])) return { stem: done[1], weight: 0.7, name: false }
    return koreanStop.has(root) ? null : { stem: root.slice(0, 2), weight: 0.3, name: false, verb: true }
  }
  return shortVerb(root, token)
}

/** 쌓여요, 붙어요: one syllable is too little to be found again, so the ending's first letter is kept with it. */
function shortVerb(root: string, token: string): Word | null {
  return root === '' || everydayRoot.test(root)
    ? null
    : { stem: token.slice(0, 2), weight: 0.3, name: false, verb: true }
}
const everydayRoot = /[하되돼받주드쓰내나있없보가오와해줘써될할된한둘알]/

const placeName = /^[가-힣]{1,8}(?:지점|공항|은행|우체국|마트|백화점|페리|카드)$|^[가-힣]{2,8}점$/

function startsSentence(text: string, at: number): boolean {
  return at === 0 || /[.!?:"'(]\s*$/.test(text.slice(Math.max(0, at - 3), at))
}

function latinWord(token: string, korean: boolean, first: boolean): Word | null {
  const small = token.toLowerCase().replaceAll('’', "'")
  // Read as a number with its unit: "ten kilos", "twenty-four", "a 30-day window".
  if (small.split('-').every((part) => numberOrUnit.test(part))) return null
  if (englishStop.has(small) || small.replace(/'.*$/, '').length < 2) return null
  const named = (korean || (!first && /^[A-Z]/.test(token))) && !plainCapitals.has(small)
  const stem = englishStem(small)
  return { stem, weight: englishDoing.has(stem) ? 0.4 : 1, name: named }
}

const numberOrUnit =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|kilos?|kilograms?|kg|grams?|km|kilometres?|kilometers?|metres?|meters?|cm|litres?|liters?|ml|euros?|eur|pounds?|gbp|dollars?|usd|pence|cents?|percent|seconds?|minutes?|hours?|days?|weeks?|months?|years?|midnight|noon|twice)$/
const plainCapitals = new Set(
  'ai dm sns english korean korea wi-fi wifi january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday vat pin sim e-sim esim'.split(
    ' ',
  ),
)

/** A text as words are looked for in it. */
export interface Ground {
  bare: string
  stems: Set<string>
  /** Korean words of one syllable, without their endings: 써, 짐, 탈. */
  short: Set<string>
}

export function groundOf(text: string): Ground {
  const small = text.normalize('NFKC').toLowerCase()
  const stems = new Set<string>()
  for (const match of small.matchAll(/[a-z][a-z'’]*(?:-[a-z]+)*/g)) {
    stems.add(englishStem(match[0].replaceAll('’', "'")))
    for (const part of match[0].split('-')) stems.add(englishStem(part))
  }
  const short = new Set<string>()
  for (const match of small.matchAll(
    /(?<![가-힣])([가-힣])(?![가-힣])|(?<![가-힣])([가-힣])(?=[고어아면시세지는은을려거도서야여기게던니다이가를에의로와과만럼요])/g,
  ))
    short.add(match[1] ?? match[2] ?? '')
  return { bare: small.replace(/[^가-힣]+/g, ''), stems, short }
}

/** How far a text has a word, from 0 to 1: itself, what means the same, or a part of it. */
export function has(ground: Ground, word: Word): number {
  const { stem, verb } = word
  if (!/^[가-힣]/.test(stem)) return hasLatin(ground.stems, stem)
  if (ground.bare.includes(stem)) return 1
  if (verb && sameRoot(stem).test(ground.bare)) return 0.9
  if (meansSame(ground, stem)) return 0.9
  if (verb && (everydayVerbs.get(stem.charAt(0)) ?? []).some((one) => ground.bare.includes(one))) return 0.8
  if (stem.length >= 3) {
    if (ground.bare.includes(stem.slice(0, -1)) || ground.bare.includes(stem.slice(1))) return 0.8
    if (meansSame(ground, stem.slice(0, -1))) return 0.7
    if (stem.length >= 4 && (ground.bare.includes(stem.slice(0, 2)) || ground.bare.includes(stem.slice(-2))))
      return 0.5
  }
  return 0
}

function meansSame(ground: Ground, stem: string): boolean {
  const said = (one: string) => (one.length === 1 ? ground.short.has(one) : ground.bare.includes(one))
  return (sameMeaning.get(stem) ?? []).some(said) || (everyday.get(stem) ?? []).some(said)
}

const roots = new Map<string, RegExp>()

/** 쌓여 and 쌓이, 바꿔 and 바꾸: an ending melts into the second syllable, and leaves its first letter. */
function sameRoot(stem: string): RegExp {
  const known = roots.get(stem)
  if (known) return known
  const second = Math.floor((stem.charCodeAt(1) - 0xac00) / 588) * 588 + 0xac00
  const made = new RegExp(
    `${stem.charAt(0)}[${String.fromCharCode(second)}-${String.fromCharCode(second + 587)}]`,
  )
  if (roots.size < 5000) roots.set(stem, made)
  return made
}

function hasLatin(stems: Set<string>, stem: string): number {
  if (stems.has(stem)) return 1
  for (const other of sameMeaning.get(stem) ?? []) if (stems.has(other)) return 0.9
  for (const other of everyday.get(stem) ?? []) if (stems.has(other)) return 0.9
  if (stem.length >= 5)
    for (const one of stems) if (one.length >= 5 && one.slice(0, 5) === stem.slice(0, 5)) return 0.8
  return 0
}
