import { z } from 'zod'
import { isBareNumber } from '../src/core/missing.ts'
import { customerWords } from './customer-words.ts'
import type { Incoming, Post } from './turn.ts'

/** What is remembered of one customer's chat. */
export const CustomerState = z.object({
  greeted: z.boolean().default(false),
  /** The last thing that was answered; coming again, it changes nothing. */
  last: z.string().nullable().default(null),
  language: z.enum(['ko', 'en']).default('ko'),
  /** They have written words, which tell more than their client's settings. */
  spoken: z.boolean().default(false),
  /** They were asked how they were helped, and may answer until then. */
  rating: z
    .object({
      conversationId: z.string(),
      closedAfter: z.string(),
      wants: z.enum(['score', 'words']),
      until: z.iso.datetime(),
    })
    .nullable()
    .default(null),
})
export type CustomerState = z.infer<typeof CustomerState>

/** What the chat's account says of itself. */
export interface Host {
  brand: string
  greeting: { ko: string | null; en: string | null }
  topics: readonly string[]
}

/** Where a turn is, for what a machine says there. */
export interface Place {
  /** More than two can read it. */
  group: boolean
  /** A colleague talks with them, or no machine speaks to them. */
  leftToColleagues: boolean
}

/** One closing of a conversation. */
export interface Closing {
  conversationId: string
  /** The last message that it was closed after. */
  closedAfter: string
}

export interface CustomerStep {
  state: CustomerState
  say: Post[]
  /** It is a message to the brand. */
  hear: boolean
  /** Heard in the place of words, where there were none. */
  heardAs?: string
  rated: (Closing & { score: number | null; words: string | null }) | null
}

// Longer than anybody reads a question; whatever comes later is about something else.
const ratingMs = 24 * 3_600_000

/** Whether pictures or files came without a word. */
export function isOnlyFiles({ kind, text, files = false }: Incoming): boolean {
  return (kind === 'message' || kind === 'press') && files && text.trim() === ''
}

/** Decides one turn of a customer. @param place counts for what came without words. */
export function customerStep(
  state: CustomerState,
  incoming: Incoming,
  host: Host,
  now: Date,
  place: Place = { group: false, leftToColleagues: false },
): CustomerStep {
  const none: CustomerStep = { state, say: [], hear: false, rated: null }
  if (state.last === incoming.id) return none
  const spoken = lettersOf(incoming.text)
  const language = spoken ?? (state.spoken ? state.language : hinted(state, incoming))
  const seen = { ...state, language, spoken: state.spoken || spoken !== null, last: incoming.id }
  if (incoming.kind === 'joined') return { ...none, ...greet(seen, incoming, host) }
  if (incoming.kind !== 'message' && incoming.kind !== 'press') return { ...none, state: seen }
  const text = incoming.text.trim()
  if (text === '' && !incoming.files) return { ...none, state: seen }
  if (isOnlyFiles(incoming) && place.leftToColleagues)
    return { ...none, state: seen, hear: true, heardAs: customerWords[language].onlyFiles }
  if (isOnlyFiles(incoming) && place.group) return { ...none, state: seen }
  const asked = state.rating && Date.parse(state.rating.until) > now.getTime() ? state.rating : null
  const words = customerWords[language]
  const closing = { conversationId: asked?.conversationId ?? '', closedAfter: asked?.closedAfter ?? '' }
  const post = (said: string): Post => ({ id: `${incoming.id}:rating`, text: said, locale: language })
  if (asked?.wants === 'score') {
    const score = readScore(text)
    if (score !== null) {
      const rating = score <= 3 ? { ...asked, wants: 'words' as const } : null
      const say = [post(score <= 3 ? words.sorry : words.thanks)]
      return { ...none, state: { ...seen, rating }, say, rated: { ...closing, score, words: null } }
    }
  }
  // Not every client tells that somebody came in, and whoever writes is to know who answers.
  const { state: greeted = seen, say: hello = [] } = greet(seen, incoming, host)
  if (text === '') {
    const files: Post = { id: `${incoming.id}:files`, text: words.files, locale: language }
    return { ...none, state: { ...greeted, rating: seen.rating }, say: [...hello, files] }
  }
  const answered = { ...none, say: hello, state: { ...greeted, rating: null } }
  if (asked?.wants === 'words') {
    // It may as well be a new question, so it is heard besides; triage tells whether anybody waits for an answer.
    const rated = { ...closing, score: null, words: text }
    return { ...answered, hear: true, say: [...hello, post(words.words)], rated }
  }
  return { ...answered, hear: true }
}

/** The question how they were helped, to be said when a colleague has closed the conversation. */
export function askForRating(
  state: CustomerState,
  closing: Closing,
  now: Date,
): { state: CustomerState; post: Post } {
  const { language } = state
  const words = customerWords[language]
  const until = new Date(now.getTime() + ratingMs).toISOString()
  return {
    state: { ...state, rating: { ...closing, wants: 'score', until } },
    post: {
      id: `rate:${closing.conversationId}:${closing.closedAfter}`,
      text: words.rate,
      suggestions: words.scores,
      locale: language,
    },
  }
}

function greet(state: CustomerState, incoming: Incoming, host: Host): Partial<CustomerStep> {
  if (state.greeted) return { state }
  const { language } = state
  const words = customerWords[language]
  const hello = host.greeting[language] ?? words.hello(host.brand)
  return {
    state: { ...state, greeted: true },
    say: [
      {
        id: `${incoming.id}:hello`,
        text: `${hello}\n\n${words.machine}`,
        suggestions: [...host.topics, words.person],
        locale: language,
      },
    ],
  }
}

/** The language of what was written, where its letters tell. */
function lettersOf(text: string): 'ko' | 'en' | null {
  if (/[\p{Script=Hangul}]/u.test(text)) return 'ko'
  if (isBareNumber(text)) return null
  return /[A-Za-z]{3}/.test(text) ? 'en' : null
}

/** Until they have written, what their client is set to. */
function hinted(state: CustomerState, { locale }: Incoming): 'ko' | 'en' {
  if (!locale) return state.language
  return /^ko\b/i.test(locale) ? 'ko' : 'en'
}

function readScore(text: string): number | null {
  const found = /^([1-5])\s*(?:점|\/\s*5|(?:out )?of 5|stars?)?[.!]?$/iu.exec(text)
  if (found) return Number(found[1])
  const stars = /^(?:⭐️?|★){1,5}$/u.test(text) ? [...text.matchAll(/⭐|★/gu)].length : 0
  return stars > 0 ? stars : null
}
