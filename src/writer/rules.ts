import { languageOf, type Risk } from '../core/intent.ts'
import { findPersonal, type PersonalKind } from '../core/privacy.ts'
import { usualTopics } from '../core/topic.ts'
import { makeSearch } from '../core/wording-search.ts'
import { findWishForPerson } from './person-words.ts'
import { findRiskWords } from './risk-words.ts'
import { asking, doubting, english, orders, selling, thanks, trouble } from './rules-words.ts'
import type { ReadRequest } from './writer.ts'

// A message says what it wants early on; the rest would only cost time.
const readAtMost = 2_000

/** What words alone may decide, because the rule is right by nature; everything else is the classifier's. */
export interface Certain {
  /** Why nobody waits for an answer, or null. */
  needless: string | null
  /** The words by which they ask for a person. */
  person: string[]
  /** Matters that never leave without a person, with the words that name them. */
  risks: Map<Risk, string[]>
  /** Those of the risks that count however unlikely they look otherwise: a life, and numbers that stand there. */
  beyondDoubt: ReadonlySet<Risk>
  spam: string[]
  /** They ask whether something is a swindle; whoever asks that is no swindler. */
  doubting: boolean
  /** Orders to a machine; data to us. */
  orders: string[]
  /** False when the Latin letters are those of a language that we do not read. */
  readable: boolean
}

// Sought in every message; all other words only where one of these is, or another reason.
const sought = { doubting, selling, orders, thanks }
const search = makeSearch(Object.values(sought))
const matters = Object.keys(sought)
type Seen = (matter: keyof typeof sought) => string[]

/** Which of these words a text has, each once, as they are written. */
function lookFor(text: string): Seen {
  const glance = search(text)
  return (matter) => {
    const places = glance.places(matters.indexOf(matter))
    return [...new Set(places.map(([start, end]) => text.slice(start, end)))]
  }
}

/**
 * Reads what words alone can tell of a message in its place.
 * @param language what `languageOf` says of the whole text, where somebody has asked it already
 */
export function readByRules(request: ReadRequest, language?: ReturnType<typeof languageOf>): Certain {
  const text = request.text.slice(0, readAtMost)
  const seen = lookFor(text)
  const isDoubting = seen('doubting').length > 0
  const sells = isDoubting || request.turns.length > 0 ? [] : seen('selling')
  const isSpam = sells.length >= 3 || (sells.length > 0 && /https?:\/\//i.test(text))
  const told = seen('orders')
  return {
    needless: needlessBy(text, request, told, seen),
    person: findWishForPerson(text),
    ...risksOf(text, request),
    spam: isSpam ? sells : [],
    doubting: isDoubting,
    orders: told,
    // Of a very long text only the beginning counts here.
    readable: isReadable(text, language === undefined || text !== request.text ? languageOf(text) : language),
  }
}

// A phone number in a direct message is how people leave one; these open something wherever they are written.
const alwaysGrave: readonly PersonalKind[] = ['resident-number', 'card', 'secret']
const graveInPublic: readonly PersonalKind[] = ['phone', 'email']

function risksOf(text: string, request: ReadRequest): Pick<Certain, 'risks' | 'beyondDoubt'> {
  const risks = findRiskWords(text)
  const beyondDoubt = new Set<Risk>(risks.has('self-harm') ? ['self-harm'] : [])
  const grave = request.visibility === 'public' ? [...alwaysGrave, ...graveInPublic] : [...alwaysGrave]
  if (findPersonal(text).some(({ kind }) => grave.includes(kind))) {
    risks.set('personal-data', risks.get('personal-data') ?? [])
    beyondDoubt.add('personal-data')
  }
  return { risks, beyondDoubt }
}

// A letter that is in none of the words that count as none: "ok", "lol", "네".
const saysSomething = /[0-9b-dfgijmp-rt-xz]|(?![네넵넹예응아하오와헐굿잘자])[가-힣]/i
const mayLink = /https?:\/\/|@/

function needlessBy(
  text: string,
  request: ReadRequest,
  orders: readonly string[],
  seen: Seen,
): string | null {
  if (request.author.bot) return 'bot'
  const isGlad = seen('thanks').length > 0
  // All that follows but the orders is about messages that say next to nothing, or thank.
  if (!isGlad && saysSomething.test(text) && !mayLink.test(text))
    return orders.length > 1 ? 'orders to a machine' : null
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
  if (orders.length > 1) return 'orders to a machine'
  if (!isGlad || has(text, asking) || has(text, trouble)) return null
  const answered = request.turns.some((turn) => turn.from === 'brand')
  const left = withoutThanks(bare)
  const few = !answered ? 6 : /\p{Script=Hangul}/u.test(left) ? 14 : 24
  return left.length <= few ? 'bare thanks' : null
}

function withoutThanks(bare: string): string {
  return bare.replace(
    /정말|진짜|너무|참으로|빠른|친절한|답변|답장|안내|설명|(?:감사|고마|고맙)[가-힣]{0,6}|땡큐|ㄱㅅ|thankyou|thanks|thank|you|so|much|very|alot|for|the|quick|reply|ty|thx/gi,
    '',
  )
}

/** Unlike `test` it starts from the beginning each time. */
function has(text: string, pattern: RegExp): boolean {
  return text.search(pattern) >= 0
}

// A sentence of this many words in English has one of the common ones.
const wordsToTellBy = 5

function isReadable(text: string, language: ReturnType<typeof languageOf>): boolean {
  if (language === 'other' || language === null) return false
  if (language !== 'en') return true
  const plain = text.replace(/https?:\/\/\S+|[@#]\S+/g, ' ')
  if (has(plain, english)) return true
  const latin = plain.match(/\p{Script=Latin}+/gu) ?? []
  return latin.length < wordsToTellBy && !/[^\p{ASCII}\p{P}\p{S}\p{M}\p{Cf}\s‘’“”]/u.test(latin.join(''))
}

/** A message as it stands alone, without a person, a place or a past; for learning and measuring. */
export function alone(text: string, visibility: 'public' | 'direct' = 'public'): ReadRequest {
  return {
    ...{ id: '', text, language: null, visibility, turns: [], beside: [] },
    ...{
      author: { handle: '', name: '', bot: false },
      brandId: '',
      brandName: '',
      line: 0,
      topics: usualTopics,
    },
  }
}
