import { ChannelError } from '../src/channels/channel.ts'
import type { HeardEvent, Json, Mention } from '../src/core/mention.ts'
import { NotTaken } from './answer.ts'
import {
  askForRating,
  type Closing,
  CustomerState,
  type CustomerStep,
  customerStep,
  type Host,
  isOnlyFiles,
} from './customer-step.ts'
import { customerWords } from './customer-words.ts'
import type { Bot, Line, Post, Reference, Turn } from './turn.ts'

/** Whose chat a turn belongs to. */
export interface CustomerOf extends Host {
  accountId: string
  /** The person's native id on that account. */
  person: string
  name: string
}

export interface CustomerTools {
  /** Null when no account takes customers who come this way, or when a chat of our own is no more. */
  customerOf(turn: Pick<Turn, 'channel' | 'own' | 'conversation' | 'from'>): Promise<CustomerOf | null>
  memory: {
    find(key: string): Promise<{ state: Json; etag: string | null }>
    /** False when somebody else has changed it since. */
    save(one: {
      key: string
      state: Json
      etag: string | null
      whose: { accountId: string; person: string }
    }): Promise<boolean>
  }
  /** Resolves when it is on disk. */
  hear(accountId: string, event: HeardEvent): Promise<void>
  rate(one: NonNullable<CustomerStep['rated']>): Promise<void>
  /** Whether a machine says nothing to them: a colleague talks with them, or none may speak. */
  isLeftToColleagues(whose: { accountId: string; person: string }): Promise<boolean>
  /** A message of theirs was heard; how its answer comes along is to be shown. */
  onHeard(heard: { accountId: string; nativeId: string; reference: Reference; language: 'ko' | 'en' }): void
  now(): Date
  newId(): string
  /** The chat's own words did not go out; what the customer said was heard all the same. */
  onTrouble(error: unknown): void
}

const mostTries = 5

/** What a customer meets: greeted once, heard, told that somebody writes, and asked at the end whether it helped. */
export function makeCustomerDialog(tools: CustomerTools): {
  bot: Bot
  /** Asks whether it helped. @returns false where they cannot be asked. @throws ChannelError */
  ask(one: Closing & { reference: Reference; line: Line }): Promise<boolean>
} {
  const { memory } = tools

  /** Where the greeting surely did not arrive, it is said again; where it may have, that would be twice. */
  async function greetAgain(
    key: string,
    whose: { accountId: string; person: string },
    error: unknown,
  ): Promise<void> {
    const arrived = !(error instanceof ChannelError) || error.kind === 'network'
    if (arrived) return
    const { state, etag } = await memory.find(key)
    // Whoever changed it meanwhile had another turn of theirs, which may have greeted them.
    await memory.save({ key, state: { ...CustomerState.parse(state ?? {}), greeted: false }, etag, whose })
  }

  async function turn(given: Turn): Promise<void> {
    // Some clients name nothing that they send; then nothing tells when it comes twice.
    const one =
      given.incoming.id === '' ? { ...given, incoming: { ...given.incoming, id: tools.newId() } } : given
    const customer = await tools.customerOf(one)
    if (!customer) {
      if (one.own) return
      throw new NotTaken(
        `No account takes customers of ${one.channel}; an admin can name it among the other channels of a chat window.`,
      )
    }
    const key = keyOf(one.channel, one.conversation.id)
    const whose = { accountId: customer.accountId, person: customer.person }
    const place = {
      group: one.conversation.group,
      leftToColleagues: isOnlyFiles(one.incoming) && (await tools.isLeftToColleagues(whose)),
    }
    for (let tries = 1; ; tries += 1) {
      const { state, etag } = await memory.find(key)
      const known = CustomerState.parse(state ?? {})
      const step = customerStep(known, one.incoming, customer, tools.now(), place)
      // Done before it is remembered: done twice it is there once, forgotten it would be lost.
      if (step.hear)
        await tools.hear(customer.accountId, toEvent(one, customer, step.heardAs ?? null, tools.now()))
      if (step.rated) await tools.rate(step.rated)
      let said = 0
      const say = async () => {
        for (const post of step.say) {
          await one.say(post)
          said += 1
        }
      }
      const untold = async (error: unknown) => {
        tools.onTrouble(error)
        // It is the first that is said.
        const unheard = said === 0 && step.state.greeted && !known.greeted
        if (unheard) await greetAgain(key, whose, error)
      }
      // Only our own line shows once what is said twice.
      if (one.own) await say()
      const { language } = step.state
      if (await memory.save({ key, state: step.state, etag, whose })) {
        // Somebody who cannot be told that a machine answers is heard all the same, and told with their next message.
        if (!one.own) await say().catch(untold)
        if (!step.hear || place.leftToColleagues) return
        await one.typing()
        const { accountId } = customer
        return tools.onHeard({
          accountId,
          nativeId: nativeIdOf(one),
          reference: referenceOf(one, customer),
          language,
        })
      }
      if (tries === mostTries) throw new Error('A chat was answered by several at once, again and again.')
    }
  }

  return {
    bot: turn,

    async ask({ conversationId, closedAfter, reference, line }) {
      const at = readReference(reference)
      if (!at) return false
      const key = keyOf(at.channel, at.conversation)
      const whose = { accountId: at.accountId, person: at.person }
      for (let tries = 1; tries <= mostTries; tries += 1) {
        const { state, etag } = await memory.find(key)
        if (etag === null) return false
        const closing = { conversationId, closedAfter }
        const asked = askForRating(CustomerState.parse(state), closing, tools.now())
        // Remembered first, or what they answer would pass for a message.
        if (!(await memory.save({ key, state: asked.state, etag, whose }))) continue
        await line.say(asked.post)
        return true
      }
      return false
    },
  }
}

/**
 * What the chat says while an answer is on its way.
 * @param wait names the wait, so that it is said once for each.
 * @param opens when somebody is there next, and by which clock; null when somebody is now.
 */
export function progressPost(
  wait: string,
  stage: 'waiting' | 'with-person',
  language: 'ko' | 'en',
  opens: { at: Date; zone: string } | null,
): Post {
  const words = customerWords[language]
  const now = stage === 'waiting' ? words.waits : words.withPerson
  const text = opens === null ? now : words.closed(sayWhen(opens, language))
  return { id: `wait:${wait}`, text, locale: language }
}

/**
 * Asks for what is missing; their answer is a message like any other.
 * @param draftId the draft that leaves it to the chat.
 * @param what as the brand's prompt names it.
 */
export function askPost(draftId: string, what: string, language: 'ko' | 'en'): Post {
  return { id: `ask:${draftId}`, text: customerWords[language].ask(what), locale: language }
}

/**
 * Says that what was asked for has arrived.
 * @param nativeId the message in which they told it.
 */
export function thanksPost(nativeId: string, what: string, language: 'ko' | 'en'): Post {
  return { id: `${nativeId}:told`, text: customerWords[language].told(what), locale: language }
}

function sayWhen({ at, zone }: { at: Date; zone: string }, language: 'ko' | 'en'): string {
  const day = { weekday: 'long', month: 'long', day: 'numeric' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return at.toLocaleString(language === 'ko' ? 'ko-KR' : 'en-GB', { timeZone: zone, ...day, ...clock })
}

/** What is said when a message could not be taken in, however often it was tried. */
export function lostPost(nativeId: string, language: 'ko' | 'en'): Post {
  return { id: `${nativeId}:lost`, text: customerWords[language].lost, locale: language }
}

function keyOf(channel: string, conversation: string): string {
  return `customer:${channel}:${conversation}`
}

/** On our own line ids are unlike any other; elsewhere only within a channel. */
function nativeIdOf(one: Turn): string {
  return (one.own ? one.incoming.id : `${one.channel}:${one.conversation.id}:${one.incoming.id}`).slice(-256)
}

/** What is kept with a mention: where to answer, and whose chat it is. */
function referenceOf(one: Turn, { accountId, person }: CustomerOf): Reference {
  return { ...one.reference, dajeong: { own: one.own, accountId, person } }
}

/** @param heardAs in the place of its words. */
function toEvent(one: Turn, customer: CustomerOf, heardAs: string | null, now: Date): HeardEvent {
  const thread = `${one.channel}:${one.conversation.id}${one.conversation.group ? `:${one.from.id}` : ''}`
  const mention: Mention = {
    nativeId: nativeIdOf(one),
    author: {
      nativeId: customer.person,
      handle: customer.name || `guest-${customer.person.slice(-4)}`,
      name: customer.name,
      bot: false,
    },
    text: heardAs ?? one.incoming.text,
    visibility: 'direct',
    summoned: 'direct',
    parent: null,
    thread: thread.slice(0, 256),
    language: null,
    postedAt: now.toISOString(),
    url: null,
    ref: referenceOf(one, customer),
  }
  return { kind: 'mention', mention }
}

/** What a mention's `ref` says of where it came from; null when it is none of ours. */
export function readReference(
  ref: Json,
): { channel: string; conversation: string; own: boolean; accountId: string; person: string } | null {
  const { channelId, conversation, dajeong } = (ref ?? {}) as {
    channelId?: unknown
    conversation?: { id?: unknown } | null
    dajeong?: { own?: unknown; accountId?: unknown; person?: unknown } | null
  }
  const { accountId, own, person } = dajeong ?? {}
  if (typeof channelId !== 'string' || typeof conversation?.id !== 'string') return null
  if (typeof accountId !== 'string' || typeof person !== 'string') return null
  return { channel: channelId, conversation: conversation.id, own: own === true, accountId, person }
}
