import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { josa } from 'es-hangul'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Feeling, Intent, Language } from '../core/intent.ts'
import { Visibility } from '../core/mention.ts'

/** Feelings that are answered in the same tone. */
const Tone = z.enum(['upset', 'down', 'calm', 'pleased'])
type Tone = z.infer<typeof Tone>

const tones: Record<Feeling, Tone> = {
  vindictive: 'upset',
  angry: 'upset',
  disappointed: 'down',
  calm: 'calm',
  pleased: 'pleased',
}

/** One sentence: from each slot one phrase is taken, and any choice makes sense with any other. */
const Line = z.array(z.array(z.string()).min(1)).min(1)
export type Line = z.infer<typeof Line>

const PhraseFile = z
  .strictObject({
    language: Language,
    topics: z.record(z.string(), z.array(z.string().min(1)).min(1)),
    lines: z.record(z.string(), Line),
    situations: z.record(Intent, z.record(Tone, z.record(Visibility, z.array(z.string()).min(1)))),
  })
  .superRefine((file, context) => {
    for (const [name, line] of Object.entries(file.lines))
      checkLine(name, line, context.addIssue.bind(context))
    for (const [intent, byTone] of Object.entries(file.situations)) {
      for (const [tone, byPlace] of Object.entries(byTone)) {
        for (const [place, names] of Object.entries(byPlace)) {
          const missing = names.find((name) => !Object.hasOwn(file.lines, lineName(name)))
          const path = ['situations', intent, tone, place]
          if (missing) context.addIssue({ code: 'custom', path, message: `there is no line "${missing}"` })
        }
      }
    }
  })

/** The phrases of one language, with the hash of the file they came from. */
export interface Phrases extends z.infer<typeof PhraseFile> {
  version: string
}

// One person may be answered this often before a sentence comes round again.
const fewestSentences = 100
// Below the shortest message that a network we know takes, so that one sentence always finds room.
const longestSentence = 135

type AddIssue = (issue: { code: 'custom'; path: string[]; message: string }) => void

function checkLine(name: string, line: Line, add: AddIssue): void {
  const say = (message: string): void => add({ code: 'custom', path: ['lines', name], message })
  for (const phrase of line.flat()) {
    const unknown = phrase.replace(slotPattern, '').match(/[{}]/)
    if (unknown) say(`"${phrase}" has a brace that is neither {name} nor {topic}`)
  }
  // Names and topics are not always known, so a line has to do without them.
  const plain = line.map((slot) => slot.filter((phrase) => !phrase.includes('{')))
  const sentences = plain.reduce((count, slot) => count * slot.length, 1)
  if (sentences < fewestSentences) say(`it makes ${sentences} sentences, and ${fewestSentences} are needed`)
  const ends = line.at(-1)?.every((phrase) => /[.?!~]$/.test(phrase))
  if (!ends) say('every phrase of its last slot ends the sentence')
  if (plain.slice(0, -1).some((slot) => slot.some((phrase) => /[.?!]$/.test(phrase)))) {
    say('only its last slot ends a sentence')
  }
  const longest = plain.reduce(
    (sum, slot) => sum + Math.max(0, ...slot.map((phrase) => phrase.length)) + 1,
    0,
  )
  if (longest > longestSentence)
    say(`it can be ${longest} characters long, and ${longestSentence} is the most`)
}

/**
 * Reads one file of phrases.
 * @throws Error that names the file, the place in it and what is wrong.
 */
export function loadPhrases(folder: string, language: Language): Phrases {
  const path = join(folder, `${language}.yaml`)
  try {
    const source = readFileSync(path, 'utf8')
    const file = PhraseFile.parse(parse(source, { strict: true }))
    if (file.language !== language) throw new Error(`language: it is "${file.language}"`)
    return { ...file, version: createHash('sha256').update(source).digest('hex') }
  } catch (cause) {
    const why =
      cause instanceof z.ZodError
        ? cause.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : (cause as Error).message
    throw new Error(`The phrases in ${path} cannot be used: ${why}`, { cause })
  }
}

/** The lines for a situation, in order; a line that may be left out is marked so. */
export function linesFor(
  phrases: Phrases,
  situation: { intent: Intent; feeling: Feeling; visibility: Visibility },
): { name: string; line: Line; optional: boolean }[] {
  const names = phrases.situations[situation.intent][tones[situation.feeling]][situation.visibility]
  return names.flatMap((name) => {
    const line = phrases.lines[lineName(name)]
    return line ? [{ name: lineName(name), line, optional: name.endsWith('?') }] : []
  })
}

function lineName(reference: string): string {
  return reference.replace(/\?$/, '')
}

const slotPattern = /\{(name|topic)(?::([가-힣]{1,2}\/[가-힣]{1,2}))?\}/g

export interface Slots {
  name: string | null
  topic: string | null
}

/** Whether a phrase can be said with what is known. */
export function canSay(phrase: string, known: Slots): boolean {
  return (
    (!phrase.includes('{name') || known.name !== null) && (!phrase.includes('{topic') || known.topic !== null)
  )
}

/** Joins phrases to a sentence and fills its slots, in Korean with the particle that the word asks for. */
export function sentenceOf(chosen: readonly string[], known: Slots): string {
  const joined = chosen
    .filter((phrase) => phrase !== '')
    .join(' ')
    .replace(/ (?=[?!.,])/g, '')
  const filled = joined.replace(slotPattern, (_, slot: keyof Slots, particles: string | undefined) => {
    const word = known[slot] ?? ''
    return particles ? josa(word, particles as Parameters<typeof josa>[1]) : word
  })
  return filled.charAt(0).toUpperCase() + filled.slice(1)
}

/** What the messages are about, as far as a word of the list tells it. */
export function topicOf(phrases: Phrases, texts: readonly string[]): string | null {
  const text = texts.join(' ').toLowerCase()
  for (const [topic, words] of Object.entries(phrases.topics)) {
    if (words.some((word) => hasWord(text, word.toLowerCase()))) return topic
  }
  return null
}

/** Korean words carry endings, so any place will do; a Latin word stands by itself ("app" is not in "happy"). */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around =
      text.charAt(at - 1) +
      text
        .slice(at + word.length)
        .replace(/^s(?![a-z])/, '')
        .charAt(0)
    if (!/[a-z]/.test(word) || !/[a-z]/.test(around)) return true
  }
  return false
}
