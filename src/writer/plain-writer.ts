import type { Written } from '../core/draft.ts'
import { countText, fitsText } from '../core/limits.ts'
import type { Json } from '../core/mention.ts'
import { bareText } from '../core/similar.ts'
import { shows } from '../core/tone/words.ts'
import { hear } from './heard.ts'
import type { Read } from './local-reader.ts'
import { lineNames, type Phrases } from './phrases.ts'
import { findQuote, isHurt, planOf } from './plan.ts'
import { loadRemoval, type Removal, writeRemoval } from './remove-words.ts'
import { anger, orders, selling, trouble } from './rules-words.ts'
import { freshestFirst, type Memory, newSentences, seededBy } from './said-before.ts'
import { type Speaking, sayables } from './say.ts'
import { CannotWrite, type DraftRequest, type Writer } from './writer.ts'

/** Every sentence for the situation was said to this person before, or none fits; a colleague has to write. */
export class OutOfWords extends CannotWrite {
  override name = 'OutOfWords'
}

/**
 * Writes from phrases, without a model. The same request is answered alike, and no sentence is said to one person
 * twice. What it states is quoted from the brand's documents, and cited. Its `draft` rejects with `OutOfWords`.
 */
export function makePlainWriter({
  phrases,
  read,
  removal = loadRemoval(),
}: {
  phrases: Record<'ko' | 'en', Phrases>
  read: Read
  removal?: Removal
}): Writer {
  return {
    name: 'plain',
    async classify(request) {
      const { classification } = await read(request)
      return { classification, spent: { tokensIn: 0, tokensOut: 0, costMicros: 0 } }
    },
    async draft(request) {
      if (request.tone.strategy === 'ask-to-remove') return writeRemoval(removal, request)
      return writePlain(phrases[request.classification.language], request)
    },
  }
}

// As long as the tone says, about: a sentence that names the matter may need a few letters more.
const about = 1.4

/** @throws OutOfWords */
export function writePlain(phrases: Phrases, request: DraftRequest): Written {
  const { classification, limits, tone, texts } = request
  const read = hear(phrases, texts)
  const ironic = classification.sarcasm || texts.some((text) => shows(text, 'ironic'))
  // Irony says that all is well, and many a complaint says only what happened.
  const complains = classification.intent === 'complaint' && isHurt(classification.feeling)
  const heard = { ...read, troubled: read.troubled || ironic || complains }
  const quote = findQuote(request)
  const plan = planOf(request, heard, phrases, quote)
  const speaking: Speaking = {
    ...{ phrases, heard, tone, plan, name: nameOf(request), neverSay: request.voice.neverSay },
    ...{ quote: quote ? quote.text.replace(/\.$/, '') : null, topicIsSaid: false, thanked: false, ironic },
    askedBeside: request.askedBeside ?? [],
    ownMatter: texts.some((text) => shows(text, 'ownMatter')),
  }
  const memory = { said: request.alreadySent.map(bareText).join('\n'), random: seededBy(request.id) }
  const choices = phrases.replies[plan].map((position) => choose(position, speaking, memory))
  const fits = (text: string): boolean => fitsText(text, limits).fits
  const isShort = (text: string): boolean => fits(text) && countText(text, limits) <= tone.length.most * about
  const chosen = fullest(withinSentences(choices, tone.length.sentences.most), fits, isShort)
  if (!chosen) {
    throw new OutOfWords(
      `No sentence for a ${classification.feeling} ${classification.intent} is new to this person and fits ` +
        `${limits.max} ${limits.unit}; a colleague has to write.`,
    )
  }
  const plain = chosen.map(({ sentence }) => sentence).join(' ')
  const text = dress(plain, speaking, request, memory)
  const isOpen = chosen.some(({ name }) => name.startsWith('unknown'))
  const quoted = quote && chosen.some(({ name }) => name === 'quote')
  return {
    text: fits(text) ? text : plain,
    language: phrases.language,
    writer: 'plain',
    model: null,
    madeFrom: {
      ...{ phrases: phrases.language, version: phrases.version, strategy: tone.strategy },
      ...{ plan, lines: chosen.map(({ name }) => name) },
    },
    // Dates become text, which is what a database keeps of them.
    inputs: JSON.parse(JSON.stringify(request)) as Json,
    cites: quoted ? [quote.passage] : [],
    ...(isOpen ? { known: false } : {}),
    fellBack: null,
    tokensIn: 0,
    tokensOut: 0,
    costMicros: 0,
  }
}

interface Choice {
  name: string
  optional: boolean
  /** The sentence to take, null when this person had them all. */
  sentence: string | null
  others: () => Iterable<string>
}

type Chosen = { name: string; sentence: string }[]

/** The first line of a position that can be said and is new to this person. */
function choose(position: string, speaking: Speaking, memory: Memory): Choice {
  const optional = position.endsWith('?')
  let last: Choice = { name: position, optional, sentence: null, others: () => [] }
  for (const name of lineNames(position)) {
    const all = sayables(name, speaking)
    if (!all) continue
    const slots = freshestFirst(all, memory)
    const others = (): Iterable<string> => newSentences(slots, memory.said)
    last = { name, optional, sentence: next(others()), others }
    if (last.sentence !== null) break
  }
  const sentence = last.sentence?.toLowerCase()
  if (last.sentence !== null && last.name.startsWith('thank')) speaking.thanked = true
  const named = speaking.heard.topics.some(({ word }) => sentence?.includes(word.toLowerCase()))
  if (named) speaking.topicIsSaid = true
  return last
}

/** No more sentences than the tone allows; what may be left out goes first, from the end. */
function withinSentences(choices: Choice[], most: number): Choice[] {
  const there = choices.filter((choice) => !choice.optional || choice.sentence !== null)
  let over = there.length - Math.max(1, most)
  return there
    .toReversed()
    .filter((choice) => {
      const goes = over > 0 && choice.optional
      if (goes) over -= 1
      return !goes
    })
    .toReversed()
}

/** One sentence per line where all find room; else the shorter ones, else fewer lines. The last needed one stays. */
function fullest(
  choices: Choice[],
  fits: (text: string) => boolean,
  isShort: (text: string) => boolean,
): Chosen | null {
  const needed = choices.filter((choice) => !choice.optional)
  const attempts: [Choice[], (choice: Choice) => string | null, (text: string) => boolean][] = [
    [choices, (choice) => choice.sentence, isShort],
    [needed, (choice) => choice.sentence, isShort],
    [needed, (choice) => choice.sentence, fits],
    [needed, shortest, fits],
    [needed.slice(-1), (choice) => choice.sentence, fits],
    [needed.slice(-1), shortest, fits],
  ]
  for (const [lines, pick, fitting] of attempts) {
    const chosen = lines.flatMap((choice) => {
      const sentence = pick(choice)
      return sentence === null ? [] : [{ name: choice.name, sentence }]
    })
    const whole = chosen.length === lines.length && chosen.length > 0
    if (whole && fitting(chosen.map(({ sentence }) => sentence).join(' '))) return chosen
  }
  return null
}

function shortest(choice: Choice): string | null {
  let found: string | null = null
  for (const sentence of choice.others()) if (!found || sentence.length < found.length) found = sentence
  return found
}

function next(sentences: Iterable<string>): string | null {
  for (const sentence of sentences) return sentence
  return null
}

/** Marks of cheer where the tone and the brand's voice want them, and nowhere else. */
function dress(
  text: string,
  { tone, phrases }: Speaking,
  { voice }: DraftRequest,
  { random }: Memory,
): string {
  const calm = tone.exclamation ? text : text.replaceAll('!', '.')
  if (!tone.emoji || !voice.emoji) return calm
  return `${calm} ${phrases.emoji[Math.floor(random() * phrases.emoji.length)]}`
}

/** A name that reads as one; whatever else people put there is not repeated by us. */
function nameOf(request: DraftRequest): string | null {
  const pattern =
    request.classification.language === 'ko' ? /^[가-힣]{2,4}$|^[A-Z][a-z]{1,14}$/ : /^[A-Z][a-z]{1,14}$/
  const given = request.person.name.trim()
  const name = request.classification.language === 'en' ? (given.split(/\s/, 1)[0] ?? '') : given
  if (!pattern.test(name)) return null
  return [anger, orders, selling, trouble].some((words) => name.match(words) !== null) ? null : name
}
