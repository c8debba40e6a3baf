import { findWords } from './phrase-words.ts'
import type { Phrases } from './phrases.ts'
import { trouble } from './rules-words.ts'
import { subjectOf, type Topic, topicsIn } from './topics.ts'

/** What a message speaks of, as far as words tell it. Nothing is better than something wrong. */
export interface Heard {
  /** What they name, the likeliest to be meant first. */
  topics: Topic[]
  /** `told`: they say that it happened; otherwise it may be a wish or what led to it. `of`: the noun that it happened to. */
  event: { name: string; at: number; told: boolean; of: Topic | null } | null
  /** How long or how often, in their words. */
  time: string | null
  /** The names of the kinds of small talk that fit, the most telling first. */
  talks: string[]
  /** What a question asks for. */
  asked: string | null
  /** What they praise, where it stands beside the praise. */
  praised: Topic | null
  /** Words of theirs praise or thank. */
  praises: boolean
  /** Words of theirs say that something is wrong. */
  troubled: boolean
  /** Too few words to tell what moves them. */
  brief: boolean
}

const briefUpTo = { ko: 14, en: 32 }

// What a message speaks of is named near its start.
const readAtMost = 2_000

/** Reads messages of one person that are answered together. */
export function hear(phrases: Phrases, texts: readonly string[]): Heard {
  const said = texts
    .join('\n')
    .slice(0, readAtMost)
    .normalize('NFC')
    .replace(/https?:\/\/\S+|[@#][\p{L}\p{N}_.-]+|<[a-z]+>/gu, (found) => ' '.repeat(found.length))
    .replaceAll('’', "'")
  const small = said.toLowerCase()
  const topics = topicsIn(phrases, small)
  const event = eventIn(phrases, small, topics)
  const praise = findWords(small, phrases.praise.words, phrases.praise.not, phrases.language)
  const asked = askedIn(phrases, small)
  const brief = small.trim().length <= briefUpTo[phrases.language]
  const saysNoMore = brief && asked === null && topics.length === 0
  return {
    topics: event?.of ? [event.of, ...topics.filter((topic) => topic !== event.of)] : topics,
    event,
    time: event ? timeBefore(phrases, small, event.at) : null,
    talks: talksIn(phrases, said, small).filter((name) => saysNoMore || !phrases.talks[name]?.brief),
    asked,
    praised: praise ? subjectOf(small, topics, { ...praise, kinds: phrases.praise.of, near: false }) : null,
    praises: praise !== null,
    troubled: small.search(trouble) >= 0 || (event !== null && phrases.events[event.name]?.sure === true),
    brief,
  }
}

// "If it breaks", "see whether it is off": nothing happened yet.
const supposed = /^[가-힣]{0,3}(?:는지|은지|을지|(?<!으)으?면(?=[\s?.,!]|$))/

function eventIn(phrases: Phrases, small: string, topics: readonly Topic[]): Heard['event'] {
  let best: { name: string; at: number; rank: number; long: number; of: Topic | null } | null = null
  for (const [name, { words, not, weak, near, of, hear, sorry = [] }] of Object.entries(phrases.events)) {
    const found = findWords(small, words, not, phrases.language)
    if (!found || supposed.test(small.slice(found.at + found.word.length))) continue
    const subject = subjectOf(small, topics, { ...found, kinds: of, near })
    // What can be said of a noun says little without one.
    const wants = [...hear, ...sorry].map((phrase) => phrase.includes('{topic'))
    const wantsNoun = wants.includes(true)
    if (!subject && !wants.includes(false)) continue
    const rank = (weak ? 2 : 0) + (wantsNoun && !subject ? 1 : 0)
    const long = found.word.length
    const wins =
      !best ||
      rank < best.rank ||
      (rank === best.rank && (found.at < best.at || (found.at === best.at && long > best.long)))
    if (wins) best = { name, at: found.at, rank, long, of: subject }
  }
  return best && { name: best.name, at: best.at, told: best.rank < 2, of: best.of }
}

const timesKo =
  /(?:\d{1,3}|하루|이틀|사흘|나흘|닷새|열흘|일주일|보름|한|두|세|네|다섯|몇|며칠|반)\s?(?:시간|분|일|주일|주|달|개월|년|번)?\s?째(?![가-힣])/g
const timesEn =
  /(?<![\w])(?:for (?:(?:over|almost|nearly|about|more than) )?(?:the (?:last|past) )?(?:\d{1,3}|a|an|two|three|four|five|six|seven|several|many) (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)|since (?:yesterday|last (?:night|week|month)|this morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:\d{1,2})\s?[ap]m)|(?:twice|three times|four times) (?:this|in (?:a|one)) (?:week|month|day))(?!\w)/g
// Who has used something for years does not say how long it has been broken.
const notIts = /^\s?(?:쓰|사용|이용|고객|살|다니|거주|단골|만족|애용|구독|가입|운영)/

/** The time nearest to what went wrong, in the same sentence. */
function timeBefore({ language }: Phrases, small: string, at: number): string | null {
  const start = Math.max(...['.', '!', '?', '\n'].map((mark) => small.lastIndexOf(mark, at - 1))) + 1
  const rest = small.slice(at).search(/[.!?\n]/)
  const end = rest < 0 ? small.length : at + rest
  const sentence = small.slice(start, end)
  const found = [...sentence.matchAll(language === 'ko' ? timesKo : timesEn)].filter(
    (match) =>
      !notIts.test(sentence.slice(match.index + match[0].length)) && Math.abs(start + match.index - at) <= 40,
  )
  return found[0]?.[0].trim() ?? null
}

function talksIn(phrases: Phrases, said: string, small: string): string[] {
  const wordless = !/[\p{L}\p{N}]/u.test(said.replace(/[ㄱ-ㅎㅏ-ㅣ]/g, ''))
  return Object.entries(phrases.talks).flatMap(([name, { words, not }]) => {
    if (!words) return wordless && name === 'wordless' ? [name] : []
    return findWords(small, words, not, phrases.language) ? [name] : []
  })
}

function askedIn(phrases: Phrases, small: string): string | null {
  let best: { as: string; at: number } | null = null
  for (const { words, as } of Object.values(phrases.asked)) {
    const found = findWords(small, words, undefined, phrases.language)
    if (found && (!best || found.at < best.at)) best = { as, at: found.at }
  }
  return best?.as ?? null
}
