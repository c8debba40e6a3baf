import type { Tone } from '../core/tone.ts'
import type { Heard } from './heard.ts'
import { atLevel, canSay, fill, placeholders, type Slots } from './phrase-text.ts'
import type { Line, Phrases, PlanName } from './phrases.ts'
import type { Sayable } from './said-before.ts'

/** Everything that decides which phrases may be said now. */
export interface Speaking {
  phrases: Phrases
  heard: Heard
  tone: Tone
  plan: PlanName
  name: string | null
  quote: string | null
  /** Words that never leave in the brand's name. */
  neverSay: readonly string[]
  /** The person's noun may be said once: twice is a form letter. */
  topicIsSaid: boolean
  /** Their praise may be none. */
  ironic: boolean
  /** The answer depends on their own order, bill or account. */
  ownMatter: boolean
  /** What they are asked for beside this reply. */
  askedBeside: readonly string[]
  /** They have been thanked in this reply. */
  thanked: boolean
}

/** The slots of a line with all that may stand in them, or null when it cannot be said. */
export function sayables(name: string, speaking: Speaking): Sayable[][] | null {
  const slots = name === 'talk' ? talkOf(speaking) : lineOf(speaking.phrases.lines[name], speaking)
  if (!slots) return null
  const all = slots.map((slot) => slot.flatMap((phrase) => expand(phrase, speaking)))
  return all.every((slot) => slot.length > 0) ? all : null
}

function lineOf(
  line: Line | undefined,
  { tone, heard, thanked, ironic, ownMatter, askedBeside }: Speaking,
): string[][] | null {
  const isMet: Record<Line['needs'][number], boolean> = {
    ...{ apology: tone.apology === 'once', door: tone.door, 'no-door': !tone.door },
    ...{
      trouble: heard.troubled,
      'no-trouble': !heard.troubled,
      brief: heard.brief,
      unthanked: !thanked,
      ironic,
      own: ownMatter,
      asked: askedBeside.length > 0,
    },
  }
  return line?.needs.every((need) => isMet[need]) ? line.slots : null
}

/** The answer to what their small talk is about. */
function talkOf({ phrases, heard, tone, plan }: Speaking): string[][] | null {
  for (const name of heard.talks) {
    const talk = phrases.talks[name]
    if (talk?.for.includes(plan) && (tone.humour || !talk.laughing)) return talk.say
  }
  return null
}

// A phrase of a phrase (an event with its noun) goes two deep.
function expand(phrase: string, speaking: Speaking): Sayable[] {
  const { phrases, heard, tone, name, quote, ownMatter } = speaking
  const topic = speaking.topicIsSaid ? undefined : heard.topics[0]
  const { praised } = heard
  const isStaff = topic?.kind === 'staff'
  const event = heard.event ? phrases.events[heard.event.name] : undefined
  const kind = phrases.kinds[topic?.kind ?? heard.topics[0]?.kind ?? '']
  const own: Slots = {
    ...{ name, quote, topic: topic?.word ?? null, asked: heard.asked },
    ...{ staff: isStaff ? topic.word : null, thing: topic && !isStaff ? topic.word : null },
    praised: praised && praised.kind !== 'staff' ? praised.word : null,
    helper: praised?.kind === 'staff' ? praised.word : null,
  }
  const lists = {
    ...{ event: event?.hear, sorry: event?.sorry ?? event?.hear },
    // Who only names a thing is not asked what is wrong with it.
    ask: unasked(
      askOf(speaking) ?? (heard.troubled ? kind?.ask : ownMatter ? kind?.own : undefined),
      speaking,
    ),
  }
  let open: Sayable[] = [{ text: phrase, names: 0 }]
  for (const slot of ['event', 'sorry', 'ask'] as const) {
    if (!phrase.includes(`{${slot}}`)) continue
    const words =
      slot === 'event' || slot === 'sorry' ? eventWords(lists[slot], speaking) : asSayables(lists[slot])
    open = open.flatMap((one) =>
      words.map(({ text, names }) => ({
        text: one.text.replace(`{${slot}}`, text),
        names: one.names + names,
      })),
    )
  }
  return open.flatMap((one) => {
    if (!canSay(one.text, own)) return []
    const text = atLevel(fill(one.text, own), tone.level ?? 'haeyo')
    const small = text.toLowerCase()
    if (speaking.neverSay.some((word) => small.includes(word.toLowerCase()))) return []
    return [{ text, names: one.names + placeholders(one.text).length }]
  })
}

/** What they are asked for once is not asked for again in other words. */
function unasked(
  asks: readonly string[] | undefined,
  { askedBeside }: Speaking,
): readonly string[] | undefined {
  const things = askedBeside.map((what) => what.toLowerCase().replace(/^(?:your|the|an?) /, ''))
  return asks?.filter((one) => !things.some((thing) => one.toLowerCase().includes(thing)))
}

function asSayables(words: readonly string[] | undefined): Sayable[] {
  return (words ?? []).map((text) => ({ text, names: 0 }))
}

/** What an event makes one ask, unless it happened to something else than it mostly does. */
function askOf({ phrases, heard }: Speaking): readonly string[] | undefined {
  const event = heard.event ? phrases.events[heard.event.name] : undefined
  const kind = heard.event?.of?.kind
  const isUsual = !kind || kind === 'thing' || event?.of.includes(kind) || event?.of.length === 0
  return isUsual ? event?.ask : (phrases.kinds[kind]?.ask ?? event?.ask)
}

/** Nouns and times are put only into what can be said of them. */
function eventWords(words: readonly string[] | undefined, { heard, topicIsSaid }: Speaking): Sayable[] {
  const topic = topicIsSaid ? undefined : heard.event?.of
  const known: Slots = { topic: topic?.word ?? null, time: heard.time }
  return (words ?? [])
    .filter((word) => canSay(word, known))
    .map((word) => ({ text: fill(word, known), names: placeholders(word).length }))
}
