import type { z } from 'zod'
import type { TextLimits } from '../core/limits.ts'
import type { HeardEvent, Json, Visibility } from '../core/mention.ts'

/**
 * What a network must be able to do for us. Core owns durability, retries, pace and dedupe; a channel owns only its
 * network's native calls. Optional abilities are declared only when the contract test proves them.
 */
export interface Channel<S = unknown> {
  readonly name: string
  /** What an account needs, checked when it is added and stored encrypted. */
  readonly settings: z.ZodType<S>
  /** What it is called, and in a sentence what it takes to connect an account of it. */
  readonly about?: ChannelWords
  readonly can: {
    dm: boolean
    thread: boolean
    edit: boolean
    listen: boolean
    webhook: boolean
    find: boolean
  }
  /** What a channel allows before the network said otherwise: `burst` calls per `everyMs`, at least `gapMs` apart. */
  readonly pace: PaceLimits
  /** Makes no network call. */
  open(settings: S, tools: ChannelTools): Account
}

export interface ChannelWords {
  ko: { label: string; lead: string }
  en: { label: string; lead: string }
}

/** What a setting's `meta` may say for the form in which it is filled in. */
export interface SettingWords {
  label: string
  /** What it is for, and where to find it. */
  help: string
  /** What to do where it cannot be used. */
  wrong: string
}

export interface PaceLimits {
  burst: number
  everyMs: number
  gapMs: number
}

/** What the house lends to an open account. */
export interface ChannelTools {
  /** Defaults to the global one; tests hand in their own. */
  fetch?: typeof fetch
  now(): Date
  /** Our own line to chat windows; absent where nobody can be spoken to, as when an account is only checked. */
  chat?: ChatLine
  /** The network told how many calls are left and until when. */
  onRate?(rate: Rate): void
  log(level: 'debug' | 'info' | 'warn', message: string, detail?: Record<string, unknown>): void
}

/** How a chat is spoken to, by what a mention's `ref` says of it. */
export interface ChatLine {
  /** @returns the id that it has there; null where the client gives none. @throws ChannelError */
  post(
    ref: Json,
    post: { id: string; text: string; language: string | null },
    signal: AbortSignal,
  ): Promise<string | null>
  /** The id of what was posted as `id`; null when it surely is not there. @throws ChannelError `refused` where nobody can tell. */
  find(ref: Json, id: string): Promise<string | null>
}

export interface Rate {
  limit: number
  remaining: number
  resetAt: Date
}

/** Who we are on the network. */
export interface Identity {
  nativeId: string
  handle: string
  name: string
}

/** What a listener brings: the events and the cursor to resume from, to be stored together. */
export interface Heard {
  events: HeardEvent[]
  /** Null leaves the stored cursor as it is. */
  cursor: Json | null
}

export interface ListenOptions {
  identity: Identity
  cursor: Json | null
  /** Resolves when what was heard is on disk; until then the cursor must not advance. */
  hear(heard: Heard): Promise<void>
  /** Everything that the network had for us by now is on disk: from here on, silence is the network's and not ours. */
  upToDate?(): void
  signal: AbortSignal
}

/** A reply to one mention. `id` is ours and stable over every try. */
export interface Reply {
  id: string
  text: string
  language: string | null
  visibility: Visibility
  to: { nativeId: string; author: { nativeId: string; handle: string }; ref: Json }
  /** When the reply was first queued; the same on every try. */
  at: Date
  /** What `prepare` returned, stored before the first try. */
  prepared: Json | null
}

export interface Receipt {
  nativeId: string
  url: string | null
  /** What the channel needs to recognise later that somebody answers this reply. */
  ref: Json
}

export interface WebhookRequest {
  headers: Record<string, string | string[] | undefined>
  rawBody: Buffer
}

export interface Account {
  /** Asks the network who we are. @throws ChannelError */
  check(signal: AbortSignal): Promise<Identity>
  /** How the network counts this account's texts. Asks the network where servers differ. @throws ChannelError */
  limits(visibility: Visibility, signal: AbortSignal): Promise<TextLimits>
  /** Runs until `signal` aborts or the network refuses us. Its own hiccups it rides out. @throws ChannelError */
  listen?(options: ListenOptions): Promise<void>
  /** Fixes what will be sent (ids, bytes) so that every try sends the same; stored before the first try. */
  prepare?(reply: Reply, signal: AbortSignal): Promise<Json>
  /** @throws ChannelError */
  send(reply: Reply, signal: AbortSignal): Promise<Receipt>
  /** Did an interrupted send arrive? Null only when the network surely does not have it. @throws ChannelError */
  find?(reply: Reply, signal: AbortSignal): Promise<Receipt | null>
  /** Verifies the signature over the raw bytes and reads the body. @throws ChannelError with kind `auth` or `refused` */
  webhook?(request: WebhookRequest): HeardEvent[]
}

/**
 * The outside world in five kinds, which are five reactions:
 * - `busy`: later, at `retryAt` if given (429, 5xx that surely did nothing)
 * - `refused`: never in this form (4xx on the text or the target); a colleague must look
 * - `gone`: what we answer does not exist any more
 * - `auth`: the account itself is refused; stop it and tell the admins
 * - `network`: it may or may not have arrived; ask before a second try
 */
export class ChannelError extends Error {
  override name = 'ChannelError'
  readonly kind: 'busy' | 'refused' | 'gone' | 'auth' | 'network'
  readonly retryAt: Date | null
  constructor(
    kind: ChannelError['kind'],
    message: string,
    options?: { retryAt?: Date | null; cause?: unknown },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.retryAt = options?.retryAt ?? null
  }
}
