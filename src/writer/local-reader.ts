import { corrected } from '../core/correction.ts'
import {
  type Classification,
  type Feeling,
  type Intent,
  type Judged,
  Level,
  languageOf,
  type Risk,
  type Urgency,
} from '../core/intent.ts'
import { isBareNumber } from '../core/missing.ts'
import { BaseTopic, topicOf } from '../core/topic.ts'
import type { NearExamples } from './near-examples.ts'
import { type Certain, readByRules } from './rules.ts'
import type { Reading, Triage } from './triage/triage.ts'
import type { ReadRequest } from './writer.ts'

/** How likely each intent is, as the classifier sees it; what a model is given to choose from. */
export type Candidates = readonly { intent: Intent; chance: number }[]

export interface LocalReading {
  classification: Classification
  candidates: Candidates
}

export type LocalReader = (request: ReadRequest) => LocalReading

/** A local reader that may have to look something up first. */
export type Read = (request: ReadRequest) => Promise<LocalReading>

// Below it a message in a language that we do not read is never sent by itself.
const unreadable = 0.2
const advertLength = 15
// Of messages that are less likely than this to wait for an answer a mere suspicion of a risk was wrong each time.
const hardlyWaits = 0.15
// From this chance on they talk about us, not to us: the lowest at which 98 % of the hard messages that wait for an answer still
// get one. Below the other they hardly wait for one then; English who do are told from who do not more easily.
const aboutUs = { ko: 0.65, en: 0.8 }
const mayWait = { ko: 0.4, en: 0.22 }
// A reading of a fragment may use what the same person said just before; older turns are another matter.
const saidBefore = 3

/**
 * Reads a message without a model: what the trained classifier sees, joined with what words alone can tell, and what a
 * colleague said of a message nearly the same before both. It never throws on any text. What it is not sure of it says so, and the policy's line decides who looks next.
 */
export function makeLocalReader({ triage, near }: { triage: Triage; near?: NearExamples }): LocalReader {
  return (request) => {
    const alone = triage(request.text)
    const certain = readByRules(request, alone.language)
    const reading = withContext(alone, request, triage)
    const candidates = reading.chances.map(({ value, chance }) => ({ intent: value as Intent, chance }))
    const classification = join(request, certain, reading, alone)
    const known = near?.find(request.brandId, request.text)
    if (!known) return { classification, candidates }
    const why = [`= ${known.text}`.slice(0, 200), ...classification.why].slice(0, 20)
    return { classification: { ...corrected(classification, known.labels), by: 'example', why }, candidates }
  }
}

/**
 * A fragment ("어제 해지 신청했는데") is read together with what its author said before it; whichever reading is surer of the
 * intent stands. Risks, spam and the wish for a person are always read from the message itself.
 */
function withContext(alone: Reading, request: ReadRequest, triage: Triage): Reading {
  if (sureness(alone) >= request.line) return alone
  const before = [...unanswered(request), ...request.beside].slice(-saidBefore)
  if (before.length === 0) return alone
  const together = triage([...before, request.text].join('\n'))
  return sureness(together) > sureness(alone) ? { ...together, language: alone.language } : alone
}

function sureness(reading: Reading): number {
  return reading.intent[0]?.confidence ?? 0
}

function unanswered({ turns }: ReadRequest): string[] {
  const lastOurs = turns.findLastIndex(({ from }) => from === 'brand')
  return turns.slice(lastOurs + 1).map(({ text }) => text)
}

function join(request: ReadRequest, certain: Certain, reading: Reading, alone: Reading): Classification {
  const text = request.text
  const direct = request.visibility === 'direct'
  const risks = joinRisks(certain, alone)
  const wantsPerson = certain.person.length > 0 || alone.wantsPerson.value
  const grave = risks.size > 0 || wantsPerson
  const wish = certain.person.length > 0 ? alone.ifWordsShow.wantsPerson : alone.wantsPerson.confidence
  const danger = Math.max(0, ...[...risks.values()].map(({ sure }) => sure))
  // What is more likely than not is answered in any case; a suspicion only where there is something to answer.
  const certainlyGrave = danger >= 0.5 || (wantsPerson && wish >= 0.5)
  // Nobody advertises in a word or two; short openers only look like the beginnings of adverts.
  const longEnough = request.text.length >= advertLength || /https?:/i.test(request.text)
  const heardSpam = alone.spam.value && longEnough && !certain.doubting && request.turns.length === 0
  const spam = certain.spam.length > 0 || heardSpam
  // Whoever writes to us alone for the first time waits for us, whatever they say; below a post many only pass by.
  const opens = direct && request.turns.length === 0
  const needless = spam ? 'spam' : certain.needless
  const waits = reading.needsReply.value ? reading.needsReply.confidence : 1 - reading.needsReply.confidence
  const suspect = grave && waits >= hardlyWaits
  // Who speaks about us to others is not answered on a mere chance that they wait for us.
  const as = alone.language === 'ko' ? 'ko' : 'en'
  const about = !alone.toBrand.value && alone.toBrand.confidence >= aboutUs[as]
  const aside = !direct && about && waits < mayWait[as]
  const asks = needless === null && !aside && (suspect || reading.needsReply.value)
  const needsReply = certainlyGrave || asks || (opens && needless === null)
  const [main] = reading.intent
  const heard = BaseTopic.options.find((one) => one === reading.topic.value) ?? null
  const topic = topicOf(text, heard, request.topics)
  const level = Level.options.find((one) => one === alone.level?.value) ?? null
  const confidence = certain.readable ? (main?.confidence ?? 0) : Math.min(unreadable, main?.confidence ?? 0)
  const because: Partial<Record<Judged, string[]>> = {
    intent: main?.words ?? [],
    feeling: reading.feeling.words,
    urgency: reading.urgency.words,
    needsReply: needsReply ? [] : needless ? [needless] : reading.needsReply.words,
    toBrand: direct ? [] : alone.toBrand.words,
    wantsPerson: wantsPerson ? [...certain.person, ...alone.wantsPerson.words] : [],
    risks: [...risks.values()].flatMap(({ words }) => words),
    level: alone.level?.words ?? [],
    topic: topic?.word ? [topic.word] : topic ? reading.topic.words : [],
    sarcasm: alone.sarcasm.words,
    spam: spam ? [...certain.spam, ...alone.spam.words] : [],
    abuse: alone.abuse.words,
  }
  function surenessOfReply(): number {
    if (opens || (needless !== null && !certainlyGrave)) return 1
    const heard = needsReply ? waits : 1 - waits
    return certainlyGrave ? Math.max(heard, danger, wantsPerson ? wish : 0) : heard
  }
  return {
    intent: main?.value as Intent,
    intents: reading.intent.map(({ value, confidence }) => ({ value: value as Intent, confidence })),
    feeling: reading.feeling.value as Feeling,
    urgency: reading.urgency.value as Urgency,
    needsReply,
    toBrand: direct || alone.toBrand.value,
    wantsPerson,
    spam,
    abuse: alone.abuse.value,
    sarcasm: alone.sarcasm.value,
    risks: [...risks.keys()],
    riskDetails: Object.fromEntries(
      [...risks].map(([risk, { sure, words }]) => [risk, { sure, words: quotes(words) }]),
    ),
    language: languageOfAnswer(alone.language, request),
    level,
    topic: topic?.name ?? null,
    confidence,
    sure: {
      intent: confidence,
      feeling: reading.feeling.confidence,
      urgency: reading.urgency.confidence,
      needsReply: surenessOfReply(),
      toBrand: direct ? 1 : alone.toBrand.confidence,
      wantsPerson: wish,
      risks: risks.size === 0 ? 1 - alone.riskChance : danger,
      language: certain.readable ? 1 : unreadable,
      level: alone.level?.confidence ?? 1,
      topic: topic?.word ? 1 : reading.topic.confidence,
      sarcasm: alone.sarcasm.confidence,
      spam: certain.spam.length > 0 ? 1 : alone.spam.confidence,
      abuse: alone.abuse.confidence,
    },
    words: Object.fromEntries(
      Object.entries(because).map(([name, words]) => [name, quotes(words)]),
    ) as Classification['words'],
    by: 'local',
    costMicros: 0,
    differs: [],
    why: quotes([
      ...(needless && !needsReply ? [needless] : []),
      ...(because.risks ?? []),
      ...(main?.words ?? []),
    ]),
  }
}

function quotes(words: readonly string[]): string[] {
  return [...new Set(words)].slice(0, 8).map((word) => word.slice(0, 60))
}

/** A risk stands when its words are there, or when the classifier hears it; how surely, both of them tell. */
function joinRisks(
  certain: Certain,
  { risks, ifWordsShow }: Reading,
): Map<Risk, { sure: number; words: string[] }> {
  const joined = new Map<Risk, { sure: number; words: string[] }>()
  for (const [risk, words] of certain.risks)
    joined.set(risk, { sure: certain.beyondDoubt.has(risk) ? 1 : ifWordsShow.risk, words })
  for (const { value, confidence, words } of risks) {
    const risk = value as Risk
    if (!joined.has(risk)) joined.set(risk, { sure: confidence, words })
  }
  return joined
}

function languageOfAnswer(
  told: Reading['language'],
  { text, turns, beside, language }: ReadRequest,
): Classification['language'] {
  // A message without words, as "ORD-7QX21", is answered as they have written before, or as the network tells.
  const before = told !== null && !isBareNumber(text) ? [] : [...textsOf(turns), ...beside]
  const spoken = before.map(languageOf).findLast((one) => one !== null) ?? told
  // A third language is answered in English.
  if (spoken) return spoken === 'ko' ? 'ko' : 'en'
  return language?.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

function textsOf(turns: ReadRequest['turns']): string[] {
  return turns.filter(({ from }) => from === 'person').map(({ text }) => text)
}
