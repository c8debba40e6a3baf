import {
  type Classification,
  type Feeling,
  type Intent,
  type Language,
  languageOf,
  type Risk,
  type Urgency,
} from '../core/intent.ts'
import { findPersonal, type PersonalKind } from '../core/privacy.ts'
import { riskWords } from './risk-words.ts'
import * as words from './rules-words.ts'
import type { ReadRequest } from './writer.ts'

// A message says what it wants early on; the rest would only cost time.
const readAtMost = 2_000

/**
 * Reads a message by its words. It is quick and explains itself, and it is honest about what it cannot see: irony,
 * what a picture shows, what was meant but not written. Such readings get a low confidence and go to a colleague.
 */
export function readByRules(request: ReadRequest): Classification {
  const text = request.text.slice(0, readAtMost)
  const seen = look(text)
  const language = languageOf(text)
  const spam = isSpam(text, seen) && request.turns.length === 0
  const intent = intentOf(seen)
  const feeling = feelingOf(seen, intent)
  const risks = risksOf(text, request)
  const wantsPerson = seen.person.length > 0
  const needless = spam ? 'spam' : needsNoReply(text, request, seen)
  const grave = risks.length > 0 || wantsPerson
  const why = [...(needless && !grave ? [needless] : []), ...new Set(Object.values(seen).flat())]
  return {
    intent,
    feeling,
    urgency: urgencyOf(seen, intent, feeling),
    needsReply: grave || needless === null,
    wantsPerson,
    spam,
    risks,
    language: knownLanguage(language, request.language),
    confidence: confidenceOf(text, seen, intent, language),
    by: 'rules',
    why: why.slice(0, 20).map((word) => word.slice(0, 60)),
  }
}

type Seen = Record<Exclude<keyof typeof words, 'english'>, string[]>

function look(text: string): Seen {
  const found = (pattern: RegExp): string[] => text.match(pattern) ?? []
  return {
    trouble: found(words.trouble),
    asking: found(words.asking),
    smallTalk: found(words.smallTalk),
    greeting: found(words.greeting),
    thanks: found(words.thanks),
    praise: found(words.praise),
    irony: found(words.irony),
    wink: found(words.wink),
    anger: found(words.anger),
    revenge: found(words.revenge),
    letDown: found(words.letDown),
    hurry: found(words.hurry),
    stakes: found(words.stakes),
    person: found(words.person),
    selling: found(words.selling),
    orders: found(words.orders),
    doubting: found(words.doubting),
    amongFriends: found(words.amongFriends),
  }
}

function isSpam(text: string, seen: Seen): boolean {
  if (seen.doubting.length > 0) return false
  return seen.selling.length >= 3 || (seen.selling.length > 0 && /https?:\/\//i.test(text))
}

/** How much speaks for each intent. Anger without a named trouble is still a complaint. */
function weigh(seen: Seen): Record<Intent, number> {
  const glad = seen.thanks.length + seen.praise.length
  return {
    complaint:
      seen.trouble.length * 2 + seen.anger.length * 2 + seen.revenge.length * 2 + seen.letDown.length,
    // One sentence often has three signs of a question, so the further ones count little.
    question: seen.asking.length > 0 ? 1.5 + Math.min(seen.asking.length - 1, 2) * 0.25 : 0,
    chatter: seen.smallTalk.length * 1.5 + glad * 2 + Math.min(seen.greeting.length, 1) * 0.5,
  }
}

function intentOf(seen: Seen): Intent {
  const weight = weigh(seen)
  const glad = seen.thanks.length + seen.praise.length
  // "Thank you, it works again" names the trouble that is over; "thanks for nothing" has irony or anger beside it.
  if (glad > 0 && weight.complaint <= 2 && seen.anger.length === 0 && seen.irony.length === 0) {
    return weight.question > 1.5 ? 'question' : 'chatter'
  }
  if (glad > 0 && seen.irony.length > 0) return 'complaint'
  if (weight.complaint >= 2 && weight.complaint >= weight.question) return 'complaint'
  if (weight.question > 0 && weight.question >= weight.chatter) return 'question'
  return weight.complaint > weight.chatter ? 'complaint' : 'chatter'
}

function feelingOf(seen: Seen, intent: Intent): Feeling {
  if (seen.revenge.length > 0) return 'vindictive'
  if (seen.anger.length > 0) return 'angry'
  if (intent === 'complaint' || seen.letDown.length > 0)
    return seen.letDown.length > 0 ? 'disappointed' : 'calm'
  return seen.thanks.length + seen.praise.length > 0 ? 'pleased' : 'calm'
}

function urgencyOf(seen: Seen, intent: Intent, feeling: Feeling): Urgency {
  if (seen.hurry.length > 0 && intent !== 'chatter') return 'now'
  if (intent === 'chatter') return 'low'
  const grave = seen.stakes.length > 0 || feeling === 'angry' || feeling === 'vindictive'
  return intent === 'complaint' && grave ? 'high' : 'normal'
}

// A phone number in a direct message is how people leave one; these open something wherever they are written.
const alwaysGrave: readonly PersonalKind[] = ['resident-number', 'card', 'secret']
const graveInPublic: readonly PersonalKind[] = ['phone', 'email']

function risksOf(text: string, request: ReadRequest): Risk[] {
  const risks = riskWords.filter(([, pattern]) => pattern.test(text)).map(([risk]) => risk)
  const exposed = findPersonal(text).some(
    ({ kind }) =>
      alwaysGrave.includes(kind) || (request.visibility === 'public' && graveInPublic.includes(kind)),
  )
  if (exposed && !risks.includes('personal-data')) risks.push('personal-data')
  return risks
}

/** Why nobody waits for an answer to this, or null. */
function needsNoReply(text: string, request: ReadRequest, seen: Seen): string | null {
  if (request.author.bot) return 'bot'
  const bare = text
    .replace(/https?:\/\/\S+|@[\w.-]+(?:@[\w.-]+)?/g, ' ')
    .replace(/[\s\p{P}\p{S}\p{M}\p{Cf}]+/gu, '')
  if (bare === '') return /[?？]/.test(text) ? null : 'no words'
  if (
    /^[ㅋㅎㅠㅜㅇㄷㄱㄴ]+$|^(?:lo+l|(?:ha)+h?|ok(?:ay)?|yes|no|네+|넵+|넹|예|응|아하|오+|와+|헐|굿+|잘자)$/iu.test(
      bare,
    )
  )
    return 'no words'
  const plain = seen.trouble.length + seen.asking.length + seen.anger.length === 0
  if (plain && seen.orders.length > 0) return 'orders to a machine'
  if (seen.orders.length > 1) return 'orders to a machine'
  const answered = request.turns.some((turn) => turn.from === 'brand')
  const glad = seen.thanks.length > 0
  const left = withoutThanks(bare)
  const few = !answered ? 6 : /\p{Script=Hangul}/u.test(left) ? 14 : 24
  if (glad && plain && left.length <= few) return 'bare thanks'
  if (plain && (seen.amongFriends.length > 0 || callsAFriend(text, request.brandName))) return 'among friends'
  return null
}

function withoutThanks(bare: string): string {
  return bare.replace(
    /정말|진짜|너무|참으로|빠른|친절한|답변|답장|안내|설명|(?:감사|고마|고맙)[가-힣]{0,6}|땡큐|ㄱㅅ|thankyou|thanks|thank|you|so|much|very|alot|for|the|quick|reply|ty|thx/gi,
    '',
  )
}

/** "철수야 …": a name with the ending by which friends call each other, unless it is ours. */
function callsAFriend(text: string, brandName: string): boolean {
  const name = /^\s{0,9}([가-힣]{2,3})[야아]\s/u.exec(text)?.[1]
  return name !== undefined && !brandName.startsWith(name.slice(0, 2))
}

function knownLanguage(told: ReturnType<typeof languageOf>, network: string | null): Language {
  if (told === 'ko' || told === 'en') return told
  // A third language is answered in English; a message without letters in the one that the network tells.
  return told === null && network?.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

/** 0.9 when several words say one thing and none another; 0.3 when nothing was recognised. */
function confidenceOf(
  text: string,
  seen: Seen,
  intent: Intent,
  language: ReturnType<typeof languageOf>,
): number {
  if (language === 'other') return 0.2
  if (language === 'en' && (text.match(words.english)?.length ?? 0) === 0) return 0.3
  const weight = weigh(seen)
  const own = weight[intent]
  const others = weight.complaint + weight.question + weight.chatter - own
  if (own === 0 || own === 0.5) return 0.3
  if (seen.irony.length > 0 || seen.orders.length > 0) return 0.4
  if (seen.wink.length > 0) return 0.6
  const share = own / (own + others)
  const base = own >= 3 ? 0.9 : own >= 2 ? 0.8 : 0.65
  return Math.round(base * (0.4 + 0.6 * share) * 100) / 100
}
