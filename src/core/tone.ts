import { z } from 'zod'
import { type Classification, type Feeling, surestRisk, worthSaying } from './intent.ts'
import type { TextLimits } from './limits.ts'
import type { Visibility } from './mention.ts'
import { apologyIn } from './tone/apology.ts'
import { lengthOf } from './tone/length.ts'
import {
  type Manner,
  mannersOf,
  type Reason,
  type Seen,
  Strategy,
  strategyRules,
  withheld,
} from './tone/rules.ts'
import { type GraveMatter, graveMattersIn, shows, speaksHapsyo } from './tone/words.ts'

/** How a brand speaks Korean: 해요체, 합쇼체, or as the person does. Nobody is answered in 반말. */
export const VoiceLevel = z.enum(['haeyo', 'hapsyo', 'as-person'])
export type VoiceLevel = z.infer<typeof VoiceLevel>

const Count = z.number().int().min(0)

/** How to answer, before anybody thinks of what. */
export const Tone = z.object({
  strategy: Strategy,
  /** Only together with the person. */
  humour: z.boolean(),
  /** `once`: one sentence that names what went wrong, and after it what happens next. */
  apology: z.enum(['none', 'once']),
  /** A question is in it too: own what went wrong, then answer. */
  thenAnswer: z.boolean(),
  /** Invite them to a private conversation. */
  door: z.boolean(),
  promotion: z.boolean(),
  emoji: z.boolean(),
  exclamation: z.boolean(),
  /** Null outside Korean. */
  level: z.enum(['haeyo', 'hapsyo']).nullable(),
  /** In the channel's own unit, and in sentences. */
  length: z.object({ least: Count, most: Count, sentences: z.object({ least: Count, most: Count }) }),
  /** We have answered in public here; a person decides how to go on. */
  waitsForPerson: z.boolean(),
  why: z.array(z.object({ ko: z.string(), en: z.string() })).min(1),
})
export type Tone = z.infer<typeof Tone>

export interface ToneRequest {
  classification: Classification
  /** The conversation, oldest first; the messages to be answered may be at its end. */
  turns: readonly { from: 'person' | 'brand'; text: string }[]
  visibility: Visibility
  limits: TextLimits
  /** The messages to be answered, oldest first. */
  texts: readonly string[]
  /** `haeyo` when the brand says nothing. */
  voice?: VoiceLevel
  /** How many answers of ours one public conversation may have without a person; 1 when not given. */
  publicTurns?: number
  /** They show what is personal to everybody, and are asked to remove it. */
  showsPersonal?: boolean
}

const waits: Reason = {
  ko: '공개된 자리에서는 이미 답했으니 다음은 동료가 정해요.',
  en: 'We have answered in public here; a colleague decides how to go on.',
}

// A person's whole life may be in a thread; what may name a matter stands near the start of a message.
const readAtMost = 2_000

/**
 * Chooses how to answer, by the rows of `tone-rules.ts`.
 * @throws RangeError when there is nothing to answer, or the channel takes no text.
 */
export function toneOf(request: ToneRequest): Tone {
  const { classification, visibility, limits, texts } = request
  if (texts.length === 0) throw new RangeError('There is no message to answer; give at least one text.')
  // A letter may have three bytes.
  if (!(limits.max >= 1) || !((limits.maxBytes ?? 3) >= 3)) {
    throw new RangeError(
      'The channel takes no text: limits.max has to be 1 or more, limits.maxBytes 3 or more.',
    )
  }
  const seen = look(request)
  const rule = strategyRules.find(({ when }) => when(seen))
  if (!rule) throw new Error('No row of the strategies holds; the last one has to hold always.')
  const { strategy } = rule
  const may = new Set<Manner>(mannersOf[strategy])
  const why: Reason[] = [{ ko: rule.ko, en: rule.en }]
  for (const { takes, when, ko, en } of withheld) {
    const taken = when(seen, strategy) ? takes.filter((manner) => may.delete(manner)) : []
    if (taken.length > 0) why.push({ ko, en })
  }
  const waitsForPerson = strategy !== 'silence' && seen.answeredInPublic
  if (waitsForPerson) why.push(waits)
  return {
    strategy,
    humour: may.has('humour'),
    apology: may.has('apology') ? 'once' : 'none',
    thenAnswer: may.has('thenAnswer'),
    door: may.has('door'),
    promotion: may.has('promotion'),
    emoji: may.has('emoji'),
    exclamation: may.has('exclamation'),
    level: levelOf(request),
    length: lengthOf({ strategy, texts, language: classification.language, visibility, limits }),
    waitsForPerson,
    why,
  }
}

// Below this, which is the usual line of a policy, a joke may meet somebody who is waiting for help.
const playfulFrom = 0.7

// Who asks like this has been let down, whatever the reader made of it.
const hurt: readonly Feeling[] = ['disappointed', 'angry', 'vindictive']

function look({
  classification,
  turns,
  visibility,
  texts,
  publicTurns = 1,
  showsPersonal = false,
}: ToneRequest): Seen {
  const { intent, intents, confidence, feeling, sarcasm } = classification
  const there = (one: typeof intent): boolean => intent === one || intents.some(({ value }) => value === one)
  const now = texts.map((text) => text.slice(0, readAtMost)).join('\n')
  const ours = turns.filter(({ from }) => from === 'brand')
  const ironic = sarcasm || shows(now, 'ironic')
  const grave = new Set<GraveMatter | 'risk'>([...graveMattersIn(now), ...graveBefore(turns)])
  if (surestRisk(classification) >= worthSaying) grave.add('risk')
  const asks = there('question')
  const laughs = shows(now, 'laughing')
  // Who is pleased and praises or thanks does not complain as well: a second reading that says so is wrong.
  const praises = shows(now, 'praising') || shows(now, 'thanking')
  const glad = feeling === 'pleased' && intent !== 'complaint' && !ironic && praises
  return {
    intent,
    feeling,
    needsReply: classification.needsReply,
    showsPersonal,
    isPublic: visibility === 'public',
    complains: (there('complaint') && !glad) || ironic || (asks && hurt.includes(feeling)),
    asks,
    unsure: intent === 'chatter' && confidence < playfulFrom && !laughs && !isGreeting(now),
    thanks: shows(now, 'thanking'),
    laughs,
    usesEmoji: shows(now, 'emoji'),
    ironic,
    wantsNoGames: classification.abuse || classification.wantsPerson,
    grave,
    harm: (['death', 'injury', 'safety', 'risk'] as const).some((matter) => grave.has(matter)),
    ownMatter: shows(now, 'ownMatter'),
    asksForOffers: shows(now, 'askingForOffers'),
    apologisedAlready: apologyIn(ours.at(-1)?.text ?? '').length > 0 && !shows(now, 'anotherMatter'),
    answeredInPublic: visibility === 'public' && ours.length >= publicTurns,
  }
}

// So few words say hello and hardly more, however sure the reader is.
const wordsOfGreeting = 3

function isGreeting(text: string): boolean {
  return text.trim().split(/\s+/).length <= wordsOfGreeting
}

/** What was grave some turns ago still is; money alone is forgotten once it is settled. */
function graveBefore(turns: ToneRequest['turns']): GraveMatter[] {
  return turns
    .filter(({ from }) => from === 'person')
    .flatMap(({ text }) => graveMattersIn(text.slice(0, readAtMost)))
    .filter((matter) => matter !== 'money')
}

function levelOf({ classification, texts, voice = 'haeyo' }: ToneRequest): Tone['level'] {
  if (classification.language !== 'ko') return null
  if (voice !== 'as-person') return voice
  return texts.some((text) => speaksHapsyo(text.slice(0, readAtMost))) ? 'hapsyo' : 'haeyo'
}
