import type { Finding } from './draft.ts'
import { withoutGivenCodes } from './given-codes.ts'
import { apologyCheck } from './guard/apology.ts'
import {
  type Check,
  type Ears,
  type Found,
  type GuardRequest,
  type Reading,
  readAtMost,
  readReply,
  type Seen,
  weakly,
} from './guard/check.ts'
import { humanCheck } from './guard/human.ts'
import { languageCheck } from './guard/language.ts'
import { leakCheck } from './guard/leaks.ts'
import { mannerChecks, tellsInstead } from './guard/manners.ts'
import { matterChecks } from './guard/matters.ts'
import { linkCheck, personalCheck } from './guard/private.ts'
import { promiseCheck } from './guard/promises.ts'
import { cheerCheck, levelCheck } from './guard/speech.ts'
import { swearingChecks } from './guard/swearing.ts'

import { fitsText } from './limits.ts'
import { findSimilar } from './similar.ts'

export type { Ears, GuardRequest, Heard, Seen } from './guard/check.ts'

import { inReplies } from './wording.ts'

const { english, korean } = inReplies

// Two drafts that differ in a name or an ending measure above this; two sentences of one kind stay below 0.7.
const nearCopy = 0.9
// As often as this a day, the same words are a notice board.
const mostAlikeADay = 5

const saysMachine = {
  ko: korean('자동|인공지능|(?<![a-z])ai(?![a-z])|에이아이|챗봇|봇이|봇 ?답|기계|ai 도우미'),
  en: english('automat\\w+|ai|bot|chatbot|robot|machine|virtual assistant|digital assistant|computer'),
}

function length({ limits }: GuardRequest, text: string): Found[] {
  const { fits, counted, max } = fitsText(text, limits)
  if (fits && text.length <= readAtMost) return []
  const most = Math.min(max, readAtMost)
  const ko = `너무 길어요: ${counted}, 여기서는 ${most}까지 보낼 수 있어요.`
  return [{ span: null, ko, en: `It is too long: ${counted}, and ${most} is the most here.` }]
}

function alikeToday(text: string, { sentToday = [] }: GuardRequest): Found[] {
  const alike = sentToday.filter((sent) => findSimilar(text, [sent], nearCopy) !== null)
  return alike.length >= mostAlikeADay ? [{ span: null }] : []
}

/** Every check in its order, with what staff read when it finds something. `empty` and `unsupported` stand beside it. */
export const checks: readonly Check[] = [
  {
    code: 'too-long',
    severity: 'blocks',
    ko: '너무 길어요.',
    en: 'It is too long.',
    // Counted on the whole text, which `guard` hands over in the place of what is read.
    find: ({ text }, request) => length(request, text),
  },
  leakCheck,
  humanCheck,
  {
    code: 'disclosure',
    severity: 'blocks',
    ko: '기계가 쓴 답이라는 안내가 빠졌어요.',
    en: 'It has to say that a machine writes, and does not.',
    find: ({ small }, { disclosureDue, classification: { language }, writer }) =>
      disclosureDue && writer !== 'colleague' && small.search(saysMachine[language]) < 0
        ? [{ span: null }]
        : [],
  },
  ...swearingChecks,
  personalCheck,
  linkCheck,
  promiseCheck,
  ...matterChecks,
  ...mannerChecks,
  {
    code: 'repeats',
    severity: 'person',
    ko: '이분에게 이미 거의 같은 말을 보냈어요.',
    en: 'This person already had nearly the same words from us.',
    find: ({ text }, { alreadySent }) => (findSimilar(text, alreadySent, nearCopy) ? [{ span: null }] : []),
  },
  {
    code: 'repeats-today',
    severity: 'person',
    ko: '오늘 여러 사람에게 거의 같은 말을 다섯 번 넘게 보냈어요.',
    en: 'Nearly the same words went out five times today.',
    find: ({ text }, request) => alikeToday(text, request),
  },
  languageCheck,
  levelCheck,
  cheerCheck,
  apologyCheck,
]

// They say what kind of statement it is; without any of them, a statement to who complains is an argument.
const naming = new Set(
  'promise money legal medical safety blame sarcasm other-customers competitor politics promotion hate profanity prompt-leak claims-human personal-data link language level'.split(
    ' ',
  ),
)

/** Looks at a reply before anybody decides to send it. */
export type Guard = (text: string, request: GuardRequest) => Finding[]

/**
 * Makes the guard. An empty list means that nothing was seen, not that all is well. Findings come in the order of the checks,
 * with their place in the text in UTF-16 units.
 * @param ears hear what no pattern sees (`writer/guard/hear-faults.ts`); null for patterns alone, which miss half of all
 * mockery and contempt. What is only heard never blocks.
 */
export function makeGuard({ ears }: { ears: Ears | null }): Guard {
  return (text, given) => {
    if (text.trim() === '') return [empty]
    const { request, doubtful } = ears ? withWants(given, ears) : { request: given, doubtful: false }
    const known = readReply(text, request)
    const reading = doubtful && !comforts(known) ? { ...known, complaintForSure: false } : known
    const seen = seenIn(text, reading, request)
    const heard =
      ears && listens(request)
        ? ears
            .faults(withoutGivenCodes(reading.text, [request.personText]), request, codesOf(seen))
            .filter(({ code }) => isFault(code, request))
        : null
    const findings = checks.flatMap((check) => {
      const own = seen.filter((one) => one.check === check).map(({ found }) => found)
      const also = heard?.find(({ code }) => code === check.code)
      const isHeard = heard === null || also || !ears?.codes.has(check.code)
      const kept = own.filter((found) => isHeard || stands(check, found))
      if (kept.length === 0 && also)
        return [asFinding(check, { span: also.span, severity: whenHeard(check, request) })]
      return kept.map((one) => asFinding(check, one))
    })
    return [...findings, ...(request.unsupported ?? [])]
  }
}

/** The guard of patterns alone, deaf to what has no words of its own: for where only what blocks counts. */
export const guardByPatterns: Guard = makeGuard({ ears: null })

/**
 * Who is told that somebody complains believes it. Who is not told, or told otherwise, also listens: a complaint that is taken
 * for small talk would be answered by other rules.
 */
function withWants(request: GuardRequest, ears: Ears): { request: GuardRequest; doubtful: boolean } {
  const { classification, personText } = request
  const told = classification.intent
  if (told === 'complaint' || (told && !listens(request))) return { request, doubtful: false }
  const wants = ears.wants(personText, classification.language)
  const intent = wants.intent === 'complaint' ? wants.intent : (told ?? wants.intent)
  return { request: { ...request, classification: { ...classification, intent } }, doubtful: !wants.sure }
}

const comfortKo = korean(
  '속상|답답하(?:셨|시)|황당|당황|불편(?:하|을)|놀라셨|화(?:가 )?나(?:셨|시)|기막히|억울|실망|고생하|번거로|난감|허탈|막막|헛걸음|아까우|불쾌|죄송|사과',
)
const comfortEn = english(
  "sorry|apolog\\w+|frustrat\\w+|annoy\\w+|upset\\w*|disappoint\\w+|maddening|infuriat\\w+|awful|horrible|miserable|nuisance|frightening|scary|unpleasant|tiresome|exhausting|a (?:pain|pity|letdown)|let you down|shouldn't have",
)

/** Who comforts answers a complaint, whatever the message was read to be. */
function comforts({ small }: Reading): boolean {
  return small.search(comfortKo) >= 0 || small.search(comfortEn) >= 0
}

/** Whether words count although the fault is not heard: what blocks is a verdict, the rest is evidence. */
function stands({ severity }: Check, found: Found): boolean {
  return found.firm === true || (!found.weak && (found.severity ?? severity) === 'blocks')
}

const empty: Finding = {
  code: 'empty',
  severity: 'blocks',
  span: null,
  ko: '답에 내용이 없어요.',
  en: 'The reply is empty.',
}

interface Sighting {
  check: Check
  found: Found
}

/** What the patterns have against a text. */
function seenIn(text: string, reading: Reading, request: GuardRequest): Sighting[] {
  const seen = checks.flatMap((check) => {
    const found = check.code === 'too-long' ? length(request, text) : check.find(reading, request)
    return found.map((one): Sighting => ({ check, found: one }))
  })
  const argument = checks.find(({ code }) => code === 'argument')
  const isNamed = seen.some(({ check: { code } }) => code === 'argument' || naming.has(code))
  if (!argument || isNamed) return seen
  return [...seen, ...weakly(tellsInstead(reading)).map((found) => ({ check: argument, found }))]
}

/** What the patterns see: codes that they are sure of, and codes that only words speak for that are often innocent. */
export function seenByPatterns(text: string, request: GuardRequest): Seen {
  return codesOf(seenIn(text, readReply(text, request), request))
}

function codesOf(seen: readonly Sighting[]): Seen {
  const codes = (isWeak: boolean) =>
    new Set(seen.filter(({ found }) => (found.weak === true) === isWeak).map(({ check }) => check.code))
  return { sure: codes(false), weak: codes(true) }
}

// Our own phrases were read by people, every one; a statistic has nothing to add.
function listens({ writer }: GuardRequest): boolean {
  return writer !== 'plain'
}

/** A colleague may say that they are human, and in private anybody may be asked for their data. */
function isFault(code: string, { writer, visibility }: GuardRequest): boolean {
  if (code === 'claims-human') return writer !== 'colleague'
  return code !== 'personal-data' || visibility === 'public'
}

/** A statistic blocks nothing; and a colleague, who has thought about their words, owes it no reason. */
function whenHeard({ severity }: Check, { writer }: GuardRequest): Finding['severity'] {
  if (writer === 'colleague') return 'note'
  return severity === 'blocks' ? 'person' : severity
}

function asFinding({ code, severity, ko, en }: Check, found: Found): Finding {
  return {
    code,
    severity: found.severity ?? severity,
    ko: found.ko ?? ko,
    en: found.en ?? en,
    span: found.span,
  }
}
