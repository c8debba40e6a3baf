import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNode, LineCounter, parse, parseDocument } from 'yaml'
import { z } from 'zod'
import { Language } from '../core/intent.ts'
import { atLevel, placeholders, strayBrace } from './phrase-text.ts'
import { checkWords } from './phrase-words.ts'

const Words = z
  .array(
    z
      .string()
      .min(1)
      .refine((word) => checkWords(word) === null, {
        error: (issue) => `"${issue.input}" ${checkWords(String(issue.input))}`,
      }),
  )
  .min(1)
const Some = z.array(z.string().min(1)).min(1)

/** Nouns that people name, as they stand in a reply. */
const Topics = z.strictObject({
  kind: z.string(),
  words: z.array(z.string().min(1)).min(1),
  /** Where a reply names it otherwise than they did. */
  as: z.record(z.string(), z.string()).default({}),
  /** What a reply puts before those that `as` does not name. */
  article: z.string().optional(),
})

/** What went wrong, and what can be said and asked about just that. */
const Event = z.strictObject({
  words: Words,
  /** What only looks like it. */
  not: Words.optional(),
  /** Kinds of nouns of which it can be said; `any` of the lists, and `thing`: others too, where there is no doubt. */
  of: z.array(z.string()).default([]),
  /** Only where nothing else is told: what they want now, or what they did before. */
  weak: z.boolean().default(false),
  /** Only of a noun right beside it. */
  near: z.boolean().default(false),
  /** Nobody says it of something that is well. */
  sure: z.boolean().default(false),
  hear: Some,
  /** Behind "죄송", "sorry"; as `hear` if not given. */
  sorry: Some.optional(),
  ask: Some,
})

/** What small talk is about, with an answer to just that. */
const Talk = z.strictObject({
  words: Words.optional(),
  not: Words.optional(),
  /** Strategies, and `comfort` for who is down. */
  for: z.array(z.string()).min(1),
  /** They have to laugh first. */
  laughing: z.boolean().default(false),
  /** They say hardly more than this. */
  brief: z.boolean().default(false),
  say: z.array(z.array(z.string()).min(1)).min(1),
})

/** One sentence: from each slot one phrase is taken, and any choice makes sense with any other. */
const Line = z.strictObject({
  /** `asked`: the chat asks them for something beside it. `trouble`: they say that something is wrong. `brief`: they say so little that nobody can know. `ironic`: it may be. `own`: their order or account. */
  needs: z
    .array(
      z.enum([
        'apology',
        'door',
        'no-door',
        'trouble',
        'no-trouble',
        'brief',
        'unthanked',
        'ironic',
        'own',
        'asked',
      ]),
    )
    .default([]),
  slots: z.array(z.array(z.string()).min(1)).min(1),
})
export type Line = z.infer<typeof Line>

/** What to ask where something is wrong, and what an answer about their own one cannot do without. */
const Kind = z.strictObject({ ask: Some, own: Some.optional() })

/** How a reply is built: lines in their order, `a/b` the first that can be said, `?` left out where there is no room. */
const Plan = z.array(z.string()).min(1)
export const planNames = [
  'listen',
  'inform',
  'thank-and-act',
  'comfort',
  'attend',
  'answer-first',
  'answer-trouble',
  'answer-quoting',
  'answer-mourning',
  'answer-talk',
  'play-along',
  'joke-trouble',
  'welcome',
] as const
export type PlanName = (typeof planNames)[number]

const PhraseFile = z
  .strictObject({
    language: Language,
    emoji: z.array(z.string().min(1)).min(3),
    kinds: z.record(z.string(), Kind),
    topics: z.array(Topics),
    events: z.record(z.string(), Event),
    talks: z.record(z.string(), Talk),
    /** Words that praise or thank. */
    praise: z.strictObject({ words: Words, not: Words.optional(), of: z.array(z.string()) }),
    /** What a question asks for. */
    asked: z.record(z.string(), z.strictObject({ words: Words, as: z.string() })),
    lines: z.record(z.string(), Line),
    replies: z.record(z.enum(planNames), Plan),
  })
  .superRefine((file, context) => {
    const say = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message })
    for (const [name, line] of Object.entries(file.lines))
      checkLine(file.language, line.slots, (message) => say(['lines', name], message))
    for (const [name, talk] of Object.entries(file.talks))
      checkEnds(file.language, talk.say, (message) => say(['talks', name], message))
    for (const [name, plan] of Object.entries(file.replies))
      checkPlan(file.lines, plan, (message) => say(['replies', name], message))
    const kinds = new Set([...Object.keys(file.kinds), 'any', 'thing'])
    const given = [
      ...file.topics.map(({ kind }) => kind),
      ...Object.values(file.events).flatMap(({ of }) => of),
    ]
    const unknown = given.find((kind) => !kinds.has(kind))
    if (unknown) say(['kinds'], `there is no kind "${unknown}"`)
    for (const [name, { hear, sorry = [], ask }] of Object.entries(file.events)) {
      const stray = [...hear, ...sorry, ...ask].map(strayBrace).find((one) => one !== null)
      if (stray) say(['events', name], stray)
    }
  })

/** The phrases of one language, with the hash of the file they came from. */
export interface Phrases extends z.infer<typeof PhraseFile> {
  version: string
}

// One person may be answered this often before a sentence comes round again.
const fewestSentences = 120
// Below the shortest message that a network we know takes, so that one sentence always finds room.
const longestSentence = 135

type Say = (message: string) => void

function checkLine(language: Language, slots: Line['slots'], say: Say): void {
  checkEnds(language, slots, say)
  const plain = plainOf(slots)
  const longest = plain.reduce((sum, slot) => sum + Math.max(0, ...slot.map((one) => one.length)) + 1, 0)
  if (longest > longestSentence)
    say(`it can be ${longest} characters long, and ${longestSentence} is the most`)
}

function checkEnds(language: Language, slots: Line['slots'], say: Say): void {
  const stray = slots
    .flat()
    .map(strayBrace)
    .find((one) => one !== null)
  if (stray) say(stray)
  const ends = slots.at(-1)?.every((phrase) => /[.?!~]”?$/.test(phrase))
  if (!ends) say('every phrase of its last slot ends the sentence')
  if (slots.slice(0, -1).some((slot) => slot.some((phrase) => /[.?!]$/.test(phrase)))) {
    say('only its last slot ends a sentence')
  }
  if (language !== 'ko') return
  for (const phrase of slots.flat()) {
    const formal = atLevel(phrase, 'hapsyo')
    if (/(?<![필중주수])요(?=[,.?!~]|$)/.test(formal))
      say(`"${phrase}" has no 합쇼체; write it as [어요|습니다]`)
  }
  for (const phrase of slots.at(-1) ?? []) {
    if (!/[요죠][.?!~]$/.test(atLevel(phrase, 'haeyo'))) say(`"${phrase}" does not end in 해요체`)
    if (!/(?:니다|니까|시오)[.?!~]$/.test(atLevel(phrase, 'hapsyo')))
      say(`"${phrase}" does not end in 합쇼체; write it as [어요|습니다]`)
  }
}

/** What can be said when nothing is known of the person and what they speak of. */
export function plainOf(slots: Line['slots']): Line['slots'] {
  return slots.map((slot) => slot.filter((phrase) => placeholders(phrase).length === 0))
}

function checkPlan(lines: Record<string, Line>, plan: readonly string[], say: Say): void {
  for (const position of plan) {
    const names = lineNames(position)
    const missing = names.find((name) => name !== 'talk' && !Object.hasOwn(lines, name))
    if (missing) say(`there is no line "${missing}"`)
    // The last of them is what is left when nothing is known; what may be left out may run dry.
    const last = lines[names.at(-1) ?? '']
    const sentences = last ? plainOf(last.slots).reduce((count, slot) => count * slot.length, 1) : 0
    if (last && !position.endsWith('?') && (sentences < fewestSentences || last.needs.includes('apology')))
      say(`"${names.at(-1)}" makes ${sentences} sentences for everybody, and ${fewestSentences} are needed`)
  }
}

/** The lines of one place in a plan, the first choice first. */
export function lineNames(position: string): string[] {
  return position.replace(/\?$/, '').split('/')
}

/** What cannot be used as phrases, with the place in it and what is wrong. */
export class BadPhrases extends Error {
  override name = 'BadPhrases'
}

/**
 * Reads one file of phrases.
 * @throws BadPhrases that names the file.
 */
export function loadPhrases(folder: string, language: Language): Phrases {
  const path = join(folder, `${language}.yaml`)
  let source: string
  try {
    source = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new BadPhrases(`The phrases in ${path} cannot be used: ${(cause as Error).message}`, { cause })
  }
  return readPhrases(source, language, path)
}

/** @param path what a fault is reported under. @throws BadPhrases */
export function readPhrases(source: string, language: Language, path: string): Phrases {
  try {
    const file = PhraseFile.parse(parse(source, { strict: true }))
    if (file.language !== language) throw new Error(`language: it is "${file.language}"`)
    return { ...file, version: createHash('sha256').update(source).digest('hex') }
  } catch (cause) {
    const why = cause instanceof z.ZodError ? placed(cause.issues, source) : (cause as Error).message
    throw new BadPhrases(`The phrases in ${path} cannot be used: ${why}`, { cause })
  }
}

/** What is wrong, and on which line: of what it is in, where it does not stand there at all. */
function placed(issues: readonly z.core.$ZodIssue[], source: string): string {
  const lineCounter = new LineCounter()
  const document = parseDocument(source, { lineCounter })
  const lineOf = (path: readonly PropertyKey[]) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
    }
    return 1
  }
  return issues.map(({ path, message }) => `${path.join('.')}: ${message} (line ${lineOf(path)})`).join('; ')
}
