import type { Finding, Written } from './draft.ts'
import { claimsToBeHuman, type Marks, promises, speaksOfItself } from './guard-words.ts'
import { type Language, languageOf } from './intent.ts'
import { fitsText, type TextLimits } from './limits.ts'
import type { Visibility } from './mention.ts'
import { findPersonal, type PersonalKind } from './privacy.ts'
import { findSimilar } from './similar.ts'

export interface GuardRequest {
  limits: TextLimits
  visibility: Visibility
  /** The language the person wrote in. */
  classification: { language: Language }
  /** Texts that this person has had from us before. */
  alreadySent: readonly string[]
  /** Hosts that a reply may link to, their subdomains included. */
  linkHosts: readonly string[]
  /** What the person wrote, so that we do not repeat their data where everybody reads it. */
  personText: string
  /** Who wrote the text; a colleague may say that they are human. */
  writer: Written['writer']
}

// Two drafts that differ in a name or an ending measure above this; two sentences of one kind stay below 0.7.
const nearCopy = 0.9

/**
 * Looks at a reply before anybody decides to send it. An empty list means that nothing was seen, not that all is well.
 * Findings come in the order of the checks, with their place in the text in UTF-16 units.
 */
export function guard(text: string, request: GuardRequest): Finding[] {
  if (text.trim() === '') {
    return [finding('empty', 'blocks', null, '답에 내용이 없어요.', 'The reply is empty.')]
  }
  return [
    ...length(text, request),
    ...leaks(text),
    ...humanity(text, request),
    ...personal(text, request),
    ...links(text, request),
    ...promising(text),
    ...repetition(text, request),
    ...language(text, request),
  ]
}

function length(text: string, { limits }: GuardRequest): Finding[] {
  const { fits, counted, max } = fitsText(text, limits)
  if (fits) return []
  const ko = `너무 길어요: ${counted}, 여기서는 ${max}까지 보낼 수 있어요.`
  return [finding('too-long', 'blocks', null, ko, `It is too long: ${counted}, and ${max} is the most here.`)]
}

function leaks(text: string): Finding[] {
  const span = firstMark(text, speaksOfItself)
  if (!span) return []
  const ko = '시스템이나 모델의 말이 새어 나왔어요.'
  return [finding('prompt-leak', 'blocks', span, ko, 'It shows words of the system or the model.')]
}

function humanity(text: string, { writer }: GuardRequest): Finding[] {
  const span = writer === 'colleague' ? null : firstMark(text, claimsToBeHuman)
  if (!span) return []
  const ko = '사람이 쓴 것처럼 말하고 있어요.'
  return [finding('claims-human', 'blocks', span, ko, 'It claims to be human, and a machine wrote it.')]
}

// These open something or last a whole life: no public reply is worth them, whoever approves it.
const neverPublic: readonly PersonalKind[] = ['resident-number', 'card', 'secret']

function personal(text: string, { visibility, personText }: GuardRequest): Finding[] {
  if (visibility !== 'public') return []
  const theirs = new Set(findPersonal(personText).map((one) => bare(personText.slice(one.start, one.end))))
  return findPersonal(text).map((one) => {
    const repeated = theirs.has(bare(text.slice(one.start, one.end)))
    const severity = repeated || neverPublic.includes(one.kind) ? 'blocks' : 'person'
    const ko = '공개 답글에 개인정보로 보이는 내용이 있어요.'
    const en = `A public reply has something that looks like personal data (${one.kind}).`
    return finding('personal-data', severity, [one.start, one.end], ko, en)
  })
}

function bare(personal: string): string {
  return personal
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s().-]/g, '')
}

// With a scheme, or bare as networks make links of it. A handle (@name@host) is no link.
const linkPattern =
  /https?:\/\/[^\s<>"']+|(?<![@\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|net|org|kr|jp|cn|io|co|me|gg|ly|to|app|dev|shop|store|link|page|site|info|biz|xyz|gl|be)(?![\w-]|\.\w)(?:\/[^\s<>"']*)?/gi

function links(text: string, { linkHosts }: GuardRequest): Finding[] {
  const allowed = linkHosts.map((host) => hostOf(host)).filter((host) => host !== null)
  return [...text.matchAll(linkPattern)].flatMap((match) => {
    const host = hostOf(match[0])
    if (host && allowed.some((ours) => host === ours || host.endsWith(`.${ours}`))) return []
    const ko = `허용되지 않은 링크예요: ${host ?? match[0]}`
    const en = `It links to a host that is not on the list: ${host ?? match[0]}`
    return [finding('link', 'person', [match.index, match.index + match[0].length], ko, en)]
  })
}

function hostOf(link: string): string | null {
  const url = URL.parse(link.includes('://') ? link : `https://${link}`)
  return url?.hostname.replace(/\.$/, '') || null
}

function promising(text: string): Finding[] {
  const span = firstMark(text, promises)
  if (!span) return []
  const word = text.slice(...span)
  const ko = `사람이 정해야 하는 약속이나 돈, 법 이야기가 있어요: "${word}"`
  const en = `It speaks of a promise, money or the law, which a person decides: "${word}"`
  return [finding('promise', 'person', span, ko, en)]
}

function repetition(text: string, { alreadySent }: GuardRequest): Finding[] {
  const copy = findSimilar(text, alreadySent, nearCopy)
  if (!copy) return []
  const ko = '이분에게 이미 거의 같은 말을 보냈어요.'
  return [finding('repeats', 'person', null, ko, 'This person already had nearly the same words from us.')]
}

function language(text: string, { classification }: GuardRequest): Finding[] {
  const written = languageOf(text)
  if (written === null || written === classification.language) return []
  const ko = '고객이 쓴 언어와 다른 언어로 썼어요.'
  return [finding('language', 'person', null, ko, 'It is not in the language that the person wrote in.')]
}

function firstMark(text: string, marks: Marks): [number, number] | null {
  let first: [number, number] | null = null
  for (const mark of marks) {
    const match = mark.exec(text)
    if (match && (!first || match.index < first[0])) first = [match.index, match.index + match[0].length]
  }
  return first
}

function finding(
  code: string,
  severity: Finding['severity'],
  span: [number, number] | null,
  ko: string,
  en: string,
): Finding {
  return { code, severity, ko, en, span }
}
