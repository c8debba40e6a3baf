import { callModel, ModelFailed } from './model-call.ts'
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

  return {
    name: settings.name,
    ask: ({ messages, temperature, signal }) =>
      callModel(settings, signal, (deadline) => once(messages, temperature, deadline)),
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
