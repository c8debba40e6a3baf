import { z } from 'zod'
import { type Classification, surestRisk, worthSaying } from './intent.ts'
import type { PersonalKind } from './privacy/kind.ts'
import { findPersonal } from './privacy.ts'
import { shows } from './tone/words.ts'
import type { Topic } from './topic.ts'

const told = [
  ...['order-number', 'tracking-number', 'digits', 'phone', 'email', 'address', 'birth-date'],
  ...['card', 'bank-account', 'plate', 'passport', 'driver-licence', 'resident-number', 'ip', 'secret'],
] as const satisfies readonly PersonalKind[]

/** One thing that only the person can tell and that a colleague cannot help without, as a prompt names it. */
export const Ask = z.strictObject({
  /** It is asked for where a message is about one of these: topics of the policy by their names, or what those are `like`. */
  topics: z.array(z.string().trim().min(1).max(60)).min(1).max(20),
  ko: z.string().trim().min(1).max(40),
  en: z.string().trim().min(1).max(60),
  /** What it looks like; where they have written that, it is not missing. */
  told: z.array(z.enum(told)).max(told.length).default([]),
})
export type Ask = z.infer<typeof Ask>

/** What somebody is asked for, in both languages, and what it looks like. */
export const Asked = z.object({
  ko: z.string(),
  en: z.string(),
  told: z.array(z.enum(told)).default([]),
})
export type Asked = z.infer<typeof Asked>

/** What a chat has asked for, as the conversation keeps it. */
export interface AskedOnce extends Asked {
  at: Date
  /** The mention in which they told it; null until they do. */
  toldIn: string | null
}

// What they tell after this is told to whoever reads it, and is no answer to a question that they may have forgotten.
const answeredWithinMs = 24 * 3_600_000

/**
 * What is missing to help them: the first thing asked for on their topic that they have not told. A complaint is about something of
 * theirs; a question only where its words say so ("my order"), because what a parcel costs needs no order number. Where
 * there may be a risk nobody is asked for anything.
 * @param texts what they say now.
 * @param earlier what they said before in the same case.
 * @param topics the brand's.
 */
export function findMissing(
  asks: readonly Ask[],
  classification: Pick<Classification, 'intent' | 'topic' | 'risks' | 'riskDetails' | 'sure'>,
  { texts, earlier }: { texts: readonly string[]; earlier: readonly string[] },
  topics: readonly Topic[],
): Asked | null {
  const { intent, topic } = classification
  if (topic === null || intent === 'chatter') return null
  const grave = classification.risks.filter((risk) => risk !== 'personal-data')
  if (surestRisk(classification, grave) >= worthSaying) return null
  if (intent === 'question' && !texts.some((text) => shows(text, 'ownMatter'))) return null
  const has = new Set([...earlier, ...texts].flatMap((text) => findPersonal(text).map(({ kind }) => kind)))
  const names = [topic, ...(topics.find(({ name }) => name === topic)?.like ?? [])]
  const found = asks.find(
    (one) => names.some((name) => one.topics.includes(name)) && !one.told.some((kind) => has.has(kind)),
  )
  return found ? { ko: found.ko, en: found.en, told: found.told } : null
}

/** Whether two things that are asked for are one: by their names, or because they look the same. */
export function isSame(one: Asked, other: Asked): boolean {
  return one.ko === other.ko || one.en === other.en || one.told.some((kind) => other.told.includes(kind))
}

/**
 * The message in which they tell what the chat has asked for: the first after the asking that has it. Thanks, a picture or
 * small talk between tell nothing. Null when there is none, or it was told with a message that is done with.
 */
export function findTold<Said extends { id: string; text: string; heardAt: Date }>(
  asked: readonly AskedOnce[],
  mentions: readonly Said[],
): { mention: Said; asked: AskedOnce } | null {
  for (const one of asked.toReversed()) {
    const until = one.at.getTime() + answeredWithinMs
    const mention = mentions.find(({ id, text, heardAt }) =>
      one.toldIn === null
        ? heardAt > one.at && heardAt.getTime() < until && tells(text, one)
        : id === one.toldIn,
    )
    if (mention) return { mention, asked: one }
  }
  return null
}

const numbers: readonly PersonalKind[] = ['order-number', 'tracking-number', 'digits']
// A word of Latin letters and figures; with a figure in it orders, parcels and devices are numbered so. What has one is looked
// for in each, not by the pattern: on a long word without any that would take time in its square.
const latin = /[A-Za-z0-9#_./-]+/g
const isNumbered = (word: string): boolean => /\d/.test(word)
const fewestSigns = 5
const fewestFigures = 4

function tells(text: string, { told }: Asked): boolean {
  // Whatever has no shape is told by any words but thanks; what they are about, their reading tells.
  if (told.length === 0) return /[\p{L}\d]/u.test(text) && !shows(text, 'thanking')
  if (findPersonal(text).some(({ kind }) => told.some((one) => one === kind))) return true
  if (!told.some((kind) => numbers.includes(kind))) return false
  // Shops number in ways that nobody lists, and whoever was just asked for a number and writes one has told it.
  return (text.match(latin) ?? [])
    .filter(isNumbered)
    .some((word) => word.length >= fewestSigns || word.replace(/\D/g, '').length >= fewestFigures)
}

// What stands around a number that is told, and says nothing of what anybody needs.
const around =
  /(?<!\p{L})(?:(?:(?:주문|운송장?|송장|접수|예약|배송)?\s?번호)?(?:은|는|이|가|요|이요|이에요|예요|입니다|이고요)?|네|여기요?|no|nr|num|number|order|tracking|it|is|its|the|my|here|yes|ok)(?!\p{L})/giu

/** Whether a text is a number and nothing that tells a language or a need: "20241123-0042", "No. A12345", "주문번호는 4411이에요". */
export function isBareNumber(text: string): boolean {
  if (!/\d/.test(text)) return false
  const joined = text.replace(/(\d)(?=\p{Script=Hangul})|번호(?=[은는이가]\s*[A-Za-z\d])/gu, '$& ')
  const left = joined.replace(latin, (word) => (isNumbered(word) ? ' ' : word))
  return !/\p{L}/u.test(left.replace(around, ' '))
}

/** Whether a text has what they were asked for and nothing else: a number, an address, a telephone. */
export function isBareAnswer(text: string): boolean {
  let left = text
  for (const { start, end } of findPersonal(text).toReversed())
    left = `${left.slice(0, start)}0${left.slice(end)}`
  return isBareNumber(left)
}

/**
 * Whether the chat of a channel can ask for something by itself, in words of ours: our own window and the other channels of
 * the Bot Framework, which are accounts of `webchat`.
 */
export function canAskOn(channel: string): boolean {
  return channel === 'webchat'
}
