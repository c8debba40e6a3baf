import type { Span } from '../wording.ts'
import { type Check, type Found, firstOf, type GuardRequest, type Reading, weakly } from './check.ts'
import * as en from './manners-en.ts'
import * as ko from './manners-ko.ts'

// How a reply treats the person. Most of these words are harmless in a question or an answer to one; in a sentence that
// states something to a person who complains they are not.

function blames({ told, stated, complaint }: Reading): Found[] {
  const sure = firstOf(told, [ko.blame, en.blame])
  return sure.length > 0 || !complaint ? sure : weakly(firstOf(stated, [ko.blameStated, en.blameStated]))
}

function mocks({ small, stated, complaint }: Reading): Found[] {
  const sure = firstOf(small, [ko.sarcasm, en.sarcasm])
  // Medals and applause are meant for who is glad.
  if (sure.length > 0 || !complaint) return complaint ? sure : weakly(sure)
  const perhaps = firstOf(small, [ko.sarcasmToTrouble, en.sarcasmToTrouble])
  return weakly(perhaps.concat(firstOf(stated, [ko.sarcasmStated, en.sarcasmStated])))
}

function compares({ small, stated, complaint }: Reading): Found[] {
  const sure = firstOf(small, [ko.others, en.others])
  return sure.length > 0 ? sure : weakly(firstOf(complaint ? stated : '', [ko.othersStated, en.othersStated]))
}

function argues({ stated, told, complaint }: Reading): Found[] {
  if (!complaint) return []
  const sure = firstOf(told, [ko.argument, en.argument])
  return weakly(sure.length > 0 ? sure : firstOf(stated, [ko.argumentStated, en.argumentStated]))
}

/**
 * Whoever complains is heard, asked, thanked, or shown the way to a colleague. A sentence that does none of that and that
 * no other check can name tells them how things are: it explains, defends or lectures.
 */
export function tellsInstead({ sentences, complaint }: Reading): Found[] {
  if (!complaint) return []
  const one = sentences.find(
    ({ shape, small }) => shape === 'statement' && !small.match(ko.harmless) && !small.match(en.harmless),
  )
  return one ? [{ span: one.span }] : []
}

function advertises({ small, stated, complaint }: Reading, { classification }: GuardRequest): Found[] {
  const sure = firstOf(small, [ko.promotion, en.promotion])
  if (sure.length > 0) return sure
  if (complaint) return weakly(firstOf(stated, [ko.promotionStated, en.promotionStated]))
  // Whoever asks about something is told about it.
  return classification.intent === 'chatter'
    ? weakly(firstOf(small, [ko.promotionToTalk, en.promotionToTalk]))
    : []
}

function judgesOthers(
  { small, stated, complaint, text }: Reading,
  { competitors = [] }: GuardRequest,
): Found[] {
  const named = competitors.flatMap((name) => findName(text, name))
  if (named.length > 0) return [{ span: named[0] as Span, firm: true }]
  const sure = firstOf(small, [ko.competitor, en.competitor])
  return sure.length > 0 || !complaint
    ? sure
    : weakly(firstOf(stated, [ko.competitorStated, en.competitorStated]))
}

/** A name as it is written in the list; in Korean an ending may follow it, but nothing stands right before it. */
function findName(text: string, name: string): Span[] {
  if (name.trim() === '') return []
  const at = text.toLowerCase().indexOf(name.toLowerCase())
  const letter = /[\p{L}\p{N}]/u
  if (at < 0 || letter.test(text[at - 1] ?? '')) return []
  if (/[a-z]$/i.test(name) && /[a-z0-9]/i.test(text[at + name.length] ?? '')) return []
  return [[at, at + name.length]]
}

function takesSides({ small, stated }: Reading): Found[] {
  const sure = firstOf(small, [ko.politics, en.politics])
  return sure.length > 0 ? sure : weakly(firstOf(stated, [ko.politicsStated, en.politicsStated]))
}

export const mannerChecks: readonly Check[] = [
  {
    code: 'blame',
    severity: 'person',
    ko: '고객의 탓으로 돌리고 있어요.',
    en: 'It puts the fault on the person.',
    find: blames,
  },
  {
    code: 'sarcasm',
    severity: 'person',
    ko: '비꼬는 말로 들려요.',
    en: 'It sounds as if it mocks the person.',
    find: mocks,
  },
  {
    code: 'other-customers',
    severity: 'person',
    ko: '다른 고객 이야기를 하거나 다른 고객과 비교하고 있어요.',
    en: 'It tells of other customers or compares with them.',
    find: compares,
  },
  {
    code: 'competitor',
    severity: 'person',
    ko: '다른 회사를 언급하거나 평가하고 있어요.',
    en: 'It names or judges another company.',
    find: judgesOthers,
  },
  {
    code: 'politics',
    severity: 'person',
    ko: '정치, 종교, 성별, 지역 같은 다툼에서 한쪽 편을 들고 있어요.',
    en: 'It takes a side in politics, religion or a social fight.',
    find: takesSides,
  },
  {
    code: 'promotion',
    severity: 'person',
    ko: '불만이나 일상 이야기에 광고로 답하고 있어요.',
    en: 'It advertises where nobody asked.',
    find: advertises,
  },
  {
    code: 'argument',
    severity: 'person',
    ko: '고객의 말을 반박하거나 변명하거나 가르치고 있어요.',
    en: 'It contradicts, defends or lectures.',
    find: argues,
  },
]
