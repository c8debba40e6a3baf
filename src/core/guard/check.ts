import type { Finding, Written } from '../draft.ts'
import type { Intent, Language, Level } from '../intent.ts'
import type { TextLimits } from '../limits.ts'
import type { Visibility } from '../mention.ts'
import { findWording, type Span, type Wording } from '../wording.ts'
import { readSentences, type Sentence, type Shape, searchable } from './shape.ts'

export interface GuardRequest {
  limits: TextLimits
  visibility: Visibility
  /** The language the person wrote in; what they want and how politely they speak, where that is known. */
  classification: { language: Language; intent?: Intent; level?: Level | null }
  /** Texts that this person has had from us before. */
  alreadySent: readonly string[]
  /** Texts that went out from this account today, to anybody. */
  sentToday?: readonly string[]
  /** Hosts that a reply may link to, their subdomains included. */
  linkHosts: readonly string[]
  /** Names of other companies and their products. */
  competitors?: readonly string[]
  /** What the person wrote, so that we do not repeat their data where everybody reads it. */
  personText: string
  /** Who wrote the text; a colleague may say that they are human. */
  writer: Written['writer']
  /** Sentences of fact that nothing rests on, as the check against the brand's documents found them. */
  unsupported?: readonly Finding[]
  /** Whether this reply has to say that a machine writes. */
  disclosureDue?: boolean
}

/** A reply, taken apart once for all checks; every text in it is as long as the reply, so that places stay the same. */
export interface Reading {
  text: string
  /** In small Latin letters, without quotations. */
  small: string
  sentences: Sentence[]
  /** `small` with nothing left but the sentences that claim, tell or offer something. */
  stated: string
  /** `small` without questions, apologies and what hands over: what we say ourselves. */
  told: string
  /** What the person wrote, in small letters. */
  asked: string
  complaint: boolean
  /** It is a complaint beyond doubt: small talk, which jolly words fit, is easily taken for one. */
  complaintForSure: boolean
  chatter: boolean
}

/** What a check found; words of its own where the check's general ones would hide what matters. */
export interface Found {
  span: Span | null
  severity?: Finding['severity']
  /** The words are often innocent: where somebody hears the reply, they weigh less than other words do. */
  weak?: true
  /** A fact and no guess, as a name on a list is: it counts whether or not the fault is heard. */
  firm?: true
  ko?: string
  en?: string
}

export interface Check {
  code: string
  severity: Finding['severity']
  ko: string
  en: string
  find(reading: Reading, request: GuardRequest): readonly Found[]
}

/** A fault that was heard in a reply, how likely it is from 0 to 1, and the sentence that sounds most like it. */
export interface Heard {
  code: string
  sure: number
  span: Span | null
}

/** What the patterns have against a reply: codes of words that are rarely innocent, and of words that often are. */
export interface Seen {
  sure: ReadonlySet<string>
  weak: ReadonlySet<string>
}

/** Somebody who hears what no pattern sees. Pure, and never throws. */
export interface Ears {
  /** The faults that are listened for: of these, what patterns see is evidence, which is weighed with what is heard. */
  codes: ReadonlySet<string>
  /** What the person wants, read of their words alone, and whether that is beyond doubt. */
  wants(personText: string, language: Language): { intent: Intent; sure: boolean }
  /** Which faults there are in a reply, after all that is seen and heard. */
  faults(
    reply: string,
    request: Pick<GuardRequest, 'visibility' | 'classification' | 'personText'>,
    seen: Seen,
  ): readonly Heard[]
}

// The longest text of any network is shorter; what is longer is blocked for its length and read no further.
export const readAtMost = 20_000

export function readReply(text: string, request: GuardRequest): Reading {
  const read = text.slice(0, readAtMost)
  const small = searchable(read)
  const sentences = readSentences(read)
  const only = (shapes: readonly Shape[]): string => {
    const kept = sentences.filter(({ shape }) => shapes.includes(shape))
    return kept
      .reduce((left, { span }) => left.padEnd(span[0]) + small.slice(...span), '')
      .padEnd(small.length)
  }
  return {
    ...{ text: read, small, sentences, stated: only(['statement']) },
    told: only(['statement', 'feeling', 'request', 'thanks']),
    asked: searchable(request.personText.slice(0, readAtMost)),
    complaint: request.classification.intent === 'complaint',
    complaintForSure: request.classification.intent === 'complaint',
    chatter: request.classification.intent === 'chatter',
  }
}

/** The first place where one of these is named. */
export function firstOf(small: string, wordings: readonly Wording[]): Found[] {
  let first: Span | null = null
  for (const wording of wordings) {
    for (const span of findWording(small, wording)) if (!first || span[0] < first[0]) first = span
  }
  return first ? [{ span: trimmed(small, first) }] : []
}

/** The same places, of words that are often innocent. */
export function weakly(found: readonly Found[]): Found[] {
  return found.map((one) => ({ ...one, weak: true }))
}

function trimmed(text: string, [start, end]: Span): Span {
  const found = text.slice(start, end)
  return [start + found.length - found.trimStart().length, end - found.length + found.trimEnd().length]
}
