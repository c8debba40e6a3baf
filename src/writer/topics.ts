import type { Language } from '../core/intent.ts'
import { standsAlone } from './phrase-words.ts'
import type { Phrases } from './phrases.ts'
import { anger, orders, selling } from './rules-words.ts'

/** A noun that somebody names. */
export interface Topic {
  /** As a reply names it. */
  word: string
  kind: string
  at: number
  /** Where it ends in what they wrote. */
  end: number
  /** By the particle behind it: what the sentence is about, where something happens, what it is held against, or neither. */
  role: keyof typeof stepsAside
}

// How many letters farther a noun may stand to be meant rather than one of this role.
const stepsAside = { subject: 0, other: 3, place: 8, beside: 24 }

/** Something said of a noun: where it stands, and the kinds of nouns of which it can be said. */
interface Told {
  at: number
  word: string
  /** `any`: every noun of the lists; `thing`: an unlisted one too, where the sentence leaves no doubt. */
  kinds: readonly string[]
  /** It is said only of a noun right beside it. */
  near: boolean
}

/** The nouns of the lists that a text names, the likeliest to be meant first. */
export function topicsIn({ topics, language }: Phrases, small: string): Topic[] {
  const found: Topic[] = []
  for (const { kind, words, as, article } of topics) {
    for (const word of words) {
      const low = word.toLowerCase()
      for (let at = small.indexOf(low); at >= 0; at = small.indexOf(low, at + 1)) {
        if (!standsAlone(small, at, low, language)) continue
        const end = at + low.length
        const role = roleOf(small, at, end, language)
        const named = as[word] ?? (article ? `${article} ${word}` : word)
        if (role) found.push({ word: named, kind, at, end, role })
        break
      }
    }
  }
  // Of two at one place the longer one is meant: "wifi router", not "wifi".
  const sorted = found.sort((a, b) => a.at - b.at || b.end - a.end)
  const apart = sorted.filter((one, at) => sorted.slice(0, at).every(({ end }) => end <= one.at))
  const whole = language === 'ko' ? joined(small, apart) : apart
  const rank = { subject: 0, other: 0, place: 1, beside: 2 }
  return whole.sort((a, b) => rank[a.role] - rank[b.role] || a.at - b.at)
}

const places = /^(?:에서|에(?:는|도|만|게)?(?![가-힣])|한테|께(?!서))/
const placesEn = /\b(?:in|at|on|from|by|with|via|through) (?:(?:the|my|your|our|a|every) )?(?:[a-z]+ )?$/
const besides = /^(?:보다|처럼|만큼|이?랑(?![가-힣])|하고(?![가-힣])|(?:와|과)(?![가-힣]))/
// What a thing was done with is not what it is about.
const means = /^(?:으?로)(?:는|도|만)?(?![가-힣])/

function roleOf(small: string, at: number, end: number, language: Language): Topic['role'] | null {
  const after = small.slice(end, end + 4)
  if (language === 'en') {
    return placesEn.test(small.slice(Math.max(0, at - 40), at)) ? 'beside' : 'other'
  }
  if (means.test(after)) return null
  if (places.test(after)) return 'place'
  if (besides.test(after)) return 'beside'
  return /^(?:이|가|은|는|을|를|도|만|께서)(?![가-힣])/.test(after) ? 'subject' : 'other'
}

const longestJoined = 10
// What mostly is of something else, so that the noun before it says of what.
const belonging = new Set([
  'bill',
  'plan',
  'parcel',
  'product',
  'service',
  'booking',
  'papers',
  'app',
  'call',
  'account',
])

/** "운동화 밑창": two nouns that follow one another without a particle are named together. */
function joined(small: string, topics: readonly Topic[]): Topic[] {
  const left: Topic[] = []
  for (const topic of topics) {
    const before = left.at(-1)
    const belongs = before && (belonging.has(topic.kind) || before.kind === topic.kind)
    const close = belongs && before.role === 'other' && small.slice(before.end, topic.at) === ' '
    const word = `${before?.word} ${topic.word}`
    if (close && !before.word.includes(' ') && word.length <= longestJoined && before.word !== topic.word)
      left.splice(-1, 1, { ...topic, word, at: before.at })
    else left.push(topic)
  }
  return left
}

// Nouns of the lists may stand further from what is said of them than others.
const farthest = 60
const beside = 12

/** The noun of which something is said, or null where it is not certain. */
export function subjectOf(
  small: string,
  topics: readonly Topic[],
  { at, word, kinds, near }: Told,
): Topic | null {
  const end = at + word.length
  let best: { topic: Topic; far: number } | null = null
  for (const topic of topics) {
    const listed = kinds.includes(topic.kind)
    if (!listed && !kinds.includes('any')) continue
    const isBefore = topic.at < end
    const between = isBefore ? small.slice(topic.end, at) : small.slice(end, topic.at)
    const breaks = between.match(/[.!?\n]/g)?.length ?? 0
    const far = between.length + breaks * 25 + (isBefore ? 0 : 20) + stepsAside[topic.role]
    if (far > (near ? beside : isBefore && listed ? 2 * farthest : farthest)) continue
    if (!best || far < best.far) best = { topic, far }
  }
  return best?.topic ?? (kinds.includes('thing') ? unlisted(small, at) : null)
}

const adverbs =
  '(?:(?:또|자꾸|계속|다|막|아예|갑자기|벌써|아직|아직도|너무|진짜|완전|그냥|바로|금방|전부|제대로|하나도|한\\s?번에|하루\\s?만에|한\\s?달\\s?만에|이틀\\s?만에|\\d{1,2}(?:일|주|달|개월)\\s?만에|한달만에|이틀만에|하루만에|일주일\\s?만에)\\s?){0,2}'
const nounKo = new RegExp(`(?:^|[\\s,.!?])([가-힣]{2,6}?)(?:이|가|은|는|도)\\s${adverbs}$`)
// No things, or things of which a brand had better say nothing.
const noThing =
  /^(?:이거|그거|저거|이것|그것|저것|여기|거기|저기|우리|저희|제가|내가|니네|너네|당신|본인|누가|뭐|무엇|아무|누구|사람|친구|남편|아내|엄마|아빠|아들|딸|아이|애기|아기|동생|언니|오빠|누나|형|부모|어머니|아버지|할머니|할아버지|강아지|고양이|얼굴|피부|몸|머리|손|발|다리|허리|배|눈|코|입|귀|목|이빨|치아|마음|기분|정신|생각|시간|하루|오늘|내일|어제|요즘|이번|저번|지난|처음|마지막|나중|문제|이유|의미|필요|관심|소리|사실|정말|진심|경우|정도|부분|상태|그대|회사|대표|사장|나라|정부|대통령|애들|걔|얘|쟤|그게|이게|저게|모두|전부|하나|둘|셋|다들|지금|방금|아까|자꾸|결국)$|(?:님|씨|쌤|들|분|놈|년|새끼|것|거|게|걸|데|때|줄|수|지|기|음|함|음식점|적)$/
// Three syllables that begin like a family name may be somebody.
const mayBeName =
  /^(?:김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|류|전|홍|고|문|양|손|배|백|허|유|남|심|노|하|곽|성|차|주|우|구|민|나|진|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|선|설|마|길|연|위|표|명|기|반|라|왕|금|옥|육|인|맹|제|모)[가-힣]{2}$/
const nounEn =
  /\b(?:my|the|your|our|this|that) ((?:[a-z]{3,12} )?[a-z]{3,14}) (?:(?:just|still|also|always|has|have|had|is|are|was|were|it|keeps?|kept|suddenly|already|completely) ){0,2}$/
const noThingEn =
  /\b(?:thing|things|one|ones|way|time|day|week|month|year|morning|night|wife|husband|mum|mom|dad|mother|father|son|daughter|kids?|child|children|baby|friend|boss|man|woman|guy|girl|boy|people|person|name|life|heart|head|face|skin|back|leg|arm|hand|hair|body|mind|dog|cat|grandma|grandpa|sister|brother|partner|family|company|ceo|owner|whole|first|last|only|same|worst|best|other|rest|point|problem|issue|fact|and|but|that|when|because|since|after|before|then|who|which|what|you|they|still|not|never|has|have|is|are|was|were|been|had|getting|being|also)\b/

/** A noun that no list has, right before what is said of it. */
function unlisted(small: string, at: number): Topic | null {
  const before = small.slice(Math.max(0, at - 50), at)
  const ko = nounKo.exec(before)?.[1]
  const en = nounEn.exec(before)?.[1]
  const word = ko ?? en
  if (!word || word.search(/\d/) >= 0) return null
  if (ko && (noThing.test(ko) || mayBeName.test(ko))) return null
  if (!ko && noThingEn.test(word)) return null
  if ([anger, orders, selling].some((words) => word.match(words) !== null)) return null
  const place = before.lastIndexOf(word) + Math.max(0, at - 50)
  return {
    ...{ word: ko ? word : `the ${word}`, kind: 'thing', at: place, end: place + word.length },
    role: 'subject',
  }
}
