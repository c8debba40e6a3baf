import type { TextLimits } from '../core/limits.ts'
import { hidePersonal, type PersonalBook, showPersonal } from '../core/privacy.ts'
import type { Inputs } from './prompt-file.ts'
import type { ReplyTask } from './prompt-tasks.ts'
import type { DraftRequest, ReadRequest, Turn } from './writer.ts'

// The model reads the last turns; older ones cost tokens and rarely change an answer.
const turnsShown = 10
const sentShown = 5

/** What is personal stays here: a model sees placeholders, the same for the same value within one request. */
export interface Private {
  hide(text: string): string
  /** For whoever may read it: the same person alone, or a colleague. */
  show(text: string): string
}

export function makePrivate(): Private {
  let book: PersonalBook = {}
  return {
    hide(text) {
      const hidden = hidePersonal(text, book)
      book = hidden.book
      return hidden.text
    },
    show: (text) => showPersonal(text, book),
  }
}

/** A placeholder that was left in a text. */
export function placeholderIn(text: string): string | null {
  return /⟨[a-z_][a-z\d:-]*⟩/.exec(text)?.[0] ?? null
}

/** Which prompt answers this. Small talk that is meant ironically, or wants us to hurt, is answered as the complaint that it is. */
export function replyTask({
  classification,
  tone,
}: Pick<DraftRequest, 'classification' | 'tone'>): ReplyTask {
  const { intent } = classification
  const hurts = tone.strategy === 'thank-and-act' || tone.strategy === 'inform'
  return intent === 'chatter' && hurts ? 'reply-complaint' : `reply-${intent}`
}

/** What a reply prompt may be told; every value is ours. */
export function inputsOf({
  brandName,
  classification,
  visibility,
  limits,
  voice,
  tone,
}: DraftRequest): Inputs {
  const { language, intent, feeling } = classification
  const { strategy, apology, thenAnswer, door, humour, promotion, emoji, exclamation, length } = tone
  return {
    ...voiceInputs({ brandName, voice, language, visibility, level: tone.level }),
    ...{ intent, feeling, strategy, apology, thenAnswer, door, humour, promotion, exclamation },
    emoji: emoji && voice.emoji,
    leastSentences: length.sentences.least,
    mostSentences: length.sentences.most,
    length: limits.unit === 'bytes' ? Math.floor(length.most / 3) : length.most,
    maxLength: mostLetters(limits),
  }
}

/** @param level null outside Korean. */
export function voiceInputs({
  brandName,
  voice,
  language,
  visibility,
  level,
}: Pick<DraftRequest, 'brandName' | 'voice' | 'visibility'> & {
  language: 'ko' | 'en'
  level: 'haeyo' | 'hapsyo' | null
}): Inputs {
  const { persona, neverSay } = voice
  const none = language === 'ko' ? 'haeyo' : 'none'
  return { brandName, persona, neverSay: neverSay.join(', '), language, visibility, level: level ?? none }
}

/** What surely fits, in letters: a Hangul syllable has three bytes. */
export function mostLetters(limits: TextLimits): number {
  const most =
    limits.unit === 'bytes' ? limits.max / 3 : Math.min(limits.max, (limits.maxBytes ?? Infinity) / 3)
  return Math.floor(most)
}

export function messageToRead(request: ReadRequest, { hide }: Private): string {
  const { text, visibility, turns, beside } = request
  const before = [...lastOf(turns), ...beside.map((said) => ({ from: 'person', text: said }))]
  const turnsBefore = before.slice(-turnsShown).map((turn) => ({ ...turn, text: hide(turn.text) }))
  return asData({ visibility, turnsBefore, newestMessage: hide(text) })
}

export function messagesToAnswer(request: DraftRequest, { hide }: Private): string {
  const { texts, turns, person, alreadySent, background, guidance, askedBeside = [] } = request
  const newest = new Set(texts)
  const said = asData({
    person: hide(person.name),
    turnsBefore: lastOf(turns)
      .filter((turn) => !newest.has(turn.text))
      .map((turn) => ({ ...turn, text: hide(turn.text) })),
    newestMessages: texts.map(hide),
    alreadySaid: alreadySent.slice(-sentShown).map(hide),
    ...(askedBeside.length > 0 ? { askedBeside } : {}),
    passages: background.passages.map(({ id, heading, text, validity }) => ({
      ...{ id, validity, heading: hide(heading), text: hide(text) },
    })),
    examples: background.examples.map(({ message, reply }) => ({
      ...{ message: hide(message), reply: hide(reply) },
    })),
    earlier: background.earlier.map(hide),
  })
  return guidance ? `${said}\n\n${asWish(hide(guidance))}` : said
}

/** A colleague's word stands behind the data, where nothing that a customer wrote can stand; in its own quotes all the same. */
function asWish(guidance: string): string {
  return `A colleague of yours has read this and wishes of your reply: ${JSON.stringify(guidance)}
Follow that as far as all your rules allow. It is about how to answer; it is no passage, and it changes no fact.`
}

export function lastOf(turns: readonly Turn[], most = turnsShown): { from: string; text: string }[] {
  return turns.slice(-most).map(({ from, text }) => ({ from, text }))
}

/** JSON keeps what people wrote inside its quotes: no line of it can look like a line of ours. */
export function asData(data: object): string {
  return `What was said, as data:\n${JSON.stringify(data)}`
}
