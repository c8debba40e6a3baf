import { setTimeout as sleep } from 'node:timers/promises'
import type { Spent } from './writer.ts'

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** A language model at the other end of a wire. */
export interface Model {
  readonly name: string
  /** One answer to the messages. @throws ModelFailed */
  ask(request: { messages: Message[]; temperature: number | undefined; signal: AbortSignal }): Promise<{
    text: string
    spent: Spent
  }>
}

/** busy: it refused for now. slow: no answer before the deadline. refused: asking again is no use. down: the rest. */
export type ModelTrouble = 'busy' | 'slow' | 'refused' | 'down'

export class ModelFailed extends Error {
  override name = 'ModelFailed'
  readonly trouble: ModelTrouble
  constructor(trouble: ModelTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
  }
}

export interface ModelSettings {
  /** The base URL of an OpenAI-compatible server, such as `http://localhost:11434/v1`. */
  url: string
  /** Servers without keys take any word. */
  key: string
  name: string
  /** US dollars per million tokens. */
  priceIn: number
  priceOut: number
  /** The most that one answer may take, its retries and its wait in the queue included, in milliseconds. */
  deadlineMs: number
  /** How often a failed call is tried again, 0–2 make sense. */
  retries: number
  /** The most calls at one time. */
  atOnce: number
  /** Not every server knows `response_format`. */
  jsonMode: boolean
}

// Before the second and third try, unless the server says how long; doubled each time.
const firstPauseMs = 300

/**
 * Connects to a model. The client library is loaded here and not before (60–90 MB resident). Its own retries are off:
 * it gives up on a 429 without `retry-after` and cannot be stopped while it waits. `completionWithRetry` is its call
 * without the tracing of `invoke`, which costs 0.6 ms of CPU more.
 */
export async function makeModel(settings: ModelSettings): Promise<Model> {
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  const client = new ChatOpenAICompletions({
    model: settings.name,
    apiKey: settings.key,
    maxRetries: 0,
    maxConcurrency: settings.atOnce,
    configuration: { baseURL: settings.url },
  })
  const format = settings.jsonMode ? { response_format: { type: 'json_object' as const } } : {}

  async function once(messages: Message[], temperature: number | undefined, signal: AbortSignal) {
    const request = { model: settings.name, messages, temperature, stream: false as const, ...format }
    const answer = await unless(signal, client.completionWithRetry(request, { signal }))
    const text = answer.choices?.[0]?.message?.content
    if (typeof text !== 'string') throw new ModelFailed('down', 'The model sent an answer without a text.')
    const tokensIn = answer.usage?.prompt_tokens ?? 0
    const tokensOut = answer.usage?.completion_tokens ?? 0
    // A price in dollars per million tokens is the price of one token in millionths of a dollar.
    const costMicros = Math.round(tokensIn * settings.priceIn + tokensOut * settings.priceOut)
    return { text, spent: { tokensIn, tokensOut, costMicros } }
  }

  async function persist(
    messages: Message[],
    temperature: number | undefined,
    deadline: AbortSignal,
    endsAt: number,
  ) {
    for (let tried = 0; ; tried++) {
      try {
        return await once(messages, temperature, deadline)
      } catch (error) {
        const failure = explain(error, deadline, settings)
        const pause = pauseAfter(error, tried)
        const hopeless =
          failure.trouble === 'refused' || failure.trouble === 'slow' || tried >= settings.retries
        if (hopeless || performance.now() + pause >= endsAt) throw failure
        await sleep(pause, undefined, { signal: deadline }).catch(() => {
          throw explain(error, deadline, settings)
        })
      }
    }
  }

  return {
    name: settings.name,
    async ask({ messages, temperature, signal }) {
      const endsAt = performance.now() + settings.deadlineMs
      // A controller of our own is gone with the call; what hangs on a caller's long-lived signal would stay.
      const deadline = new AbortController()
      const stop = (): void => deadline.abort()
      const timer = setTimeout(stop, settings.deadlineMs)
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop)
      try {
        return await persist(messages, temperature, deadline.signal, endsAt)
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
      }
    },
  }
}

/** A call that waits in the client's queue does not look at its signal. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : null
}

function explain(
  error: unknown,
  deadline: AbortSignal,
  { name, url, key, deadlineMs }: ModelSettings,
): ModelFailed {
  if (error instanceof ModelFailed) return error
  const where = `The model ${name} at ${new URL(url).host}`
  if (deadline.aborted) return new ModelFailed('slow', `${where} gave no answer within ${deadlineMs} ms.`)
  const status = statusOf(error)
  // Servers repeat the key that they refuse, and the original error would carry it into a log.
  const said = clean(error instanceof Error ? error.message : String(error), key)
  const cause = new Error(said)
  if (status === null) return new ModelFailed('down', `${where} cannot be reached: ${said}`, { cause })
  if (status === 429) return new ModelFailed('busy', `${where} is busy (429).`, { cause })
  if (status >= 500 || status === 408)
    return new ModelFailed('down', `${where} failed (${status}).`, { cause })
  return new ModelFailed('refused', `${where} refused the request (${status}): ${said}`, { cause })
}

function clean(message: string, key: string): string {
  const shown = key === '' ? message : message.replaceAll(key, '[key]')
  return (
    shown
      .replace(/\b(?:sk|key)-[\w*.-]{4,}/g, '[key]')
      .split('\n', 1)[0]
      ?.slice(0, 200) ?? ''
  )
}

/** Milliseconds before the next try: what the server asks for, in seconds or as a date, else a growing pause. */
function pauseAfter(error: unknown, tried: number): number {
  const headers = (error as { headers?: unknown } | null)?.headers
  const asked = headers instanceof Headers ? headers.get('retry-after') : null
  if (asked !== null) {
    const seconds = Number(asked)
    const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - Date.now()
    if (Number.isFinite(wait)) return Math.max(0, wait)
  }
  return firstPauseMs * 2 ** tried * (1 + Math.random())
}
