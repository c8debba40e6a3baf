import type { Written } from '../core/draft.ts'
import { fitsText } from '../core/limits.ts'
import { bareText } from '../core/similar.ts'
import type { Read } from './local-reader.ts'
import { canSay, type Line, linesFor, type Phrases, type Slots, sentenceOf, topicOf } from './phrases.ts'
import { loadRemoval, type Removal, writeRemoval } from './remove-words.ts'
import { anger, orders, selling, trouble } from './rules-words.ts'
import { CannotWrite, type DraftRequest, type Writer } from './writer.ts'

/** Every sentence for the situation was said to this person before, or none fits; a colleague has to write. */
export class OutOfWords extends CannotWrite {
  override name = 'OutOfWords'
}

/**
 * Writes from phrases, without a model. The same request is answered alike, and no sentence is said to one person
 * twice. Its `draft` rejects with `OutOfWords`.
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
      return write(phrases[request.classification.language], request)
    },
  }
}

function write(phrases: Phrases, request: DraftRequest): Written {
  const { classification, visibility, limits } = request
  const said = request.alreadySent.map(bareText).join('\n')
  const random = seededBy(request.id)
  const topic = topicOf(phrases, request.texts)
  const known: Slots = { name: nameOf(request), topic }
  const choices: Choice[] = []
  for (const { name, line, optional } of linesFor(phrases, { ...classification, visibility })) {
    const slots = freshestFirst(line, known, said, random)
    const sentence = next(newSentences(slots, known, said))
    choices.push({ name, optional, sentence, others: () => newSentences(slots, known, said) })
    // To name the thing once is attention, to name it twice is a form letter.
    if (topic !== null && sentence?.includes(topic)) known.topic = null
  }
  const chosen = fullest(choices, (text) => fitsText(text, limits).fits)
  if (!chosen) {
    throw new OutOfWords(
      `No sentence for a ${classification.feeling} ${classification.intent} is new to this person and fits ` +
        `${limits.max} ${limits.unit}; a colleague has to write.`,
    )
  }
  return {
    text: chosen.map(({ sentence }) => sentence).join(' '),
    language: phrases.language,
    writer: 'plain',
    model: null,
    madeFrom: { phrases: phrases.language, version: phrases.version, lines: chosen.map(({ name }) => name) },
    inputs: null,
    cites: [],
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

/** One sentence per line where all find room; else the shorter ones, else fewer lines. The last needed one stays. */
function fullest(choices: Choice[], fits: (text: string) => boolean): Chosen | null {
  const needed = choices.filter((choice) => !choice.optional)
  for (const attempt of [choices, needed, needed.slice(-1)]) {
    for (const pick of [(choice: Choice) => choice.sentence, shortest]) {
      const chosen = attempt.flatMap((choice) => {
        const sentence = pick(choice)
        return sentence === null ? [] : [{ name: choice.name, sentence }]
      })
      const whole = chosen.length === attempt.length
      if (whole && fits(chosen.map(({ sentence }) => sentence).join(' '))) return chosen
    }
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

/** Each slot's phrases by chance, those that this person had less often first, and among them what names the thing. */
function freshestFirst(line: Line, known: Slots, said: string, random: () => number): string[][] {
  return line.map((slot) => {
    const ranked = slot
      .filter((phrase) => canSay(phrase, known))
      .map((phrase) => {
        const named = phrase.includes('{topic') ? 0 : 0.5
        return { phrase, rank: timesSaid(phrase, known, said) + named, key: random() }
      })
    return ranked.sort((a, b) => a.rank - b.rank || a.key - b.key).map(({ phrase }) => phrase)
  })
}

function timesSaid(phrase: string, known: Slots, said: string): number {
  if (said === '' || phrase === '') return 0
  return said.split(bareText(sentenceOf([phrase], known))).length - 1
}

/** The sentences of a line that this person never had, those of fresh phrases first. */
function* newSentences(slots: string[][], known: Slots, said: string): Generator<string> {
  for (const places of placesOf(slots.map((slot) => slot.length))) {
    const sentence = sentenceOf(
      places.map((place, at) => slots[at]?.[place] ?? ''),
      known,
    )
    if (said === '' || !said.includes(bareText(sentence))) yield sentence
  }
}

const knownPlaces = new Map<string, number[][]>()

/** Every choice of one place per slot, in the order of their sum. Lines are few and alike, so this is kept. */
function placesOf(sizes: number[]): number[][] {
  const key = sizes.join()
  const kept = knownPlaces.get(key)
  if (kept) return kept
  let all: { places: number[]; rank: number }[] = [{ places: [], rank: 0 }]
  for (const size of sizes) {
    all = all.flatMap(({ places, rank }) =>
      Array.from({ length: size }, (_, at) => ({ places: [...places, at], rank: rank + at / size })),
    )
  }
  const places = all.sort((a, b) => a.rank - b.rank).map((one) => one.places)
  knownPlaces.set(key, places)
  return places
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

/** FNV-1a feeding mulberry32 (both in the public domain): the same id gives the same numbers on every machine. */
function seededBy(id: string): () => number {
  let state = 0x811c9dc5
  for (let at = 0; at < id.length; at++) state = Math.imul(state ^ id.charCodeAt(at), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
